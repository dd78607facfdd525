"""Replenishment: what to reorder and how much, with the figures behind it."""

from pydantic import BaseModel, Field

from domain.catalogue.queries import catalogue, resolve_product
from domain.people.queries import dealer_for
from domain.replenishment.queries import (
    BRAND_LEAD_DAYS,
    DEALER_LEAD_DAYS,
    Line,
    lines,
)
from domain.replenishment.rules import REVIEW_DAYS
from domain.scope import Permission
from tools.arguments import Arguments, Reference
from tools.call import Call
from tools.registry import CUSTOMERS, EVERYBODY, read_tool


class ReplenishmentAdvice(Arguments):
    """For what, and for whom."""

    product: Reference | None = Field(None, description="one product or a family; all if absent")
    dealer: Reference | None = Field(
        None, description="for staff: the dealer; absent, the brand's own warehouses"
    )
    limit: int = Field(5, ge=1, le=50)


class AdviceSeen(BaseModel):
    """Pieces; `season_percent` is the days ahead against the last weeks (100: alike)."""

    sku: str
    name: str
    available: int
    coming: int
    weekly_sales: int
    season_percent: int
    lasts_days: int | None
    reorder_point: int
    safety_stock: int
    quantity: int
    cases: int
    pack_size: int


class AdvicesSeen(BaseModel):
    """`due` counts the products to be ordered now; `items` holds the most urgent."""

    dealer: str | None
    dealer_name: str | None
    lead_days: int
    review_days: int
    due: int
    items: list[AdviceSeen]


@read_tool(
    arguments=ReplenishmentAdvice,
    result=AdvicesSeen,
    permission=Permission.READ_FIGURES,
    roles=EVERYBODY - CUSTOMERS,
)
def replenishment_advice(call: Call, arguments: ReplenishmentAdvice) -> AdvicesSeen:
    """Say what to reorder now and how much, from sales of the last weeks, the season of last
    year, stock on hand, goods on their way and the lead time."""
    named = arguments.dealer is not None or not call.actor.is_staff
    dealer = dealer_for(call.session, arguments.dealer) if named else None
    products = _products(call, arguments.product)
    found = lines(call.session, dealer.id if dealer else None, products, call.today)
    due = [line for line in found if line.advice.quantity]
    shown = found if products is not None else due
    return AdvicesSeen(
        dealer=dealer.code if dealer else None,
        dealer_name=call.named(dealer) if dealer else None,
        lead_days=DEALER_LEAD_DAYS if dealer else BRAND_LEAD_DAYS,
        review_days=REVIEW_DAYS,
        due=len(due),
        items=[_seen(call, line) for line in shown[: arguments.limit]],
    )


def _products(call: Call, text: str | None) -> list[int] | None:
    """A family stands for all of its products; anything else is to be one."""
    if text is None:
        return None
    match = catalogue(call.session).find(text)
    return list(match.fits) if len(match.fits) > 1 else [resolve_product(call.session, text)]


def _seen(call: Call, line: Line) -> AdviceSeen:
    advice = line.advice
    return AdviceSeen(
        sku=line.product.sku,
        name=call.named(line.product),
        available=line.free,
        coming=line.coming,
        weekly_sales=line.weekly,
        season_percent=round(100 * line.season),
        lasts_days=advice.lasts,
        reorder_point=advice.reorder_point,
        safety_stock=advice.safety,
        quantity=advice.quantity,
        cases=advice.quantity // line.product.pack_size,
        pack_size=line.product.pack_size,
    )
