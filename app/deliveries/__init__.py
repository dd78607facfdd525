"""Digests made and delivered by durable work, by e-mail, webhook and Telegram."""
