"""Customers: who they are by segment, one of them, and whom to invite."""

from typing import Annotated, Any

from fastapi import APIRouter, Query, Request
from starlette.responses import HTMLResponse

from web.identity import CurrentVisitor
from web.pages import page
from web.reading import answer_of
from web.screens.forms import filled
from web.throttle import limited

router = APIRouter(prefix="/customers", dependencies=[limited("tools")])

SEGMENTS = ("valuable", "loyal", "active", "at_risk", "sleeping", "prospect")
SHOWN = 50


@router.get("")
def customers(
    request: Request,
    visitor: CurrentVisitor,
    name: Annotated[str, Query(max_length=120)] = "",
    segment: str = "",
    invite_for: Annotated[str, Query(max_length=120)] = "",
) -> HTMLResponse:
    """Those who fit what was asked; without a wish those who bought most lately."""
    chosen = segment if segment in SEGMENTS else ""
    wanted = filled(customer=name.strip(), segment=chosen, invite_for=invite_for.strip())
    counts = answer_of(request, visitor, "customer_profile", {})["segments"]
    if not wanted:
        wanted = {"segment": next((one for one in SEGMENTS if counts.get(one)), "prospect")}
        chosen = wanted["segment"]
    found = answer_of(request, visitor, "customer_profile", wanted | {"limit": SHOWN})
    values: dict[str, Any] = {
        "name": name,
        "segment": chosen,
        "invite_for": invite_for,
        "counts": counts,
        "segments": SEGMENTS,
        "found": found,
    }
    return page(request, visitor, "customers.html", **values)
