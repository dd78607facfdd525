"""Standard replies, edited on a screen; each edit is a new version."""

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.database import Base
from domain.models.columns import At, BigInt, Key


class ReplyTemplate(Base):
    """The newest version of a (name, language) is in force; none means the built-in wording."""

    __tablename__ = "reply_template"
    __table_args__ = (UniqueConstraint("name", "language", "version"),)

    id: Mapped[Key]
    name: Mapped[str] = mapped_column(String(64))
    language: Mapped[str] = mapped_column(String(8))
    version: Mapped[int]
    text: Mapped[str] = mapped_column(Text)
    edited_by: Mapped[int] = mapped_column(BigInt)
    edited_at: Mapped[At]
