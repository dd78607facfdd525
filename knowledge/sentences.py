"""The sentences of a passage that answer a question."""

import re
from collections.abc import Callable

_ITEM = re.compile(r"^\s*(?:[-*•]|\|)\s*", re.MULTILINE)
_STEP = re.compile(r"^\s*\d+[.)]\s", re.MULTILINE)
_END = re.compile(r"(?<=[。！？])|(?<=[.!?])\s+(?=[A-Z“\"¥])")
_WORTH = 0.6
"""A list item is kept when it has at least this share of what the best one has in common."""
_COLUMNS = 320
"""The width of a paragraph that is read at a glance: 160 Chinese characters, about 55 words."""


def answering(text: str, likeness: Callable[[str], float]) -> str:
    """The list items or sentences of `text` that are most like the question, in their order.

    A numbered list is a procedure, of which no step may be missing: it is kept whole, and so is a
    short paragraph. A long one keeps its first sentence, since the others lean on it.

    Arguments:
        text: Markdown of one passage.
        likeness: how much a sentence has in common with the question; 0 for nothing.
    """
    units = _units(text)
    if _STEP.search(text):
        return text
    if _ITEM.match(units[0]):
        values = [likeness(unit) for unit in units]
        wanted = _WORTH * max(values)
        return "\n".join(u for u, value in zip(units, values, strict=True) if value >= wanted)
    return _within_width(units, likeness)


def _within_width(units: list[str], likeness: Callable[[str], float]) -> str:
    left = _COLUMNS - _width(units[0])
    kept = {0}
    for i in sorted(range(1, len(units)), key=lambda i: (-likeness(units[i]), i)):
        if _width(units[i]) <= left:
            kept.add(i)
            left -= _width(units[i])
    return _joined([units[i] for i in sorted(kept)])


def _units(text: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return [
        unit.strip()
        for line in lines
        for unit in ([line] if _ITEM.match(line) else _END.split(line))
        if unit.strip()
    ]


def _width(text: str) -> int:
    """In columns of a terminal, where a Chinese character takes two."""
    return sum(1 if character.isascii() else 2 for character in text)


def _joined(units: list[str]) -> str:
    joined = units[0]
    for unit in units[1:]:
        if _ITEM.match(unit):
            joined += f"\n{unit}"
        else:
            joined += unit if joined[-1] in "。！？" else f" {unit}"
    return joined
