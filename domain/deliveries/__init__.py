"""Deliveries of digests: what is to be sent, what became of it, and when it is tried again."""
