"""A family of goods that a clause of its own tells more exactly: "冰箱要8台，三门的"."""

import re
from collections.abc import Sequence
from dataclasses import replace

from assistant.understanding.canonical import free
from assistant.understanding.choices import fitting
from assistant.understanding.reading import Reading
from assistant.understanding.understood import Item, ProductMention
from domain.catalogue.matching import Catalogue

_CLAUSES = re.compile(r"[^,，.。;；!！?？\n、]+")


def narrowed(
    reading: Reading,
    found: tuple[Item, ...],
    catalogue: Catalogue,
    refused: Sequence[ProductMention] = (),
) -> tuple[Item, ...]:
    """The items of a message; where just one names several goods, with those of them that are
    named beside it, or that a clause which names nothing by itself describes."""
    open_ones = [item for item in found if item.product and len(item.product.fits) > 1]
    if len(open_ones) != 1 or open_ones[0].product is None:
        return found
    item, mention = open_ones[0], open_ones[0].product
    names = [" ".join(catalogue.products[key].all()) for key in mention.fits]
    counted = [item.product for item in found if item.product and item.quantity]
    for beside in reading.mentions:
        told = beside not in (*counted, *refused)
        if told and beside.fits and set(beside.fits) < set(mention.fits):
            return _exactly(found, item, mention, beside.fits, without=beside)
    for clause in _plain_clauses(reading):
        left = fitting(clause, names)
        if 0 < len(left) < len(names):
            fits = tuple(mention.fits[at] for at in left)
            return _exactly(found, item, mention, fits)
    return found


def _exactly(
    found: tuple[Item, ...],
    item: Item,
    mention: ProductMention,
    fits: tuple[int, ...],
    without: ProductMention | None = None,
) -> tuple[Item, ...]:
    """The items with `item` told as one of `fits`; what told it so is none by itself."""
    exact = replace(item, product=replace(mention, fits=fits))
    kept = [x for x in found if x.product is None or x.product != without]
    return tuple(exact if x is item else x for x in kept)


def _plain_clauses(reading: Reading) -> list[str]:
    """The clauses of a message in which no goods, quantity, number or day stands."""
    named = (*reading.mentions, *reading.quantities, *reading.references, *reading.days)
    taken = [(span.start, span.end) for span in named]
    clauses = _CLAUSES.finditer(reading.text)
    return [clause[0] for clause in clauses if free(clause.start(), clause.end(), taken)]
