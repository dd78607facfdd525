"""Tickets: the list, one ticket, opening, adding to and taking back."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse

from domain.service.queries import find_ticket, recent_tickets
from domain.service.rules import OPEN
from web.calls import call_tool
from web.identity import CurrentVisitor
from web.pages import page
from web.parts import outcome_part
from web.screens.dealers import visible_dealers
from web.screens.forms import filled
from web.services import services_of
from web.throttle import limited

router = APIRouter(prefix="/tickets")

PAGE = 20
KINDS = ("repair", "installation", "maintenance", "complaint")


@router.get("")
def tickets(
    request: Request, visitor: CurrentVisitor, before: Annotated[int | None, Query(ge=1)] = None
) -> HTMLResponse:
    """The visitor's tickets, newest first, a page at a time."""
    with services_of(request).database.read(visitor.actor) as session:
        found = recent_tickets(session, PAGE + 1, before)
    template = "parts/ticket_rows.html" if before else "tickets.html"
    return page(request, visitor, template, tickets=found[:PAGE], more=len(found) > PAGE)


@router.get("/new")
def new_ticket(request: Request, visitor: CurrentVisitor, kind: str = "repair") -> HTMLResponse:
    """The form; staff choose the dealer concerned."""
    with services_of(request).database.read(visitor.actor) as session:
        dealers = visible_dealers(session) if visitor.actor.is_staff else []
    chosen = kind if kind in KINDS else KINDS[0]
    return page(request, visitor, "ticket_new.html", kinds=KINDS, chosen=chosen, dealers=dealers)


@router.post("/new", dependencies=[limited("tools")])
def open_ticket(
    request: Request,
    visitor: CurrentVisitor,
    kind: Annotated[str, Form()],
    description: Annotated[str, Form()],
    product: Annotated[str, Form()] = "",
    customer: Annotated[str, Form()] = "",
    dealer: Annotated[str, Form()] = "",
    preferred_time: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Open it: one's own at once, for somebody else as a card to confirm."""
    wanted = filled(
        kind=kind,
        description=description,
        product=product,
        customer=customer,
        dealer=dealer,
        preferred_time=preferred_time,
    )
    return outcome_part(request, visitor, call_tool(request, visitor, "open_ticket", wanted))


@router.get("/{reference}")
def ticket(request: Request, visitor: CurrentVisitor, reference: str) -> HTMLResponse:
    """One ticket."""
    with services_of(request).database.read(visitor.actor) as session:
        found = find_ticket(session, reference)
    return page(request, visitor, "ticket.html", ticket=found, open=found.status in OPEN)


@router.post("/{reference}/notes", dependencies=[limited("tools")])
def add(
    request: Request,
    visitor: CurrentVisitor,
    reference: str,
    product: Annotated[str, Form()] = "",
    preferred_time: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Keep what is told of it afterwards: of one's own at once, of somebody else's as a card to
    confirm."""
    wanted = filled(ticket=reference, product=product, preferred_time=preferred_time, note=note)
    return outcome_part(request, visitor, call_tool(request, visitor, "add_to_ticket", wanted))


@router.post("/{reference}/withdraw", dependencies=[limited("tools")])
def withdraw(request: Request, visitor: CurrentVisitor, reference: str) -> HTMLResponse:
    """Take it back."""
    wanted = {"ticket": reference}
    return outcome_part(request, visitor, call_tool(request, visitor, "withdraw_ticket", wanted))
