"""Keeping users, their sign-ins and their linked chat accounts."""

import hashlib
import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache

from sqlalchemy import ColumnElement, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.errors import Expired, Forbidden, Invalid, NotFound
from domain.models.people import AccessToken, ChatLink, LinkToken, User
from domain.people.queries import actor_from
from domain.scope import Actor, Permission, Role

LANGUAGES = ("zh", "en")
SESSION_HOURS = 12
LINK_MINUTES = 15
REPEATED_WITHIN = timedelta(days=2)
"""A channel may bring an update again for a day (Telegram: 24 hours); after a week of silence its
numbers begin anew, anywhere."""
MINIMUM_PASSWORD = 10
"""Characters; NIST SP 800-63B asks for 8 at least and sets no composition rules."""


@dataclass(frozen=True, slots=True)
class NewUser:
    """A user to be added. Exactly the keys that the role needs are set."""

    username: str
    password: str
    name: str
    role: Role
    dealer_id: int | None = None
    region_id: int | None = None
    customer_id: int | None = None
    department: str | None = None
    language: str = "zh"
    time_zone: str = "Asia/Shanghai"


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Who a secret belongs to, and what it may do beyond a person's own rights."""

    actor: Actor
    grants: frozenset[str]
    kind: str


@dataclass(frozen=True, slots=True)
class ChatAccount:
    """A chat account that was linked once.

    Arguments:
        actor: whom it speaks for; None once the link was ended or the user barred.
        language: its user's.
        conversation_id: the talk it is in, if it began one.
        last_update: the newest of its updates that was answered, at `last_update_at`.
    """

    actor: Actor | None
    language: str
    conversation_id: str | None
    last_update: int | None
    last_update_at: datetime | None

    def has_answered(self, update_id: int, now: datetime) -> bool:
        """Whether an update, whose numbers rise, was answered before."""
        if self.last_update is None or self.last_update_at is None:
            return False
        return update_id <= self.last_update and now - self.last_update_at < REPEATED_WITHIN


def add_user(session: Session, new: NewUser, now: datetime) -> User:
    """Add a user.

    Raises:
        Invalid: `username` is taken or malformed, `password` too short, or a key that the role
            needs is missing.
    """
    actor_of(session).require(Permission.MANAGE_USERS)
    _check_new(session, new)
    user = User(
        username=new.username,
        password_hash=_hasher().hash(new.password),
        name=new.name,
        role=new.role,
        dealer_id=new.dealer_id,
        region_id=new.region_id,
        customer_id=new.customer_id,
        department=new.department,
        language=new.language,
        time_zone=new.time_zone,
        active=True,
        created_at=now,
    )
    session.add(user)
    session.flush()
    return user


def authenticated(session: Session, username: str, password: str) -> Actor:
    """Who this is, for the right password. It only reads: the hash is slow on purpose, and a
    write transaction would hold up everybody else meanwhile.

    Raises:
        Forbidden: `credentials`, whichever of name, password or account is at fault.
    """
    user = session.scalars(select(User).where(User.username == username)).one_or_none()
    known = user.password_hash if user else _decoy()
    if not _hasher().verify(password, known) or user is None or not user.active:
        raise Forbidden("credentials")
    return actor_from(user)


def begin_session(session: Session, actor: Actor, now: datetime) -> str:
    """The secret of a new session of somebody who was authenticated."""
    user = session.get_one(User, actor.user_id)
    until = now + timedelta(hours=SESSION_HOURS)
    return grant_access(session, user, kind="session", label="sign-in", until=until, now=now)


def grant_access(
    session: Session,
    user: User,
    *,
    kind: str,
    label: str,
    until: datetime,
    now: datetime,
    grants: str = "",
) -> str:
    """Make an access token for `user` and return its secret, which is kept nowhere."""
    secret = secrets.token_urlsafe(32)
    session.add(
        AccessToken(
            secret_hash=_hash(secret),
            user_id=user.id,
            kind=kind,
            label=label,
            grants=grants,
            created_at=now,
            expires_at=until,
            revoked_at=None,
        )
    )
    session.flush()
    return secret


def signed_in(session: Session, secret: str, now: datetime) -> SignedIn | None:
    """Who holds this secret, if it is good and its user active."""
    row = session.execute(
        select(AccessToken, User)
        .join(User, User.id == AccessToken.user_id)
        .where(
            AccessToken.secret_hash == _hash(secret),
            AccessToken.revoked_at.is_(None),
            AccessToken.expires_at > now,
            User.active,
        )
    ).one_or_none()
    if row is None:
        return None
    token, user = row
    return SignedIn(actor_from(user), frozenset(token.grants.split()), token.kind)


def sign_out(session: Session, secret: str, now: datetime) -> None:
    """End the session that this secret opened."""
    session.execute(
        update(AccessToken).where(AccessToken.secret_hash == _hash(secret)).values(revoked_at=now)
    )


def revoke_access(session: Session, user: User, now: datetime) -> int:
    """End all of a user's sessions and credentials and unlink his chat accounts; how many."""
    actor_of(session).require(Permission.MANAGE_USERS)
    ended = 0
    for table in (AccessToken, ChatLink):
        rows = session.scalars(
            update(table)
            .where(table.user_id == user.id, table.revoked_at.is_(None))
            .values(revoked_at=now)
            .returning(table.id)
        )
        ended += len(rows.all())
    return ended


def revoke_credential(session: Session, number: int, now: datetime) -> None:
    """End one API credential at once.

    Raises:
        NotFound: none of this number is in force.
    """
    actor_of(session).require(Permission.MANAGE_USERS)
    ended = session.execute(
        update(AccessToken)
        .where(
            AccessToken.id == number,
            AccessToken.kind == "credential",
            AccessToken.revoked_at.is_(None),
        )
        .values(revoked_at=now)
        .returning(AccessToken.id)
    ).scalar()
    if ended is None:
        raise NotFound("credential", text=str(number))


def disable_user(session: Session, user: User, now: datetime) -> int:
    """Bar a user from signing in and end everything he has open; how much was ended."""
    actor_of(session).require(Permission.MANAGE_USERS)
    user.active = False
    session.flush()
    return revoke_access(session, user, now)


def reset_password(session: Session, user: User, password: str, now: datetime) -> None:
    """Set a new password and end all sessions.

    Raises:
        Invalid: the password is too short.
    """
    actor_of(session).require(Permission.MANAGE_USERS)
    user.password_hash = checked_hash(password)
    session.flush()
    revoke_access(session, user, now)


def checked_hash(password: str) -> str:
    """What is kept of a new password.

    Raises:
        Invalid: it is too short or too long.
    """
    _check_password(password)
    return str(_hasher().hash(password))


def end_other_sessions(session: Session, user_id: int, keep: str, now: datetime) -> None:
    """End the sessions of a user but for the one that the secret `keep` opened."""
    session.execute(
        update(AccessToken)
        .where(
            AccessToken.user_id == user_id,
            AccessToken.kind == "session",
            AccessToken.revoked_at.is_(None),
            AccessToken.secret_hash != _hash(keep),
        )
        .values(revoked_at=now)
    )


def find_user(session: Session, username: str) -> User:
    """Raises `NotFound` when nobody has this name."""
    user = session.scalars(select(User).where(User.username == username)).one_or_none()
    if user is None:
        raise NotFound("user", text=username)
    return user


def make_link(session: Session, user_id: int, channel: str, now: datetime) -> str:
    """A one-time secret with which a chat account of `channel` can be linked to the user."""
    secret = secrets.token_urlsafe(24)
    session.add(
        LinkToken(
            secret_hash=_hash(secret),
            channel=channel,
            user_id=user_id,
            expires_at=now + timedelta(minutes=LINK_MINUTES),
            used_at=None,
        )
    )
    session.flush()
    return secret


def link_account(session: Session, secret: str, channel: str, account: str, now: datetime) -> Actor:
    """Link the chat account to the user the secret was made for, and use the secret up.

    Raises:
        Expired: used, too old, or never made.
    """
    used = session.execute(
        update(LinkToken)
        .where(
            LinkToken.secret_hash == _hash(secret),
            LinkToken.channel == channel,
            LinkToken.used_at.is_(None),
            LinkToken.expires_at > now,
        )
        .values(used_at=now)
        .returning(LinkToken.user_id)
    ).scalar()
    if used is None:
        raise Expired("link")
    user = session.get_one(User, used)
    dialect = postgresql if session.get_bind().dialect.name == "postgresql" else sqlite
    values = {
        "user_id": user.id,
        "linked_at": now,
        "revoked_at": None,
        "conversation_id": None,  # it may have been another user's
    }
    session.execute(
        dialect.insert(ChatLink)
        .values(channel=channel, account=account, **values)
        .on_conflict_do_update(index_elements=["channel", "account"], set_=values)
    )
    return actor_from(user)


def chat_account(session: Session, channel: str, account: str) -> ChatAccount | None:
    """What is known of a chat account; None if it was never linked."""
    row = session.execute(
        select(ChatLink, User)
        .join(User, User.id == ChatLink.user_id)
        .where(ChatLink.channel == channel, ChatLink.account == account)
    ).one_or_none()
    if row is None:
        return None
    link, user = row
    return ChatAccount(
        actor=actor_from(user) if link.revoked_at is None and user.active else None,
        language=user.language,
        conversation_id=link.conversation_id,
        last_update=link.last_update,
        last_update_at=link.last_update_at,
    )


def unlink_account(session: Session, channel: str, account: str, now: datetime) -> None:
    """End the link of a chat account; ended already, nothing changes."""
    _change_link(session, channel, account, ChatLink.revoked_at.is_(None), revoked_at=now)


def keep_conversation(
    session: Session, channel: str, account: str, conversation_id: str | None
) -> None:
    """Remember which conversation a chat account is in; None: its next message begins one."""
    _change_link(session, channel, account, conversation_id=conversation_id)


def keep_update(
    session: Session, channel: str, account: str, update_id: int, now: datetime
) -> None:
    """Remember that an update of a chat account was answered, if it was ever linked."""
    _change_link(session, channel, account, last_update=update_id, last_update_at=now)


def _change_link(
    session: Session, channel: str, account: str, *conditions: ColumnElement[bool], **values: object
) -> None:
    session.execute(
        update(ChatLink)
        .where(ChatLink.channel == channel, ChatLink.account == account, *conditions)
        .values(**values),
        execution_options={"synchronize_session": False},
    )


def _check_new(session: Session, new: NewUser) -> None:
    plain = new.username.replace("-", "").replace("_", "").replace(".", "")
    if not plain.isalnum() or len(new.username) > 32:
        raise Invalid("username", value=new.username)
    if session.scalars(select(User.id).where(User.username == new.username)).first() is not None:
        raise Invalid("username_taken", value=new.username)
    needs = {
        Role.CUSTOMER: new.customer_id and new.dealer_id,
        Role.DEALER: new.dealer_id,
        Role.REGION_MANAGER: new.region_id,
        Role.DEPARTMENT: new.department,
    }
    if not needs.get(new.role, True):
        raise Invalid("role_without_place", value=new.role.value)
    _check_password(new.password)


def _check_password(password: str) -> None:
    if not MINIMUM_PASSWORD <= len(password) <= 200:
        raise Invalid("password", minimum=MINIMUM_PASSWORD)


def _hash(secret: str) -> str:
    """SHA-256: the secrets are random, so no slow hash is needed against guessing."""
    return hashlib.sha256(secret.encode()).hexdigest()


@lru_cache(maxsize=1)
def _hasher() -> "PasswordHash":  # type: ignore[name-defined]  # noqa: F821
    from pwdlib import PasswordHash  # argon2's library is loaded only where somebody signs in

    return PasswordHash.recommended()


@lru_cache(maxsize=1)
def _decoy() -> str:
    """A hash to verify against when the name is unknown, so that both take the same time."""
    return str(_hasher().hash(secrets.token_urlsafe(12)))
