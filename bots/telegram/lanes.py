"""A lane a chat: its updates are handled in order, chats beside one another."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

import structlog
from aiogram.types import Update

from bots.telegram.events import chat_of, is_said

LULL = 0.4
"""Seconds of silence after which what was said is answered: until then it is one message."""
MAXIMUM_BURST = 20

log = structlog.get_logger("telegram")


@dataclass
class _Lane:
    waiting: deque[Update] = field(default_factory=deque)
    arrived: asyncio.Event = field(default_factory=asyncio.Event)
    task: asyncio.Task[None] | None = None


class Lanes:
    """Hands the updates of each chat to `handle`, one burst of messages or one event at a time.

    Arguments:
        handle: handles updates of one chat that belong together.
        done: is told of each update that was handled, or that nobody can handle.
        lull: seconds.
    """

    def __init__(
        self,
        handle: Callable[[list[Update]], Awaitable[None]],
        done: Callable[[Update], None],
        lull: float = LULL,
    ) -> None:
        self._handle, self._done, self._lull = handle, done, lull
        self._lanes: dict[int, _Lane] = {}

    def put(self, update: Update) -> None:
        """Append an update to the lane of its chat."""
        chat_id = chat_of(update)
        if chat_id is None:
            self._done(update)
            return
        lane = self._lanes.setdefault(chat_id, _Lane())
        lane.waiting.append(update)
        lane.arrived.set()
        if lane.task is None:
            lane.task = asyncio.create_task(self._run(chat_id, lane))

    async def finish(self, seconds: float) -> None:
        """Let what is at work end; what takes longer is left for the next start."""
        tasks = [lane.task for lane in self._lanes.values() if lane.task]
        if not tasks:
            return
        _, late = await asyncio.wait(tasks, timeout=seconds)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    async def _run(self, chat_id: int, lane: _Lane) -> None:
        while lane.waiting:
            burst = await self._burst(lane)
            try:
                await self._handle(burst)
            except Exception:
                log.exception("update failed", update=burst[-1].update_id)
            for update in burst:
                self._done(update)
        del self._lanes[chat_id]

    async def _burst(self, lane: _Lane) -> list[Update]:
        """The next event; where it is something said, with what is said right after it."""
        burst = [lane.waiting.popleft()]
        while is_said(burst[0]) and len(burst) < MAXIMUM_BURST:
            if not lane.waiting and not await self._arrives(lane):
                break
            if not is_said(lane.waiting[0]):
                break
            burst.append(lane.waiting.popleft())
        return burst

    async def _arrives(self, lane: _Lane) -> bool:
        """Whether something arrives within the lull."""
        lane.arrived.clear()
        try:
            await asyncio.wait_for(lane.arrived.wait(), self._lull)
        except TimeoutError:
            return False
        return True
