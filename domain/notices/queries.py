"""Reading notices."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.models.notices import Notice


def recent_notices(session: Session, limit: int = 20) -> list[Notice]:
    """The actor's own notices, newest first."""
    own = Notice.user_id == actor_of(session).user_id
    return list(session.scalars(select(Notice).where(own).order_by(Notice.id.desc()).limit(limit)))


def unseen_notices(session: Session) -> int:
    """How many of the actor's notices he has not seen."""
    own = Notice.user_id == actor_of(session).user_id
    query = select(func.count(Notice.id)).where(own, Notice.seen_at.is_(None))
    return session.scalar(query) or 0
