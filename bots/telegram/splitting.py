"""Long texts in pieces that Telegram takes."""

from collections.abc import Iterator

MAXIMUM = 4096
"""UTF-16 units of one message; most emoji count as two."""


def pieces(text: str, maximum: int = MAXIMUM) -> list[str]:
    """The text in pieces of at most `maximum`, parted between lines wherever that is possible."""
    parts = [""]
    for line in _lines(text, maximum):
        if _units(parts[-1]) + _units(line) > maximum:
            parts.append("")
        parts[-1] += line
    return [part.rstrip("\n") for part in parts if part.strip()]


def _lines(text: str, maximum: int) -> Iterator[str]:
    """The lines, line ends included; a line that is too long by itself is cut."""
    for line in text.splitlines(keepends=True):
        piece = ""
        for character in line if _units(line) > maximum else [line]:
            if _units(piece) + _units(character) > maximum:
                yield piece
                piece = ""
            piece += character
        yield piece


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text)
