"""Lines as people give them, in cases and dozens, brought to pieces."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.catalogue.queries import resolve_product
from domain.models.catalogue import Product
from tools.arguments import Line

DOZEN = 12


def pieces_of(session: Session, line: Line) -> tuple[int, int]:
    """The product's key and the pieces of a line.

    Raises:
        Ambiguous, Unknown: as `resolve_product`.
    """
    product_id = resolve_product(session, line.product)
    return product_id, line.quantity * _unit_size(session, product_id, line)


def packed(session: Session, lines: list[Line]) -> dict[int, str]:
    """By product key, how the pieces of a line came about ("2 × 4"), where not by the piece."""
    found = {}
    for line in lines:
        if line.unit != "piece":
            product_id = resolve_product(session, line.product)
            size = _unit_size(session, product_id, line)
            found[product_id] = f"{line.quantity} × {size}"
    return found


def _unit_size(session: Session, product_id: int, line: Line) -> int:
    if line.unit == "case":
        return session.scalars(select(Product.pack_size).where(Product.id == product_id)).one()
    return DOZEN if line.unit == "dozen" else 1
