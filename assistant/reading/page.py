"""What is read in a file, before it is joined to one text."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

LONGEST = 200_000
"""Characters of text; a longer file is no report."""


class Unreadable(Exception):
    """No text could be got out of a file. `problem` is a `domain.models.reports.FileProblem`."""

    def __init__(self, problem: str) -> None:
        super().__init__(problem)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text and where it stands: `page`, `sheet`, `cell`, `paragraph`, `part`, …"""

    text: str
    place: dict[str, Any] = field(default_factory=dict)
    after: str = "\n"
    """what parts it from the next piece"""


def joined(pieces: Iterable[Piece]) -> tuple[str, list[dict[str, Any]]]:
    """The whole text, and its sections: `{"start", "end", …place}` in code points, in order.

    Raises:
        Unreadable: `huge`: it is longer than `LONGEST`; `empty`: there is nothing in it.
    """
    texts: list[str] = []
    sections: list[dict[str, Any]] = []
    length = 0
    for piece in pieces:
        text = clean(piece.text)
        if not text.strip():
            continue
        sections.append({"start": length, "end": length + len(text)} | piece.place)
        texts += [text, piece.after]
        length += len(text) + len(piece.after)
        if length > LONGEST:
            raise Unreadable("huge")
    if not sections:
        raise Unreadable("empty")
    return "".join(texts).rstrip("\n\t "), sections


def clean(text: str) -> str:
    """Text that a database takes: without NUL and half surrogate pairs, with plain line ends."""
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("\0", "")
    return plain.encode("utf-8", "ignore").decode("utf-8")


def section_at(sections: Sequence[dict[str, Any]], offset: int) -> dict[str, Any]:
    """The place in the file that a character of the text comes from; {} where it is unknown."""
    for section in sections:
        if section["start"] <= offset < section["end"]:
            return {k: v for k, v in section.items() if k not in ("start", "end")}
    return {}
