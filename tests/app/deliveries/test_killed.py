"""A worker killed at any moment: nothing is lost, and each delivery is seen once."""

import logging
import multiprocessing
import os
import shutil
import signal
import threading
import time
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import event, update

from app.durable import slots
from app.durable.storage import prepare
from domain.clock import FrozenClock, SystemClock
from domain.database import Database
from domain.models.deliveries import DeliveryState
from domain.models.subscriptions import Way
from domain.models.workers import WorkerSlot
from domain.scope import SYSTEM
from tests.app.deliveries.at_work import Listening, open_count, states, worker_on
from tests.factories.issues import reported
from tests.factories.readers import ChatFile, mail_server, receiver, subscribed

MOST_MOMENTS = 60
PATIENCE = 30
"""Seconds within which a survivor must have finished."""
WAYS = (Way.EMAIL, Way.WEBHOOK, Way.TELEGRAM)


class _Dying:
    """Ends its process at its `moment`-th tick; 0: never."""

    def __init__(self, moment: int) -> None:
        self._moment, self._passed, self._lock = moment, 0, threading.Lock()

    def tick(self, *_ignored: object) -> None:
        if threading.current_thread().name == "engine":
            return  # heartbeats come by the clock
        with self._lock:
            self._passed += 1
            if self._passed == self._moment:
                os.kill(os.getpid(), signal.SIGKILL)


class _Watched:
    """A sender whose process may end just before, or just after it has sent."""

    def __init__(self, sender: Any, dying: _Dying) -> None:
        self._sender, self._dying = sender, dying
        self.knows_repetitions = sender.knows_repetitions

    def send(self, delivery: Any) -> None:
        self._dying.tick()
        self._sender.send(delivery)
        self._dying.tick()


def _work(
    url: str, now: Any, listening: Listening, moment: int, patience: timedelta = slots.PATIENCE
) -> None:
    """All that is due, in a process of its own; each commit is a moment too."""
    logging.disable()
    database, clock, dying = Database(url), FrozenClock(now), _Dying(moment)
    engine, worker = worker_on(database, clock, listening, lambda s: _Watched(s, dying), patience)
    engine.start()
    worker.sweep()  # asks for what is due, in one transaction
    event.listen(database.engine, "commit", dying.tick)
    until = time.monotonic() + PATIENCE
    while open_count(database, len(WAYS)) and time.monotonic() < until:
        worker.deliver()
        time.sleep(0.02)
    os._exit(0)


def _begin_and_stop(url: str, now: Any, listening: Listening) -> None:
    """Leave the queues known: an engine takes a second to find new ones."""
    logging.disable()
    database = Database(url)
    engine, _worker = worker_on(database, FrozenClock(now), listening)
    engine.start()
    engine.stop()
    database.close()  # which takes the write-ahead log into the file that is copied
    os._exit(0)


def _run(*arguments: Any, what: Any = _work) -> int | None:
    child = multiprocessing.get_context("fork").Process(target=what, args=arguments)
    child.start()
    child.join(PATIENCE + 10)
    return child.exitcode


def _take_for_dead(url: str) -> None:
    """What half a minute of silence does."""
    database = Database(url)
    with database.write(SYSTEM) as session:
        long_ago = SystemClock().now() - 2 * slots.PATIENCE
        session.execute(update(WorkerSlot).values(beat_at=long_ago))
    database.close()


def _check(database: Database, mailbox: Any, hook: Any, chat: ChatFile) -> None:
    reached = states(database)
    assert (reached["email"], reached["webhook"]) == ("delivered", "delivered")
    assert (len(mailbox.keys), len(hook.keys)) == (1, 1)
    assert len(mailbox.taken) <= 2
    assert len(hook.posts) <= 2
    if reached["telegram"] == DeliveryState.IN_DOUBT:
        assert len(chat.said) <= 1  # broken off while it was sent: a person decides
    else:
        assert (reached["telegram"], len(chat.said)) == ("delivered", 1)


@pytest.mark.slow
def test_a_worker_killed_at_any_moment_loses_and_repeats_nothing(sqlite_database, clock, tmp_path):
    with mail_server() as mailbox, receiver() as hook:
        subscribed(sqlite_database, clock.now(), *WAYS, url=hook.url)
        reported(sqlite_database, clock.now(), "货晚到五天了")
        sqlite_database.close()
        template, killed, nowhere = tmp_path / "dealerdesk.db", 0, Listening(0, tmp_path / "none")
        url = sqlite_database.url.render_as_string()
        assert _run(url, clock.now(), nowhere, what=_begin_and_stop) == 0  # once, not in each copy
        for moment in range(1, MOST_MOMENTS):
            mailbox.taken.clear()
            hook.posts.clear()
            path, chat = tmp_path / f"{moment}.db", ChatFile(tmp_path / f"{moment}.txt")
            shutil.copyfile(template, path)
            listening = Listening(mailbox.port, chat.path)
            code = _run(f"sqlite:///{path}", clock.now(), listening, moment)
            if code == -signal.SIGKILL:
                killed += 1
                _take_for_dead(f"sqlite:///{path}")
                assert _run(f"sqlite:///{path}", clock.now(), listening, 0) == 0
            database = Database(f"sqlite:///{path}")
            _check(database, mailbox, hook, chat)
            database.close()
            if code == 0:
                break
        assert killed >= 12


@pytest.mark.postgres
def test_on_postgresql_a_survivor_takes_up_what_a_dead_worker_left(
    postgres_templates, clock, tmp_path
):
    with (
        mail_server() as mailbox,
        receiver() as hook,
        postgres_templates.clone("demo") as database,
    ):
        prepare(postgres_templates.owner(database), postgres_templates.role)
        subscribed(database, clock.now(), *WAYS, url=hook.url)
        database.engine.dispose()  # no connection may be shared with the children
        url = database.url.render_as_string(hide_password=False)
        chat = ChatFile(tmp_path / "chat.txt")
        listening = Listening(mailbox.port, chat.path)
        quick = timedelta(seconds=2)
        assert _run(url, clock.now(), listening, 6, quick) == -signal.SIGKILL
        assert _run(url, clock.now(), listening, 0, quick) == 0
        _check(database, mailbox, hook, chat)
