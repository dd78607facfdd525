"""Figures of the business: sales, targets, rankings, trends."""

from datetime import date, timedelta
from typing import Literal

from pydantic import BaseModel, Field

from domain.catalogue.queries import catalogue, resolve_product
from domain.errors import Invalid
from domain.figures import rules
from domain.figures.queries import Period, Selection, by_day, first_day, ranking, sold, target
from domain.models.catalogue import Product
from domain.money import DEFAULT_CURRENCY
from domain.people.queries import dealer_for, resolve_region
from domain.scope import Permission
from tools.arguments import Arguments, Day, Reference
from tools.call import Call
from tools.registry import CUSTOMERS, EVERYBODY, read_tool

_LONGEST = 800
"""Days of a period: two years and some weeks."""
_BY_DAY, _BY_WEEK = 16, 92
"""Days of a period up to which a trend is told by day, and by week; a longer one by month."""


class BusinessFigure(Arguments):
    """Which sales, of which period, and how they are laid out."""

    start: Day | None = Field(None, description="first day; the first of this month if absent")
    end: Day | None = Field(None, description="last day; today if absent")
    by: Literal["total", "product", "family", "dealer", "region", "trend"] = "total"
    product: Reference | None = Field(None, description="one product or a family")
    dealer: Reference | None = Field(None, description="for staff only: one dealer")
    region: Reference | None = Field(None, description="for staff only: one region")
    limit: int = Field(5, ge=1, le=50)


class FigureRow(BaseModel):
    """A row of a ranking or a trend; `share` in basis points of the total, `start` of a trend's
    part of the period."""

    code: str
    name: str
    quantity: int
    amount: int
    share: int | None
    start: date | None = None


class FigureSeen(BaseModel):
    """Amounts in minor units of what dealers sold; changes and attainment in basis points.

    `previous` is the period before, `last_year` the same weekdays a year before, None where
    records do not reach back so far; `target` covers
    whole months only, of which a month that still runs counts whole.
    """

    start: date
    end: date
    by: str
    about: list[str]
    quantity: int
    amount: int
    currency: str
    previous_amount: int | None
    change: int | None
    last_year_amount: int | None
    year_change: int | None
    target: int | None
    attainment: int | None
    rows: list[FigureRow]


@read_tool(
    arguments=BusinessFigure,
    result=FigureSeen,
    permission=Permission.READ_FIGURES,
    roles=EVERYBODY - CUSTOMERS,
)
def business_figure(call: Call, arguments: BusinessFigure) -> FigureSeen:
    """Say what was sold in a period: total, against the period before, last year and the target;
    ranked by product, family, dealer or region; or as a trend over time."""
    period, (selection, about) = _period(call, arguments), _selection(call, arguments)
    session = call.session
    total = sold(session, period, selection)
    previous = _known(call, rules.before(period), selection)
    last_year = _known(call, rules.year_before(period), selection)
    aim = target(session, _target_months(period), selection) if not arguments.product else None
    return FigureSeen(
        start=period.start,
        end=period.end,
        by=arguments.by,
        about=about,
        quantity=total.quantity,
        amount=total.amount,
        currency=DEFAULT_CURRENCY,
        previous_amount=previous,
        change=rules.change(total.amount, previous),
        last_year_amount=last_year,
        year_change=rules.change(total.amount, last_year),
        target=aim,
        attainment=rules.share(total.amount, aim) if aim else None,
        rows=_rows(call, arguments, period, selection, total.amount),
    )


def _known(call: Call, period: Period, selection: Selection) -> int | None:
    """What an earlier period brought; None where records begin only after its first day."""
    first = first_day(call.session, selection)
    if first is None or first > period.start:
        return None
    return sold(call.session, period, selection).amount


def _period(call: Call, arguments: BusinessFigure) -> Period:
    end = arguments.end or call.today
    start = arguments.start or end.replace(day=1)
    if start > end:
        raise Invalid("period", start=start.isoformat(), end=end.isoformat())
    if (end - start).days >= _LONGEST:
        raise Invalid("period_length", maximum=_LONGEST)
    return Period(start, end)


def _selection(call: Call, arguments: BusinessFigure) -> tuple[Selection, list[str]]:
    session, about = call.session, []
    named = arguments.dealer is not None or not call.actor.is_staff
    dealer = dealer_for(session, arguments.dealer) if named else None
    region = resolve_region(session, arguments.region) if arguments.region else None
    keys = _products(call, arguments.product)
    about += [call.named(one) for one in (region, dealer) if one is not None]
    if keys is not None:
        one = session.get_one(Product, keys[0]) if len(keys) == 1 else None
        about.append(call.named(one) if one else arguments.product or "")
    selection = Selection(
        dealer.id if dealer else None,
        region.id if region else None,
        tuple(keys) if keys is not None else None,
    )
    return selection, about


def _products(call: Call, text: str | None) -> list[int] | None:
    if text is None:
        return None
    match = catalogue(call.session).find(text)
    return list(match.fits) if len(match.fits) > 1 else [resolve_product(call.session, text)]


def _target_months(period: Period) -> list[date]:
    """The whole months of the period, the last of which may still run."""
    whole = rules.months(period)
    running = Period(period.start, rules.month_end(period.end))
    return whole or rules.months(running)


def _rows(
    call: Call, arguments: BusinessFigure, period: Period, selection: Selection, total: int
) -> list[FigureRow]:
    if arguments.by == "total":
        return []
    if arguments.by == "trend":
        return _trend(call, period, selection, total)
    return [
        FigureRow(
            code=one.code,
            name=call.named(one),
            quantity=one.sold.quantity,
            amount=one.sold.amount,
            share=rules.share(one.sold.amount, total),
        )
        for one in ranking(call.session, period, selection, arguments.by, arguments.limit)
    ]


def _trend(call: Call, period: Period, selection: Selection, total: int) -> list[FigureRow]:
    """By day, week or month, as long as the period is; parts without sales are shown too."""
    starts = _parts(period)
    sums = dict.fromkeys(starts, (0, 0))
    position = 0
    for day, done in by_day(call.session, period, selection):
        while position + 1 < len(starts) and starts[position + 1] <= day:
            position += 1
        quantity, amount = sums[starts[position]]
        sums[starts[position]] = (quantity + done.quantity, amount + done.amount)
    return [
        FigureRow(
            code=start.isoformat(),
            name=start.isoformat(),
            quantity=quantity,
            amount=amount,
            share=rules.share(amount, total),
            start=start,
        )
        for start, (quantity, amount) in sums.items()
    ]


def _parts(period: Period) -> list[date]:
    if period.days <= _BY_DAY:
        return [period.start + timedelta(days=n) for n in range(period.days)]
    if period.days <= _BY_WEEK:
        return [period.start + timedelta(days=n) for n in range(0, period.days, 7)]
    days = (period.start + timedelta(days=n) for n in range(period.days))
    return [day for day in days if day == period.start or day.day == 1]
