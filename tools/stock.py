"""Stock: whether, where and how much of a product can be had."""

from pydantic import BaseModel, Field

from domain.catalogue.queries import catalogue, resolve_product
from domain.models.ledger import Stock
from domain.models.people import Dealer
from domain.models.warehouses import Warehouse
from domain.scope import Level, Permission
from domain.stock.queries import distance_km, holdings, resolve_warehouse
from domain.stock.sharing import level_of, neighbours
from tools.arguments import Arguments, Pieces, Reference
from tools.call import Call
from tools.registry import read_tool


class CheckStock(Arguments):
    """What is looked for, and where."""

    product: Reference = Field(description="product code, name or nickname, as the person said it")
    place: Reference | None = Field(None, description="a warehouse, city or region")
    quantity: Pieces | None = Field(None, description="how many are wanted, if the person said so")


class StockItem(BaseModel):
    """Figures in pieces; customers and neighbours get the level alone."""

    sku: str
    name: str
    warehouse: str
    warehouse_code: str
    on_hand: int | None
    reserved: int | None
    available: int | None
    level: str


class Alternative(BaseModel):
    """Another warehouse that has the product; `distance_km` from the place that was named."""

    warehouse: str
    available: int | None
    level: str
    distance_km: int | None


class StockSeen(BaseModel):
    items: list[StockItem]
    alternatives: list[Alternative] = []


@read_tool(arguments=CheckStock, result=StockSeen, permission=Permission.READ_STOCK)
def check_stock(call: Call, arguments: CheckStock) -> StockSeen:
    """Say how many of a product are on hand, reserved and available, in one place or in all,
    with the nearest other warehouses when the place is short."""
    product_id = resolve_product(call.session, arguments.product)
    place = resolve_warehouse(call.session, arguments.place) if arguments.place else None
    held = holdings(call.session, product_id)
    if call.actor.level is Level.CUSTOMER:
        held = [(stock, warehouse) for stock, warehouse in held if warehouse.dealer_id is None]
    here = [(s, w) for s, w in held if place is None or w.id == place.id]
    items = [_item(call, product_id, s, w) for s, w in here]
    if place is None:
        return StockSeen(items=items, alternatives=_shared(call, product_id))
    if not here:
        items = [_none_at(call, product_id, place)]
    short = sum(s.on_hand - s.reserved for s, _ in here) < (arguments.quantity or 1)
    others = [(s, w) for s, w in held if w.id != place.id and s.on_hand > s.reserved]
    nearby = _nearest(call, place, others) + _shared(call, product_id) if short else []
    return StockSeen(items=items, alternatives=nearby)


def _item(call: Call, product_id: int, stock: Stock, warehouse: Warehouse) -> StockItem:
    known = catalogue(call.session).products[product_id]
    open_figures = call.actor.level is not Level.CUSTOMER
    available = stock.on_hand - stock.reserved
    return StockItem(
        sku=known.sku,
        name=call.named(known),
        warehouse=call.named(warehouse),
        warehouse_code=warehouse.code,
        on_hand=stock.on_hand if open_figures else None,
        reserved=stock.reserved if open_figures else None,
        available=available if open_figures else None,
        level=level_of(available),
    )


def _none_at(call: Call, product_id: int, place: Warehouse) -> StockItem:
    nothing = Stock(product_id=product_id, warehouse_id=place.id, on_hand=0, reserved=0)
    return _item(call, product_id, nothing, place)


def _nearest(
    call: Call, place: Warehouse, others: list[tuple[Stock, Warehouse]]
) -> list[Alternative]:
    home = (place.latitude, place.longitude)
    open_figures = call.actor.level is not Level.CUSTOMER
    found = [
        Alternative(
            warehouse=call.named(w),
            available=s.on_hand - s.reserved if open_figures else None,
            level=level_of(s.on_hand - s.reserved),
            distance_km=round(distance_km(home, (w.latitude, w.longitude))),
        )
        for s, w in others
    ]
    return sorted(found, key=lambda a: a.distance_km or 0)


def _shared(call: Call, product_id: int) -> list[Alternative]:
    """Neighbours' levels, for a dealer."""
    if call.actor.level is not Level.DEALER or call.actor.dealer_id is None:
        return []
    own = call.session.get_one(Dealer, call.actor.dealer_id)
    with call.as_system() as system:
        found = neighbours(system, product_id, own.region_id, own.id)
    return [
        Alternative(warehouse=call.named(w), available=None, level=level, distance_km=None)
        for w, level in found
        if level != "none"
    ]
