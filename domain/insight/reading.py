"""Keeping what was found in a report, once, and gathering it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.catalogue.matching import Catalogue
from domain.catalogue.queries import catalogue
from domain.insight.gathering import gather, recount
from domain.insight.routing import Routing
from domain.models.insight import Alert, Issue, IssueState
from domain.models.people import Dealer
from domain.models.reports import Report, ReportState
from domain.naming import normalise
from domain.suggestions.gathering import gather_wishes, is_wish, recount_wishes


class Numbers(Protocol):
    """What an issue counts; `amount` in minor units."""

    @property
    def days(self) -> int | None: ...
    @property
    def quantity(self) -> int | None: ...
    @property
    def amount(self) -> int | None: ...


class Finding(Protocol):
    """An issue as whoever read the report found it: `quote` is `text[start:end]`."""

    @property
    def type(self) -> str: ...
    @property
    def department(self) -> str: ...
    @property
    def severity(self) -> str: ...
    @property
    def quote(self) -> str: ...
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def products(self) -> Sequence[str]: ...
    @property
    def places(self) -> Sequence[str]: ...
    @property
    def competitor(self) -> str | None: ...
    @property
    def numbers(self) -> Numbers: ...


@dataclass(frozen=True, slots=True)
class Unread:
    """A report that waits to be read."""

    id: int
    title: str
    text: str


def unread_report(session: Session, key: int) -> Unread | None:
    """The report, if it still waits to be read."""
    waits = Report.state == ReportState.RECEIVED
    query = select(Report.id, Report.title, Report.text).where(Report.id == key, waits)
    found = session.execute(query).one_or_none()
    return Unread(*found) if found else None


def keep_findings(
    session: Session, key: int, findings: Iterable[Finding], read_by: str, now: datetime
) -> list[Issue]:
    """Write down the issues of a report and gather them into alerts and suggestions. A report that
    was read or withdrawn meanwhile is left alone.

    Arguments:
        read_by: the model that found them.
    """
    report = session.get(Report, key, with_for_update=True)
    if report is None or report.state != ReportState.RECEIVED:
        return []
    region_id = session.scalars(select(Dealer.region_id).where(Dealer.id == report.dealer_id)).one()
    issues = [_issue(session, report, region_id, finding) for finding in findings]
    session.add_all(issues)
    report.state, report.read_by, report.read_at = ReportState.READ, read_by, now
    session.flush()
    gather(session, issues, now)
    gather_wishes(session, issues, now)
    return issues


def drop_findings(session: Session, key: int, now: datetime) -> None:
    """Let the issues of a withdrawn report count no longer."""
    report = session.get(Report, key, with_for_update=True)
    if report is None or report.state != ReportState.WITHDRAWN:
        return
    issues = list(session.scalars(select(Issue).where(Issue.report_id == key)))
    for issue in issues:
        issue.state = IssueState.WITHDRAWN
    session.flush()
    recount_all(session, {i.alert_id for i in issues}, now)
    recount_wishes(session, {i.suggestion_id for i in issues})


def recount_all(session: Session, keys: Iterable[int | None], now: datetime) -> None:
    """Work out the figures of these alerts anew."""
    wanted = {key for key in keys if key is not None}
    routing = Routing(session)
    held = select(Alert).where(Alert.id.in_(wanted)).order_by(Alert.id).with_for_update()
    for alert in session.scalars(held).all():
        recount(session, alert, routing, now)


def link_products(session: Session, issue: Issue, codes: Sequence[str]) -> None:
    """Say which products an issue names; the first that is known decides its family, and without
    one the kind of product that the quote speaks of."""
    goods = catalogue(session)
    known = {p.sku: p for p in goods.products.values()}
    named = [known[code] for code in codes if code in known]
    issue.products = [product.sku for product in named]
    issue.product_id = named[0].id if named else None
    issue.family = named[0].family if named else _family_in(goods, issue.quote)


def _family_in(goods: Catalogue, quote: str) -> str | None:
    """The family whose name stands in a quote, the longest name first."""
    said = normalise(quote)
    names = [(normalise(name), family.code) for family in goods.families for name in family.all()]
    found = [(len(name), code) for name, code in names if len(name) > 1 and name in said]
    return max(found)[1] if found else None


def _storable(number: int | None) -> int | None:
    """What a report counts beyond the size of a column is a slip of the pen."""
    return number if number is not None and number < 2**31 else None


def _issue(session: Session, report: Report, region_id: int, finding: Finding) -> Issue:
    issue = Issue(
        report_id=report.id,
        dealer_id=report.dealer_id,
        region_id=region_id,
        alert_id=None,
        suggestion_id=None,
        type=finding.type,
        department=finding.department,
        severity=finding.severity,
        state=IssueState.FOUND,
        wish=is_wish(finding.type, finding.quote),
        quote=finding.quote,
        start=finding.start,
        end=finding.end,
        places=list(finding.places),
        competitor=finding.competitor and finding.competitor[:120],
        days=_storable(finding.numbers.days),
        quantity=_storable(finding.numbers.quantity),
        amount=finding.numbers.amount,
        reported_at=report.handed_in_at,
        reviewed_by=None,
        reviewed_at=None,
    )
    link_products(session, issue, finding.products)
    return issue
