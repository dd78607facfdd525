"""What to reorder, when and how much: from sales, stock and what is on its way."""
