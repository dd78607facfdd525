"""Sales leads: noted, followed up, won or lost."""
