"""What is said of an order before it is confirmed: how many, by when, from where, which one."""

from datetime import date, timedelta

import pytest

from domain.models import Order
from domain.scope import SYSTEM


def last_order(database) -> Order:
    with database.read(SYSTEM) as session:
        return session.query(Order).order_by(Order.id.desc()).first()


def proposed(reply) -> list[tuple[str, int]]:
    """Codes and quantities of the only proposal of a reply."""
    [proposal] = reply.proposals
    return [(line["sku"], line["quantity"]) for line in proposal["preview"]["lines"]]


def terms(reply) -> dict:
    [proposal] = reply.proposals
    return proposal["preview"]["terms"]


@pytest.mark.parametrize(
    ("who", "order", "said", "quantity"),
    [
        ("dealer-east", "1.5匹挂机来20台", "不对 15", 15),
        ("dealer-east", "1.5匹挂机来20台", "还是18台吧", 18),
        ("dealer-east", "1.5匹挂机来20台", "多要5台", 25),
        ("dealer-east", "1.5匹挂机来20台", "少三台", 17),
        ("dealer-east-en", "20 rice cookers please", "three fewer please", 17),
        ("dealer-east-en", "20 rice cookers please", "sorry, 12", 12),
        ("dealer-east-en", "20 rice cookers please", "five more", 25),
    ],
)
def test_a_quantity_said_alone_changes_the_only_line(talk, who, order, said, quantity):
    dealer = talk(who)
    [(sku, _)] = proposed(dealer.say(order))
    assert proposed(dealer.say(said)) == [(sku, quantity)]


@pytest.mark.parametrize(
    ("who", "order", "said"),
    [
        ("dealer-east", "1.5匹挂机来20台", "周六送到"),
        ("dealer-east", "1.5匹挂机来20台", "周六之前能到吗"),
        ("dealer-east-en", "20 rice cookers please", "deliver it saturday"),
        ("dealer-east-en", "20 rice cookers please", "can I change the delivery to Saturday"),
    ],
)
def test_a_day_said_alone_is_when_the_goods_are_needed(talk, who, order, said):
    dealer = talk(who)
    lines = proposed(dealer.say(order))
    again = dealer.say(said)
    assert proposed(again) == lines
    assert date.fromisoformat(terms(again)["needed_by"]).strftime("%A") == "Saturday"


@pytest.mark.parametrize(
    ("who", "order", "said", "address"),
    [
        ("dealer-east", "1.5匹挂机来20台", "送到解放路88号", "解放路88号"),
        ("dealer-east", "1.5匹挂机来20台，送到解放路88号", "地址错了，是人民路9号", "人民路9号"),
        ("dealer-east-en", "20 rice cookers please", "ship them to 9 Sample Lane", "9 Sample Lane"),
    ],
)
def test_an_address_said_alone_is_where_the_goods_go(talk, who, order, said, address):
    dealer = talk(who)
    lines = proposed(dealer.say(order))
    again = dealer.say(said)
    assert proposed(again) == lines
    assert terms(again)["ship_to"] == address
    assert address in again.reply


def test_an_address_in_the_order_is_no_quantity(talk, database):
    dealer = talk("dealer-east-en")
    dealer.say("need dehumidifiers for a hotel, deliver to 9 Sample Lane")
    assert proposed(dealer.say("40")) == [("CL-DH30", 40)]
    dealer.say("yes")
    assert last_order(database).ship_to == "9 Sample Lane"


def test_a_day_told_while_a_choice_is_open_is_kept(talk):
    dealer = talk("dealer-east")
    dealer.say("冰箱要8台")
    assert dealer.say("送到样例新村3号").proposals == []
    chosen = dealer.say("三门的")
    assert proposed(chosen) == [("CL-FR210T", 8)]
    assert terms(chosen)["ship_to"] == "样例新村3号"


def test_a_day_that_nothing_waits_for_begins_nothing(talk):
    reply = talk("dealer-suzhou").say("那后天")
    assert reply.proposals == []
    assert reply.receipts == []


@pytest.mark.parametrize(
    ("who", "said", "lines"),
    [
        ("dealer-east", "冰箱要8台，三门的", [("CL-FR210T", 8)]),
        ("dealer-east", "空调来12台，挂的，1.5匹", [("CL-AC35W", 12)]),
        ("dealer-east-en", "2 x 65 tv and one 518 fridge", [("CL-TV65", 2), ("CL-FR518S", 1)]),
        ("dealer-east", "来三台456的", [("CL-FR456X", 3)]),
    ],
)
def test_goods_are_told_more_exactly_beside_their_name(talk, who, said, lines):
    assert proposed(talk(who).say(said)) == lines


@pytest.mark.parametrize(
    ("who", "asked", "said", "lines"),
    [
        ("dealer-east", "1.5匹挂机和3匹柜机多少钱", "第一个来15台", [("CL-AC35W", 15)]),
        (
            "dealer-east-en",
            "how many dishwashers and microwaves have you got",
            "30 of the latter",
            [("CL-MW23", 30)],
        ),
    ],
)
def test_goods_that_were_looked_up_are_ordered_by_their_place(talk, who, asked, said, lines):
    dealer = talk(who)
    dealer.say(asked)
    assert proposed(dealer.say(said)) == lines


def test_what_a_question_was_about_is_what_is_priced_and_ordered(talk):
    dealer = talk("dealer-south")
    dealer.say("3匹柜机怎么样")
    assert "3匹柜式空调" in dealer.say("多少钱").reply
    assert proposed(dealer.say("那来两台")) == [("CL-AC72C", 2)]


def test_the_sum_of_what_waits_is_told_with_it(talk):
    dealer = talk("dealer-east")
    first = dealer.say("1.5匹挂机来20台")
    again = dealer.say("一共多少钱？")
    assert [p["id"] for p in again.proposals] == [p["id"] for p in first.proposals]


def test_a_quantity_for_each_is_for_every_line(talk):
    dealer = talk("dealer-suzhou")
    dealer.say("来5台电饭煲，6台压力锅")
    assert proposed(dealer.say("都来10台")) == [("CL-RC40", 10), ("CL-PC50", 10)]


def test_a_quantity_that_may_be_of_either_line_asks_and_then_takes_the_name(talk):
    dealer = talk("dealer-suzhou")
    dealer.say("来5台电饭煲，6台压力锅")
    assert dealer.say("10台").proposals == []
    assert proposed(dealer.say("电饭煲")) == [("CL-RC40", 10), ("CL-PC50", 6)]


def test_other_goods_instead_keep_the_quantity(talk):
    dealer = talk("dealer-east-en")
    dealer.say("10 microwaves")
    changed = dealer.say("change of plan, dishwashers instead")
    assert proposed(changed) == [("CL-DW13", 10)]


def test_the_first_of_two_orders_is_changed_by_its_place(talk, clock):
    dealer = talk("dealer-east")
    dealer.say("下单20台1.5匹挂机")
    clock.advance(timedelta(seconds=20))
    dealer.say("再下一单 10台3匹柜机")
    assert proposed(dealer.say("第一单改成25")) == [("CL-AC35W", 25)]


def test_a_plain_yes_to_another_question_only_shows_what_waits(talk):
    dealer = talk("dealer-east-en")
    waiting = dealer.say("10 microwaves").proposals
    assert "?" in dealer.say("same number as the other one").reply
    shown = dealer.say("ok")
    assert shown.receipts == []
    assert [p["id"] for p in shown.proposals] == [p["id"] for p in waiting]
    assert dealer.say("ok").receipts


def test_an_order_that_asks_when_it_comes_is_an_order(talk):
    assert proposed(talk("dealer-suzhou").say("电饭煲来20个，明天能到吗")) == [("CL-RC40", 20)]


def test_ok_is_answered_in_the_language_of_the_talk(talk):
    dealer = talk("dealer-east")
    dealer.say("1.5匹挂机来20台")
    assert dealer.say("ok").language == "zh"
