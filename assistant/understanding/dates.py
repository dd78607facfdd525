"""Business dates from phrases, reckoned from a given day.

Conventions, in both languages:

- Weeks begin on Monday. 这周五 / "this Friday" is the Friday of this week; 下周三 / "next
  Wednesday" that of the next week; 上周五 that of the last week; "last Friday" the latest Friday
  before today. A weekday alone, and a "this Friday" that is over, is the next such day, today
  included.
- A day of the month alone (5号, "the 5th"), and a month and day without a year, is the next such
  day, today included; after "as of", 截至 and the like, the last such day.
- "by X", X前 and X之前 keep X itself as the last day; before a holiday it is the day before.
- 三天内 / "within 3 days" is the last of these days. A month's end is its last day; its beginning
  the first; its middle the fifteenth. A day without the month that has no such day is no date.
- Of 3/4 the first is the month in a Chinese message, the day in an English one, unless only one
  reading is a date.
"""

import re
from dataclasses import dataclass
from datetime import date, timedelta

from assistant.understanding.canonical import canonical
from assistant.understanding.dayforms import FORMS, Form
from assistant.understanding.reckoning import Asked
from assistant.understanding.understood import Span


@dataclass(frozen=True, slots=True)
class Day(Span):
    """A day that is named. `past`: it is one that is over, or that a state is asked as of."""

    day: date
    past: bool


_AS_OF = re.compile(r"(?:截至|截止到?|到|as (?:of|at)|up to|until|since|自从?|从)\s?$")
_ADDRESS = re.compile(r"[路街巷道弄村区座幢]\s?$")
_BEFORE = re.compile(r"(?:放假|假期|节)?(?:之前|以前|前)")
_BEFORE_ENGLISH = re.compile(r"(?<![a-z])(?:before|ahead of) (?:the )?$")


def find(text: str, today: date, language: str = "zh") -> list[Day]:
    """The days that `text` names, in order."""
    seen = canonical(text).text
    found: list[Day] = []
    covered = 0
    for start, end, day, holiday in _matches(seen, today, language):
        if start < covered or _ADDRESS.search(seen[:start]):
            continue
        covered = end
        if holiday and (_BEFORE.match(seen, end) or _BEFORE_ENGLISH.search(seen[:start])):
            day -= timedelta(days=1)
        first, last = canonical(text).back(start, end)
        past = day < today or bool(_AS_OF.search(seen[:start]) and day <= today)
        found.append(Day(text[first:last], first, last, day, past))
    return found


def _matches(seen: str, today: date, language: str) -> list[tuple[int, int, date, bool]]:
    """Every form's finds, by place; of those that begin together the longest first."""
    found = []
    for form in FORMS:
        for match in form.pattern.finditer(seen):
            backward = form.leans and _AS_OF.search(seen[: match.start()]) is not None
            day = _reckoned(form, match, Asked(today, language, backward))
            if day is not None:
                found.append((match.start(), match.end(), day, form.holiday))
    return sorted(found, key=lambda f: (f[0], -f[1]))


def _reckoned(form: Form, match: re.Match[str], asked: Asked) -> date | None:
    try:
        return form.reckon(match, asked)
    except (ValueError, OverflowError):
        return None  # the thirtieth of February
