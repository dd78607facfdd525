"""Telling users what they have not asked about."""
