"""The outbox: work that committed transactions asked for, taken in order, each piece once.

A consumer runs in the transaction that marks its event as taken: what it writes, or enqueues in
that transaction, happens if and only if the event is taken. It must not call out of the database.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import structlog
from sqlalchemy import Table, bindparam, delete, select, update
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.database import Database
from domain.models.log import Event
from domain.scope import SYSTEM

BATCH = 100
KEPT = timedelta(days=30)
"""How long taken events are kept."""
_PATIENCE = timedelta(minutes=1)
"""How long an event whose consumer failed is left alone."""

log = structlog.get_logger("outbox")


@dataclass(frozen=True, slots=True)
class Taken:
    """An event as consumers get it: keys of records, never their contents."""

    key: str
    name: str
    arguments: dict[str, Any]
    at: datetime


Consumer = Callable[[Session, Taken], None]

_event: Table = Event.__table__  # type: ignore[assignment]
_WAITING = select(Event).where(Event.taken_at.is_(None)).order_by(Event.id).limit(BATCH)
_TAKE = (
    update(_event)
    .where(_event.c.id == bindparam("event"), _event.c.taken_at.is_(None))
    .values(taken_at=bindparam("now"))
    .returning(_event.c.id)
)


class Outbox:
    """Hands events to their consumers.

    Arguments:
        consumers: by the event's name. An event that nobody consumes is only marked as taken.
    """

    def __init__(self, database: Database, clock: Clock, consumers: Mapping[str, Consumer]) -> None:
        self._database = database
        self._clock = clock
        self._consumers = consumers
        self._failed: dict[int, datetime] = {}

    def deliver(self) -> int:
        """Take what waits, at most `BATCH` events; how many were taken."""
        waiting = self._waiting()
        consumed = [event for event in waiting if event.name in self._consumers]
        taken = self._only_mark([e.id for e in waiting if e.name not in self._consumers])
        return taken + sum(self._hand_over(event) for event in consumed)

    def forget(self) -> int:
        """Delete events taken long ago; how many."""
        before = self._clock.now() - KEPT
        gone = delete(_event).where(_event.c.taken_at < before)
        return self._database.run(
            SYSTEM, lambda session: _count(session.connection().execute(gone))
        )

    def _waiting(self) -> list[Event]:
        now = self._clock.now()
        self._failed = {key: until for key, until in self._failed.items() if until > now}
        query = _WAITING.where(Event.id.not_in(self._failed)) if self._failed else _WAITING
        with self._database.read(SYSTEM) as session:
            return list(session.scalars(query))

    def _only_mark(self, keys: list[int]) -> int:
        if not keys:
            return 0
        mark = update(_event).where(_event.c.id.in_(keys), _event.c.taken_at.is_(None))
        statement = mark.values(taken_at=self._clock.now())
        return self._database.run(
            SYSTEM, lambda session: _count(session.connection().execute(statement))
        )

    def _hand_over(self, event: Event) -> bool:
        consumer = self._consumers[event.name]
        taken = Taken(event.key, event.name, event.arguments, event.at)

        def work(session: Session) -> bool:
            marks = {"event": event.id, "now": self._clock.now()}
            if session.connection().execute(_TAKE, marks).scalar() is None:
                return False  # another worker was first
            consumer(session, taken)
            return True

        try:
            return self._database.run(SYSTEM, work)
        except Exception:  # one bad event must not hold up the others
            log.exception("consumer failed", name_of_event=event.name, key=event.key)
            self._failed[event.id] = self._clock.now() + _PATIENCE
            return False


def _count(result: Any) -> int:
    return int(result.rowcount)
