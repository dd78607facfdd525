"""Figures of the business and the advice what to reorder: worked out again by hand."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from domain.errors import Forbidden, NotFound
from domain.figures.queries import Period
from domain.figures.rules import before, months
from domain.models.figures import DailySales, SalesTarget
from domain.models.people import Dealer, Region
from domain.replenishment import rules
from domain.scope import SYSTEM
from tests.factories.desk import caller_of
from tests.factories.goods import WALL_UNIT, product_key, stock_of

TODAY = date(2026, 11, 18)


def summed(database, start, end, *conditions):
    query = select(func.sum(DailySales.quantity), func.sum(DailySales.amount))
    query = query.where(DailySales.day.between(start, end), *conditions)
    with database.read(SYSTEM) as session:
        return tuple(map(int, session.execute(query).one()))


def test_a_dealers_figure_is_his_own_sales_against_the_month_before(door, actor, database):
    caller = caller_of(actor("dealer-east"))
    seen = door.call("business_figure", {}, caller).result
    own = DailySales.dealer_id == caller.actor.dealer_id
    assert (seen["start"], seen["end"]) == ("2026-11-01", "2026-11-18")
    now = summed(database, date(2026, 11, 1), TODAY, own)
    then = summed(database, date(2026, 10, 1), date(2026, 10, 18), own)
    assert (seen["quantity"], seen["amount"], seen["previous_amount"]) == (*now, then[1])
    assert seen["change"] == round((now[1] - then[1]) * 10_000 / then[1])


def test_a_target_is_that_of_the_running_month(door, actor, database):
    caller = caller_of(actor("dealer-east"))
    query = select(SalesTarget.amount).where(
        SalesTarget.dealer_id == caller.actor.dealer_id, SalesTarget.month == date(2026, 11, 1)
    )
    with database.read(SYSTEM) as session:
        target = session.scalars(query).one()
    seen = door.call("business_figure", {}, caller).result
    assert seen["target"] == target
    assert seen["attainment"] == round(seen["amount"] * 10_000 / target)
    of_one = door.call("business_figure", {"product": WALL_UNIT}, caller).result
    assert of_one["target"] is None


def test_a_regions_manager_ranks_the_dealers_of_his_region_alone(door, actor, database):
    rows = door.call("business_figure", {"by": "dealer"}, caller_of(actor("manager-east"))).result
    with database.read(SYSTEM) as session:
        of_region = set(
            session.scalars(
                select(Dealer.code)
                .join(Region, Region.id == Dealer.region_id)
                .where(Region.code == "east")
            )
        )
    assert {row["code"] for row in rows["rows"]} == of_region
    amounts = [row["amount"] for row in rows["rows"]]
    assert amounts == sorted(amounts, reverse=True)
    assert sum(amounts) == rows["amount"]


def test_head_office_sees_a_region_and_a_trend_whose_parts_add_up(door, actor):
    arguments = {"region": "华东", "by": "trend", "start": "2026-10-01", "end": "2026-11-17"}
    seen = door.call("business_figure", arguments, caller_of(actor("headoffice"))).result
    assert [row["start"] for row in seen["rows"]][:2] == ["2026-10-01", "2026-10-08"]
    assert sum(row["amount"] for row in seen["rows"]) == seen["amount"] > 0


def test_figures_of_others_and_figures_for_customers_are_refused(door, actor):
    with pytest.raises(NotFound):
        door.call("business_figure", {"dealer": "D-NORTH"}, caller_of(actor("dealer-east")))
    with pytest.raises(Forbidden):
        door.call("business_figure", {}, caller_of(actor("customer-east")))


def test_the_return_of_a_promotion_is_held_against_the_weeks_before(door, actor, database):
    caller = caller_of(actor("headoffice"))
    seen = door.call("promotion_figure", {"promotion": "挂机备货季"}, caller).result
    assert (seen["promotion"], seen["start"], seen["end"]) == (
        "P-SUMMER-AC",
        "2026-10-29",
        "2026-11-17",
    )
    with database.read(SYSTEM) as session:
        key = product_key(session, WALL_UNIT)
    during = summed(database, date(2026, 10, 29), date(2026, 11, 17), DailySales.product_id == key)
    assert (seen["quantity"], seen["amount"]) == during
    assert seen["extra_amount"] == seen["amount"] - seen["expected_amount"]


def test_satisfaction_counts_what_was_rated(door, actor):
    seen = door.call("service_figure", {"start": "2026-08-01"}, caller_of(actor("headoffice")))
    assert seen.result["rated"] > 0
    assert 100 <= seen.result["mean"] <= 500


def test_advice_orders_whole_cases_up_to_the_level_once_the_point_is_reached():
    sales = {TODAY - timedelta(days=n): 10 for n in range(1, 57)}
    expected = rules.demand(sales, TODAY, 1.0, [1.0] * 7)
    assert round(expected.level, 6) == 10
    assert expected.spread == 0
    advice = rules.advise(expected, TODAY, position=100, lead_days=4, pack=12)
    assert (advice.reorder_point, advice.up_to, advice.lasts) == (110, 250, 10)
    assert advice.quantity == 156  # thirteen cases for the 150 that are missing
    assert rules.advise(expected, TODAY, 111, 4, 12).quantity == 0


def test_the_season_of_a_year_ago_lifts_the_advice_within_bounds():
    assert rules.season_factor(ahead=150, behind=100) == 1.5
    assert rules.season_factor(ahead=900, behind=100) == 2.0
    assert rules.season_factor(ahead=9, behind=3) == 1.0


def test_a_dealer_is_advised_on_his_own_stock(door, actor, database):
    dealer = caller_of(actor("dealer-east"))
    seen = door.call("replenishment_advice", {"product": WALL_UNIT}, dealer).result
    (item,) = seen["items"]
    with database.read(SYSTEM) as session:
        held, reserved = stock_of(session, WALL_UNIT, "WD-EAST")
    assert item["available"] == held - reserved
    assert seen["dealer"] == "D-EAST"
    assert item["quantity"] % item["pack_size"] == 0


def test_without_a_dealer_head_office_is_advised_on_the_brands_warehouses(door, actor):
    seen = door.call("replenishment_advice", {"limit": 3}, caller_of(actor("supply-planning")))
    assert seen.result["dealer"] is None
    assert seen.result["lead_days"] == 14
    assert all(item["quantity"] > 0 for item in seen.result["items"])


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ((2026, 11, 1), (2026, 11, 30), ((2026, 10, 1), (2026, 10, 31))),
        ((2026, 3, 1), (2026, 3, 30), ((2026, 2, 1), (2026, 2, 28))),
        ((2026, 7, 1), (2026, 9, 30), ((2026, 4, 1), (2026, 6, 30))),
        ((2026, 11, 9), (2026, 11, 15), ((2026, 11, 2), (2026, 11, 8))),
    ],
)
def test_the_period_before_is_of_the_same_kind(start, end, expected):
    period = before(Period(date(*start), date(*end)))
    assert (period.start, period.end) == (date(*expected[0]), date(*expected[1]))


def test_months_are_only_whole_ones():
    assert months(Period(date(2026, 10, 1), date(2026, 11, 30))) == [
        date(2026, 10, 1),
        date(2026, 11, 1),
    ]
    assert months(Period(date(2026, 10, 2), date(2026, 11, 30))) == []
