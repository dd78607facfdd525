"""Figures, days and instants as a reader writes them."""

from dataclasses import dataclass
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from babel.dates import format_date, format_datetime
from babel.numbers import format_decimal

from tools.wording import money
from web.words import LOCALES


@dataclass(frozen=True, slots=True)
class Formats:
    """The formats of one reader.

    Arguments:
        time_zone: IANA name; instants are shown in it.
    """

    language: str
    time_zone: str

    def money(self, minor: int | None, currency: str | None) -> str:
        """An amount in minor units; a dash where there is none."""
        return "—" if minor is None or not currency else money(minor, currency, self.language)

    def number(self, value: int | None) -> str:
        """A whole number with its groups."""
        return "—" if value is None else format_decimal(value, locale=LOCALES[self.language])

    def day(self, value: date | str | None) -> str:
        """A calendar day."""
        if not value:
            return "—"
        day = date.fromisoformat(value) if isinstance(value, str) else value
        return format_date(day, "medium", locale=LOCALES[self.language])

    def instant(self, value: datetime | str | None) -> str:
        """Day and time in the reader's zone."""
        if not value:
            return "—"
        return format_datetime(self._local(value), self._pattern(), locale=LOCALES[self.language])

    def time(self, value: datetime | str) -> str:
        """The time of day in the reader's zone."""
        return self._local(value).strftime("%H:%M")

    def seconds(self, until: datetime | str, now: datetime) -> int:
        """How long it is from `now` until an instant; below zero when it has passed."""
        return int((self._local(until) - now).total_seconds())

    def _local(self, value: datetime | str) -> datetime:
        instant = datetime.fromisoformat(value) if isinstance(value, str) else value
        aware = instant if instant.tzinfo else instant.replace(tzinfo=UTC)
        return aware.astimezone(ZoneInfo(self.time_zone))

    def _pattern(self) -> str:
        return "y年M月d日 HH:mm" if self.language == "zh" else "d MMM y, HH:mm"
