"""A process killed at any moment of a confirmation leaves no order, or one whole order."""

import multiprocessing
import os
import signal
from typing import Any

import pytest
from sqlalchemy import event, func, select

from domain.clock import FrozenClock
from domain.database import Database
from domain.ledger.checks import prove
from domain.models import Command, Order, OrderLine
from domain.scope import SYSTEM
from tests.factories.desk import caller_of, door_of
from tests.factories.goods import RO_FILTER, WALL_UNIT

LINES = [{"product": WALL_UNIT, "quantity": 2}, {"product": RO_FILTER, "quantity": 3}]
MOST_MOMENTS = 60


def _confirm_and_die(url, now, caller, proposal_id, moment):
    """Confirm in a process of its own, which ends itself at its `moment`-th word with the
    database: a statement about to run, a commit about to be made, a commit just made."""
    database = Database(url)
    passed = 0

    def tick(*_ignored):
        nonlocal passed
        passed += 1
        if passed == moment:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(database.engine, "before_cursor_execute", tick)
    event.listen(database.engine, "commit", tick)
    door_of(database, FrozenClock(now)).confirm(proposal_id, caller)
    tick()
    os._exit(0)


@pytest.mark.slow
def test_a_confirmation_killed_at_any_moment_is_whole_or_nothing(database, clock, actor):
    caller = caller_of(actor("dealer-east"))
    door = door_of(database, clock)
    fork = multiprocessing.get_context("fork")
    survived = False
    for moment in range(1, MOST_MOMENTS):
        before = _written(database)
        proposal: Any = door.call("create_order", {"lines": LINES}, caller)
        url = database.url.render_as_string(hide_password=False)
        database.engine.dispose()  # no connection may be shared with the child
        child = fork.Process(
            target=_confirm_and_die, args=(url, clock.now(), caller, proposal.id, moment)
        )
        child.start()
        child.join(60)
        orders, lines, commands = (
            after - earlier for after, earlier in zip(_written(database), before, strict=True)
        )
        assert (orders, lines, commands) in {(0, 0, 0), (1, 2, 1)}
        with database.read(SYSTEM) as session:
            assert prove(session) == []
        receipt = door.confirm(proposal.id, caller)
        assert _written(database)[0] == before[0] + 1
        assert receipt.result["total"] == proposal.preview["total"]
        survived = child.exitcode == 0
        if survived:
            break
        assert child.exitcode == -signal.SIGKILL
    assert survived, "the child was killed at every moment: there are more than were tried"


def _written(database):
    with database.read(SYSTEM) as session:
        return tuple(
            session.scalar(select(func.count()).select_from(table))
            for table in (Order, OrderLine, Command)
        )
