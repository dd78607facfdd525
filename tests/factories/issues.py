"""Reports and their issues, as dealers of the demo network hand them in."""

import hashlib
from datetime import datetime, timedelta

from sqlalchemy import select

from domain.database import Database
from domain.models.insight import Alert, AlertStatus, Issue, IssueState
from domain.models.people import Dealer, User
from domain.models.reports import Report, ReportState
from domain.scope import SYSTEM


def reported(
    database: Database,
    at: datetime,
    quote: str,
    *,
    dealer: str = "east",
    type_: str = "logistics_delay",
    department: str = "logistics",
    alert: int | None = None,
    **details,
) -> int:
    """An issue in a report of its own; its key.

    Arguments:
        dealer: as in the names of his users.
        details: other columns of the issue.
    """
    with database.write(SYSTEM) as session:
        writer = session.scalars(select(User).where(User.username == f"dealer-{dealer}")).one()
        owner = session.get_one(Dealer, writer.dealer_id)
        report = Report(
            dealer_id=owner.id, handed_in_by=writer.id, handed_in_at=at, channel="web", title="",
            text=quote, sha256=hashlib.sha256(f"{quote}{at}".encode()).hexdigest(),
            file_id=None, state=ReportState.READ.value, problem=None, starts_on=None,
            ends_on=None, read_by="built-in", read_at=at,
        )  # fmt: skip
        session.add(report)
        session.flush()
        issue = Issue(**_blank(quote, at) | {
            "report_id": report.id, "dealer_id": owner.id, "region_id": owner.region_id,
            "type": type_, "department": department, "alert_id": alert, **details,
        })  # fmt: skip
        session.add(issue)
        session.flush()
        return issue.id


def alerted(
    database: Database,
    opened_at: datetime,
    *,
    region: int = 1,
    type_: str = "logistics_delay",
    department: str = "logistics",
    due_after: timedelta = timedelta(hours=8),
    resolved_at: datetime | None = None,
    resolution: str = "",
) -> int:
    """An alert without issues; its key."""
    status = AlertStatus.RESOLVED if resolved_at else AlertStatus.OPEN
    with database.write(SYSTEM) as session:
        alert = Alert(
            matter=None, type=type_, department=department, severity="high", family=None,
            region_id=region, status=status.value, opened_at=opened_at,
            due_at=opened_at + due_after, resolved_at=resolved_at, resolution=resolution,
            last_issue_at=opened_at, issues=1, reports=1, dealers=1, pieces=0, amount=0, days=0,
        )  # fmt: skip
        session.add(alert)
        session.flush()
        return alert.id


def _blank(quote: str, at: datetime) -> dict[str, object]:
    return {
        "severity": "medium", "state": IssueState.FOUND.value, "wish": False, "quote": quote,
        "start": 0, "end": len(quote), "products": [], "places": [], "competitor": None,
        "reported_at": at,
    }  # fmt: skip
