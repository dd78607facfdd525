"""The world that is measured in: the small demo network with stock and credit without end."""

from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.engine import URL

from app.sql_log import watch
from domain.clock import FrozenClock
from domain.database import Database
from domain.demo import make_demo
from domain.ledger.operations import Cause, StockDelta, move
from domain.migrations import upgrade
from domain.models.catalogue import Product
from domain.models.ledger import Credit
from domain.models.people import Dealer, User
from domain.models.warehouses import Warehouse
from domain.people.queries import actor_from
from domain.scope import SYSTEM, Actor, Role
from knowledge.search import Knowledge
from tools.all import REGISTRY
from tools.call import Caller
from tools.door import EXECUTE, Door

INSTANT = datetime(2026, 11, 18, 2, 30, tzinfo=UTC)
"""A Wednesday, half past ten in the morning in Shanghai."""
HOT_SKU = "CL-AC35W"
HOT_REGION = "east"
SCARCE_SKU = "CL-TV75"
"""A product that the demo network has run out of, and that stays scarce here."""
_SEED = 7
_PLENTY = 50_000_000
_CREDIT = 10**13
_SLOW_MS = 200
"""Slow SQL is watched for as in a house that serves."""


@dataclass(frozen=True, slots=True)
class Buying:
    """Somebody's order: who calls the door, and with which arguments."""

    caller: Caller
    arguments: dict[str, Any]


def make_world(url: str | URL, serving: str | URL | None = None, role: str | None = None) -> None:
    """Make the network in an empty database.

    Arguments:
        url: of the tables' owner.
        serving, role: the serving role's URL and name, where it is not the owner.
    """
    upgrade(url, role)
    database = Database(serving or url)
    make_demo(database, INSTANT, seed=_SEED, scale="small", password_seed=_SEED)
    _make_plenty(database)
    database.close()


def sqlite_world(folder: Path) -> str:
    """The network in a SQLite file of `folder`; its URL."""
    url = f"sqlite:///{folder / 'dealerdesk.db'}"
    make_world(url)
    return url


def open_door(url: str | URL) -> Door:
    """The product's door, wired as a house that serves wires it."""
    database = Database(url)
    watch(database.engine, _SLOW_MS)
    return Door(database, FrozenClock(INSTANT), Knowledge(database, None, None), REGISTRY)


def spread_orders(database: Database, each: int = 4) -> list[Buying]:
    """`each` orders of every dealer: one to three products of all there are, few of each."""
    chance = Random(_SEED)
    with database.read(SYSTEM) as session:
        codes = list(session.scalars(_in_plenty()))
    return [
        Buying(caller_for(owner), {"lines": _lines(chance, codes)})
        for owner in _owners(database)
        for _ in range(each)
    ]


def hot_orders(database: Database) -> list[Buying]:
    """Orders of one product by the dealers of one region: all want one row of stock."""
    lines = [{"product": HOT_SKU, "quantity": 1}]
    return [Buying(caller_for(owner), {"lines": lines}) for owner in _owners(database, HOT_REGION)]


def caller_for(actor: Actor) -> Caller:
    """The actor's integration, which may execute at once."""
    return Caller(actor, "api", "bench", actor.language, grants=frozenset({EXECUTE}))


def _lines(chance: Random, codes: list[str]) -> list[dict[str, Any]]:
    chosen = chance.sample(codes, chance.choice((1, 1, 1, 2, 2, 3)))
    return [{"product": code, "quantity": chance.randint(1, 6)} for code in chosen]


def _in_plenty() -> Any:
    return select(Product.sku).where(Product.active, Product.sku != SCARCE_SKU)


def _owners(database: Database, region: str | None = None) -> list[Actor]:
    """The first user of each dealer."""
    query = (
        select(User)
        .join(Dealer, Dealer.id == User.dealer_id)
        .where(User.role == Role.DEALER)
        .order_by(User.id)
    )
    if region is not None:
        query = query.where(Dealer.region.has(code=region))
    owners: dict[int | None, Actor] = {}
    with database.read(SYSTEM) as session:
        for user in session.scalars(query):
            owners.setdefault(user.dealer_id, actor_from(user))
    return list(owners.values())


def _make_plenty(database: Database) -> None:
    with database.write(SYSTEM) as session:
        products = session.scalars(select(Product.id).where(Product.sku != SCARCE_SKU)).all()
        warehouses = session.scalars(select(Warehouse.id).where(Warehouse.dealer_id.is_(None)))
        deltas = [
            StockDelta(product, warehouse, on_hand=_PLENTY)
            for warehouse in warehouses.all()
            for product in products
        ]
        move(session, deltas, Cause("receive", "RC-BENCH", "bench", INSTANT))
        session.execute(update(Credit).values(limit=_CREDIT))
