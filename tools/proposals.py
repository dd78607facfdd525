"""The life of a proposal: kept, claimed once, rejected, replaced, or too late."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.errors import Expired, NotFound, Replayed, Retry
from domain.models.proposals import Proposal, ProposalStatus
from domain.statements import Prepared
from tools.call import Caller

_proposal = Proposal.__table__
_ANY = Prepared(
    select(_proposal.c.id)
    .where(
        _proposal.c.user_id == bindparam("owner"),
        _proposal.c.conversation_id == bindparam("conversation"),
    )
    .limit(1)
)


@dataclass(frozen=True, slots=True)
class Offer:
    """What is to be proposed. `command` becomes the command id of its execution."""

    tool: str
    arguments: dict[str, Any]
    terms: dict[str, Any]
    preview: dict[str, Any]
    command: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal as its owner sees it."""

    id: str
    tool: str
    title: str
    preview: dict[str, Any]
    arguments: dict[str, Any]
    expires_at: datetime

    def public(self) -> dict[str, Any]:
        """The form in which channels show it."""
        return {
            "id": self.id,
            "tool": self.tool,
            "title": self.title,
            "preview": self.preview,
            "expires_at": self.expires_at.isoformat(),
        }


def keep(
    session: Session, offer: Offer, caller: Caller, now: datetime, lifetime: timedelta
) -> Proposed:
    """Write the proposal down; the same command id again gives the same proposal.

    Raises:
        Replayed: this command id proposed something else before.
    """
    found = session.scalars(
        select(Proposal).where(
            Proposal.command_key == offer.command, Proposal.user_id == caller.actor.user_id
        )
    ).one_or_none()
    if found is None:
        found = Proposal(
            id=secrets.token_urlsafe(12),
            user_id=caller.actor.user_id,
            dealer_id=caller.actor.dealer_id,
            tool=offer.tool,
            status=ProposalStatus.PENDING,
            conversation_id=caller.conversation_id,
            arguments=offer.arguments,
            terms=offer.terms,
            preview=offer.preview,
            channel=caller.channel,
            model=caller.model,
            command_key=offer.command,
            created_at=_after_the_last(session, caller, now),
            expires_at=now + lifetime,
            decided_at=None,
            replaced_by=None,
        )
        session.add(found)
        session.flush()
    elif (found.tool, found.arguments) != (offer.tool, offer.arguments):
        raise Replayed(command=offer.command)
    return shown(found)


def _after_the_last(session: Session, caller: Caller, now: datetime) -> datetime:
    """Now, or just after the conversation's last proposal: those made at one moment keep the order
    in which they were told."""
    last = select(func.max(Proposal.created_at)).where(
        Proposal.user_id == caller.actor.user_id,
        Proposal.conversation_id == caller.conversation_id,
    )
    before: datetime | None = session.scalar(last) if caller.conversation_id else None
    return now if before is None else max(now, before + timedelta(microseconds=1))


def shown(proposal: Proposal) -> Proposed:
    """The proposal as its owner sees it."""
    return Proposed(
        proposal.id,
        proposal.tool,
        str(proposal.preview["title"]),
        proposal.preview,
        proposal.arguments,
        proposal.expires_at,
    )


def owned(session: Session, proposal_id: str) -> Proposal:
    """The actor's own proposal.

    Raises:
        NotFound: there is none, or it is another person's, staff and head office included.
    """
    proposal = session.scalars(
        select(Proposal).where(
            Proposal.id == proposal_id, Proposal.user_id == actor_of(session).user_id
        )
    ).one_or_none()
    if proposal is None:
        raise NotFound("proposal", text=proposal_id[:32])
    return proposal


def lateness(session: Session, proposal: Proposal, now: datetime) -> Expired | None:
    """Why a proposal can no longer be decided; one whose time is up is marked so."""
    if proposal.status == ProposalStatus.PENDING and proposal.expires_at <= now:
        proposal.status, proposal.decided_at = ProposalStatus.EXPIRED, now
        session.flush()
    if proposal.status == ProposalStatus.PENDING:
        return None
    return Expired(
        proposal.status,
        tool=proposal.tool,
        title=proposal.preview["title"],
        arguments=proposal.arguments,
        replaced_by=proposal.replaced_by,
    )


def claim(session: Session, proposal: Proposal, now: datetime) -> None:
    """Take the proposal for execution in this transaction.

    Raises:
        Retry: somebody else decided it at the same moment: look again.
    """
    _decide(session, proposal, ProposalStatus.CONFIRMED, now)


def reject(session: Session, proposal_id: str, now: datetime) -> None:
    """Withdraw the actor's own pending proposal; rejecting it again changes nothing.

    Raises:
        NotFound, Expired, Retry.
    """
    proposal = owned(session, proposal_id)
    if proposal.status == ProposalStatus.REJECTED:
        return
    if (late := lateness(session, proposal, now)) is not None:
        raise late
    _decide(session, proposal, ProposalStatus.REJECTED, now)


def replace(
    session: Session,
    old: Proposal,
    offer: Offer,
    caller: Caller,
    now: datetime,
    lifetime: timedelta,
) -> Proposed:
    """Put a new proposal in the place of one whose terms no longer hold."""
    renewed = keep(session, offer, caller, now, lifetime)
    session.execute(
        update(Proposal)
        .where(Proposal.id == old.id)
        .values(status=ProposalStatus.REPLACED, decided_at=now, replaced_by=renewed.id),
        execution_options={"synchronize_session": False},
    )
    return renewed


def pending(session: Session, conversation_id: str | None, now: datetime) -> list[Proposed]:
    """The actor's proposals that may still be confirmed, oldest first."""
    query = select(Proposal).where(
        Proposal.user_id == actor_of(session).user_id,
        Proposal.status == ProposalStatus.PENDING,
        Proposal.expires_at > now,
    )
    if conversation_id is not None:
        query = query.where(Proposal.conversation_id == conversation_id)
    return [shown(p) for p in session.scalars(query.order_by(Proposal.created_at, Proposal.id))]


def any_made(session: Session, conversation_id: str) -> bool:
    """Whether the actor was ever made a proposal in a conversation: most hold none."""
    mine = {"conversation": conversation_id, "owner": actor_of(session).user_id}
    return _ANY.first(session, mine) is not None


def latest(session: Session, conversation_id: str) -> Proposal | None:
    """The last proposal that the actor was made in a conversation, whatever became of it."""
    return session.scalars(
        select(Proposal)
        .where(
            Proposal.user_id == actor_of(session).user_id,
            Proposal.conversation_id == conversation_id,
        )
        .order_by(Proposal.created_at.desc(), Proposal.id)
        .limit(1)
    ).one_or_none()


def differences(before: dict[str, Any], after: dict[str, Any]) -> list[dict[str, Any]]:
    """Which binding terms changed: `{"term", "before", "after"}`, lines one by one by SKU."""
    changed = [
        {"term": name, "before": before.get(name), "after": after.get(name)}
        for name in sorted(before.keys() | after.keys())
        if name != "lines" and before.get(name) != after.get(name)
    ]
    old = {line["sku"]: line for line in before.get("lines", [])}
    new = {line["sku"]: line for line in after.get("lines", [])}
    for sku in sorted(old.keys() | new.keys()):
        one, other = old.get(sku, {}), new.get(sku, {})
        changed += [
            {"term": name, "sku": sku, "before": one.get(name), "after": other.get(name)}
            for name in sorted(one.keys() | other.keys())
            if one.get(name) != other.get(name)
        ]
    return changed


def _decide(session: Session, proposal: Proposal, status: ProposalStatus, now: datetime) -> None:
    decided = session.execute(
        update(Proposal)
        .where(Proposal.id == proposal.id, Proposal.status == ProposalStatus.PENDING)
        .values(status=status, decided_at=now)
        .returning(Proposal.id),
        execution_options={"synchronize_session": False},
    )
    if decided.scalar() is None:
        raise Retry("proposal")
