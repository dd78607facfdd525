"""Correcting the lines of an order by what is said of them afterwards."""

from typing import Any

from assistant.builtin.lines import amount_of
from assistant.understanding.understood import Item
from domain.catalogue.matching import Catalogue


def corrected(
    lines: list[dict[str, Any]], items: list[Item], catalogue: Catalogue, added: bool
) -> list[dict[str, Any]] | None:
    """The lines with the corrections put in; None where it is not clear what is meant.

    A bare quantity corrects the only line; a bare product replaces it; a product with a quantity
    corrects its line, or is added as a new one where the message adds.
    """
    new = [dict(line) for line in lines]
    for item in items:
        if not _correct(new, item, catalogue, added):
            return None
    return new if items else None


def _correct(lines: list[dict[str, Any]], item: Item, catalogue: Catalogue, added: bool) -> bool:
    sku = None
    if item.product is not None:
        if len(item.product.fits) != 1:
            return False
        sku = catalogue.products[item.product.fits[0]].sku
    line = next((x for x in lines if _is_of(x, sku, catalogue)), None) if sku else None
    amount = amount_of(item.quantity) if item.quantity else {}
    if line is None and len(lines) == 1 and not (added and sku):
        line = lines[0]
        if sku:
            line["product"] = sku
    if line is None:
        if sku is None or not amount:
            return False
        lines.append({"product": sku} | amount)
    elif amount:
        same_unit = line.get("unit", "piece") == amount.get("unit", "piece")
        more = line["quantity"] if added and same_unit else 0
        line.pop("unit", None)
        line |= amount | {"quantity": amount["quantity"] + more}
    return True


def _is_of(line: dict[str, Any], sku: str | None, catalogue: Catalogue) -> bool:
    """Whether a line, as it was asked for, is of the product `sku`."""
    if line["product"] == sku:
        return True
    certain = catalogue.find(str(line["product"])).certain
    return certain is not None and catalogue.products[certain].sku == sku
