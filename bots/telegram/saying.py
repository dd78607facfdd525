"""Saying something unasked, for threads beside the channel: in the channel's own pace."""

import asyncio
from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from bots.telegram.sender import PATIENCE, Sender

Say = Callable[[str, str], bool]
"""Sends a text to an account, known by bot and person; whether it arrived."""
Beside = Callable[[Say], AbstractContextManager[None]]
"""What runs in threads of its own while the channel does."""


@dataclass(frozen=True, slots=True)
class Mouth:
    """Hands what is to be said to the channel's sender, and waits until it is said.

    Arguments:
        loop: in which the sender lives.
    """

    sender: Sender
    loop: asyncio.AbstractEventLoop
    bot_id: int

    def __call__(self, account: str, text: str) -> bool:
        """Say it. Not from the loop's own thread, which it would wait for."""
        bot, _, person = account.partition(":")
        if bot != str(self.bot_id):
            return False  # that person knows another bot
        sending = asyncio.run_coroutine_threadsafe(self.sender.send(int(person), text), self.loop)
        return sending.result(2 * PATIENCE) is not None
