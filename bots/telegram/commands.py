"""/start, /new, /unlink, /help."""

import asyncio

from aiogram.methods import SetMyCommands
from aiogram.types import BotCommand, BotCommandScopeAllPrivateChats

from bots.telegram.desk import Desk
from bots.telegram.events import command_of
from bots.telegram.notices import Notices
from bots.telegram.sender import Sender
from bots.telegram.visits import Visit
from bots.wording import say
from domain.errors import Expired
from domain.scope import Actor

_MENU = ("new", "help", "unlink")


class Commands:
    """Does what commands ask for."""

    def __init__(self, desk: Desk, notices: Notices) -> None:
        self._desk, self._notices = desk, notices

    async def start(self, visit: Visit, secret: str) -> None:
        """Link the account. A link that comes to a linked account is left unused: whoever made
        it may be somebody else, and nobody is to speak for another user unawares."""
        if visit.actor is not None:
            await self._notices.give(visit, "linked_already", name=visit.actor.name)
            return
        try:
            actor = await asyncio.to_thread(self._desk.link, visit.person, secret)
        except Expired:
            await self._notices.give(visit, "link_void")
            return
        await self._notices.give(visit.speaking(actor.language), "linked", name=actor.name)

    async def obey(self, visit: Visit, actor: Actor) -> None:
        """A command of somebody who is linked; one that nobody knows gets the help."""
        command, secret = command_of(visit.latest)
        if command == "start" and secret:
            await self.start(visit, secret)
        elif command == "new":
            await asyncio.to_thread(self._desk.begin_anew, visit.person)
            await self._notices.give(visit, "fresh")
        elif command == "unlink":
            await asyncio.to_thread(self._desk.unlink, visit.person)
            await self._notices.give(visit, "unlinked_now")
        else:
            await self._notices.give(visit, "help")


async def show_menu(sender: Sender) -> None:
    """Have Telegram offer the commands in private chats."""
    for code, language in ((None, "en"), ("zh", "zh")):
        commands = [
            BotCommand(command=name, description=say(f"menu.{name}", language)) for name in _MENU
        ]
        scope = BotCommandScopeAllPrivateChats()
        await sender.call(SetMyCommands(commands=commands, scope=scope, language_code=code))
