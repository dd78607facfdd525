"""A conversation as the screen shows it: messages with their cards, each in its present state."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.models.proposals import Proposal, ProposalStatus
from tools.proposals import owned, shown


@dataclass(frozen=True, slots=True)
class Card:
    """A proposal with its present state, what it was asked with, and where."""

    proposal: dict[str, Any]
    state: str
    arguments: dict[str, Any]
    conversation_id: str | None

    @property
    def within(self) -> str:
        """Where it is decided: in its conversation, or on the screen that shows it."""
        return "chat" if self.conversation_id else "screen"


@dataclass(frozen=True, slots=True)
class Said:
    """A message of a thread."""

    author: str
    text: str = ""
    at: str = ""
    proposals: list[dict[str, Any]] = field(default_factory=list)
    receipts: list[dict[str, Any]] = field(default_factory=list)
    sources: list[dict[str, str]] = field(default_factory=list)
    suggestions: list[dict[str, str]] = field(default_factory=list)

    @property
    def is_empty(self) -> bool:
        """Nothing to show: the assistant keeps silent while a person has the conversation."""
        return not (self.text.strip() or self.proposals or self.receipts)


def said(message: dict[str, Any]) -> Said:
    """A message of `Assistant.history`."""
    details = message.get("details") or {}
    kept = {name: details.get(name) or [] for name in ("proposals", "receipts", "sources")}
    return Said(
        message["author"],
        message["text"],
        message["at"],
        **kept,
        suggestions=details.get("suggestions") or [],
    )


def replied(reply: dict[str, Any], now: datetime) -> Said:
    """The reply of a turn that has just ended."""
    message = {"author": "assistant", "text": reply["reply"], "at": now.isoformat()}
    return said(message | {"details": reply})


def states_of(session: Session, thread: Iterable[Said], now: datetime) -> dict[str, str]:
    """The present state of every proposal in a thread, by its id."""
    ids = {proposal["id"] for message in thread for proposal in message.proposals}
    return {found.id: state_of(found, now) for found in _own(session, ids)}


def card_of(session: Session, proposal_id: str, now: datetime) -> Card:
    """One of the actor's own proposals as it stands.

    Raises:
        NotFound: there is none, or it is another person's.
    """
    found = owned(session, proposal_id)
    return Card(
        shown(found).public(),
        state_of(found, now),
        found.arguments,
        found.conversation_id,
    )


def state_of(proposal: Proposal, now: datetime) -> str:
    """The proposal's status; one whose time is up is expired, whether or not that was noted."""
    if proposal.status == ProposalStatus.PENDING and proposal.expires_at <= now:
        return ProposalStatus.EXPIRED
    return proposal.status


def _own(session: Session, ids: set[str]) -> list[Proposal]:
    mine = Proposal.user_id == actor_of(session).user_id  # staff have no wall around them
    return list(session.scalars(select(Proposal).where(Proposal.id.in_(ids), mine)))
