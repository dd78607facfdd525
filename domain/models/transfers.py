"""Goods on their way from one warehouse to another, without a sale."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, String, or_
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.database import Base, Scoped
from domain.models.catalogue import Product
from domain.models.columns import At, BigInt, Code, Instant, Key, Quantity
from domain.models.ownership import dealers_of_region
from domain.models.sales import document_number
from domain.scope import Actor, Level


class TransferStatus(StrEnum):
    REQUESTED = "requested"
    """the owner of the goods has yet to decide; nothing is held"""
    SENT = "sent"
    """granted: the goods have left `source`"""
    RECEIVED = "received"
    REFUSED = "refused"
    WITHDRAWN = "withdrawn"


class Transfer(Scoped, Base):
    """`owner_id` is the dealer whose goods they are, `dealer_id` the one who gets them; empty
    stands for the brand. Both dealers see it, and the managers of their regions."""

    __tablename__ = "transfer"
    __table_args__ = (CheckConstraint("quantity > 0", name="quantity_positive"),)

    id: Mapped[Key]
    product_id: Mapped[int] = mapped_column(BigInt, ForeignKey("product.id"))
    source_id: Mapped[int] = mapped_column(BigInt, ForeignKey("warehouse.id"))
    target_id: Mapped[int] = mapped_column(BigInt, ForeignKey("warehouse.id"))
    owner_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("dealer.id"), index=True)
    dealer_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("dealer.id"), index=True)
    quantity: Mapped[Quantity]
    status: Mapped[Code] = mapped_column(index=True)
    reason: Mapped[str] = mapped_column(String(250))
    requested_by: Mapped[int] = mapped_column(BigInt)
    requested_at: Mapped[At]
    due_at: Mapped[At]
    decided_by: Mapped[int | None] = mapped_column(BigInt)
    decided_at: Mapped[datetime | None] = mapped_column(Instant())
    note: Mapped[str] = mapped_column(String(250))
    received_at: Mapped[datetime | None] = mapped_column(Instant())
    product: Mapped[Product] = relationship(lazy="raise")

    @property
    def number(self) -> str:
        return document_number("TF", self.id)

    @classmethod
    def visible_to(cls, actor: Actor) -> Any:
        if actor.level is Level.REGION:
            own = dealers_of_region(actor.region_id)
            return or_(cls.owner_id.in_(own), cls.dealer_id.in_(own))
        if actor.level is Level.DEALER:
            return or_(cls.owner_id == actor.dealer_id, cls.dealer_id == actor.dealer_id)
        return cls.id.is_(None)  # customers see none

    def belongs_to(self, actor: Actor) -> bool:
        if actor.level is Level.DEALER:
            return actor.dealer_id in (self.owner_id, self.dealer_id)
        return actor.level is Level.REGION  # confined when the dealers are resolved
