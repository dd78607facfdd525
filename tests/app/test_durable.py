from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, text

from app.durable.loop import Worker
from app.durable.outbox import KEPT, Outbox
from domain.log.operations import later
from domain.models.conversations import Conversation
from domain.models.log import AuditBlock, Event
from domain.models.proposals import Proposal, ProposalStatus
from domain.models.switches import Switch
from domain.scope import SYSTEM
from knowledge.search import Knowledge
from tests.factories.goods import WALL_UNIT
from tests.factories.people import actor_named
from tools.all import REGISTRY
from tools.call import Caller
from tools.door import Door


def asked(database, clock, *keys, name="order_placed"):
    with database.write(SYSTEM) as session:
        for key in keys:
            later(session, name, key, {"order": key}, clock.now())


def waiting(database):
    with database.read(SYSTEM) as session:
        return session.scalars(select(Event.key).where(Event.taken_at.is_(None))).all()


@pytest.fixture
def quiet(empty_database):
    return empty_database


def test_events_are_delivered_once_and_in_order(quiet, clock):
    asked(quiet, clock, "a", "b", "c")
    got = []
    outbox = Outbox(quiet, clock, {"order_placed": lambda _s, event: got.append(event.key)})
    assert (outbox.deliver(), outbox.deliver()) == (3, 0)
    assert got == ["a", "b", "c"]


def test_what_a_consumer_writes_is_there_if_and_only_if_its_event_is_taken(quiet, clock):
    asked(quiet, clock, "a")

    def consume(session, event):
        session.add(Switch(name=event.key, reason="r", off_by=0, off_at=event.at))
        session.flush()
        raise RuntimeError("after the effect")

    assert Outbox(quiet, clock, {"order_placed": consume}).deliver() == 0
    assert waiting(quiet) == ["a"]
    with quiet.read(SYSTEM) as session:
        assert session.scalars(select(Switch)).all() == []


def test_one_bad_event_holds_up_no_other_and_is_tried_again_later(quiet, clock):
    asked(quiet, clock, "bad", "good")
    tried = []

    def consume(_session, event):
        tried.append(event.key)
        if event.key == "bad" and len(tried) < 3:
            raise RuntimeError

    outbox = Outbox(quiet, clock, {"order_placed": consume})
    assert (outbox.deliver(), outbox.deliver()) == (1, 0)
    assert tried == ["bad", "good"]
    clock.advance(timedelta(minutes=2))
    assert outbox.deliver() == 1
    assert tried == ["bad", "good", "bad"]
    assert waiting(quiet) == []


def test_an_event_that_nobody_consumes_is_only_taken(quiet, clock):
    asked(quiet, clock, "a", "b", name="nobody_cares")
    assert Outbox(quiet, clock, {}).deliver() == 2
    assert waiting(quiet) == []


def test_two_workers_share_events_without_doing_one_twice(quiet, clock):
    asked(quiet, clock, "a", "b")
    got = []

    def slow(_session, event):
        got.append(event.key)

    first, second = (Outbox(quiet, clock, {"order_placed": slow}) for _ in range(2))
    read_by_both = list(first._waiting()), list(second._waiting())
    assert sum(first._hand_over(event) for event in read_by_both[0]) == 2
    assert sum(second._hand_over(event) for event in read_by_both[1]) == 0
    assert got == ["a", "b"]


def test_events_taken_long_ago_are_forgotten(quiet, clock):
    asked(quiet, clock, "old")
    outbox = Outbox(quiet, clock, {})
    outbox.deliver()
    assert outbox.forget() == 0
    clock.advance(KEPT + timedelta(days=1))
    asked(quiet, clock, "new")
    assert outbox.forget() == 1
    assert waiting(quiet) == ["new"]


def test_a_sweep_marks_what_nobody_decided_in_time(database, clock):
    door = Door(database, clock, Knowledge(database, None, None), REGISTRY)
    caller = Caller(actor_named(database, "dealer-east"), "test", "r", "zh")
    asked_for = {"lines": [{"product": WALL_UNIT, "quantity": 1}]}

    def proposed():
        outcome: Any = door.call("create_order", asked_for, caller)
        return outcome.id

    old = proposed()
    clock.advance(timedelta(minutes=16))
    new = proposed()
    Worker(database, clock).sweep()
    with database.read(SYSTEM) as session:
        assert session.get_one(Proposal, old).status == ProposalStatus.EXPIRED
        assert session.get_one(Proposal, new).status == ProposalStatus.PENDING


def test_a_sweep_frees_a_conversation_whose_turn_died(database, clock):
    user = actor_named(database, "dealer-east")
    with database.write(user) as session:
        for key, until in (("dead", -1), ("alive", 60)):
            session.add(
                Conversation(
                    id=key, user_id=user.user_id, channel="web", title="", focus={},
                    handoff="none", started_at=clock.now(), active_at=clock.now(),
                    turn_until=clock.now() + timedelta(seconds=until),
                )
            )  # fmt: skip
    Worker(database, clock).sweep()
    with database.read(SYSTEM) as session:
        assert session.get_one(Conversation, "dead").turn_until is None
        assert session.get_one(Conversation, "alive").turn_until is not None


def test_a_sweep_closes_blocks_of_the_audit_chain(database, clock):
    worker = Worker(database, clock)
    worker.sweep()
    clock.advance(timedelta(minutes=5))
    worker.sweep()
    with database.read(SYSTEM) as session:
        commands = session.execute(text("SELECT count(*) FROM command")).scalar_one()
        assert bool(session.scalars(select(AuditBlock)).all()) is bool(commands)


def test_a_worker_works_in_its_thread_until_it_is_stopped(sqlite_database, clock):
    asked(sqlite_database, clock, "a")
    worker = Worker(sqlite_database, clock)
    worker.start()
    while waiting(sqlite_database):
        pass
    worker.stop()
    asked(sqlite_database, clock, "b")
    assert waiting(sqlite_database) == ["b"]
