"""Placing an order: the deed that belongs to `plan_order`."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.ledger.operations import Cause, CreditDelta, StockDelta, move
from domain.log.operations import later
from domain.models.approvals import Approval, ApprovalStatus
from domain.models.sales import Order, OrderLine, OrderStatus, document_number
from domain.sales.plans import WHOLESALE, OrderPlan
from domain.sales.rules import APPROVAL_HOURS
from domain.statements import Prepared

_WRITE_ORDER = Prepared(insert(Order).returning(Order.id))
_WRITE_LINES = Prepared(insert(OrderLine))
_WRITE_APPROVALS = Prepared(insert(Approval))


def place_order(session: Session, plan: OrderPlan, command: str, now: datetime) -> dict[str, Any]:
    """Write the order of `plan`, hold its stock and its credit.

    A retail order is a request to the dealer and holds nothing. An order that waits for approval
    holds both, so that what is approved can also be delivered.

    Returns:
        `order` (number), `status`, `total`, `currency`, `approval`.

    Raises:
        Retry: stock or credit was taken by somebody else since the plan.
    """
    status = status_of(plan)
    key = int(_WRITE_ORDER.value(session, _order_row(session, plan, status, now)))
    number = document_number("SO", key)
    write_lines(session, plan, key)
    ask_for_approval(session, plan, key, now)
    later(session, "order_placed", f"order_placed:{key}", {"order": key}, now)
    if plan.kind == WHOLESALE:
        move(session, holds(plan), Cause("reserve", number, command, now))
    return {
        "order": number,
        "status": status,
        "total": plan.total,
        "currency": plan.currency,
        "approval": list(plan.approval),
    }


def status_of(plan: OrderPlan) -> OrderStatus:
    """The status of an order placed or changed by `plan`."""
    if plan.kind != WHOLESALE:
        return OrderStatus.REQUESTED
    return OrderStatus.AWAITING_APPROVAL if plan.approval else OrderStatus.CONFIRMED


def holds(plan: OrderPlan) -> list[StockDelta | CreditDelta]:
    """What a wholesale order of `plan` reserves of stock and of credit."""
    deltas: list[StockDelta | CreditDelta] = [
        StockDelta(line.product.id, line.source.warehouse_id, reserved=line.quantity)
        for line in plan.lines
        if line.source
    ]
    beyond = "finance" in plan.approval
    account = (plan.request.dealer_id, plan.currency)
    return [*deltas, CreditDelta(*account, pending=plan.total, beyond_limit=beyond)]


def write_lines(session: Session, plan: OrderPlan, order_id: int) -> None:
    """Write the lines of an order."""
    rows = [
        {
            "order_id": order_id,
            "dealer_id": plan.request.dealer_id,
            "product_id": line.product.id,
            "warehouse_id": line.source.warehouse_id if line.source else None,
            "quantity": line.quantity,
            "unit_price": line.unit_price,
            "discount": line.discount,
            "promotion": line.promotion,
            "amount": line.amount,
        }
        for line in plan.lines
    ]
    _WRITE_LINES.run(session, *rows)


def ask_for_approval(session: Session, plan: OrderPlan, order_id: int, now: datetime) -> None:
    """Write an approval to be decided for each step of the plan's path."""
    figures = {
        "total": plan.total,
        "available": plan.account.available,
        "limit": plan.account.limit,
        "currency": plan.currency,
    }
    rows = [
        {
            "dealer_id": plan.request.dealer_id,
            "order_id": order_id,
            "path": path,
            "status": ApprovalStatus.WAITING,
            "figures": figures,
            "requested_by": actor_of(session).user_id,
            "requested_at": now,
            "due_at": now + timedelta(hours=APPROVAL_HOURS),
            "note": "",
        }
        for path in plan.approval
    ]
    if rows:
        _WRITE_APPROVALS.run(session, *rows)


def _order_row(session: Session, plan: OrderPlan, status: str, now: datetime) -> dict[str, Any]:
    return {
        "dealer_id": plan.request.dealer_id,
        "customer_id": plan.request.customer_id,
        "kind": plan.kind,
        "status": status,
        "total": plan.total,
        "currency": plan.currency,
        "placed_by": actor_of(session).user_id,
        "placed_at": now,
        "needed_by": plan.request.needed_by,
        "ship_to": plan.ship_to,
        "note": plan.request.note,
        "changed_at": now,
        "version": 1,
    }
