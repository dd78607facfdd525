"""A message taken apart into what it asks for, one thing after the other."""

import re
from dataclasses import replace
from datetime import date

from assistant.understanding.asking import Classify
from assistant.understanding.details import request_of
from assistant.understanding.language import detect
from assistant.understanding.reading import read
from assistant.understanding.splitting import split
from assistant.understanding.terms import only_terms
from assistant.understanding.understood import Item, Request, Understanding
from domain.catalogue.matching import Catalogue

LONGEST = 6_000
"""Characters of a message that are read."""
_LONGEST_WORD = 40
_ENDLESS = re.compile(rf"[A-Za-z0-9]{{{_LONGEST_WORD},}}")
"""What nobody types by hand: a key held down, a file pasted."""
_ABOUT_GOODS = frozenset(
    {
        "place_order", "check_stock", "price_quote", "transfer_stock", "product_question",
        "promotion_policy", "replenishment_advice",
    }
)  # fmt: skip
_ABOUT_AN_ORDER = frozenset(
    {"order_status", "change_order", "confirm_receipt", "invoice", "return_refund", "payment"}
)


def understand(
    text: str,
    *,
    classify: Classify,
    catalogue: Catalogue,
    today: date,
    language_hint: str | None = None,
) -> Understanding:
    """The language of a message, and its requests in order.

    Arguments:
        classify: tells the intent of a text and how sure that is.
        today: the business date that "tomorrow" is reckoned from.
        language_hint: the language of texts that have none of their own: figures, emoji.
    """
    said = _ENDLESS.sub(lambda run: run[0][:_LONGEST_WORD], text[:LONGEST])
    language = detect(said, "en" if language_hint == "en" else "zh")
    requests: list[Request] = []
    for part in split(said, classify):
        request = request_of(part, catalogue, today, language)
        requests.append(_following(requests[-1], request) if requests else request)
    return Understanding(
        language, tuple(requests), only_terms(read(said, catalogue, today, language))
    )


def _following(former: Request, request: Request) -> Request:
    """A request with what it leaves unsaid because the one before it has said it."""
    if former.intent in _ABOUT_GOODS and request.intent in _ABOUT_GOODS:
        request = replace(
            request,
            items=_inherited(former.items, request),
            place=request.place or former.place,
        )
    if former.intent in _ABOUT_AN_ORDER and request.intent in _ABOUT_AN_ORDER:
        request = replace(request, order=request.order or former.order)
    return replace(
        request,
        dealer=request.dealer or former.dealer,
        customer=request.customer or former.customer,
    )


def _inherited(former: tuple[Item, ...], request: Request) -> tuple[Item, ...]:
    """A bare quantity is of the one product named before; nothing at all is the same again."""
    named = [item for item in former if item.product]
    if not request.items:
        return tuple(named)
    if len(named) != 1 or any(item.product for item in request.items):
        return request.items
    return tuple(Item(named[0].product, item.quantity) for item in request.items)
