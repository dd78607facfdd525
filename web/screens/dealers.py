"""Dealers by name, for the screens of staff."""

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.models.people import Dealer


def visible_dealers(session: Session) -> list[Dealer]:
    """The dealers the actor may see, by code."""
    return list(session.scalars(select(Dealer).order_by(Dealer.code)))


def dealer_names(session: Session, language: str) -> dict[int, str]:
    """Their names by key."""
    return {d.id: getattr(d, f"name_{language}") for d in visible_dealers(session)}
