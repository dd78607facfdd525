"""What a user is told without having asked."""

from datetime import datetime

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from domain.database import Base
from domain.models.columns import At, Code, Instant, JsonObject, Key
from domain.models.ownership import UserOwned


class Notice(UserOwned, Base):
    """News for one user. `kind` names the sentence, `details` fill it in, in his language.

    `key` names the occasion, so that nobody is told the same twice.
    """

    __tablename__ = "notice"

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[Code]
    details: Mapped[JsonObject]
    at: Mapped[At]
    seen_at: Mapped[datetime | None] = mapped_column(Instant())
