"""Reports: the list, handing one in, one report with its issues marked."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, Response

from assistant.reading.page import section_at
from domain.insight.queries import issues_of_report
from domain.insight.vocabulary import DEPARTMENT_OF
from domain.models.insight import Severity
from domain.models.reports import ReportState
from domain.reports.queries import find_report, original_of, recent_reports
from domain.scope import Permission
from web.calls import call_tool, receipt_shown
from web.handing_in import FileField, TextField, hand_in
from web.identity import CurrentVisitor
from web.marking import runs_of
from web.pages import page
from web.parts import outcome_part
from web.services import services_of
from web.throttle import limited

router = APIRouter(prefix="/reports")

PAGE = 20


@router.get("")
def reports(
    request: Request, visitor: CurrentVisitor, before: Annotated[int | None, Query(ge=1)] = None
) -> HTMLResponse:
    """The reports the visitor may see, newest first, a page at a time."""
    with services_of(request).database.read(visitor.actor) as session:
        found = recent_reports(session, PAGE + 1, before)
    template = "parts/report_rows.html" if before else "reports.html"
    return page(request, visitor, template, reports=found[:PAGE], more=len(found) > PAGE)


@router.get("/new")
def new_report(request: Request, visitor: CurrentVisitor) -> HTMLResponse:
    """The form: text or a file."""
    visitor.actor.require(Permission.SUBMIT_REPORTS)
    megabytes = services_of(request).report_megabytes
    return page(request, visitor, "report_new.html", megabytes=megabytes)


@router.post("/new", dependencies=[limited("tools")])
def submit(
    request: Request,
    visitor: CurrentVisitor,
    file: FileField = None,
    text: TextField = "",
    title: TextField = "",
    starts_on: TextField = "",
    ends_on: TextField = "",
) -> HTMLResponse:
    """Hand it in; the card says where it stands, or why the file needs a person."""
    receipt = hand_in(request, visitor, text, file, title, starts_on, ends_on)
    return page(request, visitor, "parts/report_receipt.html", receipt=receipt_shown(receipt))


@router.get("/{reference}")
def report(
    request: Request,
    visitor: CurrentVisitor,
    reference: str,
    issue: Annotated[int | None, Query(ge=1)] = None,
) -> HTMLResponse:
    """One report, its quotes marked; `issue` is the one to look at."""
    with services_of(request).database.read(visitor.actor) as session:
        found = find_report(session, reference)
        issues = issues_of_report(session, found)
    sections = found.file.sections if found.file else []
    return page(
        request,
        visitor,
        "report.html",
        report=found,
        issues=issues,
        runs=runs_of(found.text, issues),
        origins={i.id: section_at(sections, i.start) for i in issues},
        looked_at=issue,
        withdrawable=visitor.actor.may(Permission.SUBMIT_REPORTS)
        and found.state != ReportState.WITHDRAWN,
        reviewer=visitor.actor.may(Permission.HANDLE_ALERTS),
        types=list(DEPARTMENT_OF),
        severities=list(reversed(Severity)),
    )


@router.get("/{reference}/original")
def original(request: Request, visitor: CurrentVisitor, reference: str) -> Response:
    """The file as it came, to be saved and never shown by the browser."""
    with services_of(request).database.read(visitor.actor) as session:
        file = original_of(session, find_report(session, reference))
        content, name = file.content, file.name
    headers = {
        "Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}",
        "X-Content-Type-Options": "nosniff",
    }
    return Response(content, media_type="application/octet-stream", headers=headers)


@router.post("/{reference}/text", dependencies=[limited("tools")])
def transcribe(
    request: Request, visitor: CurrentVisitor, reference: str, text: Annotated[str, Form()] = ""
) -> HTMLResponse:
    """Keep what a person read in a file that could not be read."""
    wanted = {"report": reference, "text": text}
    return outcome_part(request, visitor, call_tool(request, visitor, "transcribe_report", wanted))


@router.post("/{reference}/withdraw", dependencies=[limited("tools")])
def withdraw(request: Request, visitor: CurrentVisitor, reference: str) -> HTMLResponse:
    """Take it back."""
    wanted = {"report": reference}
    return outcome_part(request, visitor, call_tool(request, visitor, "withdraw_report", wanted))
