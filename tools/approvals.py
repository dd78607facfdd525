"""Approvals: what waits, and deciding it."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from domain.models.people import Dealer
from domain.people.queries import dealer_for, resolve_region
from domain.sales.approvals import DecisionPlan, decide, may_decide, plan_decision
from domain.sales.queries import find_order, waiting_approvals
from domain.scope import Permission
from domain.stock.transfer_queries import waiting_transfers
from tools.arguments import Arguments, Reference, ShortText
from tools.call import Call
from tools.previews import Preview
from tools.registry import CUSTOMERS, EVERYBODY, STAFF, commit_tool, read_tool
from tools.transfers import TransferSeen, seen


class PendingApprovals(Arguments):
    """Whose orders; without either, all that the reader may see."""

    dealer: Reference | None = Field(None, description="for staff only: one dealer")
    region: Reference | None = Field(None, description="for staff only: one region")
    limit: int = Field(20, ge=1, le=50)


class ApprovalSeen(BaseModel):
    """`mine`: whether the reader's office decides it."""

    order: str
    dealer: str
    dealer_name: str
    path: str
    total: int
    currency: str
    figures: dict[str, Any]
    requested_at: datetime
    due_at: datetime
    mine: bool


class ApprovalsSeen(BaseModel):
    """`transfers` are requests for goods that wait for the reader's own word."""

    approvals: list[ApprovalSeen]
    transfers: list[TransferSeen]


@read_tool(
    arguments=PendingApprovals,
    result=ApprovalsSeen,
    permission=Permission.READ_ORDERS,
    roles=EVERYBODY - CUSTOMERS,
)
def pending_approvals(call: Call, arguments: PendingApprovals) -> ApprovalsSeen:
    """List what waits for approval: what the reader decides first, then by urgency."""
    session = call.session
    dealer = dealer_for(session, arguments.dealer) if arguments.dealer else None
    region = resolve_region(session, arguments.region) if arguments.region else None
    waiting = waiting_approvals(
        session,
        arguments.limit,
        dealer_id=dealer.id if dealer else None,
        region_id=region.id if region else None,
    )
    found = [
        ApprovalSeen(
            order=order.number,
            dealer=owner.code,
            dealer_name=call.named(owner),
            path=approval.path,
            total=order.total,
            currency=order.currency,
            figures=approval.figures,
            requested_at=approval.requested_at,
            due_at=approval.due_at,
            mine=may_decide(call.actor, approval.path),
        )
        for approval, order, owner in waiting
    ]
    return ApprovalsSeen(
        approvals=sorted(found, key=lambda one: not one.mine),
        transfers=[
            seen(call, transfer) for transfer in waiting_transfers(session, arguments.limit)
        ],
    )


class DecideApproval(Arguments):
    """Which order, and whether it may go on."""

    order: Reference
    grant: bool
    note: ShortText | None = None


class ApprovalDecided(BaseModel):
    order: str
    status: str
    granted: bool


@commit_tool(
    arguments=DecideApproval,
    result=ApprovalDecided,
    permission=Permission.DECIDE_APPROVALS,
    roles=STAFF,
)
def decide_approval(call: Call, arguments: DecideApproval) -> DecisionPlan:
    """Propose to grant or refuse an order that waits for the person's approval."""
    order = find_order(call.session, arguments.order)
    return plan_decision(call.session, order, arguments.grant, arguments.note or "")


@decide_approval.applied
def _decide(call: Call, plan: DecisionPlan) -> ApprovalDecided:
    return ApprovalDecided(**decide(call.session, plan, call.command, call.now))


@decide_approval.previewed
def _show(call: Call, plan: DecisionPlan) -> Preview:
    titles = {
        (True, "zh"): "批准{dealer}的订单 {order}",
        (False, "zh"): "驳回{dealer}的订单 {order}",
        (True, "en"): "Approve order {order} of {dealer}",
        (False, "en"): "Refuse order {order} of {dealer}",
    }
    dealer = call.named(call.session.get_one(Dealer, plan.order.dealer_id))
    return Preview(
        title=titles[plan.grant, call.language].format(order=plan.order.number, dealer=dealer),
        total=plan.order.total,
        currency=plan.order.currency,
        terms={
            "order": plan.order.number,
            "path": plan.approval.path,
            "grant": plan.grant,
            "note": plan.note,
        },
        informs=plan.approval.figures,
    )
