"""Digests: who wants which, when each is due, and what period it tells of."""
