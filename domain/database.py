"""The one way to the database: a session per unit of work, bound to who is asking.

SQLite: WAL, `synchronous=FULL`, reads begin deferred, writes `BEGIN IMMEDIATE`.
PostgreSQL: READ COMMITTED; deadlocks and serialisation failures are tried again; the actor's
scope is set for the transaction, where row security reads it.
"""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import (
    Engine,
    FromClause,
    MetaData,
    TableClause,
    create_engine,
    event,
    text,
)
from sqlalchemy.engine import URL, Connection, make_url
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import (
    DeclarativeBase,
    ORMExecuteState,
    Session,
    UOWTransaction,
    with_loader_criteria,
)
from sqlalchemy.sql import visitors

from domain.errors import Forbidden, Retry
from domain.scope import Actor, Level
from domain.statements import Prepared

T = TypeVar("T")

ATTEMPTS = 8
"""How often a unit of work is begun before a conflict is given up on."""

_BUSY_SECONDS = 30
_TRANSIENT = {"40001", "40P01", "55P03"}  # serialisation failure, deadlock, lock not available


class Base(DeclarativeBase):
    """Parent of every table."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(column_0_label)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Scoped:
    """A table whose rows belong to somebody. Every ORM statement that touches it is walled.

    A subclass says what an actor below head office may see (`visible_to`) and, for one object,
    whether he may write it (`belongs_to`).
    """

    @classmethod
    def visible_to(cls, actor: Actor) -> Any:
        """A SQL condition on this class for `actor`, who is below head office."""
        raise NotImplementedError(cls)  # pragma: no cover - every scoped table overrides it

    def belongs_to(self, actor: Actor) -> bool:
        """Whether `actor`, who is below head office, may write this row."""
        raise NotImplementedError(type(self))  # pragma: no cover


class Database:
    """Engine, sessions and the retry of lost races.

    Arguments:
        url: a SQLAlchemy URL; `sqlite:///file` or `postgresql+psycopg://…`.
        pool_size: connections kept open (PostgreSQL).
    """

    def __init__(self, url: str | URL, pool_size: int = 10) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.engine = _engine(self.url, pool_size)
        self._write_options = {"dealerdesk_begin": "IMMEDIATE"} if self.is_sqlite else {}

    @contextmanager
    def read(self, actor: Actor) -> Iterator[Session]:
        """A session that sees what `actor` may see. It is rolled back at the end."""
        with self.engine.connect() as connection, _session(connection, actor) as session:
            session.info["reading"] = True
            yield session

    @contextmanager
    def write(self, actor: Actor) -> Iterator[Session]:
        """A session in one transaction, committed when the block ends well."""
        with self.engine.connect() as connection:
            connection = connection.execution_options(**self._write_options)
            with _session(connection, actor) as session:
                yield session
                session.commit()

    def run(self, actor: Actor, work: Callable[[Session], T]) -> T:
        """Run `work` in a write transaction; begin again when a race was lost.

        `work` is called anew each time, so it must keep no state outside its session.

        Raises:
            Retry, DBAPIError: still lost after `ATTEMPTS`.
        """
        for attempt in range(1, ATTEMPTS + 1):
            try:
                with self.write(actor) as session:
                    return work(session)
            except (DBAPIError, Retry) as error:
                if attempt == ATTEMPTS or not _is_transient(error):
                    raise
                time.sleep(random.uniform(0, 0.005 * 2**attempt))
        raise AssertionError("unreachable")

    def close(self) -> None:
        """Give all connections back to the system."""
        self.engine.dispose()


def actor_of(session: Session) -> Actor:
    """The actor a session is bound to.

    Raises:
        Forbidden: the session was opened past `Database`, without an actor.
    """
    actor = session.info.get("actor")
    if not isinstance(actor, Actor):
        raise Forbidden("scope")
    return actor


def _engine(url: URL, pool_size: int) -> Engine:
    if url.get_backend_name() != "sqlite":
        engine = create_engine(
            url,
            pool_size=pool_size,
            max_overflow=pool_size,
            isolation_level="READ COMMITTED",
            hide_parameters=True,
        )
        event.listen(engine, "connect", _open_postgres)
        return engine
    engine = create_engine(
        url,
        hide_parameters=True,  # an error's text must not carry customers' data into the log
        connect_args={"timeout": _BUSY_SECONDS, "check_same_thread": False},
        pool_size=pool_size,
        max_overflow=4 * pool_size,
    )
    event.listen(engine, "connect", _open_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _open_postgres(connection: Any, _record: Any) -> None:
    """The planner takes row security's nested conditions for dear and compiles them: a tenth of a
    second for a statement of one millisecond."""
    with connection.cursor() as cursor:
        cursor.execute("SET jit = off")
    connection.commit()


def _open_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions are begun by `_begin_sqlite`, not the driver
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", "cache_size=-16000"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    kind = connection.get_execution_options().get("dealerdesk_begin", "DEFERRED")
    connection.exec_driver_sql(f"BEGIN {kind}")


def _session(connection: Connection, actor: Actor) -> Session:
    session = Session(bind=connection, info={"actor": actor}, expire_on_commit=False)
    if connection.dialect.name == "postgresql":
        _SET_SCOPE.run(session, _scope_settings(actor))
    return session


_SET_SCOPE = Prepared(
    text(
        "SELECT set_config('dealerdesk.level', :level, true),"
        " set_config('dealerdesk.owner', :owner, true), set_config('dealerdesk.user', :user, true),"
        " set_config('dealerdesk.dealer', :dealer, true)"
    )
)


def _scope_settings(actor: Actor) -> dict[str, str]:
    owner = {
        Level.CUSTOMER: actor.customer_id,
        Level.DEALER: actor.dealer_id,
        Level.REGION: actor.region_id,
    }.get(actor.level)
    return {
        "level": actor.level.value,
        "owner": str(owner or 0),
        "user": str(actor.user_id),
        "dealer": str(actor.dealer_id or 0),
    }


def _is_transient(error: Exception) -> bool:
    if isinstance(error, Retry):
        return True
    if isinstance(error, DBAPIError):
        if getattr(error.orig, "sqlstate", None) in _TRANSIENT:
            return True
        return isinstance(error, OperationalError) and "database is locked" in str(error.orig)
    return False


_walls: dict[Actor, dict[str, Any]] = {}


def _wall(actor: Actor) -> dict[str, Any]:
    """What confines `actor`, by table."""
    if actor not in _walls:
        if len(_walls) > 10_000:
            _walls.clear()
        _walls[actor] = {
            table.__tablename__: with_loader_criteria(
                table, table.visible_to(actor), include_aliases=True
            )
            for table in _scoped_tables()
        }
    return _walls[actor]


def _scoped_tables() -> list[Any]:
    return [m.class_ for m in Base.registry.mappers if issubclass(m.class_, Scoped)]


def _mentioned(statement: Any) -> set[str] | None:
    """The tables that occur in a statement, at any depth; None where there may be more: joins
    along relationships and options (eager loads) name their tables only when it is compiled."""
    found = set()
    for part in visitors.iterate(statement):
        joined = (target for target, *_ in getattr(part, "_setup_joins", ()))
        if getattr(part, "_with_options", ()) or not all(isinstance(t, FromClause) for t in joined):
            return None
        table = part if isinstance(part, TableClause) else getattr(part, "table", None)
        if isinstance(table, TableClause):
            found.add(table.name)
    return found


@event.listens_for(Session, "do_orm_execute")
def _confine(state: ORMExecuteState) -> None:
    """Wall in each table that the statement touches. Criteria for all tables would do the same;
    but each is worked through at every execution, and they are many."""
    actor = actor_of(state.session)
    walled = state.is_select or state.is_update or state.is_delete
    if actor.level is Level.HEAD_OFFICE or not state.is_orm_statement or not walled:
        return
    if not state.is_column_load:
        wall, mentioned = _wall(actor), _mentioned(state.statement)
        options = [wall[table] for table in wall if mentioned is None or table in mentioned]
        state.statement = state.statement.options(*options)


@event.listens_for(Session, "before_flush")
def _refuse_foreign_rows(session: Session, _context: UOWTransaction, _instances: Any) -> None:
    actor = actor_of(session)
    if actor.level is Level.HEAD_OFFICE:
        return
    for row in [*session.new, *session.dirty, *session.deleted]:
        if isinstance(row, Scoped) and not row.belongs_to(actor):
            raise Forbidden("scope")
