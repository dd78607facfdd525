"""An assistant that follows a script, so that the room can be tested without its neighbour.

`订20台` proposes an order; `boom` fails; `slowly` comes in pieces; anything else is repeated.
"""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from assistant.exchange import Event, Incoming, Reply, Suggestion
from domain.clock import Clock
from domain.errors import NotFound
from domain.scope import Actor
from tests.factories.goods import WALL_UNIT
from tools.call import Caller
from tools.door import Door
from tools.proposals import Proposed


class Scripted:
    """Keeps conversations in memory."""

    def __init__(self, door: Door, clock: Clock) -> None:
        self.door, self.clock = door, clock
        self.said: dict[str, tuple[int, list[dict[str, Any]]]] = {}
        self.heard: list[Incoming] = []

    def respond(self, incoming: Incoming) -> Reply:
        self.heard.append(incoming)
        if incoming.text == "boom":
            raise RuntimeError("secret detail")
        key = incoming.conversation_id or f"c{len(self.said) + 1}"
        owner, messages = self.said.setdefault(key, (incoming.actor.user_id, []))
        if owner != incoming.actor.user_id or (incoming.conversation_id and not messages):
            raise NotFound("conversation", text=key)
        reply = self._reply(incoming, key)
        messages.append(self._message("user", incoming.text, {}))
        details = asdict(reply)
        messages.append(self._message("assistant", details.pop("reply"), details))
        return reply

    def stream(self, incoming: Incoming) -> Iterator[Event]:
        reply = self.respond(incoming)
        yield Event("step", {"tool": "create_order"})
        for character in reply.reply:
            yield Event("token", {"text": character})
        for proposal in reply.proposals:
            yield Event("proposal", proposal)
        if incoming.text == "break off":
            raise RuntimeError("secret detail")
        yield Event("done", asdict(reply))

    def decide(self, proposal_id: str, caller: Caller, accept: bool) -> Reply:
        key = caller.conversation_id or ""
        if not accept:
            self.door.reject(proposal_id, caller)
            return Reply(key, "好的，没有下单。", caller.language, "place_order")
        receipt = self.door.confirm(proposal_id, caller)
        shown = asdict(receipt) | {"at": receipt.at.isoformat()}
        text = f"已下单，订单号 {receipt.result['order']}。"
        return Reply(key, text, caller.language, "place_order", receipts=[shown])

    def history(self, actor: Actor, conversation_id: str, limit: int) -> list[dict[str, Any]]:
        owner, messages = self.said.get(conversation_id, (0, []))
        if owner != actor.user_id:
            raise NotFound("conversation", text=conversation_id)
        return messages[-limit:]

    def conversations(self, actor: Actor, limit: int) -> list[dict[str, Any]]:
        mine = [key for key, (owner, _) in self.said.items() if owner == actor.user_id]
        at = self.clock.now().isoformat()
        return [
            {"id": key, "title": self.said[key][1][0]["text"], "active_at": at, "handoff": "none"}
            for key in mine
        ][:limit]

    def _reply(self, incoming: Incoming, key: str) -> Reply:
        if not incoming.text.startswith("订"):
            return Reply(key, incoming.text, "zh", "smalltalk")
        caller = Caller(incoming.actor, incoming.channel, incoming.request_id, "zh", "scripted")
        wanted = {"product": WALL_UNIT, "quantity": 20}
        offered = self.door.call("create_order", {"lines": [wanted]}, caller)
        assert isinstance(offered, Proposed)
        return Reply(
            key,
            "给您备好了这一单，请确认。",
            "zh",
            "place_order",
            proposals=[offered.public()],
            sources=[{"article": "a", "title": "空调促销", "passage": "满 20 台打折。"}],
            suggestions=[Suggestion("改成 10 台", "改成10台")],
        )

    def _message(self, author: str, text: str, details: dict[str, Any]) -> dict[str, Any]:
        number = sum(len(messages) for _, messages in self.said.values()) + 1
        at = self.clock.now().isoformat()
        return {"id": number, "author": author, "text": text, "details": details, "at": at}
