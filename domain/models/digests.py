"""Digests: what a period brought, for head office, a region or a department."""

from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, String, false
from sqlalchemy.orm import Mapped, mapped_column

from domain.database import Base, Scoped
from domain.models.columns import At, BigInt, Code, JsonObject, Key
from domain.scope import Actor, Level


class Audience(StrEnum):
    HEAD_OFFICE = "head_office"
    REGION = "region"
    DEPARTMENT = "department"


class Digest(Scoped, Base):
    """The figures and quotes of one period for one audience, in no language yet.

    `key` names kind, audience and period: a digest is made once, whoever asks for it.
    A region's manager sees those of his region.
    """

    __tablename__ = "digest"

    id: Mapped[Key]
    key: Mapped[str] = mapped_column(String(120), unique=True)
    kind: Mapped[Code]
    audience: Mapped[Code]
    region_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("region.id"), index=True)
    department: Mapped[str | None] = mapped_column(String(32))
    starts_at: Mapped[At]
    ends_at: Mapped[At]
    content: Mapped[JsonObject]
    built_at: Mapped[At]

    @classmethod
    def visible_to(cls, actor: Actor) -> Any:
        return cls.region_id == actor.region_id if actor.level is Level.REGION else false()

    def belongs_to(self, actor: Actor) -> bool:
        return False  # digests are made by the system
