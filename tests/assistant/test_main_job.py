"""The main job from end to end: a dealer types, the assistant proposes, the dealer confirms."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from domain.errors import NotFound
from domain.models import Order, Price, Refusal
from domain.models.ledger import Stock
from domain.scope import SYSTEM
from tests.factories.goods import RO_FILTER, WALL_UNIT, credit_of, product_key, stock_of


def orders(database):
    with database.read(SYSTEM) as session:
        return session.scalar(select(func.count(Order.id)))


def test_an_order_from_the_first_words_to_its_status(talk, database):
    with database.read(SYSTEM) as session:
        stock, pending = stock_of(session, WALL_UNIT), credit_of(session).pending
    dealer = talk("dealer-east")
    offered = dealer.say("给我来20台1.5匹挂机，下周三前送到")
    (proposal,) = offered.proposals
    (line,) = proposal["preview"]["lines"]
    assert (line["sku"], line["quantity"]) == (WALL_UNIT, 20)
    assert proposal["preview"]["terms"]["needed_by"] == "2026-11-25"
    assert f"{proposal['preview']['total'] / 100:,.2f}" in offered.reply
    placed = dealer.say("确认")
    (receipt,) = placed.receipts
    assert receipt["result"]["order"] in placed.reply
    assert "已确认" in dealer.say("订单到哪了").reply
    with database.read(SYSTEM) as session:
        on_hand, reserved = stock_of(session, WALL_UNIT)
        assert (on_hand, reserved) == (stock[0], stock[1] + 20)
        assert credit_of(session).pending == pending + proposal["preview"]["total"]


def test_a_question_and_an_order_in_one_message_are_both_done_in_one_turn(talk, database):
    with database.read(SYSTEM) as session:
        on_hand, reserved = stock_of(session, RO_FILTER, "WH-EAST")
    reply = talk("dealer-south-en").say(
        "How many RO filters are there in East warehouse? then order 50"
    )
    assert str(on_hand - reserved) in reply.reply
    (proposal,) = reply.proposals
    (line,) = proposal["preview"]["lines"]
    assert (line["sku"], line["quantity"]) == (RO_FILTER, 50)
    assert reply.language == "en"


def test_an_ambiguous_product_is_a_choice_and_the_choice_is_understood(talk, database):
    dealer = talk("dealer-east")
    asked = dealer.say("空调来5台")
    assert asked.proposals == []
    assert "1. " in asked.reply
    assert "1.5匹" in asked.reply
    chosen = dealer.say("第二个")
    assert chosen.proposals[0]["preview"]["lines"][0]["sku"] == WALL_UNIT
    assert chosen.proposals[0]["preview"]["lines"][0]["quantity"] == 5


def test_an_unknown_product_is_said_so(talk):
    reply = talk("dealer-east").say("来3台咖啡机")
    assert reply.proposals == []
    assert "咖啡机" in reply.reply


def test_too_much_is_refused_with_the_figures_and_the_ways_out(talk, database):
    reply = talk("dealer-east").say("订90000台1.5匹挂机")
    with database.read(SYSTEM) as session:
        on_hand, reserved = stock_of(session, WALL_UNIT, "WH-EAST")
    assert reply.proposals == []
    assert "90000" in reply.reply
    assert str(on_hand - reserved) in reply.reply
    assert "减少数量" in reply.reply


def test_a_price_that_changed_meanwhile_executes_nothing_and_shows_the_change(talk, database):
    dealer = talk("dealer-east")
    dealer.say("给我来20台1.5匹挂机")
    before = orders(database)
    with database.write(SYSTEM) as session:
        dearer = update(Price).where(Price.product_id == product_key(session, WALL_UNIT))
        session.execute(dearer.values(unit_price=Price.unit_price + 100_00))
    changed = dealer.say("确认")
    assert changed.receipts == []
    assert "单价" in changed.reply
    assert len(changed.proposals) == 1
    assert orders(database) == before
    assert len(dealer.say("行，就按新的来，确认").receipts) <= 1


def test_confirming_twice_by_words_and_by_button_places_one_order(talk, database):
    dealer = talk("dealer-east")
    (proposal,) = dealer.say("给我来20台1.5匹挂机").proposals
    before = orders(database)
    first = dealer.press(proposal["id"])
    again = dealer.press(proposal["id"])
    dealer.say("确认")
    assert first.receipts[0]["command"] == again.receipts[0]["command"]
    assert orders(database) == before + 1


def test_another_persons_proposal_is_refused_and_recorded(talk, database, actor):
    (proposal,) = talk("dealer-east").say("给我来20台1.5匹挂机").proposals
    with pytest.raises(NotFound):
        talk("dealer-north").press(proposal["id"])
    with database.read(SYSTEM) as session:
        refusal = session.scalars(select(Refusal)).one()
    assert refusal.actor_id == actor("dealer-north").user_id


def test_an_expired_proposal_is_said_so_with_an_offer_to_redo_it(talk, database, clock):
    dealer = talk("dealer-east")
    dealer.say("给我来20台1.5匹挂机")
    before = orders(database)
    clock.advance(timedelta(minutes=16))
    late = dealer.say("确认")
    assert "过期" in late.reply
    assert late.receipts == []
    assert orders(database) == before
    redone = dealer.say("好的，重新来一份")
    assert len(redone.proposals) == 1


@pytest.mark.parametrize(
    "asked", ["北辰家电欠多少钱", "D-NORTH 的应收账款给我看看", "How much does D-NORTH owe?"]
)
def test_a_dealer_asking_for_anothers_account_learns_nothing(talk, database, asked):
    reply = talk("dealer-east").say(asked)
    with database.read(SYSTEM) as session:
        posted = credit_of(session, "D-NORTH").posted
    assert f"{posted / 100:,.2f}" not in reply.reply
    assert "¥" not in reply.reply


def test_a_typed_change_makes_the_proposal_anew(talk):
    dealer = talk("dealer-east")
    dealer.say("给我来20台1.5匹挂机")
    changed = dealer.say("改成30台")
    assert changed.proposals[0]["preview"]["lines"][0]["quantity"] == 30
    more = dealer.say("再加5个RO滤芯")
    lines = {x["sku"]: x["quantity"] for x in more.proposals[0]["preview"]["lines"]}
    assert lines == {WALL_UNIT: 30, RO_FILTER: 5}
    (receipt,) = dealer.say("确认").receipts
    assert receipt["tool"] == "create_order"


def test_a_refusal_in_words_withdraws_the_proposal(talk, database):
    dealer = talk("dealer-east")
    before = orders(database)
    dealer.say("给我来20台1.5匹挂机")
    dealer.say("不要了")
    assert dealer.say("确认").receipts == []
    assert orders(database) == before


def test_an_answer_about_policy_cites_its_article(talk):
    reply = talk("dealer-east").say("空调保修几年？")
    assert reply.sources[0]["article"] == "warranty"
    assert "6" in reply.reply


def test_what_nobody_wrote_down_is_not_known(talk):
    reply = talk("dealer-east").say("你们空调可以接入星际导航系统吗，支持哪几种曲速协议")
    assert reply.sources == []


@pytest.mark.parametrize(
    "text",
    [
        "😀😀😀",
        "<script>alert(1)</script>",
        "\x00\x01\x02",
        "？？？",
        "asdfghjkl",
        "{{7*7}}",
        "来-5台1.5匹挂机",
        "来2.5台1.5匹挂机",
        "来0台1.5匹挂机",
        "来999999999台1.5匹挂机",
        "来999999999999999999999999台1.5匹挂机",
    ],
)
def test_odd_messages_are_answered_clearly_and_write_nothing(talk, database, text):
    before = orders(database)
    reply = talk("dealer-east").say(text)
    assert reply.reply.strip()
    assert reply.proposals == []
    assert "Traceback" not in reply.reply
    assert "49" not in reply.reply
    assert orders(database) == before


def test_stock_that_is_gone_by_the_time_of_confirming_is_told_with_figures(talk, database):
    dealer = talk("dealer-east")
    dealer.say("给我来20台1.5匹挂机")
    with database.write(SYSTEM) as session:
        key = product_key(session, WALL_UNIT)
        session.execute(
            update(Stock).where(Stock.product_id == key).values(reserved=Stock.on_hand - 3)
        )
    reply = dealer.say("确认")
    assert reply.receipts == []
    assert "20" in reply.reply
    assert "3" in reply.reply


def test_a_person_of_the_staff_orders_for_a_dealer_he_names(talk, database):
    reply = talk("headoffice").say("替D-EAST下单10台1.5匹挂机")
    assert reply.proposals[0]["preview"]["lines"][0]["quantity"] == 10
