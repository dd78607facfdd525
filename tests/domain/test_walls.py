"""Nobody sees what is not his: the ORM's wall, and row security under it."""

from typing import Any

import pytest
from sqlalchemy import func, insert, select, text
from sqlalchemy.exc import ProgrammingError

from domain.confined import Confined, wall
from domain.database import Base, Scoped
from domain.models.finance import Receivable
from domain.models.sales import Order, OrderLine
from domain.scope import SYSTEM, Level
from tests.factories.goods import RO_FILTER, credit_of, stock_of
from tests.factories.orders import placed_order
from tests.factories.people import actor_named

EVERYBODY = ("customer-east", "dealer-east", "clerk-kunming", "manager-south", "headoffice")
SCOPED: list[Any] = [m.class_ for m in Base.registry.mappers if issubclass(m.class_, Scoped)]


@pytest.fixture
def served(postgres_templates):
    with postgres_templates.clone("demo") as database:
        yield database


def test_a_dealers_order_holds_brand_stock_and_his_credit(database, actor):
    dealer = actor("dealer-east")
    with database.read(dealer) as session:
        before, owed = stock_of(session, "CL-AC35W"), credit_of(session).pending
    order = placed_order(database, dealer)
    with database.read(dealer) as session:
        assert stock_of(session, "CL-AC35W") == (before[0], before[1] + 20)
        assert credit_of(session).pending == owed + order["total"]
    assert order["status"] == "confirmed"


def test_a_customers_order_is_a_request_whose_lines_he_sees(database, actor):
    customer = actor("customer-east")
    order = placed_order(database, customer, {RO_FILTER: 2})
    assert order["status"] == "requested"
    key = int(order["order"].removeprefix("SO-"))
    with database.read(customer) as session:
        (line,) = session.scalars(select(OrderLine).where(OrderLine.order_id == key))
        assert line.quantity == 2
        assert session.scalars(select(Receivable)).all() == []


def test_a_dealer_sees_no_order_of_another(database, actor):
    with database.read(actor("dealer-suzhou")) as session:
        owners = set(session.scalars(select(Order.dealer_id)))
    assert owners == {actor("dealer-suzhou").dealer_id}


@pytest.mark.parametrize("username", EVERYBODY)
def test_prepared_reads_draw_the_same_walls_as_the_orm(database, actor, username):
    with database.read(actor(username)) as session:
        for table in SCOPED:
            seen = session.scalars(select(table)).all()
            assert counted(table).rows(session, {}) == [(len(seen),)], table


def counted(table: Any) -> Confined:
    return Confined(lambda actor: select(func.count()).select_from(table).where(wall(table, actor)))


@pytest.mark.postgres
@pytest.mark.parametrize("username", EVERYBODY)
def test_row_security_draws_the_same_walls_as_the_models(served, username):
    actor = actor_named(served, username)
    for table in SCOPED:
        query = select(func.count()).select_from(table.__table__)  # Core: row security alone
        with served.read(actor) as session:
            seen = session.execute(query).scalar_one()
        if actor.level is not Level.HEAD_OFFICE:
            query = query.where(table.visible_to(actor))
        with served.read(SYSTEM) as session:
            assert seen == session.execute(query).scalar_one(), table.__tablename__


@pytest.mark.postgres
def test_without_a_scope_there_are_no_rows(served):
    with served.engine.connect() as connection:
        for table in SCOPED:
            query = select(func.count()).select_from(table.__table__)
            assert connection.execute(query).scalar_one() == 0, table.__tablename__


@pytest.mark.postgres
def test_the_scope_ends_with_its_transaction(served):
    with served.read(SYSTEM) as session:
        assert session.execute(text("SELECT count(*) FROM dealer")).scalar_one() == 12
    with served.engine.connect() as connection:
        assert connection.execute(text("SELECT count(*) FROM dealer")).scalar_one() == 0


@pytest.mark.postgres
def test_a_row_cannot_be_written_for_another_dealer(served):
    other = actor_named(served, "dealer-suzhou").dealer_id
    row = {
        "dealer_id": other,
        "currency": "CNY",
        "amount": 1,
        "open_amount": 1,
        "issued_on": "2026-01-01",
        "due_on": "2026-01-01",
    }
    refused = pytest.raises(ProgrammingError, match="row-level security")
    with served.write(actor_named(served, "dealer-east")) as session, refused:
        session.connection().execute(insert(Receivable), row)


@pytest.mark.postgres
@pytest.mark.parametrize("table", ["dealer", "warehouse"])
def test_a_dealer_cannot_alter_what_head_office_keeps(served, table):
    with served.write(actor_named(served, "dealer-east")) as session:
        altered = session.execute(text(f"UPDATE {table} SET city = 'x'"))
        assert altered.rowcount == 0


@pytest.mark.postgres
def test_a_customer_cannot_touch_stock(served):
    with served.write(actor_named(served, "customer-east")) as session:
        assert session.execute(text("UPDATE stock SET on_hand = 0")).rowcount == 0
