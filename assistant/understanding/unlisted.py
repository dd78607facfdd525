"""Goods that are counted and that the catalogue may not know: said so, never passed over."""

import re
from collections.abc import Iterable
from functools import cache

from assistant.understanding.canonical import Range, canonical, free
from assistant.understanding.reading import Reading
from assistant.understanding.understood import ProductMention, Quantity
from assistant.understanding.wordlists import table
from domain.catalogue.matching import Catalogue

_SEGMENT = re.compile(r"[,，。;；、!！?？\n\t|]|(?<![a-z])(?:and|then)(?![a-z])")
_HAN = r"[\u3400-\u9fffa-z0-9+.]"
_LEAD = re.compile(
    r"^(?:\s|[-*•·\d.、)）]+\s|你好|您好|老板|亲|我们?|咱们?|想|需要|要|再|还"
    r"|另外|顺便|然后|先|请|麻烦|帮我?|给我?|来|订|定|买|拿|下单|下|进|补|加|发"
    r"|配|送|一共|大概|客户|那|就|和|跟|还有|以及"
    r"|(?:please|pls|hi|hello|order|send|get|need|want|i|we|would|like|to|buy"
    r"|add|give|me|us|can|could|you|have|the|some|also|plus|and|of|new|for|my"
    r"|our|quote|book|reserve|put|in|move|transfer|borrow|lend|bring|ship|deliver|shift)(?![a-z]))+"
)
_SAYS_MORE = re.compile(
    r"它|有|没|锁|留|占|凑|备|搞|弄|整|要货|提|安排|调|匀|借|退|修|拆|验|签|收到|缺"
    r"|坏|够|批|算|改|换|成|对|应该|错|加|减|多|少|只|共|约|差|数量|一样|照|补"
    r"|下|各|每|好|谢|订单|尾号"
    r"|(?<![a-z])(?:mean|meant|expect|got|get|have|had|reserve|hold|keep|book"
    r"|take|took|deliver|count|are|is|was|were|be|actually|make|change|sorry|no"
    r"|not|about|around|only|just|then|rather|total|qty|quantity|another|extra|fewer|less"
    r"|number|reduce|increase|order|add|say|maybe|it|yes|ok|okay|hi|hello|still"
    r"|last|move|transfer|borrow|lend|bring|ship|shift)(?![a-z])"
)
_THING = re.compile(
    r"[^的了是我你他她有没不和跟在就给要吗呢啊吧这那都还再来订买改换\sa-z0-9][^的了是我你他她有没不和跟在就给要吗呢啊吧这那都还再\s]{0,7}"
    r"[器机扇灯锅炉柜泵阀管板膜芯箱架刷网棒仪壶杯垫罩]"
)
"""A name that ends as names of appliances and parts do ("加速器")."""
_NOUN_ZH = re.compile(rf"{_HAN}{{2,12}}$")
_NOUN_EN = re.compile(r"[a-z][a-z0-9\-/]{2,}(?: [a-z0-9][a-z0-9\-/]+){0,3}$")


def unknown_goods(
    reading: Reading,
    mentions: list[ProductMention],
    quantities: list[Quantity],
    catalogue: Catalogue,
) -> Iterable[ProductMention]:
    """A mention for every counted thing whose part of the text names no known product."""
    seen = canonical(reading.text).text
    if len(seen) != len(reading.text):
        return
    claimed = [(s.start, s.end) for s in (*reading.days, *reading.references, *reading.amounts)]
    for start, end in _segments(seen):
        inside = [q for q in quantities if start <= q.start < end]
        if len(inside) != 1 or any(start <= m.start < end for m in reading.mentions):
            continue
        place = _named(seen, start, end, inside[0], bool(mentions))
        if place and free(*place, claimed):
            text = reading.text[slice(*place)]
            fits = catalogue.find(text).fits if len(text) > 2 else ()
            yield ProductMention(text, *place, fits)


def _segments(seen: str) -> Iterable[Range]:
    start = 0
    for mark in _SEGMENT.finditer(seen):
        yield start, mark.start()
        start = mark.end()
    yield start, len(seen)


def _named(seen: str, start: int, end: int, quantity: Quantity, among: bool) -> Range | None:
    """Where the counted thing is named: behind the quantity, or before it.

    A bare number counts something only in a list.
    """
    listed = bool(re.match(r"\s*[x*:：]", seen[quantity.end : end])) or among
    if not quantity.unit and not listed and not re.match(r" ?[a-z]", seen[quantity.end : end]):
        return None
    behind = _noun(seen[quantity.end : end], quantity.end)
    if behind:
        return behind
    before = seen[start : quantity.start]
    lead = _LEAD.match(before)
    first = start + (lead.end() if lead else 0)
    name = re.sub(r"[\s:：x*\-]+$", "", seen[first : quantity.start])
    return (first, first + len(name)) if _is_named(name) else None


def _is_named(name: str) -> bool:
    return _is_noun(name) and (_THING.fullmatch(name) is not None or not _SAYS_MORE.search(name))


def _noun(text: str, offset: int) -> Range | None:
    skipped = re.match(r"\s*(?:的|x|\*)?\s*", text)
    first = skipped.end() if skipped else 0
    stop = _stops().search(text, first)
    name = text[first : stop.start() if stop else len(text)].rstrip()
    return (offset + first, offset + first + len(name)) if _is_noun(name) else None


def _is_noun(name: str) -> bool:
    if _THING.fullmatch(name):
        return True
    if not name or _stops().search(name) or _only_modifies(name):
        return False
    if name.isascii():
        return _NOUN_EN.fullmatch(name) is not None
    return _NOUN_ZH.fullmatch(name) is not None


def _only_modifies(name: str) -> bool:
    """ "白色", "新款" are said of goods, and are none."""
    words = sorted(table("goods")["modifiers"], key=len, reverse=True)
    return re.fullmatch(rf"(?:{'|'.join(words)}|\s)*", name) is not None


@cache
def _stops() -> re.Pattern[str]:
    words = table("goods")
    chinese, english = words["stops_zh"][0], words["stops_en"][0]
    return re.compile(rf"{chinese}|(?<![a-z])(?:{english})(?![a-z])|[()（）\"“”]")
