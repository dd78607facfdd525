"""What was done, what was refused, and what follows from it."""

from datetime import datetime
from typing import Any

from sqlalchemy import Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.database import Base
from domain.models.columns import At, BigInt, Code, Instant, Json, JsonObject, Key


class Command(Base):
    """One execution of a tool that changed the business: receipt and audit record in one.

    Append-only. `key` is the caller's command id, unique with its actor; `input_hash` tells a
    repetition from a misuse. Personal text is not here: see `CommandText`.
    """

    __tablename__ = "command"
    __table_args__ = (
        UniqueConstraint("actor_id", "key"),
        Index("ix_command_dealer_id_id", "dealer_id", "id"),
    )

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(64))
    actor_id: Mapped[int] = mapped_column(BigInt)
    dealer_id: Mapped[int | None] = mapped_column(BigInt)
    tool: Mapped[Code]
    input_hash: Mapped[str] = mapped_column(String(64))
    channel: Mapped[Code]
    model: Mapped[str] = mapped_column(String(64))
    request_id: Mapped[str] = mapped_column(String(64))
    proposal: Mapped[str | None] = mapped_column(String(32))
    terms: Mapped[JsonObject]
    result: Mapped[JsonObject]
    at: Mapped[At]


class CommandText(Base):
    """The arguments a person wrote for a command: erasable, while the command stays."""

    __tablename__ = "command_text"

    command_id: Mapped[int] = mapped_column(BigInt, primary_key=True)
    arguments: Mapped[JsonObject]


class Refusal(Base):
    """An attempt to reach what is not the actor's: kept for the auditor."""

    __tablename__ = "refusal"

    id: Mapped[Key]
    actor_id: Mapped[int] = mapped_column(BigInt, index=True)
    tool: Mapped[Code]
    code: Mapped[str] = mapped_column(String(64))
    reference: Mapped[str] = mapped_column(String(64))
    channel: Mapped[Code]
    request_id: Mapped[str] = mapped_column(String(64))
    at: Mapped[At]


class AuditBlock(Base):
    """A hash over commands `first`…`last` and the block before, so that tampering shows."""

    __tablename__ = "audit_block"

    id: Mapped[Key]
    first: Mapped[int] = mapped_column(BigInt)
    last: Mapped[int] = mapped_column(BigInt, unique=True)
    hash: Mapped[str] = mapped_column(String(64))
    made_at: Mapped[At]


class Event(Base):
    """The outbox: work that follows from a transaction, written in that transaction.

    `key` is unique, so that the same consequence is never asked for twice.
    """

    __tablename__ = "event"

    id: Mapped[Key]
    name: Mapped[Code]
    key: Mapped[str] = mapped_column(String(120), unique=True)
    arguments: Mapped[dict[str, Any]] = mapped_column(Json)
    at: Mapped[At]
    taken_at: Mapped[datetime | None] = mapped_column(Instant(), index=True)
