"""Who comes, with what: the updates of one chat that are handled together."""

from dataclasses import dataclass, replace

from aiogram.types import Update

from bots.telegram.desk import Desk
from bots.telegram.events import chat_of, sender_of
from bots.wording import language_of
from domain.people.operations import ChatAccount
from domain.scope import Actor


@dataclass(frozen=True, slots=True)
class Visit:
    """Updates that nobody answered yet.

    Arguments:
        updates: a burst of texts, or one of anything else; never empty.
        account: None if it was never linked.
        language: the user's, or as Telegram knows the person.
    """

    chat_id: int
    person: int
    updates: list[Update]
    account: ChatAccount | None
    language: str
    request_id: str

    @property
    def latest(self) -> Update:
        return self.updates[-1]

    @property
    def actor(self) -> Actor | None:
        """Whom the account speaks for now."""
        return self.account.actor if self.account else None

    def speaking(self, language: str) -> "Visit":
        """The same visit, spoken with in another language."""
        return replace(self, language=language)


def visit_of(desk: Desk, updates: list[Update], request_id: str) -> Visit | None:
    """The visit, without what was answered before; None if that is all of it."""
    sender, chat_id = sender_of(updates[-1]), chat_of(updates[-1])
    if sender is None or chat_id is None:
        return None
    account = desk.account(sender.id)
    now = desk.now()
    fresh = [u for u in updates if not (account and account.has_answered(u.update_id, now))]
    if not fresh:
        return None
    language = account.language if account else language_of(sender.language_code)
    return Visit(chat_id, sender.id, fresh, account, language, request_id)
