"""What several words say together: a name with its size, a part of something, another thing.

"1.5匹" and "挂机" are one product; "3匹挂机" and "空调扇" are none that the catalogue has, and
must not be taken for their nearest relative.
"""

import re
from collections.abc import Sequence
from functools import cache
from typing import Protocol

from assistant.understanding.canonical import Range
from assistant.understanding.dense import Dense
from assistant.understanding.name_index import Keys, NameIndex
from assistant.understanding.standing import counted
from assistant.understanding.wordlists import table

_NOTHING: Keys = frozenset()
_HAN_ONLY = re.compile(r"[\u3400-\u9fff]+")
_FAULT = re.compile(
    r"\s?(?:坏|漏|不|有|没|掉|破|裂|响|松|脏|堵|关|打不|开不|里|在|是|is|are|was"
    r"|has|does|keeps|makes|won't|isn't|came|broke|leak|not)"
)
_LONGEST_HEAD = 4
_LATIN_END = re.compile(r"[a-z]")


class _Element(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def keys(self) -> Keys: ...
    @property
    def size(self) -> bool: ...


def as_said(
    group: Sequence[_Element], said: Dense, text: str, index: NameIndex
) -> tuple[Range, Keys] | None:
    """The place in the canonical text of what `group` names, and what it may be."""
    start, end = group[0].start, group[-1].end
    keys = frozenset.intersection(*(element.keys for element in group))
    if not keys:
        keys = _part_or_nothing(group, said.text[start:end], index)
    start, keys = _fuller(said, start, end, keys, index)
    if (other := _changer_before(said, text, start)) is not None:
        start, keys = other, _with(said.text[other:start], keys, index)
    if tail := _tail_after(said, text, start, end):
        end, keys = tail, index.names.get(said.text[start:tail], _NOTHING)
    return said.back(start, end), keys


def _part_or_nothing(group: Sequence[_Element], written: str, index: NameIndex) -> Keys:
    """ "净水器滤芯" is one of the filters, which one has to be asked; "热水器主板" is nothing."""
    covered = index.catalogue.find(written) if not any(e.size for e in group) else None
    last = group[-1].keys
    if covered is not None and covered.fits and last.issuperset(covered.fits):
        return frozenset(covered.fits)
    if len(last) > 1 and not any(element.size for element in group):
        return last
    return _NOTHING


def _fuller(said: Dense, start: int, end: int, keys: Keys, index: NameIndex) -> tuple[int, Keys]:
    """The name with what stands before it in a product's full name ("十字" before "对开门")."""
    for first in range(max(0, start - _LONGEST_HEAD), start):
        head = said.text[first:start]
        if _HAN_ONLY.fullmatch(head) and (fits := index.holding(said.text[first:end])):
            return first, (fits & keys) or fits
    return start, keys


def _with(word: str, keys: Keys, index: NameIndex) -> Keys:
    """Those whose names have the word."""
    products = index.catalogue.products
    return frozenset(
        key for key in keys if any(word in _plain(name) for name in products[key].all())
    )


def _plain(name: str) -> str:
    return re.sub(r"[\s\-]", "", name.lower())


def _changer_before(said: Dense, text: str, start: int) -> int | None:
    """Where a word begins that makes another thing of the name that follows it."""
    found = _changers().search(said.text, max(0, start - 16), start)
    if found is None:
        return None
    first = said.origin[found.start()][0]
    latin = said.text[found.start()].isascii()
    if latin and first and _LATIN_END.match(text[first - 1]):
        return None
    return found.start()


def _tail_after(said: Dense, text: str, start: int, end: int) -> int | None:
    """Where a word ends that makes another thing of the name before it."""
    for kind in ("tails", "part_tails"):
        found = _tails(kind).match(said.text, end)
        if found is None or _line_between(said, text, end):
            continue
        last = said.back(start, found.end())[1]
        latin = said.text[found.end() - 1].isascii()
        if latin and _LATIN_END.match(text[last : last + 1] or " "):
            continue
        if (
            kind == "tails"
            or not _FAULT.match(text, last)
            or _counted(said, text, start, end, last)
        ):
            return found.end()
    return None


def _counted(said: Dense, text: str, start: int, end: int, last: int) -> bool:
    return counted(text, said.back(start, end)[0], last)


def _line_between(said: Dense, text: str, end: int) -> bool:
    """A space parts Chinese words that are listed; English ones are parted anyway."""
    between = text[said.origin[end - 1][1] : said.origin[end][0]]
    return bool(between) and not said.text[end].isascii()


@cache
def _changers() -> re.Pattern[str]:
    return re.compile(f"(?:{_longest_first('changers')})$")


@cache
def _tails(kind: str) -> re.Pattern[str]:
    return re.compile(f"(?:{_longest_first(kind)})")


def _longest_first(kind: str) -> str:
    words = (word.replace(" ", "").replace("-", "") for word in table("goods")[kind])
    return "|".join(sorted(words, key=len, reverse=True))
