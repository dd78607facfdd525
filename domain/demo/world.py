"""What the parts of the generator hand to each other."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from sqlalchemy import insert
from sqlalchemy.orm import Session

from domain.clock import business_date
from domain.scope import SYSTEM, Actor

TIME_ZONE = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class Scale:
    """How much history there is.

    Arguments:
        sales_days: days of daily sales.
        trade_days: how far back orders go.
        extra_orders: orders a dealer has beyond those that show each state, by his size.
        tickets: a dealer's tickets, at least one in each state.
    """

    sales_days: int
    trade_days: int
    extra_orders: dict[str, int]
    tickets: dict[str, int]
    light_hashes: bool


SCALES = {
    "full": Scale(
        548,
        160,
        {"large": 36, "middle": 24, "small": 12},
        {"large": 20, "middle": 14, "small": 8},
        False,
    ),
    "small": Scale(
        62, 90, {"large": 0, "middle": 0, "small": 0}, {"large": 7, "middle": 7, "small": 7}, True
    ),
}


@dataclass(frozen=True, slots=True)
class Shop:
    """A dealer as the generator needs him: `entry` is what network.yaml says of him."""

    id: int
    slug: str
    region: str
    region_id: int
    size: str
    english: bool
    warehouse_id: int
    entry: dict[str, Any]


@dataclass
class World:
    """The network under construction: one session, the keys made so far."""

    session: Session
    now: datetime
    seed: int
    scale: Scale
    regions: dict[str, int] = field(default_factory=dict)
    products: dict[str, int] = field(default_factory=dict)
    warehouses: dict[str, int] = field(default_factory=dict)
    """the brand's, by region"""
    shops: dict[str, Shop] = field(default_factory=dict)
    customers: dict[str, list[int]] = field(default_factory=dict)
    users: dict[str, Actor] = field(default_factory=dict)

    @property
    def today(self) -> date:
        return business_date(self.now, TIME_ZONE)

    def random(self, topic: str) -> Random:
        """Chance of its own for each topic, so that one part can change without the others."""
        return Random(f"{self.seed}:{topic}")

    def ago(self, days: float) -> datetime:
        """The instant that many days before now."""
        return self.now - timedelta(days=days)

    def in_the_name_of(self, username: str) -> Actor:
        """The system, signing as a user: free of walls, which only cost time here."""
        return replace(SYSTEM, user_id=self.users[username].user_id)


def write_rows(session: Session, table: Any, rows: Sequence[dict[str, Any]]) -> list[int]:
    """Insert rows at once; their keys, in the order of the rows."""
    statement = insert(table).returning(table.id, sort_by_parameter_order=True)
    return list(session.scalars(statement, rows))


@contextmanager
def acting(session: Session, actor: Actor) -> Iterator[None]:
    """Let `actor` be the one whose name the operations of the block write down."""
    before = session.info["actor"]
    session.info["actor"] = actor
    try:
        yield
    finally:
        session.info["actor"] = before
