"""Which quantity belongs to which product: the neighbours that stand closest."""

import re
from itertools import pairwise

from assistant.understanding.canonical import Canonical
from assistant.understanding.understood import Item, ProductMention, Quantity

Token = ProductMention | Quantity

_SHORT = 24
_TIGHT, _CLOSE, _LOOSE = 6, 3, 1
_FORWARD_TIGHT = re.compile(r"(?:\s|的|of|x|\*|the|more|new|:|装|'|\")*")
_BACKWARD_TIGHT = re.compile(
    r"(?:\s|\t|:|x|\*|-|=|\(|我|先|再|各|就|给我|帮我|要|来|订|定|拿|下单?|进|补"
    r"|加|发|数量|共|大概|大约|约|差不多|有|整|需要|qty|quantity|about|around"
    r"|just|only|approx|pls|please)*"
)
_STRONG_BREAK = re.compile(r"[。!?;；！？\n]|\.(?:\s|$)")
_BREAK = re.compile(
    r"[,，、]|(?<![a-z])(?:and|plus|or)(?![a-z])|和|跟|还有|另外|以及|再|加上|\+"
    r"|&|\t"
)
_ADJECTIVES = re.compile(
    r" (?:x |of (?:the |your |those |these |our )?)?(?!(?:for|in|at|on|to|with"
    r"|and|or|from|by|per|each|is|are|of|more"
    r"|left)(?![a-z]))(?:[a-z\-0-9]+ ){0,2}"
)
_OF_THEM = re.compile(r"\s?of (?:them|those|these|it|that|the same)(?![a-z])")
_ENDS = re.compile(
    r"$|[\s,，、。;；.!！?？)）\n~…]|吧|的|就|谢|还|和|可|行|哈|啊|左右|上下"
    r"|[a-z]|再|先|下周|明天|后天"
)
_CUE = re.compile(
    r"(?:整|弄|搞|匀|来|要|改成|改为|改到|换成|订|定|下|就|只|共|拿|补|加|进|是"
    r"|成|数量|再|给我|x|\*|qty|quantity|order|orders|need|needs|want|take|get"
    r"|give me"
    r"|make it|make that|make|it|to|send|send me|just|only|mean|meant|book"
    r"|reserve|buy|add|another|about|around|say|with|have|for|by|grab|hold|keep)"
    r"(?: me| us| aside| down for)?[\s:：,，约]*$"
)


def pair(seen: Canonical, tokens: list[Token], sure: bool = False) -> list[Item]:
    """Items in the order of their products; a quantity without a product stands by itself.

    Args:
        sure: every number is a quantity: it puts another one right.
    """
    links = _links(seen, tokens)
    partner = _best(tokens, links)
    items: list[tuple[int, Item]] = []
    used = set(partner.values())
    for place, token in enumerate(tokens):
        if isinstance(token, ProductMention):
            quantity = tokens[partner[place]] if place in partner else None
            assert quantity is None or isinstance(quantity, Quantity)
            items.append((place, Item(token, quantity)))
        elif place not in used and (sure or _stands_alone(seen, token, tokens)):
            items.append((place, Item(None, token)))
    return _reunited([item for _, item in items])


def _reunited(items: list[Item]) -> list[Item]:
    """One product without a quantity and one quantity without a product belong together; beside
    a whole order a quantity no larger ("两个，一个送人") is part of it."""
    bare = [i for i in items if i.quantity is None]
    loose = [i for i in items if i.product is None]
    if len(bare) == len(loose) == 1:
        whole = Item(bare[0].product, loose[0].quantity)
        return [whole if i is bare[0] else i for i in items if i is not loose[0]]
    most = max((i.quantity.value for i in items if i.product and i.quantity), default=0)
    return [i for i in items if i.product or i.quantity is None or i.quantity.value > most]


def _links(seen: Canonical, tokens: list[Token]) -> list[int]:
    """The strength between each token and the next."""
    return [_strength(seen, one, other) for one, other in pairwise(tokens)]


def _strength(seen: Canonical, one: Token, other: Token) -> int:
    if type(one) is type(other):
        return 0
    gap = seen.text[_at(seen, one.end) : _at(seen, other.start)]
    forward = isinstance(one, Quantity)
    if (
        isinstance(other, Quantity)
        and not other.unit
        and not _ENDS.match(seen.text, _at(seen, other.end))
    ):
        return 0
    if (_FORWARD_TIGHT if forward else _BACKWARD_TIGHT).fullmatch(gap):
        return _TIGHT - ("\n" in gap) * 4
    bare = not (one if isinstance(one, Quantity) else other).unit  # type: ignore[union-attr]
    if _STRONG_BREAK.search(gap):
        return 0 if bare else _LOOSE
    if _BREAK.search(gap):
        return 0 if bare and len(gap.strip()) > 3 else _LOOSE
    if forward:
        near = len(gap) <= 6 and not bare
        return _CLOSE if near or _ADJECTIVES.fullmatch(gap) else 0
    return _CLOSE if len(gap) <= (6 if bare else 14) else _LOOSE


def _best(tokens: list[Token], links: list[int]) -> dict[int, int]:
    """Product → quantity: neighbours, each in one pair, the strongest pairs overall; of equals
    those that go on as the list begins."""
    forward = bool(tokens) and isinstance(tokens[0], Quantity)
    best: list[tuple[int, int, dict[int, int]]] = [(0, 0, {})]
    for place in range(len(tokens)):
        option = best[place]
        if place and links[place - 1]:
            score, along, pairs = best[place - 1]
            starts = isinstance(tokens[place - 1], Quantity)
            product, quantity = (place, place - 1) if starts else (place - 1, place)
            joined = (
                score + links[place - 1],
                along + (starts == forward),
                pairs | {product: quantity},
            )
            option = max(option, joined, key=lambda found: found[:2])
        best.append(option)
    return best[-1][2]


def _stands_alone(seen: Canonical, quantity: Quantity, tokens: list[Token]) -> bool:
    """Whether an unpaired number is a quantity at all: it has a unit, or is asked for."""
    if quantity.unit or _OF_THEM.match(seen.text, _at(seen, quantity.end)):
        return True
    if any(isinstance(token, ProductMention) for token in tokens):
        if (
            len(tokens) == 2
            and len(seen.text) < _SHORT
            and _ENDS.match(seen.text, _at(seen, quantity.end))
        ):
            return True
        return _CUE.search(seen.text[: _at(seen, quantity.start)]) is not None
    rest = seen.text[: _at(seen, quantity.start)] + seen.text[_at(seen, quantity.end) :]
    alone = not re.search(r"[a-z\u4e00-\u9fff]", rest)
    return alone or _CUE.search(seen.text[: _at(seen, quantity.start)]) is not None


def _at(seen: Canonical, position: int) -> int:
    """A position of the source in the canonical text."""
    if len(seen.text) == len(seen.source):
        return position
    return next(i for i, origin in enumerate(seen.origin) if origin >= position)
