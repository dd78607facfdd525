"""Approvals decided in the words of whoever decides them: by place, by dealer, all but one."""

import pytest
from sqlalchemy import select

from domain.models.approvals import Approval, ApprovalStatus
from domain.models.people import Dealer
from domain.models.sales import Order
from domain.scope import SYSTEM


@pytest.fixture
def waiting(database):
    """Dealer → number of the order of his that waits for its region."""
    with database.read(SYSTEM) as session:
        query = (
            select(Dealer.code, Order)
            .join(Order, Order.dealer_id == Dealer.id)
            .join(Approval, Approval.order_id == Order.id)
            .where(Approval.status == ApprovalStatus.WAITING, Approval.path == "region")
            .order_by(Approval.due_at, Approval.id)
        )
        return {code: order.number for code, order in session.execute(query)}


def decided(reply):
    """Order → whether it is to be granted, by the titles of what is proposed."""
    return {
        number: p["preview"]["terms"]["grant"]
        for p in reply.proposals
        for number in [p["title"][p["title"].index("SO-") :][:9]]
    }


@pytest.mark.parametrize(
    "words", ["批第一个，第二个先放着", "approve the first one, leave the second"]
)
def test_by_place_in_the_list(talk, waiting, words):
    manager = talk("manager-east")
    listed = manager.say("有啥要我批的").reply
    first = min(waiting.values(), key=lambda n: listed.index(n) if n in listed else 10**6)
    assert decided(manager.say(words)) == {first: True}


def test_by_place_before_anything_was_listed(talk):
    reply = talk("manager-east").say("第一个过，第二个打回，第三个回头再看")
    assert sorted(decided(reply).values()) == [False, True]


def test_by_dealer_or_city(talk, waiting):
    reply = talk("manager-west").say("the Jinlu one is fine, refuse Chongqing")
    jinlu, chongqing = waiting["D-WEST"], waiting["D-CHONGQING"]
    assert decided(reply) == {jinlu: True, chongqing: False}


def test_all_of_a_region_but_the_last(talk, waiting):
    head = talk("headoffice-en")
    offered = head.say("approve all of east region")
    east = [waiting[c] for c in waiting if c in ("D-EAST", "D-EAST-EN", "D-SUZHOU")]
    assert decided(offered) == dict.fromkeys(east, True)
    left = head.say("hmm not the last one")
    assert len(left.proposals) == len(east) - 1
    assert len(head.say("go ahead with the rest").receipts) == len(east) - 1


@pytest.mark.parametrize(
    "words", ["anything for me to sign off", "待审批的有哪些", "沪澜那单批了没", "先放着，回头再批"]
)
def test_a_question_or_a_delay_decides_nothing(talk, words):
    assert talk("manager-east").say(words).proposals == []


def test_the_one_of_a_dealer_is_then_meant(talk):
    finance = talk("headoffice")
    listed = finance.say("锦麓那单在等批吧").reply
    assert listed.count("SO-") == 1, listed
    assert len(finance.say("批了").proposals) == 1
    assert len(finance.say("批了").receipts) == 1


def test_a_dealer_sees_until_when_his_order_is_decided_and_decides_nothing(talk):
    dealer = talk("dealer-east")
    for words in ("我那单怎么还没批", "催一下呗", "直接批了吧"):
        reply = dealer.say(words)
        assert reply.proposals == []
    assert reply.receipts == []
