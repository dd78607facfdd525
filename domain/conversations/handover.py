"""Conversations that people of the brand take over: who waits, taking, answering, giving back."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, or_, select, update
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.errors import NotFound, Retry, WrongState
from domain.log.operations import later
from domain.models.conversations import Conversation, Handoff, Message
from domain.models.people import Dealer, User
from domain.scope import Permission

_HANDED = (Handoff.WAITING, Handoff.TAKEN)


@dataclass(frozen=True, slots=True)
class Handed:
    """A conversation that waits for a person or has one. `last` is what was said last in it,
    `dealer` the dealer its owner belongs to, if any."""

    conversation: Conversation
    owner: User
    dealer: Dealer | None
    last: Message | None


def handed_over(session: Session, limit: int = 50) -> list[Handed]:
    """Conversations that wait for a person, the longest silent first, then those that have one."""
    actor_of(session).require(Permission.TAKE_CONVERSATIONS)
    newest = (
        select(Message.conversation_id, func.max(Message.id).label("id"))
        .where(Message.text != "")
        .group_by(Message.conversation_id)
        .subquery()
    )
    query = (
        select(Conversation, User, Dealer, Message)
        .join(User, User.id == Conversation.user_id)
        .join(Dealer, Dealer.id == User.dealer_id, isouter=True)
        .join(newest, newest.c.conversation_id == Conversation.id, isouter=True)
        .join(Message, Message.id == newest.c.id, isouter=True)
        .where(Conversation.handoff.in_(_HANDED))
        .order_by(Conversation.handoff.desc(), Conversation.active_at)
        .limit(limit)
    )
    return [Handed(*row) for row in session.execute(query)]


def find_handed(session: Session, conversation_id: str) -> Conversation:
    """A conversation that waits for a person or has one.

    Raises:
        NotFound: there is no such one: what nobody handed over is read by nobody.
    """
    actor_of(session).require(Permission.TAKE_CONVERSATIONS)
    query = select(Conversation).where(
        Conversation.id == conversation_id, Conversation.handoff.in_(_HANDED)
    )
    found = session.scalars(query).one_or_none()
    if found is None:
        raise NotFound("conversation", text=conversation_id[:32])
    return found


def thread(session: Session, conversation_id: str, limit: int = 100) -> list[Message]:
    """The latest messages of a handed conversation, oldest first.

    Raises:
        NotFound: as `find_handed`.
    """
    find_handed(session, conversation_id)
    query = select(Message).where(Message.conversation_id == conversation_id, Message.text != "")
    return list(session.scalars(query.order_by(Message.id.desc()).limit(limit)))[::-1]


def take(session: Session, conversation: Conversation, now: datetime) -> None:
    """Take a conversation: from now on the assistant keeps silent in it.

    Raises:
        WrongState: a colleague has it.
        Retry: the assistant is answering at this moment.
    """
    if conversation.handoff == Handoff.TAKEN:
        raise WrongState("conversation", status=conversation.handoff)
    _become(session, conversation, Handoff.TAKEN, now)


def give_back(session: Session, conversation: Conversation, now: datetime) -> None:
    """Give a conversation back to the assistant.

    Raises:
        WrongState: nobody has taken it.
        Retry: somebody changed it at this moment.
    """
    if conversation.handoff != Handoff.TAKEN:
        raise WrongState("conversation", status=conversation.handoff)
    _become(session, conversation, Handoff.NONE, now)


def answer(session: Session, conversation: Conversation, text: str, now: datetime) -> Message:
    """Say something in a conversation that was taken; where its owner is on a chat channel, the
    channel brings it to him.

    Raises:
        WrongState: nobody has taken it.
    """
    if conversation.handoff != Handoff.TAKEN:
        raise WrongState("conversation", status=conversation.handoff)
    message = Message(
        conversation_id=conversation.id,
        user_id=conversation.user_id,
        author="staff",
        text=text,
        details=_signed(session),
        channel_key=None,
        answered_by=None,
        at=now,
    )
    session.add(message)
    session.flush()
    later(session, "staff_answered", f"staff_answered:{message.id}", {"message": message.id}, now)
    return message


def _signed(session: Session) -> dict[str, Any]:
    actor = actor_of(session)
    return {"by": actor.user_id, "name": actor.name}


def _become(session: Session, conversation: Conversation, state: Handoff, now: datetime) -> None:
    """Change the state, provided that nobody else did and no turn is under way: its end would
    write the state that it found."""
    changed = session.execute(
        update(Conversation)
        .where(
            Conversation.id == conversation.id,
            Conversation.handoff == conversation.handoff,
            or_(Conversation.turn_until.is_(None), Conversation.turn_until < now),
        )
        .values(handoff=state, active_at=now)
        .returning(Conversation.id),
        execution_options={"synchronize_session": False},
    )
    if changed.scalar() is None:
        raise Retry("conversation")
    session.refresh(conversation, ["handoff", "active_at"])
