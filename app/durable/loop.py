"""The worker: a thread that looks for due work every second, and sweeps every minute."""

import time
from collections.abc import Iterable, Mapping
from threading import Event, Thread
from typing import Protocol

import structlog
from sqlalchemy.exc import DBAPIError, IntegrityError

from app.durable.outbox import BATCH, Consumer, Outbox
from app.durable.sweeps import SWEEPS
from domain.clock import Clock
from domain.database import Database
from domain.log.chain import extend
from domain.scope import SYSTEM

PAUSE_SECONDS = 1.0
SWEEP_SECONDS = 60.0

log = structlog.get_logger("worker")


class Engine(Protocol):
    """Does the work that is more than one transaction: see `app.durable.engine`."""

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def consumers(self, names: Iterable[str]) -> dict[str, Consumer]: ...


class Worker:
    """Does the durable work of a house. Several may run: whatever one takes is not another's.

    Arguments:
        consumers: what follows from an event, by its name.
        engine: started and stopped with the worker.
        handed_on: names of events that are handed on to the engine.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        consumers: Mapping[str, Consumer] | None = None,
        engine: Engine | None = None,
        handed_on: Iterable[str] = (),
    ) -> None:
        self._database = database
        self._clock = clock
        self._engine = engine
        handing_on = engine.consumers(handed_on) if engine else {}
        self._outbox = Outbox(database, clock, {**(consumers or {}), **handing_on})
        self._stop = Event()
        self._thread = Thread(target=self._loop, name="worker")

    def start(self) -> None:
        """Work in a thread of its own until `stop`."""
        if self._engine is not None:
            self._engine.start()
        self._thread.start()

    def stop(self) -> None:
        """Finish the piece of work in hand, and end."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
            if self._engine is not None:
                self._engine.stop()

    def sweep(self) -> None:
        """Everything that is done once a minute."""
        now = self._clock.now()
        for sweep in SWEEPS:
            with self._database.write(SYSTEM) as session:
                count = sweep(session, now)
            if count:
                log.info("swept", sweep=sweep.__name__, count=count)
        self._close_blocks()
        self._outbox.forget()

    def deliver(self) -> None:
        """Everything that waits in the outbox."""
        while self._outbox.deliver() == BATCH and not self._stop.is_set():
            pass

    def _close_blocks(self) -> None:
        try:
            while self._database.run(SYSTEM, lambda s: extend(s, self._clock.now())):
                pass
        except IntegrityError:
            log.debug("another worker closed the block")

    def _loop(self) -> None:
        next_sweep = time.monotonic()
        while not self._stop.is_set():
            try:
                self.deliver()
                if time.monotonic() >= next_sweep:
                    next_sweep = time.monotonic() + SWEEP_SECONDS
                    self.sweep()
            except DBAPIError as error:  # the database may come back: the work waits in it
                log.warning("database unreachable", error=type(error.orig).__name__)
            except Exception:
                log.exception("worker stumbled")
            self._stop.wait(PAUSE_SECONDS)
