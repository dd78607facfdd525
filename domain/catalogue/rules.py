"""How promotions lower the amount of a line."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from domain.money import rate_of


class PromotionTerms(Protocol):
    """What a promotion grants: see `domain.models.catalogue.Promotion`."""

    @property
    def code(self) -> str: ...
    @property
    def minimum_quantity(self) -> int: ...
    @property
    def percent_off(self) -> int: ...
    @property
    def unit_off(self) -> int: ...


@dataclass(frozen=True, slots=True)
class LinePrice:
    """The price of a line in minor units: `amount` = quantity × unit_price − discount."""

    unit_price: int
    discount: int
    promotion: str | None
    amount: int


def price_line(quantity: int, unit_price: int, promotions: Sequence[PromotionTerms]) -> LinePrice:
    """Price a line with the one promotion that helps the buyer most (they do not add up)."""
    gross = quantity * unit_price
    best, code = 0, None
    for promotion in sorted(promotions, key=lambda p: p.code):
        if quantity < promotion.minimum_quantity:
            continue
        off = rate_of(gross, promotion.percent_off) + quantity * promotion.unit_off
        if min(off, gross) > best:
            best, code = min(off, gross), promotion.code
    return LinePrice(unit_price, best, code, gross - best)
