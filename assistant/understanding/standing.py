"""Whether a short or everyday word stands for goods where it stands."""

import re
from functools import cache

from assistant.understanding.dense import Dense
from assistant.understanding.wordlists import table

_COUNTED_BEFORE = re.compile(
    r"(?:[\d一二两俩三四五六七八九十百千万半几][来多几]?\s?(?:台|个|只|件|套|条"
    r"|块|根|瓶|箱|支|副|付|袋|卷|包|打|对|双|组|盒)(?:的)?"
    r"|(?:[来要买订定拿加补进发送]|添|换)(?:台|个|只|件|套|条|块|根|瓶|箱|支|副|袋|卷|包|打)"
    r"|\d\s?(?:x|\*)?|(?<![a-z])(?:pcs|pieces|units|sets|boxes|cases|cartons"
    r"|dozen|bags|pairs|rolls|of|tai|ge))\s*$"
)
_COUNTED_AFTER = re.compile(
    r"\s*[:：x*\-]?\s*(?:\d+(?!\d*(?:匹|升|寸|公斤|月|号|点|年))"
    r"|[一二两俩三四五六七八九十百千][一二三四五六七八九十百千]*\s?(?:台|个|只"
    r"|件|套|条|块|根|瓶|箱|支|副|袋|卷|包|打|对)"
    r"|各|tai(?![a-z]))"
)
_EDGE_BEFORE = re.compile(r"(?:^|[\s,，.。;；:：、!！?？\n\t(（]|[来要买订加拿补进和跟与及的家])$")
_EDGE_AFTER = re.compile(
    r"(?:$|[\s,，.。;；:：、!！?？\n\t)）]|各|有货|有没|库存|还有|多少"
    r"|[和跟与及]|什么价|坏|漏|打不|不[能好通制热])"
)
_ITEM_ENDS = re.compile(r"\s*(?:$|[,;:.?!\n]|\d|and(?![a-z])|please|pls|in stock|[\u4e00-\u9fff])")
_SAID_OF_GOODS = re.compile(
    r"(?<![a-z])(?:the|a|an|my|our|your|his|her|this|that|these|those|some|any"
    r"|more|for|many|new|another|each|order|need|want|buy|get"
    r"|and|&|plus|extra|of|few|dozen|pcs|pieces|units|boxes|cases|send|spare"
    r"|replacement|price|much|stock|quote)\s$"
)


def stands_for_goods(said: Dense, text: str, start: int, end: int) -> bool:
    """Whether the name at `start` to `end` of the dense text may be read as goods there."""
    first, last = said.back(start, end)
    if counted(text, first, last):
        return True
    name = said.text[start:end]
    if len(name) > 1 and not everyday(name):
        return True
    before, after = text[:first], text[last:]
    if name.isascii():
        alone = not before.strip() and _ITEM_ENDS.match(after)
        said_of = _SAID_OF_GOODS.search(before) or alone or (before and not before[-1].isascii())
        return bool(said_of) and re.match(r"\s?(?:of|area|control of)(?![a-z])", after) is None
    return bool(_EDGE_BEFORE.search(before[-8:]) and _EDGE_AFTER.match(after))


def everyday(name: str) -> bool:
    """Whether a name of goods is an everyday word as well."""
    return name in _weak()


def counted(text: str, first: int, last: int) -> bool:
    """Whether a number of goods stands beside this place of the canonical text."""
    before = _COUNTED_BEFORE.search(text[max(0, first - 16) : first])
    return bool(before or _COUNTED_AFTER.match(text, last))


@cache
def _weak() -> frozenset[str]:
    words = table("goods")["weak"]
    return frozenset({*words, *(f"{word}s" for word in words if word.isascii())})
