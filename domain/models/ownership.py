"""Whose rows are whose: the walls that most tables share."""

from typing import TYPE_CHECKING, Any

from sqlalchemy import ForeignKey, column, false, select, table
from sqlalchemy.orm import Mapped, declared_attr, mapped_column

from domain.database import Scoped
from domain.models.columns import BigInt
from domain.scope import Actor, Level

if TYPE_CHECKING:
    from sqlalchemy.sql.elements import ColumnElement


_DEALER = table("dealer", column("id"), column("region_id"))
_ORDER = table("order", column("id"), column("customer_id"))


def dealers_of_region(region_id: int | None) -> Any:
    """A Core subquery of the keys of a region's dealers (Core, so that no wall nests in a wall)."""
    return select(_DEALER.c.id).where(_DEALER.c.region_id == region_id)


class DealerOwned(Scoped):
    """Rows of one dealer; his region's manager and head office see them, customers do not."""

    @declared_attr
    def dealer_id(cls) -> Mapped[int]:
        return mapped_column(BigInt, ForeignKey("dealer.id"), index=True)

    @classmethod
    def visible_to(cls, actor: Actor) -> "ColumnElement[bool]":
        if actor.level is Level.DEALER:
            return cls.dealer_id == actor.dealer_id
        if actor.level is Level.REGION:
            return cls.dealer_id.in_(dealers_of_region(actor.region_id))
        return cls.visible_to_customer(actor)

    @classmethod
    def visible_to_customer(cls, actor: Actor) -> "ColumnElement[bool]":
        """Nothing, unless the table says otherwise."""
        return false()

    def belongs_to(self, actor: Actor) -> bool:
        if actor.level is Level.DEALER:
            return self.dealer_id == actor.dealer_id
        if actor.level is Level.CUSTOMER:
            return getattr(self, "customer_id", None) == actor.customer_id
        return (
            True  # a region's manager is confined when the dealer is resolved, and by row security
        )


class CustomerSeen(DealerOwned):
    """Rows of one dealer that name a customer, who sees his own."""

    @declared_attr
    def customer_id(cls) -> Mapped[int | None]:
        return mapped_column(BigInt, ForeignKey("customer.id"), index=True)

    @classmethod
    def visible_to_customer(cls, actor: Actor) -> "ColumnElement[bool]":
        return cls.customer_id == actor.customer_id


class OrderPart(DealerOwned):
    """Rows that belong to an order; a customer sees those of his own orders."""

    @declared_attr
    def order_id(cls) -> Mapped[int]:
        return mapped_column(BigInt, ForeignKey("order.id"), index=True)

    @classmethod
    def visible_to_customer(cls, actor: Actor) -> "ColumnElement[bool]":
        own = select(_ORDER.c.id).where(_ORDER.c.customer_id == actor.customer_id)
        return cls.order_id.in_(own)


class UserOwned(Scoped):
    """Rows of one user alone: his conversations and proposals, whatever his role."""

    @declared_attr
    def user_id(cls) -> Mapped[int]:
        return mapped_column(BigInt, ForeignKey("user.id"), index=True)

    @classmethod
    def visible_to(cls, actor: Actor) -> "ColumnElement[bool]":
        return cls.user_id == actor.user_id

    def belongs_to(self, actor: Actor) -> bool:
        return self.user_id == actor.user_id
