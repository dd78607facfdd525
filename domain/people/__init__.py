"""Users, sign-in, linked chat accounts, dealers."""
