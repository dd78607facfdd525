"""Finding tickets."""

import re
from collections.abc import Iterable

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, selectinload

from domain.database import actor_of
from domain.errors import NotFound
from domain.models.service import Ticket, TicketNote
from domain.scope import Permission


def find_ticket(session: Session, reference: str) -> Ticket:
    """The ticket with this number, if the actor may see it.

    Raises:
        NotFound: no such ticket, or not the actor's.
    """
    actor_of(session).require(Permission.READ_TICKETS)
    digits = "".join(re.findall(r"\d+", reference))
    found = None
    if digits and len(digits) <= 12:
        found = session.scalars(_tickets().where(Ticket.id == int(digits))).one_or_none()
    if found is None:
        raise NotFound("ticket", text=reference)
    return found


def tickets_numbered(session: Session, numbers: Iterable[str]) -> list[Ticket]:
    """Those of the tickets that the actor may see, in the order of `numbers`."""
    actor_of(session).require(Permission.READ_TICKETS)
    keys = [int(number.rpartition("-")[2]) for number in numbers]
    if not keys:
        return []
    found = {t.id: t for t in session.scalars(_tickets().where(Ticket.id.in_(keys)))}
    return [found[key] for key in keys if key in found]


def recent_tickets(session: Session, limit: int = 5, before: int | None = None) -> list[Ticket]:
    """The actor's newest tickets, newest first; `before` is the key to page on from."""
    actor_of(session).require(Permission.READ_TICKETS)
    query = _tickets().order_by(Ticket.id.desc()).limit(limit)
    if before is not None:
        query = query.where(Ticket.id < before)
    return list(session.scalars(query))


def _tickets() -> Select[tuple[Ticket]]:
    return select(Ticket).options(
        joinedload(Ticket.product),
        joinedload(Ticket.centre),
        selectinload(Ticket.notes).joinedload(TicketNote.product),
    )
