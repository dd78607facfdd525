"""Ordering through the door: choices instead of guesses, figures and ways out instead of a no."""

import pytest
from sqlalchemy import update

from domain.errors import Ambiguous, CreditExceeded, Invalid, StockShort, Unknown, WrongState
from domain.models.ledger import Stock
from domain.scope import SYSTEM
from tests.factories.desk import caller_of
from tests.factories.goods import RO_FILTER, WALL_UNIT, credit_of, product_key, stock_of
from tests.factories.orders import placed_order
from tools.results import sentence


@pytest.fixture
def dealer(actor):
    return caller_of(actor("dealer-east"))


def order(product, quantity, **more):
    return {"lines": [{"product": product, "quantity": quantity}], **more}


def test_an_ambiguous_product_comes_back_as_a_choice(door, dealer):
    with pytest.raises(Ambiguous) as choice:
        door.call("create_order", order("空调", 5), dealer)
    assert len(choice.value.data["candidates"]) > 3
    assert {"sku", "name_zh", "name_en"} <= choice.value.data["candidates"][0].keys()


def test_an_unknown_product_is_said_so_with_the_nearest_names(door, dealer):
    with pytest.raises(Unknown) as unknown:
        door.call("create_order", order("洗碗鸡块机", 5), dealer)
    assert "洗碗鸡块机" in sentence(unknown.value, "zh")


@pytest.mark.parametrize("quantity", [0, -3, 2.5, 10**9, True, "many", None])
def test_an_impossible_quantity_is_refused_by_name(door, dealer, quantity):
    with pytest.raises(Invalid) as invalid:
        door.call("create_order", order(WALL_UNIT, quantity), dealer)
    assert invalid.value.data["fields"][0]["field"] == "lines.0.quantity"


def test_a_product_named_twice_is_one_line(door, dealer):
    lines = [{"product": WALL_UNIT, "quantity": 3}, {"product": "1.5匹挂机", "quantity": 4}]
    proposed = door.call("create_order", {"lines": lines}, dealer)
    assert [x["quantity"] for x in proposed.preview["lines"]] == [7]


def test_cases_are_converted_by_the_pack_size_and_said_so(door, dealer, database):
    proposed = door.call(
        "create_order", {"lines": [{"product": RO_FILTER, "quantity": 2, "unit": "case"}]}, dealer
    )
    line = proposed.preview["lines"][0]
    size = line["quantity"] // 2
    assert size > 1
    assert line["packed"] == f"2 × {size}"


def test_two_lines_that_fit_alone_but_not_together_are_refused(door, dealer, database):
    with database.write(SYSTEM) as session:
        key = product_key(session, WALL_UNIT)
        session.execute(
            update(Stock).where(Stock.product_id == key).values(reserved=Stock.on_hand - 5)
        )
    lines = [{"product": WALL_UNIT, "quantity": 3}, {"product": WALL_UNIT, "quantity": 3}]
    with pytest.raises(StockShort) as short:
        door.call("create_order", {"lines": lines}, dealer)
    assert short.value.data["lines"][0]["wanted"] == 6


def test_too_little_stock_names_what_there_is_and_the_ways_out(door, dealer, database):
    with database.read(SYSTEM) as session:
        on_hand, reserved = stock_of(session, WALL_UNIT)
    with pytest.raises(StockShort) as short:
        door.call("create_order", order(WALL_UNIT, 90_000), dealer)
    shortage = short.value.data["lines"][0]
    assert shortage["wanted"] == 90_000
    assert on_hand - reserved in {w["available"] for w in shortage["warehouses"]}
    assert "less" in short.value.data["ways_out"]
    assert "90000" in sentence(short.value, "zh") or "90,000" in sentence(short.value, "zh")


def test_the_order_ships_from_another_warehouse_when_the_nearest_is_short(door, dealer, database):
    first = door.call("create_order", order(WALL_UNIT, 20), dealer).preview["lines"][0]
    with database.write(SYSTEM) as session:
        session.execute(
            update(Stock)
            .where(Stock.product_id == product_key(session, WALL_UNIT), Stock.warehouse_id == 1)
            .values(reserved=Stock.on_hand)
        )
    second = door.call("create_order", order(WALL_UNIT, 20), dealer).preview["lines"][0]
    assert first["ships_from"] != second["ships_from"]


def test_a_little_over_the_limit_goes_to_finance_and_far_over_is_refused(door, dealer, database):
    price = door.call("create_order", order(WALL_UNIT, 1), dealer).preview["total"]
    with database.write(SYSTEM) as session:
        credit = credit_of(session)
        credit.limit = credit.posted + credit.pending + 10 * price
        limit = credit.limit
    proposed = door.call("create_order", order(WALL_UNIT, 11), dealer)
    assert proposed.preview["terms"]["approval"] == ["finance"]
    too_many = 12 + limit // 4 // price
    with pytest.raises(CreditExceeded) as refused:
        door.call("create_order", order(WALL_UNIT, too_many), dealer)
    assert refused.value.data["ways_out"] == ["less", "pay_first"]
    assert refused.value.data["affordable"] <= 10
    assert door.confirm(proposed.id, dealer).result["status"] == "awaiting_approval"


def test_finance_grants_what_a_dealer_proposed_and_it_is_confirmed(door, dealer, database, actor):
    with database.write(SYSTEM) as session:
        credit = credit_of(session)
        credit.limit = credit.posted + credit.pending + 1_00
    with database.write(SYSTEM) as session:
        credit_of(session).limit = credit.posted + credit.pending + 1_000_000_00
    price = door.call("create_order", order(WALL_UNIT, 1), dealer).preview["total"]
    with database.write(SYSTEM) as session:
        credit = credit_of(session)
        credit.limit = credit.posted + credit.pending + 10 * price
    placed = door.confirm(door.call("create_order", order(WALL_UNIT, 11), dealer).id, dealer).result
    finance = caller_of(actor("finance"))
    waiting = door.call("pending_approvals", {}, finance).result["approvals"]
    assert placed["order"] in {a["order"] for a in waiting if a["mine"]}
    decision = door.call("decide_approval", {"order": placed["order"], "grant": True}, finance)
    assert door.confirm(decision.id, finance).result["status"] == "confirmed"


def test_a_refused_approval_gives_stock_and_credit_back(door, dealer, database, actor):
    price = door.call("create_order", order(WALL_UNIT, 1), dealer).preview["total"]
    with database.write(SYSTEM) as session:
        credit = credit_of(session)
        credit.limit = credit.posted + credit.pending + 10 * price
        before = (stock_of(session, WALL_UNIT), credit.pending)
    placed = door.confirm(door.call("create_order", order(WALL_UNIT, 11), dealer).id, dealer).result
    finance = caller_of(actor("finance"))
    decision = door.call("decide_approval", {"order": placed["order"], "grant": False}, finance)
    assert door.confirm(decision.id, finance).result["status"] == "refused"
    with database.read(SYSTEM) as session:
        assert (stock_of(session, WALL_UNIT), credit_of(session).pending) == before


def test_cancelling_gives_everything_back(door, dealer, database, actor):
    with database.read(SYSTEM) as session:
        before = (stock_of(session, WALL_UNIT), credit_of(session).pending)
    placed = placed_order(database, actor("dealer-east"))
    cancel = door.call("change_order", {"order": placed["order"], "cancel": True}, dealer)
    assert door.confirm(cancel.id, dealer).result["status"] == "cancelled"
    with database.read(SYSTEM) as session:
        assert (stock_of(session, WALL_UNIT), credit_of(session).pending) == before
    with pytest.raises(WrongState):
        door.call("change_order", {"order": placed["order"], "cancel": True}, dealer)


def test_changing_moves_the_difference_alone(door, dealer, database, actor):
    placed = placed_order(database, actor("dealer-east"))
    with database.read(SYSTEM) as session:
        reserved = stock_of(session, WALL_UNIT)[1]
    change = door.call(
        "change_order",
        {"order": placed["order"], "lines": [{"product": WALL_UNIT, "quantity": 30}]},
        dealer,
    )
    assert change.preview["terms"]["total_before"] == placed["total"]
    changed = door.confirm(change.id, dealer).result
    with database.read(SYSTEM) as session:
        assert stock_of(session, WALL_UNIT)[1] == reserved + 10
    assert changed["total"] == change.preview["total"]


def test_an_order_cannot_grow_past_the_limit_by_being_changed(door, dealer, database, actor):
    placed = placed_order(database, actor("dealer-east"), {WALL_UNIT: 1})
    with database.write(SYSTEM) as session:
        credit = credit_of(session)
        credit.limit = credit.posted + credit.pending
    with pytest.raises(CreditExceeded):
        door.call(
            "change_order",
            {"order": placed["order"], "lines": [{"product": WALL_UNIT, "quantity": 190}]},
            dealer,
        )


def test_an_order_is_found_by_its_tail(door, dealer, database, actor):
    placed = placed_order(database, actor("dealer-east"))
    seen = door.call("order_status", {"order": f"尾号{placed['order'][-4:]}"}, dealer)
    assert seen.result["orders"][0]["order"] == placed["order"]
