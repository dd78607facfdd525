"""The world that a case plays in: made anew for each, by a factory that `app` hands in."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from assistant.assistant import Assistant
from domain.clock import FrozenClock
from domain.database import Database
from domain.people.operations import find_user
from domain.people.queries import actor_from
from domain.scope import SYSTEM, Actor
from tools.door import Door


@dataclass(frozen=True)
class World:
    """The demo network as it always is at the same instant, with a door and an assistant."""

    database: Database
    clock: FrozenClock
    door: Door
    assistant: Assistant

    def actor(self, username: str) -> Actor:
        """The actor a user of the network is."""
        with self.database.read(SYSTEM) as session:
            return actor_from(find_user(session, username))


WorldFactory = Callable[[], AbstractContextManager[World]]
