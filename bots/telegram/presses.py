"""A pressed button: confirm or reject a proposal."""

import asyncio

from aiogram.types import CallbackQuery

from assistant.exchange import Reply
from bots.telegram.buttons import Press, read_press
from bots.telegram.desk import Desk
from bots.telegram.sender import Sender
from bots.telegram.telling import Telling
from bots.telegram.visits import Visit
from bots.wording import say
from domain.errors import DomainError
from domain.scope import Actor
from tools.results import sentence


class Presses:
    """Decides what people press. Telegram is told of every press that it was received."""

    def __init__(self, desk: Desk, sender: Sender, telling: Telling) -> None:
        self._desk, self._sender, self._telling = desk, sender, telling

    async def pressed(self, visit: Visit, actor: Actor, query: CallbackQuery) -> None:
        """Decide the proposal and tell what came of it."""
        press = read_press(query.data)
        if press is None:
            await self._sender.answer_press(query.id)
        elif self._telling.cards.is_settled(visit.chat_id, press.proposal_id):
            await self._sender.answer_press(query.id, say("settled", press.language))
        else:
            await self._decide(visit, actor, query, press)

    async def _decide(self, visit: Visit, actor: Actor, query: CallbackQuery, press: Press) -> None:
        chat_id = visit.chat_id
        if query.message is not None:
            self._telling.cards.show(chat_id, press.proposal_id, query.message.message_id)
        try:
            reply = await self._decided(visit, actor, press)
        except DomainError as error:
            await self._sender.answer_press(query.id, sentence(error, press.language))
            await self._telling.remove_settled(chat_id, actor)
            return
        await self._sender.answer_press(query.id)
        await self._telling.remove_settled(chat_id, actor)
        await self._telling.tell(chat_id, actor, reply)

    async def _decided(self, visit: Visit, actor: Actor, press: Press) -> Reply:
        async with self._sender.typing(visit.chat_id):
            return await asyncio.to_thread(
                self._desk.decide,
                actor,
                press.proposal_id,
                press.language,
                press.accept,
                visit.request_id,
            )
