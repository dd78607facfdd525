"""The agent, its models, understanding, replies, guards and hand-over to people."""
