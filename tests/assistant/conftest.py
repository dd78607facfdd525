"""What the tests of the assistant share."""

from collections.abc import Callable

import pytest

from domain.clock import FrozenClock
from domain.database import Database
from domain.scope import SYSTEM, Actor
from knowledge.ingestion import seed_articles
from tests.factories.talk import Talk, assistant_of


@pytest.fixture
def talk(
    database: Database, clock: FrozenClock, actor: Callable[[str], Actor]
) -> Callable[[str], Talk]:
    """Begins a conversation of a user of the network with the built-in model."""
    with database.write(SYSTEM) as session:
        seed_articles(session, clock.now())
    assistant = assistant_of(database, clock)
    return lambda username: Talk(assistant, actor(username))
