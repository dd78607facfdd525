"""Dealers' wishes about the system itself, gathered for the next release."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import String, Text, false
from sqlalchemy.orm import Mapped, mapped_column

from domain.database import Base, Scoped
from domain.models.columns import At, Code, Instant, JsonObject, Key
from domain.models.sales import document_number
from domain.scope import Actor


class SuggestionState(StrEnum):
    OPEN = "open"
    PLANNED = "planned"
    RELEASED = "released"
    DECLINED = "declined"


class Suggestion(Scoped, Base):
    """Wishes that say the same. `text` is the first of them, in its dealer's words.

    `terms` weighs the words by which a further wish is recognised. The brand keeps it; dealers
    are told what became of it.
    """

    __tablename__ = "suggestion"

    id: Mapped[Key]
    text: Mapped[str] = mapped_column(Text)
    terms: Mapped[JsonObject]
    state: Mapped[Code] = mapped_column(index=True)
    release: Mapped[str] = mapped_column(String(32))
    note: Mapped[str] = mapped_column(String(2000))
    wishes: Mapped[int]
    dealers: Mapped[int]
    opened_at: Mapped[At]
    last_wish_at: Mapped[At]
    decided_at: Mapped[datetime | None] = mapped_column(Instant())

    @classmethod
    def visible_to(cls, actor: Actor) -> Any:
        return false()

    def belongs_to(self, actor: Actor) -> bool:
        return False

    @property
    def number(self) -> str:
        return document_number("SG", self.id)
