"""How long something takes or has lasted, in days."""

import re
from decimal import Decimal

from assistant.understanding.canonical import canonical
from assistant.understanding.numerals import CHINESE, ENGLISH, chinese, english, figures

_DAYS = {"day": 1, "week": 7, "fortnight": 14, "month": 30, "year": 365}
"""A month is reckoned as 30 days, a year as 365."""
_UNITS = {
    "day": r"个?(?:工作日|天)|(?:working |business |straight )?days?(?![a-z])",
    "week": r"个?(?:星期|礼拜|周)(?![一二三四五六日天末年])|weeks?(?![a-z])|wks?(?![a-z])",
    "fortnight": r"fortnights?(?![a-z])",
    "month": r"(?:个多?|个半|拉)?月(?![\d底初中末份])|months?(?![a-z])",
    "year": r"年(?![货底初中末])|years?(?![a-z])",
}
_UNIT = "|".join(f"(?P<{name}>{form})" for name, form in _UNITS.items())
_SPAN = re.compile(
    rf"(?<![\d.第])(?:(?P<figures>\d{{1,3}}(?:\.\d)?)|(?P<half>半)|(?P<few>好几|几)"
    rf"|(?P<zh>{CHINESE})|(?<![a-z])(?P<en>{ENGLISH})|(?<![a-z])(?P<one>an?|a couple of))"
    rf"(?:来|多|几|余|-|\s|\+)?(?:{_UNIT})"
)


def days(text: str) -> int | None:
    """The longest stretch of time that `text` names, in days; None when it names none."""
    found = [_worth(match) for match in _SPAN.finditer(canonical(text).text) if _lasts(match)]
    return max((int(worth) for worth in found if worth >= 1), default=None)


def _lasts(match: re.Match[str]) -> bool:
    """Whether it is a stretch of time, not a month of the calendar (3月) or a year (24年)."""
    if match["year"]:
        return not match["figures"] or len(match["figures"]) == 1
    return match["month"] != "月" or match["half"] is not None


def _worth(match: re.Match[str]) -> Decimal:
    name = next(unit for unit in _UNITS if match[unit])
    half = Decimal("0.5") if "个半" in match[0] else Decimal(0)
    return (_count(match) + half) * _DAYS[name]


def _count(match: re.Match[str]) -> Decimal:
    if match["figures"]:
        return figures(match["figures"])
    if match["zh"]:
        return chinese(match["zh"]).exact
    if match["en"]:
        return english(match["en"])
    if match["half"]:
        return Decimal("0.5")
    return Decimal(2) if match["few"] or match["one"] == "a couple of" else Decimal(1)
