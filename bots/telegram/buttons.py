"""Buttons: confirm and reject under a proposal, and likely next words above the keyboard."""

from collections import OrderedDict
from dataclasses import dataclass

from aiogram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
    ReplyKeyboardRemove,
)

from assistant.exchange import Suggestion
from bots.wording import say
from tools.wording import LANGUAGES

_KINDS = {"y": True, "n": False}
_CHATS = 5_000


@dataclass(frozen=True, slots=True)
class Press:
    """What a pressed button says. Who pressed it comes from the channel, never from here."""

    accept: bool
    language: str
    proposal_id: str

    def data(self) -> str:
        """As Telegram carries it: 64 bytes at most."""
        return f"{'y' if self.accept else 'n'}:{self.language}:{self.proposal_id}"


def read_press(data: str | None) -> Press | None:
    """What the button says; None if it is none of ours."""
    kind, _, rest = (data or "").partition(":")
    language, _, proposal_id = rest.partition(":")
    if kind not in _KINDS or language not in LANGUAGES or not proposal_id:
        return None
    return Press(_KINDS[kind], language, proposal_id)


def decision(proposal_id: str, language: str) -> InlineKeyboardMarkup:
    """The buttons under a proposal."""
    row = [
        InlineKeyboardButton(
            text=say(code, language), callback_data=Press(accept, language, proposal_id).data()
        )
        for code, accept in (("confirm", True), ("reject", False))
    ]
    return InlineKeyboardMarkup(inline_keyboard=[row])


def next_words(suggestions: list[Suggestion]) -> ReplyKeyboardMarkup | ReplyKeyboardRemove:
    """A keyboard of likely next messages; none removes the one of before."""
    if not suggestions:
        return ReplyKeyboardRemove()
    rows = [[KeyboardButton(text=suggestion.text)] for suggestion in suggestions]
    return ReplyKeyboardMarkup(keyboard=rows, resize_keyboard=True, one_time_keyboard=True)


class ShownCards:
    """Under which messages there are buttons, as far as this process remembers.

    Only for looks: a button that stays behind does no harm, the door decides.
    """

    def __init__(self) -> None:
        self._chats: OrderedDict[int, dict[str, int | None]] = OrderedDict()

    def show(self, chat_id: int, proposal_id: str, message_id: int) -> None:
        """There are buttons for this proposal under this message."""
        self._of(chat_id)[proposal_id] = message_id

    def open(self, chat_id: int) -> dict[str, int]:
        """Messages with buttons, by proposal."""
        return {key: number for key, number in self._of(chat_id).items() if number is not None}

    def settle(self, chat_id: int, proposal_id: str) -> None:
        """The buttons are gone."""
        self._of(chat_id)[proposal_id] = None

    def is_settled(self, chat_id: int, proposal_id: str) -> bool:
        """Whether the buttons of this proposal were removed."""
        return self._of(chat_id).get(proposal_id, 0) is None

    def _of(self, chat_id: int) -> dict[str, int | None]:
        cards = self._chats.setdefault(chat_id, {})
        self._chats.move_to_end(chat_id)
        if len(self._chats) > _CHATS:
            self._chats.popitem(last=False)
        return cards
