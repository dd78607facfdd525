"""Sending: one message a second to a chat, patient with limits and a network that fails."""

import asyncio
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import TypeVar

import stamina
import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import (
    AnswerCallbackQuery,
    EditMessageReplyMarkup,
    LeaveChat,
    SendChatAction,
    SendMessage,
    TelegramMethod,
)
from aiogram.types import LinkPreviewOptions, ReplyMarkupUnion

T = TypeVar("T")

PAUSE = 1.0
"""Seconds between two messages to a chat, as Telegram asks."""
PATIENCE = 600.0
"""Seconds after which a call that fails again and again is given up."""
MAXIMUM_TOAST = 200
"""Characters that the answer to a pressed button may have."""
_TYPING_AFTER, _TYPING_EVERY = 0.5, 4.5
_CHATS = 10_000

log = structlog.get_logger("telegram")


class Sender:
    """Calls the Bot API. What Telegram refuses for good (a person has blocked the bot, a message
    is gone) is logged and not raised: the answer is kept in the conversation all the same."""

    def __init__(self, bot: Bot, pause: float = PAUSE) -> None:
        self._bot, self._pause = bot, pause
        self._free_at: dict[int, float] = {}

    async def send(
        self, chat_id: int, text: str, markup: ReplyMarkupUnion | None = None
    ) -> int | None:
        """Send plain text; the message's id, or None if it could not be delivered."""
        await self._wait(chat_id)
        message = await self.call(
            SendMessage(
                chat_id=chat_id,
                text=text,
                reply_markup=markup,
                link_preview_options=LinkPreviewOptions(is_disabled=True),
            )
        )
        return message.message_id if message else None

    async def download(self, file_id: str) -> bytes:
        """The content of a file that was sent to the bot.

        Raises:
            TelegramAPIError: it cannot be had (any more).
        """
        content = await self._bot.download(file_id)
        return content.read() if content else b""

    async def remove_buttons(self, chat_id: int, message_id: int) -> None:
        """Take the buttons from a message."""
        await self.call(EditMessageReplyMarkup(chat_id=chat_id, message_id=message_id))

    async def answer_press(self, query_id: str, text: str = "") -> None:
        """End the waiting of a pressed button, with a notice if there is one to give."""
        shown = text if len(text) <= MAXIMUM_TOAST else text[: MAXIMUM_TOAST - 1] + "…"
        await self.call(
            AnswerCallbackQuery(
                callback_query_id=query_id, text=shown or None, show_alert=bool(text)
            )
        )

    async def leave(self, chat_id: int) -> None:
        """Leave a group."""
        await self.call(LeaveChat(chat_id=chat_id))

    @asynccontextmanager
    async def typing(self, chat_id: int) -> AsyncIterator[None]:
        """Show that an answer is being written, if it takes its time."""
        task = asyncio.create_task(self._type(chat_id))
        try:
            yield
        finally:
            task.cancel()

    async def call(self, method: TelegramMethod[T]) -> T | None:
        """Call the Bot API, again where that helps; None if it was refused or given up."""
        try:
            async for attempt in stamina.retry_context(
                on=_when_again, attempts=None, timeout=PATIENCE, wait_max=30
            ):
                with attempt:
                    return await self._bot(method)
        except AiogramError as error:
            log.warning(
                "telegram refused", method=method.__api_method__, error=type(error).__name__
            )
        return None

    async def _type(self, chat_id: int) -> None:
        await asyncio.sleep(_TYPING_AFTER)
        while True:
            await self.call(SendChatAction(chat_id=chat_id, action="typing"))
            await asyncio.sleep(_TYPING_EVERY)

    async def _wait(self, chat_id: int) -> None:
        now = time.monotonic()
        free_at = max(self._free_at.pop(chat_id, now), now)
        if len(self._free_at) >= _CHATS:
            self._free_at = {chat: at for chat, at in self._free_at.items() if at > now}
        self._free_at[chat_id] = free_at + self._pause
        await asyncio.sleep(free_at - now)


def _when_again(error: Exception) -> bool | float:
    """Whether to call again, or in how many seconds."""
    if isinstance(error, TelegramRetryAfter):
        return float(error.retry_after)
    return isinstance(error, TelegramNetworkError | TelegramServerError)
