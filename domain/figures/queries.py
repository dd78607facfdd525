"""Adding up what dealers sold. The wall confines every query: a dealer sees his own sales."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from sqlalchemy import ColumnElement, Row, Select, func, select
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.models.catalogue import Family, Product
from domain.models.figures import DailySales, SalesTarget
from domain.models.ownership import dealers_of_region
from domain.models.people import Dealer, Region
from domain.scope import Permission

Grouping = Literal["product", "family", "dealer", "region"]


@dataclass(frozen=True, slots=True)
class Period:
    """Business days from `start` to `end`, both included."""

    start: date
    end: date

    @property
    def days(self) -> int:
        return (self.end - self.start).days + 1


@dataclass(frozen=True, slots=True)
class Selection:
    """Which sales are meant: keys; None for all that the actor may see."""

    dealer_id: int | None = None
    region_id: int | None = None
    product_ids: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Sold:
    """Pieces, and what they brought in minor units."""

    quantity: int
    amount: int


@dataclass(frozen=True, slots=True)
class Share:
    """What one product, family, dealer or region sold."""

    code: str
    name_zh: str
    name_en: str
    sold: Sold


_SUMS = (
    func.coalesce(func.sum(DailySales.quantity), 0),
    func.coalesce(func.sum(DailySales.amount), 0),
)


def sold(session: Session, period: Period, selection: Selection) -> Sold:
    """What was sold in a period."""
    actor_of(session).require(Permission.READ_FIGURES)
    quantity, amount = session.execute(_selected(select(*_SUMS), period, selection)).one()
    return Sold(int(quantity), int(amount))


def ranking(
    session: Session, period: Period, selection: Selection, by: Grouping, limit: int
) -> list[Share]:
    """Who or what brought most in a period, the largest amount first."""
    actor_of(session).require(Permission.READ_FIGURES)
    key, join = _GROUPS[by]
    query = join(select(key.code, key.name_zh, key.name_en, *_SUMS).select_from(DailySales))
    query = _selected(query, period, selection).group_by(key.code, key.name_zh, key.name_en)
    rows = session.execute(query.order_by(_SUMS[1].desc(), key.code).limit(limit))
    return [_share(row) for row in rows]


def by_day(session: Session, period: Period, selection: Selection) -> list[tuple[date, Sold]]:
    """What each day brought; days without sales have no entry."""
    actor_of(session).require(Permission.READ_FIGURES)
    query = _selected(select(DailySales.day, *_SUMS), period, selection).group_by(DailySales.day)
    rows = session.execute(query.order_by(DailySales.day))
    return [(day, Sold(int(quantity), int(amount))) for day, quantity, amount in rows]


def first_day(session: Session, selection: Selection) -> date | None:
    """The first day of which sales are known, of all products; None where there are none."""
    actor_of(session).require(Permission.READ_FIGURES)
    dealers = Selection(selection.dealer_id, selection.region_id)
    return session.scalar(select(func.min(DailySales.day)).where(*_conditions(dealers)))


def target(session: Session, months: Sequence[date], selection: Selection) -> int | None:
    """The sum of the targets of `months` (first days), in minor units; None where one has none."""
    actor_of(session).require(Permission.READ_FIGURES)
    query = select(func.count(SalesTarget.month.distinct()), func.sum(SalesTarget.amount)).where(
        SalesTarget.month.in_(months)
    )
    if selection.dealer_id is not None:
        query = query.where(SalesTarget.dealer_id == selection.dealer_id)
    if selection.region_id is not None:
        query = query.where(SalesTarget.dealer_id.in_(dealers_of_region(selection.region_id)))
    covered, amount = session.execute(query).one()
    return int(amount) if months and covered == len(months) else None


def _selected(query: Select[Any], period: Period, selection: Selection) -> Select[Any]:
    return query.where(DailySales.day.between(period.start, period.end), *_conditions(selection))


def _conditions(selection: Selection) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if selection.dealer_id is not None:
        found.append(DailySales.dealer_id == selection.dealer_id)
    if selection.region_id is not None:
        found.append(DailySales.dealer_id.in_(dealers_of_region(selection.region_id)))
    if selection.product_ids is not None:
        found.append(DailySales.product_id.in_(selection.product_ids))
    return found


def _of_product(query: Select[Any]) -> Select[Any]:
    return query.join(Product, Product.id == DailySales.product_id)


def _of_family(query: Select[Any]) -> Select[Any]:
    return _of_product(query).join(Family, Family.code == Product.family)


def _of_dealer(query: Select[Any]) -> Select[Any]:
    return query.join(Dealer, Dealer.id == DailySales.dealer_id)


def _of_region(query: Select[Any]) -> Select[Any]:
    return _of_dealer(query).join(Region, Region.id == Dealer.region_id)


class _ProductNames:
    code, name_zh, name_en = Product.sku, Product.name_zh, Product.name_en


_GROUPS: dict[str, Any] = {
    "product": (_ProductNames, _of_product),
    "family": (Family, _of_family),
    "dealer": (Dealer, _of_dealer),
    "region": (Region, _of_region),
}


def _share(row: Row[Any]) -> Share:
    code, name_zh, name_en, quantity, amount = row
    return Share(code, name_zh, name_en, Sold(int(quantity), int(amount)))
