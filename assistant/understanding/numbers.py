"""Quantities: how many of something a message names, in figures, Chinese or English.

A number that counts no goods is left out: a size (1.5匹, 60 L), a time, a share, a place in a
row, a number in a code. What other readers have claimed (products, dates, money) is passed in.
"""

import re
from decimal import Decimal
from functools import cache

from assistant.understanding.canonical import Canonical, Range, canonical, free
from assistant.understanding.numerals import CHINESE, ENGLISH, FIGURES, chinese, english, scaled
from assistant.understanding.numerals import figures as read_figures
from assistant.understanding.understood import UNTOLD, Quantity
from assistant.understanding.wordlists import table

_MULTIPLES = {"one": 1, "dozen": 12, "pair": 1, "case": 0, "untold": UNTOLD}
_HAN = r"\u4e00-\u9fff"
_NUMBER = re.compile(
    rf"(?P<figures>{FIGURES})"
    rf"(?:\s?(?P<suffix>k(?![a-z0-9\u7535])|w(?![a-z0-9])"
    rf"|[十百千万亿])(?:(?P<tail>\d(?![\d.]))(?P<step>[百千])?)?)?"
    rf"|(?P<chinese>{CHINESE})|(?P<half>半(?=[台个只件套条块根瓶箱打对双])"
    rf"|(?<![a-z])half (?:an? )?(?=[a-z]))"
    rf"|(?P<english>{ENGLISH})|(?P<couple>(?<![a-z])(?:a )?couple(?: of)?(?![a-z]))"
    rf"|(?<![a-z])(?P<one>an?) (?=(?:dozen|pair|case|box|carton|pallet|set|pack)(?![a-z]))"
)
_ORDINAL = re.compile(
    r"(?:第|前|no\. ?|number |option |#|尾号|型号|代码|编号|单号|编码|故障码?|型"
    r"|房间?|room |floor |step |code |error |model"
    r" |version |v|week |wk |order no\.? ?|unit |flat |suite |page |级别|评分"
    r"|打分|号码|ending(?: in| with)? )[:：]?\s?$"
)
_NOT_ONE = re.compile(
    r"(?:(?:the|that|this) [a-z0-9.-]+|the|this|that|which|other|another|last|first"
    r"|second|third|next|each|every|no|any|some|old|new|same"
    r"|right|wrong|[a-z]+er|[a-z]+est|good|cheap|big|small|white|black) $"
)
_GUESSED_SCALE = re.compile(r"(?:几|数|好几|上)$")
_ROUGH_SUFFIX = re.compile(r"\s?(?:来|多(?!少)|几|余|\+|-?ish(?![a-z]))")
_ROUGH_AFTER = re.compile(
    r"\s?(?:左右|上下|的样子|以上|以内|or so(?![a-z])|-?ish(?![a-z])|\+|at most"
    r"|max)"
)
_AND_A_HALF = re.compile(r"半(?![价年天月个小])|(?: and)? a half(?![a-z])")
_RANGE = re.compile(rf"\s?(?:-|~|到|至|to|or|或)\s?({FIGURES}|{CHINESE})(?![\d年月日号:：])")
_NOT_ANY = re.compile(r"(?:都|也)?(?:没|不剩|不留|卖不)|批")  # "一台没有"
_PACKING = re.compile(r"[一1每](?:整)?(?:箱|盒|包|件|托|板|袋)\s?(?:是|有|装|里|=)?\s?\d")
_PACKED = re.compile(r"[一1每](?:整)?(?:箱|盒|包|件|托|板|袋)\s?(?:是|有|装|里|=)?\s?$")
_TIMES = re.compile(r"\s?[x*]\s?(?=[a-z\u4e00-\u9fff])(?!\s?\d)")
_LONGEST_ID = 7
_SHORTHAND_BELOW = 100  # "2w" is twenty thousand, "2200w" watts


def find(text: str, taken: list[Range] | None = None) -> list[Quantity]:
    """The quantities that `text` names, in order.

    Args:
        taken: positions in `text` that belong to something else.
    """
    seen = canonical(text)
    return [
        quantity
        for start, end, quantity in _readings(seen)
        if free(*seen.back(start, end), taken or [])
    ]


def _readings(seen: Canonical) -> list[tuple[int, int, Quantity]]:
    found = []
    position = 0
    while (number := _NUMBER.search(seen.text, position)) is not None:
        reading = _read(seen, number)
        position = reading[1] if reading else max(number.end(), position + 1)
        if reading:
            found.append(reading)
    return found


def _read(seen: Canonical, number: re.Match[str]) -> tuple[int, int, Quantity] | None:
    text, start, end = seen.text, number.start(), number.end()
    if not _may_begin(text, number):
        return None
    exact, rough = _worth(number)
    if scale := _GUESSED_SCALE.search(text[max(0, start - 2) : start]):
        exact, rough, start = _guessed(exact, scale[0]), True, start - len(scale[0])
    end, rough = _ranged(text, end, exact, rough)
    if more := _ROUGH_SUFFIX.match(text, end):
        end, rough = more.end(), True
    if _other().match(text, end):
        return None
    unit, multiple, end = _unit(text, end)
    if not unit and not _may_stand_bare(text, number):
        return None
    if not unit and number["chinese"] in ("俩", "仨"):
        unit = number["chinese"]  # two of them: the unit is in the word
    if unit and exact == 1 and _NOT_ANY.match(text, end):
        return None
    if unit and (half := _AND_A_HALF.match(text, end)):
        exact, end = exact + Decimal("0.5"), half.end()
    rough = rough or bool(_ROUGH_AFTER.match(text, end)) or _is_rough(text, start)
    if sign := _minus(text, start):
        exact, start = -exact, start - sign
    return start, end, _quantity(seen, start, end, exact, unit, multiple, rough)


def _quantity(
    seen: Canonical, start: int, end: int, exact: Decimal, unit: str, multiple: int, rough: bool
) -> Quantity:
    first, last = seen.back(start, end)
    whole = exact == exact.to_integral_value()
    value = int(exact) if whole else 0
    pieces = exact * multiple
    if not whole and multiple > 1 and pieces == pieces.to_integral_value():
        value, multiple, exact = int(pieces), 1, Decimal(int(pieces))  # half a dozen is six pieces
    return Quantity(seen.source[first:last], first, last, value, unit, multiple, rough, exact)


def _worth(number: re.Match[str]) -> tuple[Decimal, bool]:
    if written := number["figures"]:
        if not number["suffix"]:
            return read_figures(written), False
        if number["step"]:
            step = chinese("一" + number["step"]).exact
            return scaled(written, number["suffix"]) + int(number["tail"]) * step, False
        return scaled(written, number["suffix"], number["tail"] or ""), False
    if written := number["chinese"]:
        worth = chinese(written)
        return worth.exact, worth.rough
    if written := number["english"]:
        return english(written), False
    if number["couple"]:
        return Decimal(2), True
    return (Decimal("0.5") if number["half"] else Decimal(1)), False


def _guessed(exact: Decimal, mark: str) -> Decimal:
    """ "几十" is twenty at least, "上百" a hundred."""
    return exact if mark == "上" else exact * 2


def _may_begin(text: str, number: re.Match[str]) -> bool:
    before = text[: number.start()]
    if number["figures"]:
        if re.search(r"(?:[a-wyz_.#]|[a-z]-|\d[x*/:-]|[a-z]x|[\d.])$", before):
            return False
        if number["suffix"] in ("k", "w") and read_figures(number["figures"]) >= _SHORTHAND_BELOW:
            return False
        if re.match(r"[x*/:]\d|\.\d|-\d{3,}", text[number.end() :]):
            return False
    if number["chinese"] and before[-1:] in set("统唯同其专星礼期周初万之单双某逐"):
        return False
    if number["chinese"] == "一" and re.match(
        r"块(?:$|[走儿送发来去拿给弄下寄装到,，。])", text[number.end() :]
    ):
        return False  # together
    if _PACKING.match(text, number.start()) or _PACKED.search(before):
        return False
    if number["english"] == "one" and (
        _NOT_ONE.search(before) or text[number.end() :][:3] == " of"
    ):
        return False
    return _ORDINAL.search(before[-16:]) is None


def _may_stand_bare(text: str, number: re.Match[str]) -> bool:
    """Whether a number without a unit may be a quantity at all: its neighbours decide later."""
    end = number.end()
    if written := number["figures"]:
        return len(written) < _LONGEST_ID and not re.match(r"(?!x )[a-z]", text[end : end + 2])
    if written := number["chinese"]:
        alone = re.match(rf"[{_HAN}]", text[end : end + 1]) is None
        return alone or len(written) > 1
    return not number["half"]


def _ranged(text: str, end: int, exact: Decimal, rough: bool) -> tuple[int, bool]:
    found = _RANGE.match(text, end)
    if found is None:
        return end, rough
    high = read_figures(found[1]) if found[1][0].isdigit() else chinese(found[1]).exact
    return (found.end(), True) if high > exact else (end, rough)


_MORE = re.compile(r" (?:more|extra|further|additional|other|full|whole)(?= )")
"""What may stand between a number and its unit: "one more case"."""


def _unit(text: str, end: int) -> tuple[str, int, int]:
    between = _MORE.match(text, end)
    found = _units().match(text, between.end() if between else end)
    if found is None or found.lastgroup is None:
        times = _TIMES.match(text, end)
        return "", 1, times.end() if times else end
    unit = found[0].strip(" -").removeprefix("个") or "个"
    follows = re.match(r" of(?![a-z])", text[found.end() :])
    return unit, _MULTIPLES[found.lastgroup], found.end() + (follows.end() if follows else 0)


def _is_rough(text: str, start: int) -> bool:
    return _rough_before().search(text[max(0, start - 16) : start]) is not None


def _minus(text: str, start: int) -> int:
    """The length of a minus before `start`; a dash after a name or at a list's line is none."""
    before = text[:start]
    if found := re.search(r"(?:负|(?<![a-z])(?:minus|negative) )$", before):
        return len(found[0])
    if not before.endswith("-") or len(re.findall(r"^\s*-", text, re.MULTILINE)) > 1:
        return 0
    return 1 if len(before) == 1 or before[-2] in " \t\n,，:要来订买单x" else 0


@cache
def _units() -> re.Pattern[str]:
    groups = [f"(?P<{kind}>{_longest_first(table('units')[kind])})" for kind in _MULTIPLES]
    return re.compile(
        rf"\s?-?(?:个(?=托|pallet|整箱|大箱|货柜|carton|case"
        rf"|box))?(?:{'|'.join(groups)})(?!(?<=[a-z])[a-z])"
    )


@cache
def _other() -> re.Pattern[str]:
    return re.compile(rf"\s?-?(?:{'|'.join(table('units')['other'])})")


@cache
def _rough_before() -> re.Pattern[str]:
    return re.compile(rf"(?:{_longest_first(table('units')['rough_before'])})\s?$")


def _longest_first(words: tuple[str, ...]) -> str:
    return "|".join(sorted(words, key=len, reverse=True))
