"""Invoices and returns: what a department does once it is asked."""

import re

from assistant.builtin.lines import product_of
from assistant.builtin.plan import Brief, Step, call
from assistant.builtin.skills.knowledge import look_up
from assistant.builtin.skills.service import RULE_QUESTION
from assistant.understanding.understood import Request

_CORRECT = re.compile(
    r"开错|写错|错了|不对|有误|重开|红冲|改(?:一下)?(?:抬头|税号|名称)|换(?:抬头|税号)|作废"
    r"|(?<![a-z])(?:wrong|incorrect|correct\w*|mistake|re-?issue|amend|fix|change)(?![a-z])",
    re.IGNORECASE,
)
_CHASE = re.compile(
    r"没(?:收到|寄|开|来|看到)|未(?:收到|开)|催|还没|迟迟|怎么还|多久了"
    r"|什么时候(?:开|寄|能)|丢了|重发|补发"
    r"|(?<![a-z])(?:not (?:received|here|arrived|got)|haven't|hasn't"
    r"|still waiting|chase|missing|where is|overdue|lost|resend)",
    re.IGNORECASE,
)
_TAX_NUMBER = re.compile(r"(?<![A-Za-z\d])(?=[A-Z\d]*\d)[A-Z\d]{15,20}(?![A-Za-z\d])")
_TITLE = re.compile(
    r"(?:抬头|名称)(?:是|为|写|开|改成|[:：])*\s*(?P<n>[\u4e00-\u9fffA-Za-z（）()]{2,40})"
    r"|(?:made out to|in the name of|title:?) (?P<m>[A-Z][\w .&'-]{1,60})"
)
_EXCHANGE = re.compile(
    r"换货|调换|换一|换个|换新|换成|(?<![a-z])(?:exchange|swap|replace\w*)(?![a-z])", re.IGNORECASE
)
_REFUND = re.compile(
    r"退款|退钱|把钱|返还|(?<![a-z])(?:refund|money back|reimburse)", re.IGNORECASE
)


def invoice(brief: Brief, request: Request) -> list[Step]:
    """Ask finance for an invoice, a correction, or after one that has not come."""
    text = request.text
    if RULE_QUESTION.search(text) and request.order is None:
        return look_up(brief, request)
    if brief.actor.is_staff:
        return [call("ask_for_person", request, reason=text[:250])]
    kind = "correct" if _CORRECT.search(text) else "chase" if _CHASE.search(text) else "issue"
    title, tax = _TITLE.search(text), _TAX_NUMBER.search(text)
    return [
        call(
            "request_invoice",
            request,
            kind=kind,
            description=brief.text[:2000],
            order=request.order or (brief.focus.order if kind != "issue" else None),
            title=(title["n"] or title["m"]) if title else None,
            tax_number=tax[0] if tax else None,
        )
    ]


def return_refund(brief: Brief, request: Request) -> list[Step]:
    """Ask after-sales to take goods back, to exchange them, or for money back."""
    text = request.text
    if RULE_QUESTION.search(text) and request.order is None:
        return look_up(brief, request)
    if brief.actor.is_staff:
        return [call("ask_for_person", request, reason=text[:250])]
    wish = "exchange" if _EXCHANGE.search(text) else "refund" if _REFUND.search(text) else "return"
    item = next((i for i in request.items if i.product and len(i.product.fits) == 1), None)
    pieces = item.quantity.value if item and item.quantity and item.quantity.multiple == 1 else None
    return [
        call(
            "request_return",
            request,
            wish=wish,
            description=brief.text[:2000],
            order=request.order,
            product=product_of(brief, item.product) if item and item.product else None,
            quantity=pieces if pieces and pieces > 0 else None,
        )
    ]
