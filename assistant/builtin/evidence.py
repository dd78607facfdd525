"""What a message holds weighs more than how it sounds: intents put right by what is named.

The classifier reads words alone. Numbers of records, a whole order line, goods that have arrived
and what the talk is about say for certain what it can only guess.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.builtin.continuation import continued
from assistant.builtin.dispatching import ships
from assistant.builtin.lines import pointed_line
from assistant.builtin.plan import Brief
from assistant.builtin.residue import residue
from assistant.understanding import paying, sums
from assistant.understanding.understood import Item, Request
from domain.scope import Permission, Role

_CERTAIN = 0.95
_ASKS = re.compile(
    r"[?？]|[吗么呢]|多少|几[个台天时]|什么|怎么|哪|有没有|是否|能不能|可不可以|够不够"
    r"|如何|为啥|为什么|多久|啥"
    r"|(?<![a-z])(?:how|what|when|where|which|who|why|is there|are there|do you|have you"
    r"|any)(?![a-z])",
    re.IGNORECASE,
)
_FAULTY = re.compile(
    r"坏|修|漏|不(?:转|制冷|制热|工作|亮|响|通电|加热|出水)|异响|噪音|故障|报警"
    r"|装(?:机|一下|上)|安装|保养|清洗|维护|投诉|退|换货|差评|赔"
    r"|(?<![a-z])(?:broken|broke|fault\w*|leak\w*|repair\w*|fix|install\w*|not working|noise"
    r"|maintenance|service|clean|complain\w*|refund|return\w*|replace\w*|damaged)(?![a-z])",
    re.IGNORECASE,
)
_ARRIVED = re.compile(
    r"(?<!没)(?<!未)(?<!还没)(?:收到|到货|到了|货到|送到了|签收|收货)"
    r"|(?<![a-z])(?:has|have|'ve|'s|is|are|was|were)? ?(?:just )?(?:come in|came in|arrived"
    r"|received|been delivered|turned up|showed up|here now|sign(?:ed)? for)(?![a-z])",
    re.IGNORECASE,
)
_WANTS_ELSE = re.compile(
    r"退货|退款|退钱|换货|换一|换新|投诉|索赔|发票|开票|派人|上门|维修|报修"
    r"|没(?:收到|到)|未(?:收到|到)|什么时候|还没"
    r"|(?<![a-z])(?:refund|return|exchange|replace\w*|complain\w*|invoice|repair"
    r"|not (?:arrived|here|come)|hasn't|haven't|never|when|where|if|once)(?![a-z])",
    re.IGNORECASE,
)
_TICKETS = re.compile(
    r"工单|报修|投诉单|维修单|安装单|(?<![a-z])(?:ticket|repair request)", re.IGNORECASE
)
_PAYMENTS = re.compile(
    r"付款|打款|汇款|转账|付款登记|回款|(?<![a-z])(?:payment|transfer|remittance)(?![a-z])|PM-?\d",
    re.IGNORECASE,
)
_ORDERS = re.compile(r"订单|单子|那单|这单|货|(?<![a-z])(?:order|goods)(?![a-z])", re.IGNORECASE)
_LAST = {"ticket": "ticket_status", "payment": "payment"}
"""What taking back without a name concerns: that which came up last."""
WITHDRAWS = re.compile(
    r"撤回|撤销|撤掉|取消|作废|收回|不用(?:修|来|装)了|弄错|搞错"
    r"|(?<![a-z])(?:withdraw|take (?:it|that|this|my \w+) back|call (?:it|that) off|cancel"
    r"|undo|void)",
    re.IGNORECASE,
)
_WEAK = frozenset(
    {"open_ticket", "approval", "smalltalk", "out_of_scope", "order_status", "transfer_stock"}
)
"""Intents that a message with a whole order line, and no words of their own, does not have."""
_OWN_WORDS = {
    "open_ticket": _FAULTY,
    "approval": re.compile(
        r"批准|批了|驳回|待批|等.{0,4}批|(?<![a-z])(?:approv|reject)", re.IGNORECASE
    ),
    "transfer_stock": re.compile(
        r"调|借|匀|挪|拨|转|(?<![a-z])(?:transfer|move|borrow|lend|loan|shift|swap|between)",
        re.IGNORECASE,
    ),
    "order_status": re.compile(
        r"到哪|进度|发货|物流|什么时候|催|查|(?<![a-z])(?:where|status|track|when|shipped)",
        re.IGNORECASE,
    ),
}
_SIGNS = re.compile(
    r"签|收|到|来了|齐|(?<![a-z])(?:sign|got|here|arriv|receiv|came|come|deliver|turned up|in)",
    re.IGNORECASE,
)
_TAKES = re.compile(
    r"来|要|订|下单|拿|给我|发|补|进|(?<![a-z])(?:order|need|want|send|get|take|book|give)(?![a-z])",
    re.IGNORECASE,
)
_CLAUSE_END = re.compile(r"[,，。.;；!！?？\n]|(?<![a-z])and(?![a-z])")
_DOUBTFUL = 0.4
_PLAIN_NUMBER = re.compile(r"\s*(?P<kind>SO|TK|PM)[-_ ]?0*\d+\s*[。.!！]?\s*", re.IGNORECASE)
_BY_NUMBER = {"SO": "order_status", "TK": "ticket_status"}

_PERSON = re.compile(
    r"真人|活人|人工(?!费|智能|成本)|管事的|(?:换|叫|找|来|派)个(?:人|懂的)(?:来|跟|和|吧|说|接|$)"
    r"|(?<![a-z])(?:(?:real|actual|live|living|proper) (?:person|human|people|one|body)|human being"
    r"|any(?:body|one) (?:alive|real|human|actually)"
    r"|some(?:body|one) (?:real|human|alive|in charge)"
    r"|(?:speak|talk) (?:to|with) (?:a |an |some|any)?(?:person|human|manager|agent|one|body))",
    re.IGNORECASE,
)
_MONEY = re.compile(
    r"款|钱|账|(?<![a-z])(?:money|payment|transfer|remittance)(?![a-z])", re.IGNORECASE
)
_PAID_A_BILL = re.compile(
    r"(?:付|结|打|转|汇)(?:了|过|清|掉)?.{0,8}(?:账单|那张票|货款|账)"
    r"|(?:paid|settled|wired).{0,16}(?:invoice|bill)",
    re.IGNORECASE,
)
_SAYS_LITTLE = frozenset({"smalltalk", "out_of_scope", "human_handoff"})
_CLEAR = 0.6

AGAIN = re.compile(
    r"(上次|上回|之前|上一?单|以前|最近那?[单张]).{0,6}(一样|那样|那些|买的|原样|再来|同样|照)"
    r"|照(着)?(上次|上回|上一?单|之前|SO)|老样子|照旧|原样再|再来一份|一模一样"
    r"|same (as|again)|(the )?usual\b|repeat (my|the|order|SO)|again like last|reorder",
    re.IGNORECASE,
)
"""An order that is to be placed again."""

Rule = Callable[[Brief, Request], str | None]


def weighed(brief: Brief) -> Brief:
    """The brief with the intents that its evidence bears out, and the dealer that it names."""
    if (step := continued(brief)) is not None and brief.focus.question is None:
        request = replace(brief.understanding.main, intent=step.intent, confidence=_CERTAIN)
        requests: tuple[Request, ...] = (request,)
    else:
        requests = tuple(_weighed(brief, request) for request in brief.understanding.requests)
    return replace(brief, understanding=replace(brief.understanding, requests=requests))


def _weighed(brief: Brief, request: Request) -> Request:
    if brief.dealers and (dealer := brief.dealer_in(request.text)):
        request = replace(request, dealer=dealer)
    for rule in _RULES:
        intent = rule(brief, request)
        if intent is not None:
            return replace(request, intent=intent, confidence=max(request.confidence, _CERTAIN))
    if request.intent == "confirm_receipt" and not _SIGNS.search(request.text):
        return replace(request, confidence=min(request.confidence, _DOUBTFUL))
    return request


def _calling_a_person(_brief: Brief, request: Request) -> str | None:
    """Somebody real is wanted, however that is put."""
    unclear = request.intent in _SAYS_LITTLE or request.confidence < _CLEAR
    return "human_handoff" if unclear and _PERSON.search(request.text) else None


def _paying(brief: Brief, request: Request) -> str | None:
    """A dealer who says that he paid, or finance that money came in."""
    if request.items or request.intent == "payment":
        return None
    if brief.actor.role is Role.DEALER and paying.says_paid(request.text):
        unclear = request.intent in _SAYS_LITTLE or request.confidence < _CLEAR
        return "payment" if unclear or _PAID_A_BILL.search(request.text) else None
    books = brief.actor.is_staff and brief.actor.may(Permission.RECORD_PAYMENTS)
    if not books or not request.dealer or not paying.says_came_in(request.text):
        return None
    return "payment" if sums.find(request.text) or _MONEY.search(request.text) else None


def _number_alone(_brief: Brief, request: Request) -> str | None:
    found = _PLAIN_NUMBER.fullmatch(request.text)
    return _BY_NUMBER.get(found["kind"].upper()) if found else None


def _taking_back(brief: Brief, request: Request) -> str | None:
    """A note that is to be taken back: the number or the word says which kind."""
    if not WITHDRAWS.search(request.text) or request.order:
        return None
    if _PAYMENTS.search(request.text) and (brief.focus.payment or "PM-" in request.text.upper()):
        return "payment"
    if request.ticket or (_TICKETS.search(request.text) and brief.focus.ticket):
        return "ticket_status"
    return (
        None if request.items or _ORDERS.search(request.text) else _LAST.get(brief.focus.last or "")
    )


def _shipping(brief: Brief, request: Request) -> str | None:
    return "order_status" if ships(brief, request) else None


def _receiving(brief: Brief, request: Request) -> str | None:
    """An order that has come in, whatever is wrong with it, is to be signed for."""
    if brief.actor.is_staff or not request.order or _ASKS.search(request.text):
        return None
    if not _ARRIVED.search(request.text) or _WANTS_ELSE.search(request.text):
        return None
    return "confirm_receipt"


def _adding(_brief: Brief, request: Request) -> str | None:
    """Goods for an order with a number change that order, unless it is to be placed again."""
    goods = any(i.product for i in request.items) or request.removed
    if request.intent != "place_order" or not request.order or not goods:
        return None
    return None if AGAIN.search(request.text) else "change_order"


def _pointing(brief: Brief, request: Request) -> str | None:
    """So many of one that was just looked up are an order."""
    goods = any(item.product for item in request.items)
    if goods or request.order or _ASKS.search(request.text):
        return None
    line = pointed_line(brief, request.text)
    return "place_order" if line is not None and "quantity" in line else None


def _orders_then_asks(request: Request, complete: list[Item]) -> bool:
    """Whether all goods are ordered in a clause of its own, and only when they come is asked after
    it ("电饭煲来20个，明天能到吗")."""
    if request.intent != "order_status":
        return False
    last = max(item.quantity.end for item in complete if item.quantity)
    clause = _CLAUSE_END.search(request.text, last)
    head = request.text[: clause.start()] if clause else ""
    return bool(_TAKES.search(head)) and not _ASKS.search(head)


def _ordering(brief: Brief, request: Request) -> str | None:
    """Goods with their quantities, and nothing that asks or complains, are an order."""
    complete = [i for i in request.items if i.product and i.product.fits and i.quantity]
    if not complete or request.order or request.ticket:
        return None
    if _ASKS.search(request.text):
        return "place_order" if _orders_then_asks(request, complete) else None
    if request.intent == "place_order" or not residue(request.text, brief.catalogue):
        return "place_order"
    own = _OWN_WORDS.get(request.intent)
    if request.intent not in _WEAK or (own and own.search(request.text)):
        return None
    return None if _FAULTY.search(request.text) else "place_order"


_RULES: tuple[Rule, ...] = (
    _calling_a_person,
    _paying,
    _number_alone,
    _taking_back,
    _shipping,
    _receiving,
    _adding,
    _pointing,
    _ordering,
)
