"""Prepared statements read, write, fail and are listened to as any other statement."""

import pytest
from sqlalchemy import bindparam, event, insert, select, text
from sqlalchemy.exc import IntegrityError, OperationalError, ProgrammingError

from domain.models.log import Event
from domain.models.people import Dealer
from domain.scope import SYSTEM
from domain.statements import Prepared, keyed, prepared_in
from tests.factories.network import NOW

_event, _dealer = Event.__table__, Dealer.__table__
_WRITE = Prepared(insert(Event).returning(Event.id))
_READ = Prepared(
    select(_event.c.arguments, _event.c.at, _event.c.taken_at).where(
        _event.c.key == bindparam("name")
    )
)
_DEALERS = prepared_in(
    lambda keys: (
        select(_dealer.c.id, _dealer.c.latitude, _dealer.c.active)
        .where(_dealer.c.id.in_(keys))
        .order_by(_dealer.c.id)
    )
)


def row(key: str) -> dict:
    return {"name": "test", "key": key, "arguments": {"名": [1, None]}, "at": NOW}


def test_what_was_written_is_read_with_the_same_types(database):
    with database.write(SYSTEM) as session:
        assert _WRITE.value(session, row("one")) > 0
        assert _READ.first(session, {"name": "one"}) == ({"名": [1, None]}, NOW, None)
        assert _READ.first(session, {"name": "none"}) is None


def test_it_reads_what_an_ordinary_execution_reads(database):
    ordinary = select(_dealer.c.id, _dealer.c.latitude, _dealer.c.active).order_by(_dealer.c.id)
    with database.read(SYSTEM) as session:
        expected = [tuple(found) for found in session.connection().execute(ordinary)]
        keys = [found[0] for found in expected]
        assert _DEALERS(len(keys)).rows(session, keyed(keys)) == expected
        assert _DEALERS(2).rows(session, keyed(keys[:2])) == expected[:2]
    assert {type(value) for value in expected[0]} == {int, float, bool}


def test_it_writes_many_rows_and_rolls_back_with_its_transaction(database):
    def write_and_fail(session) -> None:
        Prepared(insert(Event)).run(session, row("two"), row("three"))
        assert _READ.first(session, {"name": "three"}) is not None
        raise RuntimeError

    with pytest.raises(RuntimeError):
        database.run(SYSTEM, write_and_fail)
    with database.read(SYSTEM) as session:
        assert _READ.first(session, {"name": "two"}) is None


def test_its_errors_are_those_of_an_ordinary_statement(database):
    with pytest.raises(IntegrityError), database.write(SYSTEM) as session:
        Prepared(insert(Event)).run(session, row("twice"), row("twice"))
    broken = Prepared(text("SELECT nothing FROM nowhere"))
    with pytest.raises((OperationalError, ProgrammingError)), database.read(SYSTEM) as session:
        broken.run(session, {})


def test_listeners_of_the_engine_hear_it(database):
    heard = []

    def before(_connection, _cursor, statement, _given, context, _many):
        context.began = statement

    def after(_connection, _cursor, statement, _given, context, many):
        heard.append((context.began == statement, many))

    event.listen(database.engine, "before_cursor_execute", before)
    event.listen(database.engine, "after_cursor_execute", after)
    with database.read(SYSTEM) as session:
        session.connection()  # which begins the transaction
        del heard[:]
        _READ.first(session, {"name": "one"})
    assert heard == [(True, False)]
