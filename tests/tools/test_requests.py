"""What is handed to people gets a number, a department and a time; a bad rating is followed up."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.errors import Invalid, WrongState
from domain.models.service import Ticket
from domain.scope import SYSTEM
from domain.service.rules import person_by
from tests.factories.desk import caller_of
from tests.factories.goods import WALL_UNIT
from tests.factories.orders import placed_order


def ticket_of(database, number):
    with database.read(SYSTEM) as session:
        return session.get_one(Ticket, int(number.removeprefix("TK-")))


def test_an_invoice_is_asked_of_finance_for_the_order_named(door, actor, database, clock):
    dealer = actor("dealer-east")
    order = placed_order(database, dealer)["order"]
    wanted = {"kind": "correct", "description": "税号写错了", "order": order, "tax_number": "9131X"}
    asked = door.call("request_invoice", wanted, caller_of(dealer)).result
    ticket = ticket_of(database, asked["ticket"])
    assert (ticket.department, ticket.kind) == ("finance", "request")
    assert ticket.order_id == int(order.removeprefix("SO-"))
    assert "9131X" in ticket.description
    assert ticket.due_at - clock.now() == timedelta(hours=24)


def test_goods_that_have_not_left_are_cancelled_not_returned(door, actor, database):
    dealer = actor("dealer-east")
    order = placed_order(database, dealer)["order"]
    wanted = {"wish": "return", "description": "滞销", "order": order}
    with pytest.raises(WrongState):
        door.call("request_return", wanted, caller_of(dealer))


def test_no_more_goes_back_than_was_ordered(door, actor, database):
    customer = actor("customer-east")
    order = placed_order(database, customer, {WALL_UNIT: 1})["order"]
    wanted = {"wish": "exchange", "description": "有凹痕", "order": order}
    asked = door.call("request_return", wanted | {"product": WALL_UNIT}, caller_of(customer))
    ticket = ticket_of(database, asked.result["ticket"])
    assert (ticket.kind, ticket.department) == ("return", "after_sales")
    for wrong in ({"product": WALL_UNIT, "quantity": 2}, {"product": "CL-TV55"}):
        with pytest.raises(Invalid):
            door.call("request_return", wanted | wrong, caller_of(customer))


def test_a_bad_rating_brings_customer_service_and_a_good_one_does_not(door, actor, database):
    caller = caller_of(actor("customer-east"))
    bad = door.call("rate_service", {"ticket": "TK-000074", "rating": 1}, caller).result
    follow_up = ticket_of(database, bad["follow_up"])
    assert (follow_up.kind, follow_up.department) == ("complaint", "customer_service")
    good = door.call("rate_service", {"ticket": "TK-000074", "rating": 5}, caller).result
    assert good["follow_up"] is None


def test_what_nobody_has_worked_on_cannot_be_rated(door, actor):
    caller = caller_of(actor("customer-east"))
    opened = door.call("open_ticket", {"kind": "complaint", "description": "太慢"}, caller).result
    with pytest.raises(WrongState):
        door.call("rate_service", {"ticket": opened["ticket"], "rating": 5}, caller)


@pytest.mark.parametrize(
    ("asked", "answered"),
    [
        ("2026-11-18T10:30", "2026-11-18T11:30"),  # a Wednesday morning
        ("2026-11-18T07:00", "2026-11-18T10:00"),  # before they open
        ("2026-11-18T21:00", "2026-11-19T10:00"),
        ("2026-11-21T19:00", "2026-11-23T10:00"),  # a Saturday evening
        ("2026-11-22T12:00", "2026-11-23T10:00"),  # a Sunday
    ],
)
def test_a_person_answers_within_the_hours_of_service(asked, answered):
    zone = ZoneInfo("Asia/Shanghai")
    now = datetime.fromisoformat(asked).replace(tzinfo=zone)
    assert person_by(now, "Asia/Shanghai") == datetime.fromisoformat(answered).replace(tzinfo=zone)
