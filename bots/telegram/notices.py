"""Sentences of the channel itself; the same one is not repeated to somebody who hammers."""

import time

from bots.telegram.sender import Sender
from bots.telegram.visits import Visit
from bots.wording import say

_QUIET = 3.0
"""Seconds within which a notice is not given again."""
_CHATS = 10_000


class Notices:
    """Gives notices, such as that an account is not linked."""

    def __init__(self, sender: Sender) -> None:
        self._sender = sender
        self._given: dict[tuple[int, str], float] = {}

    async def give(self, visit: Visit, code: str, **values: object) -> None:
        """Send the notice of this code, unless it was sent a moment ago."""
        now = time.monotonic()
        if now - self._given.get((visit.chat_id, code), -_QUIET) < _QUIET:
            return
        if len(self._given) >= _CHATS:
            self._given = {key: at for key, at in self._given.items() if now - at < _QUIET}
        self._given[visit.chat_id, code] = now
        await self._sender.send(visit.chat_id, say(code, visit.language, **values))
