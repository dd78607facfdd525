"""Making a digest that is due, as durable work: counted, worded, and handed out once."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.exc import IntegrityError

from app.durable.work import Step, Work
from domain.clock import Clock
from domain.database import Database
from domain.digests.building import WORK, Wanted, hand_out, made, wanted
from domain.digests.content import content_of
from domain.models.subscriptions import Subscription
from domain.scope import SYSTEM

Words = Callable[[dict[str, Any], str], dict[str, Any]]
"""Gives a digest's content sentences in a language."""


@dataclass(frozen=True, slots=True)
class DigestMaker:
    """Makes digests.

    Arguments:
        words: of a language model; None: the sentences are made by code when it is told.
    """

    database: Database
    clock: Clock
    words: Words | None = None

    def work(self) -> Work:
        """The engine's work of making a digest."""
        return Work(WORK, self.make, at_once=1)

    def make(self, step: Step, arguments: dict[str, Any]) -> None:
        """Make what `subscription` wants on `day`, unless it is there, and hand it out."""
        step("make", lambda: self._make(arguments["subscription"], arguments["day"]))

    def _make(self, subscription: int, day: str) -> str | None:
        with self.database.read(SYSTEM) as session:
            wish = wanted(session, subscription, date.fromisoformat(day))
            if wish is None:
                return None
            there = made(session, wish.key) is not None
            content = None if there else content_of(session, wish.readership, wish.period)
            language = session.get_one(Subscription, subscription).language
        if content is not None and self.words is not None:
            content = self.words(content, language)
        self._hand_out(subscription, wish, content)
        return wish.key

    def _hand_out(self, subscription: int, wish: Wanted, content: dict[str, Any] | None) -> None:
        def work(session: Any) -> None:
            hand_out(session, subscription, wish, content, self.clock.now())

        try:
            self.database.run(SYSTEM, work)
        except IntegrityError:  # another process kept the same digest first: now it is there
            self.database.run(SYSTEM, work)
