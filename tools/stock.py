"""Stock: whether, where and how much of a product can be had."""

from pydantic import BaseModel, Field

from domain.catalogue.matching import Names
from domain.catalogue.queries import catalogue, resolve_product
from domain.models.people import Dealer
from domain.scope import Level, Permission
from domain.stock.queries import Held, Place, distance_km, holdings, resolve_place
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
    product = catalogue(call.session).products[product_id]
    place = resolve_place(call.session, arguments.place) if arguments.place else None
    held = holdings(call.session, product_id)
    if call.actor.level is Level.CUSTOMER:
        held = [h for h in held if h.place.dealer_id is None]
    here = [h for h in held if place is None or h.place.id == place.id]
    items = [_item(call, product, h) for h in here]
    if place is None:
        return StockSeen(items=items, alternatives=_shared(call, product_id))
    if not here:
        items = [_item(call, product, Held(place, on_hand=0, reserved=0))]
    short = sum(h.available for h in here) < (arguments.quantity or 1)
    others = [h for h in held if h.place.id != place.id and h.available > 0]
    nearby = _nearest(call, place, others) + _shared(call, product_id) if short else []
    return StockSeen(items=items, alternatives=nearby)


def _item(call: Call, product: Names, held: Held) -> StockItem:
    open_figures = call.actor.level is not Level.CUSTOMER
    return StockItem(
        sku=product.sku,
        name=call.named(product),
        warehouse=call.named(held.place),
        warehouse_code=held.place.code,
        on_hand=held.on_hand if open_figures else None,
        reserved=held.reserved if open_figures else None,
        available=held.available if open_figures else None,
        level=level_of(held.available),
    )


def _nearest(call: Call, place: Place, others: list[Held]) -> list[Alternative]:
    home = (place.latitude, place.longitude)
    open_figures = call.actor.level is not Level.CUSTOMER
    found = [
        Alternative(
            warehouse=call.named(h.place),
            available=h.available if open_figures else None,
            level=level_of(h.available),
            distance_km=round(distance_km(home, (h.place.latitude, h.place.longitude))),
        )
        for h in others
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
