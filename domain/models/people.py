"""Regions, dealers, users, and the ways users are recognised."""

from datetime import datetime
from typing import Any

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.database import Base, Scoped
from domain.models.columns import At, BigInt, Code, Currency, Instant, Key, Name
from domain.scope import Actor, Level


class Region(Base):
    __tablename__ = "region"

    id: Mapped[Key]
    code: Mapped[Code] = mapped_column(unique=True)
    name_zh: Mapped[Name]
    name_en: Mapped[Name]


class Dealer(Scoped, Base):
    """A shop or distributor that sells the brand. `tier` chooses its price list."""

    __tablename__ = "dealer"

    id: Mapped[Key]
    code: Mapped[Code] = mapped_column(unique=True)
    name_zh: Mapped[Name]
    name_en: Mapped[Name]
    region_id: Mapped[int] = mapped_column(BigInt, ForeignKey("region.id"), index=True)
    city: Mapped[Name]
    address: Mapped[str] = mapped_column(String(250))
    latitude: Mapped[float]
    longitude: Mapped[float]
    tier: Mapped[Code]
    payment_days: Mapped[int]
    currency: Mapped[Currency]
    time_zone: Mapped[Name]
    shares_stock: Mapped[bool]
    active: Mapped[bool]
    region: Mapped[Region] = relationship(lazy="raise")

    @classmethod
    def visible_to(cls, actor: Actor) -> Any:
        if actor.level is Level.REGION:
            return cls.region_id == actor.region_id
        return cls.id == actor.dealer_id  # a customer may see the dealer he buys from

    def belongs_to(self, actor: Actor) -> bool:
        return False  # dealers are kept by head office


class User(Base):
    __tablename__ = "user"

    id: Mapped[Key]
    username: Mapped[Code] = mapped_column(unique=True)
    password_hash: Mapped[str] = mapped_column(String(200))
    name: Mapped[Name]
    role: Mapped[Code]
    dealer_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("dealer.id"))
    region_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("region.id"))
    customer_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("customer.id"))
    department: Mapped[str | None] = mapped_column(String(32))
    language: Mapped[str] = mapped_column(String(8))
    time_zone: Mapped[Name]
    active: Mapped[bool]
    created_at: Mapped[At]


class AccessToken(Base):
    """A session or an API credential: only the hash of its secret is kept.

    `kind`: `session` (web, terminal, bearer token) or `credential` (an integration, which may
    hold the grant `execute`).
    """

    __tablename__ = "access_token"

    id: Mapped[Key]
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[int] = mapped_column(BigInt, ForeignKey("user.id"), index=True)
    kind: Mapped[Code]
    label: Mapped[Name]
    grants: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[At]
    expires_at: Mapped[At]
    revoked_at: Mapped[datetime | None] = mapped_column(Instant())


class ChatLink(Base):
    """A chat account that speaks for a user.

    `account` is the channel's name for it (Telegram: bot and user, since a bot reaches only
    those who wrote to it). `conversation_id` is the talk it is in; None: its next message begins
    one. `last_update`, handled at `last_update_at`, is the newest of its updates that was
    answered.
    """

    __tablename__ = "chat_link"
    __table_args__ = (UniqueConstraint("channel", "account"),)

    id: Mapped[Key]
    channel: Mapped[Code]
    account: Mapped[str] = mapped_column(String(64))
    user_id: Mapped[int] = mapped_column(BigInt, ForeignKey("user.id"), index=True)
    linked_at: Mapped[At]
    revoked_at: Mapped[datetime | None] = mapped_column(Instant())
    conversation_id: Mapped[str | None] = mapped_column(String(32))
    last_update: Mapped[int | None] = mapped_column(BigInt)
    last_update_at: Mapped[datetime | None] = mapped_column(Instant())


class LinkToken(Base):
    """A one-time token that links a chat account to a user."""

    __tablename__ = "link_token"

    id: Mapped[Key]
    secret_hash: Mapped[str] = mapped_column(String(64), unique=True)
    channel: Mapped[Code]
    user_id: Mapped[int] = mapped_column(BigInt, ForeignKey("user.id"))
    expires_at: Mapped[At]
    used_at: Mapped[datetime | None] = mapped_column(Instant())
