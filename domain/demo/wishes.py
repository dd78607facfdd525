"""What each dealer ordered, when, and what became of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cache
from random import Random
from typing import Any

from domain.demo.catalogue import retail_price
from domain.demo.data import table
from domain.demo.stock import short_products
from domain.demo.world import Shop, World
from domain.finance.queries import Account
from domain.money import rate_of, to_minor
from domain.sales.rules import LARGE_ORDER

_COSTLY = ("CL-AC120M", "CL-AC72C", "CL-AC51C", "CL-FR518S")
_LEFT_OVER = to_minor(30_000)
_SMALL_ENOUGH = rate_of(LARGE_ORDER, 70_00)


class Fate(StrEnum):
    RECEIVED = "received"
    SHIPPED = "shipped"
    OPEN = "open"
    CANCELLED = "cancelled"
    REFUSED = "refused"
    WAITING = "waiting"


class Size(StrEnum):
    USUAL = "usual"
    LARGE = "large"
    """so large that the region's manager decides"""
    FILL = "fill"
    """what almost uses up the credit"""
    OVER = "over"
    """a little more than the credit"""


@dataclass(frozen=True, slots=True)
class Wish:
    """An order to be placed at an instant."""

    at: datetime
    fate: Fate
    size: Size = Size.USUAL


def wishes_of(world: World, shop: Shop) -> Iterator[Wish]:
    """A dealer's orders: at least one in every state, and one whose invoice is overdue."""
    terms, tight = shop.entry["days"], shop.entry.get("tight", False)
    yield Wish(world.ago(terms + 32), Fate.RECEIVED)
    yield Wish(world.ago(terms + 6), Fate.RECEIVED)  # shipped a day later: due five days ago
    yield Wish(world.ago(20), Fate.RECEIVED)
    yield Wish(world.ago(15), Fate.CANCELLED)
    yield Wish(world.ago(4.2), Fate.SHIPPED)
    yield Wish(world.ago(1.3), Fate.OPEN)
    if shop.size == "large":
        yield Wish(world.ago(26), Fate.REFUSED, Size.LARGE)
        yield Wish(world.ago(terms + 20), Fate.RECEIVED, Size.LARGE)
    if tight:
        yield Wish(world.ago(1.2), Fate.OPEN, Size.FILL)
        yield Wish(world.ago(1.1), Fate.OPEN, Size.FILL)
    yield Wish(world.ago(0.25), Fate.WAITING, Size.OVER if tight else Size.LARGE)
    chance = world.random(f"wishes:{shop.slug}")
    for _ in range(world.scale.extra_orders[shop.size]):
        fate = Fate.CANCELLED if chance.random() < 0.07 else Fate.RECEIVED
        yield Wish(world.ago(chance.uniform(14, world.scale.trade_days)), fate)


def lines_of(size: Size, shop: Shop, account: Account, chance: Random) -> dict[str, int]:
    """Pieces by product code that come to about what an order of this size is worth."""
    if size is Size.LARGE:
        return _worth(rate_of(LARGE_ORDER, 106_00), list(_COSTLY), shop)
    if size is Size.USUAL:
        value = int(account.limit * chance.uniform(0.01, 0.04))
        return _worth(value, chance.sample(_ordinary(), chance.randint(1, 4)), shop)
    if size is Size.FILL:
        value = min(account.available - _LEFT_OVER, _SMALL_ENOUGH)
    else:
        value = account.available + rate_of(account.limit, 8_00)
    return _worth(value, list(_COSTLY[1:]), shop)


def _worth(value: int, codes: list[str], shop: Shop) -> dict[str, int]:
    known = {p["sku"]: p for p in table("catalogue")["products"]}
    share = table("catalogue")["tiers"][shop.entry["tier"]]
    lines = {}
    for code in codes:
        price, pack = rate_of(retail_price(known[code]), share), known[code].get("pack", 1)
        pieces = max(1, round(value / len(codes) / price))
        lines[code] = min(-(-pieces // pack) * pack, _most(known[code]))
    return lines


def _most(product: dict[str, Any]) -> int:
    """No dealer asks for more of a product at once."""
    return 240 if product["retail"] < 500 else 80


@cache
def _ordinary() -> list[str]:
    """Codes of what is ordered every week; what is short now is left alone."""
    short = short_products()
    return [p["sku"] for p in table("catalogue")["products"] if p["sku"] not in short]
