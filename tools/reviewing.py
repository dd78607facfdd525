"""Reviewing what was found in reports: corrections move an issue to where it belongs, and are kept
as examples."""

from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel, Field

from domain.insight.queries import find_issue
from domain.insight.review import Change
from domain.insight.review import correct_issue as correct
from domain.models.insight import Issue, Severity
from domain.scope import Permission
from tools.arguments import Arguments
from tools.call import Call
from tools.registry import STAFF, note_tool

IssueType = Literal[
    "logistics_delay",
    "logistics_damage",
    "stockout",
    "overstock",
    "quality_defect",
    "product_gap",
    "competitor_promotion",
    "competitor_launch",
    "price_conflict",
    "promotion_execution",
    "rebate_dispute",
    "reconciliation_dispute",
    "credit_pressure",
    "parts_shortage",
    "service_capacity",
    "customer_complaint",
    "training_need",
    "system_problem",
    "sales_opportunity",
]


class CorrectIssue(Arguments):
    """What is different from what was found; nothing: it is right."""

    issue: int = Field(ge=1)
    type: IssueType | None = None
    severity: Severity | None = None
    quote: str | None = Field(
        None, min_length=1, max_length=2000, description="the right words, exactly as they stand"
    )
    is_issue: bool = Field(True, description="false: nothing here is an issue")


class IssueCorrected(BaseModel):
    report: int
    type: str
    severity: str
    state: str
    quote: str
    alert: int | None


@dataclass(frozen=True, slots=True)
class _Correcting:
    issue: Issue
    change: Change

    def terms(self) -> dict[str, Any]:
        return {"issue": self.issue.id}


@note_tool(
    arguments=CorrectIssue, result=IssueCorrected, permission=Permission.HANDLE_ALERTS, roles=STAFF
)
def correct_issue(call: Call, arguments: CorrectIssue) -> _Correcting:
    """Correct the type, the severity or the words of an issue that was found in a report, say that
    it is none, or confirm it by changing nothing."""
    change = Change(
        arguments.type, arguments.severity, arguments.quote, is_issue=arguments.is_issue
    )
    return _Correcting(find_issue(call.session, arguments.issue), change)


@correct_issue.applied
def _correct(call: Call, plan: _Correcting) -> IssueCorrected:
    issue = correct(call.session, plan.issue, plan.change, call.now)
    return IssueCorrected(
        report=issue.report_id,
        type=issue.type,
        severity=issue.severity,
        state=issue.state,
        quote=issue.quote,
        alert=issue.alert_id,
    )
