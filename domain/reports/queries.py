"""Finding reports: a dealer's own, and for the brand those that concern the reader."""

import re
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, joinedload, load_only, undefer

from domain.database import actor_of
from domain.errors import NotFound
from domain.models.insight import Alert, Issue
from domain.models.people import Dealer, User
from domain.models.reports import Report, ReportFile, ReportState
from domain.scope import Permission, Role


def find_report(session: Session, reference: str) -> Report:
    """The report with this number, with its dealer, writer and file (without the file's content).

    Raises:
        NotFound: no such report, or not for the actor to see.
    """
    actor_of(session).require(Permission.READ_REPORTS)
    digits = "".join(re.findall(r"\d+", reference))
    found = None
    if digits and len(digits) <= 12:
        found = session.scalars(_visible(session).where(Report.id == int(digits))).one_or_none()
    if found is None:
        raise NotFound("report", text=reference)
    return found


def original_of(session: Session, report: Report) -> ReportFile:
    """The file a report came in, with its content.

    Raises:
        NotFound: it was typed, not sent as a file.
    """
    query = select(ReportFile).where(ReportFile.id == report.file_id)
    fresh = query.options(undefer(ReportFile.content)).execution_options(populate_existing=True)
    found = session.scalars(fresh).one_or_none() if report.file_id else None
    if found is None:
        raise NotFound("report_file", text=report.number)
    return found


def recent_reports(
    session: Session, limit: int = 20, before: int | None = None, state: ReportState | None = None
) -> list[Report]:
    """The reports the actor may see, newest first, without their texts; `before` is the key to
    page on from."""
    actor_of(session).require(Permission.READ_REPORTS)
    query = _visible(session).order_by(Report.id.desc()).limit(limit)
    query = query.options(load_only(*(getattr(Report, name) for name in _LISTED)))
    if before is not None:
        query = query.where(Report.id < before)
    if state is not None:
        query = query.where(Report.state == state)
    return list(session.scalars(query))


_LISTED = ("dealer_id", "handed_in_at", "channel", "title", "state", "problem")


def _visible(session: Session) -> Select[tuple[Report]]:
    query = select(Report).options(
        joinedload(Report.dealer).load_only(Dealer.name_zh, Dealer.name_en, Dealer.code),
        joinedload(Report.writer).load_only(User.name, User.username),
        joinedload(Report.file),
    )
    actor = actor_of(session)
    if actor.role is Role.DEPARTMENT:
        query = query.where(_concerns(actor.department))
    return query


def _concerns(department: str | None) -> Any:
    from_alert = select(Alert.id).where(Alert.department == department)
    theirs = (Issue.department == department) | Issue.alert_id.in_(from_alert)
    return Report.id.in_(select(Issue.report_id).where(theirs))
