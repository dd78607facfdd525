"""The model proposes, a person disposes: once, by its owner, on unchanged terms."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from domain.errors import Changed, Expired, NotFound, StockShort, SwitchedOff
from domain.models import Command, Event, Order, Price, Promotion, Proposal, Refusal
from domain.models.ledger import Stock
from domain.scope import SYSTEM
from domain.switches.operations import turn_off
from tests.factories.desk import caller_of
from tests.factories.goods import WALL_UNIT, credit_of, product_key, stock_of

TWENTY = {"lines": [{"product": "1.5匹挂机", "quantity": 20}]}


@pytest.fixture
def dealer(actor):
    return caller_of(actor("dealer-east"))


def orders(database) -> int:
    with database.read(SYSTEM) as session:
        return session.scalar(select(func.count(Order.id)))


def test_a_proposal_shows_the_exact_deed_and_changes_nothing(database, door, dealer):
    before = orders(database)
    proposed = door.call("create_order", TWENTY, dealer)
    line = proposed.preview["lines"][0]
    assert (line["sku"], line["quantity"]) == (WALL_UNIT, 20)
    assert line["amount"] == 20 * line["unit_price"] - line["discount"]
    assert proposed.preview["total"] == line["amount"]
    assert proposed.preview["informs"]["credit_after"] == (
        proposed.preview["informs"]["credit_before"] - line["amount"]
    )
    assert orders(database) == before


def test_confirming_moves_stock_and_credit_by_exactly_the_proposal(database, door, dealer):
    with database.read(SYSTEM) as session:
        stock, credit = stock_of(session, WALL_UNIT), credit_of(session).pending
    proposed = door.call("create_order", TWENTY, dealer)
    receipt = door.confirm(proposed.id, dealer)
    with database.read(SYSTEM) as session:
        on_hand, reserved = stock_of(session, WALL_UNIT)
        assert (on_hand, reserved) == (stock[0], stock[1] + 20)
        assert credit_of(session).pending == credit + proposed.preview["total"]
        order = session.get_one(Order, int(receipt.result["order"].split("-")[1]))
        assert (order.total, order.status) == (proposed.preview["total"], "confirmed")


def test_confirming_again_gives_the_same_receipt_and_no_second_order(database, door, dealer):
    proposed = door.call("create_order", TWENTY, dealer)
    first = door.confirm(proposed.id, dealer)
    placed = orders(database)
    again = door.confirm(proposed.id, dealer)
    assert (again.command, again.result) == (first.command, first.result)
    assert orders(database) == placed


def test_confirming_from_many_devices_at_once_places_one_order(database, door, dealer):
    before = orders(database)
    proposed = door.call("create_order", TWENTY, dealer)
    with ThreadPoolExecutor(8) as pool:
        receipts = list(pool.map(lambda _: door.confirm(proposed.id, dealer), range(16)))
    assert {r.command for r in receipts} == {receipts[0].command}
    assert {r.result["order"] for r in receipts} == {receipts[0].result["order"]}
    assert orders(database) == before + 1


def test_another_persons_proposal_is_refused_and_the_attempt_recorded(
    database, door, dealer, actor
):
    proposed = door.call("create_order", TWENTY, dealer)
    before = orders(database)
    for stranger in ("clerk-east", "dealer-north", "headoffice", "admin"):
        with pytest.raises(NotFound):
            door.confirm(proposed.id, caller_of(actor(stranger)))
    assert orders(database) == before
    with database.read(SYSTEM) as session:
        refused = session.scalars(select(Refusal).where(Refusal.tool == "confirm")).all()
    assert {r.reference for r in refused} == {proposed.id}
    assert len(refused) == 4


def test_an_expired_proposal_is_not_executed(database, door, dealer, clock):
    proposed = door.call("create_order", TWENTY, dealer)
    before = orders(database)
    clock.advance(timedelta(minutes=15))
    with pytest.raises(Expired) as late:
        door.confirm(proposed.id, dealer)
    assert late.value.reason == "expired"
    assert late.value.data["arguments"] == proposed.arguments
    assert orders(database) == before


def test_a_rejected_proposal_cannot_be_confirmed(database, door, dealer):
    proposed = door.call("create_order", TWENTY, dealer)
    door.reject(proposed.id, dealer)
    door.reject(proposed.id, dealer)
    with pytest.raises(Expired, match="rejected"):
        door.confirm(proposed.id, dealer)


def test_a_changed_price_executes_nothing_and_brings_a_new_proposal(database, door, dealer):
    proposed = door.call("create_order", TWENTY, dealer)
    before = orders(database)
    with database.write(SYSTEM) as session:
        dearer = update(Price).where(Price.product_id == product_key(session, WALL_UNIT))
        session.execute(dearer.values(unit_price=Price.unit_price + 1_00))
    with pytest.raises(Changed) as changed:
        door.confirm(proposed.id, dealer)
    renewed = changed.value.data["proposal"]
    terms = {d["term"] for d in changed.value.data["differences"]}
    assert {"unit_price", "amount", "total"} <= terms
    assert renewed.preview["total"] > proposed.preview["total"]
    assert orders(database) == before
    with pytest.raises(Expired, match="replaced"):
        door.confirm(proposed.id, dealer)
    assert door.confirm(renewed.id, dealer).result["total"] == renewed.preview["total"]


def test_a_promotion_that_ended_brings_a_new_proposal(database, door, dealer, clock):
    with database.write(SYSTEM) as session:
        key = product_key(session, WALL_UNIT)
        session.add(_promotion(key, clock))
    proposed = door.call("create_order", TWENTY, dealer)
    assert proposed.preview["lines"][0]["promotion"] == "TEST-OFF"
    with database.write(SYSTEM) as session:
        session.execute(
            update(Promotion).where(Promotion.code == "TEST-OFF").values(ended_at=clock.now())
        )
    with pytest.raises(Changed) as changed:
        door.confirm(proposed.id, dealer)
    assert "promotion" in {d["term"] for d in changed.value.data["differences"]}


def test_an_approval_path_that_changed_brings_a_new_proposal(database, door, dealer):
    proposed = door.call("create_order", TWENTY, dealer)
    assert proposed.preview["terms"]["approval"] == []
    with database.write(SYSTEM) as session:
        credit = credit_of(session)
        credit.limit = credit.posted + credit.pending + proposed.preview["total"] - 1_00
    with pytest.raises(Changed) as changed:
        door.confirm(proposed.id, dealer)
    assert changed.value.data["proposal"].preview["terms"]["approval"] == ["finance"]


def test_stock_taken_meanwhile_refuses_with_figures_and_keeps_the_proposal(database, door, dealer):
    proposed = door.call("create_order", TWENTY, dealer)
    with database.write(SYSTEM) as session:
        key = product_key(session, WALL_UNIT)
        session.execute(update(Stock).where(Stock.product_id == key).values(reserved=Stock.on_hand))
    with pytest.raises(StockShort) as short:
        door.confirm(proposed.id, dealer)
    assert short.value.data["lines"][0]["wanted"] == 20
    assert [p.id for p in door.pending(dealer)] == [proposed.id]


def test_a_tool_that_is_switched_off_executes_nothing_at_once(database, door, dealer, clock):
    proposed = door.call("create_order", TWENTY, dealer)
    with database.write(SYSTEM) as session:
        turn_off(session, "tool:create_order", "stocktaking", clock.now())
    with pytest.raises(SwitchedOff):
        door.confirm(proposed.id, dealer)
    with pytest.raises(SwitchedOff):
        door.call("create_order", TWENTY, dealer)


def test_the_same_command_id_gives_the_same_proposal(door, dealer, database):
    one = door.call("create_order", TWENTY, dealer, command="turn-1")
    two = door.call("create_order", TWENTY, dealer, command="turn-1")
    assert one.id == two.id
    with database.read(SYSTEM) as session:
        assert session.scalar(select(func.count(Proposal.id))) == 1


def test_an_execution_leaves_one_command_and_one_event(database, door, dealer):
    proposed = door.call("create_order", TWENTY, dealer)
    receipt = door.confirm(proposed.id, dealer)
    with database.read(SYSTEM) as session:
        command = session.scalars(select(Command).where(Command.key == receipt.command)).one()
        assert (command.tool, command.proposal) == ("create_order", proposed.id)
        assert command.terms["total"] == proposed.preview["total"]
        key = f"order_placed:{int(receipt.result['order'].split('-')[1])}"
        assert session.scalar(select(func.count(Event.id)).where(Event.key == key)) == 1


def _promotion(product_id, clock):
    today = clock.now().date()
    return Promotion(
        code="TEST-OFF",
        name_zh="测试优惠",
        name_en="Test rebate",
        product_id=product_id,
        audience="dealer",
        minimum_quantity=5,
        percent_off=50_00,
        unit_off=0,
        starts_on=today - timedelta(days=1),
        ends_on=today + timedelta(days=9),
        ended_at=None,
    )
