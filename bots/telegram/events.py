"""What an update is: whose, in which chat, and of what kind."""

from aiogram.enums import ChatType, ContentType
from aiogram.types import Chat, Update, User

MEDIA = frozenset(
    {
        ContentType.ANIMATION,
        ContentType.AUDIO,
        ContentType.CONTACT,
        ContentType.DICE,
        ContentType.DOCUMENT,
        ContentType.LOCATION,
        ContentType.PHOTO,
        ContentType.POLL,
        ContentType.STICKER,
        ContentType.STORY,
        ContentType.VENUE,
        ContentType.VIDEO,
        ContentType.VIDEO_NOTE,
        ContentType.VOICE,
    }
)
"""What people send that is no text; the rest are notices of Telegram's own."""


def chat_of(update: Update) -> int | None:
    """The chat whose lane an update belongs to; None if it is no business of ours."""
    sender, chat = sender_of(update), _chat(update)
    if sender is None or sender.is_bot:
        return None
    return chat.id if chat else sender.id


def sender_of(update: Update) -> User | None:
    """Who wrote or pressed."""
    event = update.message or update.callback_query
    return event.from_user if event else None


def is_private(update: Update) -> bool:
    """Whether only the person and the bot can read it."""
    chat = _chat(update)
    return chat is None or chat.type == ChatType.PRIVATE


def is_said(update: Update) -> bool:
    """Whether it is something said to the assistant, as against a command or a button."""
    text = update.message.text if update.message else None
    return text is not None and is_private(update) and not text.startswith("/")


def command_of(update: Update) -> tuple[str, str]:
    """The command and what follows it, such as ("start", "abc"); empty where it is none."""
    text = (update.message.text if update.message else None) or ""
    if not text.startswith("/"):
        return "", ""
    head, _, rest = text[1:].partition(" ")
    return head.partition("@")[0].lower(), rest.strip()


def _chat(update: Update) -> Chat | None:
    if update.message:
        return update.message.chat
    query = update.callback_query
    return query.message.chat if query and query.message else None
