"""Cancelling and changing an order that has not shipped."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import delete, update
from sqlalchemy.orm import Session

from domain.clock import business_date
from domain.errors import Retry, WrongState
from domain.finance.queries import account_of
from domain.ledger.operations import Cause, CreditDelta, StockDelta, move
from domain.log.operations import later
from domain.models.approvals import Approval, ApprovalStatus
from domain.models.sales import Order, OrderLine, OrderStatus
from domain.sales.operations import ask_for_approval, holds, status_of, write_lines
from domain.sales.plans import WHOLESALE, Held, OrderPlan, OrderRequest, plan_order

CHANGEABLE = (OrderStatus.REQUESTED, OrderStatus.AWAITING_APPROVAL, OrderStatus.CONFIRMED)


@dataclass(frozen=True, slots=True)
class CancelPlan:
    """What cancelling ends, and gives back."""

    order: Order

    def terms(self) -> dict[str, Any]:
        return {
            "order": self.order.number,
            "version": self.order.version,
            "cancel": True,
            "total": self.order.total,
            "currency": self.order.currency,
        }


@dataclass(frozen=True, slots=True)
class ChangePlan:
    """The order as it is, and as it would be."""

    order: Order
    after: OrderPlan

    def terms(self) -> dict[str, Any]:
        return {
            "order": self.order.number,
            "version": self.order.version,
            "cancel": False,
            "total_before": self.order.total,
            **self.after.terms(),
        }


def plan_cancel(order: Order) -> CancelPlan:
    """Raises `WrongState` once the order has shipped or ended."""
    _require_changeable(order)
    return CancelPlan(order)


def plan_change(
    session: Session, order: Order, quantities: dict[int, int], now: datetime
) -> ChangePlan:
    """Work out an order with other quantities (product key → pieces; 0 takes the line out).

    It is planned as a new order with the old one's stock and credit given back, so that neither
    a limit nor a price can be escaped by ordering little first and changing after.

    Raises:
        WrongState: it has shipped or ended.
        Whatever `plan_order` raises.
    """
    _require_changeable(order)
    wanted = {line.product_id: line.quantity for line in order.lines} | quantities
    request = OrderRequest(
        dealer_id=order.dealer_id,
        customer_id=order.customer_id,
        lines=tuple((key, quantity) for key, quantity in wanted.items() if quantity != 0),
        ship_to=order.ship_to,
        needed_by=_still_ahead(session, order, now),
        note=order.note,
    )
    return ChangePlan(order, plan_order(session, request, now, held_by(order)))


def cancel_order(session: Session, plan: CancelPlan, command: str, now: datetime) -> dict[str, Any]:
    """End the order and give back what it held. Returns `order` and `status`.

    Raises:
        Retry: somebody changed the order since it was read.
    """
    end_order(session, plan.order, OrderStatus.CANCELLED, command, now)
    return {"order": plan.order.number, "status": OrderStatus.CANCELLED}


def end_order(
    session: Session, order: Order, status: OrderStatus, command: str, now: datetime
) -> None:
    """Give the order its last status, void what waits for a decision, release what it held."""
    advance_order(session, order, now, status=status)
    _void_approvals(session, order, now)
    later(session, "order_ended", f"order_ended:{order.id}", {"order": order.id}, now)
    move(session, _given_back(order), Cause("release", order.number, command, now))


def change_order(session: Session, plan: ChangePlan, command: str, now: datetime) -> dict[str, Any]:
    """Rewrite the order's lines and move the difference of what it holds.

    Returns `order`, `status`, `total`, `currency`, `approval`.

    Raises:
        Retry: somebody changed the order, or took the stock, since it was planned.
    """
    order, after = plan.order, plan.after
    status = status_of(after)
    advance_order(session, order, now, status=status, total=after.total)
    _void_approvals(session, order, now)
    session.execute(delete(OrderLine).where(OrderLine.order_id == order.id))
    write_lines(session, after, order.id)
    ask_for_approval(session, after, order.id, now)
    key = f"order_changed:{order.id}:{order.version + 1}"
    later(session, "order_changed", key, {"order": order.id}, now)
    if order.kind == WHOLESALE:
        deltas = [*_given_back(order), *holds(after)]
        move(session, deltas, Cause("change", order.number, command, now))
    return {
        "order": order.number,
        "status": status,
        "total": after.total,
        "currency": after.currency,
        "approval": list(after.approval),
    }


def held_by(order: Order) -> Held:
    """What an order that has not shipped holds: nothing, for a retail order."""
    if order.kind != WHOLESALE:
        return Held()
    stock = {(line.product_id, line.warehouse_id or 0): line.quantity for line in order.lines}
    return Held(order.total, stock)


def _given_back(order: Order) -> list[StockDelta | CreditDelta]:
    held = held_by(order)
    deltas: list[StockDelta | CreditDelta] = [
        StockDelta(*place, reserved=-quantity) for place, quantity in held.stock.items()
    ]
    return [*deltas, CreditDelta(order.dealer_id, order.currency, pending=-held.credit)]


def _require_changeable(order: Order) -> None:
    if order.status not in CHANGEABLE:
        raise WrongState("order", order=order.number, status=order.status)


def advance_order(session: Session, order: Order, now: datetime, **values: Any) -> None:
    """Write `values` to the order, provided nobody else wrote it since it was read.

    Raises:
        Retry: somebody did.
    """
    changed = session.execute(
        update(Order)
        .where(Order.id == order.id, Order.version == order.version)
        .values(version=order.version + 1, changed_at=now, **values)
        .returning(Order.id),
        execution_options={"synchronize_session": False},
    )
    if changed.scalar() is None:
        raise Retry("order")


def _void_approvals(session: Session, order: Order, now: datetime) -> None:
    session.execute(
        update(Approval)
        .where(Approval.order_id == order.id, Approval.status == ApprovalStatus.WAITING)
        .values(status=ApprovalStatus.VOID, decided_at=now),
        execution_options={"synchronize_session": False},
    )


def _still_ahead(session: Session, order: Order, now: datetime) -> date | None:
    """The day it is needed by, unless that has passed meanwhile."""
    today = business_date(now, account_of(session, order.dealer_id).time_zone)
    return order.needed_by if order.needed_by and order.needed_by >= today else None
