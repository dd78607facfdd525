"""Readers' wishes: taken, altered and ended."""

import re
import secrets
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.digests.rules import next_due
from domain.errors import Invalid, NotFound
from domain.models.people import ChatLink
from domain.models.subscriptions import DigestKind, Subscription, Way, WebhookEndpoint
from domain.scope import SYSTEM, Permission

LANGUAGES = ("zh", "en")
MAXIMUM_ENDPOINTS = 5
_EMAIL = re.compile(r"[^@\s,;<>]+@[^@\s,;<>]+\.[^@\s,;<>.]{2,}")
_SECRET_BYTES = 24


@dataclass(frozen=True, slots=True)
class Wish:
    """What a reader chose.

    Arguments:
        hour: of his day in `time_zone`, 0 to 23.
        language: `zh` or `en`.
        ways: beside the application, where digests stand anyway.
        email: needed for the way `email`.
    """

    kind: DigestKind
    hour: int
    time_zone: str
    language: str
    ways: tuple[Way, ...]
    email: str = ""


def subscribe(session: Session, wish: Wish, now: datetime) -> Subscription:
    """Take the actor's wish; it replaces an earlier one for the same kind.

    Raises:
        Forbidden: his role reads no insight.
        Invalid: `hour`, `time_zone`, `language`, `email`, `telegram` (no account is linked) or
            `webhook` (no address is kept).
    """
    actor = actor_of(session)
    actor.require(Permission.READ_INSIGHT)
    _check(session, wish)
    found = own_subscription(session, wish.kind)
    if found is None:
        token = secrets.token_urlsafe(_SECRET_BYTES)
        found = Subscription(
            user_id=actor.user_id, kind=wish.kind.value, token=token, created_at=now
        )
        session.add(found)
    found.hour, found.time_zone, found.language = wish.hour, wish.time_zone, wish.language
    found.ways, found.email = [way.value for way in wish.ways], wish.email
    found.due_at = next_due(wish.kind, wish.hour, wish.time_zone, now)
    session.flush()
    return found


def own_subscription(session: Session, kind: DigestKind) -> Subscription | None:
    """The actor's own subscription of this kind, ended or not."""
    query = select(Subscription).where(
        Subscription.user_id == actor_of(session).user_id, Subscription.kind == kind.value
    )
    return session.scalars(query).one_or_none()


def unsubscribe(session: Session, kind: DigestKind) -> None:
    """End the actor's own subscription of this kind, if there is one."""
    if (found := own_subscription(session, kind)) is not None:
        found.due_at = None


def subscription_by_token(session: Session, token: str) -> Subscription:
    """The subscription that a link in a digest belongs to.

    Raises:
        NotFound: no such token.
    """
    if actor_of(session) is not SYSTEM:
        raise NotFound("subscription")
    query = select(Subscription).where(Subscription.token == token)
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound("subscription")
    return found


def add_endpoint(session: Session, url: str, now: datetime) -> WebhookEndpoint:
    """Keep an address of the actor's own for webhooks, with a secret drawn for it.

    Raises:
        Forbidden: his role reads no insight.
        Invalid: `url` is no web address, or he has too many.
    """
    actor = actor_of(session)
    actor.require(Permission.READ_INSIGHT)
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > 500:
        raise Invalid("url", value=url[:120])
    if len(own_endpoints(session)) >= MAXIMUM_ENDPOINTS:
        raise Invalid("endpoints", maximum=MAXIMUM_ENDPOINTS)
    secret = secrets.token_urlsafe(_SECRET_BYTES)
    endpoint = WebhookEndpoint(
        user_id=actor.user_id, url=url, secret=secret, active=True, created_at=now
    )
    session.add(endpoint)
    session.flush()
    return endpoint


def own_endpoints(session: Session) -> list[WebhookEndpoint]:
    """The addresses to which the actor's digests are posted."""
    query = select(WebhookEndpoint).where(
        WebhookEndpoint.user_id == actor_of(session).user_id, WebhookEndpoint.active
    )
    return list(session.scalars(query.order_by(WebhookEndpoint.id)))


def end_endpoint(session: Session, endpoint_id: int) -> None:
    """Post nothing more to one of the actor's own addresses.

    Raises:
        NotFound: he has no such one.
    """
    for endpoint in own_endpoints(session):
        if endpoint.id == endpoint_id:
            endpoint.active = False
            return
    raise NotFound("endpoint", text=str(endpoint_id))


def telegram_account(session: Session, user_id: int) -> str | None:
    """The Telegram account that was linked last and still speaks for a user."""
    query = select(ChatLink.account).where(
        ChatLink.channel == "telegram", ChatLink.user_id == user_id, ChatLink.revoked_at.is_(None)
    )
    return session.scalars(query.order_by(ChatLink.linked_at.desc())).first()


def _check(session: Session, wish: Wish) -> None:
    if not 0 <= wish.hour <= 23:
        raise Invalid("hour", value=wish.hour)
    if wish.time_zone not in available_timezones():
        raise Invalid("time_zone", value=wish.time_zone[:60])
    if wish.language not in LANGUAGES:
        raise Invalid("language", value=wish.language[:8])
    if wish.email and (len(wish.email) > 254 or not _EMAIL.fullmatch(wish.email)):
        raise Invalid("email", value=wish.email[:120])
    if Way.EMAIL in wish.ways and not wish.email:
        raise Invalid("email", value="")
    actor = actor_of(session)
    if Way.TELEGRAM in wish.ways and telegram_account(session, actor.user_id) is None:
        raise Invalid("telegram")
    if Way.WEBHOOK in wish.ways and not own_endpoints(session):
        raise Invalid("webhook")
