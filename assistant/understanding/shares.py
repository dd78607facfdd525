"""Quantities that are shared, unspoken, or of another time."""

import re
from decimal import Decimal

from assistant.understanding.canonical import canonical
from assistant.understanding.understood import Item, Quantity

_EACH_BEFORE = re.compile(
    r"(?:各来?要?订?|各自|每样|每种|每款|每个型号|每个|分别|都来?要?"
    r"|each(?: one)?|of each|every one)[\s:：x]*(?:of )?(?:about |来|要)?$"
)
_EACH_AFTER = re.compile(r"\s?(?:each|apiece|of each|for each|per item|of both)(?![a-z])")
_ONE_OF = re.compile(
    r"(?:[来要买订定拿加补进换]|给我|再)(?P<zh>台|个|只|件|套|条|支|副|袋|卷|瓶"
    r"|箱|打)$|(?<![a-z])(?P<en>an?|one) $"
)
_ONE_OF_MULTIPLE = {"箱": 0, "打": 12}
_PAST = re.compile(
    r"(?:上次|上回|上个?月|上周|之前|以前|先前|昨天|昨日|前天|去年|早上|上午"
    r"|已经|刚刚?|刚才)[^,，。;；]*(?:订|买|进|拿|要|下|发|卖|收|到|来|报)(?:的"
    r"|了|过|掉)"
    r"|还(?:有|剩)|剩下?|库存|现货|仓[里库]|店里有|手[里头]上?有|卖(?:了|掉|出|完)|只有|有货"
    r"|(?<![a-z])(?:last (?:time|month|week|year|order)|previous(?:ly)?|already"
    r"|yesterday|sold|left|remaining|in stock|on hand|we (?:still )?have"
    r"|i (?:still )?have|there (?:are|were)|used to)(?![a-z])"
)
_NOW = re.compile(
    r"这次|这回|再来|再要|再订|再加|还要|还想要|要补|补到|给我|帮我|下单"
    r"|(?<![a-z])(?:now|order(?:ing)?|want|need|this time|please|send"
    r"|more)(?![a-z])"
)
_CLAUSE = re.compile(
    r"[,，。;；:：!！?？\n]|(?<=[\u4e00-\u9fff])\s(?=[\u4e00-\u9fff])|\.(?:\s|$)"
    r"| then |然后"
)


def shared_by_all(text: str, quantity: Quantity) -> bool:
    """Whether a quantity is of each product listed ("各10台", "10 each")."""
    if quantity.unit.lower() in ("each", "ea") or quantity.unit.lower().startswith("each"):
        return True
    seen = canonical(text).text
    if len(seen) != len(text):
        return False
    before, after = seen[max(0, quantity.start - 12) : quantity.start], seen[quantity.end :]
    return bool(_EACH_BEFORE.search(before) or _EACH_AFTER.match(after))


def implied(text: str, item: Item) -> Item:
    """ "来台挂机", "a rice cooker": one of it."""
    if item.product is None or item.quantity is not None:
        return item
    seen = canonical(text).text
    start = item.product.start
    found = _ONE_OF.search(seen[max(0, start - 8) : start]) if len(seen) == len(text) else None
    if found is None:
        return item
    unit = found["zh"] or ""
    first = start - len(unit or found["en"] + " ")
    multiple = _ONE_OF_MULTIPLE.get(unit, 1)
    one = Quantity(text[first:start], first, start, 1, unit, multiple, False, Decimal(1))
    return Item(item.product, one)


def is_background(text: str, quantity: Quantity) -> bool:
    """Whether a quantity only tells of the past or of the stock ("上次订了10台", "5 left")."""
    seen = canonical(text).text
    if len(seen) != len(text):
        return False
    starts = [m.end() for m in _CLAUSE.finditer(seen, 0, quantity.start)]
    ends = [m.start() for m in _CLAUSE.finditer(seen, quantity.end)]
    clause = seen[starts[-1] if starts else 0 : ends[0] if ends else len(seen)]
    return bool(_PAST.search(clause)) and not _NOW.search(clause)
