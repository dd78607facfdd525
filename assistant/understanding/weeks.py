"""Reckoning weekdays, and days so many days or weeks from today: see `dates.py`."""

import calendar
import re
from datetime import date, timedelta

from assistant.understanding.reckoning import Asked, number, shifted, steps

_DAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
_RELATIVE = {"今": 0, "明": 1, "后": 2, "大后": 3, "昨": -1, "前": -2, "大前": -3}
ENGLISH_RELATIVE = {
    "today": 0, "tonight": 0, "tomorrow": 1, "tmr": 1, "tmrw": 1, "tomorow": 1, "tommorow": 1,
    "tommorrow": 1, "yesterday": -1, "day after tomorrow": 2, "day before yesterday": -2,
}  # fmt: skip


def _of_week(today: date, weekday: int, weeks: int) -> date:
    """Monday is 0; `weeks` after this one."""
    return today - timedelta(days=today.weekday()) + timedelta(days=weekday + 7 * weeks)


def _upcoming(today: date, weekday: int) -> date:
    return today + timedelta(days=(weekday - today.weekday()) % 7)


def _latest(today: date, weekday: int) -> date:
    """The last such day before today."""
    return today - timedelta(days=(today.weekday() - weekday - 1) % 7 + 1)


def chinese_weekday(match: re.Match[str], at: Asked) -> date:
    name = match["day"]
    weekday = int(name) - 1 if name.isdigit() else "一二三四五六日天末".index(name)
    weekday = 5 if name == "末" else min(weekday, 6)
    if match["which"]:
        return _of_week(at.today, weekday, steps(match["which"]))
    return _upcoming(at.today, weekday)


def english_weekday(match: re.Match[str], at: Asked) -> date | None:
    weekday = _DAYS.index(match[2])
    which = (match["which"] or "").removeprefix("this ")
    if len(match[2]) == len(match[0].strip()) and match[0] in ("sun", "sat"):
        return None  # "sat" and "sun" are words of their own
    if match["week"]:
        if "last" in match["week"]:
            return _latest(at.today, weekday)
        return _of_week(at.today, weekday, 1 if "week" in match["week"] else 2)
    if which == "next":
        return _of_week(at.today, weekday, 1)
    if which in ("last", "past"):
        return _latest(at.today, weekday)
    return _upcoming(at.today, weekday)


def weekend(match: re.Match[str], at: Asked) -> date:
    return _of_week(at.today, 5, steps(match["which"]))


def end_of_week(match: re.Match[str], at: Asked) -> date:
    return _of_week(at.today, 4, steps(match["which"]))


def chinese_relative(match: re.Match[str], at: Asked) -> date:
    return at.today + timedelta(days=_RELATIVE[match["day"]])


def english_relative(match: re.Match[str], at: Asked) -> date:
    return at.today + timedelta(days=ENGLISH_RELATIVE[match[1]])


def chinese_span(match: re.Match[str], at: Asked) -> date:
    if match["n"] == "半":
        return _after(at.today, 15 if match["unit"] == "月" else 0, "天", "前" in match["side"])
    return _after(at.today, number(match["n"]), match["unit"], "前" in match["side"])


def english_span(match: re.Match[str], at: Asked) -> date:
    return _after(at.today, number(match["n"]), match["unit"], match["way"] == "ago")


def _after(today: date, count: int, unit: str, ago: bool) -> date:
    sign = -1 if ago else 1
    if unit in ("月", "month", "months"):
        year, month = shifted(today, sign * count)
        return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))
    if unit.startswith(("工", "business", "working")):
        return _working_days(today, sign * count)
    days = count * (7 if unit in ("周", "星期", "礼拜", "week", "weeks") else 1)
    return today + timedelta(days=sign * days)


def _working_days(today: date, count: int) -> date:
    """Monday to Friday are counted; holidays are not known here."""
    day, step = today, 1 if count > 0 else -1
    for _ in range(abs(count)):
        day += timedelta(days=step)
        while day.weekday() > 4:
            day += timedelta(days=step)
    return day
