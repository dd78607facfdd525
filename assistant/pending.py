"""What a typed message does to proposals that wait: understood by code, never by a model."""

from dataclasses import dataclass, field
from typing import Any

from assistant.builtin.corrections import corrected
from assistant.results import ToolResult, error_of, result_of
from assistant.understanding.reactions import choose, names_all, react
from assistant.understanding.understood import Reaction, Understanding
from domain.catalogue.matching import Catalogue
from domain.errors import DomainError
from tools.call import Caller
from tools.door import Door
from tools.proposals import Proposed

_EDITABLE = "create_order"
"""The tool whose proposals can be changed by saying another quantity or product."""

_INTENTS = {
    "create_order": "place_order",
    "decide_approval": "approval",
    "book_payment": "payment",
    "ship_order": "order_status",
}
"""Where an intent is not called as its tool is."""


@dataclass
class Settled:
    """What became of the proposals: results to tell, or something to say instead."""

    results: list[ToolResult] = field(default_factory=list)
    say: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    tool: str = _EDITABLE
    undecided: list[Proposed] = field(default_factory=list)
    """which of these was meant has to be asked; `reaction` is what is to become of it"""
    reaction: Reaction | None = None


def settle(
    door: Door,
    caller: Caller,
    text: str,
    pending: list[Proposed],
    understanding: Understanding,
    catalogue: Catalogue,
) -> Settled | None:
    """Confirm, reject or change what waits, if that is what the message says; else None."""
    reaction = react(text)
    if reaction is None:
        return None
    if reaction is Reaction.CHANGE:
        return _change(door, caller, pending, understanding, catalogue)
    return _decide(door, caller, reaction, pending, names_all(text))


def settle_chosen(
    door: Door, caller: Caller, text: str, pending: list[Proposed], reaction: Reaction
) -> Settled | None:
    """The answer to "which one?": a number, words of its title, or all; else None."""
    if names_all(text):
        return _decide(door, caller, reaction, pending, everything=True)
    index = choose(text, [p.title for p in pending])
    if index is None:
        return None
    return _decide(door, caller, reaction, [pending[index]], everything=True)


def intent_of(tool: str) -> str:
    """The intent of a message that only says yes or no to a proposal of `tool`."""
    return _INTENTS.get(tool, tool)


def confirm(door: Door, caller: Caller, proposal: Proposed) -> ToolResult:
    """Confirm a proposal; a refusal becomes a result to tell."""
    try:
        receipt = door.confirm(proposal.id, caller)
    except DomainError as error:
        return error_of(proposal.tool, proposal.arguments, error, caller.language)
    return result_of(proposal.tool, proposal.arguments, receipt)


def _decide(
    door: Door, caller: Caller, reaction: Reaction, pending: list[Proposed], everything: bool
) -> Settled | None:
    if not pending:
        return None
    if len(pending) > 1 and not everything:
        return Settled(undecided=pending, reaction=reaction, tool=pending[-1].tool)
    if reaction is Reaction.CONFIRM:
        results = [confirm(door, caller, proposal) for proposal in pending]
        return Settled(results=results, tool=pending[-1].tool)
    for proposal in pending:
        door.reject(proposal.id, caller)
    return Settled(say="proposal.rejected", tool=pending[-1].tool)


def _change(
    door: Door,
    caller: Caller,
    pending: list[Proposed],
    understanding: Understanding,
    catalogue: Catalogue,
) -> Settled | None:
    """Propose the last order anew with what was corrected; the old proposal is withdrawn."""
    editable = [p for p in pending if p.tool == _EDITABLE]
    if not editable:
        return None
    old = editable[-1]
    items = [item for request in understanding.requests for item in request.items]
    added = any(request.added for request in understanding.requests)
    lines = corrected(old.arguments["lines"], items, catalogue, added)
    if lines is None:
        return Settled(say="ask.change_proposal")
    arguments = old.arguments | {"lines": lines}
    try:
        renewed = result_of(old.tool, arguments, door.call(old.tool, arguments, caller))
    except DomainError as error:
        return Settled(results=[error_of(old.tool, arguments, error, caller.language)])
    door.reject(old.id, caller)
    return Settled(results=[renewed])
