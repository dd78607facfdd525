"""Bringing people what staff have said in their conversation."""

import asyncio

import structlog

from bots.telegram.desk import Desk
from bots.telegram.sender import Sender
from bots.telegram.splitting import pieces

LOOK = 2.0
"""Seconds between two looks for what waits."""

log = structlog.get_logger("telegram")


class Pushing:
    """Looks for what waits, brings it, and marks it: a crash in between brings it once more."""

    def __init__(self, desk: Desk, sender: Sender, look: float = LOOK) -> None:
        self._desk, self._sender, self._look = desk, sender, look

    async def run(self) -> None:
        """Bring what waits until cancelled; a database that is away may come back."""
        while True:
            try:
                await self.bring()
            except Exception:
                log.exception("pushing stumbled")
            await asyncio.sleep(self._look)

    async def bring(self) -> None:
        """Bring everything that waits now."""
        for message_id, person, text in await asyncio.to_thread(self._desk.unsent):
            for piece in pieces(text):
                await self._sender.send(person, piece)
            await asyncio.to_thread(self._desk.mark_sent, message_id)
