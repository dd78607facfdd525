"""Opening tickets, and the few things that become of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.errors import Invalid, WrongState
from domain.log.operations import later
from domain.models.catalogue import Product
from domain.models.customers import Customer
from domain.models.people import Dealer
from domain.models.sales import Order
from domain.models.service import ServiceCentre, Ticket, TicketKind, TicketNote, TicketStatus
from domain.scope import Permission
from domain.service.rules import BAD_RATING, DEPARTMENTS, FIELD_WORK, OPEN, due_at
from domain.stock.queries import distance_km


@dataclass(frozen=True, slots=True)
class TicketRequest:
    """What is wrong, for whom, with all references resolved (keys)."""

    kind: TicketKind
    description: str
    dealer: Dealer
    customer: Customer | None = None
    product_id: int | None = None
    order_id: int | None = None
    about_id: int | None = None
    """the ticket that a complaint is about"""
    preferred_time: str = ""
    department: str | None = None
    """for a request: which department answers, if not customer service"""
    due_at: datetime | None = None
    """the promised answer, where it is not that of the kind"""


def open_ticket(session: Session, request: TicketRequest, now: datetime) -> Ticket:
    """Write a ticket and assign it: field work to the nearest centre of the region, the rest to
    the department that answers for its kind."""
    actor = actor_of(session)
    actor.require(Permission.OPEN_TICKETS)
    field_work = request.kind in FIELD_WORK
    centre = nearest_centre(session, request.dealer) if field_work else None
    ticket = Ticket(
        dealer_id=request.dealer.id,
        customer_id=request.customer.id if request.customer else None,
        kind=request.kind,
        status=TicketStatus.ASSIGNED if centre else TicketStatus.OPEN,
        description=request.description,
        product_id=request.product_id,
        order_id=request.order_id,
        about_id=request.about_id,
        centre_id=centre.id if centre else None,
        department=None
        if centre
        else request.department or DEPARTMENTS.get(request.kind, "after_sales"),
        preferred_time=request.preferred_time,
        opened_by=actor.user_id,
        opened_at=now,
        due_at=request.due_at or due_at(request.kind, now),
        closed_at=None,
        rating=None,
        rating_note="",
    )
    ticket.centre = centre
    session.add(ticket)
    session.flush()
    later(session, "ticket_opened", f"ticket_opened:{ticket.id}", {"ticket": ticket.id}, now)
    return ticket


@dataclass(frozen=True, slots=True)
class Detail:
    """What is told of a ticket afterwards: its product or order, when it suits, anything else."""

    product: Product | None = None
    order: Order | None = None
    preferred_time: str = ""
    text: str = ""


def require_addable(ticket: Ticket, detail: Detail) -> None:
    """Raises `WrongState` once a ticket is solved, closed or withdrawn, and `Invalid` where nothing
    is told."""
    require_open(ticket)
    if detail == Detail():
        raise Invalid("nothing_told", ticket=ticket.number)


def add_to_ticket(session: Session, ticket: Ticket, detail: Detail, now: datetime) -> Ticket:
    """Keep what is told of an open ticket; a product or a time told anew takes the place of the one
    before, and each telling stays as a note.

    Raises:
        WrongState: it is solved, closed or withdrawn.
        Invalid: nothing is told.
    """
    actor = actor_of(session)
    actor.require(Permission.OPEN_TICKETS)
    require_addable(ticket, detail)
    if detail.product is not None:
        ticket.product_id, ticket.product = detail.product.id, detail.product
    ticket.order_id = detail.order.id if detail.order else ticket.order_id
    ticket.preferred_time = detail.preferred_time or ticket.preferred_time
    session.add(
        TicketNote(
            dealer_id=ticket.dealer_id,
            customer_id=ticket.customer_id,
            ticket_id=ticket.id,
            product_id=detail.product.id if detail.product else None,
            preferred_time=detail.preferred_time,
            text=detail.text,
            written_by=actor.user_id,
            written_at=now,
        )
    )
    session.flush()
    return ticket


def require_open(ticket: Ticket) -> None:
    """Raises `WrongState` once a ticket is solved, closed or withdrawn."""
    if ticket.status not in OPEN:
        raise WrongState("ticket", ticket=ticket.number, status=ticket.status)


def withdraw_ticket(session: Session, ticket: Ticket, now: datetime) -> Ticket:
    """Take back a ticket that nobody has solved yet.

    Raises:
        WrongState: it is solved, closed or withdrawn.
    """
    require_open(ticket)
    ticket.status = TicketStatus.WITHDRAWN
    ticket.closed_at = now
    session.flush()
    return ticket


def rate_ticket(session: Session, ticket: Ticket, rating: int, note: str) -> Ticket:
    """Keep what the customer thinks of the visit: 1 (bad) to 5 (very good) stars.

    Raises:
        WrongState: nobody was at work on it yet, or it was withdrawn.
    """
    require_visited(ticket)
    ticket.rating, ticket.rating_note = rating, note
    session.flush()
    return ticket


def require_visited(ticket: Ticket) -> None:
    """Raises `WrongState` unless somebody was at work on the ticket. An assigned one may be
    rated: the customer knows of the visit before the centre has written it down."""
    if ticket.status in (TicketStatus.OPEN, TicketStatus.WITHDRAWN):
        raise WrongState("ticket", ticket=ticket.number, status=ticket.status)


def follow_up(session: Session, rated: Ticket, now: datetime) -> Ticket | None:
    """Let customer service get in touch with somebody who rated a visit badly; None where the
    rating gives no reason to."""
    if rated.rating is None or rated.rating > BAD_RATING:
        return None
    request = TicketRequest(
        kind=TicketKind.COMPLAINT,
        description=f"{rated.number}: {rated.rating}/5. {rated.rating_note}"[:2000],
        dealer=session.get_one(Dealer, rated.dealer_id),
        customer=session.get_one(Customer, rated.customer_id) if rated.customer_id else None,
        product_id=rated.product_id,
        about_id=rated.id,
    )
    return open_ticket(session, request, now)


def nearest_centre(session: Session, dealer: Dealer) -> ServiceCentre | None:
    """The service centre nearest to a dealer, those of his region first; None if there is none."""
    home = (dealer.latitude, dealer.longitude)
    centres = session.scalars(select(ServiceCentre).order_by(ServiceCentre.id))
    return min(
        centres,
        key=lambda c: (
            c.region_id != dealer.region_id,
            distance_km(home, (c.latitude, c.longitude)),
        ),
        default=None,
    )
