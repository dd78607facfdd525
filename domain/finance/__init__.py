"""Credit, receivables and payments."""
