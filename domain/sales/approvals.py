"""Deciding what waits for approval."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.errors import Forbidden, NotFound, Retry
from domain.log.operations import later
from domain.models.approvals import Approval, ApprovalStatus
from domain.models.sales import Order, OrderStatus
from domain.sales.changes import advance_order, end_order
from domain.scope import Actor, Permission, Role


@dataclass(frozen=True, slots=True)
class DecisionPlan:
    """The step that the actor may decide, and what follows."""

    order: Order
    approval: Approval
    grant: bool
    note: str
    last: bool
    """no other step waits: granting this one confirms the order"""

    def terms(self) -> dict[str, Any]:
        return {
            "order": self.order.number,
            "version": self.order.version,
            "approval": self.approval.id,
            "path": self.approval.path,
            "grant": self.grant,
            "total": self.order.total,
            "currency": self.order.currency,
        }


def may_decide(actor: Actor, path: str) -> bool:
    """Whether the actor's office decides this step: a region's manager the large orders of his
    region, finance what is over the limit, head office either."""
    if not actor.may(Permission.DECIDE_APPROVALS):
        return False
    if actor.role in (Role.HEAD_OFFICE, Role.ADMINISTRATOR):
        return True
    if path == "region":
        return actor.role is Role.REGION_MANAGER
    return actor.department == "finance"


def plan_decision(session: Session, order: Order, grant: bool, note: str) -> DecisionPlan:
    """Find the waiting step of `order` that the actor may decide.

    Raises:
        NotFound: nothing of it waits.
        Forbidden: his office does not decide it, or he placed the order himself.
    """
    actor = actor_of(session)
    actor.require(Permission.DECIDE_APPROVALS)
    waiting = list(
        session.scalars(
            select(Approval)
            .where(Approval.order_id == order.id, Approval.status == ApprovalStatus.WAITING)
            .order_by(Approval.id)
        )
    )
    if not waiting:
        raise NotFound("approval", text=order.number)
    if actor.user_id in {order.placed_by, *(step.requested_by for step in waiting)}:
        raise Forbidden("own_proposal")
    mine = next((step for step in waiting if may_decide(actor, step.path)), None)
    if mine is None:
        raise Forbidden("approval", path=waiting[0].path)
    return DecisionPlan(order, mine, grant, note, len(waiting) == 1)


def decide(session: Session, plan: DecisionPlan, command: str, now: datetime) -> dict[str, Any]:
    """Grant or refuse a step. The last grant confirms the order; any refusal ends it.

    Returns `order`, `status`, `granted`.

    Raises:
        Retry: somebody else decided, or changed the order, since it was read.
    """
    status = ApprovalStatus.GRANTED if plan.grant else ApprovalStatus.REFUSED
    decided = session.execute(
        update(Approval)
        .where(Approval.id == plan.approval.id, Approval.status == ApprovalStatus.WAITING)
        .values(
            status=status,
            decided_by=actor_of(session).user_id,
            decided_at=now,
            note=plan.note,
        )
        .returning(Approval.id),
        execution_options={"synchronize_session": False},
    )
    if decided.scalar() is None:
        raise Retry("approval")
    after = OrderStatus.AWAITING_APPROVAL
    if not plan.grant:
        after = OrderStatus.REFUSED
        end_order(session, plan.order, after, command, now)
    else:
        after = OrderStatus.CONFIRMED if plan.last else after
        advance_order(session, plan.order, now, status=after)
    event = {"approval": plan.approval.id}
    later(session, "approval_decided", f"approval_decided:{plan.approval.id}", event, now)
    return {"order": plan.order.number, "status": after, "granted": plan.grant}
