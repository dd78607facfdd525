"""Goods leaving the warehouse, and arriving."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import insert, update
from sqlalchemy.orm import Session

from domain.clock import business_date
from domain.errors import WrongState
from domain.finance.queries import account_of
from domain.finance.settling import issue_invoice, new_invoice
from domain.ledger.operations import Cause, CreditDelta, StockDelta, move
from domain.log.operations import later
from domain.models.sales import Order, OrderStatus, Shipment, document_number
from domain.sales.changes import advance_order

TRANSIT_DAYS = 3
"""How long a shipment takes unless the carrier says otherwise."""


@dataclass(frozen=True, slots=True)
class ShipPlan:
    """One shipment per warehouse of the order."""

    order: Order
    carrier: str
    tracking: str

    def terms(self) -> dict[str, Any]:
        return {
            "order": self.order.number,
            "version": self.order.version,
            "total": self.order.total,
            "currency": self.order.currency,
            "carrier": self.carrier,
            "tracking": self.tracking,
        }


def plan_shipment(order: Order, carrier: str, tracking: str) -> ShipPlan:
    """Raises `WrongState` unless the order is confirmed and has not shipped."""
    if order.status != OrderStatus.CONFIRMED:
        raise WrongState("order", order=order.number, status=order.status)
    return ShipPlan(order, carrier, tracking)


def ship_order(session: Session, plan: ShipPlan, command: str, now: datetime) -> dict[str, Any]:
    """Take the goods out of stock, post the dealer's credit and issue the invoice.

    Returns `order`, `shipments`, `invoice`, `due_on`.

    Raises:
        Retry: somebody changed the order since it was read.
    """
    order = plan.order
    advance_order(session, order, now, status=OrderStatus.SHIPPED)
    account = account_of(session, order.dealer_id)
    today = business_date(now, account.time_zone)
    shipments = _write_shipments(session, plan, now, today)
    due_on = today + timedelta(days=account.payment_days)
    invoice = new_invoice(order.dealer_id, order.id, order.currency, order.total, today, due_on)
    receivable = issue_invoice(session, invoice)
    later(session, "order_shipped", f"order_shipped:{order.id}", {"order": order.id}, now)
    move(session, _posted(order), Cause("ship", order.number, command, now))
    return {
        "order": order.number,
        "status": OrderStatus.SHIPPED,
        "shipments": [document_number("SH", key) for key in shipments],
        "invoice": receivable.document,
        "due_on": receivable.due_on.isoformat(),
    }


def receive_order(session: Session, order: Order, difference: str, now: datetime) -> dict[str, Any]:
    """Sign for the goods of a shipped order. `difference`: what is missing or damaged, if any.

    Returns `order`, `status`, `difference`.

    Raises:
        WrongState: it has not shipped, or was signed for before.
        Retry: somebody changed the order since it was read.
    """
    if order.status != OrderStatus.SHIPPED:
        raise WrongState("order", order=order.number, status=order.status)
    advance_order(session, order, now, status=OrderStatus.RECEIVED)
    session.execute(
        update(Shipment)
        .where(Shipment.order_id == order.id, Shipment.received_at.is_(None))
        .values(received_at=now, difference=difference),
        execution_options={"synchronize_session": False},
    )
    later(session, "order_received", f"order_received:{order.id}", {"order": order.id}, now)
    return {"order": order.number, "status": OrderStatus.RECEIVED, "difference": difference}


def _write_shipments(session: Session, plan: ShipPlan, now: datetime, today: date) -> list[int]:
    order = plan.order
    due_on = today + timedelta(days=TRANSIT_DAYS)
    keys = []
    for warehouse_id in sorted({line.warehouse_id or 0 for line in order.lines}):
        row = {
            "dealer_id": order.dealer_id,
            "order_id": order.id,
            "warehouse_id": warehouse_id,
            "carrier": plan.carrier,
            "tracking": plan.tracking,
            "shipped_at": now,
            "due_on": due_on,
            "difference": "",
        }
        statement = insert(Shipment).returning(Shipment.id)
        keys.append(session.connection().execute(statement, row).scalar_one())
    return keys


def _posted(order: Order) -> list[StockDelta | CreditDelta]:
    deltas: list[StockDelta | CreditDelta] = [
        StockDelta(line.product_id, line.warehouse_id or 0, -line.quantity, -line.quantity)
        for line in order.lines
    ]
    credit = CreditDelta(
        order.dealer_id, order.currency, order.total, -order.total, beyond_limit=True
    )
    return [*deltas, credit]
