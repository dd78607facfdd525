"""What is owed, and what waits for approval."""

import re
from collections.abc import Sequence

from assistant.builtin.plan import Brief, Step, ask, call
from assistant.understanding import references
from assistant.understanding.listing import picked
from assistant.understanding.understood import Request

_GRANT = re.compile(
    r"批准|同意|通过|批了|全批|都批|准了|放行|\b(approve|grant|ok(ay)?|pass)\b", re.IGNORECASE
)
_REFUSE = re.compile(
    r"驳回|拒绝|不(同意|批准|批|通过)|打回|\b(reject|refuse|decline|deny)\b", re.IGNORECASE
)
_PUT_OFF = re.compile(
    r"先(不|别|不要|放|等|搁|压)|暂(时|缓)?(不|缓|别)|再(等|看|说|议|考虑)|别急|等(我|等|一?下)"
    r"|\b(hold|wait|not yet|later|pending|don't|do not)\b",
    re.IGNORECASE,
)
_CLAUSES = re.compile(r"[,，.。;；!！\n]+|但是?|(?<![a-z])(?:and|but)(?![a-z])", re.IGNORECASE)
_TAIL = re.compile(r"(?<![\d,.])(\d{2,6})(?!\d|[,.]\d|[台个万元%块天年月日])")
"""The tail of an order's number among words that decide it: "86批了"."""
_QUESTION = re.compile(
    r"[?？吗么]|哪些|什么|多少|怎么|如何|谁|\b(what|which|who|how|any|list|show)\b", re.IGNORECASE
)


def receivables(brief: Brief, request: Request) -> list[Step]:
    """The asker's own account; staff name a dealer, and a dealer who names another is refused."""
    as_of = request.day.isoformat() if request.day and request.day < brief.today else None
    return [call("query_receivables", request, dealer=request.dealer, as_of=as_of)]


def approval(brief: Brief, request: Request) -> list[Step]:
    """Decide the orders that are named, each as it is said of it, or list what waits."""
    if not brief.actor.is_staff:
        return [call("pending_approvals", request)]
    decided = _decisions(request.text, brief.focus.listed)
    named = [(order, grant) for order, grant in decided if order is not None]
    if named:
        return [call("decide_approval", request, order=o, grant=g) for o, g in named]
    if not decided:
        return [call("pending_approvals", request)]
    grant, order = decided[0][1], request.order or brief.focus.order
    if order is None:
        return [ask("ask.order", request, "decide_approval", {"grant": grant}, "order")]
    return [call("decide_approval", request, order=order, grant=grant)]


def _decisions(text: str, listed: Sequence[str]) -> list[tuple[str | None, bool]]:
    """The order and the decision of each clause that decides one; a clause that names several
    orders decides each, one that names none goes with the order named before it. An order is named
    by its number, or by its place among those `listed`."""
    if _QUESTION.search(text):
        return []
    found: list[tuple[str | None, bool]] = []
    last: list[str] = []
    for clause in _CLAUSES.split(text):
        orders = _orders(clause) or [listed[place] for place in picked(clause, len(listed))]
        last = orders or last
        grant = decision(clause)
        if grant is not None:
            found += [(order, grant) for order in last] or [(None, grant)]
            last = []
    return found


def _orders(clause: str) -> list[str]:
    numbers = [r.number for r in references.find(clause) if r.kind == "order"]
    return numbers or _TAIL.findall(clause)


def decision(text: str) -> bool | None:
    """Whether words grant or refuse; None for a question, a wish, or a decision put off."""
    if _QUESTION.search(text) or _PUT_OFF.search(text):
        return None
    if _REFUSE.search(text):
        return False
    return True if _GRANT.search(text) else None
