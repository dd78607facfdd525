"""Ordering: create an order, change or cancel one, see where it stands."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import BaseModel, Field

from domain.catalogue.queries import catalogue, resolve_product
from domain.clock import business_date
from domain.errors import Invalid, NotFound
from domain.models.sales import Order, OrderLine, Shipment, document_number
from domain.people.queries import dealer_key_for
from domain.sales.changes import (
    CancelPlan,
    ChangePlan,
    cancel_order,
    plan_cancel,
    plan_change,
)
from domain.sales.changes import (
    change_order as apply_change,
)
from domain.sales.operations import place_order
from domain.sales.plans import OrderPlan, OrderRequest, plan_order
from domain.sales.queries import find_order, orders_with_product, recent_orders
from domain.scope import Level, Permission
from domain.stock.queries import resolve_place
from tools.arguments import Arguments, Day, Line, Lines, PiecesOrNone, Reference, ShortText
from tools.call import Call
from tools.order_lines import packed, pieces_of
from tools.order_previews import preview_cancel, preview_change, preview_order
from tools.previews import Preview
from tools.registry import commit_tool, read_tool


class CreateOrder(Arguments):
    """What to order."""

    lines: Lines
    dealer: Reference | None = Field(None, description="for staff only: the dealer to order for")
    ship_to: ShortText | None = Field(None, description="another address than the dealer's own")
    ship_from: Reference | None = Field(
        None, description="a warehouse, if the person insists on one"
    )
    needed_by: Day | None = None
    note: ShortText | None = None


class OrderPlaced(BaseModel):
    order: str
    status: str
    total: int
    currency: str
    approval: list[str]


@dataclass(frozen=True, slots=True)
class _Placing:
    """The plan of an order, and the key of the dealer it is for."""

    plan: OrderPlan
    packed: dict[int, str]

    @property
    def dealer_id(self) -> int:
        return self.plan.request.dealer_id

    def terms(self) -> dict[str, Any]:
        return self.plan.terms()


@commit_tool(arguments=CreateOrder, result=OrderPlaced, permission=Permission.PLACE_ORDERS)
def create_order(call: Call, arguments: CreateOrder) -> _Placing:
    """Propose an order of products: lines with prices and promotions, the warehouse they ship
    from, and any approval needed. Nothing is ordered until the person confirms the proposal."""
    session = call.session
    dealer_id = dealer_key_for(session, arguments.dealer)
    source = resolve_place(session, arguments.ship_from) if arguments.ship_from else None
    retail = call.actor.level is Level.CUSTOMER
    request = OrderRequest(
        dealer_id=dealer_id,
        customer_id=call.actor.customer_id if retail else None,
        lines=tuple(pieces_of(session, line) for line in arguments.lines),
        ship_to=arguments.ship_to or "",
        ship_from=source.id if source else None,
        needed_by=arguments.needed_by,
        note=arguments.note or "",
    )
    return _Placing(plan_order(session, request, call.now), packed(session, arguments.lines))


@create_order.applied
def _place(call: Call, placing: _Placing) -> OrderPlaced:
    return OrderPlaced(**place_order(call.session, placing.plan, call.command, call.now))


@create_order.previewed
def _show_order(call: Call, placing: _Placing) -> Preview:
    return preview_order(call, placing.plan, placing.packed)


class ChangedLine(Line):
    """A product of the order and how many of it there are to be; 0 takes it out."""

    quantity: PiecesOrNone


class ChangeOrder(Arguments):
    """Which order, and what is to become of it: either `cancel` or `lines`."""

    order: Reference = Field(description="order number or the last digits of it")
    cancel: bool = False
    lines: list[ChangedLine] = Field(default=[], max_length=50)


class OrderChanged(BaseModel):
    order: str
    status: str
    total: int | None = None
    currency: str | None = None
    approval: list[str] = []


@dataclass(frozen=True, slots=True)
class _Changing:
    plan: CancelPlan | ChangePlan

    @property
    def dealer_id(self) -> int:
        return self.plan.order.dealer_id

    def terms(self) -> dict[str, Any]:
        return self.plan.terms()


@commit_tool(arguments=ChangeOrder, result=OrderChanged, permission=Permission.PLACE_ORDERS)
def change_order(call: Call, arguments: ChangeOrder) -> _Changing:
    """Propose to cancel an order that has not shipped, or to change the quantities of its
    products (0 removes a product, a product not in it yet is added)."""
    order = find_order(call.session, arguments.order)
    if arguments.cancel:
        return _Changing(plan_cancel(order))
    if not arguments.lines:
        raise Invalid("change", order=order.number)
    quantities = dict(pieces_of(call.session, line) for line in arguments.lines)
    return _Changing(plan_change(call.session, order, quantities, call.now))


@change_order.applied
def _change(call: Call, changing: _Changing) -> OrderChanged:
    plan = changing.plan
    if isinstance(plan, CancelPlan):
        return OrderChanged(**cancel_order(call.session, plan, call.command, call.now))
    return OrderChanged(**apply_change(call.session, plan, call.command, call.now))


@change_order.previewed
def _show_change(call: Call, changing: _Changing) -> Preview:
    plan = changing.plan
    if isinstance(plan, CancelPlan):
        return preview_cancel(call, plan)
    return preview_change(call, plan)


class OrderStatusOf(Arguments):
    """Which order; without one, the newest."""

    order: Reference | None = Field(None, description="order number or the last digits of it")
    product: Reference | None = Field(None, description="a product that is in the order")
    limit: int = Field(3, ge=1, le=20, description="how many of the newest orders")


class LineSeen(BaseModel):
    sku: str
    name: str
    quantity: int
    amount: int
    ships_from: str | None


class ShipmentSeen(BaseModel):
    shipment: str
    carrier: str
    tracking: str
    shipped_on: date
    due_on: date
    received: bool


class OrderSeen(BaseModel):
    order: str
    status: str
    placed_on: date
    needed_by: date | None
    total: int
    currency: str
    ship_to: str
    lines: list[LineSeen]
    shipments: list[ShipmentSeen]


class OrdersSeen(BaseModel):
    orders: list[OrderSeen]


@read_tool(arguments=OrderStatusOf, result=OrdersSeen, permission=Permission.READ_ORDERS)
def order_status(call: Call, arguments: OrderStatusOf) -> OrdersSeen:
    """Say where an order stands: its status, lines, shipments and expected arrival."""
    if arguments.order:
        found = [find_order(call.session, arguments.order)]
    elif arguments.product:
        found = _with_product(call, arguments.product, arguments.limit)
        if not found:
            raise NotFound("order", text=arguments.product)
    else:
        found = recent_orders(call.session, arguments.limit)
    return OrdersSeen(orders=[seen(call, order) for order in found])


def _with_product(call: Call, text: str, limit: int) -> list[Order]:
    """The newest orders with what `text` names: of several goods that it may mean, those that were
    ordered are meant."""
    known = catalogue(call.session).find(text).fits
    found = [order for key in known for order in orders_with_product(call.session, key, limit)]
    if len(known) < 2 or not found:
        product = resolve_product(call.session, text)
        return orders_with_product(call.session, product, limit)
    newest = {order.id: order for order in found}
    return [newest[key] for key in sorted(newest, reverse=True)[:limit]]


def seen(call: Call, order: Order) -> OrderSeen:
    """An order as its reader sees it."""
    return OrderSeen(
        order=order.number,
        status=order.status,
        placed_on=business_date(order.placed_at, call.actor.time_zone),
        needed_by=order.needed_by,
        total=order.total,
        currency=order.currency,
        ship_to=order.ship_to,
        lines=[_line(call, line) for line in order.lines],
        shipments=[_shipment(call, shipment) for shipment in order.shipments],
    )


def _line(call: Call, line: OrderLine) -> LineSeen:
    return LineSeen(
        sku=line.product.sku,
        name=call.named(line.product),
        quantity=line.quantity,
        amount=line.amount,
        ships_from=call.named(line.warehouse) if line.warehouse else None,
    )


def _shipment(call: Call, shipment: Shipment) -> ShipmentSeen:
    return ShipmentSeen(
        shipment=document_number("SH", shipment.id),
        carrier=shipment.carrier,
        tracking=shipment.tracking,
        shipped_on=business_date(shipment.shipped_at, call.actor.time_zone),
        due_on=shipment.due_on,
        received=shipment.received_at is not None,
    )
