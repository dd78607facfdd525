"""Dealers' reports: handed in, found again, taken back."""
