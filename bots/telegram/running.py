"""Running the bot."""

import asyncio
import threading
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext, suppress

import structlog
from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.exceptions import TelegramNotFound, TelegramUnauthorizedError
from aiogram.utils.token import TokenValidationError

from bots.telegram.channel import Channel
from bots.telegram.commands import show_menu
from bots.telegram.desk import Desk, House
from bots.telegram.inbox import Inbox
from bots.telegram.lanes import LULL, Lanes
from bots.telegram.polling import Polling, TokenRefused
from bots.telegram.pushing import Pushing
from bots.telegram.saying import Beside, Mouth
from bots.telegram.sender import PAUSE, Sender

GRACE = 20.0
"""Seconds that answers under way are given when the bot stops."""
TOGETHER = 16
"""Chats that may wait for the house at the same time."""

log = structlog.get_logger("telegram")


async def run(
    house: House,
    *,
    token: str,
    api_base: str | None = None,
    stop: asyncio.Event,
    pause: float = PAUSE,
    lull: float = LULL,
    beside: Beside | None = None,
) -> None:
    """Answer people on Telegram until `stop` is set; what is under way then is ended.

    Arguments:
        token: of the bot, as @BotFather gave it.
        api_base: address of a Bot API server; Telegram's own by default.
        pause: seconds between two messages to a chat.
        lull: seconds of silence after which a burst of messages is answered.
        beside: entered while the bot runs, and given a way to say something unasked.

    Raises:
        TokenRefused: there is no bot with this token.
    """
    async with _bot(token, api_base).context() as bot:
        sender, inbox, desk = Sender(bot, pause), Inbox(), Desk(house, bot.id)
        lanes = Lanes(Channel(desk, sender).handle, inbox.done, lull)
        polling = Polling(bot, inbox, lanes.put)
        tasks = [asyncio.create_task(show_menu(sender))]
        tasks.append(asyncio.create_task(Pushing(desk, sender).run()))
        mouth = Mouth(sender, asyncio.get_running_loop(), bot.id)
        beside_it = beside(mouth) if beside else nullcontext()
        log.info("telegram begins", bot=bot.id)
        try:
            await asyncio.to_thread(beside_it.__enter__)
            await _until(stop, polling)
        finally:
            await asyncio.to_thread(beside_it.__exit__, None, None, None)
            for task in tasks:
                task.cancel()
            await lanes.finish(GRACE)
            await polling.confirm()
            log.info("telegram ends", bot=bot.id)


def run_until_stopped(
    house: House,
    *,
    token: str,
    api_base: str | None = None,
    stop: threading.Event,
    pause: float = PAUSE,
    lull: float = LULL,
    beside: Beside | None = None,
) -> None:
    """`run`, for a caller without an event loop.

    Raises:
        TokenRefused: there is no bot with this token.
    """

    async def main() -> None:
        asyncio.get_running_loop().set_default_executor(ThreadPoolExecutor(TOGETHER, "telegram"))
        stopped = asyncio.Event()
        watch = asyncio.create_task(_watch(stop, stopped))
        try:
            await run(
                house,
                token=token,
                api_base=api_base,
                stop=stopped,
                pause=pause,
                lull=lull,
                beside=beside,
            )
        finally:
            watch.cancel()

    asyncio.run(main())


def bot_username(token: str, api_base: str | None = None) -> str:
    """The bot's name, which deep links are made of.

    Raises:
        TokenRefused: there is no bot with this token.
        aiogram.exceptions.TelegramNetworkError: Telegram cannot be reached.
    """

    async def ask() -> str:
        async with _bot(token, api_base).context() as bot:
            return (await bot.get_me()).username or ""

    try:
        return asyncio.run(ask())
    except (TelegramUnauthorizedError, TelegramNotFound):
        raise TokenRefused from None


def _bot(token: str, api_base: str | None) -> Bot:
    api = TelegramAPIServer.from_base(api_base) if api_base else PRODUCTION
    try:
        return Bot(token, session=AiohttpSession(api=api))
    except TokenValidationError:
        raise TokenRefused from None


async def _until(stop: asyncio.Event, polling: Polling) -> None:
    """Poll until `stop` is set, or the polling fails."""
    stopped, polls = asyncio.create_task(stop.wait()), asyncio.create_task(polling.run())
    try:
        await asyncio.wait({stopped, polls}, return_when=asyncio.FIRST_COMPLETED)
        if polls.done():
            polls.result()
    finally:
        stopped.cancel()
        polls.cancel()
        with suppress(asyncio.CancelledError):
            await polls


async def _watch(stop: threading.Event, stopped: asyncio.Event) -> None:
    while not stop.is_set():
        await asyncio.sleep(0.2)
    stopped.set()
