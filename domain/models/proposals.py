"""What the assistant suggested and a person has yet to decide."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.database import Base
from domain.models.columns import At, BigInt, Code, Instant, JsonObject
from domain.models.ownership import UserOwned


class ProposalStatus(StrEnum):
    PENDING = "pending"
    CONFIRMED = "confirmed"
    REJECTED = "rejected"
    EXPIRED = "expired"
    REPLACED = "replaced"


class Proposal(UserOwned, Base):
    """Exact arguments, binding terms and preview of one commit; its owner may confirm it once."""

    __tablename__ = "proposal"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    tool: Mapped[Code]
    status: Mapped[Code] = mapped_column(index=True)
    dealer_id: Mapped[int | None] = mapped_column(BigInt)
    conversation_id: Mapped[str | None] = mapped_column(
        String(32), ForeignKey("conversation.id"), index=True
    )
    arguments: Mapped[JsonObject]
    terms: Mapped[JsonObject]
    preview: Mapped[JsonObject]
    channel: Mapped[Code]
    model: Mapped[str] = mapped_column(String(64))
    command_key: Mapped[str] = mapped_column(String(64), unique=True)
    created_at: Mapped[At]
    expires_at: Mapped[At]
    decided_at: Mapped[datetime | None] = mapped_column(Instant())
    replaced_by: Mapped[str | None] = mapped_column(String(32))
