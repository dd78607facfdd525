"""A person's phone: what he writes and presses, and what he is shown."""

import time
from itertools import count
from typing import Any

from tests.bots.bot_api import BotApi

_numbers = count(1)


class Phone:
    """The private chat of one Telegram account with the bot."""

    def __init__(self, telegram: BotApi, account: int, language: str = "zh-hans") -> None:
        self.telegram, self.account, self.language = telegram, account, language

    def says(self, text: str, update_id: int | None = None) -> int:
        """Write a message; its update's number."""
        return self.telegram.push({"message": self._message(text=text)}, update_id)

    def sends(self, **content: Any) -> int:
        """Send something that is no text."""
        return self.telegram.push({"message": self._message(**content)})

    def presses(self, data: str, message_id: int = 900, update_id: int | None = None) -> int:
        """Press an inline button."""
        query = {
            "id": str(next(_numbers)),
            "from": self._person(),
            "chat_instance": "1",
            "data": data,
            "message": self._message(text="card") | {"message_id": message_id},
        }
        return self.telegram.push({"callback_query": query}, update_id)

    def shown(self, messages: int = 0) -> list[dict[str, Any]]:
        """What was sent to this chat, when there are at least so many messages."""
        return self.telegram.wait_for(self._sent, messages)

    def texts(self, messages: int = 0) -> list[str]:
        """The texts of what was sent to this chat."""
        return [str(given["text"]) for given in self.shown(messages)]

    def buttons(self, messages: int) -> list[tuple[str, str]]:
        """(label, data) of the inline buttons under the last message."""
        markup = self.shown(messages)[-1]["reply_markup"]
        return [(b["text"], b["callback_data"]) for row in markup["inline_keyboard"] for b in row]

    def notices(self, number: int) -> list[str]:
        """What pressed buttons were answered with, in anybody's chat."""
        found = self.telegram.wait_for(lambda: self.telegram.of("answerCallbackQuery"), number)
        return [str(given.get("text", "")) for given in found]

    def _sent(self) -> list[dict[str, Any]]:
        return [g for g in self.telegram.of("sendMessage") if g["chat_id"] == self.account]

    def _message(self, **content: Any) -> dict[str, Any]:
        chat = {"id": self.account, "type": "private"}
        head = {"message_id": next(_numbers), "date": int(time.time())}
        return head | {"chat": chat, "from": self._person()} | content

    def _person(self) -> dict[str, Any]:
        return {
            "id": self.account,
            "is_bot": False,
            "first_name": "张",
            "language_code": self.language,
        }
