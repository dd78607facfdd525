"""One form for reading entities, with the way back to what was written.

Half width, simplified, lower case; nothing is taken away, so that positions can be traced back.
"""

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

from domain.naming import to_simplified

Range = tuple[int, int]
"""From a position up to, not including, another."""

_SAME = {"’": "'", "‘": "'", "–": "-", "—": "-", "−": "-", "‐": "-", "~": "~", "×": "x", "✕": "x"}


@dataclass(frozen=True, slots=True)
class Canonical:
    """`text` is read; `origin[i]` is where its character i stands in `source`."""

    text: str
    source: str
    origin: tuple[int, ...]

    def back(self, start: int, end: int) -> Range:
        """The positions in the source of what stands at `start` to `end` in `text`."""
        return self.origin[start], self.origin[end - 1] + 1 if end > start else self.origin[start]

    def written(self, start: int, end: int) -> str:
        """What was written there."""
        first, last = self.back(start, end)
        return self.source[first:last]


@lru_cache(maxsize=512)
def canonical(source: str) -> Canonical:
    """The form that entities are read in."""
    pieces: list[str] = []
    origin: list[int] = []
    for position, character in enumerate(source):
        piece = _piece(character)
        pieces.append(piece)
        origin.extend([position] * len(piece))
    text = "".join(pieces)
    if not text.isascii():
        simplified = to_simplified(text)
        # a phrase may change its length when simplified: then each character by itself
        text = simplified if len(simplified) == len(text) else "".join(map(_single, text))
    return Canonical(text, source, (*origin, len(source)))


def free(start: int, end: int, taken: list[Range]) -> bool:
    """Whether nothing of `taken` touches `start` to `end`."""
    return all(end <= first or last <= start for first, last in taken)


def _piece(character: str) -> str:
    if character in _SAME:
        return _SAME[character]
    if character.isascii():
        return character.lower()
    folded = unicodedata.normalize("NFKC", character).lower()
    return _SAME.get(folded, folded)


def _single(character: str) -> str:
    simplified = to_simplified(character)
    return simplified if len(simplified) == 1 else character
