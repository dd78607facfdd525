"""Invoices and returns: what a department does once it is asked."""

import re
from dataclasses import replace

from assistant.builtin.lines import product_of
from assistant.builtin.plan import Brief, Step, call
from assistant.builtin.skills.knowledge import look_up
from assistant.builtin.skills.service import RULE_QUESTION
from assistant.understanding import paying
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
_ISSUES = re.compile(r"(?:帮忙?|给我?|麻烦|请|先)(?:我|给)*开(?:一?[张份下]|个)")
_TAX_NUMBER = re.compile(r"(?<![A-Za-z\d])(?=[A-Z\d]*\d)[A-Z\d]{15,20}(?![A-Za-z\d])")
_TITLE = re.compile(
    r"(?:抬头|名称)(?:是|为|写|开|改成|[:：])*\s*(?P<n>[\u4e00-\u9fffA-Za-z（）()]{2,40})"
    r"|(?:made out to|in the name of|title:?) (?P<m>[A-Z][\w .&'-]{1,60})"
)
_INVOICES = re.compile(r"发票|开票|专票|(?<![a-z])invoic", re.IGNORECASE)
_MADE_OUT = re.compile(
    r"抬头|税号|(?:给|按|用|写)(?:我)?(?:个人|公司|单位)|开(?:一?张|吧|一下|给我|就行)"
    r"|(?<![a-z])(?:made out|title|in (?:the|my) name|go ahead|do it|yes please"
    r"|i need one)(?![a-z])",
    re.IGNORECASE,
)
_RETURNS = re.compile(
    r"退|换货|(?<![a-z])(?:return|refund|exchange|take (?:it|them) back|send (?:it|them) back)",
    re.IGNORECASE,
)
_DOES = re.compile(
    r"\W*(?:ok(?:ay)?|好的?|行|嗯|yes|sure|right|那|就|[\s,，])*"
    r"(?:do (?:it|that)|go ahead|退吧|办吧|帮我[退换办]|给我[退换办]|就退|那退|[退换]了吧"
    r"|let's do)",
    re.IGNORECASE,
)
_OTHERWISE = frozenset({"human_handoff", "complaint", "open_ticket"})
_SURE = 0.8
_WHEN = re.compile(
    r"什么时候|啥时候|几时|多久|几天|(?<![a-z])(?:when|how (?:long|soon))(?![a-z])", re.IGNORECASE
)
_EXCHANGE = re.compile(
    r"换货|调换|换一|换个|换新|换成|(?<![a-z])(?:exchange|swap|replace\w*)(?![a-z])", re.IGNORECASE
)
_REFUND = re.compile(
    r"退款|退钱|把钱|返还|(?<![a-z])(?:refund|money back|reimburse)", re.IGNORECASE
)


def after_article(brief: Brief) -> list[Step] | None:
    """What an article about returns or invoices was read for, once it is to be done ("ok do it",
    "给个人开就行"); None for any other message."""
    looked = brief.focus.looked
    if looked is None or looked.tool != "search_articles" or brief.actor.is_staff:
        return None
    read, request = str(looked.arguments.get("question")), brief.understanding.main
    surely_else = request.intent in _OTHERWISE and request.confidence >= _SURE
    if paying.ends_asking(brief.text) or surely_else:
        return None
    if _INVOICES.search(read) and _MADE_OUT.search(brief.text):
        return invoice(brief, replace(request, intent="invoice"))
    if _RETURNS.search(read) and _DOES.match(brief.text):
        return return_refund(brief, replace(request, intent="return_refund"))
    return None


def invoice(brief: Brief, request: Request) -> list[Step]:
    """Ask finance for an invoice, a correction, or after one that has not come."""
    text = request.text
    if RULE_QUESTION.search(text) and request.order is None:
        return look_up(brief, request)
    if brief.actor.is_staff:
        return [call("ask_for_person", request, reason=text[:250])]
    chases = _CHASE.search(text) and not _ISSUES.search(text)
    kind = "correct" if _CORRECT.search(text) else "chase" if chases else "issue"
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
    if _WHEN.search(text) and request.order is None:
        about = "退货退款" if brief.language == "zh" else "returns and refunds"
        return [call("search_articles", request, question=f"{about}: {text[:100]}")]
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
