"""The built-in model: understanding → plan → tool calls → reply, without a key or a network."""
