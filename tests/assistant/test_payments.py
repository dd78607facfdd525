"""Payments told piece by piece, corrected, asked after, taken back."""

import pytest
from sqlalchemy import select

from domain.models.finance import Payment
from domain.scope import SYSTEM


@pytest.fixture
def told(database):
    """The payments written since the test began: amount in yuan, status."""

    def rows():
        with database.read(SYSTEM) as session:
            found = session.scalars(select(Payment).order_by(Payment.id)).all()
            return [(p.amount // 100, p.status, p.paid_on.isoformat()) for p in found]

    before = len(rows())
    return lambda: rows()[before:]


def said(talk, user, *lines):
    person = talk(user)
    return [person.say(line) for line in lines]


@pytest.mark.parametrize(
    "lines",
    [
        ["我打了款", "八万六，昨天，工行转的", "不对，是八万六千五"],
        ["货款昨晚打的", "8万6", "写错了，八万六千五"],
        ["wired you the money yesterday", "86,000", "actually 86,500 not 86,000"],
        ["昨天付了86000", "86500"],
    ],
)
def test_a_payment_told_in_pieces_and_corrected_is_one_payment(talk, told, lines):
    said(talk, "dealer-east", *lines)
    ((amount, status, _),) = told()
    assert (amount, status) == (86_500, "reported")


def test_the_day_can_be_put_right_alone(talk, told, clock):
    *_, last = said(talk, "dealer-south-en", "paid 20,000 today", "sorry, it was on monday")
    assert last.receipts[0]["tool"] == "correct_payment"
    ((amount, _, day),) = told()
    assert (amount, day < clock.now().date().isoformat()) == (20_000, True)


def test_two_payments_in_one_message_are_two_and_either_can_be_corrected(talk, told):
    said(talk, "dealer-north", "刚付了3万，又付了2万", "第一笔是3万5")
    assert [row[0] for row in told()] == [35_000, 20_000]


def test_a_correction_finds_its_payment_after_other_business(talk, told):
    said(
        talk,
        "dealer-east",
        "昨天打了五万货款",
        "来10个空调遥控器",
        "确认",
        "不对，昨天打的是五万五",
    )
    assert [row[:2] for row in told()] == [(55_000, "reported")]


@pytest.mark.parametrize("back", ["撤了吧，没转成功", "这笔没打成功，撤回"])
def test_what_did_not_go_through_is_taken_back(talk, told, back):
    said(talk, "dealer-suzhou", "昨天转了5万4", back)
    assert [row[1] for row in told()] == ["withdrawn"]


@pytest.mark.parametrize(
    "text",
    [
        "明天给你们打5万，先说一声",
        "we'll pay 50,000 next friday",
        "can you check if my payment of 30k arrived",
        "货款怎么付",
        "行了没事了",
    ],
)
def test_what_was_not_paid_is_not_put_down(talk, told, text):
    said(talk, "dealer-east", text)
    assert told() == []


def test_a_payment_asked_after_is_put_down_after_a_yes(talk, told):
    said(talk, "dealer-east", "我那3万到账了吗", "好的，登记吧")
    assert [row[0] for row in told()] == [30_000]


@pytest.mark.parametrize("matter", ["来20台1.5匹挂机", "500 RO filters please", "额度还剩多少"])
def test_another_matter_is_no_sum(talk, told, matter):
    said(talk, "dealer-east", "款打了", matter)
    assert told() == []


def test_finance_books_once_what_it_corrects(talk, told):
    finance = talk("finance")
    finance.say("沪澜的货款到了")
    finance.say("30万，昨天")
    asked = finance.say("不对，32万")
    assert asked.proposals[0]["preview"]["total"] == 320_000_00
    assert finance.say("确认").receipts
    assert finance.say("确认").receipts == []
    assert [row[:2] for row in told()] == [(320_000, "booked")]


def test_the_payer_of_a_booking_can_be_put_right(talk):
    finance = talk("finance")
    assert "Hulan" in finance.say("got 86,500 from Hulan today").reply
    (proposal,) = finance.say("sorry, that was Yancheng").proposals
    assert "Yancheng" in proposal["title"]


def test_the_same_payment_told_again_is_down_only_once(talk, told):
    *_, again = said(talk, "dealer-east", "付了58000货款", "付了58000，登记一下")
    assert "PM-" in again.reply
    assert [row[0] for row in told()] == [58_000]


def test_a_wrong_report_is_taken_back_and_the_right_one_made_where_that_is_asked(talk, told):
    said(talk, "dealer-east", "刚打了8万5货款", "搞错了，那笔登记撤掉，实际是5万8")
    assert [row[:2] for row in told()] == [(85_000, "withdrawn"), (58_000, "reported")]
