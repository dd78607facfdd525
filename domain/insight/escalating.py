"""Alerts that nobody solved in time are brought before those above."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.insight.steps import step, tell_superiors
from domain.models.insight import UNSOLVED, Alert, StepKind

_AT_ONCE = 100


def escalate_alerts(session: Session, now: datetime) -> int:
    """Escalate what is past its time, each alert once until it is reopened; how many."""
    late = (Alert.status.in_(UNSOLVED), Alert.due_at <= now, Alert.escalated_at.is_(None))
    query = select(Alert).where(*late).order_by(Alert.due_at).limit(_AT_ONCE)
    alerts = session.scalars(query.with_for_update(skip_locked=True)).all()
    for alert in alerts:
        alert.escalated_at = now
        step(session, alert, StepKind.ESCALATED, now)
        tell_superiors(session, alert, "alert_escalated", now)
    session.flush()
    return len(alerts)
