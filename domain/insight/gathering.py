"""Issues of the same matter over dealers and days are one alert."""

from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import Select, case, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from domain.errors import Retry
from domain.insight.routing import Matter, Route, Routing
from domain.insight.rules import ORDER, WINDOW, matter_of, severity_of
from domain.insight.steps import step, tell_department
from domain.models.insight import (
    COUNTED,
    UNSOLVED,
    Alert,
    AlertStatus,
    Issue,
    Severity,
    StepKind,
)

_RANK = case({severity.value: rank for severity, rank in ORDER.items()}, value=Issue.severity)
_BY_RANK = list(Severity)


def gather(session: Session, issues: Iterable[Issue], now: datetime) -> list[Alert]:
    """Put each issue into the alert of its matter, which is opened where there is none; the alerts
    that grew. Wishes about the system are gathered elsewhere."""
    routing, grown = Routing(session), dict[int, Alert]()
    for issue in issues:
        if not issue.wish:
            alert = _alert_for(session, issue, routing, now)
            issue.alert_id = alert.id
            grown[alert.id] = alert
    session.flush()
    for alert in grown.values():
        recount(session, alert, routing, now)
    return list(grown.values())


def recount(session: Session, alert: Alert, routing: Routing, now: datetime) -> None:
    """Work out an alert's figures from the issues that stand, and what follows from them: a graver
    one is due sooner and may be another's matter, one without issues is over."""
    found = session.execute(_figures(alert.id)).one()
    alert.issues, alert.reports, alert.dealers = found.issues, found.reports, found.dealers
    alert.pieces, alert.amount, alert.days = found.pieces, found.amount, found.days
    if not alert.issues:
        _close_empty(session, alert, now)
        return
    same = found.products == 1 and found.named == found.issues
    alert.product_id = found.product_id if same else None
    alert.last_issue_at = found.last
    severity = severity_of(_BY_RANK[found.rank], found.dealers, found.reports)
    graver = ORDER[severity] > ORDER[Severity(alert.severity)]
    alert.severity = severity
    if graver and alert.status in UNSOLVED:
        _raise(session, alert, routing, now)
    session.flush()


def matter_for(alert: Alert) -> str:
    """The matter of an alert, whether it still gathers or not."""
    return matter_of(alert.type, alert.region_id, alert.family)


def gathering_alert(session: Session, matter: str) -> Alert | None:
    """The alert that gathers this matter now, held until the transaction ends."""
    query = select(Alert).where(Alert.matter == matter).with_for_update()
    return session.scalars(query.execution_options(populate_existing=True)).one_or_none()


def _alert_for(session: Session, issue: Issue, routing: Routing, now: datetime) -> Alert:
    matter = matter_of(issue.type, issue.region_id, issue.family)
    earlier = gathering_alert(session, matter)
    if earlier is not None and issue.reported_at - earlier.last_issue_at <= WINDOW:
        return earlier
    if earlier is not None:
        earlier.matter = None
        session.flush()
    else:
        earlier = _latest_of(session, issue)
    return _open(session, issue, matter, earlier, routing, now)


def _open(
    session: Session,
    issue: Issue,
    matter: str,
    earlier: Alert | None,
    routing: Routing,
    now: datetime,
) -> Alert:
    route = routing.route(_matter(issue))
    alert = Alert(
        matter=matter,
        follows_id=earlier.id if earlier else None,
        type=issue.type,
        department=route.department,
        severity=issue.severity,
        region_id=issue.region_id,
        family=issue.family,
        product_id=issue.product_id,
        owner_id=route.owner_id,
        status=AlertStatus.ASSIGNED if route.owner_id else AlertStatus.OPEN,
        opened_at=now,
        due_at=routing.due(now, route),
        escalated_at=None,
        resolved_at=None,
        resolution="",
        last_issue_at=issue.reported_at,
        issues=0,
        reports=0,
        dealers=0,
        pieces=0,
        amount=0,
        days=0,
    )
    session.add(alert)
    try:
        session.flush()
    except IntegrityError as race:  # another worker opened it at the same moment
        raise Retry("matter") from race
    step(session, alert, StepKind.OPENED, now, details=_routed(alert))
    tell_department(session, alert, "alert_opened", now)
    return alert


def _latest_of(session: Session, issue: Issue) -> Alert | None:
    """The last alert of the same matter, solved or gone quiet."""
    same = select(Alert).where(
        Alert.type == issue.type, Alert.region_id == issue.region_id, Alert.family == issue.family
    )
    return session.scalars(same.order_by(Alert.id.desc()).limit(1)).one_or_none()


def _raise(session: Session, alert: Alert, routing: Routing, now: datetime) -> None:
    route = routing.route(_matter_of_alert(session, alert))
    alert.due_at = min(alert.due_at, routing.due(now, route))
    if alert.status == AlertStatus.OPEN:  # nobody has taken it up yet
        _hand_to(alert, route)
    step(session, alert, StepKind.RAISED, now, details=_routed(alert))
    tell_department(session, alert, "alert_raised", now)


def _hand_to(alert: Alert, route: Route) -> None:
    alert.department, alert.owner_id = route.department, route.owner_id
    if route.owner_id:
        alert.status = AlertStatus.ASSIGNED


def _close_empty(session: Session, alert: Alert, now: datetime) -> None:
    alert.matter = None
    if alert.status in UNSOLVED:
        alert.status, alert.resolved_at = AlertStatus.RESOLVED, now
        step(session, alert, StepKind.RESOLVED, now, details={"empty": True})
    session.flush()


def _routed(alert: Alert) -> dict[str, object]:
    return {
        "department": alert.department,
        "owner": alert.owner_id,
        "severity": alert.severity,
        "due_at": alert.due_at.isoformat(),
    }


def _matter(issue: Issue) -> Matter:
    return Matter(
        issue.type,
        issue.department,
        Severity(issue.severity),
        issue.region_id,
        issue.family,
        issue.product_id,
    )


def _matter_of_alert(session: Session, alert: Alert) -> Matter:
    usual = select(Issue.department).where(Issue.alert_id == alert.id).limit(1)
    department = session.scalars(usual).one_or_none() or alert.department
    return Matter(
        alert.type,
        department,
        Severity(alert.severity),
        alert.region_id,
        alert.family,
        alert.product_id,
    )


def _figures(alert_id: int) -> Select[tuple[object, ...]]:
    return select(
        func.count(Issue.id).label("issues"),
        func.count(Issue.report_id.distinct()).label("reports"),
        func.count(Issue.dealer_id.distinct()).label("dealers"),
        func.coalesce(func.sum(Issue.quantity), 0).label("pieces"),
        func.coalesce(func.sum(Issue.amount), 0).label("amount"),
        func.coalesce(func.max(Issue.days), 0).label("days"),
        func.count(Issue.product_id.distinct()).label("products"),
        func.count(Issue.product_id).label("named"),
        func.min(Issue.product_id).label("product_id"),
        func.max(_RANK).label("rank"),
        func.max(Issue.reported_at).label("last"),
    ).where(Issue.alert_id == alert_id, Issue.state.in_(COUNTED))
