"""End customers, each looked after by one dealer."""

from typing import Any

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from domain.database import Base
from domain.models.columns import At, Key, Name
from domain.models.ownership import DealerOwned
from domain.scope import Actor


class Customer(DealerOwned, Base):
    __tablename__ = "customer"

    id: Mapped[Key]
    name: Mapped[Name] = mapped_column(index=True)
    phone: Mapped[str] = mapped_column(String(32), index=True)
    city: Mapped[Name]
    address: Mapped[str] = mapped_column(String(250))
    note: Mapped[str] = mapped_column(String(500))
    created_at: Mapped[At]

    @classmethod
    def visible_to_customer(cls, actor: Actor) -> Any:
        return cls.id == actor.customer_id

    def belongs_to(self, actor: Actor) -> bool:
        return self.id == actor.customer_id or super().belongs_to(actor)
