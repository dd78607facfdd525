"""Fetching updates by long polling, for as long as the bot runs."""

import asyncio
from collections.abc import Callable

import structlog
from aiogram import Bot
from aiogram.exceptions import (
    AiogramError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramUnauthorizedError,
)
from aiogram.types import Update
from aiogram.utils.backoff import Backoff, BackoffConfig

from bots.telegram.inbox import Inbox

LONG = 30
"""Seconds a poll waits for something to come."""
_KINDS = ["message", "callback_query"]
_GLANCE = 0.5
"""Seconds between two looks while updates are at work: those come with every poll again."""
_MARGIN = 15

log = structlog.get_logger("telegram")


class TokenRefused(Exception):
    """Telegram does not know the bot's token."""


class Polling:
    """Takes updates from Telegram and hands them on.

    Arguments:
        put: is given each update once.
    """

    def __init__(self, bot: Bot, inbox: Inbox, put: Callable[[Update], None]) -> None:
        self._bot, self._inbox, self._put = bot, inbox, put
        self._backoff = Backoff(BackoffConfig(min_delay=0.5, max_delay=30, factor=2, jitter=0.1))

    async def run(self) -> None:
        """Poll until cancelled.

        Raises:
            TokenRefused: there is no bot with this token.
        """
        while True:
            fresh = self._inbox.take(await self._fetch(0 if self._inbox.busy else LONG))
            for update in fresh:
                self._put(update)
            if not fresh and self._inbox.busy:
                await self._inbox.progress(_GLANCE)

    async def confirm(self) -> None:
        """Tell Telegram what is done, at the end."""
        offset = self._inbox.offset()
        if offset is None:
            return
        try:
            await self._bot.get_updates(offset=offset, limit=1, timeout=0, request_timeout=5)
        except AiogramError as error:  # those updates come again, and are recognised
            log.warning("updates not confirmed", error=type(error).__name__)

    async def _fetch(self, seconds: int) -> list[Update]:
        offset = self._inbox.offset()
        try:
            updates = await self._bot.get_updates(
                offset=offset,
                timeout=seconds,
                allowed_updates=_KINDS,
                request_timeout=seconds + _MARGIN,
            )
        except (TelegramUnauthorizedError, TelegramNotFound):
            raise TokenRefused from None
        except TelegramRetryAfter as error:
            await asyncio.sleep(error.retry_after)
            return []
        except AiogramError as error:  # a conflict is another process that polls, or a webhook
            log.warning("no updates", error=type(error).__name__, again_in=self._backoff.next_delay)
            await self._backoff.asleep()
            return []
        self._backoff.reset()
        self._inbox.confirmed(offset)
        return updates
