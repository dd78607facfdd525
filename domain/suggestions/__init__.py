"""Dealers' wishes about the ordering system, gathered and ranked for the next release."""
