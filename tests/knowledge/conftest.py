"""A database with the shipped articles, seeded on one frozen day, and who asks."""

from collections.abc import Iterator
from pathlib import Path

import pytest

import domain.models  # noqa: F401 - registers the tables
from domain.database import Base, Database
from domain.scope import SYSTEM
from knowledge.ingestion import seed_articles
from knowledge.search import Knowledge
from tests.knowledge.asking import NOW


@pytest.fixture(scope="session")
def seeded_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all shipped articles; tests copy it."""
    path = tmp_path_factory.mktemp("articles") / "seeded.db"
    database = Database(f"sqlite:///{path}")
    Base.metadata.create_all(database.engine)
    with database.write(SYSTEM) as session:
        seed_articles(session, NOW)
    with database.engine.connect() as connection:
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    database.close()
    return path


@pytest.fixture
def articles(seeded_file: Path, tmp_path: Path) -> Iterator[Database]:
    """A database of the test's own with all shipped articles."""
    path = tmp_path / "dealerdesk.db"
    path.write_bytes(seeded_file.read_bytes())
    database = Database(f"sqlite:///{path}")
    yield database
    database.close()


@pytest.fixture
def knowledge(articles: Database) -> Knowledge:
    """Knowledge by keywords alone."""
    return Knowledge(articles, None, None)


@pytest.fixture
def with_vectors(articles: Database, tmp_path: Path) -> Iterator[Knowledge]:
    """Knowledge with a Chroma folder."""
    knowledge = Knowledge(articles, tmp_path / "vectors", None)
    yield knowledge
    knowledge.close()
