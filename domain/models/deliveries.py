"""What was sent, or is to be sent, to a reader by e-mail, Telegram or webhook."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.database import Base
from domain.models.columns import At, BigInt, Code, Instant, Key
from domain.models.digests import Digest
from domain.models.ownership import UserOwned
from domain.models.subscriptions import Subscription, WebhookEndpoint


class DeliveryState(StrEnum):
    WAITING = "waiting"
    """to be tried at `next_try_at`"""
    SENDING = "sending"
    DELIVERED = "delivered"
    FAILED = "failed"
    """given up: a person may have it tried again"""
    IN_DOUBT = "in_doubt"
    """the process died while it was sent, by a way that cannot recognise a repetition"""
    DROPPED = "dropped"
    """the reader unsubscribed meanwhile"""


class Delivery(UserOwned, Base):
    """One digest to one reader by one way.

    `key` is unique, and is what the other side recognises a repetition by: the Message-ID of an
    e-mail, the `webhook-id` of a webhook. `error` names why the last attempt failed.
    """

    __tablename__ = "delivery"

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(120), unique=True)
    digest_id: Mapped[int] = mapped_column(BigInt, ForeignKey("digest.id"), index=True)
    subscription_id: Mapped[int] = mapped_column(BigInt, ForeignKey("subscription.id"))
    endpoint_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("webhook_endpoint.id"))
    way: Mapped[Code]
    address: Mapped[str] = mapped_column(String(254))
    state: Mapped[Code] = mapped_column(index=True)
    attempts: Mapped[int]
    next_try_at: Mapped[datetime | None] = mapped_column(Instant())
    error: Mapped[str] = mapped_column(String(120))
    created_at: Mapped[At]
    ended_at: Mapped[datetime | None] = mapped_column(Instant())
    digest: Mapped[Digest] = relationship(lazy="raise")
    subscription: Mapped[Subscription] = relationship(lazy="raise")
    endpoint: Mapped[WebhookEndpoint | None] = relationship(lazy="raise")
