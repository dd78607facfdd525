"""Tickets and the centres that work on them."""
