"""What happens to an alert is written down, and told to those who have to know."""

from datetime import datetime
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.models.insight import COUNTED, Alert, AlertStep, Issue, StepKind
from domain.models.people import User
from domain.models.reports import Report
from domain.notices.operations import notify
from domain.scope import Role


def step(
    session: Session,
    alert: Alert,
    kind: StepKind,
    now: datetime,
    note: str = "",
    details: dict[str, Any] | None = None,
) -> AlertStep:
    """Write down what the actor did to an alert, or what came over it."""
    written = AlertStep(
        alert_id=alert.id,
        region_id=alert.region_id,
        kind=kind,
        by=actor_of(session).user_id,
        at=now,
        note=note,
        details=details or {},
    )
    session.add(written)
    session.flush()
    return written


def tell_department(session: Session, alert: Alert, kind: str, now: datetime) -> None:
    """Tell its owner, or where it has none all people of its department."""
    theirs = User.id == alert.owner_id if alert.owner_id else _of_department(alert)
    _tell(session, alert, theirs, kind, now)


def tell_superiors(session: Session, alert: Alert, kind: str, now: datetime) -> None:
    """Tell head office, the region's manager and the department."""
    of_region = (User.role == Role.REGION_MANAGER) & (User.region_id == alert.region_id)
    wanted = or_(_of_department(alert), of_region, User.role == Role.HEAD_OFFICE)
    _tell(session, alert, wanted, kind, now)


def tell_dealers(session: Session, alert: Alert, taken: AlertStep, now: datetime) -> None:
    """Tell everybody who reported the matter what became of it: in his own words, by his newest
    report of it."""
    query = select(Report.handed_in_by, Report.id, Issue.quote).join(
        Report, Issue.report_id == Report.id
    )
    reported = query.where(Issue.alert_id == alert.id, Issue.state.in_(COUNTED)).order_by(Issue.id)
    newest = {writer: (report, quote) for writer, report, quote in session.execute(reported)}
    for writer, (report, quote) in newest.items():
        details = {
            "type": alert.type,
            "report": report,
            "quote": quote,
            "department": alert.department,
            "note": taken.note,
        }
        notify(session, writer, f"report_{taken.kind}", f"{taken.kind}:{taken.id}", details, now)


def _of_department(alert: Alert) -> Any:
    return (User.role == Role.DEPARTMENT) & (User.department == alert.department)


def _tell(session: Session, alert: Alert, wanted: Any, kind: str, now: datetime) -> None:
    readers = session.scalars(select(User.id).where(wanted, User.active).order_by(User.id))
    details = {"alert": alert.id, "type": alert.type, "severity": alert.severity}
    for reader in readers.all():
        occasion = f"{kind}:{alert.id}:{alert.severity}:{alert.due_at.timestamp():.0f}"
        notify(session, reader, kind, occasion, details, now)
