"""Goods and credit of the demo network, as they stand."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.catalogue.queries import resolve_product
from domain.models.ledger import Credit, Stock
from domain.models.people import Dealer
from domain.models.warehouses import Warehouse

WALL_UNIT = "CL-AC35W"
"""The 1.5 HP wall-mounted air conditioner: plenty everywhere."""
RO_FILTER = "CL-FRO80"


def product_key(session: Session, sku: str) -> int:
    """The key of a product."""
    return resolve_product(session, sku)


def stock_of(session: Session, sku: str, warehouse: str = "WH-EAST") -> tuple[int, int]:
    """(on hand, reserved) of a product in a warehouse, both by code."""
    row = session.execute(
        select(Stock.on_hand, Stock.reserved)
        .join(Warehouse, Warehouse.id == Stock.warehouse_id)
        .where(Stock.product_id == product_key(session, sku), Warehouse.code == warehouse)
    ).one_or_none()
    return (row.on_hand, row.reserved) if row else (0, 0)


def credit_of(session: Session, dealer: str = "D-EAST") -> Credit:
    """The credit of a dealer, by code."""
    return session.scalars(
        select(Credit).join(Dealer, Dealer.id == Credit.dealer_id).where(Dealer.code == dealer)
    ).one()
