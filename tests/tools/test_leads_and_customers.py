"""Leads and customers: a dealer's own, and nobody else's."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from domain.customers.rules import Segment, segment
from domain.errors import Forbidden, Invalid, NotFound, WrongState
from domain.models.customers import Customer
from domain.scope import SYSTEM
from tests.factories.desk import caller_of
from tests.factories.orders import placed_order

TODAY = date(2026, 11, 18)


def noted(door, caller, **given):
    wanted = {"name": "周师傅", "wish": "想给新房装一套中央空调"} | given
    return door.call("note_lead", wanted, caller).result


def test_a_lead_is_noted_followed_up_and_won(door, actor):
    caller = caller_of(actor("dealer-east"))
    lead = noted(door, caller, expected=30_000_00, next_on="2026-11-20")
    assert (lead["stage"], lead["next_on"], lead["forgotten"]) == ("new", "2026-11-20", False)
    step = {"lead": "周师傅", "stage": "visited", "note": "量了房"}
    door.call("advance_lead", step, caller)
    door.call("advance_lead", {"lead": lead["lead"], "stage": "won"}, caller)
    (seen,) = door.call("list_leads", {"lead": lead["lead"]}, caller).result["leads"]
    assert [s["stage"] for s in seen["steps"]] == ["new", "visited", "won"]
    assert seen["next_on"] is None
    with pytest.raises(WrongState):
        door.call("advance_lead", {"lead": lead["lead"], "stage": "quoted"}, caller)


def test_a_lead_is_the_dealers_own(door, actor):
    lead = noted(door, caller_of(actor("dealer-east")))
    for other in ("dealer-north", "manager-north"):
        with pytest.raises(NotFound):
            door.call("list_leads", {"lead": lead["lead"]}, caller_of(actor(other)))
    for reader in ("clerk-east", "manager-east", "headoffice"):
        seen = door.call("list_leads", {"lead": lead["lead"]}, caller_of(actor(reader)))
        assert seen.result["leads"][0]["lead"] == lead["lead"]
    for writer in ("customer-east", "headoffice"):
        with pytest.raises(Forbidden):
            noted(door, caller_of(actor(writer)))


def test_a_lead_nobody_followed_up_is_shown_as_forgotten(door, actor, clock):
    caller = caller_of(actor("dealer-east"))
    lead = noted(door, caller)
    clock.advance(timedelta(days=8))
    (seen,) = door.call("list_leads", {"lead": lead["lead"]}, caller).result["leads"]
    assert seen["forgotten"]


def test_a_note_can_be_taken_back_and_no_step_lies_in_the_past(door, actor):
    caller = caller_of(actor("dealer-east"))
    with pytest.raises(Invalid):
        noted(door, caller, next_on="2026-11-17")
    lead = noted(door, caller)
    assert door.call("withdraw_lead", {"lead": lead["lead"]}, caller).result["stage"] == (
        "withdrawn"
    )
    listed = door.call("list_leads", {}, caller).result["leads"]
    assert lead["lead"] not in {one["lead"] for one in listed}


def test_a_profile_counts_what_the_customer_bought(door, actor, database):
    customer = actor("customer-east")
    bought = placed_order(database, customer, {"CL-TV75": 1})
    with database.read(SYSTEM) as session:
        person = session.get_one(Customer, customer.customer_id)
    caller = caller_of(actor("dealer-east"))
    (seen,) = door.call("customer_profile", {"customer": person.name}, caller).result["customers"]
    assert seen["phone"] == person.phone
    assert seen["last_order_on"] == "2026-11-18"
    assert seen["value"] >= bought["total"]
    assert "电视" in seen["preferences"]
    with pytest.raises(NotFound):
        door.call("customer_profile", {"customer": person.name}, caller_of(actor("dealer-north")))


def test_who_has_something_of_the_family_is_invited_first(door, actor, database):
    placed_order(database, actor("customer-east"), {"CL-RO800": 1})
    caller = caller_of(actor("dealer-east"))
    seen = door.call("customer_profile", {"invite_for": "净水器"}, caller).result
    assert seen["customers"][0]["reason"] == "has_it"
    with database.read(SYSTEM) as session:
        own = set(
            session.scalars(
                select(Customer.name).where(Customer.dealer_id == caller.actor.dealer_id)
            )
        )
    assert {one["name"] for one in seen["customers"]} <= own


@pytest.mark.parametrize(
    ("orders", "value", "days", "expected"),
    [
        (0, 0, None, Segment.PROSPECT),
        (1, 900_00, 30, Segment.ACTIVE),
        (3, 900_00, 30, Segment.LOYAL),
        (1, 12_000_00, 30, Segment.VALUABLE),
        (1, 12_000_00, 200, Segment.AT_RISK),
        (1, 900_00, 400, Segment.SLEEPING),
    ],
)
def test_segments_follow_recency_frequency_and_value(orders, value, days, expected):
    last = None if days is None else TODAY - timedelta(days=days)
    assert segment(orders, value, last, TODAY) is expected
