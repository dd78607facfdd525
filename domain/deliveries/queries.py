"""Deliveries as administrators see them."""

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from domain.database import actor_of
from domain.models.deliveries import Delivery
from domain.scope import Permission


def deliveries(
    session: Session, state: str | None, limit: int, before: int | None = None
) -> list[Delivery]:
    """Deliveries with their endpoints, newest first; of one state or of all.

    Raises:
        Forbidden: the actor manages no users.
    """
    actor_of(session).require(Permission.MANAGE_USERS)
    query = select(Delivery).options(joinedload(Delivery.endpoint), joinedload(Delivery.digest))
    if state is not None:
        query = query.where(Delivery.state == state)
    if before is not None:
        query = query.where(Delivery.id < before)
    return list(session.scalars(query.order_by(Delivery.id.desc()).limit(limit)))


def delivery_counts(session: Session) -> dict[str, int]:
    """How many deliveries are in each state.

    Raises:
        Forbidden: the actor manages no users.
    """
    actor_of(session).require(Permission.MANAGE_USERS)
    query = select(Delivery.state, func.count().label("deliveries")).group_by(Delivery.state)
    return {row.state: row.deliveries for row in session.execute(query)}
