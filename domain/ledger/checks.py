"""Proofs that counters, their moves and the documents behind them agree."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Row, Select, case, func, or_, select
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.models.approvals import Approval, ApprovalStatus
from domain.models.finance import Payment, Receivable
from domain.models.ledger import Credit, Move, Stock
from domain.models.sales import Order, OrderLine, OrderStatus, Shipment
from domain.scope import Permission

_HOLDING = (OrderStatus.AWAITING_APPROVAL, OrderStatus.CONFIRMED)
"""The states in which a wholesale order holds stock and credit."""
_GONE = (OrderStatus.SHIPPED, OrderStatus.RECEIVED)


def prove(session: Session) -> list[str]:
    """Every invariant that does not hold, in words; none when all is well.

    Counters equal the sums of their moves; what is reserved and pending equals what open orders
    hold; what is posted equals what was invoiced less what was paid; invoices, payments, orders
    and approvals agree with each other.

    Raises:
        Forbidden: the actor may not audit.
    """
    actor_of(session).require(Permission.READ_AUDIT)
    checks = (
        _stock_moves,
        _credit_moves,
        _reserved,
        _pending,
        _posted,
        _invoices,
        _lines,
        _totals,
        _approvals,
        _shipments,
    )
    return [fault for check in checks for fault in check(session)]


def _rows(session: Session, query: Select[Any]) -> list[Row[Any]]:
    return list(session.connection().execute(query))


def _moved(counter: str) -> Any:
    """Sums of moves by counter row."""
    return (
        select(
            Move.counter_id.label("key"),
            func.sum(Move.firm).label("firm"),
            func.sum(Move.provisional).label("provisional"),
        )
        .where(Move.counter == counter)
        .group_by(Move.counter_id)
        .subquery()
    )


def _stock_moves(session: Session) -> Iterator[str]:
    yield from _against_moves(session, "stock", Stock, Stock.on_hand, Stock.reserved)


def _credit_moves(session: Session) -> Iterator[str]:
    yield from _against_moves(session, "credit", Credit, Credit.posted, Credit.pending)


def _against_moves(
    session: Session, counter: str, table: Any, firm: Any, provisional: Any
) -> Iterator[str]:
    sums = _moved(counter)
    moved = (func.coalesce(sums.c.firm, 0), func.coalesce(sums.c.provisional, 0))
    query = (
        select(table.id, firm, provisional, *moved)
        .join(sums, sums.c.key == table.id, isouter=True)
        .where(or_(firm != moved[0], provisional != moved[1]))
        .order_by(table.id)
    )
    for key, is_firm, is_provisional, *said in _rows(session, query):
        yield f"{counter} {key} stands at {is_firm}/{is_provisional}, its moves say {_pair(said)}"
    known = select(table.id)
    for row in _rows(session, select(sums.c.key).where(sums.c.key.not_in(known))):
        yield f"{counter} {row.key} has moves but is not there"


def _reserved(session: Session) -> Iterator[str]:
    held = (
        select(
            OrderLine.product_id, OrderLine.warehouse_id, func.sum(OrderLine.quantity).label("sum")
        )
        .join(Order, Order.id == OrderLine.order_id)
        .where(Order.kind == "wholesale", Order.status.in_(_HOLDING))
        .group_by(OrderLine.product_id, OrderLine.warehouse_id)
        .subquery()
    )
    place = (held.c.product_id == Stock.product_id) & (held.c.warehouse_id == Stock.warehouse_id)
    wanted = func.coalesce(held.c.sum, 0)
    query = select(Stock.id, Stock.reserved, wanted).join(held, place, isouter=True)
    for key, reserved, lines in _rows(session, query.where(Stock.reserved != wanted)):
        yield f"stock {key} has {reserved} reserved, open orders hold {lines}"
    orphans = select(held.c.product_id, held.c.warehouse_id).join(Stock, place, isouter=True)
    for product, warehouse in _rows(session, orphans.where(Stock.id.is_(None))):
        yield f"open orders hold product {product} in warehouse {warehouse}, which has none"


def _pending(session: Session) -> Iterator[str]:
    held = _by_account(Order, Order.total, Order.kind == "wholesale", Order.status.in_(_HOLDING))
    for dealer, currency, pending, orders in _accounts(session, Credit.pending, held):
        yield f"credit of dealer {dealer} has {pending} {currency} pending, open orders {orders}"


def _posted(session: Session) -> Iterator[str]:
    billed = _by_account(Receivable, Receivable.amount)
    paid = _by_account(Payment, Payment.amount, Payment.status == "booked")
    for dealer, currency, posted, owed in _accounts(session, Credit.posted, billed, paid):
        yield f"credit of dealer {dealer} has {posted} {currency} posted, invoices say {owed}"


def _invoices(session: Session) -> Iterator[str]:
    impossible = or_(Receivable.open_amount < 0, Receivable.open_amount > Receivable.amount)
    for row in _rows(session, select(Receivable.id, Receivable.open_amount).where(impossible)):
        yield f"invoice {row.id} has {row.open_amount} open, which is not possible"
    settled = _by_account(Receivable, Receivable.amount - Receivable.open_amount)
    paid = _by_account(Payment, Payment.amount, Payment.status == "booked")
    query = (
        select(settled.c.dealer_id, settled.c.sum, func.coalesce(paid.c.sum, 0).label("paid"))
        .join(paid, _same_account(settled.c, paid.c), isouter=True)
        .where(settled.c.sum > func.coalesce(paid.c.sum, 0))
    )
    for dealer, done, money in _rows(session, query):
        yield f"invoices of dealer {dealer} are settled by {done}, but he paid {money}"


def _lines(session: Session) -> Iterator[str]:
    priced = OrderLine.quantity * OrderLine.unit_price - OrderLine.discount
    query = select(OrderLine.id, OrderLine.amount).where(OrderLine.amount != priced)
    for row in _rows(session, query):
        yield f"order line {row.id} comes to {row.amount}, which is not its price"


def _totals(session: Session) -> Iterator[str]:
    sums = func.coalesce(func.sum(OrderLine.amount), 0)
    query = (
        select(Order.id, Order.total, sums)
        .join(OrderLine, OrderLine.order_id == Order.id, isouter=True)
        .group_by(Order.id, Order.total)
        .having(Order.total != sums)
    )
    for key, total, lines in _rows(session, query):
        yield f"order {key} comes to {total}, its lines to {lines}"


def _approvals(session: Session) -> Iterator[str]:
    waiting = func.sum(case((Approval.status == ApprovalStatus.WAITING, 1), else_=0))
    asked = func.coalesce(waiting, 0) > 0
    query = (
        select(Order.id, Order.status)
        .join(Approval, Approval.order_id == Order.id, isouter=True)
        .group_by(Order.id, Order.status)
        .having((Order.status == OrderStatus.AWAITING_APPROVAL) != asked)
    )
    for key, status in _rows(session, query):
        yield f"order {key} is {status}, which does not fit its approvals"


def _shipments(session: Session) -> Iterator[str]:
    shipped = select(Shipment.id).where(Shipment.order_id == Order.id).exists()
    query = select(Order.id, Order.status).where(Order.status.in_(_GONE) != shipped)
    for key, status in _rows(session, query):
        yield f"order {key} is {status}, which does not fit its shipments"


def _by_account(table: Any, amount: Any, *conditions: Any) -> Any:
    """Sums of `amount` by dealer and currency."""
    return (
        select(table.dealer_id, table.currency, func.sum(amount).label("sum"))
        .where(*conditions)
        .group_by(table.dealer_id, table.currency)
        .subquery()
    )


def _accounts(session: Session, figure: Any, plus: Any, minus: Any = None) -> list[Row[Any]]:
    """Accounts whose `figure` differs from the sums `plus`, less the sums `minus`."""
    said: Any = func.coalesce(plus.c.sum, 0)
    query = select(Credit.dealer_id, Credit.currency, figure)
    query = query.join(plus, _same_account(Credit, plus.c), isouter=True)
    if minus is not None:
        query = query.join(minus, _same_account(Credit, minus.c), isouter=True)
        said = said - func.coalesce(minus.c.sum, 0)
    return _rows(session, query.add_columns(said).where(figure != said))


def _same_account(one: Any, other: Any) -> Any:
    return (one.dealer_id == other.dealer_id) & (one.currency == other.currency)


def _pair(figures: list[int]) -> str:
    return "/".join(str(figure) for figure in figures)
