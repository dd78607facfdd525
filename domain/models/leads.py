"""Sales leads of dealers, and what was done about each of them."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.database import Base
from domain.models.columns import At, BigInt, Code, Instant, Key, Name
from domain.models.ownership import DealerOwned
from domain.models.sales import document_number


class LeadStage(StrEnum):
    """How far a lead has come; `won`, `lost` and `withdrawn` end it."""

    NEW = "new"
    CONTACTED = "contacted"
    VISITED = "visited"
    QUOTED = "quoted"
    WON = "won"
    LOST = "lost"
    WITHDRAWN = "withdrawn"


class Lead(DealerOwned, Base):
    """Somebody who may buy from a dealer. `expected` is what it may bring, in minor units."""

    __tablename__ = "lead"

    id: Mapped[Key]
    name: Mapped[Name]
    phone: Mapped[str] = mapped_column(String(32))
    wish: Mapped[str] = mapped_column(String(500))
    stage: Mapped[Code] = mapped_column(index=True)
    expected: Mapped[int | None] = mapped_column(BigInt)
    next_on: Mapped[date | None]
    noted_by: Mapped[int] = mapped_column(BigInt)
    noted_at: Mapped[At]
    changed_at: Mapped[At]
    ended_at: Mapped[datetime | None] = mapped_column(Instant())
    notes: Mapped[list["LeadNote"]] = relationship(lazy="raise", order_by="LeadNote.id")

    @property
    def number(self) -> str:
        return document_number("LD", self.id)


class LeadNote(DealerOwned, Base):
    """A step of a lead: never altered."""

    __tablename__ = "lead_note"

    id: Mapped[Key]
    lead_id: Mapped[int] = mapped_column(BigInt, ForeignKey("lead.id"), index=True)
    stage: Mapped[Code]
    text: Mapped[str] = mapped_column(String(500))
    written_by: Mapped[int] = mapped_column(BigInt)
    written_at: Mapped[At]
