"""What the advice is made from: sales of the last weeks and of a year ago, stock, open orders."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.models.catalogue import Product
from domain.models.figures import DailySales
from domain.models.ledger import Stock
from domain.models.sales import Order, OrderLine, OrderStatus
from domain.models.warehouses import Warehouse
from domain.replenishment import rules
from domain.replenishment.rules import Advice
from domain.scope import Permission

DEALER_LEAD_DAYS = 4
"""From a dealer's order to his goods: dispatched the next day, three days on the road."""
BRAND_LEAD_DAYS = 14
"""From the brand's order at a supplier to its goods."""
SEASON_DAYS = 28
_COMING = (OrderStatus.AWAITING_APPROVAL, OrderStatus.CONFIRMED, OrderStatus.SHIPPED)
_YEAR = timedelta(weeks=52)


@dataclass(frozen=True, slots=True)
class Line:
    """A product with the figures behind its advice, in pieces."""

    product: Product
    free: int
    coming: int
    weekly: int
    """mean of the last four weeks"""
    season: float
    advice: Advice


def lines(
    session: Session, dealer_id: int | None, product_ids: Sequence[int] | None, today: date
) -> list[Line]:
    """Advice for a dealer, or for the brand's own warehouses (`dealer_id` None) against the sales
    of all dealers that the actor may see; what runs out first comes first.

    Arguments:
        product_ids: which products; None for all that were sold or are held.
    """
    actor_of(session).require(Permission.READ_FIGURES)
    sales = _sales(session, dealer_id, today - timedelta(weeks=rules.WEEKS), today)
    free, coming = _free(session, dealer_id), _coming(session, dealer_id)
    wanted = set(product_ids) if product_ids is not None else sales.keys() | free.keys()
    query = select(Product).where(Product.active, Product.id.in_(wanted)).order_by(Product.id)
    products = list(session.scalars(query))
    seasons = _seasons(session, dealer_id, today)
    weekdays = _weekdays(products, sales)
    lead = BRAND_LEAD_DAYS if dealer_id is None else DEALER_LEAD_DAYS
    found = []
    for product in products:
        sold = sales.get(product.id, {})
        season = seasons.get(product.family, 1.0)
        expected = rules.demand(sold, today, season, weekdays[product.family])
        there, due = free.get(product.id, 0), coming.get(product.id, 0)
        advice = rules.advise(expected, today, there + due, lead, product.pack_size)
        month = today - timedelta(weeks=4)
        weekly = round(sum(n for day, n in sold.items() if day >= month) / 4)
        found.append(Line(product, there, due, weekly, season, advice))
    return sorted(found, key=_urgency)


def _urgency(line: Line) -> tuple[bool, int, int]:
    lasts = line.advice.lasts
    return (line.advice.quantity == 0, 10_000 if lasts is None else lasts, line.product.id)


def _sales(
    session: Session, dealer_id: int | None, start: date, today: date
) -> dict[int, dict[date, int]]:
    """Pieces by product and day, up to yesterday."""
    query = (
        select(DailySales.product_id, DailySales.day, func.sum(DailySales.quantity))
        .where(DailySales.day >= start, DailySales.day < today)
        .group_by(DailySales.product_id, DailySales.day)
    )
    if dealer_id is not None:
        query = query.where(DailySales.dealer_id == dealer_id)
    found: dict[int, dict[date, int]] = defaultdict(dict)
    for product, day, pieces in session.execute(query):
        found[product][day] = int(pieces)
    return found


def _seasons(session: Session, dealer_id: int | None, today: date) -> dict[str, float]:
    """Factors by family: single products sell too few for their year to tell."""
    then, window = today - _YEAR, timedelta(days=SEASON_DAYS)
    behind = _by_family(session, dealer_id, then - window, then)
    ahead = _by_family(session, dealer_id, then, then + window)
    return {f: rules.season_factor(ahead.get(f, 0), pieces) for f, pieces in behind.items()}


def _by_family(session: Session, dealer_id: int | None, start: date, end: date) -> dict[str, int]:
    query = (
        select(Product.family, func.sum(DailySales.quantity))
        .join(Product, Product.id == DailySales.product_id)
        .where(DailySales.day >= start, DailySales.day < end)
        .group_by(Product.family)
    )
    if dealer_id is not None:
        query = query.where(DailySales.dealer_id == dealer_id)
    return {family: int(pieces) for family, pieces in session.execute(query)}


def _weekdays(
    products: Sequence[Product], sales: dict[int, dict[date, int]]
) -> dict[str, list[float]]:
    sums: dict[str, dict[date, int]] = defaultdict(lambda: defaultdict(int))
    for product in products:
        for day, pieces in sales.get(product.id, {}).items():
            sums[product.family][day] += pieces
    return {p.family: rules.weekday_factors(sums.get(p.family, {})) for p in products}


def _free(session: Session, dealer_id: int | None) -> dict[int, int]:
    """Pieces that nobody has reserved, in the dealer's or the brand's own warehouses."""
    query = (
        select(Stock.product_id, func.sum(Stock.on_hand - Stock.reserved))
        .join(Warehouse, Warehouse.id == Stock.warehouse_id)
        .where(
            Warehouse.dealer_id.is_(None) if dealer_id is None else Warehouse.dealer_id == dealer_id
        )
        .group_by(Stock.product_id)
    )
    return {product: int(pieces) for product, pieces in session.execute(query)}


def _coming(session: Session, dealer_id: int | None) -> dict[int, int]:
    """Pieces that a dealer has ordered and not received; of the brand's suppliers nothing is
    known."""
    if dealer_id is None:
        return {}
    query = (
        select(OrderLine.product_id, func.sum(OrderLine.quantity))
        .join(Order, Order.id == OrderLine.order_id)
        .where(
            Order.dealer_id == dealer_id,
            Order.customer_id.is_(None),
            Order.status.in_(_COMING),
        )
        .group_by(OrderLine.product_id)
    )
    return {product: int(pieces) for product, pieces in session.execute(query)}
