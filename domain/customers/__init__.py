"""End customers."""
