"""Digests made when they are due, once for all readers of the same period, and handed on."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.clock import business_date
from domain.deliveries.operations import add_delivery
from domain.digests.rules import Period, next_due, period_due
from domain.digests.subscribing import telegram_account
from domain.digests.tally import Readership
from domain.errors import NotFound
from domain.log.operations import later
from domain.models.digests import Audience, Digest
from domain.models.people import User
from domain.models.subscriptions import DigestKind, Subscription, Way, WebhookEndpoint
from domain.scope import Role

WORK = "digest"
"""The name of the work that makes one."""
MISSED = timedelta(days=8)
"""After a longer standstill, digests of the days before are not made any more."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """The digest that a subscription wants on a day."""

    kind: DigestKind
    audience: Audience
    readership: Readership
    period: Period
    time_zone: str

    @property
    def key(self) -> str:
        """Names kind, audience and period."""
        whom = self.readership.department or self.readership.region_id or "all"
        parts = (self.kind, self.audience, whom, self.period.first_day, self.time_zone)
        return ":".join(map(str, parts))


def ask_for_due(session: Session, now: datetime) -> int:
    """Ask for every digest that is due, and set when the next one is; how many."""
    due = session.scalars(select(Subscription).where(Subscription.due_at <= now)).all()
    for subscription in due:
        at = max(subscription.due_at or now, now - MISSED)
        while at <= now:
            _ask(session, subscription, at, now)
            at = _next(subscription, at)
        subscription.due_at = at
    return len(due)


def wanted(session: Session, subscription_id: int, day: date) -> Wanted | None:
    """What a subscription wants on a day; None where it has ended or its reader has gone."""
    subscription = session.get(Subscription, subscription_id)
    if subscription is None or subscription.due_at is None:
        return None
    user = session.get_one(User, subscription.user_id)
    if not user.active:
        return None
    audience, readership = audience_of(user)
    kind, zone = DigestKind(subscription.kind), subscription.time_zone
    return Wanted(kind, audience, readership, period_due(kind, day, zone), zone)


def audience_of(user: User) -> tuple[Audience, Readership]:
    """Whose digests a user reads, by his role."""
    if user.role == Role.REGION_MANAGER:
        return Audience.REGION, Readership(region_id=user.region_id)
    if user.role == Role.DEPARTMENT and user.department:
        return Audience.DEPARTMENT, Readership(department=user.department)
    return Audience.HEAD_OFFICE, Readership()


def made(session: Session, key: str) -> Digest | None:
    """The digest of this key, if it was made before."""
    return session.scalars(select(Digest).where(Digest.key == key)).one_or_none()


def hand_out(
    session: Session,
    subscription_id: int,
    wish: Wanted,
    content: dict[str, Any] | None,
    now: datetime,
) -> None:
    """Keep a digest, unless it was made before, and ask for its deliveries to one reader.

    Raises:
        NotFound: it was not made before, and there is no content.
    """
    digest = made(session, wish.key)
    if digest is None:
        if content is None:
            raise NotFound("digest", text=wish.key)
        digest = _kept(session, wish, content, now)
    subscription = session.get_one(Subscription, subscription_id)
    if subscription.due_at is None:
        return
    for way in map(Way, subscription.ways):
        _deliver(session, subscription, digest, way, now)


def _kept(session: Session, wish: Wanted, content: dict[str, Any], now: datetime) -> Digest:
    digest = Digest(
        key=wish.key,
        kind=wish.kind.value,
        audience=wish.audience.value,
        region_id=wish.readership.region_id,
        department=wish.readership.department,
        starts_at=wish.period.starts_at,
        ends_at=wish.period.ends_at,
        content=content | {"time_zone": wish.time_zone},
        built_at=now,
    )
    session.add(digest)
    session.flush()
    return digest


def _deliver(
    session: Session, subscription: Subscription, digest: Digest, way: Way, now: datetime
) -> None:
    if way is Way.EMAIL:
        add_delivery(session, subscription, digest, way, subscription.email, now)
    elif way is Way.TELEGRAM:
        if account := telegram_account(session, subscription.user_id):
            add_delivery(session, subscription, digest, way, account, now)
    else:
        endpoints = select(WebhookEndpoint).where(
            WebhookEndpoint.user_id == subscription.user_id, WebhookEndpoint.active
        )
        for endpoint in session.scalars(endpoints.order_by(WebhookEndpoint.id)):
            add_delivery(session, subscription, digest, way, "", now, endpoint)


def _ask(session: Session, subscription: Subscription, at: datetime, now: datetime) -> None:
    day = business_date(at, subscription.time_zone).isoformat()
    arguments = {"subscription": subscription.id, "day": day}
    later(session, WORK, f"digest-{subscription.id}-{day}", arguments, now)


def _next(subscription: Subscription, after: datetime) -> datetime:
    kind = DigestKind(subscription.kind)
    return next_due(kind, subscription.hour, subscription.time_zone, after)
