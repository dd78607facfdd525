"""By when a ticket has to be dealt with."""

from datetime import datetime, timedelta

from domain.models.service import TicketKind

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

BAD_RATING = 2
"""Stars up to which customer service gets in touch."""

DEPARTMENTS = {
    TicketKind.COMPLAINT: "customer_service",
    TicketKind.RETURN: "after_sales",
    TicketKind.REQUEST: "customer_service",
}


def due_at(kind: TicketKind, opened_at: datetime) -> datetime:
    """The instant by which the asker is promised an answer."""
    return opened_at + timedelta(hours=SERVICE_HOURS[kind])
