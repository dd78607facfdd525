"""Cards on the standard screens: confirm, reject, prepare again."""

from fastapi import APIRouter, Request
from starlette.responses import HTMLResponse

from domain.errors import Changed, Expired
from tools.proposals import Proposed
from web.calls import call_tool, confirm_proposal, reject_proposal
from web.errors import fault_of
from web.identity import CurrentVisitor, Visitor
from web.parts import outcome_part, proposal_part, receipt_part
from web.services import services_of
from web.threads import Card, card_of
from web.throttle import limited

router = APIRouter(prefix="/proposals", dependencies=[limited("tools")])


@router.post("/{proposal_id}/confirm")
def confirm(request: Request, visitor: CurrentVisitor, proposal_id: str) -> HTMLResponse:
    """Execute a card: its receipt takes its place, or the new card if its terms had changed."""
    try:
        return receipt_part(request, visitor, confirm_proposal(request, visitor, proposal_id))
    except Changed as error:
        fault = fault_of(error, visitor.language)
        return proposal_part(request, visitor, fault.proposal or {}, fault=fault)
    except Expired as error:
        fault, card = fault_of(error, visitor.language), _card(request, visitor, proposal_id)
        return proposal_part(request, visitor, card.proposal, card.state, card.within, fault)


@router.post("/{proposal_id}/reject")
def reject(request: Request, visitor: CurrentVisitor, proposal_id: str) -> HTMLResponse:
    """Withdraw a card; it leaves the page."""
    reject_proposal(request, visitor, proposal_id)
    return HTMLResponse("")


@router.post("/{proposal_id}/again")
def again(request: Request, visitor: CurrentVisitor, proposal_id: str) -> HTMLResponse:
    """Prepare anew what had expired: another card takes its place."""
    card = _card(request, visitor, proposal_id)
    tool = card.proposal["tool"]
    outcome = call_tool(request, visitor, tool, card.arguments, card.conversation_id)
    if isinstance(outcome, Proposed):
        return proposal_part(request, visitor, outcome.public(), within=card.within)
    return outcome_part(request, visitor, outcome)


def _card(request: Request, visitor: Visitor, proposal_id: str) -> Card:
    services = services_of(request)
    with services.database.read(visitor.actor) as session:
        return card_of(session, proposal_id, services.clock.now())
