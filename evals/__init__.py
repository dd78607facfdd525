"""Measuring the assistant: cases as data, judged by what is true in the database at the end."""
