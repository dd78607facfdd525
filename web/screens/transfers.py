"""Transfers: asking for goods, deciding about one's own, signing for those that arrive."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse

from web.calls import call_tool
from web.identity import CurrentVisitor
from web.pages import page
from web.parts import outcome_part
from web.reading import answer_of
from web.screens.forms import filled
from web.throttle import limited

router = APIRouter(prefix="/transfers", dependencies=[limited("tools")])

SHOWN = 50


@router.get("")
def transfers(request: Request, visitor: CurrentVisitor) -> HTMLResponse:
    """The newest; those that wait for the visitor come first."""
    found = answer_of(request, visitor, "transfer_status", {"limit": SHOWN})["transfers"]
    found.sort(key=lambda transfer: not (transfer["mine"] or transfer["arriving"]))
    values: dict[str, Any] = {"transfers": found}
    return page(request, visitor, "transfers.html", **values)


@router.post("")
def ask(
    request: Request,
    visitor: CurrentVisitor,
    product: Annotated[str, Form()],
    quantity: Annotated[str, Form()],
    source: Annotated[str, Form()] = "",
    target: Annotated[str, Form()] = "",
    reason: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Asking for goods as a card to confirm."""
    wanted: dict[str, Any] = {"line": {"product": product, "quantity": quantity}}
    wanted |= filled(source=source, target=target, reason=reason)
    return outcome_part(request, visitor, call_tool(request, visitor, "transfer_stock", wanted))


@router.post("/{reference}/decide")
def decide(
    request: Request, visitor: CurrentVisitor, reference: str, grant: Annotated[bool, Form()]
) -> HTMLResponse:
    """Granting or refusing as a card to confirm."""
    wanted = {"transfer": reference, "grant": grant}
    return outcome_part(request, visitor, call_tool(request, visitor, "decide_transfer", wanted))


@router.post("/{reference}/receive")
def receive(request: Request, visitor: CurrentVisitor, reference: str) -> HTMLResponse:
    """Signing for the goods as a card to confirm."""
    wanted = {"transfer": reference}
    return outcome_part(request, visitor, call_tool(request, visitor, "receive_transfer", wanted))
