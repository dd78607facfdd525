"""From products and quantities as they were said to the lines of an order."""

from typing import Any

from assistant.builtin.plan import Brief
from assistant.understanding import numbers
from assistant.understanding.canonical import canonical
from assistant.understanding.ordinals import place_in
from assistant.understanding.understood import UNTOLD, Item, ProductMention, Quantity
from domain.catalogue.matching import Catalogue

_DOZEN = 12
_SHOW_GOODS = frozenset({"check_stock", "quote", "search_products"})
_SEVERAL = 2


def line_of(brief: Brief, item: Item) -> dict[str, Any]:
    """A line as far as it was said: `product`, `quantity`, `unit`; what is missing is absent."""
    line: dict[str, Any] = {}
    if item.product is not None:
        line["product"] = product_of(brief, item.product)
    if item.quantity is not None:
        line |= amount_of(item.quantity)
    return line


def product_of(brief: Brief, mention: ProductMention) -> str:
    """The code of the one product that is meant, or the words, for the tool to look up."""
    return code_of(brief.catalogue, mention)


def code_of(catalogue: Catalogue, mention: ProductMention) -> str:
    """The code of the one product of `catalogue` that is meant, or the words as they were said."""
    if len(mention.fits) == 1:
        return catalogue.products[mention.fits[0]].sku
    return mention.text


def amount_of(quantity: Quantity) -> dict[str, Any]:
    """A quantity in the unit it was said in: pieces, dozens, or cases of the product's size.

    Nothing where the size of the unit has to be asked. What cannot be ordered (a fraction, a
    negative number) is kept as it was said, for the tool to refuse by name.
    """
    if quantity.multiple == UNTOLD:
        return {}
    if not quantity.possible:
        return {"quantity": float(quantity.exact)}
    if quantity.multiple == 0:
        return {"quantity": quantity.value, "unit": "case"}
    if quantity.multiple == _DOZEN:
        return {"quantity": quantity.value, "unit": "dozen"}
    return {"quantity": quantity.value * quantity.multiple}


def called(catalogue: Catalogue, product: str, language: str) -> str:
    """How a product is called in a question: its name, where the code is known."""
    for known in catalogue.products.values():
        if known.sku == product:
            return known.name_zh if language == "zh" else known.name_en
    return product


def pointed_at(brief: Brief, text: str) -> str | None:
    """The code of the product that `text` names by its place among those that were just looked
    up: "the second one", "30 of the latter"."""
    looked, shown = brief.focus.looked, brief.focus.products
    if looked is None or looked.tool not in _SHOW_GOODS or len(shown) < _SEVERAL:
        return None
    place = place_in(canonical(text).text)
    at = place.of(len(shown)) if place is not None else None
    return shown[at] if at is not None else None


def pointed_line(brief: Brief, text: str) -> dict[str, Any] | None:
    """The line of the product that `text` points at, with the quantity that stands beside it."""
    product = pointed_at(brief, text)
    if product is None:
        return None
    place = place_in(canonical(text).text)
    taken = [(place.start, place.end)] if place is not None else []
    counted = numbers.find(text, taken)
    return {"product": product} | (amount_of(counted[0]) if len(counted) == 1 else {})


def named_product(brief: Brief, items: tuple[Item, ...]) -> str | None:
    """The first product that is named; else the one product the talk was about."""
    for item in items:
        if item.product is not None:
            return product_of(brief, item.product)
    if (shown := pointed_at(brief, brief.text)) is not None:
        return shown
    return brief.focus.products[0] if len(brief.focus.products) == 1 else None
