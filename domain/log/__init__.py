"""The command log and the outbox: what was done, and what follows from it."""
