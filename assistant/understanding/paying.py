"""How people speak of money that goes or comes: it was paid, it will be, it was not so much."""

import re
from itertools import pairwise

from assistant.understanding.canonical import canonical
from assistant.understanding.changes import asks_for_change
from assistant.understanding.sums import Sum

_PAID = re.compile(
    r"(?:打|付|转|汇|缴|交|结)(?:了?(?:款|账|钱|货款)?(?:了|过去?|出去|过来|完|清|给你|给厂|好)"
    r"|(?:款|账)了?(?:$|[,，。]))"
    r"|(?:款|钱|账)(?:已经?|刚刚?|都|我|我们|早就)*(?:打|付|转|汇|结)(?:了|过|完|清)"
    r"|(?:款|钱)[^,，。]{0,8}(?:打|付|转|汇)的"
    r"|(?:打|付|转|汇)了款?"
    r"|(?<![a-z])(?:paid|wired|transferred|remitted|sent(?: you| over| across| off)*(?: the| some"
    r"| our)? (?:money|payment|cash|funds|it over)|made (?:the|a|our) (?:payment|transfer)"
    r"|(?:payment|transfer|money)(?: was| has been| is|'s)? (?:sent|made|done|gone|on its way))"
    r"(?![a-z])",
    re.IGNORECASE,
)
"""Somebody says that money went out."""
_CAME_IN = re.compile(
    r"(?:收到|到账|进账|到了|打了|打来|汇来|转来|付了|回款)|(?<![a-z])(?:got|received|came in"
    r"|has come in"
    r"|arrived|paid|sent us|landed)(?![a-z])",
    re.IGNORECASE,
)
"""Somebody says that money came in."""
_ASKS = re.compile(
    r"[?？]|怎么|如何|哪|什么|多少|几时|能不能|可不可以|可以.{0,8}[吗么]|[吗么]\s*[?？。]?$|要不要"
    r"|收到没|到没到"
    r"|(?<![a-z])(?:how|where|which|what|when|can (?:i|we|you)|could you|if (?:my|our|the)|do (?:i"
    r"|we)|should|did you"
    r"|have you)(?![a-z])",
    re.IGNORECASE,
)
_ENDS_ASKING = re.compile(r"(?:[?？]|[吗么呢])\W*$")
_AHEAD = re.compile(
    r"(?:要|想|准备|打算|马上|等下|明天|下周|月底|过两天|晚点)(?:再|去|就|给你们?|就去)*(?:打款?"
    r"|付款?|转账?|汇款?|结)"
    r"|还没|没有?(?:打|付|转|汇)|(?<![a-z])(?:will|going to|gonna|about to|'ll|plan to|tomorrow"
    r"|haven't"
    r"|hasn't|not yet)(?![a-z])",
    re.IGNORECASE,
)
_CORRECTS = re.compile(
    r"不对|错了|[写打说报搞弄记输看]错|才对|才是|应该|不是|更正|改成|改为|[少多][说写报]了|其实"
    r"|准确|实际|哦不"
    r"|等下|说反"
    r"|(?<![a-z])(?:actually|sorry|wait|i mean|i meant|correction|should (?:be|have)|typo|wrong"
    r"|mistake|make (?:it|that)|not|rather|oops|no,)(?![a-z])",
    re.IGNORECASE,
)
_BESIDES = re.compile(
    r"又|另外|还有|再(?:打|付|转|汇)|(?<![这那])[一两]笔|第二笔|(?<![a-z])(?:another|also|plus"
    r"|as well|on top|too"
    r"|second|again)(?![a-z])|(?:和|跟|、|&|(?<![a-z])and(?![a-z]))\s*$",
    re.IGNORECASE,
)
"""Another sum beside the one before it."""
_PART = re.compile(
    r"其中|包括|包含|里面|还剩|余款|余下|欠|差|(?<![a-z])(?:of which|includ\w+|balance|remaining"
    r"|left"
    r"|owe|outstanding|total)(?![a-z])",
    re.IGNORECASE,
)
_FAILED = re.compile(
    r"没(?:有)?(?:转|打|付|汇)(?:成功?|出去|过去)|(?:转账?|打款|付款|汇款)(?:失败|没成功?|被退)"
    r"|退回来了"
    r"|(?<![a-z])(?:bounced|didn't go through|did not go through|failed|came back"
    r"|was rejected)(?![a-z])",
    re.IGNORECASE,
)
_SECOND = re.compile(
    r"第二|后一?[笔个]|后面那|(?<![a-z])(?:second|2nd|latter|last)(?![a-z])", re.IGNORECASE
)
_FIRST = re.compile(
    r"第一|前一?[笔个]|前面那|(?<![a-z])(?:first|1st|former)(?![a-z])", re.IGNORECASE
)


_ARRIVED = re.compile(
    r"到账|入账|收到|查到|(?:钱|款|[万千块])到了?[没吗]|(?<![a-z])(?:arriv|receiv|come through"
    r"|gone through"
    r"|landed|got (?:it|my|our|the))",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"[打付转汇款钱]|(?<![a-z])(?:paid|pay|payments?|wired?|transfer\w*|money|sent)(?![a-z])",
    re.IGNORECASE,
)


def says_paid(text: str) -> bool:
    """Whether words say that money went out, and neither ask nor only mean to."""
    return bool(_PAID.search(text)) and not (asks(text) or _AHEAD.search(text))


def says_came_in(text: str) -> bool:
    """Whether words say that money came in, and do not ask."""
    return bool(_CAME_IN.search(text)) and not (asks(text) or _AHEAD.search(text))


def asks(text: str) -> bool:
    """Whether a message asks, of a payment or of how to make one."""
    return _ASKS.search(text) is not None


def ends_asking(text: str) -> bool:
    """Whether the last thing a message does is ask."""
    return _ENDS_ASKING.search(text) is not None


def says_failed(text: str) -> bool:
    """Whether a payment did not go through."""
    return _FAILED.search(text) is not None


def means_to(text: str) -> bool:
    """Whether a payment is announced, or said not to be made yet."""
    return _AHEAD.search(text) is not None


def only_asks(text: str) -> bool:
    """Whether a message asks after a payment and does not say that it was made."""
    return asks(text) and not _PAID.search(text)


def asks_after(text: str) -> bool:
    """Whether it is asked if money came in."""
    return asks(text) and _ARRIVED.search(text) is not None


def names_money(text: str) -> bool:
    """Whether a message speaks of money that moves."""
    return _MONEY.search(text) is not None


def picks(text: str, count: int) -> bool:
    """Whether a message speaks of one of several payments by its place."""
    return count > 1 and bool(_FIRST.search(text) or _SECOND.search(text))


def puts_right(text: str) -> bool:
    """Whether a message corrects what was said of a payment."""
    return bool(_CORRECTS.search(text)) or asks_for_change(canonical(text).text)


def another(text: str) -> bool:
    """Whether a payment is said to be one beside another."""
    return _BESIDES.search(text) is not None


def several(text: str, found: list[Sum]) -> bool:
    """Whether each of the sums is a payment of its own, and not a part of the first."""
    between = [text[a.end : b.start] for a, b in pairwise(found)]
    return not _PART.search(text) and all(_BESIDES.search(piece) for piece in between)


def place_of(text: str, count: int) -> int:
    """Which of `count` payments a message speaks of, by its place, from 0; else the last."""
    if _FIRST.search(text):
        return 0
    return min(1, count - 1) if _SECOND.search(text) else count - 1
