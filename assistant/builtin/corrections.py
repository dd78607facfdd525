"""Correcting the lines of an order by what is said of them afterwards."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any

from assistant.builtin.lines import amount_of, code_of
from assistant.understanding.adding import names_each
from assistant.understanding.canonical import canonical
from assistant.understanding.understood import Item, ProductMention, Request, Terms
from domain.catalogue.matching import Catalogue

Lines = list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Correction:
    """What a message says of lines that were named before.

    Arguments:
        added: quantities come on top of what was said ("再加5个").
        removed: goods that are to be taken out.
        scale: quantities are to be so many times what they were.
        each: a quantity without goods is meant for every line.
    """

    items: Sequence[Item]
    added: bool = False
    removed: Sequence[ProductMention] = ()
    scale: Fraction | None = None
    each: bool = False

    @classmethod
    def of(cls, requests: Sequence[Request]) -> "Correction":
        """What the requests of a message say together."""
        return cls(
            [item for request in requests for item in request.items],
            any(request.added for request in requests),
            [mention for request in requests for mention in request.removed],
            next((request.scale for request in requests if request.scale), None),
            any(names_each(canonical(request.text).text) for request in requests),
        )

    @classmethod
    def counted(cls, terms: Terms) -> "Correction":
        """What a quantity said alone says."""
        if terms.quantity is None:
            return cls(())
        item = Item(None, terms.quantity, terms.added and not terms.lessened, terms.lessened)
        return cls((item,), terms.added, each=terms.each)

    @property
    def without_batches(self) -> "Correction":
        """Itself without quantities that say no number of anything: "再来一批"."""
        items = [i for i in self.items if i.product or (i.quantity and amount_of(i.quantity))]
        return replace(self, items=items)

    @property
    def only_counts(self) -> bool:
        """Whether it says nothing but other quantities."""
        return bool(self) and not self.removed and all(item.quantity for item in self.items)

    def __bool__(self) -> bool:
        return bool(self.items or self.removed or self.scale)


def corrected(lines: Lines, said: Correction, catalogue: Catalogue) -> Lines | None:
    """The lines with the corrections put in; None where it is not clear what is meant.

    A bare quantity corrects the only line; a bare product replaces it; a product with a quantity
    corrects its line, or is added as a new one where the message adds. What is taken out goes;
    its place is taken by what is named instead, with the quantity that it had. Goods that are
    added may still have to be told more exactly, or lack their `quantity`.
    """
    new = [dict(line) for line in lines]
    if said.scale is not None and not any(item.quantity for item in said.items):
        return _scaled(new, said, catalogue)
    gone = [line for line in new if _any_of(line, said.removed, catalogue)]
    kept = [line for line in new if line not in gone]
    swapped = len(gone) == 1 and len(said.items) == 1 and _fits_nothing(kept, said, catalogue)
    lines_left = new if swapped else kept
    if said.each and (alike := _alone(said)):
        amount = amount_of(alike.quantity) if alike.quantity else {}
        counted = [_count(lines_left, x, amount, alike, said.added) for x in list(lines_left)]
        return lines_left if amount and all(counted) else None
    for item in said.items:
        added = said.added and item.added
        if not _correct(lines_left, item, catalogue, added, gone[0] if swapped else None):
            return None
    return lines_left if said.items or gone else None


def _alone(said: Correction) -> Item | None:
    """The one thing said, where that is a quantity without goods."""
    item = said.items[0] if len(said.items) == 1 else None
    return item if item is not None and item.product is None else None


def _scaled(lines: Lines, said: Correction, catalogue: Catalogue) -> Lines | None:
    """The lines with the quantities of the goods named, or of all, so many times as they were."""
    named = [item.product for item in said.items if item.product]
    for line in lines:
        if named and not _any_of(line, named, catalogue):
            continue
        wanted = line["quantity"] * (said.scale or 1)
        if wanted.denominator != 1:
            return None
        line["quantity"] = int(wanted)
    return lines


def _fits_nothing(kept: Lines, said: Correction, catalogue: Catalogue) -> bool:
    """Whether the one thing named is in none of the lines that stay."""
    product = said.items[0].product
    return product is not None and not any(_any_of(x, [product], catalogue) for x in kept)


def _any_of(line: dict[str, Any], named: Sequence[ProductMention], catalogue: Catalogue) -> bool:
    """Whether a line is of goods that are named, if only by their family."""
    fits = {key for mention in named for key in mention.fits}
    return any(_is_of(line, catalogue.products[key].sku, catalogue) for key in fits)


def _correct(
    lines: Lines,
    item: Item,
    catalogue: Catalogue,
    added: bool,
    instead_of: dict[str, Any] | None,
) -> bool:
    amount = amount_of(item.quantity) if item.quantity else {}
    matching = [x for x in lines if item.product and _any_of(x, [item.product], catalogue)]
    if instead_of is None and len(matching) > 1:
        return False
    named, line = None, instead_of
    if line is None and matching:
        line = matching[0]
    elif item.product is not None:
        named = code_of(catalogue, item.product)
    if line is None and len(lines) == 1 and not (added and named):
        line = lines[0]
    if line is None:
        if named is None or item.lessened or not (amount or added):
            return False
        lines.append({"product": named} | amount)
        return True
    if named:
        line["product"] = named
    if amount and not amount["quantity"]:
        lines.remove(line)  # none of it: taken out
    elif amount:
        return _count(lines, line, amount, item, added)
    return True


def _count(
    lines: Lines, line: dict[str, Any], amount: dict[str, Any], item: Item, added: bool
) -> bool:
    """Give a line another quantity: the one that is said, or so many more or fewer."""
    same_unit = line.get("unit", "piece") == amount.get("unit", "piece")
    before = line.get("quantity", 0)
    if item.lessened:
        line["quantity"] = before - amount["quantity"]
        if line["quantity"] <= 0:
            lines.remove(line)
        return same_unit
    more = before if added and same_unit else 0
    line.pop("unit", None)
    line |= amount | {"quantity": amount["quantity"] + more}
    return True


def _is_of(line: dict[str, Any], sku: str | None, catalogue: Catalogue) -> bool:
    """Whether a line, as it was asked for, is of the product `sku`."""
    if line["product"] == sku:
        return True
    certain = catalogue.find(str(line["product"])).certain
    return certain is not None and catalogue.products[certain].sku == sku
