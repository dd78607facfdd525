"""Reading forms: what was left empty was not given."""

from typing import Any


def filled(**fields: Any) -> dict[str, Any]:
    """The fields that hold something."""
    return {name: value for name, value in fields.items() if value not in ("", None)}


def lines(products: list[str], quantities: list[str]) -> list[dict[str, str]]:
    """Order lines from the columns of a form; rows left wholly empty are passed over."""
    rows = zip(products, quantities, strict=False)
    return [
        {"product": product.strip(), "quantity": quantity.strip()}
        for product, quantity in rows
        if product.strip() or quantity.strip()
    ]
