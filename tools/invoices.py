"""Invoices: asking for one, for a correction, or after one that has not come."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field
from sqlalchemy import select

from domain.errors import WrongState
from domain.models.finance import Receivable
from domain.models.sales import Order, OrderStatus
from domain.sales.queries import find_order
from domain.scope import Level, Permission
from domain.service import operations
from domain.service.operations import TicketRequest
from tools.arguments import Arguments, Reference, ShortText, Text
from tools.call import Call
from tools.registry import CUSTOMERS, DEALERS, note_tool
from tools.requests import request_of

_ENDED = (OrderStatus.CANCELLED, OrderStatus.REFUSED)


class RequestInvoice(Arguments):
    """What is wanted of finance, for which order."""

    kind: Literal["issue", "correct", "chase"] = Field(
        description="issue a new one, correct one that is wrong, or one that has not come"
    )
    description: Text = Field(description="the matter in the person's own words")
    order: Reference | None = Field(None, description="order number or its last digits")
    title: ShortText | None = Field(None, description="the name the invoice is to bear")
    tax_number: ShortText | None = None


class InvoiceRequested(BaseModel):
    """`invoice` is the document that was issued for the order, if one was."""

    ticket: str
    status: str
    department: str
    kind: str
    order: str | None
    invoice: str | None
    due_at: datetime


@dataclass(frozen=True, slots=True)
class _Asking:
    request: TicketRequest
    kind: str
    order: Order | None
    invoice: str | None

    @property
    def dealer_id(self) -> int:
        return self.request.dealer.id

    def terms(self) -> dict[str, Any]:
        return {"kind": self.kind, "order": self.order.number if self.order else None}


@note_tool(
    arguments=RequestInvoice,
    result=InvoiceRequested,
    permission=Permission.OPEN_TICKETS,
    roles=DEALERS | CUSTOMERS,
)
def request_invoice(call: Call, arguments: RequestInvoice) -> _Asking:
    """Ask finance for an invoice, for a correction, or after one that has not come. It gets a
    ticket number and a time by which finance answers; `withdraw_ticket` takes it back."""
    order = find_order(call.session, arguments.order) if arguments.order else None
    if order is not None and order.status in _ENDED:
        raise WrongState("order", order=order.number, status=order.status)
    described = [arguments.description, arguments.title or "", arguments.tax_number or ""]
    text = "\n".join(part for part in described if part)
    request = request_of(call, text[:2000], "finance", order_id=order.id if order else None)
    return _Asking(request, arguments.kind, order, _document(call, order))


@request_invoice.applied
def _ask(call: Call, plan: _Asking) -> InvoiceRequested:
    ticket = operations.open_ticket(call.session, plan.request, call.now)
    return InvoiceRequested(
        ticket=ticket.number,
        status=ticket.status,
        department=ticket.department or "",
        kind=plan.kind,
        order=plan.order.number if plan.order else None,
        invoice=plan.invoice,
        due_at=ticket.due_at,
    )


def _document(call: Call, order: Order | None) -> str | None:
    """The invoice of a wholesale order; a customer's are his dealer's business."""
    if order is None or call.actor.level is Level.CUSTOMER:
        return None
    query = select(Receivable).where(Receivable.order_id == order.id)
    found = call.session.scalars(query).first()
    return found.document if found else None
