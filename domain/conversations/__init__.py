"""Who speaks for the house in a conversation."""
