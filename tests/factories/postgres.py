"""PostgreSQL databases to test on, cloned from ones made once a session."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from itertools import count

import pytest
from sqlalchemy import Connection, create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import OperationalError, ProgrammingError
from sqlalchemy.pool import NullPool

from domain.database import Database
from domain.migrations import upgrade
from tests.factories.network import fill

_PREFIX = "dealerdesk_test"
_URL = make_url(
    os.environ.get(
        "DEALERDESK_TEST_POSTGRES", "postgresql+psycopg://postgres@127.0.0.1:5432/postgres"
    )
).update_query_dict({"connect_timeout": "5"})
_NAMES = text("SELECT datname FROM pg_database WHERE datname LIKE :pattern")
_ROLES = text("SELECT rolname FROM pg_roles WHERE rolname LIKE :pattern")
_FORCED = {"DATABASE": " WITH (FORCE)"}
_BATCH = 20
"""Databases of 14 MB that may lie about until they are dropped together."""
_MATCH = {"pattern": f"{_PREFIX}\\_%"}


def connect_or_skip() -> Connection:
    """An administrator's connection; without a server the test is skipped, or fails if required."""
    engine = create_engine(_URL, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    try:
        return engine.connect()
    except OperationalError:
        reason = f"no PostgreSQL answers at {_URL.host}:{_URL.port or 5432}"
        if os.environ.get("DEALERDESK_REQUIRE_POSTGRES") == "1":
            pytest.fail(reason)
        pytest.skip(reason)


class PostgresTemplates:
    """Kinds: `demo`, the small network, and `empty`. All names hold this process's number, so
    that several runs can share a server."""

    def __init__(self, server: Connection) -> None:
        self._server = server
        self._mine = f"{_PREFIX}_{os.getpid()}"
        self.role = f"{self._mine}_app"
        self._made: set[str] = set()
        self._numbers = count(1)
        self._used: list[str] = []
        self._clear(only_dead=True)
        self._run(f"CREATE ROLE {self.role} LOGIN PASSWORD 'sealed'")

    @contextmanager
    def clone(self, kind: str) -> Iterator[Database]:
        """A database of its own, as the serving role sees it."""
        if kind not in self._made:
            self._make(kind)
        name = f"{self._mine}_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {self._mine}_{kind} STRATEGY FILE_COPY")
        database = Database(self._serving(name))
        try:
            yield database
        finally:
            database.close()
            self._leave(name)

    def owner(self, database: Database) -> URL:
        """The URL of the owner of a clone's tables."""
        return _URL.set(database=database.url.database)

    @contextmanager
    def blank(self) -> Iterator[str]:
        """The owner's URL of a database without a table."""
        name = f"{self._mine}_{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name}")
        try:
            yield _URL.set(database=name).render_as_string(hide_password=False)
        finally:
            self._leave(name)

    def close(self) -> None:
        """Leave the server as it was."""
        self._clear(only_dead=False)
        self._server.close()
        self._server.engine.dispose()

    def _leave(self, name: str) -> None:
        """Drop a database, once there are several: after each drop the server writes everything
        down, and making the next database takes seven times as long."""
        self._used.append(name)
        if len(self._used) >= _BATCH:
            for used in self._used:
                self._run(f"DROP DATABASE {used} WITH (FORCE)")
            self._used.clear()

    def _make(self, kind: str) -> None:
        name = f"{self._mine}_{kind}"
        self._run(f"CREATE DATABASE {name}")
        upgrade(_URL.set(database=name), serving_role=self.role)
        if kind == "demo":
            database = Database(self._serving(name))
            fill(database)
            database.close()
        self._made.add(kind)

    def _serving(self, name: str) -> str:
        url = _URL.set(database=name, username=self.role, password="sealed")
        return url.render_as_string(hide_password=False)

    def _clear(self, only_dead: bool) -> None:
        """Drop what this process made, or what killed ones left behind."""
        for query, kind in ((_NAMES, "DATABASE"), (_ROLES, "ROLE")):
            for name in self._server.execute(query, _MATCH).scalars().all():
                process = int(name.split("_")[2])
                mine = process == os.getpid()
                if (only_dead and not mine and not _alive(process)) or (mine and not only_dead):
                    with suppress(ProgrammingError, OperationalError):  # another run was first
                        self._run(f"DROP {kind} {name}{_FORCED.get(kind, '')}")

    def _run(self, statement: str) -> None:
        self._server.exec_driver_sql(statement)


def _alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
