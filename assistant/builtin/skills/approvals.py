"""What waits for approval: listed, and decided by number, by place in the list, or by dealer."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from assistant.builtin.plan import Brief, Step, ask, call, say
from assistant.builtin.skills.figures import region_named
from assistant.results import ToolResult
from assistant.understanding import references
from assistant.understanding.deciding import asks, changes_mind, decision
from assistant.understanding.listing import picked
from assistant.understanding.reactions import names_all
from assistant.understanding.understood import Request

_CLAUSES = re.compile(r"[,，.。;；!！\n]+|但是?|(?<![a-z])(?:and|but)(?![a-z])", re.IGNORECASE)
_TAIL = re.compile(r"(?<![\d,.])(\d{2,6})(?!\d|[,.]\d|[台个万元%块天年月日])")
"""The tail of an order's number among words that decide it: "86批了"."""
_LISTED = 9
"""Orders among which a place may be named before they were told."""
_MOST = 6
"""Orders decided in one turn: so many can be looked through before they are confirmed."""


@dataclass(frozen=True, slots=True)
class _Decision:
    """What is decided of which orders: named, or all of some dealers, or all that wait."""

    grant: bool
    orders: tuple[str, ...] = ()
    dealers: tuple[str, ...] = ()
    everything: bool = False


def approval(brief: Brief, request: Request) -> list[Step]:
    """Decide the orders that are named, each as it is said of it, or list what waits."""
    if not brief.actor.is_staff:
        return [call("pending_approvals", request)]
    decided = _decisions(brief, request.text)
    if not decided:
        dealers = brief.dealers_of(request.text)
        one = dealers[0] if len(dealers) == 1 else None
        region = None if one else region_named(brief, request.text)
        return [call("pending_approvals", request, dealer=one, region=region)]
    if any(one.dealers or one.everything for one in decided):
        arguments = {"limit": 50} | _within(brief, request)
        follow = _looked_up(request, decided)
        return [
            Step(tool="pending_approvals", arguments=arguments, follow=follow, intent="approval")
        ]
    named = [(order, one.grant) for one in decided for order in one.orders]
    if not named and picked(request.text, _LISTED):
        return [_by_place(brief, request)]
    if named:
        return [call("decide_approval", request, order=o, grant=g) for o, g in named]
    grant, order = decided[0].grant, request.order or brief.focus.order
    if order is None:
        return [ask("ask.order", request, "decide_approval", {"grant": grant}, "order")]
    return [call("decide_approval", request, order=order, grant=grant)]


def _by_place(brief: Brief, request: Request) -> Step:
    """Decide by places in a list that nobody has told yet: it is looked up first."""

    def follow(results: list[ToolResult]) -> list[Step]:
        orders = tuple(one["order"] for one in results[-1].data["approvals"] if one["mine"])
        told = replace(brief, focus=replace(brief.focus, listed=orders))
        decided = _decisions(told, request.text)
        return _looked_up(request, decided)(results)

    arguments = {"limit": 50}
    return Step(tool="pending_approvals", arguments=arguments, follow=follow, intent="approval")


def _within(brief: Brief, request: Request) -> dict[str, Any]:
    region = region_named(brief, request.text)
    return {"region": region} if region and not brief.dealers_of(request.text) else {}


def _decisions(brief: Brief, text: str) -> list[_Decision]:
    """The decision of each clause that makes one; a clause that names several orders decides each,
    one that names none goes with what was named before it, and after a change of mind takes the
    place of what was decided there."""
    if asks(text):
        return []
    listed = [number for number in brief.focus.listed if number.startswith("SO")]
    found: list[_Decision] = []
    last, retracted = _Decision(True), False
    for clause in _CLAUSES.split(text):
        named = _named(brief, clause, listed)
        last = named or last
        grant = decision(clause)
        retracted = retracted or changes_mind(clause)
        if grant is not None and retracted and found and last == _Decision(True):
            found[-1] = replace(found[-1], grant=grant)  # "先驳回吧。算了，还是给他过"
        elif grant is not None:
            found.append(_Decision(grant, last.orders, last.dealers, last.everything))
            last = _Decision(True)
    return found


def _named(brief: Brief, clause: str, listed: Sequence[str]) -> _Decision | None:
    """The orders that a clause names: by number, by place, by dealer, or all of them."""
    if numbers := _orders(clause):
        return _Decision(True, orders=tuple(numbers))
    if dealers := brief.dealers_of(clause):
        return _Decision(True, dealers=tuple(dealers))
    if names_all(clause):
        return _Decision(True, everything=True)
    places = picked(clause, len(listed))
    return _Decision(True, orders=tuple(listed[place] for place in places)) if places else None


def _orders(clause: str) -> list[str]:
    numbers = [r.number for r in references.find(clause) if r.kind == "order"]
    return numbers or _TAIL.findall(clause)


def _looked_up(
    request: Request, decided: list[_Decision]
) -> Callable[[list[ToolResult]], list[Step]]:
    """The decisions, once it is known which orders wait for the asker's own word."""

    def follow(results: list[ToolResult]) -> list[Step]:
        mine = [one for one in results[-1].data["approvals"] if one["mine"]]
        steps = [
            call("decide_approval", request, order=order, grant=one.grant)
            for one in decided
            for order in one.orders or _waiting(mine, one)
        ]
        if not steps:
            return [say("approval.none")]
        more = len(steps) - _MOST
        return [*steps[:_MOST], *([say("approval.more", count=more)] if more > 0 else [])]

    return follow


def _waiting(mine: list[dict[str, Any]], decided: _Decision) -> list[str]:
    return [one["order"] for one in mine if decided.everything or one["dealer"] in decided.dealers]
