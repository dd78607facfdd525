"""Fixtures that all rooms share.

    def test_an_order_holds_stock(database, actor, clock):
        with database.write(actor("dealer-east")) as session:
            plan = plan_order(session, …, clock.now())

`database`        a `Database` of its own for each test: the small demo network (domain/demo) in
                  a SQLite file, and again in PostgreSQL, where the session's role is the serving
                  role, which row security confines. For a SQLite-only test: `sqlite_database`.
`empty_database`  the same, upgraded and without a row.
`clock`           a `FrozenClock` at the instant the network was made; `clock.advance(…)`.
`actor(name)`     the actor a user of the network is: dealer-east, clerk-east, customer-south-en,
                  manager-north, finance, headoffice, admin, … (domain/demo/data/people.yaml).
`passwords[name]` his password.

What tests often need of the network stands in `tests/factories/`, one file a term.
PostgreSQL is looked for at DEALERDESK_TEST_POSTGRES, an administrator's URL (by default user
postgres on this machine). Without a server its tests are skipped, or fail where
DEALERDESK_REQUIRE_POSTGRES=1.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import structlog

from domain.clock import FrozenClock
from domain.database import Database
from domain.scope import Actor
from tests.factories.databases import SqliteTemplates
from tests.factories.network import NOW, PASSWORDS
from tests.factories.people import actor_named
from tests.factories.postgres import PostgresTemplates, connect_or_skip

BOTH = ["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)]


@pytest.fixture(scope="session", autouse=True)
def plain_log() -> None:
    """Errors are logged as the product does it, without the values of all variables, which take
    seconds to write."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.format_exc_info,
            structlog.dev.ConsoleRenderer(
                colors=False, exception_formatter=structlog.dev.plain_traceback
            ),
        ]
    )


@pytest.fixture(scope="session")
def sqlite_templates(tmp_path_factory: pytest.TempPathFactory) -> SqliteTemplates:
    """SQLite files that are made once and copied for each test."""
    return SqliteTemplates(tmp_path_factory.mktemp("templates"))


@pytest.fixture(scope="session")
def postgres_templates() -> Iterator[PostgresTemplates]:
    """PostgreSQL databases that are made once and cloned for each test."""
    templates = PostgresTemplates(connect_or_skip())
    yield templates
    templates.close()


@pytest.fixture
def sqlite_database(sqlite_templates: SqliteTemplates, tmp_path: Path) -> Iterator[Database]:
    """The small demo network in a SQLite file."""
    database = sqlite_templates.copy("demo", tmp_path / "dealerdesk.db")
    yield database
    database.close()


@pytest.fixture(params=BOTH)
def database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """The small demo network, on both databases."""
    yield from _one(request, "demo")


@pytest.fixture(params=BOTH)
def empty_database(request: pytest.FixtureRequest) -> Iterator[Database]:
    """An upgraded database without a row, on both databases."""
    yield from _one(request, "empty")


@pytest.fixture
def clock() -> FrozenClock:
    """The instant at which the demo network was made."""
    return FrozenClock(NOW)


@pytest.fixture
def actor(database: Database) -> Callable[[str], Actor]:
    """Finds the actor that a user of `database` is."""
    return lambda username: actor_named(database, username)


@pytest.fixture(scope="session")
def passwords() -> dict[str, str]:
    """The passwords of the demo network's users; known once a template is made."""
    return PASSWORDS


def _one(request: pytest.FixtureRequest, kind: str) -> Iterator[Database]:
    if request.param == "sqlite":
        path = request.getfixturevalue("tmp_path") / f"{kind}.db"
        database = request.getfixturevalue("sqlite_templates").copy(kind, path)
        yield database
        database.close()
        return
    with request.getfixturevalue("postgres_templates").clone(kind) as database:
        yield database
