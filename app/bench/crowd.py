"""A crowd after a scarce product, over HTTP: nobody gets what is not there, nobody is refused
what is."""

import asyncio
import socket
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from threading import Thread
from typing import Any

import httpx
import uvicorn
from sqlalchemy import func, select

from app.bench.world import INSTANT, SCARCE_SKU
from app.house import House
from app.http import application
from app.settings import settings_for
from domain.clock import FrozenClock
from domain.database import Database
from domain.ledger.operations import Cause, StockDelta, move
from domain.models.catalogue import Product
from domain.models.ledger import Stock
from domain.models.people import User
from domain.models.sales import OrderLine
from domain.models.warehouses import Warehouse
from domain.people.operations import grant_access
from domain.scope import SYSTEM, Role
from tools.door import EXECUTE

PIECES, BUYERS, CLIENTS = 50, 120, 16
SOLD = "sold"
_PATIENCE = 60.0


@dataclass(frozen=True, slots=True)
class Rush:
    """What came of it.

    Arguments:
        sold: pieces in the database afterwards.
        answers: how often each answer was given: `sold`, `none left`, or what must not be.
        seconds: from the first request to the last answer.
    """

    sold: int
    answers: Counter[str]
    seconds: float

    @property
    def is_right(self) -> bool:
        """Whether every piece was sold once, and only those were refused who found none left."""
        wanted = Counter({SOLD: PIECES, "none left": BUYERS - PIECES})
        return self.sold == PIECES and self.answers == wanted


def rush(url: str) -> Rush:
    """Let 120 buyers at 16 clients have one piece each of 50, on the world at `url`.

    Every second buyer is a person who confirms a proposal, the others are integrations that
    execute at once.
    """
    settings = settings_for(database_url=url, pool_size=CLIENTS, log_level="error")
    house = House(settings, serving=False, clock=FrozenClock(INSTANT))
    try:
        before = _bought(house.database)
        _lay_out(house.database)
        buyers = _buyers(house.database)
        with _served(house) as address:
            began = time.perf_counter()
            answers = asyncio.run(_all_buy(address, buyers))
            took = time.perf_counter() - began
        return Rush(_bought(house.database) - before, Counter(answers), took)
    finally:
        house.close()


@contextmanager
def _served(house: House) -> Iterator[str]:
    """The web application on a free port of loopback."""
    listener = socket.create_server(("127.0.0.1", 0))
    config = uvicorn.Config(application(house, list), log_config=None, access_log=False)
    server = uvicorn.Server(config)
    thread = Thread(target=server.run, args=([listener],), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        server.should_exit = True
        thread.join(_PATIENCE)
        listener.close()


async def _all_buy(address: str, buyers: list[tuple[str, bool]]) -> list[str]:
    waiting = iter(list(enumerate(buyers)))
    answers: list[str] = []

    async def client() -> None:
        async with httpx.AsyncClient(base_url=address, timeout=_PATIENCE) as http:
            for number, (secret, executes) in waiting:
                answers.append(await _buy(http, secret, f"rush-{number}", executes))

    await asyncio.gather(*(client() for _ in range(CLIENTS)))
    return answers


async def _buy(http: httpx.AsyncClient, secret: str, key: str, executes: bool) -> str:
    wanted = {"lines": [{"product": SCARCE_SKU, "quantity": 1}]}
    headers = {"Authorization": f"Bearer {secret}"}
    headers |= {"Idempotency-Key": key} if executes else {}
    answer = await http.post("/api/tools/create_order", json=wanted, headers=headers)
    if answer.status_code == 202:
        proposal = answer.json()["proposal"]["id"]
        answer = await http.post(f"/api/proposals/{proposal}/confirm", headers=headers)
    return SOLD if answer.status_code == 200 else _refusal(answer)


def _refusal(answer: httpx.Response) -> str:
    """`none left`, when that is what the refusal says of every warehouse."""
    error: dict[str, Any] = answer.json().get("error", {})
    if error.get("code") == "stock_short":
        left = max(line["available"] for line in error["data"]["lines"])
        return "none left" if left == 0 else f"refused with {left} left"
    return f"{answer.status_code} {error.get('code')}"


def _buyers(database: Database) -> list[tuple[str, bool]]:
    """An access token for each buyer, spread over the dealers' people; whether it executes."""
    with database.write(SYSTEM) as session:
        people = session.scalars(select(User).where(User.role == Role.DEALER).order_by(User.id))
        users = people.all()
        return [
            (
                grant_access(
                    session,
                    users[number % len(users)],
                    kind="credential",
                    label="bench",
                    until=INSTANT + timedelta(hours=1),
                    now=INSTANT,
                    grants=EXECUTE if executes else "",
                ),
                executes,
            )
            for number in range(BUYERS)
            for executes in [number % 2 == 0]
        ]


def _lay_out(database: Database) -> None:
    """Leave exactly the wanted pieces free, all in one of the brand's warehouses."""
    free = Stock.on_hand - Stock.reserved
    with database.write(SYSTEM) as session:
        product = session.scalars(select(Product.id).where(Product.sku == SCARCE_SKU)).one()
        brand = select(Warehouse.id).where(Warehouse.dealer_id.is_(None)).order_by(Warehouse.id)
        places = session.scalars(brand).all()
        held = session.execute(
            select(Stock.warehouse_id, free).where(
                Stock.product_id == product, Stock.warehouse_id.in_(places)
            )
        )
        deltas = [StockDelta(product, place, on_hand=-left) for place, left in held]
        deltas.append(StockDelta(product, places[0], on_hand=PIECES))
        move(session, deltas, Cause("adjust", "RUSH", "bench-rush", INSTANT))


def _bought(database: Database) -> int:
    """Pieces of the scarce product on all orders."""
    with database.read(SYSTEM) as session:
        pieces = select(func.coalesce(func.sum(OrderLine.quantity), 0)).join(
            Product, Product.id == OrderLine.product_id
        )
        return int(session.scalars(pieces.where(Product.sku == SCARCE_SKU)).one())
