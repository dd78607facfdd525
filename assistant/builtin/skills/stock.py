"""Stock: is it there, where, how many."""

from assistant.builtin.lines import named_product, product_of
from assistant.builtin.plan import Brief, Step, ask, call
from assistant.understanding.understood import Request

_MOST = 5
"""Products that are looked up without being named again."""


def check_stock(brief: Brief, request: Request) -> list[Step]:
    """Look up each product that is named; without one, the product the talk is about."""
    mentions = [item for item in request.items if item.product is not None]
    if not mentions:
        product = named_product(brief, ())
        looked = brief.focus.looked
        if product is None and looked is not None and looked.tool == "check_stock":
            # several were just looked up: "and in Suzhou?" is asked of each
            return [
                call("check_stock", request, product=sku, place=request.place)
                for sku in brief.focus.products[:_MOST]
            ]
        if product is None:
            return [
                ask(
                    "ask.product",
                    request,
                    "check_stock",
                    {"place": request.place} if request.place else {},
                    "product",
                )
            ]
        return [call("check_stock", request, product=product, place=request.place)]
    return [
        call(
            "check_stock",
            request,
            product=product_of(brief, item.product),
            place=request.place,
            quantity=_pieces(item.quantity.value) if item.quantity else None,
        )
        for item in mentions
        if item.product is not None
    ]


def _pieces(value: int) -> int | None:
    """An impossible number of pieces does not matter to a question about stock."""
    return value if value > 0 else None
