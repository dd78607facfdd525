"""Orders, their lines, and the shipments that fulfil them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import CheckConstraint, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.database import Base
from domain.models.catalogue import Product
from domain.models.columns import Amount, At, BigInt, Code, Currency, Instant, Key, Quantity
from domain.models.ownership import CustomerSeen, OrderPart
from domain.models.warehouses import Warehouse


class OrderStatus(StrEnum):
    REQUESTED = "requested"
    """a customer's wish, before his dealer took it up"""
    AWAITING_APPROVAL = "awaiting_approval"
    CONFIRMED = "confirmed"
    SHIPPED = "shipped"
    RECEIVED = "received"
    CANCELLED = "cancelled"
    REFUSED = "refused"


class Order(CustomerSeen, Base):
    """`kind`: wholesale (a dealer buys from the brand) or retail (a customer asks his dealer)."""

    __tablename__ = "order"
    __table_args__ = (Index("ix_order_dealer_id_id", "dealer_id", "id"),)

    id: Mapped[Key]
    kind: Mapped[Code]
    status: Mapped[Code] = mapped_column(index=True)
    total: Mapped[Amount]
    currency: Mapped[Currency]
    placed_by: Mapped[int] = mapped_column(BigInt)
    placed_at: Mapped[At]
    needed_by: Mapped[date | None]
    ship_to: Mapped[str] = mapped_column(String(250))
    note: Mapped[str] = mapped_column(String(500))
    changed_at: Mapped[At]
    version: Mapped[int]
    """rises with every change, so that a late writer is found out"""
    lines: Mapped[list["OrderLine"]] = relationship(
        lazy="raise", order_by="OrderLine.id", back_populates="order"
    )
    shipments: Mapped[list["Shipment"]] = relationship(lazy="raise", order_by="Shipment.id")

    @property
    def number(self) -> str:
        return document_number("SO", self.id)


class OrderLine(OrderPart, Base):
    """One product of an order, and the warehouse that holds stock for it."""

    __tablename__ = "order_line"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    id: Mapped[Key]
    product_id: Mapped[int] = mapped_column(BigInt, ForeignKey("product.id"), index=True)
    warehouse_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("warehouse.id"))
    quantity: Mapped[Quantity]
    unit_price: Mapped[Amount]
    discount: Mapped[Amount]
    promotion: Mapped[str | None] = mapped_column(String(32))
    amount: Mapped[Amount]
    order: Mapped[Order] = relationship(lazy="raise", back_populates="lines")
    product: Mapped[Product] = relationship(lazy="raise")
    warehouse: Mapped[Warehouse | None] = relationship(lazy="raise")


class Shipment(OrderPart, Base):
    """Goods on their way from one warehouse."""

    __tablename__ = "shipment"

    id: Mapped[Key]
    warehouse_id: Mapped[int] = mapped_column(BigInt, ForeignKey("warehouse.id"))
    carrier: Mapped[Code]
    tracking: Mapped[Code]
    shipped_at: Mapped[At]
    due_on: Mapped[date]
    received_at: Mapped[datetime | None] = mapped_column(Instant())
    difference: Mapped[str] = mapped_column(String(500))
    """what the receiver found missing or damaged; empty when all was well"""
    warehouse: Mapped[Warehouse] = relationship(lazy="raise")


def document_number(prefix: str, key: int) -> str:
    """The number people see, such as `SO-000131`: derived from the key, so it needs no sequence."""
    return f"{prefix}-{key:06d}"
