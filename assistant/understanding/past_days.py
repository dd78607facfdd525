"""The day on which something was done: of days told without a year or a week the last one."""

import re
from datetime import date, timedelta

from assistant.understanding.canonical import Range, canonical
from assistant.understanding.dates import Day
from assistant.understanding.dates import find as find_days

_AHEAD = re.compile(r"明|后天|下|(?<![a-z])(?:tomorrow|next|coming)(?![a-z])|20\d\d")
_WEEKDAY = re.compile(
    r"[周礼拜星期][一二三四五六日天]|(?<![a-z])(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*(?![a-z])"
)
_NIGHT = re.compile(r"(?<![a-z])last night(?![a-z])", re.IGNORECASE)
_MONTH = re.compile(
    r"月|[/.-]|(?<![a-z])(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)", re.IGNORECASE
)
_WEEK = timedelta(days=7)
_LONG_AGO = timedelta(days=270)


def find(text: str, today: date, language: str) -> list[tuple[date, Range]]:
    """The days not after `today` that `text` names, with where they stand, in order."""
    found = [(_past(day, today), (day.start, day.end)) for day in find_days(text, today, language)]
    night = _NIGHT.search(text)
    if night is not None:
        found.append((today - timedelta(days=1), night.span()))
    return [(day, place) for day, place in found if day is not None]


def ahead(text: str, today: date, language: str) -> bool:
    """Whether a day is named that is still to come."""
    return any(_past(day, today) is None for day in find_days(text, today, language))


def _past(found: Day, today: date) -> date | None:
    said, day = canonical(found.text).text, found.day
    if day <= today:
        return day
    if _AHEAD.search(said):
        return None
    if _WEEKDAY.search(said):
        return day - _WEEK if day - _WEEK <= today else None
    return _of_last_year(day, today) if _MONTH.search(said) else _of_last_month(day, today)


def _of_last_month(day: date, today: date) -> date | None:
    """A day of the month ("the 3rd", "3号") that is still to come in this one."""
    before = today.replace(day=1) - timedelta(days=1)
    return before.replace(day=day.day) if day.day <= before.day else None


def _of_last_year(day: date, today: date) -> date | None:
    """A day with its month; None where that lies so far back that the one ahead is meant."""
    try:
        before = day.replace(year=day.year - 1)
    except ValueError:  # the 29th of February
        return None
    return before if before <= today and today - before < _LONG_AGO else None
