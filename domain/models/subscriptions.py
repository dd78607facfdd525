"""Who wants digests, when, in which language and by which way."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.database import Base
from domain.models.columns import At, Code, Instant, JsonList, Key, Name
from domain.models.ownership import UserOwned


class DigestKind(StrEnum):
    DAILY = "daily"
    WEEKLY = "weekly"


class Way(StrEnum):
    """How a digest reaches its reader; in the application it stands anyway."""

    EMAIL = "email"
    TELEGRAM = "telegram"
    WEBHOOK = "webhook"


class Subscription(UserOwned, Base):
    """A reader's wish for a digest of one kind.

    `hour` is that of the reader's day in `time_zone`; weekly ones come on Mondays. `due_at` is when
    the next one is to be made; None: unsubscribed. Whoever holds `token` may end it without
    signing in.
    """

    __tablename__ = "subscription"
    __table_args__ = (UniqueConstraint("user_id", "kind"),)

    id: Mapped[Key]
    kind: Mapped[Code]
    hour: Mapped[int]
    time_zone: Mapped[Name]
    language: Mapped[str] = mapped_column(String(8))
    ways: Mapped[JsonList]
    email: Mapped[str] = mapped_column(String(254))
    token: Mapped[str] = mapped_column(String(64), unique=True)
    due_at: Mapped[datetime | None] = mapped_column(Instant(), index=True)
    created_at: Mapped[At]


class WebhookEndpoint(UserOwned, Base):
    """An address of a reader's own to which digests are posted, signed with `secret`."""

    __tablename__ = "webhook_endpoint"

    id: Mapped[Key]
    url: Mapped[str] = mapped_column(String(500))
    secret: Mapped[str] = mapped_column(String(64))
    active: Mapped[bool]
    created_at: Mapped[At]
