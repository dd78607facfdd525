"""One counter to test the ledger on: a product that the demo network has run out of."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.database import Database
from domain.ledger.operations import Cause, StockDelta, move
from domain.models.people import Dealer
from domain.models.warehouses import Warehouse
from domain.scope import SYSTEM
from tests.factories.goods import product_key
from tests.factories.network import NOW

SKU = "CL-TV75"


def place(session: Session, warehouse: str = "WH-EAST", sku: str = SKU) -> tuple[int, int]:
    """(product key, warehouse key), by codes."""
    key = session.scalars(select(Warehouse.id).where(Warehouse.code == warehouse)).one()
    return product_key(session, sku), key


def dealer_key(session: Session, code: str = "D-EAST") -> int:
    """The key of a dealer."""
    return session.scalars(select(Dealer.id).where(Dealer.code == code)).one()


def add_stock(database: Database, pieces: int, sku: str = SKU) -> None:
    """Bring pieces into the East warehouse."""
    with database.write(SYSTEM) as session:
        cause = Cause("receive", "RC-TEST", "test", NOW)
        move(session, [StockDelta(*place(session, sku=sku), on_hand=pieces)], cause)
