"""Reckoning months, quarters and years: see the conventions in `dates.py`."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from assistant.understanding.numerals import chinese, english

MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]


@dataclass(frozen=True, slots=True)
class Asked:
    """The day that dates are reckoned from, the language of the message, and whether a day
    without a year is the last such day rather than the next."""

    today: date
    language: str
    backward: bool


_FRACTION = re.compile(r"^\s?(?:\+|inch|in\b|\"|pipe|pair|hp|ton|dozen|of|寸|管)")


def number(text: str) -> int:
    if text.isdigit():
        return int(text)
    if text.isascii():
        return {"a": 1, "an": 1, "a couple of": 2}.get(text) or int(english(text))
    return int(chinese(text).exact)


def full(match: re.Match[str], _at: Asked) -> date:
    return date(int(match[1]), int(match[2]), int(match[3]))


def month_and_day(match: re.Match[str], at: Asked) -> date | None:
    return near(number(match[1]), number(match[2]), at.today, at.backward)


def month_first(match: re.Match[str], at: Asked) -> date | None:
    month = MONTHS.index(match[1]) + 1
    if match[3]:
        return date(int(match[3]), month, int(match[2]))
    return near(month, int(match[2]), at.today, at.backward)


def day_first(match: re.Match[str], at: Asked) -> date | None:
    month = MONTHS.index(match[2]) + 1
    if match[3]:
        return date(int(match[3]), month, int(match[1]))
    return near(month, int(match[1]), at.today, at.backward)


def slashed(match: re.Match[str], at: Asked) -> date | None:
    one, two = int(match[1]), int(match[2])
    if (
        one < two
        and two in (2, 4, 8, 16, 32)
        and not match[3]
        and _FRACTION.search(match.string[match.end() :])
    ):
        return None
    month, day = (one, two) if at.language == "zh" else (two, one)
    if month > 12:
        month, day = day, month
    if match[3]:
        return date(2000 + int(match[3]) % 100, month, day)
    return near(month, day, at.today, at.backward)


def near(month: int, day: int, today: date, backward: bool) -> date | None:
    """The next such day, or the last one; within a leap year's cycle."""
    step = -1 if backward else 1
    for year in range(today.year, today.year + 5 * step, step):
        if not 1 <= month <= 12 or not 1 <= day <= calendar.monthrange(year, month)[1]:
            continue
        found = date(year, month, day)
        if found <= today if backward else found >= today:
            return found
    return None


def shifted(today: date, months: int) -> tuple[int, int]:
    """Year and month, some months from today's."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    return year, month + 1


def steps(which: str | None) -> int:
    """How many weeks or months on: 下下 → 2, last → -1."""
    which = (which or "").strip()
    if which.isascii():
        return {"next": 1, "last": -1, "past": -1, "previous": -1}.get(which, 0)
    return which.count("下") - which.count("上") + (which == "明") - (which == "去")


def day_of_month(match: re.Match[str], at: Asked) -> date:
    year, month = shifted(at.today, steps(match["which"]))
    return date(year, month, number(match[2]))


def day_alone(match: re.Match[str], at: Asked) -> date | None:
    return _next_such_day(number(match[1]), at.today, at.backward)


def english_day_alone(match: re.Match[str], at: Asked) -> date | None:
    if match["which"]:
        year, month = shifted(at.today, steps(match["which"]))
        return date(year, month, int(match[1]))
    return _next_such_day(int(match[1]), at.today, at.backward)


def _next_such_day(day: int, today: date, backward: bool) -> date | None:
    for months in (0, -1, -2) if backward else (0, 1, 2):
        year, month = shifted(today, months)
        if not 1 <= day <= calendar.monthrange(year, month)[1]:
            continue
        found = date(year, month, day)
        if found <= today if backward else found >= today:
            return found
    return None


def part_of_month(match: re.Match[str], at: Asked) -> date:
    months = steps(match["which"])
    found = _part(*shifted(at.today, months), match["part"])
    if not match["which"] and found < at.today and match["part"] not in ("底", "末", "end"):
        return _part(*shifted(at.today, 1), match["part"])
    return found


def _part(year: int, month: int, part: str | None) -> date:
    if part in ("初", "上旬", "start", "beginning"):
        return date(year, month, 10 if part == "上旬" else 1)
    if part and part in ("中", "中旬", "middle", "mid"):
        return date(year, month, 15)
    return date(year, month, calendar.monthrange(year, month)[1])


def month_end(match: re.Match[str], at: Asked) -> date:
    return _part(*shifted(at.today, steps(match["which"])), "end")


def part_of_named_month(match: re.Match[str], at: Asked) -> date:
    month = MONTHS.index(match[2]) + 1
    year = (
        at.today.year
        + (month < at.today.month and not at.backward)
        - (month > at.today.month and at.backward)
    )
    return _part(year, month, match["part"] or ("mid" if match[0].startswith("mid") else "end"))


def year_end(match: re.Match[str], at: Asked) -> date:
    return date(at.today.year + steps(match["which"]), 12, 31)


def quarter_end(match: re.Match[str], at: Asked) -> date:
    quarter = (at.today.month - 1) // 3 + steps(match["which"])
    year, month = shifted(date(at.today.year, 1, 1), quarter * 3 + 2)
    return _part(year, month, "end")
