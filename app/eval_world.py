"""The world of evals: the small demo network at one fixed instant, copied for each case."""

import shutil
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from assistant.assistant import Assistant
from assistant.understanding.classifier import Guess
from domain.clock import FrozenClock
from domain.database import Database
from domain.demo import make_demo
from domain.migrations import upgrade
from domain.scope import SYSTEM
from evals.world import World
from knowledge.ingestion import seed_articles
from knowledge.search import Knowledge
from tools.all import REGISTRY
from tools.door import Door

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

INSTANT = datetime(2026, 11, 18, 2, 30, tzinfo=UTC)
"""A Wednesday, half past ten in the morning in Shanghai."""
SEED = 7


def worlds(
    folder: Path, classify: Callable[[str], Guess], llm: "BaseChatModel | None"
) -> Callable[[], AbstractContextManager[World]]:
    """A factory of worlds whose files lie in `folder`."""
    template, numbers = folder / "template.db", count(1)
    _make(template)

    @contextmanager
    def world() -> Iterator[World]:
        place = folder / f"world-{next(numbers)}.db"
        shutil.copyfile(template, place)
        database, clock = Database(f"sqlite:///{place}"), FrozenClock(INSTANT)
        door = Door(database, clock, Knowledge(database, None, None), REGISTRY)
        try:
            yield World(
                database,
                clock,
                door,
                Assistant(database=database, door=door, clock=clock, classify=classify, llm=llm),
            )
        finally:
            database.close()
            place.unlink()

    return world


def _make(template: Path) -> None:
    url = f"sqlite:///{template}"
    upgrade(url)
    database = Database(url)
    make_demo(database, INSTANT, seed=SEED, scale="small", password_seed=SEED)
    with database.write(SYSTEM) as session:
        seed_articles(session, INSTANT)
    database.close()
