"""Articles: what the brand has written down."""

from datetime import date

from sqlalchemy import String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.database import Base
from domain.models.columns import At, Code, Key, Name


class Article(Base):
    """`audience`: everybody, dealer or staff. One row a language; `slug` joins the versions."""

    __tablename__ = "article"
    __table_args__ = (UniqueConstraint("slug", "language"),)

    id: Mapped[Key]
    slug: Mapped[Code]
    language: Mapped[str] = mapped_column(String(8))
    title: Mapped[Name]
    kind: Mapped[Code]
    """policy, promotion, manual, fault or service"""
    audience: Mapped[Code]
    body: Mapped[str] = mapped_column(Text)
    """Markdown"""
    valid_from: Mapped[date | None]
    valid_until: Mapped[date | None]
    changed_at: Mapped[At]
