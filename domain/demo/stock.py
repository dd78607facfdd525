"""Goods: what lies where at the opening, and what suppliers bring as it sells."""

from datetime import datetime
from typing import Any

from sqlalchemy import insert, select

from domain.demo.data import table
from domain.demo.world import Shop, World
from domain.ledger.operations import Cause, StockDelta, move
from domain.models.ledger import Stock

_DEALER_SHARE = {"large": 0.12, "middle": 0.06, "small": 0.03}


def open_stock(world: World, at: datetime) -> None:
    """Fill the brand's warehouses and the dealers' own, by moves with the reason `opening`."""
    deltas = [
        StockDelta(world.products[sku], world.warehouses[region], on_hand=pieces)
        for region in world.warehouses
        for sku, pieces in free_for_sale(region).items()
    ]
    for shop in world.shops.values():
        deltas += _in_the_shop(world, shop)
    empty = {"on_hand": 0, "reserved": 0}  # at once, which spares the ledger a look at each
    world.session.execute(
        insert(Stock),
        [{"product_id": d.product_id, "warehouse_id": d.warehouse_id} | empty for d in deltas],
    )
    move(world.session, deltas, Cause("opening", "OPENING", "demo-opening", at))


def restock(world: World, number: int, at: datetime) -> None:
    """Receive from suppliers what brings each of the brand's warehouses back to its level."""
    wanted = {
        (world.products[sku], world.warehouses[region]): pieces
        for region in world.warehouses
        for sku, pieces in free_for_sale(region).items()
    }
    table_ = Stock.__table__
    rows = world.session.connection().execute(
        select(
            table_.c.product_id, table_.c.warehouse_id, table_.c.on_hand - table_.c.reserved
        ).where(table_.c.warehouse_id.in_(world.warehouses.values()))
    )
    deltas = [
        StockDelta(product, warehouse, on_hand=wanted[product, warehouse] - free)
        for product, warehouse, free in rows
        if free < wanted[product, warehouse]
    ]
    cause = Cause("receive", f"RC-{number:06d}", f"demo-receive-{number}", at)
    move(world.session, deltas, cause)


def free_for_sale(region: str) -> dict[str, int]:
    """Pieces by code that the brand's warehouse of a region is meant to have free."""
    known = table("network")
    short = {s["sku"]: s.get("everywhere", s.get(region)) for s in known["shortages"]}
    levels = {p["sku"]: _level(p, known) for p in table("catalogue")["products"]}
    return levels | {sku: pieces for sku, pieces in short.items() if pieces is not None}


def short_products() -> set[str]:
    """Codes that some warehouse of the brand is short of."""
    return {entry["sku"] for entry in table("network")["shortages"]}


def _level(product: dict[str, Any], known: dict[str, Any]) -> int:
    if (named := known["stock"].get(product["sku"])) is not None:
        return int(named)
    return int(
        next(
            pieces
            for price, pieces in known["comfortable"].items()
            if product["retail"] <= int(price)
        )
    )


def _in_the_shop(world: World, shop: Shop) -> list[StockDelta]:
    chance = world.random(f"shop-stock:{shop.slug}")
    share = _DEALER_SHARE[shop.size]
    deltas = []
    for sku, pieces in free_for_sale(shop.region).items():
        if chance.random() < 0.75:
            held = round(pieces * share * chance.uniform(0.3, 1.5))
            deltas.append(StockDelta(world.products[sku], shop.warehouse_id, on_hand=held))
    return deltas
