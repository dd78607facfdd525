"""A reply as messages: its text, then a card with buttons for each proposal."""

import asyncio

from assistant.exchange import Reply
from bots.cards import card, sources
from bots.telegram.buttons import ShownCards, decision, next_words
from bots.telegram.desk import Desk
from bots.telegram.sender import Sender
from bots.telegram.splitting import pieces
from domain.scope import Actor


class Telling:
    """Tells replies, and keeps buttons only where there is something to decide."""

    def __init__(self, desk: Desk, sender: Sender) -> None:
        self._desk, self._sender = desk, sender
        self.cards = ShownCards()

    async def tell(self, chat_id: int, actor: Actor, reply: Reply) -> None:
        """Send a reply. One without text is kept silent: a person has the conversation."""
        named = sources(reply.sources, reply.reply, reply.language)
        texts = pieces("\n".join(part for part in (reply.reply, named) if part))
        for text in texts[:-1]:
            await self._sender.send(chat_id, text)
        for text in texts[-1:]:
            await self._sender.send(chat_id, text, next_words(reply.suggestions))
        for proposal in reply.proposals:
            text = card(proposal, reply.language, actor.time_zone)
            await self._show(chat_id, str(proposal["id"]), text, reply.language)

    async def remove_settled(self, chat_id: int, actor: Actor) -> None:
        """Take the buttons from proposals that were decided, by whatever way."""
        cards = self.cards.open(chat_id)
        if not cards:
            return
        pending = await asyncio.to_thread(self._desk.pending, actor)
        for proposal_id in cards.keys() - pending:
            self.cards.settle(chat_id, proposal_id)
            await self._sender.remove_buttons(chat_id, cards[proposal_id])

    async def _show(self, chat_id: int, proposal_id: str, text: str, language: str) -> None:
        *before, last = pieces(text)
        for part in before:
            await self._sender.send(chat_id, part)
        number = await self._sender.send(chat_id, last, decision(proposal_id, language))
        if number is not None:
            self.cards.show(chat_id, proposal_id, number)
