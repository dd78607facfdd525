"""What is told of a ticket after it was opened lands on it, and on nobody else's."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from domain.errors import Ambiguous, Invalid, NotFound, WrongState
from domain.models.service import Ticket, TicketNote
from domain.scope import SYSTEM
from tests.factories.desk import caller_of
from tests.factories.goods import WALL_UNIT
from tools.proposals import Proposed


@pytest.fixture
def customer(actor):
    return caller_of(actor("customer-east"))


@pytest.fixture
def opened(door, customer):
    """A ticket of which only the fault is known."""
    return door.call("open_ticket", {"kind": "repair", "description": "漏水"}, customer).result


def notes_of(database, ticket):
    with database.read(SYSTEM) as session:
        key = int(ticket.removeprefix("TK-"))
        found = session.scalars(select(TicketNote).where(TicketNote.ticket_id == key))
        return [(n.product_id is not None, n.preferred_time, n.text) for n in found]


def test_a_ticket_says_what_nobody_has_told_yet(door, customer, opened):
    assert opened["lacks"] == ["product", "time"]
    told = {"ticket": opened["ticket"], "product": WALL_UNIT}
    assert door.call("add_to_ticket", told, customer).result["lacks"] == ["time"]
    grievance = {"kind": "complaint", "description": "太慢"}
    assert door.call("open_ticket", grievance, customer).result["lacks"] == []


def test_what_is_told_later_stands_on_the_ticket_and_its_history_is_kept(
    door, customer, opened, database
):
    ticket = {"ticket": opened["ticket"]}
    first = {"product": WALL_UNIT, "preferred_time": "2026-11-19 下午"}
    door.call("add_to_ticket", ticket | first, customer)
    later = {"preferred_time": "2026-11-20 上午", "note": "三楼没电梯"}
    changed = door.call("add_to_ticket", ticket | later, customer).result
    assert changed["previous_time"] == "2026-11-19 下午"
    (seen,) = door.call("ticket_status", ticket, customer).result["tickets"]
    assert (seen["sku"], seen["preferred_time"]) == (WALL_UNIT, "2026-11-20 上午")
    assert seen["notes"] == ["三楼没电梯"]
    assert notes_of(database, opened["ticket"]) == [
        (True, "2026-11-19 下午", ""),
        (False, "2026-11-20 上午", "三楼没电梯"),
    ]


def test_another_persons_ticket_cannot_be_added_to(door, actor, opened, database):
    told = {"ticket": opened["ticket"], "note": "x"}
    for stranger in ("customer-north", "dealer-north", "manager-south"):
        with pytest.raises(NotFound):
            door.call("add_to_ticket", told, caller_of(actor(stranger)))
    assert notes_of(database, opened["ticket"]) == []


def test_his_dealer_adds_at_once_and_staff_by_a_proposal(door, actor, opened, database):
    told = {"ticket": opened["ticket"], "note": "客户换了电话"}
    door.call("add_to_ticket", told, caller_of(actor("dealer-east")))
    for name in ("manager-east", "after-sales"):
        staff = caller_of(actor(name))
        proposed = door.call("add_to_ticket", told | {"note": name}, staff)
        assert isinstance(proposed, Proposed)
        door.confirm(proposed.id, staff)
    texts = [text for _, _, text in notes_of(database, opened["ticket"])]
    assert texts == ["客户换了电话", "manager-east", "after-sales"]


def test_nothing_is_added_to_a_ticket_that_is_over_or_where_nothing_is_told(door, customer, opened):
    ticket = {"ticket": opened["ticket"]}
    with pytest.raises(Invalid, match="nothing_told"):
        door.call("add_to_ticket", ticket, customer)
    with pytest.raises(Ambiguous):
        door.call("add_to_ticket", ticket | {"product": "空调"}, customer)
    door.call("withdraw_ticket", ticket, customer)
    with pytest.raises(WrongState):
        door.call("add_to_ticket", ticket | {"note": "x"}, customer)


def test_the_same_call_again_adds_once(door, customer, opened, database):
    told = {"ticket": opened["ticket"], "note": "有狗"}
    first, again = (door.call("add_to_ticket", told, customer, "one") for _ in range(2))
    assert first == again
    assert len(notes_of(database, opened["ticket"])) == 1


def test_a_complaint_names_the_ticket_it_is_about_if_it_is_ones_own(door, actor, customer, clock):
    grievance = {"kind": "complaint", "description": "没人来", "about": "TK-000074"}
    clock.advance(timedelta(hours=1))
    complaint = door.call("open_ticket", grievance, customer).result
    assert complaint["about"] == "TK-000074"
    assert complaint["product"] == "1.5匹壁挂式空调"
    with pytest.raises(NotFound):
        door.call("open_ticket", grievance, caller_of(actor("customer-north")))


def test_a_bad_rating_is_followed_up_by_a_ticket_about_the_visit(door, customer, database):
    rated = door.call("rate_service", {"ticket": "TK-000074", "rating": 1}, customer).result
    with database.read(SYSTEM) as session:
        follow_up = session.get_one(Ticket, int(rated["follow_up"].removeprefix("TK-")))
        assert follow_up.about == "TK-000074"
