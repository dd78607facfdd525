"""A file sent to the bot by a dealer is a report handed in."""

import asyncio

from aiogram.types import Document

from bots.telegram.desk import LARGEST_REPORT, Desk
from bots.telegram.sender import Sender
from bots.telegram.visits import Visit
from bots.wording import say
from domain.scope import Actor, Permission
from tools.wording import word


class Documents:
    """Takes in files."""

    def __init__(self, desk: Desk, sender: Sender) -> None:
        self._desk, self._sender = desk, sender

    async def take(self, visit: Visit, actor: Actor, document: Document) -> None:
        """Hand the file in, and say where it stands.

        Raises:
            DomainError: any refusal of `submit_report`.
        """
        if not actor.may(Permission.SUBMIT_REPORTS) or actor.dealer_id is None:
            await self._sender.send(visit.chat_id, say("media", visit.language))
        elif (document.file_size or 0) > LARGEST_REPORT:
            await self._sender.send(visit.chat_id, say("report.huge", visit.language))
        else:
            await self._hand_in(visit, actor, document)

    async def _hand_in(self, visit: Visit, actor: Actor, document: Document) -> None:
        async with self._sender.typing(visit.chat_id):
            content = await self._sender.download(document.file_id)
            result = await asyncio.to_thread(
                self._desk.hand_in,
                actor,
                visit.latest.update_id,
                document.file_name or "",
                document.mime_type or "",
                content,
                visit.language,
                visit.request_id,
            )
        told = "problem" if result["problem"] else "repeated" if result["repeated"] else "received"
        problem = word(f"file_problem.{result['problem']}", visit.language)
        text = say(f"report.{told}", visit.language, report=result["report"], problem=problem)
        await self._sender.send(visit.chat_id, text)
