"""An assistant that follows a script over real conversations, so that a channel is tested alone.

`订20台` proposes an order; `boom` fails; `wait` waits until it is let go; `long` answers at length;
anything else is repeated.
"""

import threading
from typing import Any

from assistant import conversations
from assistant.exchange import Incoming, Reply, Suggestion
from domain.clock import Clock
from domain.database import Database
from domain.errors import DomainError, Invalid
from tests.factories.goods import WALL_UNIT
from tools.call import Caller
from tools.door import Door
from tools.proposals import Proposed
from tools.results import sentence


class Scripted:
    """`heard`: the texts that turns answered. `go` lets `wait` go."""

    def __init__(self, database: Database, door: Door, clock: Clock) -> None:
        self.database, self.door, self.clock = database, door, clock
        self.heard: list[str] = []
        self.go = threading.Event()

    def respond(self, incoming: Incoming) -> Reply:
        actor, now = incoming.actor, self.clock.now()
        if not incoming.text.strip():
            raise Invalid("empty")
        received = self.database.run(actor, lambda s: conversations.receive(s, incoming, now))
        with self.database.read(actor) as session:
            found = conversations.reply_to(session, received.message_id)
        return found or self._turn(incoming, received.conversation_id)

    def _turn(self, incoming: Incoming, key: str) -> Reply:
        actor, now = incoming.actor, self.clock.now()
        turn = self.database.run(actor, lambda s: conversations.begin_turn(s, actor, key, now))
        assert turn is not None, "a channel waits for the turn before"
        self.heard.append(turn.text)
        try:
            reply = self._reply(incoming, key, turn.text)
        except RuntimeError:
            self.database.run(actor, lambda s: conversations.end_turn(s, key))
            raise
        details: dict[str, Any] = {"focus": {}}
        self.database.run(
            actor, lambda s: conversations.answer(s, actor, turn, reply, details, now)
        )
        return reply

    def decide(self, proposal_id: str, caller: Caller, accept: bool) -> Reply:
        if not accept:
            self.door.reject(proposal_id, caller)
            return Reply("c", "已作罢", caller.language, "place_order")
        try:
            receipt = self.door.confirm(proposal_id, caller)
        except DomainError as error:
            if error.code.startswith("not_found"):
                raise
            return Reply("c", sentence(error, caller.language), caller.language, "place_order")
        return Reply("c", f"订单号 {receipt.result['order']}", caller.language, "place_order")

    def _reply(self, incoming: Incoming, key: str, text: str) -> Reply:
        if text == "boom":
            raise RuntimeError("secret detail")
        if text == "wait":
            assert self.go.wait(20)
        if text == "long":
            return Reply(key, "\n".join(["一行很长的话" * 100] * 12), "zh", "smalltalk")
        if text.startswith("订"):
            return self._order(incoming, key)
        suggestions = [Suggestion("库存", "查一下库存")] if text == "?" else []
        return Reply(key, text, "zh", "smalltalk", suggestions=suggestions)

    def _order(self, incoming: Incoming, key: str) -> Reply:
        caller = Caller(
            incoming.actor, incoming.channel, "r", "zh", "scripted", conversation_id=key
        )
        wanted = {"product": WALL_UNIT, "quantity": 20}
        offered = self.door.call("create_order", {"lines": [wanted]}, caller)
        assert isinstance(offered, Proposed)
        return Reply(key, "请确认。", "zh", "place_order", proposals=[offered.public()])
