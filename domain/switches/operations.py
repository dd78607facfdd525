"""Turning something off, and on again."""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.models.switches import Switch
from domain.scope import Permission


def turn_off(session: Session, name: str, reason: str, now: datetime) -> None:
    """Turn `assistant` or `tool:<name>` off from this transaction on."""
    actor = actor_of(session)
    actor.require(Permission.MANAGE_SWITCHES)
    session.merge(Switch(name=name, reason=reason, off_by=actor.user_id, off_at=now))


def turn_on(session: Session, name: str) -> None:
    """Turn it on again."""
    actor_of(session).require(Permission.MANAGE_SWITCHES)
    session.execute(delete(Switch).where(Switch.name == name))
