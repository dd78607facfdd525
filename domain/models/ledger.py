"""Counters with reservations, and the append-only rows that prove them.

Both counters have one shape: a firm figure and a provisional one.

    counter   key                  firm      provisional   room left
    stock     product, warehouse   on_hand   reserved      on_hand − reserved
    credit    dealer, currency     posted    pending       limit − posted − pending
"""

from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint, select
from sqlalchemy.orm import Mapped, mapped_column

from domain.database import Base, Scoped
from domain.models.columns import Amount, At, BigInt, Code, Currency, Key, Quantity
from domain.models.ownership import DealerOwned
from domain.models.warehouses import Warehouse
from domain.scope import Actor


class Stock(Scoped, Base):
    """Pieces of a product in a warehouse."""

    __tablename__ = "stock"
    __table_args__ = (
        UniqueConstraint("product_id", "warehouse_id"),
        CheckConstraint("reserved >= 0 AND on_hand >= reserved", name="covered"),
    )

    id: Mapped[Key]
    product_id: Mapped[int] = mapped_column(BigInt, ForeignKey("product.id"))
    warehouse_id: Mapped[int] = mapped_column(BigInt, ForeignKey("warehouse.id"), index=True)
    on_hand: Mapped[Quantity]
    reserved: Mapped[Quantity]

    @classmethod
    def visible_to(cls, actor: Actor) -> Any:
        visible = select(Warehouse.__table__.c.id).where(Warehouse.visible_to(actor))
        return cls.warehouse_id.in_(visible)

    def belongs_to(self, actor: Actor) -> bool:
        return False  # changed through the ledger alone


class Credit(DealerOwned, Base):
    """What a dealer may owe, owes, and will owe once open orders ship (minor units)."""

    __tablename__ = "credit"
    __table_args__ = (
        UniqueConstraint("dealer_id", "currency"),
        CheckConstraint("pending >= 0", name="pending_not_negative"),
    )

    id: Mapped[Key]
    currency: Mapped[Currency]
    limit: Mapped[Amount] = mapped_column("credit_limit")
    posted: Mapped[Amount]
    pending: Mapped[Amount]


class Move(Base):
    """One change of one counter: never altered, never deleted.

    `counter` is `stock` or `credit`, `counter_id` that row's key. The sums over a counter's
    moves are its balances.
    """

    __tablename__ = "move"
    __table_args__ = (
        Index("ix_move_counter_counter_id", "counter", "counter_id"),
        Index("ix_move_document", "document"),
    )

    id: Mapped[Key]
    counter: Mapped[Code]
    counter_id: Mapped[int] = mapped_column(BigInt)
    firm: Mapped[Amount]
    provisional: Mapped[Amount]
    reason: Mapped[Code]
    """opening, reserve, release, ship, receive, pay, transfer, adjust"""
    document: Mapped[Code]
    command: Mapped[str] = mapped_column(String(64))
    at: Mapped[At]
