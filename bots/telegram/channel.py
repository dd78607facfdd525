"""What the bot does with each update."""

import asyncio
from secrets import token_hex

import structlog
from aiogram.types import Update
from structlog.contextvars import bound_contextvars

from bots.telegram.commands import Commands
from bots.telegram.desk import Desk
from bots.telegram.documents import Documents
from bots.telegram.events import MEDIA, command_of, is_private, is_said
from bots.telegram.notices import Notices
from bots.telegram.presses import Presses
from bots.telegram.sender import Sender
from bots.telegram.telling import Telling
from bots.telegram.visits import Visit, visit_of
from bots.wording import say
from domain.errors import DomainError
from domain.people.operations import ChatAccount
from domain.scope import Actor
from tools.results import sentence, unexpected

log = structlog.get_logger("telegram")


class Channel:
    """Answers updates, each once."""

    def __init__(self, desk: Desk, sender: Sender) -> None:
        self._desk, self._sender = desk, sender
        self._notices = Notices(sender)
        self._commands = Commands(desk, self._notices)
        self._telling = Telling(desk, sender)
        self._documents = Documents(desk, sender)
        self._presses = Presses(desk, sender, self._telling)

    async def handle(self, updates: list[Update]) -> None:
        """Answer updates of one chat: a burst of texts, or one of anything else."""
        request_id = token_hex(16)
        with bound_contextvars(request_id=request_id):
            visit = await asyncio.to_thread(visit_of, self._desk, updates, request_id)
            if visit is None:
                return
            if not is_private(visit.latest):
                await self._refuse_group(visit)
                return
            try:
                await self._answer(visit)
            except DomainError as error:
                await self._say(visit, sentence(error, visit.language))
            except Exception:
                log.exception("update failed", update=visit.latest.update_id)
                await self._say(visit, unexpected(request_id[:12], visit.language))
            await asyncio.to_thread(self._desk.mark, visit.person, visit.latest.update_id)

    async def _answer(self, visit: Visit) -> None:
        update, account, actor = visit.latest, visit.account, visit.actor
        if account is None or actor is None:
            await self._answer_stranger(visit)
        elif update.callback_query:
            await self._presses.pressed(visit, actor, update.callback_query)
        elif is_said(update):
            await self._talk(visit, account, actor)
        elif command_of(update)[0]:
            await self._commands.obey(visit, actor)
        elif update.message and update.message.document:
            await self._documents.take(visit, actor, update.message.document)
        elif update.message and update.message.content_type in MEDIA:
            await self._notices.give(visit, "media")

    async def _answer_stranger(self, visit: Visit) -> None:
        command, secret = command_of(visit.latest)
        code = "revoked" if visit.account else "unlinked"
        if command == "start" and secret:
            await self._commands.start(visit, secret)
        elif visit.latest.callback_query:
            await self._say(visit, say(code, visit.language))
        else:
            await self._notices.give(visit, code)

    async def _talk(self, visit: Visit, account: ChatAccount, actor: Actor) -> None:
        said = {u.update_id: _text(u) for u in visit.updates}
        async with self._sender.typing(visit.chat_id):
            reply = await asyncio.to_thread(
                self._desk.answer, visit.person, account, actor, said, visit.request_id
            )
        await self._telling.remove_settled(visit.chat_id, actor)
        await self._telling.tell(visit.chat_id, actor, reply)

    async def _refuse_group(self, visit: Visit) -> None:
        """Say once that groups are not served, and go: others would read along."""
        query = visit.latest.callback_query
        if query:
            await self._sender.answer_press(query.id, say("private_only", visit.language))
            return
        await self._notices.give(visit, "private_only")
        await self._sender.leave(visit.chat_id)

    async def _say(self, visit: Visit, text: str) -> None:
        """Tell it where the person looks: at the button, or in the chat."""
        if visit.latest.callback_query:
            await self._sender.answer_press(visit.latest.callback_query.id, text)
        else:
            await self._sender.send(visit.chat_id, text)


def _text(update: Update) -> str:
    """What was said, without what no database takes."""
    text = (update.message.text if update.message else None) or ""
    return text.replace("\0", "").encode("utf-8", "replace").decode("utf-8")
