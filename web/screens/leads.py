"""Leads: the list, one lead with its steps, a new one."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse

from domain.money import to_minor
from domain.scope import Permission
from web.calls import call_tool
from web.identity import CurrentVisitor
from web.pages import page
from web.parts import outcome_part
from web.reading import answer_of
from web.screens.forms import filled
from web.throttle import limited

router = APIRouter(prefix="/leads", dependencies=[limited("tools")])

STAGES = ("new", "contacted", "visited", "quoted", "won", "lost")
STEPS = STAGES[1:]
SHOWN = 50


@router.get("")
def leads(request: Request, visitor: CurrentVisitor, stage: str = "") -> HTMLResponse:
    """Open leads, or those of a stage; those that wait for a step come first."""
    chosen = stage if stage in STAGES else ""
    found = answer_of(request, visitor, "list_leads", filled(stage=chosen, limit=SHOWN))["leads"]
    found.sort(key=lambda lead: (not lead["forgotten"], lead["next_on"] or "9999"))
    values: dict[str, Any] = {"leads": found, "stage": chosen, "stages": STAGES}
    writes = visitor.actor.may(Permission.KEEP_LEADS) and not visitor.actor.is_staff
    return page(request, visitor, "leads.html", writes=writes, **values)


@router.post("")
def note(
    request: Request,
    visitor: CurrentVisitor,
    name: Annotated[str, Form()],
    wish: Annotated[str, Form()],
    phone: Annotated[str, Form()] = "",
    expected: Annotated[str, Form()] = "",
    next_on: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Note a lead."""
    amount = to_minor(expected) if expected.strip() else None
    wanted = filled(name=name, wish=wish, phone=phone, expected=amount, next_on=next_on)
    return outcome_part(request, visitor, call_tool(request, visitor, "note_lead", wanted))


@router.get("/{reference}")
def lead(request: Request, visitor: CurrentVisitor, reference: str) -> HTMLResponse:
    """One lead."""
    (found,) = answer_of(request, visitor, "list_leads", {"lead": reference})["leads"]
    open_ = found["stage"] not in ("won", "lost", "withdrawn") and not visitor.actor.is_staff
    return page(request, visitor, "lead.html", lead=found, open=open_, stages=STEPS)


@router.post("/{reference}/step")
def step(
    request: Request,
    visitor: CurrentVisitor,
    reference: str,
    stage: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "",
    next_on: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Keep a step."""
    wanted = filled(lead=reference, stage=stage, note=note, next_on=next_on)
    return outcome_part(request, visitor, call_tool(request, visitor, "advance_lead", wanted))


@router.post("/{reference}/withdraw")
def withdraw(request: Request, visitor: CurrentVisitor, reference: str) -> HTMLResponse:
    """Take it back."""
    wanted = {"lead": reference}
    return outcome_part(request, visitor, call_tool(request, visitor, "withdraw_lead", wanted))
