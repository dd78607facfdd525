"""Two worlds are alike when the business in them is, whatever was said."""

from collections.abc import Callable
from typing import Any

import pytest

from evals.dialogue import caller_of
from evals.judge import differences
from evals.world import World, WorldFactory
from tools.proposals import Proposed


def do(world: World, tool: str, who: str = "dealer-east", **arguments: Any) -> None:
    caller = caller_of(world.actor(who))
    outcome = world.door.call(tool, arguments, caller)
    if isinstance(outcome, Proposed):
        world.door.confirm(outcome.id, caller)


FANS = [{"product": "CL-FN16", "quantity": 12}]
DEEDS: dict[str, Callable[[World], None]] = {
    "an order": lambda world: do(world, "create_order", lines=FANS),
    "an order cancelled": lambda world: do(world, "change_order", order="SO-000069", cancel=True),
    "a receipt": lambda world: do(world, "confirm_receipt", order="SO-000057"),
    "a payment reported": lambda world: do(world, "report_payment", amount=100),
    "a payment booked": lambda world: do(
        world, "book_payment", who="finance", dealer="D-EAST", amount=100
    ),
    "an approval": lambda world: do(
        world, "decide_approval", who="finance", order="SO-000094", grant=True
    ),
    "a rating": lambda world: do(
        world, "rate_service", who="customer-east", ticket="TK-000074", rating=4
    ),
    "a ticket withdrawn": lambda world: do(world, "withdraw_ticket", ticket="TK-000061"),
}


def compared(factory: WorldFactory, deed: Callable[[World], None]) -> tuple[list[str], list[str]]:
    """The differences after a deed in one world, and after the same deed in both."""
    with factory() as one, factory() as other:
        deed(one)
        before = differences(one.database, other.database)
        deed(other)
        return before, differences(one.database, other.database)


@pytest.mark.parametrize("name", DEEDS)
def test_every_deed_shows_until_the_other_world_has_it_too(factory: WorldFactory, name: str):
    before, after = compared(factory, DEEDS[name])
    assert before
    assert after == []


def test_wording_does_not_count(factory: WorldFactory):
    with factory() as one, factory() as other:
        do(one, "open_ticket", kind="complaint", description="师傅迟到")
        do(other, "open_ticket", kind="complaint", description="来晚了，很生气")
        assert differences(one.database, other.database) == []


def test_a_proposal_alone_is_no_difference(factory: WorldFactory):
    with factory() as one, factory() as other:
        one.door.call("create_order", {"lines": FANS}, caller_of(one.actor("dealer-east")))
        assert differences(one.database, other.database) == []


def test_worlds_are_alike_from_the_start(factory: WorldFactory):
    with factory() as one, factory() as other:
        assert differences(one.database, other.database) == []
