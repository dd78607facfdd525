"""Handing a conversation over to a person, and back."""

from dataclasses import dataclass

from sqlalchemy import update
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.models.conversations import Conversation, Handoff


@dataclass(frozen=True, slots=True)
class HandoffState:
    """Where the hand-over stands; `newly`: it was asked for just now."""

    handoff: str
    newly: bool


def ask_for_person(session: Session, conversation_id: str | None) -> HandoffState:
    """Put the actor's conversation into waiting for a person; asked for again, nothing changes."""
    if conversation_id is None:
        return HandoffState(Handoff.WAITING, newly=True)
    changed = session.execute(
        update(Conversation)
        .where(
            Conversation.id == conversation_id,
            Conversation.user_id == actor_of(session).user_id,
            Conversation.handoff == Handoff.NONE,
        )
        .values(handoff=Handoff.WAITING)
        .returning(Conversation.id),
        execution_options={"synchronize_session": False},
    )
    return HandoffState(Handoff.WAITING, newly=changed.scalar() is not None)
