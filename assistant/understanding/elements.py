"""The names and sizes that stand in a text, from left to right."""

import re
from dataclasses import dataclass

from assistant.understanding.dense import BARRIER, Dense
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


_PLAIN_NUMBER = re.compile(r"(?<![\d.])\d{2,4}(?=[a-z])")
_MEANT_NUMBER = re.compile(
    rf"(?<![\d.])\d{{2,4}}(?=的(?!价|活|政|促|单|货)|那[个款种])"
    rf"|(?<=the)\d{{2,4}}(?=one|{BARRIER}|$)"
)
_PLURAL = re.compile(r"(?:ves|ies|s)$")
_FROM_SIZE = 50
"""Below, a number before a name is rather how many are wanted."""

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
    if size is None and (called := _called_by_size(said, text, start, index)):
        candidates.append(called)
    # of those that end together the written name counts before the sound
    return max(candidates, key=lambda e: (e.end, not e.size, e is not by_sound), default=None)


def _called_by_size(said: Dense, text: str, start: int, index: NameIndex) -> Element | None:
    """A product that is called by the number of its size and the name of its kind, in the
    singular ("the 456 fridge"), or by that number alone ("456的")."""
    meant = _MEANT_NUMBER.match(said.text, start)
    number = meant or _PLAIN_NUMBER.match(said.text, start)
    if number is None or int(number[0]) < _FROM_SIZE:
        return None
    sized = frozenset().union(
        *(keys for size, keys in index.sizes.items() if re.match(rf"{number[0]}\D", size))
    )
    if meant:
        return Element(start, meant.end(), sized, size=True) if sized else None
    for end, keys in index.named(said.text, number.end()):
        if keys & sized and bounded(said, text, start, end):
            plural = _PLURAL.search(said.text[start:end])
            return None if plural else Element(start, end, keys & sized)
    return None
