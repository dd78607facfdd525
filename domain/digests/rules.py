"""Periods and due times, in the reader's own days."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.clock import business_date
from domain.models.subscriptions import DigestKind

_MONDAY = 0


@dataclass(frozen=True, slots=True)
class Period:
    """From `starts_at` up to but not including `ends_at`; `first_day` is its first in its zone."""

    starts_at: datetime
    ends_at: datetime
    first_day: date

    @property
    def before(self) -> "Period":
        """The period of the same length just before."""
        length = self.ends_at - self.starts_at
        days = round(length / timedelta(days=1))
        return Period(
            self.starts_at - length, self.starts_at, self.first_day - timedelta(days=days)
        )


def next_due(kind: DigestKind, hour: int, time_zone: str, after: datetime) -> datetime:
    """The first instant after `after` at which a digest of this kind is due: each day, or each
    Monday, at `hour` (0-23) in `time_zone`."""
    day = business_date(after, time_zone)
    while True:
        due = datetime.combine(day, time(hour), ZoneInfo(time_zone))
        right_day = kind is DigestKind.DAILY or day.weekday() == _MONDAY
        if right_day and due > after:
            return due
        day += timedelta(days=1)


def period_due(kind: DigestKind, day: date, time_zone: str) -> Period:
    """What a digest due on `day` tells of: the day before, or the week before."""
    first = day - timedelta(days=1 if kind is DigestKind.DAILY else 7)
    zone = ZoneInfo(time_zone)
    starts_at, ends_at = (datetime.combine(d, time(), zone) for d in (first, day))
    return Period(starts_at, ends_at, first)
