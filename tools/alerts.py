"""Alerts: what dealers report, gathered, for the department in charge to solve."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from domain.errors import Invalid
from domain.insight import operations
from domain.insight.queries import find_alert, issues_of_alert, open_alerts
from domain.models.insight import Alert
from domain.models.people import User
from domain.scope import Permission
from tools.arguments import Arguments, Reference, ShortText, Text
from tools.call import Call
from tools.registry import STAFF, note_tool, read_tool
from tools.requests import Department

_QUOTES = 3


class AlertsWanted(Arguments):
    """Which alerts; without anything, the most urgent."""

    alert: Reference | None = None
    department: Department | None = None
    limit: int = Field(10, ge=1, le=50)


class QuoteSeen(BaseModel):
    report: int
    dealer: str
    quote: str


class AlertSeen(BaseModel):
    alert: str
    type: str
    severity: str
    status: str
    department: str
    region: str
    product: str | None
    owner: str | None
    opened_at: datetime
    due_at: datetime
    escalated: bool
    issues: int
    reports: int
    dealers: int
    quotes: list[QuoteSeen]


class AlertsSeen(BaseModel):
    alerts: list[AlertSeen]


@read_tool(
    arguments=AlertsWanted, result=AlertsSeen, permission=Permission.READ_INSIGHT, roles=STAFF
)
def list_alerts(call: Call, arguments: AlertsWanted) -> AlertsSeen:
    """List what dealers report that is not solved yet: the most urgent first, with quotes. A
    department sees its own, a region's manager those of his region."""
    if arguments.alert:
        found = [find_alert(call.session, arguments.alert)]
    else:
        found = open_alerts(call.session, arguments.limit, arguments.department)
    return AlertsSeen(alerts=[_seen(call, alert) for alert in found])


@dataclass(frozen=True, slots=True)
class _OnAlert:
    """A deed on one alert."""

    alert: Alert
    note: str = ""
    owner: User | None = None
    department: str = ""

    def terms(self) -> dict[str, Any]:
        return {"alert": self.alert.number, "status": self.alert.status}


class AlertChanged(BaseModel):
    alert: str
    status: str
    department: str
    due_at: datetime


def _changed(alert: Alert) -> AlertChanged:
    return AlertChanged(
        alert=alert.number, status=alert.status, department=alert.department, due_at=alert.due_at
    )


class OneAlert(Arguments):
    alert: Reference


@note_tool(
    arguments=OneAlert, result=AlertChanged, permission=Permission.HANDLE_ALERTS, roles=STAFF
)
def acknowledge_alert(call: Call, arguments: OneAlert) -> _OnAlert:
    """Say that the department has seen an alert and looks into it."""
    return _OnAlert(find_alert(call.session, arguments.alert))


@acknowledge_alert.applied
def _acknowledge(call: Call, plan: _OnAlert) -> AlertChanged:
    operations.acknowledge_alert(call.session, plan.alert, call.now)
    return _changed(plan.alert)


class AssignAlert(Arguments):
    """To whom; a department alone hands the alert over to it."""

    alert: Reference
    owner: Reference | None = Field(None, description="user name or name of the person")
    department: Department | None = None
    note: ShortText | None = None


@note_tool(
    arguments=AssignAlert, result=AlertChanged, permission=Permission.HANDLE_ALERTS, roles=STAFF
)
def assign_alert(call: Call, arguments: AssignAlert) -> _OnAlert:
    """Give an alert to a person, or hand it over to another department."""
    alert = find_alert(call.session, arguments.alert)
    owner = operations.member_named(call.session, arguments.owner) if arguments.owner else None
    if owner is None and arguments.department is None:
        raise Invalid("owner_or_department")
    department = arguments.department or (owner and owner.department) or alert.department
    return _OnAlert(alert, arguments.note or "", owner, department)


@assign_alert.applied
def _assign(call: Call, plan: _OnAlert) -> AlertChanged:
    given = (plan.owner, plan.department, plan.note)
    operations.assign_alert(call.session, plan.alert, *given, call.now)
    return _changed(plan.alert)


class AlertWithNote(Arguments):
    """The note is read by the dealers who reported the matter."""

    alert: Reference
    note: Text


@note_tool(
    arguments=AlertWithNote, result=AlertChanged, permission=Permission.HANDLE_ALERTS, roles=STAFF
)
def resolve_alert(call: Call, arguments: AlertWithNote) -> _OnAlert:
    """Say how an alert was solved: the dealers who reported it are told. `reopen_alert` takes that
    back."""
    return _OnAlert(find_alert(call.session, arguments.alert), arguments.note)


@resolve_alert.applied
def _resolve(call: Call, plan: _OnAlert) -> AlertChanged:
    operations.resolve_alert(call.session, plan.alert, plan.note, call.now)
    return _changed(plan.alert)


@note_tool(
    arguments=AlertWithNote, result=AlertChanged, permission=Permission.HANDLE_ALERTS, roles=STAFF
)
def reopen_alert(call: Call, arguments: AlertWithNote) -> _OnAlert:
    """Take up an alert again that was not solved after all: the dealers who reported it are
    told."""
    return _OnAlert(find_alert(call.session, arguments.alert), arguments.note)


@reopen_alert.applied
def _reopen(call: Call, plan: _OnAlert) -> AlertChanged:
    operations.reopen_alert(call.session, plan.alert, plan.note, call.now)
    return _changed(plan.alert)


def _seen(call: Call, alert: Alert) -> AlertSeen:
    quotes = issues_of_alert(call.session, alert, _QUOTES)
    return AlertSeen(
        alert=alert.number,
        type=alert.type,
        severity=alert.severity,
        status=alert.status,
        department=alert.department,
        region=call.named(alert.region),
        product=call.named(alert.product) if alert.product else None,
        owner=alert.owner.name if alert.owner else None,
        opened_at=alert.opened_at,
        due_at=alert.due_at,
        escalated=alert.escalated_at is not None,
        issues=alert.issues,
        reports=alert.reports,
        dealers=alert.dealers,
        quotes=[
            QuoteSeen(report=i.report_id, dealer=call.named(i.dealer), quote=i.quote)
            for i in quotes
        ],
    )
