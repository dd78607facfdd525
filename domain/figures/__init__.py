"""Figures of the business: what was sold, to what target, and what came of it."""
