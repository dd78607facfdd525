"""The web room over real HTTP, and in a real browser."""
