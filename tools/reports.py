"""Reports: hand one in, take it back, see what became of it."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, Field, StringConstraints, model_validator

from domain.clock import business_date
from domain.errors import Invalid, NotFound
from domain.insight.queries import issues_of_report
from domain.models.insight import Issue
from domain.models.reports import Report, ReportFile
from domain.reports import operations
from domain.reports.operations import Draft
from domain.reports.queries import find_report, recent_reports
from domain.scope import Permission
from tools.arguments import Arguments, Day, Reference, ShortText
from tools.call import Call
from tools.registry import DEALERS, STAFF, note_tool, read_tool

_LONGEST = 60_000


def _without_nul(value: Any) -> Any:
    return value.replace("\0", "") if isinstance(value, str) else value


ReportText = Annotated[
    str,
    BeforeValidator(_without_nul),
    StringConstraints(min_length=1, max_length=_LONGEST, strip_whitespace=False),
]


class SubmitReport(Arguments):
    """The report as text, or the upload that holds it."""

    text: ReportText | None = Field(None, description="the whole report, word for word")
    upload: str | None = Field(
        None, pattern="^[0-9a-f]{32}$", description="of an uploaded file, instead of the text"
    )
    title: ShortText | None = None
    starts_on: Day | None = Field(None, description="the first day it tells of, if it says so")
    ends_on: Day | None = None

    @model_validator(mode="after")
    def _one_of_them(self) -> "SubmitReport":
        if (self.text is None) == (self.upload is None):
            raise ValueError("either text or upload")
        return self


class ReportHandedIn(BaseModel):
    """`repeated`: the same was handed in before, and this is that one. `problem`: why a file could
    not be read; a person reads it then."""

    report: str
    title: str
    state: str
    repeated: bool
    problem: str | None
    handed_in_at: datetime


@dataclass(frozen=True, slots=True)
class _HandingIn:
    draft: Draft

    def terms(self) -> dict[str, Any]:
        return {"sha256": self.draft.sha256}


@note_tool(
    arguments=SubmitReport,
    result=ReportHandedIn,
    permission=Permission.SUBMIT_REPORTS,
    roles=DEALERS,
)
def submit_report(call: Call, arguments: SubmitReport) -> _HandingIn:
    """Hand in a dealer's periodic report or market feedback, word for word. It is read for issues,
    which go to the departments in charge; the same report twice is recognised. `withdraw_report`
    takes it back."""
    file = _upload(call, arguments.upload) if arguments.upload else None
    text = file.text if file else arguments.text or ""
    if file is None and not text.strip():
        raise Invalid("empty")
    days = (arguments.starts_on, arguments.ends_on)
    title, channel = arguments.title or "", call.caller.channel
    return _HandingIn(Draft(title, text, channel, file, *days))


@submit_report.applied
def _submit(call: Call, plan: _HandingIn) -> ReportHandedIn:
    handed_in = operations.hand_in(call.session, plan.draft, call.now)
    report = handed_in.report
    return ReportHandedIn(
        report=report.number,
        title=report.title,
        state=report.state,
        repeated=handed_in.repeated,
        problem=report.problem,
        handed_in_at=report.handed_in_at,
    )


class OneReport(Arguments):
    report: Reference


@dataclass(frozen=True, slots=True)
class _OnReport:
    report: Report

    def terms(self) -> dict[str, Any]:
        return {"report": self.report.number, "state": self.report.state}


class ReportWithdrawn(BaseModel):
    report: str
    title: str
    state: str


@note_tool(
    arguments=OneReport,
    result=ReportWithdrawn,
    permission=Permission.SUBMIT_REPORTS,
    roles=DEALERS,
)
def withdraw_report(call: Call, arguments: OneReport) -> _OnReport:
    """Take back a report of one's own: what it says counts no longer."""
    return _OnReport(find_report(call.session, arguments.report))


@withdraw_report.applied
def _withdraw(call: Call, plan: _OnReport) -> ReportWithdrawn:
    report = operations.withdraw_report(call.session, plan.report, call.now)
    return ReportWithdrawn(report=report.number, title=report.title, state=report.state)


class TranscribeReport(Arguments):
    """What stands in the file, typed by the person who read it."""

    report: Reference
    text: ReportText


@dataclass(frozen=True, slots=True)
class _Transcribing:
    report: Report
    text: str

    def terms(self) -> dict[str, Any]:
        return {"report": self.report.number, "state": self.report.state}


class ReportTranscribed(BaseModel):
    report: str
    title: str
    state: str


@note_tool(
    arguments=TranscribeReport,
    result=ReportTranscribed,
    permission=Permission.HANDLE_ALERTS,
    roles=STAFF,
)
def transcribe_report(call: Call, arguments: TranscribeReport) -> _Transcribing:
    """Type what stands in a report's file that could not be read (a scan, a locked file); it is
    read for issues then like any other."""
    if not arguments.text.strip():
        raise Invalid("empty")
    return _Transcribing(find_report(call.session, arguments.report), arguments.text)


@transcribe_report.applied
def _transcribe(call: Call, plan: _Transcribing) -> ReportTranscribed:
    report = operations.transcribe(call.session, plan.report, plan.text, call.now)
    return ReportTranscribed(report=report.number, title=report.title, state=report.state)


class ReportStatusOf(Arguments):
    """Which report; without one, the newest."""

    report: Reference | None = None
    limit: int = Field(5, ge=1, le=50)


class IssueSeen(BaseModel):
    """`start` and `end` are the quote's offsets in the report's text, in code points."""

    type: str
    department: str
    severity: str
    quote: str
    start: int
    end: int


class ReportSeen(BaseModel):
    report: str
    dealer: str
    title: str
    state: str
    problem: str | None
    handed_in_on: date
    issues: list[IssueSeen]


class ReportsSeen(BaseModel):
    reports: list[ReportSeen]


@read_tool(arguments=ReportStatusOf, result=ReportsSeen, permission=Permission.READ_REPORTS)
def report_status(call: Call, arguments: ReportStatusOf) -> ReportsSeen:
    """Say how far reports are that were handed in, and which issues were found in them."""
    if arguments.report:
        found = [find_report(call.session, arguments.report)]
    else:
        found = recent_reports(call.session, arguments.limit)
    return ReportsSeen(reports=[_seen(call, report) for report in found])


def _seen(call: Call, report: Report) -> ReportSeen:
    return ReportSeen(
        report=report.number,
        dealer=call.named(report.dealer),
        title=report.title,
        state=report.state,
        problem=report.problem,
        handed_in_on=business_date(report.handed_in_at, call.actor.time_zone),
        issues=[_issue(issue) for issue in issues_of_report(call.session, report)],
    )


def _issue(issue: Issue) -> IssueSeen:
    return IssueSeen(**{name: getattr(issue, name) for name in IssueSeen.model_fields})


def _upload(call: Call, key: str) -> ReportFile:
    file = call.session.get(ReportFile, key)
    if file is None or file.dealer_id != call.actor.dealer_id:
        raise NotFound("upload", text=key)
    return file
