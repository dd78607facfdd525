"""Working time: when something is due that may take so many working hours."""

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.models.routing import WorkingHours

_FARTHEST = 400
"""Days looked ahead at most; a week without working days is refused when it is set."""


@dataclass(frozen=True, slots=True)
class Week:
    """Working hours by weekday (0 is Monday), in a time zone, with its exceptions."""

    time_zone: str = "Asia/Shanghai"
    hours: dict[int, tuple[time, time]] = field(
        default_factory=lambda: {day: (time(9), time(18)) for day in range(5)}
    )
    closed: frozenset[date] = frozenset()
    opened: frozenset[date] = frozenset()

    def of(self, day: date) -> tuple[time, time] | None:
        """When work begins and ends on a day; None: nobody works."""
        if day in self.closed:
            return None
        if day in self.opened:
            return self.hours.get(day.weekday()) or next(iter(self.hours.values()))
        return self.hours.get(day.weekday())

    def after(self, start: datetime, hours: int) -> datetime:
        """The instant at which `hours` working hours have passed since `start`."""
        zone, left = ZoneInfo(self.time_zone), timedelta(hours=hours)
        here = start.astimezone(zone)
        for step in range(_FARTHEST):
            day = here.date() + timedelta(days=step)
            if (open_hours := self.of(day)) is None:
                continue
            begins, ends = (datetime.combine(day, at, zone) for at in open_hours)
            begins = max(begins, here)
            if ends - begins >= left:
                return (begins + left).astimezone(start.tzinfo)
            left -= max(ends - begins, timedelta())
        return start + timedelta(days=_FARTHEST)


def week_of(session: Session) -> Week:
    """The working week that is set; Monday to Friday from nine to six until one is."""
    newest = select(WorkingHours).order_by(WorkingHours.id.desc()).limit(1)
    found = session.scalars(newest).one_or_none()
    if found is None:
        return Week()
    return Week(
        found.time_zone,
        {
            int(day): (time.fromisoformat(begins), time.fromisoformat(ends))
            for day, (begins, ends) in sorted(found.week.items())
        },
        frozenset(date.fromisoformat(day) for day in found.closed),
        frozenset(date.fromisoformat(day) for day in found.opened),
    )
