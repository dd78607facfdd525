"""Alerts: the list, one alert with its quotes, and what is done with it."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse

from domain.insight.queries import find_alert, issues_of_alert, open_alerts, solved_alerts, steps_of
from domain.insight.vocabulary import DEPARTMENTS
from domain.models.insight import UNSOLVED, AlertStatus
from domain.people.queries import members_of
from domain.scope import Permission
from web.calls import call_tool
from web.identity import CurrentVisitor
from web.pages import page
from web.parts import outcome_part
from web.screens.forms import filled
from web.services import services_of
from web.throttle import limited

router = APIRouter(prefix="/alerts")

PAGE = 50


@router.get("")
def alerts(
    request: Request,
    visitor: CurrentVisitor,
    solved: bool = False,
    before: Annotated[int | None, Query(ge=1)] = None,
) -> HTMLResponse:
    """What is to be solved, the most pressing first; or what was solved, the latest first."""
    with services_of(request).database.read(visitor.actor) as session:
        found = solved_alerts(session, PAGE + 1, before) if solved else open_alerts(session, 200)
    template = "parts/alert_rows.html" if before else "alerts.html"
    shown, more = (found[:PAGE], len(found) > PAGE) if solved else (found, False)
    editor = visitor.actor.may(Permission.EDIT_ROUTING)
    values: dict[str, Any] = {"alerts": shown, "more": more, "solved": solved, "editor": editor}
    return page(request, visitor, template, **values)


@router.get("/{reference}")
def alert(
    request: Request,
    visitor: CurrentVisitor,
    reference: str,
    before: Annotated[int | None, Query(ge=1)] = None,
) -> HTMLResponse:
    """One alert; `before` gives further quotes."""
    with services_of(request).database.read(visitor.actor) as session:
        found = find_alert(session, reference)
        quotes = issues_of_alert(session, found, PAGE + 1, before)
        steps = steps_of(session, found)
        members = members_of(session, found.department)
    return page(
        request,
        visitor,
        "parts/alert_quotes.html" if before else "alert.html",
        alert=found,
        quotes=quotes[:PAGE],
        more=len(quotes) > PAGE,
        steps=steps,
        members=members,
        departments=[d for d in DEPARTMENTS if d != found.department],
        handler=visitor.actor.may(Permission.HANDLE_ALERTS),
        unsolved=found.status in UNSOLVED,
        new=found.status == AlertStatus.OPEN,
    )


@router.post("/{reference}/acknowledge", dependencies=[limited("tools")])
def acknowledge(request: Request, visitor: CurrentVisitor, reference: str) -> HTMLResponse:
    """Take note of it."""
    wanted = {"alert": reference}
    return outcome_part(request, visitor, call_tool(request, visitor, "acknowledge_alert", wanted))


@router.post("/{reference}/assign", dependencies=[limited("tools")])
def assign(
    request: Request,
    visitor: CurrentVisitor,
    reference: str,
    owner: Annotated[str, Form()] = "",
    department: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Give it to somebody, or to another department."""
    wanted = filled(alert=reference, owner=owner, department=department, note=note)
    return outcome_part(request, visitor, call_tool(request, visitor, "assign_alert", wanted))


@router.post("/{reference}/resolve", dependencies=[limited("tools")])
def resolve(
    request: Request, visitor: CurrentVisitor, reference: str, note: Annotated[str, Form()] = ""
) -> HTMLResponse:
    """Say how it was solved."""
    wanted = {"alert": reference, "note": note}
    return outcome_part(request, visitor, call_tool(request, visitor, "resolve_alert", wanted))


@router.post("/{reference}/reopen", dependencies=[limited("tools")])
def reopen(
    request: Request, visitor: CurrentVisitor, reference: str, note: Annotated[str, Form()] = ""
) -> HTMLResponse:
    """Take it up again."""
    wanted = {"alert": reference, "note": note}
    return outcome_part(request, visitor, call_tool(request, visitor, "reopen_alert", wanted))
