"""Conversations that people take over from the assistant."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pydantic import BaseModel, Field

from domain.conversations import handover
from domain.conversations.handover import Handed, find_handed, handed_over
from domain.errors import WrongState
from domain.models.conversations import Conversation, Handoff
from domain.scope import Permission
from tools.arguments import Arguments, Reference, Text
from tools.call import Call
from tools.registry import STAFF, note_tool, read_tool


class WaitingConversations(Arguments):
    limit: int = Field(20, ge=1, le=50)


class ConversationSeen(BaseModel):
    """`handoff`: waiting or taken. `last` is what was said last, by `author`."""

    conversation: str
    handoff: str
    channel: str
    name: str
    role: str
    dealer: str | None
    author: str | None
    last: str | None
    since: datetime


class ConversationsSeen(BaseModel):
    conversations: list[ConversationSeen]


@read_tool(
    arguments=WaitingConversations,
    result=ConversationsSeen,
    permission=Permission.TAKE_CONVERSATIONS,
    roles=STAFF,
)
def waiting_conversations(call: Call, arguments: WaitingConversations) -> ConversationsSeen:
    """List the conversations in which somebody waits for a person, or has one."""
    found = handed_over(call.session, arguments.limit)
    return ConversationsSeen(conversations=[_seen(call, handed) for handed in found])


class ConversationNamed(Arguments):
    conversation: Reference


class ConversationHeld(BaseModel):
    conversation: str
    handoff: str


@dataclass(frozen=True, slots=True)
class _Holding:
    conversation: Conversation
    text: str = ""

    def terms(self) -> dict[str, Any]:
        return {"conversation": self.conversation.id, "handoff": self.conversation.handoff}


@note_tool(
    arguments=ConversationNamed,
    result=ConversationHeld,
    permission=Permission.TAKE_CONVERSATIONS,
    roles=STAFF,
)
def take_conversation(call: Call, arguments: ConversationNamed) -> _Holding:
    """Take over a conversation in which somebody waits; the assistant keeps silent in it until
    `return_conversation`."""
    found = find_handed(call.session, arguments.conversation)
    if found.handoff == Handoff.TAKEN:
        raise WrongState("conversation", status=found.handoff)
    return _Holding(found)


@take_conversation.applied
def _take(call: Call, plan: _Holding) -> ConversationHeld:
    handover.take(call.session, plan.conversation, call.now)
    return _held(plan)


class AnswerConversation(Arguments):
    conversation: Reference
    text: Text


class ConversationAnswered(ConversationHeld):
    message: int


@note_tool(
    arguments=AnswerConversation,
    result=ConversationAnswered,
    permission=Permission.TAKE_CONVERSATIONS,
    roles=STAFF,
)
def answer_conversation(call: Call, arguments: AnswerConversation) -> _Holding:
    """Say something in a conversation that was taken over."""
    return _Holding(_taken(call, arguments.conversation), arguments.text)


@answer_conversation.applied
def _answer(call: Call, plan: _Holding) -> ConversationAnswered:
    message = handover.answer(call.session, plan.conversation, plan.text, call.now)
    return ConversationAnswered(**_held(plan).model_dump(), message=message.id)


@note_tool(
    arguments=ConversationNamed,
    result=ConversationHeld,
    permission=Permission.TAKE_CONVERSATIONS,
    roles=STAFF,
)
def return_conversation(call: Call, arguments: ConversationNamed) -> _Holding:
    """Give a conversation back to the assistant."""
    return _Holding(_taken(call, arguments.conversation))


@return_conversation.applied
def _return(call: Call, plan: _Holding) -> ConversationHeld:
    handover.give_back(call.session, plan.conversation, call.now)
    return _held(plan)


def _taken(call: Call, conversation: str) -> Conversation:
    found = find_handed(call.session, conversation)
    if found.handoff != Handoff.TAKEN:
        raise WrongState("conversation", status=found.handoff)
    return found


def _held(plan: _Holding) -> ConversationHeld:
    found = plan.conversation
    return ConversationHeld(conversation=found.id, handoff=found.handoff)


def _seen(call: Call, handed: Handed) -> ConversationSeen:
    return ConversationSeen(
        conversation=handed.conversation.id,
        handoff=handed.conversation.handoff,
        channel=handed.conversation.channel,
        name=handed.owner.name,
        role=handed.owner.role,
        dealer=call.named(handed.dealer) if handed.dealer else None,
        author=handed.last.author if handed.last else None,
        last=handed.last.text[:200] if handed.last else None,
        since=handed.conversation.active_at,
    )
