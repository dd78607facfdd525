"""Conversations and their messages, readable by a person who takes over."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, Index, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from domain.database import Base
from domain.models.columns import At, BigInt, Code, Instant, JsonObject, Key
from domain.models.ownership import UserOwned


class Handoff(StrEnum):
    """Who speaks for the house."""

    NONE = "none"
    WAITING = "waiting"
    TAKEN = "taken"


class Conversation(UserOwned, Base):
    """`focus` is what the talk is about: last records named, the open question, the language.

    `turn_until` is the lease of the turn in progress: one turn at a time.
    """

    __tablename__ = "conversation"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    channel: Mapped[Code]
    title: Mapped[str] = mapped_column(String(120))
    focus: Mapped[JsonObject]
    handoff: Mapped[Code]
    started_at: Mapped[At]
    active_at: Mapped[At]
    turn_until: Mapped[datetime | None] = mapped_column(Instant())


class Message(UserOwned, Base):
    """One utterance. `author`: user, assistant or staff. `turn` numbers the exchange."""

    __tablename__ = "message"
    __table_args__ = (Index("ix_message_conversation_id_id", "conversation_id", "id"),)

    id: Mapped[Key]
    conversation_id: Mapped[str] = mapped_column(String(32), ForeignKey("conversation.id"))
    author: Mapped[Code]
    text: Mapped[str] = mapped_column(Text)
    details: Mapped[JsonObject]
    """for the assistant: intent, language, proposals, receipts, sources, model, tool calls"""
    channel_key: Mapped[str | None] = mapped_column(String(120), unique=True)
    """the channel's own id of the message, so that a repeated update is done once"""
    answered_by: Mapped[int | None] = mapped_column(BigInt)
    at: Mapped[At]
