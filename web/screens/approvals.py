"""Approvals: what waits, and deciding it."""

from typing import Annotated

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse

from web.calls import call_tool
from web.identity import CurrentVisitor
from web.pages import page
from web.parts import outcome_part
from web.reading import answer_of
from web.screens.forms import filled
from web.throttle import limited

router = APIRouter(prefix="/approvals", dependencies=[limited("tools")])

SHOWN = 50


@router.get("")
def approvals(request: Request, visitor: CurrentVisitor) -> HTMLResponse:
    """What waits: first what the visitor's office decides, and of that the most urgent."""
    waiting = answer_of(request, visitor, "pending_approvals", {"limit": SHOWN})["approvals"]
    return page(request, visitor, "approvals.html", approvals=waiting)


@router.post("/{order}")
def decide(
    request: Request,
    visitor: CurrentVisitor,
    order: str,
    grant: Annotated[bool, Form()],
    note: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Granting or refusing as a card to confirm."""
    wanted = filled(order=order, grant=grant, note=note)
    return outcome_part(request, visitor, call_tool(request, visitor, "decide_approval", wanted))
