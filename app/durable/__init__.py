"""What happens later and by itself: the outbox, expiry, the audit chain."""
