"""Writing notices, and marking them as seen."""

from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.log.operations import later
from domain.models.notices import Notice

WRITTEN = "notice_written"
"""The event upon which a notice is sent on by the ways its reader chose."""


def notify(
    session: Session, user_id: int, kind: str, occasion: str, details: dict[str, Any], now: datetime
) -> None:
    """Tell a user something, once for each occasion.

    Arguments:
        kind: names the sentence; `details` fill it in.
        occasion: what the user is told of, such as `alert_resolved:12:1`.
    """
    key = f"{occasion}:{user_id}"
    if session.scalars(select(Notice.id).where(Notice.key == key)).first() is not None:
        return
    notice = Notice(user_id=user_id, key=key, kind=kind, details=details, at=now, seen_at=None)
    session.add(notice)
    session.flush()
    later(session, WRITTEN, f"{WRITTEN}:{notice.id}", {"notice": notice.id}, now)


def mark_seen(session: Session, now: datetime) -> None:
    """Mark the actor's notices as seen."""
    session.execute(
        update(Notice)
        .where(Notice.user_id == actor_of(session).user_id, Notice.seen_at.is_(None))
        .values(seen_at=now),
        execution_options={"synchronize_session": False},
    )
