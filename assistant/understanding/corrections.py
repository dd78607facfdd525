"""What a message takes back or puts right while it is being said."""

import re
from collections.abc import Iterable
from enum import StrEnum

from assistant.understanding.canonical import canonical
from assistant.understanding.understood import Item, ProductMention, Quantity

Token = ProductMention | Quantity


class Change(StrEnum):
    """How a stretch of a message relates to what was said before it."""

    SAYS = "says"
    CORRECTS = "corrects"


_PUTS_RIGHT = re.compile(
    r"等一?下|等等|慢着|且慢|不对|不不|哦不|啊不|呃不|噢不|错了|说错|打错|写错|搞错|弄错|口误|更正"
    r"|(?:改成|改为|改到|变成|应该是|应该要|算了)|(?:加|增加?|减少?|降|调|提|升)(?:到|至|成|为)"
    r"|不是[,，\s]|[,，\s]不[,，\s]"
    r"|(?<![a-z])(?:no wait|no no|no|nope|sorry|oops|i mean|i meant|actually"
    r"|should (?:be|say|read)|make that|make it|change that to|change it to|scratch that|correction"
    r"|or rather|wait|on second thoughts?|rather)(?![a-z])(?! (?:problem|more"
    r"|less|later|longer|rush|hurry|need|worries|stock|idea|one|delivery|charge"
    r"|for))"
)
_FIRST = re.compile(r"先[来下发订拿要给]")
"""要60台，先下20台"""
_REFUSED = re.compile(
    r"(?:(?<!要)不要|(?<!是)不是|别要|别发|别拿|别来|不用|不需要|除了|而不是"
    r"|不含|不包括|不算|没要|去掉|删掉|拿掉|减掉|取消)(?:那个|那种|这个|了|掉"
    r"|\s)?$"
    r"|(?<![a-z])(?:not|no|don't want|do not want|don't need|don't send|instead of"
    r"|rather than|except(?: for)?|without|other than|excluding|remove|drop|skip"
    r"|leave out)"
    r"(?: the| a| an| any| those| these| my)?\s$"
)
_REPLACED = re.compile(
    r"\s*(?:换成|改成|换为|改为|换|变成"
    r"|改)(?!\s*[\d一二两三四五六七八九十百]+\s*(?:[台个只件套支箱,，。;；、\s]|$))"
)
_SWAP = re.compile(
    r"(?<![a-z])(?:swap|replace|change|switch|exchange"
    r"|substitute)(?: out)?(?: the| my| those| all)?\s(?:\d+ )?$"
)
_FOR = re.compile(r"\s(?:for|with|to|by|into)\s")


def changes_in(text: str, tokens: list[Token]) -> Iterable[tuple[Change, list[Token]]]:
    """The tokens in stretches: what is said, then each correction of it."""
    seen = canonical(text).text
    kind = Change.SAYS
    stretch: list[Token] = []
    end = 0
    for place, token in enumerate(tokens):
        gap = seen[end : token.start] if len(seen) == len(text) else ""
        only_less = _FIRST.search(gap) and not any(_is_goods(t) for t in tokens[place:])
        if stretch and (_PUTS_RIGHT.search(gap) or only_less):
            yield kind, stretch
            kind, stretch = Change.CORRECTS, []
        stretch.append(token)
        end = token.end
    if stretch:
        yield kind, stretch


_TAKEN_OUT_AFTER = re.compile(
    r"\s*(?:那|这)?(?:[\d一二两三四五六七八九十百千几]+多?)?[个条项些行款台只件套副支箱根]?的?(?:也|就|都|全部?|先|暂时)?"
    r"(?:不要|不订|不买|不用|去掉|删掉|删了|删除|拿掉|取消|砍掉|撤掉|免了|减掉|划掉)(?!取消)"
    r"|\s(?:line |ones? )?(?:off|out)(?![a-z])(?! of stock)"
    r"|\s(?:can|should|must) (?:go|come (?:off|out)|be (?:removed|dropped|cancel+ed))(?![a-z])"
)
_TAKEN_OUT_BEFORE = re.compile(
    r"(?<![a-z])(?:take|leave|cut|knock|drop|remove|delete|cancel|scrap|lose|omit)(?: off| out)?"
    r"(?: the| a| an| any| those| these| my| all| of)*(?: \d+)?\s$"
)


def removed(text: str, mentions: Iterable[ProductMention]) -> list[ProductMention]:
    """The goods that `text` wants taken out: "不要滤芯了", "take the gaskets off"."""
    seen = canonical(text).text
    if len(seen) != len(text):
        return []
    return [
        mention
        for mention in mentions
        if _refused(seen, mention)
        or _TAKEN_OUT_AFTER.match(seen, mention.end)
        or _TAKEN_OUT_BEFORE.search(seen[: mention.start])
    ]


_NOT_WANTED = re.compile(
    r"\s*(?:也|就|都|全部?)?(?:不要|不订|不买|不用|取消|去掉|删掉|拿掉|砍掉|撤掉)"
)


def taken_with(text: str, item: Item) -> bool:
    """Whether the quantity of goods that are taken out only says how many that are ("支架那两百副
    不要了")."""
    if item.product is None or item.quantity is None or item.quantity.start < item.product.end:
        return False
    between = text[item.product.end : item.quantity.start].strip(" 那这的")
    return not between and _NOT_WANTED.match(text, item.quantity.end) is not None


def _is_goods(token: Token) -> bool:
    return isinstance(token, ProductMention)


def dropped(text: str, mentions: Iterable[ProductMention]) -> list[ProductMention]:
    """The mentions without those that are refused ("不要挂机") or replaced by another."""
    seen = canonical(text).text
    if len(seen) != len(text):
        return list(mentions)
    found = list(mentions)
    return [
        mention
        for place, mention in enumerate(found)
        if not _refused(seen, mention) and not _gives_way(seen, mention, found[place + 1 :])
    ]


def _refused(seen: str, mention: ProductMention) -> bool:
    before = re.sub(
        r"[\d一二两三四五六七八九十]+[台个只件套支箱]?的?$",
        "",
        seen[max(0, mention.start - 24) : mention.start],
    )
    return _REFUSED.search(before) is not None


def _gives_way(seen: str, mention: ProductMention, later: list[ProductMention]) -> bool:
    if not later:
        return False
    between = seen[mention.end : later[0].start]
    if _REPLACED.match(between) and len(between) < 8:
        return True
    return bool(_SWAP.search(seen[: mention.start]) and _FOR.match(between))
