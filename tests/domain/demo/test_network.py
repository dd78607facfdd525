"""The demo network: everybody, everything and every state that can be shown."""

from collections import defaultdict
from datetime import date

import pytest
from sqlalchemy import func, select

from domain.clock import business_date
from domain.database import Database
from domain.demo import make_demo
from domain.ledger.checks import prove
from domain.migrations import upgrade
from domain.models.figures import DailySales
from domain.models.finance import Receivable
from domain.models.log import Event
from domain.models.people import Dealer, User
from domain.models.sales import Order
from domain.models.service import Ticket
from domain.people.operations import authenticated
from domain.sales.plans import OrderRequest, plan_order
from domain.scope import SYSTEM, Role
from tests.factories.goods import RO_FILTER, WALL_UNIT, product_key, stock_of
from tests.factories.network import NOW, SEED

BRAND = ("WH-EAST", "WH-NORTH", "WH-SOUTH", "WH-WEST")
WANTED = {"confirmed", "shipped", "received", "cancelled", "awaiting_approval"}
TICKETS = {"open", "assigned", "solved", "closed", "withdrawn"}


def test_everything_adds_up(database):
    with database.read(SYSTEM) as session:
        assert prove(session) == []


def test_every_dealer_has_an_order_in_every_state(sqlite_database):
    states = by_dealer(sqlite_database, select(Order.dealer_id, Order.status))
    assert len(states) == 12
    assert all(found >= WANTED for found in states.values())


def test_every_dealer_has_tickets_in_every_state_and_some_rated(sqlite_database):
    states = by_dealer(sqlite_database, select(Ticket.dealer_id, Ticket.status))
    ratings = by_dealer(sqlite_database, select(Ticket.dealer_id, Ticket.rating))
    assert all(found == TICKETS for found in states.values())
    assert all(found - {None} for found in ratings.values())


def test_every_dealer_has_open_and_overdue_invoices(sqlite_database):
    today = business_date(NOW, "Asia/Shanghai")
    query = select(Receivable.dealer_id, Receivable.due_on < today).where(
        Receivable.open_amount > 0
    )
    assert set(map(frozenset, by_dealer(sqlite_database, query).values())) == {
        frozenset({True, False})
    }


def test_common_goods_are_plenty_and_some_are_short(sqlite_database):
    with sqlite_database.read(SYSTEM) as session:
        for warehouse in BRAND:
            assert free(session, WALL_UNIT, warehouse) >= 200
            assert free(session, RO_FILTER, warehouse) >= 400
            assert free(session, "CL-TV75", warehouse) == 0


def test_a_usual_dealer_orders_twenty_wall_units_without_approval(sqlite_database):
    with sqlite_database.read(SYSTEM) as session:
        paths = {
            dealer.code: plan_order(session, twenty(session, dealer), NOW).approval
            for dealer in session.scalars(select(Dealer))
        }
    assert paths.pop("D-KUNMING") == ("finance",)
    assert set(paths.values()) == {()}


def test_people_of_every_role_can_sign_in(sqlite_database, passwords):
    with sqlite_database.read(SYSTEM) as session:
        roles = {authenticated(session, name, word).role for name, word in passwords.items()}
    assert roles == set(Role) - {Role.SYSTEM}


def test_passwords_are_new_each_time_unless_a_seed_is_given(sqlite_templates, tmp_path):
    lists = []
    for number, seed in enumerate((SEED, SEED, None)):
        with_rows = sqlite_templates.copy("empty", tmp_path / f"{number}.db")
        lists.append(make_demo(with_rows, NOW, scale="small", password_seed=seed))
        with_rows.close()
    assert lists[0] == lists[1]
    assert not {u.password for u in lists[0]} & {u.password for u in lists[2]}


def test_the_same_seed_makes_the_same_network(sqlite_database, sqlite_templates, tmp_path):
    again = sqlite_templates.copy("empty", tmp_path / "again.db")
    make_demo(again, NOW, seed=SEED, scale="small")
    assert orders_of(again) == orders_of(sqlite_database)
    again.close()


def test_what_followed_from_the_history_is_done(sqlite_database):
    with sqlite_database.read(SYSTEM) as session:
        assert session.scalars(select(Event).where(Event.taken_at.is_(None))).all() == []


@pytest.mark.slow
def test_the_full_network_has_eighteen_months_of_seasonal_sales(tmp_path):
    upgrade(f"sqlite:///{tmp_path}/full.db")
    database = Database(f"sqlite:///{tmp_path}/full.db")
    make_demo(database, NOW)
    with database.read(SYSTEM) as session:
        assert prove(session) == []
        first, last = session.execute(
            select(func.min(DailySales.day), func.max(DailySales.day))
        ).one()
        assert (last - first).days > 540
        key = product_key(session, WALL_UNIT)
        assert sold(session, key, 7) > 2 * sold(session, key, 1)
        assert session.scalar(select(func.count(User.id))) == 49
    database.close()


def by_dealer(database, query):
    found = defaultdict(set)
    with database.read(SYSTEM) as session:
        for dealer, value in session.execute(query):
            found[dealer].add(value)
    return found


def orders_of(database):
    with database.read(SYSTEM) as session:
        rows = session.execute(select(Order.id, Order.dealer_id, Order.status, Order.total))
        return sorted(map(tuple, rows))


def free(session, sku, warehouse):
    on_hand, reserved = stock_of(session, sku, warehouse)
    return on_hand - reserved


def twenty(session, dealer):
    return OrderRequest(dealer.id, ((product_key(session, WALL_UNIT), 20),))


def sold(session, product, month):
    days = DailySales.day.between(date(2026, month, 1), date(2026, month, 28))
    query = select(func.sum(DailySales.quantity)).where(DailySales.product_id == product, days)
    return session.scalar(query)
