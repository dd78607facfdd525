"""The one primitive for stock and credit: guarded, ordered, and written down move by move.

The statements are Core, prepared once (ORM units of work cost four to twelve times as much, and
every order passes here). The ORM's wall does not cover Core: callers pass keys that
they resolved under the actor's scope, and row security confines them again on PostgreSQL.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import BindParameter, bindparam, insert, or_, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from domain.errors import Retry
from domain.models.ledger import Credit, Move, Stock
from domain.statements import Prepared


@dataclass(frozen=True, slots=True)
class StockDelta:
    """A change of the stock of one product in one warehouse, in pieces."""

    product_id: int
    warehouse_id: int
    on_hand: int = 0
    reserved: int = 0


@dataclass(frozen=True, slots=True)
class CreditDelta:
    """A change of what a dealer owes (posted) or will owe (pending), in minor units.

    `beyond_limit` lifts the guard of the limit: for an order that finance has to approve, and
    for what is merely carried over from pending to posted.
    """

    dealer_id: int
    currency: str
    posted: int = 0
    pending: int = 0
    beyond_limit: bool = False


@dataclass(frozen=True, slots=True)
class Cause:
    """Why counters move.

    Arguments:
        reason: one of the words listed at `Move.reason`.
        document: the number of the order, shipment, payment, …
        command: the command id of the execution.
        at: the instant of the execution.
    """

    reason: str
    document: str
    command: str
    at: datetime


_stock = Stock.__table__
_credit = Credit.__table__
_firm: BindParameter[int] = bindparam("firm")
_provisional: BindParameter[int] = bindparam("provisional")
_firm_after = _stock.c.on_hand + _firm
_provisional_after = _stock.c.reserved + _provisional
_MOVE_STOCK = Prepared(
    update(Stock)
    .where(
        _stock.c.product_id == bindparam("product"),
        _stock.c.warehouse_id == bindparam("warehouse"),
        _provisional_after >= 0,
        _firm_after >= _provisional_after,
    )
    .values(on_hand=_firm_after, reserved=_provisional_after)
    .returning(_stock.c.id)
)
_MOVE_CREDIT = Prepared(
    update(Credit)
    .where(
        _credit.c.dealer_id == bindparam("dealer"),
        _credit.c.currency == bindparam("money"),
        _credit.c.pending + _provisional >= 0,
        or_(
            bindparam("unguarded") == 1,
            _credit.c.posted + _firm + _credit.c.pending + _provisional <= _credit.c.credit_limit,
        ),
    )
    .values(posted=_credit.c.posted + _firm, pending=_credit.c.pending + _provisional)
    .returning(_credit.c.id)
)
_WRITE_MOVES = Prepared(insert(Move))


def move(session: Session, deltas: Iterable[StockDelta | CreditDelta], cause: Cause) -> None:
    """Apply all `deltas` or none, and write a move for each counter touched.

    Deltas of one counter are added up first, so that two lines of one product cannot each fit
    alone. Counters are taken in one global order (credit, then stock by product and warehouse),
    so that two transactions cannot wait for each other.

    Raises:
        Retry: a guard refused (too little stock, too little credit, a reservation that is not
            there): the caller plans again and then meets the reason with its figures.
    """
    credit, stock = _added_up(deltas)
    moves = [_move_credit(session, delta) for delta in credit]
    moves += [_move_stock(session, delta) for delta in stock]
    if moves:
        about = {
            "reason": cause.reason,
            "document": cause.document,
            "command": cause.command,
            "at": cause.at,
        }
        _WRITE_MOVES.run(session, *(row | about for row in moves))


def _added_up(
    deltas: Iterable[StockDelta | CreditDelta],
) -> tuple[list[CreditDelta], list[StockDelta]]:
    stock: dict[tuple[int, int], StockDelta] = {}
    credit: dict[tuple[int, str], CreditDelta] = {}
    for delta in deltas:
        if isinstance(delta, StockDelta):
            place = (delta.product_id, delta.warehouse_id)
            seen = stock.get(place, StockDelta(*place))
            stock[place] = StockDelta(
                *place, seen.on_hand + delta.on_hand, seen.reserved + delta.reserved
            )
        else:
            account = (delta.dealer_id, delta.currency)
            owed = credit.get(account, CreditDelta(*account))
            credit[account] = CreditDelta(
                *account,
                owed.posted + delta.posted,
                owed.pending + delta.pending,
                owed.beyond_limit or delta.beyond_limit,
            )
    return (
        [credit[k] for k in sorted(credit) if credit[k].posted or credit[k].pending],
        [stock[k] for k in sorted(stock) if stock[k].on_hand or stock[k].reserved],
    )


def _move_stock(session: Session, delta: StockDelta) -> dict[str, Any]:
    values = {
        "product": delta.product_id,
        "warehouse": delta.warehouse_id,
        "firm": delta.on_hand,
        "provisional": delta.reserved,
    }
    key = _MOVE_STOCK.value(session, values)
    if key is None:
        missing = {
            "product_id": delta.product_id,
            "warehouse_id": delta.warehouse_id,
            "on_hand": 0,
            "reserved": 0,
        }
        _insert_missing(session, Stock, missing)
        key = _MOVE_STOCK.value(session, values)
    return _moved("stock", key, delta.on_hand, delta.reserved)


def _move_credit(session: Session, delta: CreditDelta) -> dict[str, Any]:
    eases = delta.posted + delta.pending <= 0
    values = {
        "dealer": delta.dealer_id,
        "money": delta.currency,
        "firm": delta.posted,
        "provisional": delta.pending,
        "unguarded": int(delta.beyond_limit or eases),
    }
    key = _MOVE_CREDIT.value(session, values)
    if key is None:
        missing = {
            "dealer_id": delta.dealer_id,
            "currency": delta.currency,
            "credit_limit": 0,
            "posted": 0,
            "pending": 0,
        }
        _insert_missing(session, Credit, missing)
        key = _MOVE_CREDIT.value(session, values)
    return _moved("credit", key, delta.posted, delta.pending)


def _insert_missing(
    session: Session, table: type[Stock] | type[Credit], row: dict[str, Any]
) -> None:
    connection = session.connection()
    dialect = postgresql if connection.dialect.name == "postgresql" else sqlite
    connection.execute(dialect.insert(table.__table__).on_conflict_do_nothing(), row)


def _moved(counter: str, key: int | None, firm: int, provisional: int) -> dict[str, Any]:
    if key is None:
        raise Retry(counter)
    return {"counter": counter, "counter_id": key, "firm": firm, "provisional": provisional}
