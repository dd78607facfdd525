"""Routing rules and working hours, as head office edits them."""

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Form, Request
from sqlalchemy import select
from starlette.responses import HTMLResponse

from domain.catalogue.queries import catalogue
from domain.errors import Invalid
from domain.insight.hours import week_of
from domain.insight.rule_keeping import routing_rules
from domain.insight.rules import WORKING_HOURS
from domain.insight.vocabulary import DEPARTMENT_OF, DEPARTMENTS
from domain.models.insight import Severity
from domain.models.people import Region
from domain.scope import Permission
from web.calls import call_tool
from web.identity import CurrentVisitor
from web.pages import page
from web.parts import outcome_part
from web.screens.forms import filled
from web.services import services_of
from web.throttle import limited

router = APIRouter(prefix="/alert-rules", dependencies=[limited("tools")])


@router.get("")
def rules(request: Request, visitor: CurrentVisitor) -> HTMLResponse:
    """The rules in their order, and the working week."""
    visitor.actor.require(Permission.EDIT_ROUTING)
    with services_of(request).database.read(visitor.actor) as session:
        values: dict[str, Any] = {
            "rules": routing_rules(session),
            "week": week_of(session),
            "regions": list(session.scalars(select(Region).order_by(Region.id))),
            "families": catalogue(session).families,
        }
    fixed = {
        "types": list(DEPARTMENT_OF),
        "departments": DEPARTMENTS,
        "severities": list(Severity),
        "hours": {severity.value: hours for severity, hours in WORKING_HOURS.items()},
    }
    return page(request, visitor, "alert_rules.html", **(values | fixed))


@router.post("")
def add(
    request: Request,
    visitor: CurrentVisitor,
    department: Annotated[str, Form()],
    type_: Annotated[str, Form(alias="type")] = "",
    region: Annotated[str, Form()] = "",
    family: Annotated[str, Form()] = "",
    product: Annotated[str, Form()] = "",
    severity: Annotated[str, Form()] = "",
    owner: Annotated[str, Form()] = "",
    hours: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Add a rule."""
    wanted = filled(
        department=department,
        type=type_,
        region=region,
        family=family,
        product=product,
        severity=severity,
        owner=owner,
        hours=hours,
    )
    return outcome_part(request, visitor, call_tool(request, visitor, "add_routing_rule", wanted))


async def _fields(request: Request) -> dict[str, str]:
    return {name: str(value) for name, value in (await request.form()).items()}


@router.post("/hours")
def set_hours(
    request: Request, visitor: CurrentVisitor, form: Annotated[dict[str, str], Depends(_fields)]
) -> HTMLResponse:
    """Set the working week: a day without hours is free."""
    week = [
        {"weekday": day, "begins": form[f"begins_{day}"], "ends": form.get(f"ends_{day}", "")}
        for day in range(7)
        if form.get(f"begins_{day}")
    ]
    wanted = {
        "time_zone": form.get("time_zone", ""),
        "week": week,
        "closed": _days(form.get("closed", "")),
        "opened": _days(form.get("opened", "")),
    }
    return outcome_part(request, visitor, call_tool(request, visitor, "set_working_hours", wanted))


@router.post("/{rule}/remove")
def remove(request: Request, visitor: CurrentVisitor, rule: int) -> HTMLResponse:
    """Let it hold no longer."""
    wanted = {"rule": rule}
    return outcome_part(
        request, visitor, call_tool(request, visitor, "remove_routing_rule", wanted)
    )


@router.post("/{rule}/up")
def move_up(request: Request, visitor: CurrentVisitor, rule: int) -> HTMLResponse:
    """Let it be tried sooner."""
    wanted = {"rule": rule}
    return outcome_part(request, visitor, call_tool(request, visitor, "raise_routing_rule", wanted))


def _days(text: str) -> list[str]:
    try:
        return [date.fromisoformat(line).isoformat() for line in text.split()]
    except ValueError:
        fields = [{"field": "closed", "fault": "date"}]
        raise Invalid("arguments", fields=fields) from None
