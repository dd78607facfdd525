"""What ends by itself when its time is up. Nothing waits for these: the door and the conversation
look at the time themselves; sweeping makes lists and figures true."""

from datetime import datetime
from typing import Any

from sqlalchemy import Update, update
from sqlalchemy.orm import Session

from domain.deliveries.operations import ask_again
from domain.digests.building import ask_for_due
from domain.insight.escalating import escalate_alerts
from domain.models.conversations import Conversation
from domain.models.proposals import Proposal, ProposalStatus
from domain.reports.operations import forget_unused_files


def expire_proposals(session: Session, now: datetime) -> int:
    """Mark proposals that nobody decided in time; how many."""
    return _run(
        session,
        update(Proposal)
        .where(Proposal.status == ProposalStatus.PENDING, Proposal.expires_at <= now)
        .values(status=ProposalStatus.EXPIRED, decided_at=now),
    )


def free_conversations(session: Session, now: datetime) -> int:
    """Take back the leases of turns whose process died; how many."""
    return _run(
        session,
        update(Conversation).where(Conversation.turn_until < now).values(turn_until=None),
    )


def _run(session: Session, statement: Update) -> int:
    result: Any = session.execute(statement, execution_options={"synchronize_session": False})
    return int(result.rowcount)


SWEEPS = (
    expire_proposals,
    free_conversations,
    ask_for_due,
    ask_again,
    escalate_alerts,
    forget_unused_files,
)
