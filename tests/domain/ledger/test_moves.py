"""Counters change by guarded moves, all of them or none, and can be proved from them."""

import pytest
from sqlalchemy import select, true

from domain.database import Database
from domain.errors import Retry
from domain.ledger.checks import prove
from domain.ledger.operations import Cause, CreditDelta, StockDelta, move
from domain.models.catalogue import Product
from domain.models.ledger import Credit, Move, Stock
from domain.models.warehouses import Warehouse
from domain.scope import SYSTEM
from tests.factories.goods import credit_of, stock_of
from tests.factories.ledger import SKU, add_stock, dealer_key, place
from tests.factories.network import NOW

CAUSE = Cause("adjust", "TEST-1", "test", NOW)


def test_what_is_not_there_cannot_be_reserved(database):
    add_stock(database, 5)
    with pytest.raises(Retry), database.write(SYSTEM) as session:
        move(session, [StockDelta(*place(session), reserved=6)], CAUSE)


def test_two_lines_of_one_product_that_each_fit_alone_are_refused_together(database):
    add_stock(database, 5)
    with pytest.raises(Retry), database.write(SYSTEM) as session:
        move(session, [StockDelta(*place(session), reserved=3)] * 2, CAUSE)
    with database.read(SYSTEM) as session:
        assert stock_of(session, SKU) == (5, 0)


def test_lines_of_one_product_are_moved_as_one(database):
    add_stock(database, 5)
    with database.write(SYSTEM) as session:
        line = StockDelta(*place(session), reserved=2)
        move(session, [line, line], CAUSE)
        rows = session.scalars(select(Move).where(Move.document == "TEST-1")).all()
        assert [row.provisional for row in rows] == [4]


def test_what_is_reserved_cannot_leave(database):
    add_stock(database, 5)
    with database.write(SYSTEM) as session:
        move(session, [StockDelta(*place(session), reserved=4)], CAUSE)
    with pytest.raises(Retry), database.write(SYSTEM) as session:
        move(session, [StockDelta(*place(session), on_hand=-2)], CAUSE)


def test_a_reservation_is_released_once(database):
    add_stock(database, 5)
    with database.write(SYSTEM) as session:
        move(session, [StockDelta(*place(session), reserved=2)], CAUSE)
        move(session, [StockDelta(*place(session), reserved=-2)], CAUSE)
    with pytest.raises(Retry), database.write(SYSTEM) as session:
        move(session, [StockDelta(*place(session), reserved=-2)], CAUSE)


def test_a_counter_that_is_not_there_begins_at_nothing(database):
    with database.write(SYSTEM) as session:
        places = session.execute(
            select(Product.id, Warehouse.id).join(Warehouse, true()).order_by(Product.id)
        ).all()
        known = session.execute(select(Stock.product_id, Stock.warehouse_id)).all()
        product, warehouse = next(p for p in places if p not in known)
        move(session, [StockDelta(product, warehouse, on_hand=7)], CAUSE)
        query = select(Stock.on_hand, Stock.reserved)
        found = session.execute(query.filter_by(product_id=product, warehouse_id=warehouse)).one()
        assert tuple(found) == (7, 0)


def test_credit_ends_at_its_limit(database):
    with database.read(SYSTEM) as session:
        over = CreditDelta(dealer_key(session), "CNY", pending=_room(credit_of(session)) + 1)
    with pytest.raises(Retry), database.write(SYSTEM) as session:
        move(session, [over], CAUSE)


def test_credit_can_be_used_to_the_last_cent(database):
    with database.write(SYSTEM) as session:
        room = _room(credit_of(session))
        move(session, [CreditDelta(dealer_key(session), "CNY", pending=room)], CAUSE)


def test_an_order_that_finance_approves_may_exceed_the_limit(database):
    with database.write(SYSTEM) as session:
        over = _room(credit_of(session)) + 1
        delta = CreditDelta(dealer_key(session), "CNY", pending=over, beyond_limit=True)
        move(session, [delta], CAUSE)


def test_a_payment_is_booked_even_for_who_is_over_his_limit(database):
    with database.write(SYSTEM) as session:
        key = dealer_key(session)
        over = _room(credit_of(session)) + 10
        move(session, [CreditDelta(key, "CNY", pending=over, beyond_limit=True)], CAUSE)
        move(session, [CreditDelta(key, "CNY", posted=-5)], CAUSE)


def test_when_one_counter_refuses_none_has_moved(database):
    add_stock(database, 5)
    with database.read(SYSTEM) as session:
        before = credit_of(session).pending
        owed = CreditDelta(dealer_key(session), "CNY", pending=100)
    with pytest.raises(Retry), database.write(SYSTEM) as session:
        move(session, [owed, StockDelta(*place(session), reserved=6)], CAUSE)
    with database.read(SYSTEM) as session:
        assert credit_of(session).pending == before
        assert not session.scalars(select(Move).where(Move.document == "TEST-1")).all()


def test_the_proof_names_a_counter_that_was_changed_past_the_ledger(sqlite_database: Database):
    with sqlite_database.write(SYSTEM) as session:
        assert prove(session) == []
        stock = session.scalars(select(Stock).order_by(Stock.id).limit(1)).one()
        stock.on_hand += 1
        session.flush()
        (fault,) = prove(session)
        assert fault.startswith(f"stock {stock.id} stands at {stock.on_hand}/")


def _room(credit: Credit) -> int:
    return credit.limit - credit.posted - credit.pending
