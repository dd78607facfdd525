"""What a dealer may learn of his neighbours' stock: only in his region, only from those who
share it, and only as plenty, few or none."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.models.ledger import Stock
from domain.models.people import Dealer
from domain.models.warehouses import Warehouse

PLENTY = 10
"""From this many free pieces on, a neighbour has plenty."""


def level_of(available: int) -> str:
    """`plenty`, `few` or `none`."""
    if available >= PLENTY:
        return "plenty"
    return "few" if available > 0 else "none"


def neighbours(
    system: Session, product_id: int, region_id: int, but_not: int
) -> list[tuple[Warehouse, str]]:
    """Other dealers' sharing warehouses in a region, with the level of a product.

    `system` is a session without a wall: the levels are all that leaves this function.
    """
    rows = system.execute(
        select(Warehouse, Stock.on_hand - Stock.reserved)
        .join(Stock, Stock.warehouse_id == Warehouse.id)
        .join(Dealer, Dealer.id == Warehouse.dealer_id)
        .where(
            Stock.product_id == product_id,
            Warehouse.region_id == region_id,
            Dealer.shares_stock,
            Dealer.id != but_not,
        )
        .order_by(Warehouse.id)
    )
    return [(warehouse, level_of(available)) for warehouse, available in rows]
