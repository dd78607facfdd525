"""What a message means: its language, its intent and what it names."""
