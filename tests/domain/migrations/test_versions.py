"""The versions lead to what the models describe, and lose nothing on the way."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from typing import Any

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import Connection, MetaData, Table, create_engine, func, insert, select, types
from sqlalchemy.pool import NullPool

import domain.models  # noqa: F401 - registers the tables
from domain import migrations
from domain.database import Base
from domain.errors import NotFound
from tests.conftest import BOTH

SAMPLES: tuple[tuple[type[Any], Any], ...] = (
    (types.Boolean, True),
    (types.DateTime, datetime(2026, 1, 2, 3, 4, tzinfo=UTC)),
    (types.Date, date(2026, 1, 2)),
    (types.JSON, {"a": [1, "二"]}),
    (types.Integer, 1),
    (types.Float, 1.5),
    (types.String, "x"),
)


@pytest.fixture(params=BOTH)
def blank(request, tmp_path) -> Iterator[str]:
    """The URL of a database without a table."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path}/half 50%.db"
        return
    with request.getfixturevalue("postgres_templates").blank() as url:
        yield url


def test_the_versions_lead_to_what_the_models_describe(blank):
    migrations.upgrade(blank)
    with opened(blank) as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, Base.metadata) == []


def test_an_upgraded_database_has_the_newest_version(blank):
    assert migrations.current(blank) is None
    migrations.upgrade(blank)
    assert migrations.current(blank) == migrations.head()


def test_upgrading_again_from_another_folder_changes_nothing(blank, tmp_path, monkeypatch):
    migrations.upgrade(blank)
    monkeypatch.chdir(tmp_path)
    migrations.upgrade(blank)
    assert migrations.current(blank) == migrations.head()


def test_a_filled_database_of_the_first_version_loses_nothing(blank):
    with opened(blank) as connection:
        command.upgrade(migrations._config(connection), "0001")
        tables = MetaData()
        tables.reflect(connection)
        filled = [t for t in tables.sorted_tables if t.name != "alembic_version"]
        for table in filled:
            connection.execute(insert(table), sample(table))
        before = {t.name: connection.execute(select(t)).mappings().one() for t in filled}
    migrations.upgrade(blank)
    with opened(blank) as connection:
        for table in filled:
            assert connection.execute(select(table)).mappings().one() == before[table.name]
            assert connection.execute(select(func.count()).select_from(table)).scalar_one() == 1


@pytest.mark.postgres
def test_a_serving_role_that_does_not_exist_is_named(postgres_templates):
    with postgres_templates.blank() as url, pytest.raises(NotFound) as refused:
        migrations.upgrade(url, serving_role="nobody_at_all")
    assert refused.value.data == {"text": "nobody_at_all"}


@contextmanager
def opened(url: str) -> Iterator[Connection]:
    engine = create_engine(url, poolclass=NullPool)
    with engine.begin() as connection:
        yield connection
    engine.dispose()


def sample(table: Table) -> dict[str, Any]:
    """A row that fits any table: each key is 1 or "x", and so refers to the one row there."""
    return {
        column.name: next(value for kind, value in SAMPLES if isinstance(column.type, kind))
        for column in table.columns
    }
