"""Stretches of days as people say them: 上个月, 近30天, 三季度, last week, in October."""

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from assistant.understanding.dates import find as find_days
from assistant.understanding.slips import mended

_NUMBERS = {c: n for n, c in enumerate("一二三四五六七八九十", 1)} | {"两": 2}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_LONG_MONTHS = (
    "january", "february", "august", "september", "october", "november", "december",
)  # fmt: skip
_MONTH = (
    r"(?P<m>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|(?<=in )may|(?<=for )may|may(?= 20)"
    r"|june?|july?|aug(?:ust)?|sep(?:t|tember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_N = r"(?P<n>\d{1,3}|[一二两三四五六七八九十])"
_EN_N = r"(?P<n>\d{1,3}|two|three|four|five|six|seven|ten|twelve)"
_EN_NUMBERS = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7} | {
    "ten": 10,
    "twelve": 12,
}
_RANGE = re.compile(r"\s*(?:到|至|-|—|~|－|to|until|through|and)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days from `start` to `end`, both included; none after the day it was said on."""

    start: date
    end: date


Reader = Callable[[re.Match[str], date], Stretch]


def find(text: str, today: date, language: str) -> Stretch | None:
    """The stretch that `text` names, reckoned from `today`; None if it names none."""
    if (between := _between(text, today, language)) is not None:
        return between
    text = mended(text, _LONG_MONTHS)
    for form, read in _FORMS:
        if (found := form.search(text)) is not None:
            return _till(read(found, today), today)
    return None


def _between(text: str, today: date, language: str) -> Stretch | None:
    """Two days with a word between them."""
    days = find_days(text, today, language)
    for one, other in pairwise(days):
        if _RANGE.fullmatch(text[one.end : other.start]):
            start, end = sorted((_past(one.day, today), _past(other.day, today)))
            return _till(Stretch(start, end), today)
    return None


def _past(day: date, today: date) -> date:
    """Of days without a year the one that has been."""
    return day if day <= today else day.replace(year=day.year - 1)


def _till(found: Stretch, today: date) -> Stretch:
    end = min(found.end, today)
    return Stretch(min(found.start, end), end)


def _month(first: date) -> Stretch:
    return Stretch(first, first.replace(day=monthrange(first.year, first.month)[1]))


def _months(first: date, count: int) -> Stretch:
    return Stretch(first, _month(_ahead(first, count - 1)).end)


def _ahead(first: date, months: int) -> date:
    number = first.year * 12 + first.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def _quarter(day: date, back: int = 0) -> Stretch:
    first = date(day.year, (day.month - 1) // 3 * 3 + 1, 1)
    return _months(_ahead(first, -3 * back), 3)


def _week(today: date, back: int) -> Stretch:
    monday = today - timedelta(days=today.weekday() + 7 * back)
    return Stretch(monday, monday + timedelta(days=6))


def _count(text: str) -> int:
    if text.isdigit():
        return max(1, int(text))
    return _NUMBERS.get(text) or _EN_NUMBERS.get(text.lower(), 1)


def _weeks(match: re.Match[str], today: date) -> Stretch:
    return Stretch(today - timedelta(days=7 * _count(match["n"]) - 1), today)


def _last_year(match: re.Match[str], today: date) -> Stretch:
    """The last twelve months, or six (半年), of which this one has gone as far as it has."""
    months = 6 if match["n"] == "半" else 12
    return Stretch(_ahead(today.replace(day=1), 1 - months), today)


def _last_months(match: re.Match[str], today: date) -> Stretch:
    """The whole months before this one, and this one as far as it has gone."""
    return Stretch(_ahead(today.replace(day=1), 1 - _count(match["n"])), today)


def _english_month(match: re.Match[str], today: date) -> Stretch:
    number = next(i for i, m in enumerate(_MONTHS, 1) if m == match["m"].lower()[:3])
    year = int(match["y"]) if match["y"] else today.year - (number > today.month)
    return _month(date(year, number, 1))


def _named_quarter(match: re.Match[str], today: date) -> Stretch:
    number = _count(match["q"])
    first = date(today.year - (match["last"] is not None), 3 * number - 2, 1)
    if first > today:
        first = first.replace(year=first.year - 1)
    return _months(first, 3)


def _days(match: re.Match[str], today: date) -> Stretch:
    return Stretch(today - timedelta(days=_count(match["n"]) - 1), today)


def _half(match: re.Match[str], today: date) -> Stretch:
    early = match["h"] == "上" or (match["g"] or "").lower() == "first"
    first = date(today.year, 1 if early else 7, 1)
    return _months(first if first <= today else first.replace(year=first.year - 1), 6)


def _named_month(match: re.Match[str], today: date) -> Stretch:
    said = match["m"]
    number = 10 + _NUMBERS.get(said[1:], 0) if said.startswith("十") else _count(said)
    back = match["last"] is not None or number > today.month
    return _month(date(today.year - back, number, 1))


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def _year(back: int) -> Reader:
    return lambda _match, today: _months(date(today.year - back, 1, 1), 12)


_FORMS: tuple[tuple[re.Pattern[str], Reader], ...] = (
    (_form(rf"(?:最近|过去|近)\s?{_N}\s?(?:天|日)"), _days),
    (_form(rf"(?:last|past) {_EN_N} days"), _days),
    (_form(rf"(?:最近|过去|近)\s?{_N}\s?(?:个)?(?:周|星期|礼拜)"), _weeks),
    (_form(rf"(?:last|past) {_EN_N} weeks"), _weeks),
    (_form(r"(?:最近|过去|近)\s?(?P<n>\d{1,2}|[一二两三四五六七八九十])\s?个?月"), _last_months),
    (_form(r"(?:最近|过去|近)(?P<n>半|一)年|last (?P<y>twelve) months"), _last_year),
    (_form(rf"(?:last|past) {_EN_N} months"), _last_months),
    (_form(r"(?P<last>去年)?第?(?P<q>[一二三四1-4])季度"), _named_quarter),
    (_form(r"(?P<h>[上下])半年|(?P<g>first|second) half"), _half),
    (_form(r"上个?季度?|last quarter|previous quarter"), lambda _m, today: _quarter(today, 1)),
    (_form(r"(?:本|这个?|当)季度?|this quarter|quarter to date"),
     lambda _m, today: _quarter(today)),
    (_form(r"上上个?月"), lambda _m, today: _month(_ahead(today.replace(day=1), -2))),
    (_form(r"上个?月|last month|previous month"),
     lambda _m, today: _month(_ahead(today.replace(day=1), -1))),
    (_form(r"(?:本|这个?|当)月|月初|this month|month to date|mtd\b"),
     lambda _m, today: _month(today.replace(day=1))),
    (_form(r"上上个?(?:周|星期|礼拜)"), lambda _m, today: _week(today, 2)),
    (_form(r"上个?(?:周|星期|礼拜)|last week|previous week"), lambda _m, today: _week(today, 1)),
    (_form(r"(?:本|这个?)(?:周|星期|礼拜)|this week"), lambda _m, today: _week(today, 0)),
    (_form(r"(?P<last>去年)?(?<!\d)(?P<m>1[0-2]|[1-9]|十[一二]?|[一二三四五六七八九])月份?(?!\s?\d)"),
     _named_month),
    (_form(rf"(?<![a-z]){_MONTH}\.?(?: (?P<y>20\d\d))?(?![a-z]| \d)"),
     _english_month),
    (_form(r"去年|last year|previous year"), _year(1)),
    (_form(r"今年|本年|年初|全年|this year|year to date|ytd\b"), _year(0)),
    (_form(r"昨[天日]|yesterday"),
     lambda _m, today: Stretch(today - timedelta(days=1), today - timedelta(days=1))),
    (_form(r"今[天日]|today"), lambda _m, today: Stretch(today, today)),
    (_form(r"最近|近期|这阵子|lately|recently"),
     lambda _m, today: Stretch(today - timedelta(days=29), today)),
)  # fmt: skip
