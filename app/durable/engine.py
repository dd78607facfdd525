"""The engine of durable work: DBOS, in this process, over the same database.

Work is enqueued in the transaction that asks for it, with an id of its own, so that asking twice
is harmless. A process works under the name of its slot; whatever a dead one left unfinished is
taken up by a living one, since the library by itself would wait for the same name to come back.
"""

import logging
from collections.abc import Callable, Iterable
from datetime import UTC, datetime, timedelta
from threading import Event, Thread
from typing import Any, TypeVar

import structlog
from dbos import DBOS, DBOSClient, DBOSConfig
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from app.durable.outbox import Consumer, Taken
from app.durable.serializing import JsonSerializer
from app.durable.slots import PATIENCE, Slot, SlotLost
from app.durable.work import Work
from domain.clock import Clock
from domain.database import Database

T = TypeVar("T")

VERSION = "1"
"""Of the workflows. By default it is a hash of the source, and work of older releases would stay
undone; the same one for ever lets the newer release finish it."""
KEPT = timedelta(days=35)
"""How long finished work is remembered: longer than events are, so that no id comes back."""
_NAME = "dealerdesk"
_GRACE_SECONDS = 10
_FORGOTTEN_AT_ONCE = 500
_FORGET_EVERY = timedelta(hours=1)
_BEATS = 6
"""Beats within the time after which a silent process is thought dead."""

log = structlog.get_logger("engine")


class Engine:
    """Does durable work while it is started. One a process.

    Arguments:
        works: what this process does; the rest is left to others.
        poll_seconds: how often a queue is looked at.
        patience: how long a silent process is thought alive.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        works: Iterable[Work],
        poll_seconds: float = 1.0,
        patience: timedelta = PATIENCE,
    ) -> None:
        self._database, self._clock = database, clock
        self._works, self._poll = tuple(works), poll_seconds
        self._patience = patience
        self._slot: Slot | None = None
        self._client: DBOSClient | None = None
        self._stop = Event()
        self._thread = Thread(target=self._keep, name="engine", daemon=True)

    def start(self) -> None:
        """Take a slot and begin to work, first of all on what a predecessor left."""
        self._begin()
        self._thread.start()

    def stop(self) -> None:
        """Let what is in hand come to an end, and stop. The rest waits in the database."""
        self._stop.set()
        if self._thread.is_alive():
            self._thread.join()
        self._end()

    def consumers(self, names: Iterable[str]) -> dict[str, Consumer]:
        """Consumers of the outbox that hand events of these names on to the engine."""
        return dict.fromkeys(names, self._enqueue)

    def beat(self) -> None:
        """Show that this process lives, and take up what dead ones left.

        Raises:
            SlotLost: others took this one for dead.
        """
        if self._slot is not None and (dead := self._slot.beat()):
            DBOS._recover_pending_workflows([_executor(number) for number in dead])

    def forget(self) -> None:
        """Delete work that was finished long ago."""
        before = (datetime.now(UTC) - KEPT).isoformat()
        old = DBOS.list_workflows(
            completed_before=before, limit=_FORGOTTEN_AT_ONCE, load_input=False, load_output=False
        )
        if old:
            DBOS.delete_workflows([workflow.workflow_id for workflow in old])

    def _keep(self) -> None:
        """Beat until stopped; begin anew where others took this process for dead."""
        pause, forget_at = self._patience.total_seconds() / _BEATS, datetime.now(UTC)
        while not self._stop.wait(pause):
            try:
                self.beat()
                if datetime.now(UTC) >= forget_at:
                    forget_at += _FORGET_EVERY
                    self.forget()
            except SlotLost:
                log.warning("taken for dead; beginning anew")
                self._end()
                self._begin()
            except DBAPIError as error:  # the database may come back: the work waits in it
                log.warning("no beat", error=type(error.orig).__name__)

    def _begin(self) -> None:
        self._slot = Slot(self._database, self._clock, self._patience)
        _quieten()
        DBOS(config=self._configuration(_executor(self._slot.number)))
        for work in self._works:
            _register(work)
        DBOS.listen_queues([work.name for work in self._works])
        DBOS.launch()
        for work in self._works:
            DBOS.register_queue(
                work.name, worker_concurrency=work.at_once, polling_interval_sec=self._poll
            )
        self._client = DBOSClient(
            system_database_engine=self._database.engine, serializer=JsonSerializer(), lazy=True
        )

    def _end(self) -> None:
        if self._client is not None:
            self._client.destroy()
        DBOS.destroy(destroy_registry=True, workflow_completion_timeout_sec=_GRACE_SECONDS)
        if self._slot is not None:
            self._slot.release()
        self._slot = self._client = None

    def _enqueue(self, session: Session, taken: Taken) -> None:
        if self._client is None:
            raise RuntimeError("the engine is not started")
        self._client.enqueue_in_transaction(
            session,
            {"workflow_name": taken.name, "queue_name": taken.name, "workflow_id": taken.key},
            taken.arguments,
        )

    def _configuration(self, executor: str) -> DBOSConfig:
        return {
            "name": _NAME,
            "system_database_url": self._database.url.render_as_string(hide_password=False),
            "application_version": VERSION,
            "executor_id": executor,
            "serializer": JsonSerializer(),
            "run_migrations": self._database.is_sqlite,  # elsewhere `upgrade` does, as the owner
            "sys_db_pool_size": 5,
            "log_level": "WARNING",
            "use_listen_notify": False,  # nothing here waits for a message
            "scheduler_polling_interval_sec": 3600.0,  # no schedules: due dates are columns
        }


def _quieten() -> None:
    logger = logging.getLogger("dbos")
    if not logger.handlers:  # it would write to the console by itself, beside our log
        logger.addHandler(logging.NullHandler())
    logger.setLevel(logging.WARNING)


def _register(work: Work) -> None:
    def run(arguments: dict[str, Any]) -> None:
        with structlog.contextvars.bound_contextvars(work=DBOS.workflow_id):
            work.body(_step, arguments)

    DBOS.workflow(name=work.name)(run)


def _step(name: str, do: Callable[[], T]) -> T:
    return DBOS.run_step({"name": name}, do)


def _executor(slot: int) -> str:
    return f"worker-{slot}"
