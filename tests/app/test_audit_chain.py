from datetime import timedelta

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError

from domain.log.chain import BLOCK, SETTLED, extend, prove_chain
from domain.log.operations import Execution, record
from domain.models.log import AuditBlock
from domain.scope import SYSTEM


def commanded(database, clock, number, first=0):
    with database.write(SYSTEM) as session:
        for n in range(first, first + number):
            execution = Execution(
                key=f"k-{n}", tool="t", arguments={"n": n}, dealer_id=None,
                channel="test", request_id="r", terms={"名": [n, None]},
            )  # fmt: skip
            record(session, execution, {"done": n}, clock.now())


def closed(database, clock):
    with database.write(SYSTEM) as session:
        block = extend(session, clock.now())
        return (block.first, block.last) if block else None


def faults(database):
    with database.read(SYSTEM) as session:
        return prove_chain(session)


def tamper(database, statement):
    with database.write(SYSTEM) as session:
        session.execute(text("PRAGMA foreign_keys=OFF"))
        session.execute(text(statement))


def test_settled_commands_are_closed_into_blocks_and_younger_ones_wait(empty_database, clock):
    commanded(empty_database, clock, 3)
    assert closed(empty_database, clock) is None
    clock.advance(SETTLED)
    commanded(empty_database, clock, 1, first=3)
    first, last = closed(empty_database, clock) or (0, 0)
    assert last - first == 2
    assert closed(empty_database, clock) is None
    clock.advance(SETTLED)
    assert closed(empty_database, clock) == (last + 1, last + 1)
    assert faults(empty_database) == []


def test_a_block_holds_so_many_commands_at_most(sqlite_database, clock):
    commanded(sqlite_database, clock, BLOCK + 1)
    clock.advance(SETTLED + timedelta(days=1))
    blocks = 0
    while closed(sqlite_database, clock):
        blocks += 1
    assert blocks >= 2
    assert faults(sqlite_database) == []


@pytest.fixture
def chained(sqlite_templates, tmp_path, clock):
    database = sqlite_templates.copy("empty", tmp_path / "chained.db")
    for block in range(3):
        commanded(database, clock, 2, first=2 * block)
        clock.advance(SETTLED)
        closed(database, clock)
    yield database
    database.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE command SET result = '{\"done\": 9}' WHERE id = 3",
        "UPDATE command SET actor_id = 7 WHERE id = 1",
        "UPDATE command SET at = '2020-01-01 00:00:00.000000' WHERE id = 4",
        "DELETE FROM command WHERE id = 3",
        "DELETE FROM command WHERE id = 6",
        "UPDATE audit_block SET hash = 'x' WHERE id = 2",
        "DELETE FROM audit_block WHERE id = 2",
        "UPDATE command SET id = 40 WHERE id = 4",
    ],
)
def test_what_is_altered_removed_or_moved_shows(chained, statement):
    assert faults(chained) == []
    tamper(chained, statement)
    assert faults(chained)


def test_a_command_slipped_into_a_closed_block_shows(chained):
    tamper(chained, "DELETE FROM command WHERE id = 3")
    tamper(
        chained,
        "INSERT INTO command SELECT 3, key || 'x', actor_id, dealer_id, tool, input_hash, channel,"
        " model, request_id, proposal, terms, result, at FROM command WHERE id = 1",
    )
    assert any("differ" in fault for fault in faults(chained))


def test_of_two_workers_that_close_the_same_block_one_is_refused(chained, clock):
    commanded(chained, clock, 1, first=6)
    clock.advance(SETTLED)
    closed(chained, clock)
    with chained.read(SYSTEM) as session:
        latest = session.scalars(select(AuditBlock).order_by(AuditBlock.id.desc())).first()
    assert latest is not None
    twin = AuditBlock(
        id=latest.id, first=latest.first, last=latest.last + 1, hash="x", made_at=clock.now()
    )
    with pytest.raises(IntegrityError), chained.write(SYSTEM) as session:
        session.add(twin)
    assert faults(chained) == []
