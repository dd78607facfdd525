"""Money: what is owed, what was paid, what waits for approval."""

import re

from assistant.builtin.plan import Brief, Step, ask, call
from assistant.builtin.skills.knowledge import look_up
from assistant.builtin.skills.service import WITHDRAW
from assistant.understanding.understood import Request

_GRANT = re.compile(
    r"批准|同意|通过|批了|准了|放行|\b(approve|grant|ok(ay)?|pass)\b", re.IGNORECASE
)
_REFUSE = re.compile(
    r"驳回|拒绝|不(同意|批准|批|通过)|打回|\b(reject|refuse|decline|deny)\b", re.IGNORECASE
)
_DOCUMENT = re.compile(r"PM-?\d+", re.IGNORECASE)
_QUESTION = re.compile(
    r"[?？吗么]|哪些|什么|多少|怎么|如何|谁|\b(what|which|who|how|any|list|show)\b", re.IGNORECASE
)


def receivables(brief: Brief, request: Request) -> list[Step]:
    """The asker's own account; staff name a dealer, and a dealer who names another is refused."""
    as_of = request.day.isoformat() if request.day and request.day < brief.today else None
    return [call("query_receivables", request, dealer=request.dealer, as_of=as_of)]


def payment(brief: Brief, request: Request) -> list[Step]:
    """A payment that was made is taken down; how and where to pay is written in an article."""
    document = _DOCUMENT.search(brief.text)
    if document is not None and WITHDRAW.search(request.text):
        return [call("withdraw_payment", request, payment=document[0])]
    if request.amount is None:
        return look_up(brief, request)
    day = request.day or brief.today
    if brief.actor.is_staff:
        paid_on = min(day, brief.today).isoformat()
        arguments = {"amount": request.amount, "paid_on": paid_on, "dealer": request.dealer}
        if request.dealer is None:
            return [ask("ask.dealer", request, "book_payment", arguments, "dealer")]
        return [call("book_payment", request, **arguments)]
    return [
        call(
            "report_payment",
            request,
            amount=request.amount,
            paid_on=min(day, brief.today).isoformat(),
            note=request.text[:250],
        )
    ]


def approval(brief: Brief, request: Request) -> list[Step]:
    """Decide a named order, or list what waits."""
    order = request.order or brief.focus.order
    grant = _decision(request.text)
    if not brief.actor.is_staff or grant is None:
        return [call("pending_approvals", request)]
    if order is None:
        return [ask("ask.order", request, "decide_approval", {"grant": grant}, "order")]
    return [call("decide_approval", request, order=order, grant=grant)]


def _decision(text: str) -> bool | None:
    """Whether the message grants or refuses; None for a question or a wish."""
    if _QUESTION.search(text):
        return None
    if _REFUSE.search(text):
        return False
    return True if _GRANT.search(text) else None
