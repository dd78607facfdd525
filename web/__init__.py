"""Standard screens and the HTTP API."""
