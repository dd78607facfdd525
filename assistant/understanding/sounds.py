"""Names of goods by their sound: wrong characters and typed pinyin."""

import re
from functools import cache, lru_cache

from assistant.understanding.dense import Dense
from assistant.understanding.name_index import Keys, NameIndex, sounds_of
from assistant.understanding.standing import everyday
from assistant.understanding.wordlists import table
from domain.naming import pinyin


def heard(said: Dense, text: str, index: NameIndex) -> dict[int, tuple[int, Keys]]:
    """By place in the dense text, the end and the products of the longest name that sounds like
    what stands there."""
    if not index.sounds:
        return {}
    spoken = sounds_of(said.text, index.words)
    positions = [at for at, _ in spoken] + [len(said.text)]
    sounds = [sound for _, sound in spoken]
    found: dict[int, tuple[int, Keys]] = {}
    for first in range(len(sounds)):
        for size in range(min(8, len(sounds) - first), 1, -1):
            start, end = positions[first], positions[first + size]
            named = index.sounds.get(tuple(sounds[first : first + size]))
            if named and (keys := _meant(said, text, start, end, named)):
                found[start] = end, keys
                break
    return found


def _meant(
    said: Dense, text: str, start: int, end: int, named: list[tuple[str, Keys]]
) -> Keys | None:
    """What is meant by a sound: typed pinyin, or characters that the right name shares."""
    written = said.text[start:end]
    if not bounded(said, text, start, end) or written in _homophones():
        return None
    if any(written == name for name, _ in named):
        return None  # written right: its name was found, or does not stand for goods here
    keys: frozenset[int] = frozenset().union(*(keys for _, keys in named))
    if written.isascii():
        return keys
    return keys if any(_sounds_alike(written, name) for name, _ in named) else None


def _sounds_alike(written: str, name: str) -> bool:
    """Whether a name is written with wrong characters: it sounds the same to the letter, or most
    characters are right and the others sound alike to southern ears."""
    if len(written) != len(name) or everyday(name):
        return False
    same = _shares(written, name)
    if _readings(written) & _readings(name):
        return same > 0 or len(name) > 2
    return 2 * same > len(name)


def _shares(written: str, name: str) -> int:
    """How many characters stand at their place in the name."""
    return sum(a == b for a, b in zip(written, name, strict=False))


@lru_cache(maxsize=5_000)
def _readings(text: str) -> frozenset[str]:
    """Toneless pinyin as read in one and character by character."""
    return frozenset({pinyin(text), "".join(pinyin(character) for character in text)})


def bounded(said: Dense, text: str, start: int, end: int) -> bool:
    """Whether a name is no part of a longer word or figure."""
    first, last = said.back(start, end)
    before, after = text[first - 1 : first], text[last : last + 1]
    head, tail = text[first], text[last - 1]
    if start and said.origin[start - 1] == said.origin[start]:
        return False  # in the middle of a size
    if end < len(said.text) and said.origin[end] == said.origin[end - 1] and last - first > 1:
        return said.text[end] == "s"
    if head.isascii() and head.isalnum() and _latin(before) and not _after_figure(head, before):
        return False
    if tail.isdigit() and (
        after.isdigit() or (after == "." and text[last + 1 : last + 2].isdigit())
    ):
        return False
    if tail.isascii() and tail.isalpha() and _latin(after) and not _COUNT.match(text, last):
        return False
    return not (tail == "机" and after == "器")


_COUNT = re.compile(r"\.(?!\d)|\d+\s?[台个套件支只条]")
"""What may follow a Latin name without a space: "AC5台"."""


def _latin(character: str) -> bool:
    return character.isascii() and (character.isalnum() or character == ".")


def _after_figure(head: str, before: str) -> bool:
    """A word may follow a figure ("20AC"), never a letter."""
    return head.isalpha() and before.isdigit()


@cache
def _homophones() -> frozenset[str]:
    return frozenset(table("goods")["homophones"])
