"""Comparing worlds: what of the business differs, whatever was said about it."""

from collections import Counter
from typing import Any

from sqlalchemy import select

from domain.database import Database
from domain.models import (
    Approval,
    Credit,
    Lead,
    Order,
    OrderLine,
    Payment,
    Receivable,
    Report,
    Shipment,
    Stock,
    Ticket,
    TicketNote,
    Transfer,
)
from domain.scope import SYSTEM

_STATE: dict[type, tuple[str, ...]] = {
    Order: ("id", "dealer_id", "customer_id", "kind", "status", "total", "currency", "needed_by"),
    OrderLine: ("order_id", "product_id", "warehouse_id", "quantity", "amount", "promotion"),
    Stock: ("product_id", "warehouse_id", "on_hand", "reserved"),
    Credit: ("dealer_id", "currency", "limit", "posted", "pending"),
    Shipment: ("order_id", "warehouse_id", "carrier", "tracking", "difference"),
    Approval: ("order_id", "path", "status"),
    Receivable: ("dealer_id", "order_id", "amount", "open_amount"),
    Payment: ("dealer_id", "amount", "status"),
    Ticket: (
        "dealer_id",
        "customer_id",
        "kind",
        "status",
        "product_id",
        "department",
        "preferred_time",
        "about_id",
        "rating",
    ),
    TicketNote: ("ticket_id",),
    Lead: ("dealer_id", "name", "stage", "expected", "next_on"),
    Report: ("dealer_id", "state"),
    Transfer: ("product_id", "source_id", "target_id", "dealer_id", "quantity", "status"),
}
"""What counts, by table. Free text does not: wordings differ between worlds that are alike."""


def state(database: Database) -> dict[str, list[tuple[Any, ...]]]:
    """The business as it stands, table by table, rows in a fixed order."""
    with database.read(SYSTEM) as session:
        return {
            table.__name__: sorted(
                (tuple(row) for row in session.execute(_columns(table, names))), key=repr
            )
            for table, names in _STATE.items()
        }


State = dict[str, list[tuple[Any, ...]]]


def differences(one: Database, other: Database) -> list[str]:
    """The rows in which two worlds differ, in words for a reader of the report."""
    return differing(state(one), state(other))


def differing(left: State, right: State) -> list[str]:
    """The rows in which a state differs from what was wanted."""
    found = []
    for table in left:
        have, wanted = Counter(left[table]), Counter(right[table])
        extra, missing = (have - wanted).elements(), (wanted - have).elements()
        found += [f"{table} not wanted: {row}" for row in extra]
        found += [f"{table} missing: {row}" for row in missing]
    return found


_DERIVED = ("Stock", "Credit")
"""Counters, which move with the documents: half of what was wanted leaves them in between."""


def unwanted(before: State, after: State, *wanted: State) -> list[str]:
    """Rows that were neither there before nor are wanted: something was done wrongly.

    Arguments:
        wanted: the states on the way to what is wanted, and that itself: half of it done is not
            enough, but nothing wrong.
    """
    return [
        f"{table}: {row}"
        for table, rows in after.items()
        if table not in _DERIVED
        for row in _beside(rows, [before[table], *(state[table] for state in wanted)])
    ]


def _beside(rows: list[tuple[Any, ...]], known: list[list[tuple[Any, ...]]]) -> list[Any]:
    """The rows that come oftener than in any of the known states."""
    allowed: Counter[tuple[Any, ...]] = Counter()
    for state_rows in known:
        allowed |= Counter(state_rows)
    return list((Counter(rows) - allowed).elements())


_WORDED = frozenset({"difference", "preferred_time"})
"""Free text that counts only as being there or not."""
_TOLD = frozenset({TicketNote})
"""What counts once, in however many messages it was told."""


def _columns(table: type, names: tuple[str, ...]) -> Any:
    columns = ((name, getattr(table, name)) for name in names)
    wanted = select(*(column != "" if name in _WORDED else column for name, column in columns))
    return wanted.distinct() if table in _TOLD else wanted
