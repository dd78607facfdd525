"""Returns: sending goods back, exchanging them, or asking for money back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from domain.catalogue.queries import resolve_product
from domain.models.catalogue import Product
from domain.models.sales import Order
from domain.models.service import TicketKind
from domain.sales.queries import find_order
from domain.scope import Permission
from domain.service import operations
from domain.service.operations import TicketRequest
from domain.service.returns import require_ordered, require_returnable
from tools.arguments import Arguments, Pieces, Reference, Text
from tools.call import Call
from tools.registry import CUSTOMERS, DEALERS, note_tool
from tools.requests import request_of


class RequestReturn(Arguments):
    """What is to go back, and why."""

    wish: Literal["return", "exchange", "refund"]
    description: Text = Field(description="the reason in the person's own words")
    order: Reference | None = Field(None, description="order number or its last digits")
    product: Reference | None = None
    quantity: Pieces | None = None


class ReturnRequested(BaseModel):
    ticket: str
    status: str
    department: str
    wish: str
    order: str | None
    product: str | None
    quantity: int | None
    due_at: datetime


@dataclass(frozen=True, slots=True)
class _Returning:
    request: TicketRequest
    wish: str
    order: Order | None
    product: Product | None
    quantity: int | None

    @property
    def dealer_id(self) -> int:
        return self.request.dealer.id

    def terms(self) -> dict[str, Any]:
        return {
            "wish": self.wish,
            "order": self.order.number if self.order else None,
            "sku": self.product.sku if self.product else None,
            "quantity": self.quantity,
        }


@note_tool(
    arguments=RequestReturn,
    result=ReturnRequested,
    permission=Permission.OPEN_TICKETS,
    roles=DEALERS | CUSTOMERS,
)
def request_return(call: Call, arguments: RequestReturn) -> _Returning:
    """Ask to return or exchange goods, or for money back. Nothing moves before after-sales has
    agreed; it gets a ticket number, and `withdraw_ticket` takes it back."""
    session = call.session
    order = find_order(session, arguments.order) if arguments.order else None
    key = resolve_product(session, arguments.product) if arguments.product else None
    if order is not None:
        require_returnable(order)
        if key is not None:
            require_ordered(order, key, arguments.quantity)
    request = request_of(
        call,
        arguments.description,
        "after_sales",
        kind=TicketKind.RETURN,
        order_id=order.id if order else None,
        product_id=key,
    )
    product = session.get_one(Product, key) if key is not None else None
    return _Returning(request, arguments.wish, order, product, arguments.quantity)


@request_return.applied
def _ask(call: Call, plan: _Returning) -> ReturnRequested:
    ticket = operations.open_ticket(call.session, plan.request, call.now)
    return ReturnRequested(
        ticket=ticket.number,
        status=ticket.status,
        department=ticket.department or "",
        wish=plan.wish,
        order=plan.order.number if plan.order else None,
        product=call.named(plan.product) if plan.product else None,
        quantity=plan.quantity,
        due_at=ticket.due_at,
    )
