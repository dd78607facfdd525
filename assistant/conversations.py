"""Conversations: what was said, by whom, and whose turn it is.

One turn at a time: a turn holds a lease on its conversation and answers every message that came
since the last one, so that a burst of messages is read as one.
"""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, insert, null, or_, select, update
from sqlalchemy.orm import Session

from assistant.exchange import Incoming, Reply, Suggestion
from assistant.focus import Focus
from domain.errors import NotFound
from domain.models.conversations import Conversation, Handoff, Message
from domain.scope import Actor
from domain.statements import Prepared, keyed, prepared_in

LEASE = timedelta(seconds=75)
"""How long a turn may take before another may begin: longer than a model is given for all its
calls, shorter than a message waits, so that a turn whose process died is taken up by the next."""
_TITLE_LENGTH = 40


@dataclass(frozen=True, slots=True)
class Received:
    """Where a message was put down. `known`: the channel brought it before."""

    conversation_id: str
    message_id: int
    known: bool = False


@dataclass(frozen=True, slots=True)
class Turn:
    """A turn that may begin: the messages it answers, and what the talk is about."""

    conversation_id: str
    message_ids: tuple[int, ...]
    text: str
    focus: Focus
    handoff: str
    history: tuple[tuple[str, str], ...]
    """(author, text) of what was said before, oldest first"""

    @property
    def id(self) -> str:
        return f"{self.conversation_id}:{self.message_ids[0]}"


_of_message, _of_conversation = Message.__table__.c, Conversation.__table__.c
_MINE = (
    _of_conversation.id == bindparam("conversation"),
    _of_conversation.user_id == bindparam("owner"),
)
_FIND = Prepared(select(_of_conversation.id).where(*_MINE))
_BEGIN = Prepared(insert(Conversation))
_WRITE = Prepared(insert(Message).returning(Message.id))
_LEASE = Prepared(
    update(Conversation)
    .where(
        *_MINE,
        or_(_of_conversation.turn_until.is_(None), _of_conversation.turn_until < bindparam("now")),
    )
    .values(turn_until=bindparam("until"), active_at=bindparam("at"))
    .returning(Conversation.focus, Conversation.handoff)
)
_NEWEST = Prepared(
    select(_of_message.id, _of_message.author, _of_message.text, _of_message.answered_by)
    .where(
        _of_message.conversation_id == bindparam("conversation"),
        _of_message.user_id == bindparam("owner"),
    )
    .order_by(_of_message.id.desc())
    .limit(bindparam("most"))
)
_ANSWER = prepared_in(
    lambda messages: (
        update(Message)
        .where(_of_message.id.in_(messages), _of_message.user_id == bindparam("owner"))
        .values(answered_by=bindparam("answer"))
    )
)
_CLOSE = Prepared(
    update(Conversation)
    .where(*_MINE)
    .values(
        focus=bindparam("talk"), handoff=bindparam("state"), turn_until=null(),
        active_at=bindparam("at"),
    )
)  # fmt: skip


def receive(session: Session, incoming: Incoming, now: datetime) -> Received:
    """Write a message down before anything is done about it.

    Raises:
        NotFound: the conversation is not the actor's.
    """
    if incoming.channel_key:
        known = session.scalars(
            select(Message).where(Message.channel_key == incoming.channel_key)
        ).one_or_none()
        if known is not None:
            return Received(known.conversation_id, known.id, known=True)
    conversation_id = _conversation(session, incoming, now)
    message_id = _WRITE.value(
        session,
        {
            "conversation_id": conversation_id,
            "user_id": incoming.actor.user_id,
            "author": "user",
            "text": incoming.text,
            "details": {"request_id": incoming.request_id},
            "channel_key": incoming.channel_key,
            "answered_by": None,
            "at": now,
        },
    )
    return Received(conversation_id, message_id)


def begin_turn(
    session: Session, actor: Actor, conversation_id: str, now: datetime, history: int = 20
) -> Turn | None:
    """Take the lease on a conversation and gather what is unanswered.

    Returns None while another turn holds the lease, or when nothing is left to answer.
    """
    mine = {"conversation": conversation_id, "owner": actor.user_id}
    leased = _LEASE.first(session, mine | {"now": now, "until": now + LEASE, "at": now})
    if leased is None:
        return None
    newest = _NEWEST.rows(session, mine | {"most": history})[::-1]
    said = [(key, text) for key, author, text, answer in newest if _waits(author, answer)]
    if not said:
        end_turn(session, conversation_id)
        return None
    focus, handoff = leased
    return Turn(
        conversation_id,
        tuple(key for key, _ in said),
        "\n".join(text for _, text in said),
        Focus.from_json(focus),
        handoff,
        tuple((author, text) for _, author, text, answer in newest if not _waits(author, answer)),
    )


def answer(
    session: Session, actor: Actor, turn: Turn, reply: Reply, details: dict[str, Any], now: datetime
) -> int:
    """Write the reply, mark what it answers, keep the focus, give the lease back."""
    answer_id = say(session, actor, reply, details, now)
    mine = {"owner": actor.user_id, "answer": answer_id}
    _ANSWER(len(turn.message_ids)).run(session, keyed(turn.message_ids) | mine)
    _CLOSE.run(
        session,
        {
            "conversation": turn.conversation_id,
            "owner": actor.user_id,
            "talk": details["focus"],
            "state": reply.handoff,
            "at": now,
        },
    )
    return answer_id


def say(
    session: Session, actor: Actor, reply: Reply, details: dict[str, Any], now: datetime
) -> int:
    """Write down what the assistant says; the message's key."""
    row = {
        "conversation_id": reply.conversation_id,
        "user_id": actor.user_id,
        "author": "assistant",
        "text": reply.reply,
        "details": _reply_details(reply) | {k: v for k, v in details.items() if k != "focus"},
        "channel_key": None,
        "answered_by": None,
        "at": now,
    }
    return int(_WRITE.value(session, row))


def end_turn(session: Session, conversation_id: str) -> None:
    """Give the lease back without an answer: the messages stay unanswered."""
    session.execute(
        update(Conversation).where(Conversation.id == conversation_id).values(turn_until=None),
        execution_options={"synchronize_session": False},
    )


def reply_to(session: Session, message_id: int) -> Reply | None:
    """The reply that answered a message, if it was answered."""
    asked = session.get(Message, message_id)
    if asked is None or asked.answered_by is None:
        return None
    message = session.get_one(Message, asked.answered_by)
    return _reply_of(message)


def conversations(session: Session, actor: Actor, limit: int = 30) -> list[Conversation]:
    """The actor's own conversations, the latest first."""
    return list(
        session.scalars(
            select(Conversation)
            .where(Conversation.user_id == actor.user_id)
            .order_by(Conversation.active_at.desc())
            .limit(limit)
        )
    )


def history(session: Session, actor: Actor, conversation_id: str, limit: int) -> list[Message]:
    """The latest messages of one of the actor's conversations, oldest first.

    Raises:
        NotFound: it is not his.
    """
    own(session, actor, conversation_id)
    newest = session.scalars(
        select(Message)
        .where(Message.conversation_id == conversation_id)
        .order_by(Message.id.desc())
        .limit(limit)
    )
    return list(newest)[::-1]


def own(session: Session, actor: Actor, conversation_id: str) -> Conversation:
    """One of the actor's own conversations. Raises `NotFound` for any other."""
    found = session.scalars(
        select(Conversation).where(
            Conversation.id == conversation_id, Conversation.user_id == actor.user_id
        )
    ).one_or_none()
    if found is None:
        raise NotFound("conversation", text=conversation_id[:32])
    return found


def _conversation(session: Session, incoming: Incoming, now: datetime) -> str:
    """The conversation a message belongs to, begun where it names none."""
    owner, known = incoming.actor.user_id, incoming.conversation_id
    if known is not None:
        if _FIND.value(session, {"conversation": known, "owner": owner}) is None:
            raise NotFound("conversation", text=known[:32])
        return known
    row = {
        "id": secrets.token_urlsafe(12),
        "user_id": owner,
        "channel": incoming.channel,
        "title": " ".join(incoming.text.split())[:_TITLE_LENGTH],
        "focus": {},
        "handoff": Handoff.NONE,
        "started_at": now,
        "active_at": now,
        "turn_until": None,
    }
    _BEGIN.run(session, row)
    return str(row["id"])


def _waits(author: str, answered_by: int | None) -> bool:
    """Whether a message waits for an answer."""
    return author == "user" and answered_by is None


_KEPT = ("language", "intent", "proposals", "receipts", "sources", "handoff")


def _reply_details(reply: Reply) -> dict[str, Any]:
    kept = {name: getattr(reply, name) for name in _KEPT}
    return kept | {"suggestions": [{"label": s.label, "text": s.text} for s in reply.suggestions]}


def _reply_of(message: Message) -> Reply:
    kept = {name: message.details[name] for name in _KEPT}
    suggestions = [Suggestion(**s) for s in message.details["suggestions"]]
    return Reply(message.conversation_id, message.text, **kept, suggestions=suggestions)
