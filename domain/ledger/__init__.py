"""Counters with reservations: the one way in which stock and credit change."""
