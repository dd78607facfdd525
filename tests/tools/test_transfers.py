"""Goods move between warehouses by the word of who owns them, and the ledger agrees."""

import pytest
from sqlalchemy import select, update

from domain.errors import Forbidden, NotFound, Refused, StockShort, WrongState
from domain.ledger.checks import prove
from domain.models.people import Dealer
from domain.scope import SYSTEM
from tests.factories.desk import caller_of
from tests.factories.goods import RO_FILTER, stock_of
from tools.results import sentence


@pytest.fixture
def lent(database):
    """A dealer of the East who shares his stock and has filters, and his warehouse."""
    with database.read(SYSTEM) as session:
        assert stock_of(session, RO_FILTER, "WD-EAST-EN")[0] >= 5
    return "WD-EAST-EN"


def done(door, caller, tool, **arguments):
    proposed = door.call(tool, arguments, caller)
    return door.confirm(proposed.id, caller).result


def held(database, *warehouses):
    with database.read(SYSTEM) as session:
        return [stock_of(session, RO_FILTER, w)[0] for w in warehouses]


def line(quantity=2):
    return {"product": RO_FILTER, "quantity": quantity}


def test_goods_borrowed_from_a_neighbour_move_by_his_word(door, actor, database, lent):
    borrower, owner = caller_of(actor("dealer-east")), caller_of(actor("dealer-east-en"), "en")
    before = held(database, lent, "WD-EAST")
    asked = done(door, borrower, "transfer_stock", line=line(), source="港灯家居")
    number = asked["transfer"]
    assert (asked["status"], held(database, lent, "WD-EAST")) == ("requested", before)
    assert door.call("pending_approvals", {}, owner).result["transfers"][0]["transfer"] == number
    sent = done(door, owner, "decide_transfer", transfer=number, grant=True)
    assert sent["status"] == "sent"
    assert held(database, lent, "WD-EAST") == [before[0] - 2, before[1]]
    done(door, borrower, "receive_transfer", transfer=number)
    assert held(database, lent, "WD-EAST") == [before[0] - 2, before[1] + 2]
    with database.read(SYSTEM) as session:
        assert prove(session) == []


def test_only_the_owner_decides_and_nobody_his_own_request(door, actor, lent):
    borrower = caller_of(actor("dealer-east"))
    number = done(door, borrower, "transfer_stock", line=line(), source="港灯家居")["transfer"]
    with pytest.raises(Forbidden):
        door.call("decide_transfer", {"transfer": number, "grant": True}, borrower)
    for stranger in ("dealer-north", "manager-north"):
        with pytest.raises(NotFound):
            door.call("transfer_status", {"transfer": number}, caller_of(actor(stranger)))
    owner = caller_of(actor("dealer-east-en"))
    done(door, owner, "decide_transfer", transfer=number, grant=False)
    with pytest.raises(WrongState):
        door.call("withdraw_transfer", {"transfer": number}, borrower)


def test_a_neighbour_who_shares_nothing_is_as_good_as_unknown(door, actor, database, lent):
    with database.write(SYSTEM) as session:
        session.execute(update(Dealer).where(Dealer.code == "D-EAST-EN").values(shares_stock=False))
    for name in ("港灯家居", "没有这家店"):
        with pytest.raises(NotFound) as refused:
            door.call(
                "transfer_stock",
                {"line": line(), "source": name},
                caller_of(actor("dealer-east")),
            )
        assert refused.value.data == {"text": name}


def test_without_a_name_the_nearest_neighbour_who_has_plenty_is_asked(door, actor, database):
    proposed = door.call("transfer_stock", {"line": line()}, caller_of(actor("dealer-east")))
    with database.read(SYSTEM) as session:
        sharing = set(session.scalars(select(Dealer.name_zh).where(Dealer.shares_stock)))
    assert proposed.preview["terms"]["source"].removesuffix("仓") in sharing
    assert "货主" in proposed.preview["terms"]["decided_by"]


def test_the_brands_goods_reach_a_dealer_by_an_order_alone(door, actor):
    with pytest.raises(Refused) as refused:
        door.call(
            "transfer_stock",
            {"line": line(), "source": "华东仓"},
            caller_of(actor("dealer-east")),
        )
    assert refused.value.reason == "needs_order"
    assert "下单" in sentence(refused.value, "zh")


def test_supply_planning_moves_the_brands_goods_at_once(door, actor, database):
    before = held(database, "WH-EAST", "WH-NORTH")
    planner = caller_of(actor("supply-planning"))
    moved = done(door, planner, "transfer_stock", line=line(10), source="华东仓", target="华北仓")
    assert moved["status"] == "received"
    assert held(database, "WH-EAST", "WH-NORTH") == [before[0] - 10, before[1] + 10]


def test_a_dealers_wish_to_move_the_brands_goods_waits_for_supply_planning(door, actor, database):
    before = held(database, "WH-EAST", "WH-NORTH")
    wish = {"line": line(10), "source": "华东仓", "target": "华北仓"}
    number = done(door, caller_of(actor("dealer-north")), "transfer_stock", **wish)["transfer"]
    assert held(database, "WH-EAST", "WH-NORTH") == before
    planner = caller_of(actor("supply-planning"))
    done(door, planner, "decide_transfer", transfer=number, grant=True)
    assert held(database, "WH-EAST", "WH-NORTH") == [before[0] - 10, before[1] + 10]


def test_more_than_there_is_cannot_be_moved(door, actor):
    wish = {"line": line(90_000), "source": "华东仓", "target": "华北仓"}
    with pytest.raises(StockShort) as refused:
        door.call("transfer_stock", wish, caller_of(actor("supply-planning")))
    assert "90000" in sentence(refused.value, "zh")
