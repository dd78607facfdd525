"""The life of a delivery: asked for, attempted, and delivered or given up."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select, update
from sqlalchemy.orm import Session, joinedload

from domain.database import actor_of
from domain.deliveries.rules import LEASE, next_try
from domain.errors import NotFound, WrongState
from domain.log.operations import later
from domain.models.deliveries import Delivery, DeliveryState
from domain.models.digests import Digest
from domain.models.subscriptions import Subscription, Way, WebhookEndpoint
from domain.scope import Permission

_OPEN = (DeliveryState.WAITING, DeliveryState.SENDING)
_REPEATABLE = (DeliveryState.FAILED, DeliveryState.IN_DOUBT)


class Outcome(StrEnum):
    """How an attempt ended."""

    DELIVERED = "delivered"
    NOT_NOW = "not_now"
    NEVER = "never"
    IN_DOUBT = "in_doubt"


@dataclass(frozen=True, slots=True)
class Attempt:
    """An attempt that may be made.

    Arguments:
        repeated: it was begun before, by a process that died over it.
    """

    delivery: Delivery
    repeated: bool


def work_name(way: str) -> str:
    """The name of the work that delivers by this way."""
    return f"deliver_{way}"


def add_delivery(
    session: Session,
    subscription: Subscription,
    digest: Digest,
    way: Way,
    address: str,
    now: datetime,
    endpoint: WebhookEndpoint | None = None,
) -> None:
    """Ask for a digest to be delivered; asked for again, nothing is added."""
    place = f"-{endpoint.id}" if endpoint else ""
    key = f"{digest.id}-{subscription.id}-{way.value}{place}"
    if session.scalars(select(Delivery.id).where(Delivery.key == key)).first() is not None:
        return
    delivery = Delivery(
        key=key,
        user_id=subscription.user_id,
        digest_id=digest.id,
        subscription_id=subscription.id,
        endpoint_id=endpoint.id if endpoint else None,
        way=way.value,
        address=address,
        state=DeliveryState.WAITING.value,
        attempts=0,
        next_try_at=now + LEASE,
        error="",
        created_at=now,
        ended_at=None,
    )
    session.add(delivery)
    session.flush()
    _ask(session, delivery, now)


def begin_attempt(session: Session, key: str, attempt: int, now: datetime) -> Attempt | None:
    """Take up attempt number `attempt` of a delivery, counted from 1; None: it is not to be made,
    since another was made meanwhile or the reader has unsubscribed."""
    delivery = _find(session, key)
    if delivery is None:
        return None
    repeated = (delivery.state, delivery.attempts) == (DeliveryState.SENDING, attempt)
    if not repeated and not _advance(session, delivery, attempt, now):
        return None
    if delivery.subscription.due_at is None:
        _end(delivery, DeliveryState.DROPPED, now)
        return None
    return Attempt(delivery, repeated)


def end_attempt(
    session: Session, key: str, attempt: int, outcome: Outcome, error: str, now: datetime
) -> DeliveryState | None:
    """Write down how an attempt ended: the state it leads to; None where it is not under way."""
    delivery = _find(session, key)
    if delivery is None or (delivery.state, delivery.attempts) != (DeliveryState.SENDING, attempt):
        return None
    delivery.error = error[:120]
    again = next_try(attempt, now) if outcome is Outcome.NOT_NOW else None
    if again is not None:
        delivery.state, delivery.next_try_at = DeliveryState.WAITING.value, again
        return DeliveryState.WAITING
    return _end(delivery, _ENDS[outcome], now)


def ask_again(session: Session, now: datetime) -> int:
    """Ask for every attempt whose time has come, also for those that were lost; how many."""
    due = session.scalars(
        select(Delivery).where(Delivery.state.in_(_OPEN), Delivery.next_try_at <= now)
    ).all()
    for delivery in due:
        delivery.state = DeliveryState.WAITING.value
        delivery.next_try_at = now + LEASE
        _ask(session, delivery, now)
    return len(due)


def retry(session: Session, delivery_id: int, now: datetime) -> Delivery:
    """Have a delivery that was given up tried again, at once.

    Raises:
        Forbidden: the actor manages no users.
        NotFound: there is none.
        WrongState: it was delivered, or is under way.
    """
    actor_of(session).require(Permission.MANAGE_USERS)
    delivery = session.get(Delivery, delivery_id)
    if delivery is None:
        raise NotFound("delivery", text=str(delivery_id))
    if delivery.state not in _REPEATABLE:
        raise WrongState("delivery", status=delivery.state)
    delivery.state, delivery.ended_at = DeliveryState.WAITING.value, None
    delivery.next_try_at = now + LEASE
    _ask(session, delivery, now)
    return delivery


_ENDS = {
    Outcome.DELIVERED: DeliveryState.DELIVERED,
    Outcome.NOT_NOW: DeliveryState.FAILED,
    Outcome.NEVER: DeliveryState.FAILED,
    Outcome.IN_DOUBT: DeliveryState.IN_DOUBT,
}


def _find(session: Session, key: str) -> Delivery | None:
    parts = (Delivery.digest, Delivery.subscription, Delivery.endpoint)
    query = select(Delivery).where(Delivery.key == key)
    return session.scalars(query.options(*map(joinedload, parts))).one_or_none()


def _advance(session: Session, delivery: Delivery, attempt: int, now: datetime) -> bool:
    """Make the next attempt the one under way, unless another process was first."""
    taken = session.execute(
        update(Delivery)
        .where(
            Delivery.id == delivery.id,
            Delivery.state == DeliveryState.WAITING,
            Delivery.attempts == attempt - 1,
        )
        .values(state=DeliveryState.SENDING.value, attempts=attempt, next_try_at=now + LEASE)
        .returning(Delivery.id)
        .execution_options(synchronize_session=False)
    ).first()
    session.refresh(delivery, ["state", "attempts", "next_try_at"])
    return taken is not None


def _end(delivery: Delivery, state: DeliveryState, now: datetime) -> DeliveryState:
    delivery.state, delivery.next_try_at, delivery.ended_at = state.value, None, now
    return state


def _ask(session: Session, delivery: Delivery, now: datetime) -> None:
    attempt = delivery.attempts + 1
    arguments = {"delivery": delivery.key, "attempt": attempt}
    later(session, work_name(delivery.way), f"{delivery.key}:{attempt}", arguments, now)
