"""How a talk ends, and what happens when the assistant is at a loss."""

import pytest

from domain.models import Order
from domain.scope import SYSTEM


def placed(database) -> int:
    with database.read(SYSTEM) as session:
        return session.query(Order).count()


@pytest.mark.parametrize("leave", ["先这样", "好的先这样，拜", "that's it for now, thanks"])
def test_a_goodbye_leaves_a_proposal_waiting(talk, database, leave):
    before, dealer = placed(database), talk("dealer-east")
    assert dealer.say("来10台1.5匹挂机").proposals
    said = dealer.say(leave)
    assert said.receipts == []
    assert placed(database) == before
    assert dealer.say("确认").receipts


@pytest.mark.parametrize("leave", ["没事了，先忙", "that's all, thanks"])
def test_a_goodbye_ends_an_open_question(talk, leave):
    dealer = talk("dealer-east")
    assert "1. " in dealer.say("空调来5台").reply
    assert "1. " not in dealer.say(leave).reply


def test_a_goodbye_is_no_name_of_a_lead(talk):
    dealer = talk("dealer-south-en")
    dealer.say("got a new lead")
    assert dealer.say("that's all for now").receipts == []


def test_after_two_failures_a_person_is_offered_and_a_yes_calls_one(talk):
    dealer = talk("dealer-south-en")
    assert "person" not in dealer.say("asdf qwer zxcv").reply
    offered = dealer.say("zxcv qwer asdf uiop")
    assert "person" in offered.reply
    assert offered.handoff == "none"
    assert dealer.say("yes please").handoff == "waiting"


def test_another_matter_is_no_yes_to_a_person(talk):
    dealer = talk("dealer-east")
    dealer.say("嗯哼嗯哼啦啦")
    dealer.say("啦啦嗯哼嗯哼")
    assert dealer.say("要查一下额度还剩多少").handoff == "none"
