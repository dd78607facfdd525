"""Clients that place orders at the same time, each a process of its own."""

import multiprocessing
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import count
from multiprocessing.connection import Connection
from pathlib import Path
from random import Random
from typing import Any, Literal

import psycopg
from sqlalchemy.engine import make_url

from app.bench.tape import Tape
from app.bench.world import Buying, open_door

Way = Literal["door", "raw"]
_PRAGMAS = ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-16000")
"""As `domain.database` opens SQLite: the same durability."""


@dataclass(frozen=True, slots=True)
class Order:
    """One order, for both ways of placing it."""

    buying: Buying
    tape: Tape


class Client:
    """Places orders, through the door or by saying its statements through the bare driver."""

    def __init__(self, name: str, url: str, orders: list[Order]) -> None:
        self._name, self._orders = f"{name}-{secrets.token_hex(4)}", orders
        self._chance, self._numbers = Random(name), count(1)
        self._door = open_door(url)
        self._raw = _raw_connection(url)
        self._cursor = self._raw.cursor()

    def place(self, way: Way, seconds: float) -> float:
        """Place orders for so long; how many a second."""
        begin = time.perf_counter()
        end, placed = begin + seconds, 0
        while time.perf_counter() < end:
            self.place_one(
                way, self._chance.choice(self._orders), f"{self._name}-{next(self._numbers)}"
            )
            placed += 1
        return placed / (time.perf_counter() - begin)

    def place_one(self, way: Way, order: Order, key: str) -> None:
        """Place one order under a command key."""
        if way == "door":
            buying = order.buying
            self._door.execute("create_order", buying.arguments, buying.caller, key)
        else:
            order.tape.play(self._cursor, key)
            self._raw.commit()

    def close(self) -> None:
        """Give both connections back."""
        self._raw.close()
        self._door.database.close()


class Clients:
    """Client processes that begin together."""

    def __init__(self, number: int, url: str, orders: list[Order]) -> None:
        start = multiprocessing.get_context("spawn")
        self._pipes: list[Connection] = []
        self._processes = []
        for n in range(number):
            ours, theirs = start.Pipe()
            process = start.Process(target=_serve, args=(theirs, f"client-{n}", url, orders))
            process.start()
            self._pipes.append(ours)
            self._processes.append(process)
        self._answers()

    def place(self, way: Way, seconds: float) -> float:
        """Let all place orders for so long; how many a second together."""
        for pipe in self._pipes:
            pipe.send((way, seconds))
        return sum(self._answers())

    def close(self) -> None:
        """End the processes."""
        for pipe in self._pipes:
            pipe.send(None)
        for process in self._processes:
            process.join(10)

    def _answers(self) -> list[float]:
        return [pipe.recv() for pipe in self._pipes]


@contextmanager
def clients(number: int, url: str, orders: list[Order]) -> Iterator[Clients | Client]:
    """So many clients; a single one lives in this process."""
    made = Client("client", url, orders) if number == 1 else Clients(number, url, orders)
    try:
        yield made
    finally:
        made.close()


def _serve(pipe: Connection, name: str, url: str, orders: list[Order]) -> None:
    client = Client(name, url, orders)
    pipe.send(0.0)  # ready
    while (wanted := pipe.recv()) is not None:
        pipe.send(client.place(*wanted))
    client.close()


def _raw_connection(url: str) -> Any:
    """The bare driver's connection, opened as ours are."""
    place = make_url(url)
    if place.get_backend_name() == "sqlite":
        connection = sqlite3.connect(Path(str(place.database)), isolation_level=None)
        for pragma in _PRAGMAS:
            connection.execute(f"PRAGMA {pragma}")
        return connection
    return psycopg.connect(
        host=place.host, port=place.port, user=place.username, password=place.password,
        dbname=place.database,
    )  # fmt: skip
