"""A PostgreSQL database of the benchmark's own, with a serving role that row security confines."""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import create_engine
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool

from app.bench.world import make_world


@contextmanager
def postgres_world(administrator: str) -> Iterator[str]:
    """The network in a new database; the serving role's URL. Both go at the end.

    Arguments:
        administrator: the URL of a role that may make databases and roles.
    """
    owner = make_url(administrator)
    name, password = f"dealerdesk_bench_{os.getpid()}", secrets.token_hex(8)
    _run(owner, f"CREATE ROLE {name} LOGIN PASSWORD '{password}'", f"CREATE DATABASE {name}")
    try:
        serving = owner.set(database=name, username=name, password=password)
        make_world(owner.set(database=name), serving, name)
        yield serving.render_as_string(hide_password=False)
    finally:
        _run(owner, f"DROP DATABASE {name} WITH (FORCE)", f"DROP ROLE {name}")


def _run(owner: URL, *statements: str) -> None:
    engine = create_engine(owner, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with engine.connect() as connection:
        for statement in statements:
            connection.exec_driver_sql(statement)
    engine.dispose()
