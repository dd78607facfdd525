"""From which warehouse each line of an order ships."""

from dataclasses import dataclass
from typing import Any

from domain.catalogue.queries import PricedProduct
from domain.errors import StockShort
from domain.finance.queries import Account
from domain.stock.queries import Holding, distance_km


@dataclass(frozen=True, slots=True)
class Source:
    """The warehouse of a line, and what it has left before the order."""

    warehouse_id: int
    warehouse: str
    name_zh: str
    name_en: str
    available: int


def choose_sources(
    account: Account,
    wanted: dict[int, int],
    products: dict[int, PricedProduct],
    holdings: list[Holding],
    ship_from: int | None,
) -> dict[int, Source]:
    """One source for each product: the same for all where one warehouse has everything, the
    buyer's region before others, near before far; `ship_from` allows no other.

    Raises:
        StockShort: naming each line that no allowed warehouse can serve whole.
    """
    held = _nearest_first(account, holdings)
    allowed = [h for h in held if ship_from in (None, h.warehouse_id)]
    able = {
        key: [h for h in allowed if h.product_id == key and h.available >= quantity]
        for key, quantity in wanted.items()
    }
    short = [key for key, found in able.items() if not found]
    if short:
        raise StockShort(
            lines=[_shortage(products[k], wanted[k], allowed, held) for k in short],
            ways_out=_ways_out(wanted, short, held),
        )
    everywhere = set.intersection(*({h.warehouse_id for h in found} for found in able.values()))
    return {key: _first(found, everywhere) for key, found in able.items()}


def _nearest_first(account: Account, held: list[Holding]) -> list[Holding]:
    home = (account.latitude, account.longitude)
    return sorted(
        held,
        key=lambda h: (
            h.region_id != account.region_id,
            distance_km(home, (h.latitude, h.longitude)),
            h.warehouse_id,
        ),
    )


def _first(holdings: list[Holding], preferred: set[int]) -> Source:
    chosen = next((h for h in holdings if h.warehouse_id in preferred), holdings[0])
    return Source(
        chosen.warehouse_id, chosen.warehouse, chosen.name_zh, chosen.name_en, chosen.available
    )


def _shortage(
    product: PricedProduct, wanted: int, allowed: list[Holding], held: list[Holding]
) -> dict[str, Any]:
    here = [h for h in allowed if h.product_id == product.id]
    return {
        "sku": product.sku,
        "name_zh": product.name_zh,
        "name_en": product.name_en,
        "wanted": wanted,
        "available": max((h.available for h in here), default=0),
        "warehouses": [
            {
                "warehouse": h.warehouse,
                "name_zh": h.name_zh,
                "name_en": h.name_en,
                "available": h.available,
            }
            for h in held
            if h.product_id == product.id and h.available > 0
        ],
    }


def _ways_out(wanted: dict[int, int], short: list[int], held: list[Holding]) -> list[str]:
    ways = []
    some = {h.product_id for h in held if h.available > 0}
    if some & set(short):
        ways.append("less")
    if all(any(h.product_id == k and h.available >= wanted[k] for h in held) for k in short):
        ways.append("other_warehouse")
    elif all(sum(h.available for h in held if h.product_id == k) >= wanted[k] for k in short):
        ways.append("split")
    return ways or ["wait"]
