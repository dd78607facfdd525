"""The database's form, version by version. Works from any folder, without an `alembic.ini`."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine, create_engine, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.pool import NullPool

from domain.errors import Refused
from domain.migrations.roles import grant

_ONE_AT_A_TIME = 7_265_101
"""The advisory lock under which PostgreSQL is upgraded: a number of ours, without a meaning."""


def upgrade(url: str | URL, serving_role: str | None = None) -> None:
    """Bring the database at `url` to the newest version, in one transaction.

    Arguments:
        url: for PostgreSQL that of the tables' owner, who is not the serving role.
        serving_role: an existing PostgreSQL role to be given what it needs to serve.

    Raises:
        NotFound: there is no such role.
        Refused: `broken_references`: rows refer to rows that are not there; nothing was changed.
    """
    engine = _engine(make_url(url))
    with engine.begin() as connection:
        sqlite = engine.dialect.name == "sqlite"
        if not sqlite:
            connection.execute(text(f"SELECT pg_advisory_xact_lock({_ONE_AT_A_TIME})"))
            # the owner is walled in too, and a migration works on everybody's rows
            connection.execute(text("SELECT set_config('dealerdesk.level', 'head_office', true)"))
        command.upgrade(_config(connection), "head")
        if sqlite:
            _prove_references(connection)
        elif serving_role:
            grant(connection, serving_role)


def current(url: str | URL) -> str | None:
    """The version the database at `url` has; None for an empty one."""
    with _engine(make_url(url)).connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def head() -> str | None:
    """The version this release wants."""
    return ScriptDirectory.from_config(_config()).get_current_head()


def _config(connection: Connection | None = None) -> Config:
    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def _engine(url: URL) -> Engine:
    """Connections for changing tables: on SQLite without enforced references, since a table that
    is made anew is briefly absent, and with the write lock from the start."""
    engine = create_engine(url, poolclass=NullPool)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _leave_transactions_to_us)
        event.listen(engine, "begin", lambda c: c.exec_driver_sql("BEGIN IMMEDIATE"))
    return engine


def _leave_transactions_to_us(connection: object, _record: object) -> None:
    connection.isolation_level = None  # type: ignore[attr-defined]


def _prove_references(connection: Connection) -> None:
    broken = connection.exec_driver_sql("PRAGMA foreign_key_check").all()
    if broken:
        raise Refused("broken_references", tables=sorted({row[0] for row in broken}))
