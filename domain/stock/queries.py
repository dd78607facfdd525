"""Reading stock: what is free, where, and for whom to see."""

from dataclasses import dataclass
from functools import lru_cache
from math import asin, cos, radians, sin, sqrt
from typing import Any, NamedTuple

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from domain.confined import Confined, wall
from domain.database import actor_of
from domain.errors import Ambiguous, Unknown
from domain.models.ledger import Stock
from domain.models.warehouses import Warehouse
from domain.naming import normalise
from domain.scope import Permission
from domain.statements import keyed, prepared_in


@dataclass(frozen=True, slots=True)
class Holding:
    """Pieces of one product in one warehouse of the brand."""

    product_id: int
    warehouse_id: int
    warehouse: str
    name_zh: str
    name_en: str
    region_id: int
    latitude: float
    longitude: float
    on_hand: int
    reserved: int

    @property
    def available(self) -> int:
        return self.on_hand - self.reserved


class Place(NamedTuple):
    """A warehouse as it is named and found."""

    id: int
    code: str
    name_zh: str
    name_en: str
    nicknames: list[str]
    region_id: int
    dealer_id: int | None
    city: str
    latitude: float
    longitude: float


class Held(NamedTuple):
    """Pieces of a product in a warehouse that the actor may see."""

    place: Place
    on_hand: int
    reserved: int

    @property
    def available(self) -> int:
        return self.on_hand - self.reserved


_stock, _warehouse = Stock.__table__, Warehouse.__table__
_BRAND_HOLDINGS = prepared_in(
    lambda products: (
        select(
            _stock.c.product_id,
            _warehouse.c.id,
            _warehouse.c.code,
            _warehouse.c.name_zh,
            _warehouse.c.name_en,
            _warehouse.c.region_id,
            _warehouse.c.latitude,
            _warehouse.c.longitude,
            _stock.c.on_hand,
            _stock.c.reserved,
        )
        .join_from(_stock, _warehouse, _stock.c.warehouse_id == _warehouse.c.id)
        .where(_stock.c.product_id.in_(products), _warehouse.c.dealer_id.is_(None))
        .order_by(_warehouse.c.id)
    )
)
_PLACE = [_warehouse.c[name] for name in Place._fields]
_PLACES = Confined(
    lambda actor: select(*_PLACE).where(wall(Warehouse, actor)).order_by(_warehouse.c.id)
)
_HOLDINGS = Confined(
    lambda actor: (
        select(*_PLACE, _stock.c.on_hand, _stock.c.reserved)
        .join_from(_stock, _warehouse, _stock.c.warehouse_id == _warehouse.c.id)
        .where(
            _stock.c.product_id == bindparam("product"),
            wall(Stock, actor),
            wall(Warehouse, actor),
        )
        .order_by(_warehouse.c.dealer_id.is_not(None), _warehouse.c.id)
    )
)


def brand_holdings(session: Session, products: list[int]) -> list[Holding]:
    """What the brand's own warehouses hold of `products` (keys)."""
    rows = _BRAND_HOLDINGS(len(products)).rows(session, keyed(products))
    return [Holding(*row) for row in rows]


def holdings(session: Session, product_id: int) -> list[Held]:
    """Every holding of a product that the actor may see, the brand's warehouses first."""
    actor_of(session).require(Permission.READ_STOCK)
    rows = _HOLDINGS.rows(session, {"product": product_id})
    return [Held(Place(*row[:-2]), *row[-2:]) for row in rows]


def resolve_warehouse(session: Session, text: str) -> Warehouse:
    """As `resolve_place`, but the whole record."""
    return session.get_one(Warehouse, resolve_place(session, text).id)


def resolve_place(session: Session, text: str) -> Place:
    """The one warehouse the actor may see that `text` names (code, name, nickname, city).

    Raises:
        Ambiguous, Unknown: with candidates the actor may see.
    """
    wanted = _place_form(text)
    visible = [Place(*row) for row in _PLACES.rows(session, {})]
    exact = [w for w in visible if wanted in _forms(w)]
    brand = [w for w in exact if w.dealer_id is None]
    for fits in (exact, brand):
        if len(fits) == 1:
            return fits[0]
    labels = [_label(w) for w in exact or visible[:8]]
    raise (Ambiguous if exact else Unknown)("place", text=text, candidates=labels)


def distance_km(from_: tuple[float, float], to: tuple[float, float]) -> float:
    """Great-circle distance in kilometres between (latitude, longitude) pairs in degrees.

    Haversine formula, mean earth radius 6371 km (R. W. Sinnott, "Virtues of the Haversine", 1984).
    """
    (a, b), (c, d) = (map(radians, point) for point in (from_, to))
    h = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * 6371.0 * asin(sqrt(h))


def _forms(place: Place) -> set[str]:
    names = [place.code, place.name_zh, place.name_en, place.city]
    return {_place_form(name) for name in [*names, *place.nicknames]}


@lru_cache(maxsize=2_000)
def _place_form(text: str) -> str:
    form = normalise(text)
    for ending in ("warehouse", "depot", "仓库", "总仓", "仓"):
        form = form.removesuffix(ending)
    return form.removeprefix("the")


def _label(place: Place) -> dict[str, Any]:
    return {"code": place.code, "name_zh": place.name_zh, "name_en": place.name_en}
