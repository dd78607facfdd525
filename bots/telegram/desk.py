"""What the channel asks of the house. Everything here waits, so it is called in worker threads."""

from dataclasses import replace
from datetime import datetime
from hashlib import sha256
from typing import Any, Protocol

from assistant.conversations import Received, receive
from assistant.exchange import Incoming, Reply
from assistant.reading.intake import take_in
from domain.clock import Clock
from domain.conversations.pushing import mark_sent, unsent
from domain.database import Database
from domain.errors import Invalid, NotFound, TooFast
from domain.log.operations import Receipt
from domain.people.operations import (
    ChatAccount,
    chat_account,
    keep_conversation,
    keep_update,
    link_account,
    unlink_account,
)
from domain.scope import SYSTEM, Actor
from tools.call import Caller
from tools.door import Door

CHANNEL = "telegram"
LARGEST_REPORT = 20 * 1024 * 1024
"""Bytes of a file that is read; Telegram lets a bot fetch no larger one."""
_ATTEMPTS = 2
"""A turn that a crash broke off keeps its lease for longer than one call waits."""


class Answers(Protocol):
    """The conversation, as this channel uses it."""

    def respond(self, incoming: Incoming) -> Reply: ...
    def decide(self, proposal_id: str, caller: Caller, accept: bool) -> Reply: ...


class House(Protocol):
    """What the channel is given."""

    @property
    def database(self) -> Database: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def door(self) -> Door: ...
    @property
    def assistant(self) -> Answers: ...


class Desk:
    """One bot's way into the house.

    An account is known by bot and person: a bot reaches only those who wrote to it, and numbers
    its updates by itself.
    """

    def __init__(self, house: House, bot_id: int) -> None:
        self._house, self._bot_id = house, bot_id

    def now(self) -> datetime:
        """The present instant."""
        return self._house.clock.now()

    def account(self, person: int) -> ChatAccount | None:
        """What is known of a person's chat account."""
        with self._house.database.read(SYSTEM) as session:
            return chat_account(session, CHANNEL, self._name(person))

    def link(self, person: int, secret: str) -> Actor:
        """Link the account. Raises `Expired` when the secret is used, too old or made up."""
        return self._house.database.run(
            SYSTEM, lambda s: link_account(s, secret, CHANNEL, self._name(person), self.now())
        )

    def unlink(self, person: int) -> None:
        """End the link."""
        self._house.database.run(
            SYSTEM, lambda s: unlink_account(s, CHANNEL, self._name(person), self.now())
        )

    def begin_anew(self, person: int) -> None:
        """Let the next message begin another conversation."""
        self._keep(person, None)

    def mark(self, person: int, update_id: int) -> None:
        """Remember that this update was answered."""
        self._house.database.run(
            SYSTEM,
            lambda s: keep_update(s, CHANNEL, self._name(person), update_id, self.now()),
        )

    def answer(
        self, person: int, account: ChatAccount, actor: Actor, said: dict[int, str], request_id: str
    ) -> Reply:
        """Put down what was said, in its order, and answer all of it with one reply.

        Arguments:
            said: texts by update. One that was put down before is not put down again, and what
                was answered before is answered with the same reply.

        Raises:
            DomainError: as `Assistant.respond`.
        """
        incoming = Incoming(actor, CHANNEL, "", request_id, account.conversation_id)
        for number, text in said.items():
            if text.strip():
                key = f"{CHANNEL}:{self._bot_id}:{number}"
                incoming = self._put_down(replace(incoming, text=text, channel_key=key))
        if not incoming.text:
            raise Invalid("empty")
        if incoming.conversation_id != account.conversation_id:
            self._keep(person, incoming.conversation_id)
        return self._respond(incoming)

    def hand_in(
        self,
        actor: Actor,
        update_id: int,
        name: str,
        media_type: str,
        content: bytes,
        language: str,
        request_id: str,
    ) -> dict[str, Any]:
        """What `submit_report` says of a file; of the same update again the same.

        Raises:
            DomainError: any refusal.
        """
        house = self._house
        taken = (name, media_type, content, LARGEST_REPORT)
        upload = take_in(house.database, house.clock, actor, *taken)
        command = sha256(f"{CHANNEL}:{self._bot_id}:{update_id}".encode()).hexdigest()[:32]
        caller = Caller(actor, CHANNEL, request_id, language)
        receipt = house.door.call("submit_report", {"upload": upload}, caller, command)
        assert isinstance(receipt, Receipt)
        return receipt.result

    def decide(
        self, actor: Actor, proposal_id: str, language: str, accept: bool, request_id: str
    ) -> Reply:
        """Confirm or reject a proposal.

        Raises:
            DomainError: as `Assistant.decide`.
        """
        caller = Caller(actor, CHANNEL, request_id, language)
        return self._house.assistant.decide(proposal_id, caller, accept)

    def pending(self, actor: Actor) -> set[str]:
        """The proposals that the person may still decide."""
        return {p.id for p in self._house.door.pending(Caller(actor, CHANNEL, "", actor.language))}

    def unsent(self) -> list[tuple[int, int, str]]:
        """(message, person, text) of what staff have said to this bot's people."""
        with self._house.database.read(SYSTEM) as session:
            waiting = unsent(session, CHANNEL)
        mine = f"{self._bot_id}:"
        return [
            (one.message_id, int(one.account.removeprefix(mine)), one.text)
            for one in waiting
            if one.account.startswith(mine)
        ]

    def mark_sent(self, message_id: int) -> None:
        """Remember that a message of staff was brought."""
        self._house.database.run(SYSTEM, lambda s: mark_sent(s, CHANNEL, message_id))

    def _put_down(self, incoming: Incoming) -> Incoming:
        """Write a message down; it is given back with the conversation it is in."""
        try:
            received = self._receive(incoming)
        except NotFound:  # the conversation was erased
            received = self._receive(replace(incoming, conversation_id=None))
        return replace(incoming, conversation_id=received.conversation_id)

    def _receive(self, incoming: Incoming) -> Received:
        return self._house.database.run(incoming.actor, lambda s: receive(s, incoming, self.now()))

    def _respond(self, incoming: Incoming) -> Reply:
        for _ in range(_ATTEMPTS - 1):
            try:
                return self._house.assistant.respond(incoming)
            except TooFast:
                continue
        return self._house.assistant.respond(incoming)

    def _keep(self, person: int, conversation_id: str | None) -> None:
        self._house.database.run(
            SYSTEM,
            lambda s: keep_conversation(s, CHANNEL, self._name(person), conversation_id),
        )

    def _name(self, person: int) -> str:
        return f"{self._bot_id}:{person}"
