"""Alerts as they stood at the end of a period."""

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from domain.digests.rules import Period
from domain.digests.tally import Readership
from domain.models.insight import Alert

_MOST = 200


def late_alerts(session: Session, readership: Readership, period: Period) -> list[Alert]:
    """Alerts that were past their due time and unsolved when the period ended."""
    query = select(Alert).where(
        *readership.alerts(), *_unsolved(period), Alert.due_at < period.ends_at
    )
    return list(session.scalars(query.order_by(Alert.due_at, Alert.id).limit(_MOST)))


def solved_alerts(session: Session, readership: Readership, period: Period) -> list[Alert]:
    """Alerts that were solved in the period."""
    query = select(Alert).where(
        *readership.alerts(),
        Alert.resolved_at >= period.starts_at,
        Alert.resolved_at < period.ends_at,
    )
    return list(session.scalars(query.order_by(Alert.resolved_at, Alert.id).limit(_MOST)))


def unsolved_count(session: Session, readership: Readership, period: Period) -> int:
    """How many alerts were unsolved when the period ended."""
    query = select(func.count(Alert.id)).where(*readership.alerts(), *_unsolved(period))
    return session.scalar(query) or 0


def _unsolved(period: Period) -> tuple[ColumnElement[bool], ...]:
    still = Alert.resolved_at.is_(None) | (Alert.resolved_at >= period.ends_at)
    return Alert.opened_at < period.ends_at, still
