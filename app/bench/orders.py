"""An order through the door, against the same statements through the bare driver."""

from collections.abc import Iterator
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from app.bench.clients import Order, clients
from app.bench.result import Result
from app.bench.server import postgres_world
from app.bench.tape import record
from app.bench.world import Buying, hot_orders, open_door, spread_orders, sqlite_world
from domain.log.operations import Receipt

_SECONDS = 1.5
_ROUNDS = 5
_CLIENTS = 4


def on_sqlite() -> Iterator[Result]:
    """One client; both ways with a write-ahead log that every commit brings to the disk."""
    with TemporaryDirectory(prefix="dealerdesk-bench-") as folder:
        url = sqlite_world(Path(folder))
        yield _compared("create_order, SQLite", url, recorded(url), 1, target=0.3)


def on_postgres(administrator: str) -> Iterator[Result]:
    """Four clients; then all of them after one row of stock."""
    with postgres_world(administrator) as url:
        spread, hot = recorded(url), recorded(url, hot=True)
        what = f"create_order, PostgreSQL, {_CLIENTS} clients"
        yield _compared(what, url, spread, _CLIENTS, target=0.5)
        yield _compared(f"{what}, one hot row", url, hot, _CLIENTS, rounds=3)


def recorded(url: str, hot: bool = False) -> list[Order]:
    """Orders with the statements that each of them takes."""
    door = open_door(url)
    buyings = (hot_orders if hot else spread_orders)(door.database)

    def order(number: int, buying: Buying) -> Order:
        def execute(key: str) -> Receipt:
            return door.execute("create_order", buying.arguments, buying.caller, key)

        return Order(buying, record(door.database, f"tape-{hot:d}-{number}", execute))

    orders = [order(*numbered) for numbered in enumerate(buyings)]
    door.database.close()
    return orders


def _compared(
    what: str,
    url: str,
    orders: list[Order],
    number: int,
    target: float | None = None,
    rounds: int = _ROUNDS,
) -> Result:
    """Both ways in turn, after a first time that does not count."""
    pairs = []
    with clients(number, url, orders) as placing:
        for counts in [False] + [True] * rounds:
            pair = [placing.place(way, _SECONDS) for way in ("door", "raw")]
            if counts:
                pairs.append(pair)
    return Result.of_rates(
        what,
        [ours for ours, _ in pairs],
        [raw for _, raw in pairs],
        target,
        how=f"{len(orders)} orders, {median(len(o.tape.steps) for o in orders):.0f} statements; "
        f"{rounds} rounds of {_SECONDS} s each way, in turn",
    )
