import pytest
from sqlalchemy import func, select

from app.eval_world import INSTANT, worlds
from assistant.understanding.classifier import Guess
from domain.models.knowledge import Article
from domain.models.sales import Order
from domain.scope import SYSTEM
from tests.factories.goods import WALL_UNIT
from tools.call import Caller


@pytest.fixture(scope="module")
def world(tmp_path_factory):
    guess = Guess("smalltalk", 0.1, ())
    return worlds(tmp_path_factory.mktemp("worlds"), lambda _text: guess, None)


def orders(one):
    with one.database.read(SYSTEM) as session:
        return session.scalar(select(func.count(Order.id)))


def test_every_world_is_the_same_and_none_sees_what_was_done_in_another(world):
    with world() as one, world() as other:
        before = orders(one)
        caller = Caller(one.actor("dealer-east"), "test", "r", "zh")
        lines = [{"product": WALL_UNIT, "quantity": 1}]
        proposed = one.door.call("create_order", {"lines": lines}, caller)
        one.door.confirm(proposed.id, caller)
        assert orders(one) == before + 1
        assert orders(other) == before
    with world() as third:
        assert orders(third) == before


def test_a_world_stands_at_its_instant_and_has_the_articles(world):
    with world() as one:
        assert one.clock.now() == INSTANT
        with one.database.read(SYSTEM) as session:
            assert session.scalar(select(func.count(Article.id))) > 10
