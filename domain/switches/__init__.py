"""What operators turn off, at once: the assistant, or one tool."""
