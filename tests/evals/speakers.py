"""Stand-ins for the assistant that answer as a test tells them to."""

from collections.abc import Callable
from typing import Any

from assistant.exchange import Incoming, Reply
from domain.log.operations import Receipt
from evals.dialogue import caller_of
from evals.world import World
from tools.call import Caller
from tools.proposals import Proposed

Deed = str | tuple[str, dict[str, Any]]
"""Words to say, or a tool to call with its arguments."""


def saying(*deeds: Deed) -> Callable[[World], "Scripted"]:
    """A speaker that answers the first message with the first deed, and so on."""
    return lambda world: Scripted(world, list(deeds))


class Scripted:
    """Answers message after message from a list; once it is used up, with nothing."""

    def __init__(self, world: World, deeds: list[Deed]) -> None:
        self._world, self._deeds = world, deeds
        self.heard: list[str] = []

    def respond(self, incoming: Incoming) -> Reply:
        self.heard.append(incoming.text)
        deed = self._deeds.pop(0) if self._deeds else ""
        if isinstance(deed, str):
            return _reply(deed)
        outcome = self._world.door.call(*deed, caller_of(incoming.actor))
        if isinstance(outcome, Proposed):
            return _reply("?", proposals=[outcome.public()])
        if isinstance(outcome, Receipt):
            return _reply("done", receipts=[{"command": outcome.command}])
        return _reply(str(outcome.result))

    def decide(self, proposal_id: str, caller: Caller, accept: bool) -> Reply:
        if accept:
            receipt = self._world.door.confirm(proposal_id, caller)
            return _reply("done", receipts=[{"command": receipt.command}])
        self._world.door.reject(proposal_id, caller)
        return _reply("left")


def _reply(text: str, **given: Any) -> Reply:
    return Reply("scripted", text, "zh", "smalltalk", **given)
