"""Correcting an issue, from the report it was found in."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse

from web.calls import call_tool
from web.identity import CurrentVisitor
from web.parts import outcome_part
from web.screens.forms import filled
from web.throttle import limited

router = APIRouter(prefix="/issues", dependencies=[limited("tools")])


@router.post("/{issue}")
def correct(
    request: Request,
    visitor: CurrentVisitor,
    issue: int,
    type_: Annotated[str, Form(alias="type")] = "",
    severity: Annotated[str, Form()] = "",
    quote: Annotated[str, Form()] = "",
    verdict: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Keep the correction; `verdict` "none" says that it is no issue."""
    wanted: dict[str, Any] = filled(issue=issue, type=type_, severity=severity, quote=quote)
    if verdict == "none":
        wanted = {"issue": issue, "is_issue": False}
    return outcome_part(request, visitor, call_tool(request, visitor, "correct_issue", wanted))
