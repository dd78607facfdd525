"""Which goods of a message come on top of what was asked for before, or go off it: "改成25台，
再加两箱滤芯，电视减两台" sets the first quantity, adds the second goods, lessens the third."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.understanding.understood import Item

_SETS = re.compile(
    r"改|换|变|调|成|应该|不对|不是|只要|就要|一共|总共"
    r"|(?<![a-z])(?:make|change|switch|instead|only|just|total|should be|rather"
    r"|down to|up to)(?![a-z])",
    re.IGNORECASE,
)
_ADDS = re.compile(
    r"再|还要|另|多(?:[加来要拿订发给配补弄搞整]|(?=\d|[一二两三四五六七八九十]))|加|追|也(?:来|要|给|一起)"
    r"|(?<![a-z])(?:add|another|more|extra|additional|plus|also)(?![a-z])",
    re.IGNORECASE,
)
LESSENS = re.compile(
    r"减(?:少|掉|去)?(?![到为成至少掉去])|少(?:要|来|拿|订|下|发|给|(?=\d|[一二两三四五六七八九十]))|(?<![a-z])(?:fewer|less)(?![a-z])",
    re.IGNORECASE,
)
"""Says that so many are to go off what was asked for."""
_EACH = re.compile(
    r"都|各|每[样种个款项]|全部|(?<![a-z])(?:each|all of them|both|every one|apiece)(?![a-z])"
)
_ADDS_AFTER = re.compile(
    r"(?<![a-z])(?:too|as well|on top|extra|more|also)(?![a-z])", re.IGNORECASE
)


def names_each(said: str) -> bool:
    """Whether a quantity in `said` (canonical) is meant for each of the goods spoken of."""
    return _EACH.search(said) is not None


def told_apart(text: str, items: Sequence[Item]) -> tuple[Item, ...]:
    """The items of a message that adds or lessens, each with whether it is added or goes off: by
    the word that stands before it, or after it; what has none is added like the one before it.

    Args:
        text: the part of the message that names them, in their order.
    """
    spans = [_span(item) for item in items]
    nexts = [*(start for start, _ in spans[1:]), len(text)][: len(spans)]
    found: list[Item] = []
    at, added = 0, not _SETS.search(text)
    for item, (_, end), following in zip(items, spans, nexts, strict=True):
        words = text[at:end]
        sets, adds = _last(_SETS, words), _last(_ADDS, words)
        if sets != adds:
            added = adds > sets
        behind = text[end:following]
        lessened = LESSENS.search(words) or re.match(r"\W*(?:fewer|less)(?![a-z])", behind)
        more = not lessened and (added or bool(_ADDS_AFTER.search(behind)))
        found.append(replace(item, added=more, lessened=bool(lessened)))
        at = end
    return tuple(found)


def _span(item: Item) -> tuple[int, int]:
    parts = [part for part in (item.product, item.quantity) if part is not None]
    return min(part.start for part in parts), max(part.end for part in parts)


def _last(words: re.Pattern[str], text: str) -> int:
    """Where the last of `words` begins, or -1."""
    return max((found.start() for found in words.finditer(text)), default=-1)
