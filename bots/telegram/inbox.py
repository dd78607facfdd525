"""Which updates are at work and which are done."""

import asyncio
from collections.abc import Iterable

from aiogram.types import Update


class Inbox:
    """Tells what may be confirmed to Telegram: an update that is done, as are all before it.

    What is not confirmed comes again with every poll, and after a crash; here it is recognised
    as long as the process lives.
    """

    def __init__(self) -> None:
        self._at_work: set[int] = set()
        self._done: set[int] = set()
        self._progress = asyncio.Event()

    @property
    def busy(self) -> bool:
        """Whether updates are at work."""
        return bool(self._at_work)

    def offset(self) -> int | None:
        """The first update that is not to be confirmed; None where nothing new is to be.

        Without need none is given: after a quiet week Telegram's numbers begin anew, perhaps
        lower, and an old offset would confirm them unread.
        """
        if not self._done:
            return None
        return min(self._at_work, default=max(self._done) + 1)

    def confirmed(self, offset: int | None) -> None:
        """Telegram has heard this offset: what lies before it will not come again."""
        if offset is not None:
            self._done = {number for number in self._done if number >= offset}

    def take(self, updates: Iterable[Update]) -> list[Update]:
        """Those that are neither at work nor done; they are at work from now on."""
        fresh = []
        for update in updates:
            if update.update_id not in self._at_work | self._done:
                self._at_work.add(update.update_id)
                fresh.append(update)
        return fresh

    def done(self, update: Update) -> None:
        """The update was answered, or there is nothing to answer."""
        self._at_work.discard(update.update_id)
        self._done.add(update.update_id)
        self._progress.set()

    async def progress(self, seconds: float) -> None:
        """Wait until something is done, or `seconds` have passed."""
        self._progress.clear()
        try:
            await asyncio.wait_for(self._progress.wait(), seconds)
        except TimeoutError:
            return
