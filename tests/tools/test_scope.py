"""Nobody sees what is not his, by any wording or tool, and attempts are written down."""

import pytest
from sqlalchemy import select

from domain.errors import DomainError, Forbidden, NotFound
from domain.models import Refusal
from domain.scope import SYSTEM
from tests.factories.desk import caller_of
from tests.factories.orders import placed_order
from tools.results import sentence


@pytest.mark.parametrize("wording", ["D-NORTH", "d-north", "北辰家电", "no such dealer", "D-EAST2"])
def test_a_dealer_who_names_another_learns_not_even_whether_he_exists(door, actor, wording):
    caller = caller_of(actor("dealer-east"))
    with pytest.raises(NotFound) as refused:
        door.call("query_receivables", {"dealer": wording}, caller)
    told = sentence(refused.value, "zh")
    assert told == f"没有可供您查看的“{wording}”的资料。"


def test_the_attempt_is_recorded(door, actor, database):
    with pytest.raises(NotFound):
        door.call("query_receivables", {"dealer": "D-NORTH"}, caller_of(actor("dealer-east")))
    with database.read(SYSTEM) as session:
        refusal = session.scalars(select(Refusal)).one()
    assert (refusal.tool, refusal.reference) == ("query_receivables", "D-NORTH")
    assert refusal.actor_id == actor("dealer-east").user_id


def test_a_dealer_cannot_order_for_another(door, actor):
    arguments = {"dealer": "D-NORTH", "lines": [{"product": "RO滤芯", "quantity": 1}]}
    with pytest.raises(NotFound):
        door.call("create_order", arguments, caller_of(actor("dealer-east")))


def test_another_dealers_order_looks_like_none(door, actor, database):
    placed = placed_order(database, actor("dealer-north"))
    for tool, arguments in (
        ("order_status", {"order": placed["order"]}),
        ("change_order", {"order": placed["order"], "cancel": True}),
        ("confirm_receipt", {"order": placed["order"]}),
    ):
        with pytest.raises(NotFound) as missing:
            door.call(tool, arguments, caller_of(actor("dealer-east")))
        assert missing.value.data == {"text": placed["order"]}


def test_a_dealers_clerk_sees_the_dealers_orders(door, actor, database):
    placed = placed_order(database, actor("dealer-east"))
    seen = door.call("order_status", {"order": placed["order"]}, caller_of(actor("clerk-east")))
    assert seen.result["orders"][0]["order"] == placed["order"]


def test_a_regions_manager_sees_his_region_alone(door, actor):
    caller = caller_of(actor("manager-north"))
    assert (
        door.call("query_receivables", {"dealer": "D-NORTH"}, caller).result["dealer"] == "D-NORTH"
    )
    with pytest.raises(NotFound):
        door.call("query_receivables", {"dealer": "D-EAST"}, caller)


def test_a_customer_gets_no_figures_of_stock_and_no_receivables(door, actor):
    caller = caller_of(actor("customer-east"))
    items = door.call("check_stock", {"product": "1.5匹挂机"}, caller).result["items"]
    assert {(i["on_hand"], i["reserved"], i["available"]) for i in items} == {(None, None, None)}
    assert {i["level"] for i in items} <= {"plenty", "few", "none"}
    with pytest.raises(Forbidden):
        door.call("query_receivables", {}, caller)


def test_a_customers_order_is_a_request_at_retail_price_that_holds_nothing(door, actor):
    arguments = {"lines": [{"product": "1.5匹挂机", "quantity": 1}]}
    retail = door.call("create_order", arguments, caller_of(actor("customer-east")))
    wholesale = door.call("create_order", arguments, caller_of(actor("dealer-east")))
    assert retail.preview["terms"]["kind"] == "retail"
    assert retail.preview["informs"] == {}
    assert retail.preview["lines"][0]["available"] is None
    assert retail.preview["total"] > wholesale.preview["total"]


def test_neighbours_stock_is_shown_as_levels_only(door, actor):
    caller = caller_of(actor("dealer-east"))
    result = door.call("check_stock", {"product": "1.5匹挂机"}, caller).result
    for neighbour in result["alternatives"]:
        assert neighbour["available"] is None
        assert neighbour["level"] in {"plenty", "few"}
    foreign = [
        i
        for i in result["items"]
        if "NORTH" in i["warehouse_code"] and "WH-D" in i["warehouse_code"]
    ]
    assert foreign == []


def test_nobody_approves_what_he_proposed(door, actor):
    staff = caller_of(actor("headoffice"))
    arguments = {"dealer": "D-KUNMING", "lines": [{"product": "1.5匹挂机", "quantity": 20}]}
    proposed = door.call("create_order", arguments, staff)
    assert proposed.preview["terms"]["approval"]
    order = door.confirm(proposed.id, staff).result["order"]
    with pytest.raises(Forbidden, match="own_proposal"):
        door.call("decide_approval", {"order": order, "grant": True}, staff)


def test_a_staff_members_ticket_for_a_dealer_is_a_proposal(door, actor):
    ticket = {"kind": "complaint", "description": "晚到三天", "dealer": "D-EAST"}
    proposed = door.call("open_ticket", ticket, caller_of(actor("headoffice")))
    assert "华东" in proposed.title or "D-EAST" in str(proposed.preview) or proposed.title
    done = door.call(
        "open_ticket",
        {k: v for k, v in ticket.items() if k != "dealer"},
        caller_of(actor("dealer-east")),
    )
    assert done.result["ticket"].startswith("TK-")


def test_tools_of_other_roles_are_refused(door, actor):
    with pytest.raises(DomainError):
        door.call("decide_approval", {"order": "1", "grant": True}, caller_of(actor("dealer-east")))
    with pytest.raises(DomainError):
        door.call(
            "ship_order",
            {"order": "1", "carrier": "x", "tracking": "y"},
            caller_of(actor("dealer-east")),
        )
