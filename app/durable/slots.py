"""Workers' slots: names that outlive processes, and a beat that tells the dead from the living."""

import secrets
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Update, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain.clock import Clock
from domain.database import Database
from domain.models.workers import WorkerSlot
from domain.scope import SYSTEM

PATIENCE = timedelta(seconds=30)
"""A holder that has not beaten for so long is taken for dead."""


class SlotLost(Exception):
    """This process was taken for dead, and another has its slot."""


class Slot:
    """A slot of this process's own, the lowest that no living process holds."""

    def __init__(self, database: Database, clock: Clock, patience: timedelta = PATIENCE) -> None:
        self._database, self._clock, self._patience = database, clock, patience
        self._holder = secrets.token_hex(8)
        self.number = self._claim()

    def beat(self) -> list[int]:
        """Show that this process lives; the slots of those that do not.

        Raises:
            SlotLost: it was silent for too long.
        """
        with self._database.write(SYSTEM) as session:
            if not self._write(session, self._holder):
                raise SlotLost(self.number)
            return self._dead(session)

    def release(self) -> None:
        """Give the slot back, where it is still this process's."""
        with self._database.write(SYSTEM) as session:
            self._write(session, "")

    def _claim(self) -> int:
        while True:
            try:
                return self._database.run(SYSTEM, self._take)
            except IntegrityError:  # another process added the same slot
                continue

    def _take(self, session: Session) -> int:
        now = self._clock.now()
        for number in self._dead(session):
            taking = update(WorkerSlot).where(WorkerSlot.slot == number, self._is_dead(now))
            if _count(session, taking.values(holder=self._holder, beat_at=now)):
                return number
        number = 1 + max(session.scalars(select(WorkerSlot.slot)), default=0)
        session.execute(insert(WorkerSlot).values(slot=number, holder=self._holder, beat_at=now))
        return number

    def _dead(self, session: Session) -> list[int]:
        query = select(WorkerSlot.slot).where(self._is_dead(self._clock.now()))
        return list(session.scalars(query.order_by(WorkerSlot.slot)))

    def _is_dead(self, now: datetime) -> ColumnElement[bool]:
        return (WorkerSlot.holder == "") | (WorkerSlot.beat_at < now - self._patience)

    def _write(self, session: Session, holder: str) -> int:
        own = update(WorkerSlot).where(
            WorkerSlot.slot == self.number, WorkerSlot.holder == self._holder
        )
        return _count(session, own.values(holder=holder, beat_at=self._clock.now()))


def _count(session: Session, statement: Update) -> int:
    result: Any = session.execute(statement)
    return int(result.rowcount)
