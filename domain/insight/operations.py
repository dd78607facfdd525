"""What people do with an alert: take note of it, give it to somebody, solve it, open it again."""

from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.errors import Invalid, NotFound, WrongState
from domain.insight.gathering import gathering_alert, matter_for
from domain.insight.routing import Matter, Routing
from domain.insight.steps import step, tell_dealers, tell_department
from domain.models.insight import UNSOLVED, Alert, AlertStatus, AlertStep, Severity, StepKind
from domain.models.people import User
from domain.scope import Permission, Role


def acknowledge_alert(session: Session, alert: Alert, now: datetime) -> AlertStep:
    """Say that the matter has been seen and is being looked into.

    Raises:
        WrongState: it is not open any more.
    """
    _held(session, alert, (AlertStatus.OPEN,))
    alert.status = AlertStatus.ACKNOWLEDGED
    return step(session, alert, StepKind.ACKNOWLEDGED, now)


def assign_alert(
    session: Session, alert: Alert, owner: User | None, department: str, note: str, now: datetime
) -> AlertStep:
    """Give an alert to somebody of a department, or to a department without saying to whom.

    Raises:
        WrongState: it is solved.
        Invalid: `owner`: he is not of that department.
    """
    if owner is not None and owner.department != department:
        raise Invalid("owner", value=owner.name)
    _held(session, alert, UNSOLVED)
    alert.department, alert.owner_id = department, owner.id if owner else None
    alert.status = AlertStatus.ASSIGNED if owner else AlertStatus.OPEN
    details = {"department": department, "owner": alert.owner_id}
    taken = step(session, alert, StepKind.ASSIGNED, now, note, details)
    tell_department(session, alert, "alert_assigned", now)
    return taken


def resolve_alert(session: Session, alert: Alert, note: str, now: datetime) -> AlertStep:
    """Say how the matter was solved; the dealers who reported it are told so.

    Raises:
        WrongState: it is solved already.
    """
    _held(session, alert, UNSOLVED)
    alert.status, alert.resolved_at, alert.resolution = AlertStatus.RESOLVED, now, note
    alert.matter = None
    taken = step(session, alert, StepKind.RESOLVED, now, note)
    tell_dealers(session, alert, taken, now)
    return taken


def reopen_alert(session: Session, alert: Alert, note: str, now: datetime) -> AlertStep:
    """Take a solved matter up again, due anew from now; the dealers who reported it are told.

    Raises:
        WrongState: it is not solved.
    """
    _held(session, alert, (AlertStatus.RESOLVED,))
    matter = matter_for(alert)
    if gathering_alert(session, matter) is None:
        alert.matter = matter
    alert.status = AlertStatus.ASSIGNED if alert.owner_id else AlertStatus.OPEN
    alert.resolved_at, alert.escalated_at, alert.resolution = None, None, ""
    alert.due_at = _due_anew(session, alert, now)
    taken = step(session, alert, StepKind.REOPENED, now, note)
    tell_department(session, alert, "alert_reopened", now)
    tell_dealers(session, alert, taken, now)
    return taken


def member_named(session: Session, text: str) -> User:
    """The active member of a department with this user name or name.

    Raises:
        NotFound: there is none.
    """
    named = (User.username == text) | (User.name == text)
    query = select(User).where(named, User.active, User.role == Role.DEPARTMENT)
    found = session.scalars(query.order_by(User.id).limit(1)).one_or_none()
    if found is None:
        raise NotFound("user", text=text)
    return found


def _held(session: Session, alert: Alert, states: tuple[AlertStatus, ...]) -> None:
    """Hold the alert until the transaction ends, and prove the state that a deed needs."""
    actor_of(session).require(Permission.HANDLE_ALERTS)
    fresh = ("status", "matter", "owner_id", "department", "due_at", "resolved_at")
    session.refresh(alert, attribute_names=fresh, with_for_update=True)
    if alert.status not in states:
        raise WrongState("alert", alert=alert.number, status=alert.status)


def _due_anew(session: Session, alert: Alert, now: datetime) -> datetime:
    routing = Routing(session)
    matter = Matter(
        alert.type,
        alert.department,
        Severity(alert.severity),
        alert.region_id,
        alert.family,
        alert.product_id,
    )
    return routing.due(now, routing.route(matter))
