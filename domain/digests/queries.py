"""Digests as their readers find them."""

from sqlalchemy import Select, select
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.errors import NotFound
from domain.models.digests import Digest
from domain.scope import Permission, Role


def digests(session: Session, limit: int, before: int | None = None) -> list[Digest]:
    """The digests the actor may read, newest first: his department's, his region's, or all.

    Arguments:
        before: a digest's key; only earlier ones.

    Raises:
        Forbidden: his role reads no insight.
    """
    query = _readable(session).order_by(Digest.id.desc()).limit(limit)
    return list(session.scalars(query if before is None else query.where(Digest.id < before)))


def find_digest(session: Session, digest_id: int) -> Digest:
    """One digest.

    Raises:
        Forbidden: the actor's role reads no insight.
        NotFound: there is none, or it is not for him.
    """
    found = session.scalars(_readable(session).where(Digest.id == digest_id)).one_or_none()
    if found is None:
        raise NotFound("digest", text=str(digest_id))
    return found


def _readable(session: Session) -> Select[tuple[Digest]]:
    actor = actor_of(session)
    actor.require(Permission.READ_INSIGHT)
    query = select(Digest)
    if actor.role is Role.DEPARTMENT:
        query = query.where(Digest.department == actor.department)
    return query
