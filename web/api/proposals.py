"""What waits for the caller's confirmation, and deciding it."""

from typing import Any

from fastapi import APIRouter, Request

from web.calls import confirm_proposal, receipt_shown, reject_proposal
from web.identity import CurrentVisitor
from web.services import services_of
from web.throttle import limited

router = APIRouter(prefix="/api/proposals", tags=["proposals"])


@router.get("")
def pending(request: Request, visitor: CurrentVisitor) -> dict[str, Any]:
    """The caller's proposals that may still be confirmed, oldest first."""
    found = services_of(request).door.pending(visitor.caller())
    return {"proposals": [proposal.public() for proposal in found]}


@router.post("/{proposal_id}/confirm", dependencies=[limited("tools")])
def confirm(request: Request, visitor: CurrentVisitor, proposal_id: str) -> dict[str, Any]:
    """Execute a proposal, exactly once: confirmed again, the same receipt. 404 when it is not the
    caller's, 409 with a new `proposal` when its terms changed, 410 when it is too late."""
    return {"receipt": receipt_shown(confirm_proposal(request, visitor, proposal_id))}


@router.post("/{proposal_id}/reject", dependencies=[limited("tools")])
def reject(request: Request, visitor: CurrentVisitor, proposal_id: str) -> dict[str, Any]:
    """Withdraw a proposal. 410 when it was confirmed, replaced, or is too old."""
    reject_proposal(request, visitor, proposal_id)
    return {"proposal": {"id": proposal_id, "status": "rejected"}}
