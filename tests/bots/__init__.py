"""Channels, against a local server that speaks the Bot API."""
