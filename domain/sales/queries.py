"""Finding orders and reading where they stand."""

import re

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from domain.database import actor_of
from domain.errors import Ambiguous, NotFound
from domain.models.approvals import Approval, ApprovalStatus
from domain.models.people import Dealer
from domain.models.sales import Order, OrderLine, OrderStatus, Shipment
from domain.scope import Permission

OPEN = (
    OrderStatus.REQUESTED,
    OrderStatus.AWAITING_APPROVAL,
    OrderStatus.CONFIRMED,
    OrderStatus.SHIPPED,
)
"""An order that still needs somebody's attention."""

_DIGITS = re.compile(r"\d+")


def find_order(session: Session, reference: str) -> Order:
    """The one order the actor may see that `reference` names: its number or the tail of it.

    Raises:
        NotFound: no such order, or not the actor's.
        Ambiguous: a tail that fits several of his; `candidates` are their numbers.
    """
    actor_of(session).require(Permission.READ_ORDERS)
    digits = "".join(_DIGITS.findall(reference))
    if not digits or len(digits) > 12:
        raise NotFound("order", text=reference)
    whole = session.scalars(_orders().where(Order.id == int(digits))).one_or_none()
    if whole is not None and (len(digits) >= 6 or not digits.startswith("0")):
        return whole
    step = 10 ** len(digits)
    tails = _orders().where(Order.id % step == int(digits)).order_by(Order.id.desc()).limit(6)
    found = list(session.scalars(tails))
    if not found:
        raise NotFound("order", text=reference)
    if len(found) > 1:
        raise Ambiguous("order", text=reference, candidates=[{"order": o.number} for o in found])
    return found[0]


def recent_orders(session: Session, limit: int = 5, before: int | None = None) -> list[Order]:
    """The actor's newest orders, newest first; `before` is the key to page on from."""
    actor_of(session).require(Permission.READ_ORDERS)
    query = _orders().order_by(Order.id.desc()).limit(limit)
    if before is not None:
        query = query.where(Order.id < before)
    return list(session.scalars(query))


def orders_with_product(session: Session, product_id: int, limit: int = 5) -> list[Order]:
    """The actor's newest orders that hold a product."""
    actor_of(session).require(Permission.READ_ORDERS)
    holding = select(OrderLine.order_id).where(OrderLine.product_id == product_id)
    query = _orders().where(Order.id.in_(holding)).order_by(Order.id.desc()).limit(limit)
    return list(session.scalars(query))


def waiting_approvals(
    session: Session,
    limit: int = 50,
    *,
    dealer_id: int | None = None,
    region_id: int | None = None,
) -> list[tuple[Approval, Order, Dealer]]:
    """What waits for a decision and the actor may see, of one dealer or region if one is given,
    the longest waiting first."""
    query = (
        select(Approval, Order, Dealer)
        .join(Order, Order.id == Approval.order_id)
        .join(Dealer, Dealer.id == Order.dealer_id)
        .where(Approval.status == ApprovalStatus.WAITING)
        .order_by(Approval.due_at, Approval.id)
    )
    if dealer_id is not None:
        query = query.where(Order.dealer_id == dealer_id)
    if region_id is not None:
        query = query.where(Dealer.region_id == region_id)
    rows = session.execute(query.limit(limit))
    return [(approval, order, dealer) for approval, order, dealer in rows]


def approvals_of(session: Session, order: Order) -> list[Approval]:
    """The steps of an order that somebody decides or has decided, in their order."""
    steps = select(Approval).where(Approval.order_id == order.id).order_by(Approval.id)
    return list(session.scalars(steps))


def _orders() -> Select[tuple[Order]]:
    return select(Order).options(
        selectinload(Order.lines).joinedload(OrderLine.product),
        selectinload(Order.lines).joinedload(OrderLine.warehouse),
        selectinload(Order.shipments).joinedload(Shipment.warehouse),
    )
