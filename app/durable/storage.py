"""Where the engine keeps its work: on SQLite in the same file, which it sees to itself; on
PostgreSQL in the schema `dbos`, which the owner of the tables makes for the serving role."""

from sqlalchemy import text
from sqlalchemy.engine import URL

from domain.database import Database
from domain.scope import SYSTEM

_THERE = text("SELECT to_regclass('dbos.workflow_status') IS NOT NULL")


def prepare(owner: URL, serving_role: str | None) -> None:
    """Make or bring up to date the engine's tables on PostgreSQL.

    Arguments:
        owner: the URL of the tables' owner.
        serving_role: an existing role to be given what it needs.
    """
    if owner.get_backend_name() == "sqlite":
        return
    from dbos import DBOS  # takes 0.7 s

    DBOS.migrate(owner.render_as_string(hide_password=False), application_role=serving_role)


def is_prepared(database: Database) -> bool:
    """Whether the engine's tables are there, or need not be."""
    if database.is_sqlite:
        return True
    with database.read(SYSTEM) as session:
        return bool(session.execute(_THERE).scalar())
