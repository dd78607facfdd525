"""Typed tools and the one door that runs them."""
