"""The issues of a period and of the one before, read once and counted in memory."""

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from domain.digests.rules import Period
from domain.models.insight import COUNTED, Alert, Issue, Severity

SEVERITIES = tuple(severity.value for severity in Severity)
"""From the least to the most pressing."""


@dataclass(frozen=True, slots=True)
class Readership:
    """For whom is counted: everything, a region, or a department."""

    region_id: int | None = None
    department: str | None = None

    def issues(self) -> list[ColumnElement[bool]]:
        """What confines issues joined with their alerts: a rule may have moved these."""
        wanted: list[ColumnElement[bool]] = []
        if self.region_id is not None:
            wanted.append(Issue.region_id == self.region_id)
        if self.department is not None:
            answers = func.coalesce(Alert.department, Issue.department)
            wanted.append(answers == self.department)
        return wanted

    def alerts(self) -> list[ColumnElement[bool]]:
        """What confines alerts."""
        wanted: list[ColumnElement[bool]] = []
        if self.region_id is not None:
            wanted.append(Alert.region_id == self.region_id)
        if self.department is not None:
            wanted.append(Alert.department == self.department)
        return wanted


@dataclass(frozen=True, slots=True)
class Counted:
    """An issue, as far as it is counted."""

    id: int
    type: str
    severity: str
    region_id: int
    dealer_id: int
    report_id: int
    alert_id: int | None
    product_id: int | None
    family: str | None
    places: list[str]
    competitor: str | None
    days: int | None
    quantity: int | None
    amount: int | None
    reported_at: datetime

    @property
    def matter(self) -> tuple[str, str | None]:
        """What it is about, over all dealers and regions: its type and family of products."""
        return self.type, self.family

    @property
    def rank(self) -> int:
        """How pressing it is."""
        return SEVERITIES.index(self.severity)


_COLUMNS = tuple(getattr(Issue, name) for name in Counted.__slots__)


def counted_issues(
    session: Session, readership: Readership, period: Period
) -> tuple[list[Counted], list[Counted]]:
    """The issues reported in a period and in the one before, wishes about the system aside."""
    query = (
        select(*_COLUMNS)
        .outerjoin(Alert, Alert.id == Issue.alert_id)
        .where(
            Issue.reported_at >= period.before.starts_at,
            Issue.reported_at < period.ends_at,
            Issue.state.in_(COUNTED),
            Issue.wish.is_(False),
            *readership.issues(),
        )
        .order_by(Issue.id)
    )
    now: list[Counted] = []
    before: list[Counted] = []
    for row in session.execute(query):
        issue = Counted(*row)
        (now if issue.reported_at >= period.starts_at else before).append(issue)
    return now, before


def tops(
    now: Iterable[Counted], before: Iterable[Counted], name: Callable[[Counted], Iterable[Any]]
) -> list[dict[str, Any]]:
    """What is named most often, with how often it was before; each issue counts once."""
    counts, earlier = (Counter(n for i in issues for n in set(name(i))) for issues in (now, before))
    return [
        {"name": name, "issues": count, "before": earlier[name]}
        for name, count in sorted(counts.items(), key=lambda c: (-c[1], str(c[0])))
    ]
