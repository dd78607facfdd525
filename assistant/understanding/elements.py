"""The names and sizes that stand in a text, from left to right."""

import re
from dataclasses import dataclass

from assistant.understanding.dense import Dense
from assistant.understanding.name_index import Keys, NameIndex
from assistant.understanding.sounds import bounded, heard
from assistant.understanding.standing import stands_for_goods


@dataclass(frozen=True, slots=True)
class Element:
    """A name or a size in dense text."""

    start: int
    end: int
    keys: Keys
    size: bool = False


SIZE = re.compile(r"\d+(?:\.\d+)?(?:匹|升|公斤|寸|(?:瓦|g|w)(?![a-z]))")


def elements(said: Dense, text: str, index: NameIndex) -> list[Element]:
    """The longest names and sizes in dense text, which stands for the canonical `text`."""
    spoken = heard(said, text, index)
    found: list[Element] = []
    position = 0
    while position < len(said.text):
        best = _best(said, text, position, index, spoken.get(position))
        if best:
            found.append(best)
        position = best.end if best else position + 1
    return found


def _best(
    said: Dense, text: str, start: int, index: NameIndex, spoken: tuple[int, Keys] | None
) -> Element | None:
    by_sound = Element(start, *spoken) if spoken else None
    candidates = [by_sound] if by_sound else []
    for end, keys in index.named(said.text, start):
        if bounded(said, text, start, end) and stands_for_goods(said, text, start, end):
            plain_size = SIZE.fullmatch(said.text, start, end) is not None
            candidates.append(Element(start, end, keys, plain_size))
            break
    size = SIZE.match(said.text, start)
    if size and bounded(said, text, start, size.end()):
        keys = index.sizes.get(size[0], frozenset())
        candidates.append(Element(start, size.end(), keys, size=True))
    # of those that end together the written name counts before the sound
    return max(candidates, key=lambda e: (e.end, not e.size, e is not by_sound), default=None)
