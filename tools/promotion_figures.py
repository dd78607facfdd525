"""What a promotion brought, and what it cost."""

from datetime import date

from pydantic import BaseModel, Field

from domain.catalogue.queries import resolve_product
from domain.figures import rules
from domain.figures.promotions import find_promotion, promotion_return
from domain.figures.queries import Selection
from domain.money import DEFAULT_CURRENCY
from domain.scope import Permission
from tools.arguments import Arguments, Reference
from tools.call import Call
from tools.registry import CUSTOMERS, EVERYBODY, read_tool


class PromotionFigure(Arguments):
    """Which promotion, by its code, its name or its product."""

    promotion: Reference | None = Field(None, description="code or name")
    product: Reference | None = None


class PromotionFigureSeen(BaseModel):
    """Amounts in minor units. `expected` is what the same weekdays of the four weeks before the
    promotion brought; `discount` what dealers were given on their orders."""

    promotion: str
    name: str
    start: date
    end: date
    quantity: int
    amount: int
    expected_quantity: int
    expected_amount: int
    extra_amount: int
    change: int | None
    discount: int
    currency: str


@read_tool(
    arguments=PromotionFigure,
    result=PromotionFigureSeen,
    permission=Permission.READ_FIGURES,
    roles=EVERYBODY - CUSTOMERS,
)
def promotion_figure(call: Call, arguments: PromotionFigure) -> PromotionFigureSeen:
    """Say what a promotion brought: sales against the weeks before it, and what it cost."""
    product = resolve_product(call.session, arguments.product) if arguments.product else None
    promotion = find_promotion(call.session, arguments.promotion, product, call.today)
    own = Selection(dealer_id=call.actor.dealer_id)
    done = promotion_return(call.session, promotion, call.today, own)
    return PromotionFigureSeen(
        promotion=promotion.code,
        name=call.named(promotion),
        start=done.period.start,
        end=done.period.end,
        quantity=done.sold.quantity,
        amount=done.sold.amount,
        expected_quantity=done.expected.quantity,
        expected_amount=done.expected.amount,
        extra_amount=done.extra,
        change=rules.change(done.sold.amount, done.expected.amount),
        discount=done.discount,
        currency=DEFAULT_CURRENCY,
    )
