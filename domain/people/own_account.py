"""What a person keeps of his own account: password, language, linked chat accounts."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.errors import Invalid, NotFound
from domain.models.people import AccessToken, ChatLink, User
from domain.people.operations import LANGUAGES, checked_hash, end_other_sessions


@dataclass(frozen=True, slots=True)
class Linked:
    """A chat account that speaks for the person."""

    id: int
    channel: str
    linked_at: datetime


def change_password(
    session: Session, user_id: int, password: str, keep: str, now: datetime
) -> None:
    """Set a new password and end all other sessions; the old one was verified before, since the
    hash is slow on purpose and a write must not wait for it.

    Arguments:
        keep: the secret of the session that goes on.

    Raises:
        Invalid: the password is too short or too long.
    """
    user = session.get_one(User, user_id)
    user.password_hash = checked_hash(password)
    session.flush()
    end_other_sessions(session, user_id, keep, now)


def choose_language(session: Session, user_id: int, language: str) -> None:
    """Speak with the person in `zh` or `en` from now on, on every channel.

    Raises:
        Invalid: another language.
    """
    if language not in LANGUAGES:
        raise Invalid("language", value=language)
    session.get_one(User, user_id).language = language
    session.flush()


def linked_accounts(session: Session, user_id: int) -> list[Linked]:
    """The chat accounts that speak for the person now, the newest first."""
    rows = session.scalars(
        select(ChatLink)
        .where(ChatLink.user_id == user_id, ChatLink.revoked_at.is_(None))
        .order_by(ChatLink.linked_at.desc())
    )
    return [Linked(link.id, link.channel, link.linked_at) for link in rows]


def unlink(session: Session, user_id: int, link_id: int, now: datetime) -> None:
    """End a link of the person's own.

    Raises:
        NotFound: none of this number is his.
    """
    ended = session.execute(
        update(ChatLink)
        .where(ChatLink.id == link_id, ChatLink.user_id == user_id, ChatLink.revoked_at.is_(None))
        .values(revoked_at=now)
        .returning(ChatLink.id)
    ).scalar()
    if ended is None:
        raise NotFound("link", text=str(link_id))


def open_sessions(session: Session, user_id: int, now: datetime) -> int:
    """How many sessions of the person are open."""
    rows = session.scalars(
        select(AccessToken.id).where(
            AccessToken.user_id == user_id,
            AccessToken.kind == "session",
            AccessToken.revoked_at.is_(None),
            AccessToken.expires_at > now,
        )
    )
    return len(rows.all())
