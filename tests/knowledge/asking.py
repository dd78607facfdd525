"""Who asks, when, and articles that a test writes itself."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from sqlalchemy import select

from domain.database import Database
from domain.models.knowledge import Article
from domain.scope import SYSTEM, Actor, Role

NOW = datetime(2026, 5, 11, 2, 0, tzinfo=UTC)
TODAY = date(2026, 5, 11)

CUSTOMER = Actor(1, "lin", "Lin", Role.CUSTOMER, customer_id=1)
DEALER = Actor(2, "east", "East", Role.DEALER, dealer_id=1)
STAFF = Actor(3, "office", "Office", Role.HEAD_OFFICE)
ASKERS = {"customer": CUSTOMER, "dealer": DEALER, "staff": STAFF}


def language_of(text: str) -> str:
    """Good enough for the questions of these tests."""
    return "en" if text.isascii() else "zh"


def add_article(database: Database, **changes: Any) -> None:
    """Write an article; what is not said is that of a plain one for everybody."""
    plain = {
        "slug": "balcony",
        "language": "en",
        "title": "Balcony cabinets",
        "kind": "manual",
        "audience": "everybody",
        "body": "## Balcony cabinets\n\nA balcony cabinet carries 80 kilograms.",
        "changed_at": NOW,
    }
    with database.write(SYSTEM) as session:
        session.add(Article(**plain | changes))


def edit_article(
    database: Database, slug: str, language: str, minutes: int = 1, **changes: Any
) -> None:
    """Change an article `minutes` after `NOW`."""
    with database.write(SYSTEM) as session:
        article = session.scalars(
            select(Article).where(Article.slug == slug, Article.language == language)
        ).one()
        for field, value in changes.items():
            setattr(article, field, value)
        article.changed_at = NOW + timedelta(minutes=minutes)
