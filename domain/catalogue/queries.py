"""Reading products, prices and promotions."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple
from weakref import WeakKeyDictionary

from sqlalchemy import Engine, bindparam, func, select
from sqlalchemy.orm import Session

from domain.catalogue.matching import Catalogue, FamilyNames, Names
from domain.errors import Ambiguous, Unknown
from domain.models.catalogue import Family, Price, Product, Promotion
from domain.statements import Prepared, keyed, prepared_in


@dataclass(frozen=True, slots=True)
class PricedProduct:
    """A product with its unit price on one price list (minor units; None: not sold there)."""

    id: int
    sku: str
    name_zh: str
    name_en: str
    unit_zh: str
    unit_en: str
    pack_size: int
    unit_price: int | None


class RunningPromotion(NamedTuple):
    """A promotion as it bears on a line: basis points off, or minor units off a piece."""

    code: str
    product_id: int
    minimum_quantity: int
    percent_off: int
    unit_off: int


_product, _price, _promotion = Product.__table__, Price.__table__, Promotion.__table__
_newest_price = (
    select(_price.c.unit_price)
    .where(
        _price.c.product_id == _product.c.id,
        _price.c.tier == bindparam("tier"),
        _price.c.currency == bindparam("money"),
        _price.c.valid_from <= bindparam("day"),
    )
    .order_by(_price.c.valid_from.desc())
    .limit(1)
    .correlate(_product)
    .scalar_subquery()
)
_PRICED = prepared_in(
    lambda products: select(
        _product.c.id,
        _product.c.sku,
        _product.c.name_zh,
        _product.c.name_en,
        _product.c.unit_zh,
        _product.c.unit_en,
        _product.c.pack_size,
        _newest_price.label("unit_price"),
    ).where(_product.c.id.in_(products))
)
_PROMOTIONS = prepared_in(
    lambda products: select(
        _promotion.c.code,
        _promotion.c.product_id,
        _promotion.c.minimum_quantity,
        _promotion.c.percent_off,
        _promotion.c.unit_off,
    ).where(
        _promotion.c.product_id.in_(products),
        _promotion.c.audience == bindparam("audience"),
        _promotion.c.starts_on <= bindparam("day"),
        _promotion.c.ends_on >= bindparam("day"),
        _promotion.c.ended_at.is_(None),
    )
)
_BY_SKU = Prepared(
    select(_product.c.id).where(_product.c.sku == bindparam("sku"), _product.c.active)
)


def priced_products(
    session: Session, keys: list[int], tier: str, currency: str, day: date
) -> dict[int, PricedProduct]:
    """Products by key, with the unit price in force on `day` on the list of `tier`."""
    about = {"tier": tier, "money": currency, "day": day}
    rows = _PRICED(len(keys)).rows(session, keyed(keys) | about)
    return {row[0]: PricedProduct(*row) for row in rows}


def promotions_for(
    session: Session, keys: list[int], audience: str, day: date
) -> dict[int, list[RunningPromotion]]:
    """Promotions in force on `day` for `audience` (dealer, customer), by product key."""
    found: dict[int, list[RunningPromotion]] = {}
    about = {"audience": audience, "day": day}
    for row in _PROMOTIONS(len(keys)).rows(session, keyed(keys) | about):
        promotion = RunningPromotion(*row)
        found.setdefault(promotion.product_id, []).append(promotion)
    return found


def promotion_names(session: Session, codes: set[str]) -> dict[str, tuple[str, str]]:
    """(Chinese, English) names of promotions by code, ended ones too."""
    if not codes:
        return {}
    query = select(Promotion.code, Promotion.name_zh, Promotion.name_en)
    rows = session.execute(query.where(Promotion.code.in_(codes)))
    return {code: (name_zh, name_en) for code, name_zh, name_en in rows}


def resolve_product(session: Session, text: str) -> int:
    """The key of the one product that `text` names (code, name, nickname, typo).

    Raises:
        Ambiguous: it fits several; `candidates` are their codes and names.
        Unknown: it fits none; `candidates` are the nearest.
    """
    exact = _BY_SKU.value(session, {"sku": text.strip().upper()})
    if exact is not None:
        return int(exact)
    match = catalogue(session).find(text)
    if match.certain is not None:
        return match.certain
    if match.fits:
        raise Ambiguous("product", text=text, candidates=_labels(session, match.fits))
    raise Unknown("product", text=text, candidates=_labels(session, match.nearest))


def catalogue(session: Session) -> Catalogue:
    """The index of all active products, made anew when one has changed."""
    engine = session.get_bind()
    engine = engine if isinstance(engine, Engine) else engine.engine
    version = _version(session)
    cached = _catalogues.get(engine)
    if cached is None or cached[0] != version:
        cached = (version, _load(session))
        _catalogues[engine] = cached
    return cached[1]


_catalogues: WeakKeyDictionary[Engine, tuple[tuple[int, datetime | None], Catalogue]] = (
    WeakKeyDictionary()
)
_VERSION = Prepared(select(func.count(_product.c.id), func.max(_product.c.changed_at)))


def _version(session: Session) -> tuple[int, datetime | None]:
    count, changed_at = _VERSION.rows(session, {})[0]
    return count, changed_at


def _load(session: Session) -> Catalogue:
    products = session.scalars(select(Product).where(Product.active).order_by(Product.id))
    families = session.scalars(select(Family).order_by(Family.code))
    return Catalogue(
        [Names(p.id, p.sku, p.name_zh, p.name_en, p.family, tuple(p.nicknames)) for p in products],
        [FamilyNames(f.code, f.name_zh, f.name_en, tuple(f.nicknames)) for f in families],
    )


def _labels(session: Session, keys: tuple[int, ...]) -> list[dict[str, str]]:
    known = catalogue(session).products
    return [
        {"sku": known[k].sku, "name_zh": known[k].name_zh, "name_en": known[k].name_en}
        for k in keys
    ]
