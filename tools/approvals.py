"""Approvals: what waits, and deciding it."""

from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

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
    limit: int = Field(20, ge=1, le=50)


class ApprovalSeen(BaseModel):
    """`mine`: whether the reader's office decides it."""

    order: str
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
    """List what waits for approval, the most urgent first."""
    return ApprovalsSeen(
        approvals=[
            ApprovalSeen(
                order=order.number,
                path=approval.path,
                total=order.total,
                currency=order.currency,
                figures=approval.figures,
                requested_at=approval.requested_at,
                due_at=approval.due_at,
                mine=may_decide(call.actor, approval.path),
            )
            for approval, order in waiting_approvals(call.session, arguments.limit)
        ],
        transfers=[
            seen(call, transfer) for transfer in waiting_transfers(call.session, arguments.limit)
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
        (True, "zh"): "批准订单 {order}",
        (False, "zh"): "驳回订单 {order}",
        (True, "en"): "Approve order {order}",
        (False, "en"): "Refuse order {order}",
    }
    return Preview(
        title=titles[plan.grant, call.language].format(order=plan.order.number),
        total=plan.order.total,
        currency=plan.order.currency,
        terms={"path": plan.approval.path, "grant": plan.grant, "note": plan.note},
        informs=plan.approval.figures,
    )
