"""What a promotion brought: sales above what they would have been, against what it cost."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.errors import Ambiguous, NotFound
from domain.figures.queries import Period, Selection, Sold, by_day, sold
from domain.models.catalogue import Promotion
from domain.models.sales import Order, OrderLine, OrderStatus
from domain.naming import normalise
from domain.scope import Permission

_BASE_WEEKS = 4
_COUNTED = (OrderStatus.CONFIRMED, OrderStatus.SHIPPED, OrderStatus.RECEIVED)


@dataclass(frozen=True, slots=True)
class Return:
    """Amounts in minor units.

    Arguments:
        expected: what the same weekdays brought on average in the four weeks before.
        discount: what was given away on orders of dealers that the actor may see.
    """

    promotion: Promotion
    period: Period
    sold: Sold
    expected: Sold
    discount: int

    @property
    def extra(self) -> int:
        return self.sold.amount - self.expected.amount


def find_promotion(
    session: Session, text: str | None, product_id: int | None, today: date
) -> Promotion:
    """The promotion whose code or name stands in `text`, else the newest begun one of a product,
    else the only one that has begun.

    Raises:
        NotFound: there is none.
        Ambiguous: none is named and there are several.
    """
    known = list(session.scalars(select(Promotion).order_by(Promotion.starts_on.desc())))
    said = normalise(text or "")
    for promotion in known:
        names = (promotion.code, promotion.name_zh, promotion.name_en)
        if any(normalise(name) in said for name in names):
            return promotion
    begun = [p for p in known if p.starts_on <= today]
    fits = [p for p in begun if product_id in (None, p.product_id)]
    if not fits:
        raise NotFound("promotion", text=text or "")
    if len(fits) > 1 and product_id is None:
        labels = [{"code": p.code, "name_zh": p.name_zh, "name_en": p.name_en} for p in begun]
        raise Ambiguous("promotion", text=text or "", candidates=labels[:8])
    return fits[0]


def promotion_return(
    session: Session, promotion: Promotion, today: date, selection: Selection
) -> Return:
    """Compare the days of a promotion up to yesterday with the weeks before it.

    Expected is a plain before-and-after baseline by weekday: it knows no season, so that a
    promotion in a rising season looks better than it was.

    Raises:
        NotFound: it has not begun, so that there is nothing to compare.
    """
    actor_of(session).require(Permission.READ_FIGURES)
    period = Period(promotion.starts_on, min(promotion.ends_on, today - timedelta(days=1)))
    if period.end < period.start:
        raise NotFound("promotion_figures", text=promotion.code)
    chosen = Selection(selection.dealer_id, selection.region_id, (promotion.product_id,))
    return Return(
        promotion,
        period,
        sold(session, period, chosen),
        _expected(session, period, chosen),
        _discount(session, promotion.code, selection.dealer_id),
    )


def _expected(session: Session, period: Period, selection: Selection) -> Sold:
    """The average of each weekday before the promotion, for each of its days."""
    weeks = timedelta(weeks=_BASE_WEEKS)
    base = Period(period.start - weeks, period.start - timedelta(days=1))
    quantity, amount = [0] * 7, [0] * 7
    for day, done in by_day(session, base, selection):
        quantity[day.weekday()] += done.quantity
        amount[day.weekday()] += done.amount
    days = [period.start + timedelta(days=n) for n in range(period.days)]
    return Sold(
        round(sum(quantity[d.weekday()] for d in days) / _BASE_WEEKS),
        round(sum(amount[d.weekday()] for d in days) / _BASE_WEEKS),
    )


def _discount(session: Session, code: str, dealer_id: int | None) -> int:
    query = (
        select(func.coalesce(func.sum(OrderLine.discount), 0))
        .join(Order, Order.id == OrderLine.order_id)
        .where(OrderLine.promotion == code, Order.status.in_(_COUNTED))
    )
    if dealer_id is not None:
        query = query.where(Order.dealer_id == dealer_id)
    return int(session.scalar(query) or 0)
