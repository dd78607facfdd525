"""Comparing periods: shares and changes, in basis points, and the months that a period covers."""

from calendar import monthrange
from datetime import date, timedelta

from domain.figures.queries import Period
from domain.money import BASIS


def change(now: int, before: int | None) -> int | None:
    """How much `now` is above `before`, in basis points of it; None without a `before`."""
    return None if before is None or before <= 0 else round((now - before) * BASIS / before)


def share(part: int, whole: int) -> int | None:
    """A part in basis points of the whole; None where there is no whole."""
    return None if whole <= 0 else round(part * BASIS / whole)


def before(period: Period) -> Period:
    """The period before it: of the same length; for one that begins with a month, the same days
    of as many months before, so that half a month is held against half a month."""
    if period.start.day != 1:
        length = timedelta(days=period.days)
        return Period(period.start - length, period.end - length)
    count = _number(period.end) - _number(period.start) + 1
    if period.end == month_end(period.end):
        return Period(_first(period.start, -count), period.start - timedelta(days=1))
    last = month_end(_first(period.end.replace(day=1), -count))
    return Period(_first(period.start, -count), last.replace(day=min(period.end.day, last.day)))


def year_before(period: Period) -> Period:
    """The same days 52 weeks earlier, so that weekdays fall on weekdays."""
    year = timedelta(weeks=52)
    return Period(period.start - year, period.end - year)


def month_end(day: date) -> date:
    """The last day of the month that `day` is in."""
    return day.replace(day=monthrange(day.year, day.month)[1])


def months(period: Period) -> list[date]:
    """The first days of the months that the period covers whole; none if it cuts into one."""
    if period.start.day != 1 or period.end != month_end(period.end):
        return []
    count = _number(period.end) - _number(period.start) + 1
    return [_first(period.start, n) for n in range(count)]


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _first(month: date, ahead: int) -> date:
    """The first day of the month that lies so many ahead of `month`."""
    number = _number(month) + ahead
    return date(number // 12, number % 12 + 1, 1)
