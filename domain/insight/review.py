"""Reviewers correct what a model found; each correction is kept as an example."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from domain.database import actor_of
from domain.errors import Invalid, WrongState
from domain.insight.gathering import gather
from domain.insight.reading import link_products, recount_all
from domain.insight.vocabulary import DEPARTMENT_OF
from domain.models.insight import COUNTED, Correction, Issue, IssueState
from domain.models.reports import Report
from domain.scope import Permission
from domain.suggestions.gathering import gather_wishes, is_wish, recount_wishes


@dataclass(frozen=True, slots=True)
class Change:
    """What a reviewer says; what is None stays as it is.

    Arguments:
        quote: other words of the report, exactly as they stand there.
        is_issue: False: nothing here is an issue.
    """

    type: str | None = None
    severity: str | None = None
    quote: str | None = None
    is_issue: bool = True


def correct_issue(session: Session, issue: Issue, change: Change, now: datetime) -> Issue:
    """Correct an issue (or confirm it, by changing nothing), keep that as an example, and gather it
    where it belongs now.

    Raises:
        WrongState: it does not count any more.
        Invalid: `quote`: these words do not stand in the report.
    """
    actor = actor_of(session)
    actor.require(Permission.HANDLE_ALERTS)
    if issue.state not in COUNTED:
        raise WrongState("issue", status=issue.state)
    before, alerts, suggestions = as_example(issue), {issue.alert_id}, {issue.suggestion_id}
    _apply(session, issue, change)
    after = as_example(issue) if change.is_issue else {}
    changed = before != after
    issue.state = _state(change, changed)
    issue.reviewed_by, issue.reviewed_at = actor.user_id, now
    session.add(_kept(issue, before, after, now))
    if changed and change.is_issue:
        issue.alert_id = issue.suggestion_id = None
        session.flush()
        gather(session, [issue], now)
        gather_wishes(session, [issue], now)
    session.flush()
    recount_all(session, alerts, now)
    recount_wishes(session, suggestions)
    return issue


def as_example(issue: Issue) -> dict[str, Any]:
    """An issue in the form in which `extract` gives it."""
    counted = {"days": issue.days, "quantity": issue.quantity, "amount": issue.amount}
    told = {
        "type": issue.type,
        "department": issue.department,
        "severity": issue.severity,
        "quote": issue.quote,
        "start": issue.start,
        "end": issue.end,
        "products": list(issue.products),
        "places": list(issue.places),
        "numbers": {name: value for name, value in counted.items() if value is not None},
    }
    return told | ({"competitor": issue.competitor} if issue.competitor else {})


def corrections(session: Session, after: int = 0, limit: int = 500) -> list[Correction]:
    """Corrections with their reports, oldest first, from behind the key `after`."""
    actor_of(session).require(Permission.READ_INSIGHT)
    query = select(Correction).where(Correction.id > after).order_by(Correction.id).limit(limit)
    return list(session.scalars(query.options(joinedload(Correction.report))))


def _apply(session: Session, issue: Issue, change: Change) -> None:
    if change.type is not None:
        issue.type, issue.department = change.type, DEPARTMENT_OF[change.type]
    if change.severity is not None:
        issue.severity = change.severity
    if change.quote is not None and change.quote != issue.quote:
        issue.start = _place_of(issue.report, change.quote, issue.start)
        issue.end, issue.quote = issue.start + len(change.quote), change.quote
        link_products(session, issue, issue.products)
    issue.wish = is_wish(issue.type, issue.quote)


def _place_of(report: Report, quote: str, near: int) -> int:
    """Where the words stand in the report: of several places the one nearest to `near`."""
    places, at = [], report.text.find(quote)
    while quote and at >= 0:
        places.append(at)
        at = report.text.find(quote, at + 1)
    if not places:
        raise Invalid("quote", value=quote[:120])
    return min(places, key=lambda place: abs(place - near))


def _state(change: Change, changed: bool) -> IssueState:
    if not change.is_issue:
        return IssueState.REJECTED
    return IssueState.CORRECTED if changed else IssueState.CONFIRMED


def _kept(issue: Issue, before: dict[str, Any], after: dict[str, Any], now: datetime) -> Correction:
    return Correction(
        dealer_id=issue.dealer_id,
        report_id=issue.report_id,
        issue_id=issue.id,
        before=before,
        after=after,
        by=issue.reviewed_by,
        at=now,
    )
