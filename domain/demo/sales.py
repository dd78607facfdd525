"""Daily sales of dealers: season, weather, weekdays, promotions and growth, and then chance."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from itertools import pairwise
from math import cos, exp, pi
from random import Random
from typing import Any

from sqlalchemy import insert

from domain.demo.catalogue import retail_price
from domain.demo.data import entries, table
from domain.demo.world import Shop, World
from domain.models.figures import DailySales
from domain.money import rate_of

_SIZES = {"large": 1.0, "middle": 0.5, "small": 0.25}
_PEAKS = {"summer": (200, 1.6), "winter": (10, 0.9), "spring": (150, 1.5), "even": (0, 0.0)}
"""Day of the year at which a season's goods sell best, and how much better than on average."""
_WEEK = (0.8, 0.8, 0.85, 0.9, 1.05, 1.4, 1.35)
_FESTIVALS = ((6, 10, 20), (11, 1, 11))
"""Month, first and last day of the times when everybody buys."""
_FESTIVAL_LIFT, _PROMOTION_LIFT = 1.9, 1.6
_GROWTH_A_YEAR = 0.08
_BATCH = 20_000


def make_sales(world: World) -> None:
    """Write the days on which something was sold, up to yesterday."""
    start = world.today - timedelta(days=world.scale.sales_days)
    days = [start + timedelta(days=n) for n in range(world.scale.sales_days)]
    weather = {
        region: _weather(world.random(f"weather:{region}"), days) for region in world.regions
    }
    rows: list[dict[str, Any]] = []
    for shop in world.shops.values():
        rows += _sales_of(world, shop, days, weather[shop.region])
    connection = world.session.connection()
    for first, last in pairwise([*range(0, len(rows), _BATCH), len(rows)]):
        connection.execute(insert(DailySales), rows[first:last])


def _sales_of(
    world: World, shop: Shop, days: list[date], weather: list[float]
) -> Iterator[dict[str, Any]]:
    chance = world.random(f"sales:{shop.slug}")
    for product in table("catalogue")["products"]:
        mean = product["pace"] * _SIZES[shop.size] * chance.uniform(0.6, 1.4)
        season, price = product["season"], retail_price(product)
        lifted = _promoted(world, product["sku"])
        for n, day in enumerate(days):
            expected = mean * _season(season, day) * _calendar(day)
            expected *= 1 + _GROWTH_A_YEAR * n / 365
            if season == "summer":
                expected *= weather[n]
            if lifted and lifted[0] <= day <= lifted[1]:
                expected *= _PROMOTION_LIFT
            if pieces := _poisson(expected, chance):
                yield {
                    "dealer_id": shop.id,
                    "product_id": world.products[product["sku"]],
                    "day": day,
                    "quantity": pieces,
                    "amount": _brought(pieces * price, chance),
                }


def _brought(amount: int, chance: Random) -> int:
    """What a sale brings: retail price less what the dealer gave way."""
    return rate_of(amount, chance.randrange(92_00, 100_01))


def _promoted(world: World, sku: str) -> tuple[date, date] | None:
    """The days of the promotion of a product, if there is one."""
    found = next((p for p in entries("promotions") if p["sku"] == sku), None)
    if found is None:
        return None
    return (
        world.today + timedelta(days=found["from"]),
        world.today + timedelta(days=found["to"]),
    )


def _weather(chance: Random, days: list[date]) -> list[float]:
    """How warm each day is against the season: a spell lasts some days."""
    spell, found = 0.0, []
    for _ in days:
        spell = 0.85 * spell + chance.gauss(0, 0.13)
        found.append(exp(spell))
    return found


@cache
def _season(season: str, day: date) -> float:
    peak, height = _PEAKS[season]
    wave = cos(2 * pi * (day.timetuple().tm_yday - peak) / 365)
    return max(0.12, 1 + height * wave if wave > 0 else 1 + min(height, 0.88) * wave)


@cache
def _calendar(day: date) -> float:
    festive = any(day.month == m and first <= day.day <= last for m, first, last in _FESTIVALS)
    return _WEEK[day.weekday()] * (_FESTIVAL_LIFT if festive else 1.0)


def _poisson(mean: float, chance: Random) -> int:
    """A Poisson number by multiplying (D. Knuth, "The Art of Computer Programming", 3.4.1)."""
    limit, product, number = exp(-mean), chance.random(), 0
    while product > limit:
        product *= chance.random()
        number += 1
    return number
