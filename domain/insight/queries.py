"""Finding alerts and issues. Head office sees all, a department its own, a manager his region."""

import re
from typing import Any

from sqlalchemy import Select, case, select
from sqlalchemy.orm import Session, joinedload

from domain.database import actor_of
from domain.errors import NotFound
from domain.insight.rules import ORDER
from domain.models.insight import COUNTED, UNSOLVED, Alert, AlertStatus, AlertStep, Issue
from domain.models.people import Dealer, User
from domain.models.reports import Report
from domain.scope import Permission, Role

_GRAVEST = case({s.value: -rank for s, rank in ORDER.items()}, value=Alert.severity)


def find_alert(session: Session, reference: str) -> Alert:
    """The alert with this number, with region, product and owner.

    Raises:
        NotFound: no such alert, or not for the actor to see.
    """
    digits = "".join(re.findall(r"\d+", reference))
    found = None
    if digits and len(digits) <= 12:
        found = session.scalars(_visible(session).where(Alert.id == int(digits))).one_or_none()
    if found is None:
        raise NotFound("alert", text=reference)
    return found


def open_alerts(session: Session, limit: int = 100, department: str | None = None) -> list[Alert]:
    """Alerts that are not solved: the late ones and the gravest first."""
    query = _visible(session).where(Alert.status.in_(UNSOLVED))
    if department is not None:
        query = query.where(Alert.department == department)
    urgent = (Alert.escalated_at.is_(None), _GRAVEST, Alert.due_at, Alert.id)
    return list(session.scalars(query.order_by(*urgent).limit(limit)))


def solved_alerts(session: Session, limit: int = 20, before: int | None = None) -> list[Alert]:
    """Solved alerts, the latest opened first; `before` is the key to page on from."""
    query = _visible(session).where(Alert.status == AlertStatus.RESOLVED)
    if before is not None:
        query = query.where(Alert.id < before)
    return list(session.scalars(query.order_by(Alert.id.desc()).limit(limit)))


def issues_of_alert(
    session: Session, alert: Alert, limit: int = 50, before: int | None = None
) -> list[Issue]:
    """The issues that stand in an alert, newest first, each with its dealer and report's title."""
    query = select(Issue).where(Issue.alert_id == alert.id, Issue.state.in_(COUNTED))
    if before is not None:
        query = query.where(Issue.id < before)
    query = query.options(
        joinedload(Issue.dealer).load_only(Dealer.code, Dealer.name_zh, Dealer.name_en),
        joinedload(Issue.report).load_only(Report.title, Report.handed_in_at),
    )
    return list(session.scalars(query.order_by(Issue.id.desc()).limit(limit)))


def steps_of(session: Session, alert: Alert) -> list[tuple[AlertStep, str]]:
    """What happened to an alert, in order, each with the name of who did it ("": by itself)."""
    query = (
        select(AlertStep, User.name)
        .outerjoin(User, User.id == AlertStep.by)
        .where(AlertStep.alert_id == alert.id)
        .order_by(AlertStep.id)
    )
    return [(taken, name or "") for taken, name in session.execute(query)]


def issues_of_report(session: Session, report: Report) -> list[Issue]:
    """The issues that stand in a report and that the actor may see, in the order of its text. A
    department sees its own; a dealer all of his."""
    query = select(Issue).where(Issue.report_id == report.id, Issue.state.in_(COUNTED))
    actor = actor_of(session)
    if actor.role is Role.DEPARTMENT:
        query = query.where(_of_department(actor.department))
    return list(session.scalars(query.order_by(Issue.start, Issue.id)))


def find_issue(session: Session, key: int) -> Issue:
    """An issue that the actor may review, with its report.

    Raises:
        NotFound: no such issue, or not for the actor to see.
    """
    actor = actor_of(session)
    actor.require(Permission.HANDLE_ALERTS)
    query = select(Issue).where(Issue.id == key).options(joinedload(Issue.report))
    if actor.role is Role.DEPARTMENT:
        query = query.where(_of_department(actor.department))
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound("issue", text=str(key))
    return found


def _visible(session: Session) -> Select[tuple[Alert]]:
    actor = actor_of(session)
    actor.require(Permission.READ_INSIGHT)
    query = select(Alert).options(
        joinedload(Alert.region),
        joinedload(Alert.product),
        joinedload(Alert.owner).load_only(User.name, User.username),
    )
    if actor.role is Role.DEPARTMENT:
        query = query.where(
            (Alert.department == actor.department) | (Alert.owner_id == actor.user_id)
        )
    return query


def _of_department(department: str | None) -> Any:
    theirs = select(Alert.id).where(Alert.department == department)
    return (Issue.department == department) | Issue.alert_id.in_(theirs)
