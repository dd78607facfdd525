"""What a person sees before he confirms."""

from typing import Any

from pydantic import BaseModel


class PreviewLine(BaseModel):
    sku: str
    name: str
    quantity: int
    unit_price: int
    amount: int
    discount: int = 0
    promotion: str | None = None
    promotion_name: str | None = None
    ships_from: str | None = None
    available: int | None = None
    packed: str | None = None
    """how the quantity came about, where it was given in cases or dozens"""


class Preview(BaseModel):
    """An exact picture of the deed: money in minor units.

    Arguments:
        terms: what binds, in words and figures for the reader.
        informs: what may differ by the time of confirming (stock left, credit after).
    """

    title: str
    lines: list[PreviewLine] = []
    total: int | None = None
    currency: str | None = None
    terms: dict[str, Any] = {}
    informs: dict[str, Any] = {}
