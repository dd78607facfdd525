"""By when a ticket has to be dealt with."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.models.service import Ticket, TicketKind, TicketStatus

SERVICE_HOURS = {
    TicketKind.REPAIR: 48,
    TicketKind.INSTALLATION: 48,
    TicketKind.MAINTENANCE: 72,
    TicketKind.COMPLAINT: 24,
    TicketKind.RETURN: 48,
    TicketKind.REQUEST: 24,
}
"""Hours from opening to the promised answer."""

FIELD_WORK = (TicketKind.REPAIR, TicketKind.INSTALLATION, TicketKind.MAINTENANCE)
"""Kinds that a service centre works on; the others go to a department."""

OPEN = (TicketStatus.OPEN, TicketStatus.ASSIGNED)
"""States of a ticket that nobody has solved yet: it can be added to, and taken back."""

BAD_RATING = 2
"""Stars up to which customer service gets in touch."""

DEPARTMENTS = {
    TicketKind.COMPLAINT: "customer_service",
    TicketKind.RETURN: "after_sales",
    TicketKind.REQUEST: "customer_service",
}


OPENS, CLOSES, ANSWERED_BY = time(9), time(18), time(10)
"""Hours of the people of customer service, from Monday to Saturday, and by when they answer what
came outside of them."""
SUNDAY = 6


def person_by(now: datetime, time_zone: str) -> datetime:
    """By when a person answers somebody who asks for one: within the hour while customer service
    is there, else by ten on its next day.

    Arguments:
        time_zone: IANA name of the zone of the hours.
    """
    local = now.astimezone(ZoneInfo(time_zone))
    if local.weekday() != SUNDAY and OPENS <= local.time() < CLOSES:
        return now + timedelta(hours=1)
    day = local.date() + timedelta(days=local.time() >= OPENS)
    if day.weekday() == SUNDAY:
        day += timedelta(days=1)
    return datetime.combine(day, ANSWERED_BY, local.tzinfo).astimezone(UTC)


def due_at(kind: TicketKind, opened_at: datetime) -> datetime:
    """The instant by which the asker is promised an answer."""
    return opened_at + timedelta(hours=SERVICE_HOURS[kind])


def lacking(ticket: Ticket) -> list[str]:
    """What whoever comes would like to know beforehand and nobody has told: product, time."""
    if ticket.kind not in FIELD_WORK or ticket.status not in OPEN:
        return []
    told = {"product": ticket.product_id, "time": ticket.preferred_time}
    return [name for name, value in told.items() if not value]
