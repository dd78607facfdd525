"""A choice by its place on a scale: the bigger one, the smallest, the cheapest."""

import re
from collections.abc import Callable, Sequence
from typing import Any

from assistant.understanding.canonical import canonical

_LARGE = re.compile(
    r"(?:最|更)?大(?:的|一?点|号|款|那)|最大|(?<![a-z])(?:bigg?(?:er|est)?|larg(?:er|est|e))(?![a-z])"
)
_SMALL = re.compile(
    r"(?:最|更)?小(?:的|一?点|号|款|那)|最小|(?<![a-z])(?:small(?:er|est)?|little)(?![a-z])"
)
_CHEAP = re.compile(
    r"便宜|实惠|低价|价低|(?<![a-z])(?:cheap(?:er|est)?|budget|least expensive)(?![a-z])"
)
_DEAR = re.compile(
    r"最?贵的|高端|顶配|(?<![a-z])(?:dearest|most expensive|premium|top model)(?![a-z])"
)
_SIZE = re.compile(
    r"(\d+(?:\.\d+)?)[ -]?(匹|升|公斤|英寸|寸|套|瓦|米|hp|l(?![a-z])|kg"
    r"|inch|w(?![a-z])|m(?![a-z])|set)"
)


def extreme(text: str, labels: Sequence[str]) -> int | None:
    """The position of the label with the largest or the smallest size, if that is what `text`
    wants and all labels tell a size of the same kind."""
    said = canonical(text).text
    large, small = _LARGE.search(said), _SMALL.search(said)
    if bool(large) == bool(small):
        return None
    found = [_SIZE.search(canonical(label).text) for label in labels]
    sizes = [(float(size[1]), size[2]) for size in found if size]
    if len(sizes) < len(labels) or len({unit for _, unit in sizes}) > 1:
        return None
    best = (max if large else min)(size for size, _ in sizes)
    fits = [i for i, (size, _) in enumerate(sizes) if size == best]
    return fits[0] if len(fits) == 1 else None


def of_price(text: str) -> Callable[..., Any] | None:
    """`min` where `text` wants the cheapest, `max` where it wants the dearest."""
    said = canonical(text).text
    if _CHEAP.search(said):
        return min
    return max if _DEAR.search(said) else None
