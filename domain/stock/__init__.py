"""Where goods lie and how many are free."""
