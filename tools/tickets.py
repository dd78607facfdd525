"""Tickets: open one, take it back, see how it is going, rate the visit. See `ticket_notes` for what
is told of one afterwards."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from domain.catalogue.queries import resolve_product
from domain.clock import business_date
from domain.customers.queries import resolve_customer
from domain.errors import NotFound
from domain.models.catalogue import Product
from domain.models.customers import Customer
from domain.models.service import Ticket, TicketKind
from domain.people.queries import dealer_for
from domain.scope import Level, Permission
from domain.service import operations
from domain.service.operations import TicketRequest
from domain.service.queries import find_ticket, recent_tickets
from domain.service.rules import lacking
from tools.arguments import Arguments, Reference, ShortText, Text, VisitTime
from tools.call import Call
from tools.previews import Preview
from tools.registry import CUSTOMERS, note_tool, read_tool

Kind = Literal["repair", "installation", "maintenance", "complaint"]


class OpenTicket(Arguments):
    """What is the matter, with what, and for whom."""

    kind: Kind
    description: Text
    product: Reference | None = None
    customer: Reference | None = Field(None, description="for a dealer: his customer, if for one")
    dealer: Reference | None = Field(None, description="for staff only: the dealer concerned")
    preferred_time: VisitTime | None = None
    about: Reference | None = Field(
        None, description="for a complaint: the ticket whose visit or delay it is about"
    )


class TicketOpened(BaseModel):
    """`lacks`: what whoever comes should know and nobody has told: product, time. Ask for it once
    and keep the answer with `add_to_ticket`."""

    ticket: str
    status: str
    kind: str
    product: str | None
    preferred_time: str | None
    about: str | None
    assigned_to: str | None
    due_at: datetime
    lacks: list[str]


@dataclass(frozen=True, slots=True)
class _Opening:
    request: TicketRequest
    about: Ticket | None = None

    @property
    def dealer_id(self) -> int:
        return self.request.dealer.id

    def terms(self) -> dict[str, Any]:
        request = self.request
        return {
            "kind": request.kind.value,
            "dealer": request.dealer.code,
            "customer": request.customer.id if request.customer else None,
            "product": request.product_id,
            "about": self.about.number if self.about else None,
        }


@note_tool(arguments=OpenTicket, result=TicketOpened, permission=Permission.OPEN_TICKETS)
def open_ticket(call: Call, arguments: OpenTicket) -> _Opening:
    """Open a ticket for a repair, an installation, maintenance or a complaint. It is assigned to
    the nearest service centre or the department in charge; `withdraw_ticket` takes it back. What
    is told of it afterwards is kept with `add_to_ticket`, not as a second ticket."""
    session = call.session
    dealer = dealer_for(session, arguments.dealer)
    about = find_ticket(session, arguments.about) if arguments.about else None
    if about is not None and about.dealer_id != dealer.id:
        raise NotFound("ticket", text=arguments.about)
    product = resolve_product(session, arguments.product) if arguments.product else None
    request = TicketRequest(
        kind=TicketKind(arguments.kind),
        description=arguments.description,
        dealer=dealer,
        customer=_customer(call, arguments.customer),
        product_id=product or (about.product_id if about else None),
        about_id=about.id if about else None,
        preferred_time=arguments.preferred_time or "",
    )
    return _Opening(request, about)


@open_ticket.applied
def _open(call: Call, opening: _Opening) -> TicketOpened:
    ticket = operations.open_ticket(call.session, opening.request, call.now)
    product = call.session.get(Product, ticket.product_id) if ticket.product_id else None
    return TicketOpened(
        ticket=ticket.number,
        status=ticket.status,
        kind=ticket.kind,
        product=call.named(product) if product else None,
        preferred_time=ticket.preferred_time or None,
        about=ticket.about,
        assigned_to=call.named(ticket.centre) if ticket.centre else ticket.department,
        due_at=ticket.due_at,
        lacks=lacking(ticket),
    )


@open_ticket.previewed
def _show(call: Call, opening: _Opening) -> Preview:
    titles = {"zh": "代{dealer}开工单", "en": "Open a ticket for {dealer}"}
    return Preview(
        title=titles[call.language].format(dealer=call.named(opening.request.dealer)),
        terms={"kind": opening.request.kind.value, "description": opening.request.description},
    )


class WithdrawTicket(Arguments):
    ticket: Reference


class TicketSeen(BaseModel):
    """`notes`: what was told of it after it was opened, oldest first; `phone`: of its centre."""

    ticket: str
    kind: str
    status: str
    description: str
    product: str | None
    sku: str | None
    preferred_time: str | None
    notes: list[str]
    about: str | None
    assigned_to: str | None
    phone: str | None
    opened_on: date
    due_at: datetime
    rating: int | None


class ServiceRated(TicketSeen):
    """`follow_up` is the ticket with which customer service looks into a bad rating."""

    follow_up: str | None
    follow_up_by: datetime | None


@dataclass(frozen=True, slots=True)
class _OnTicket:
    """A deed on one ticket."""

    ticket: Ticket
    rating: int = 0
    note: str = ""

    @property
    def dealer_id(self) -> int:
        return self.ticket.dealer_id

    def terms(self) -> dict[str, Any]:
        return {"ticket": self.ticket.number, "status": self.ticket.status, "rating": self.rating}


@note_tool(arguments=WithdrawTicket, result=TicketSeen, permission=Permission.OPEN_TICKETS)
def withdraw_ticket(call: Call, arguments: WithdrawTicket) -> _OnTicket:
    """Take back a ticket that nobody has solved yet."""
    return _OnTicket(find_ticket(call.session, arguments.ticket))


@withdraw_ticket.applied
def _withdraw(call: Call, plan: _OnTicket) -> TicketSeen:
    return seen(call, operations.withdraw_ticket(call.session, plan.ticket, call.now))


@withdraw_ticket.previewed
def _show_withdrawal(call: Call, plan: _OnTicket) -> Preview:
    titles = {"zh": "撤回工单 {ticket}", "en": "Withdraw ticket {ticket}"}
    return Preview(title=titles[call.language].format(ticket=plan.ticket.number))


class RateService(Arguments):
    """Stars, one to five, and a word."""

    ticket: Reference
    rating: int = Field(ge=1, le=5)
    note: ShortText | None = None


@note_tool(
    arguments=RateService,
    result=ServiceRated,
    permission=Permission.OPEN_TICKETS,
    roles=CUSTOMERS,
)
def rate_service(call: Call, arguments: RateService) -> _OnTicket:
    """Keep the customer's rating (1 to 5 stars) of a service visit. After one or two stars
    customer service gets in touch with him."""
    ticket = find_ticket(call.session, arguments.ticket)
    operations.require_visited(ticket)
    return _OnTicket(ticket, arguments.rating, arguments.note or "")


@rate_service.applied
def _rate(call: Call, plan: _OnTicket) -> ServiceRated:
    rated = operations.rate_ticket(call.session, plan.ticket, plan.rating, plan.note)
    follow_up = operations.follow_up(call.session, rated, call.now)
    return ServiceRated(
        **seen(call, rated).model_dump(),
        follow_up=follow_up.number if follow_up else None,
        follow_up_by=follow_up.due_at if follow_up else None,
    )


class TicketStatusOf(Arguments):
    """Which ticket; without one, the newest."""

    ticket: Reference | None = None
    limit: int = Field(3, ge=1, le=20)


class TicketsSeen(BaseModel):
    tickets: list[TicketSeen]


@read_tool(arguments=TicketStatusOf, result=TicketsSeen, permission=Permission.READ_TICKETS)
def ticket_status(call: Call, arguments: TicketStatusOf) -> TicketsSeen:
    """Say how a repair, an installation or a complaint is going."""
    if arguments.ticket:
        found = [find_ticket(call.session, arguments.ticket)]
    else:
        found = recent_tickets(call.session, arguments.limit)
    return TicketsSeen(tickets=[seen(call, ticket) for ticket in found])


def seen(call: Call, ticket: Ticket) -> TicketSeen:
    """A ticket as its reader sees it."""
    return TicketSeen(
        ticket=ticket.number,
        kind=ticket.kind,
        status=ticket.status,
        description=ticket.description,
        product=call.named(ticket.product) if ticket.product else None,
        sku=ticket.product.sku if ticket.product else None,
        preferred_time=ticket.preferred_time or None,
        notes=[note.text for note in ticket.notes if note.text],
        about=ticket.about,
        assigned_to=call.named(ticket.centre) if ticket.centre else ticket.department,
        phone=ticket.centre.phone if ticket.centre else None,
        opened_on=business_date(ticket.opened_at, call.actor.time_zone),
        due_at=ticket.due_at,
        rating=ticket.rating,
    )


def _customer(call: Call, text: str | None) -> Customer | None:
    if call.actor.level is Level.CUSTOMER:
        return call.session.get_one(Customer, call.actor.customer_id)
    return resolve_customer(call.session, text) if text else None
