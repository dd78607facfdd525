"""The bench compares like with like: what it repeats by hand is what the door did. Nothing here
is timed."""

import pytest
from sqlalchemy import func, select

from app.bench.clients import Client, Order
from app.bench.command import measured
from app.bench.result import Result
from app.bench.tape import record
from app.bench.world import Buying, caller_for
from domain.ledger.checks import prove
from domain.models import Command, Event, Move, OrderLine
from domain.models import Order as PlacedOrder
from domain.scope import SYSTEM
from tests.factories.desk import door_of
from tests.factories.goods import RO_FILTER, WALL_UNIT

WANTED = {"lines": [{"product": WALL_UNIT, "quantity": 1}, {"product": RO_FILTER, "quantity": 2}]}


@pytest.fixture
def order(database, actor, clock):
    """An order with its tape, which was recorded twice."""
    door, caller = door_of(database, clock), caller_for(actor("dealer-east"))
    tape = record(database, "tape", lambda key: door.execute("create_order", WANTED, caller, key))
    return Order(Buying(caller, WANTED), tape)


@pytest.fixture
def client(database, order):
    client = Client("test", database.url.render_as_string(hide_password=False), [order])
    yield client
    client.close()


def rows(database) -> list[int]:
    with database.read(SYSTEM) as session:
        return [
            session.scalar(select(func.count()).select_from(table))
            for table in (PlacedOrder, OrderLine, Move, Command, Event)
        ]


@pytest.mark.parametrize("way", ["door", "raw"])
def test_both_ways_write_the_same_rows_and_leave_the_ledger_true(database, order, client, way):
    before = rows(database)
    client.place_one(way, order, "one-more")
    grown = [after - earlier for earlier, after in zip(before, rows(database), strict=True)]
    assert grown == [1, 2, 3, 1, 1]
    with database.read(SYSTEM) as session:
        assert prove(session) == []


def test_what_is_said_by_hand_belongs_to_its_own_order(database, order, client):
    client.place_one("raw", order, "by-hand")
    with database.read(SYSTEM) as session:
        newest = session.scalars(select(PlacedOrder).order_by(PlacedOrder.id.desc())).first()
        command = session.scalars(select(Command).where(Command.key == "by-hand")).one()
        moves = session.scalars(select(Move).where(Move.command == "by-hand")).all()
    assert command.result["order"] == newest.number
    assert {move.document for move in moves} == {newest.number}


def test_a_tape_that_differs_in_what_is_not_known_is_refused(database, actor, clock):
    door, caller = door_of(database, clock), caller_for(actor("dealer-east"))
    quantities = iter([1, 2])

    def execute(key: str):
        wanted = {"lines": [{"product": WALL_UNIT, "quantity": next(quantities)}]}
        return door.execute("create_order", wanted, caller, key)

    with pytest.raises(RuntimeError, match="neither fixed nor known"):
        record(database, "tape", execute)


def test_the_median_of_neighbours_counts():
    result = Result.of_rates("w", [10, 40, 30], [20, 50, 30], target=0.9, how="h")
    assert (result.ratio, result.met, result.ours) == (0.8, False, "30/s")
    assert result.how == "h; ratios 0.50 to 1.00"


def test_a_figure_at_its_limit_meets_it():
    assert Result.of_limit("w", 0.5, 0.5, "{:.1f} s", how="").met
    assert not Result.of_limit("w", 0.6, 0.5, "{:.1f} s", how="").met


def test_a_word_that_names_no_benchmark_measures_nothing():
    assert list(measured("no such benchmark", postgres="")) == []
