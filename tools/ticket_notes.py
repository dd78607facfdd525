"""What is told of a ticket after it was opened: which product, when it suits, anything else."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, Field

from domain.catalogue.queries import resolve_product
from domain.errors import NotFound
from domain.models.catalogue import Product
from domain.models.sales import Order
from domain.models.service import Ticket, TicketKind
from domain.sales.queries import find_order
from domain.scope import Permission
from domain.service import operations
from domain.service.operations import Detail
from domain.service.queries import find_ticket
from domain.service.returns import require_ordered, require_returnable
from domain.service.rules import lacking
from tools.arguments import Arguments, Reference, Text, VisitTime
from tools.call import Call
from tools.previews import Preview
from tools.registry import note_tool


class AddToTicket(Arguments):
    """Which ticket, and what is told of it: one of the others at least."""

    ticket: Reference
    product: Reference | None = Field(None, description="the product that it is about")
    order: Reference | None = Field(None, description="the order that it is about")
    preferred_time: VisitTime | None = None
    note: Text | None = Field(
        None, description="anything else, in the person's own words: address, floor, who to call"
    )


class TicketNoted(BaseModel):
    """What was added; `previous_time` is the time that stood there before, if another did. `lacks`
    is what still nobody has told."""

    ticket: str
    status: str
    product: str | None
    order: str | None
    preferred_time: str | None
    previous_time: str | None
    note: str | None
    assigned_to: str | None
    lacks: list[str]


@dataclass(frozen=True, slots=True)
class _Adding:
    ticket: Ticket
    detail: Detail

    @property
    def dealer_id(self) -> int:
        return self.ticket.dealer_id

    def terms(self) -> dict[str, Any]:
        told = {
            "product": self.detail.product.sku if self.detail.product else None,
            "order": self.detail.order.number if self.detail.order else None,
            "preferred_time": self.detail.preferred_time,
            "note": self.detail.text,
        }
        return {"ticket": self.ticket.number, "status": self.ticket.status, **told}


@note_tool(arguments=AddToTicket, result=TicketNoted, permission=Permission.OPEN_TICKETS)
def add_to_ticket(call: Call, arguments: AddToTicket) -> _Adding:
    """Put on an open ticket what is told of it after it was opened: which product or order it is
    about, when somebody may come, an address, the name for an invoice. Another product, order or
    time takes the place of the one before; the history is kept."""
    session = call.session
    ticket = find_ticket(session, arguments.ticket)
    key = resolve_product(session, arguments.product) if arguments.product else None
    product = session.get_one(Product, key) if key else None
    detail = Detail(
        product=product,
        order=_order(call, ticket, product, arguments.order) if arguments.order else None,
        preferred_time=arguments.preferred_time or "",
        text=arguments.note or "",
    )
    operations.require_addable(ticket, detail)
    return _Adding(ticket, detail)


def _order(call: Call, ticket: Ticket, product: Product | None, text: str) -> Order:
    """The order named, if goods of the ticket's kind can be what it tells of.

    Raises:
        NotFound: no such order of the ticket's dealer.
        WrongState, Invalid: it is to be returned and cannot be.
    """
    order = find_order(call.session, text)
    if order.dealer_id != ticket.dealer_id:
        raise NotFound("order", text=text)
    if ticket.kind == TicketKind.RETURN:
        require_returnable(order)
        if (key := product.id if product else ticket.product_id) is not None:
            require_ordered(order, key, None)
    return order


@add_to_ticket.applied
def _add(call: Call, plan: _Adding) -> TicketNoted:
    before, told = plan.ticket.preferred_time, plan.detail
    ticket = operations.add_to_ticket(call.session, plan.ticket, told, call.now)
    changed = told.preferred_time and before and before != told.preferred_time
    return TicketNoted(
        ticket=ticket.number,
        status=ticket.status,
        product=call.named(told.product) if told.product else None,
        order=told.order.number if told.order else None,
        preferred_time=told.preferred_time or None,
        previous_time=before if changed else None,
        note=told.text or None,
        assigned_to=call.named(ticket.centre) if ticket.centre else ticket.department,
        lacks=lacking(ticket),
    )


@add_to_ticket.previewed
def _show(call: Call, plan: _Adding) -> Preview:
    titles = {"zh": "补充工单 {ticket}", "en": "Add to ticket {ticket}"}
    told = plan.detail
    terms = {
        "product": call.named(told.product) if told.product else "",
        "order": told.order.number if told.order else "",
        "preferred_time": told.preferred_time,
        "note": told.text,
    }
    return Preview(title=titles[call.language].format(ticket=plan.ticket.number), terms=terms)
