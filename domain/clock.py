"""Time, injected: nothing below `app` asks the machine what time it is."""

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo


class Clock(Protocol):
    """Tells the present instant, aware and in UTC."""

    def now(self) -> datetime: ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        return datetime.now(UTC)


@dataclass
class FrozenClock:
    """A clock that stands still until it is moved: for evals and tests.

    Arguments:
        instant: an aware datetime.
    """

    instant: datetime

    def now(self) -> datetime:
        return self.instant

    def advance(self, step: timedelta) -> None:
        """Move the clock forward by `step`."""
        self.instant += step


def business_date(instant: datetime, time_zone: str) -> date:
    """The calendar day of `instant` in `time_zone` (an IANA name)."""
    return instant.astimezone(ZoneInfo(time_zone)).date()
