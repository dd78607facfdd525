"""The parts that several screens share: what a tool call came to, as a card."""

from typing import Any

from fastapi import Request
from starlette.responses import HTMLResponse

from domain.log.operations import Receipt
from tools.door import Answer, Outcome
from web.calls import receipt_shown
from web.errors import Fault
from web.identity import Visitor
from web.pages import page

PENDING = "pending"
DECIDED = {"HX-Trigger": "decided"}
"""Tells lists on the page that something has changed."""


def outcome_part(request: Request, visitor: Visitor, outcome: Outcome) -> HTMLResponse:
    """A proposal to confirm, or the receipt of what was done at once."""
    if isinstance(outcome, Receipt):
        return receipt_part(request, visitor, outcome)
    if isinstance(outcome, Answer):
        raise TypeError(f"{outcome.tool} only reads: it has a screen of its own")
    return proposal_part(request, visitor, outcome.public())


def proposal_part(
    request: Request,
    visitor: Visitor,
    proposal: dict[str, Any],
    state: str = PENDING,
    within: str = "screen",
    fault: Fault | None = None,
) -> HTMLResponse:
    """A proposal as a card.

    Arguments:
        within: `chat` or `screen`, where its buttons lead.
        fault: why it could not be confirmed, or stands in the place of another.
    """
    values: dict[str, Any] = {
        "proposal": proposal,
        "state": state,
        "within": within,
        "changed": fault,
    }
    return page(request, visitor, "parts/proposal.html", **values)


def receipt_part(request: Request, visitor: Visitor, receipt: Receipt) -> HTMLResponse:
    """The proof of what was done."""
    shown = receipt_shown(receipt)
    response = page(request, visitor, "parts/receipt.html", receipt=shown)
    response.headers.update(DECIDED)
    return response
