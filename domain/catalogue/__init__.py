"""Products, prices and promotions, and finding them by the names people use."""
