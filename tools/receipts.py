"""Signing for goods that have arrived."""

from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, Field

from domain.errors import Ambiguous, NotFound, WrongState
from domain.models.sales import Order, OrderStatus
from domain.sales.queries import find_order, recent_orders
from domain.sales.shipping import receive_order
from domain.scope import Permission
from tools.arguments import Arguments, Reference, ShortText
from tools.call import Call
from tools.previews import Preview
from tools.registry import commit_tool


class ConfirmReceipt(Arguments):
    """Which order arrived, and what of it is missing or damaged."""

    order: Reference | None = Field(None, description="order number or the last digits of it")
    difference: ShortText | None = Field(None, description="what is missing or damaged, if any")


class ReceiptConfirmed(BaseModel):
    order: str
    status: str
    difference: str


@dataclass(frozen=True, slots=True)
class _Receiving:
    order: Order
    difference: str

    @property
    def dealer_id(self) -> int:
        return self.order.dealer_id

    def terms(self) -> dict[str, Any]:
        return {
            "order": self.order.number,
            "version": self.order.version,
            "difference": self.difference,
        }


@commit_tool(arguments=ConfirmReceipt, result=ReceiptConfirmed, permission=Permission.PLACE_ORDERS)
def confirm_receipt(call: Call, arguments: ConfirmReceipt) -> _Receiving:
    """Propose to sign for a shipped order that has arrived, with any difference stated. Without
    a number it is the one order that is on its way."""
    order = find_order(call.session, arguments.order) if arguments.order else _on_its_way(call)
    if order.status != OrderStatus.SHIPPED:
        raise WrongState("order", order=order.number, status=order.status)
    return _Receiving(order, arguments.difference or "")


@confirm_receipt.applied
def _receive(call: Call, receiving: _Receiving) -> ReceiptConfirmed:
    done = receive_order(call.session, receiving.order, receiving.difference, call.now)
    return ReceiptConfirmed(**done)


@confirm_receipt.previewed
def _show(call: Call, receiving: _Receiving) -> Preview:
    titles = {"zh": "签收订单 {order}", "en": "Sign for order {order}"}
    return Preview(
        title=titles[call.language].format(order=receiving.order.number),
        total=receiving.order.total,
        currency=receiving.order.currency,
        terms={"order": receiving.order.number, "difference": receiving.difference},
    )


def _on_its_way(call: Call) -> Order:
    shipped = [o for o in recent_orders(call.session, 50) if o.status == OrderStatus.SHIPPED]
    if not shipped:
        raise NotFound("shipped_order")
    if len(shipped) > 1:
        candidates = [{"order": order.number} for order in shipped[:6]]
        raise Ambiguous("shipped_order", text="", candidates=candidates)
    return shipped[0]
