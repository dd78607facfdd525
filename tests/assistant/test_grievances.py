"""Money that a dealer misses is answered by the policy and asked of finance, once."""

import pytest
from sqlalchemy import select

from domain.models.service import Ticket
from domain.scope import SYSTEM


@pytest.fixture
def opened(database):
    """The tickets opened since the test began: kind and department."""

    def rows():
        with database.read(SYSTEM) as session:
            found = session.scalars(select(Ticket).order_by(Ticket.id)).all()
            return [(ticket.kind, ticket.department) for ticket in found]

    before = len(rows())
    return lambda: rows()[before:]


MISSING = {
    "这个月返利怎么还没到账": "《经销商季度返利政策》",
    "返利算少了，点数不对啊": "《经销商季度返利政策》",
    "where is my Q3 rebate, promised in October": "Quarterly volume rebate",
    "you still owe us a credit note for the price drop in september": "Price protection",
    "对账单跟我这边差了一万二": "《经销商付款、信用与对账规定》",
    "上次搞活动说好的补贴到现在一分钱没见着": "财务部",
}


@pytest.mark.parametrize(("text", "cited"), MISSING.items())
def test_money_that_is_missed_is_asked_of_finance_and_the_policy_cited(talk, opened, text, cited):
    reply = talk("dealer-east").say(text).reply
    assert cited in reply
    assert "TK-" in reply
    assert opened() == [("request", "finance")]


@pytest.mark.parametrize("chase", ["催一下财务", "你帮我转给财务核一下", "so who's chasing it"])
def test_asking_again_tells_how_it_goes(talk, opened, chase):
    dealer = talk("dealer-east")
    dealer.say("这个月返利怎么还没到账")
    assert "TK-" in dealer.say(chase).reply
    assert len(opened()) == 1


def test_the_same_grievance_told_twice_is_one_request(talk, opened):
    dealer = talk("dealer-south")
    dealer.say("押金一直没退")
    dealer.say("押金到现在还没退给我")
    assert len(opened()) == 1


@pytest.mark.parametrize(
    ("user", "text"),
    [
        ("dealer-east", "返利什么时候发"),
        ("dealer-east", "when do you pay the rebate"),
        ("dealer-east", "返利是怎么算的"),
        ("finance", "返利怎么还没发给锦麓"),
    ],
)
def test_a_question_about_it_is_answered_and_nothing_is_opened(talk, opened, user, text):
    assert "返利" in talk(user).say(text).reply or text.isascii()
    assert opened() == []


def test_an_order_in_the_same_message_is_not_lost(talk, opened):
    reply = talk("dealer-east").say("返利没到账，另外来10台1.5匹挂机")
    assert [p["tool"] for p in reply.proposals] == ["create_order"]
    assert opened() == [("request", "finance")]
