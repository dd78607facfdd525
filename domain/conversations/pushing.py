"""What staff have said in a chat channel's conversations and nobody has brought yet."""

from dataclasses import dataclass

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.models.conversations import Conversation, Message
from domain.models.people import ChatLink


@dataclass(frozen=True, slots=True)
class Unsent:
    """A message for a chat account, as the channel calls it."""

    message_id: int
    account: str
    text: str


def unsent(session: Session, channel: str, limit: int = 20) -> list[Unsent]:
    """The oldest of what was said by staff to linked accounts of `channel`."""
    query = (
        select(Message.id, ChatLink.account, Message.text)
        .join(Conversation, Conversation.id == Message.conversation_id)
        .join(ChatLink, ChatLink.conversation_id == Conversation.id)
        .where(
            Message.author == "staff",
            Message.channel_key.is_(None),
            Conversation.channel == channel,
            ChatLink.channel == channel,
            ChatLink.revoked_at.is_(None),
        )
        .order_by(Message.id)
        .limit(limit)
    )
    return [Unsent(*row) for row in session.execute(query)]


def mark_sent(session: Session, channel: str, message_id: int) -> None:
    """Remember that a message was brought, so that it is not brought again."""
    session.execute(
        update(Message)
        .where(Message.id == message_id)
        .values(channel_key=f"{channel}:sent:{message_id}"),
        execution_options={"synchronize_session": False},
    )
