"""Finding things on a page."""

import re


def first(pattern: str, text: str) -> str:
    """The first group of the first match; a page without one fails the test."""
    match = re.search(pattern, text)
    assert match is not None, f"no {pattern} in {text[:500]}"
    return match[1]
