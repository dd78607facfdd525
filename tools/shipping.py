"""Sending goods off: for the brand's own people."""

from pydantic import BaseModel

from domain.sales.queries import find_order
from domain.sales.shipping import ShipPlan, plan_shipment
from domain.sales.shipping import ship_order as send_off
from domain.scope import Permission
from tools.arguments import Arguments, Reference, ShortText
from tools.call import Call
from tools.previews import Preview
from tools.registry import STAFF, commit_tool


class ShipOrder(Arguments):
    """Which order leaves, by whom."""

    order: Reference
    carrier: ShortText
    tracking: ShortText


class OrderShipped(BaseModel):
    order: str
    status: str
    shipments: list[str]
    invoice: str
    due_on: str


@commit_tool(
    arguments=ShipOrder, result=OrderShipped, permission=Permission.SHIP_ORDERS, roles=STAFF
)
def ship_order(call: Call, arguments: ShipOrder) -> ShipPlan:
    """Propose to ship a confirmed order: its goods leave the stock and its invoice is issued."""
    order = find_order(call.session, arguments.order)
    return plan_shipment(order, arguments.carrier[:32], arguments.tracking[:32])


@ship_order.applied
def _ship(call: Call, plan: ShipPlan) -> OrderShipped:
    return OrderShipped(**send_off(call.session, plan, call.command, call.now))


@ship_order.previewed
def _show(call: Call, plan: ShipPlan) -> Preview:
    titles = {"zh": "发货：订单 {order}", "en": "Ship order {order}"}
    return Preview(
        title=titles[call.language].format(order=plan.order.number),
        total=plan.order.total,
        currency=plan.order.currency,
        terms={"order": plan.order.number, "carrier": plan.carrier, "tracking": plan.tracking},
    )
