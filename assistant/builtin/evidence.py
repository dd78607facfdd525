"""What a message holds weighs more than how it sounds: intents put right by what is named.

The classifier reads words alone. Numbers of records, a whole order line, goods that have arrived
and what the talk is about say for certain what it can only guess.
"""

import re
from collections.abc import Callable
from dataclasses import replace

from assistant.builtin import service_evidence, telling
from assistant.builtin.among import told_exactly
from assistant.builtin.arriving import ARRIVED
from assistant.builtin.continuation import continued
from assistant.builtin.dispatching import ships
from assistant.builtin.lines import pointed_line
from assistant.builtin.own_words import FAULTY
from assistant.builtin.plan import Brief
from assistant.builtin.residue import residue, spans
from assistant.builtin.withdrawing import IF_SO, OTHERS_DID, withdraws
from assistant.understanding import dates, paying, sums
from assistant.understanding.deciding import decision
from assistant.understanding.listing import picked
from assistant.understanding.terms import beside_terms
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
_WANTS_ELSE = re.compile(
    r"退货|退款|退钱|换货|换一|换新|投诉|索赔|发票|开票|派人|上门|维修|报修"
    r"|没(?:收到|到)|未(?:收到|到)|什么时候|还没"
    r"|(?<![a-z])(?:refund|return|exchange|replace\w*|complain\w*|invoice|repair"
    r"|not (?:arrived|here|come)|hasn't|haven't|never|when|where|if|once)(?![a-z])",
    re.IGNORECASE,
)
_TICKETS = re.compile(
    r"工单|报修|维修|修理|报装|安装|保养|清洗|投诉|上门|师傅|预约"
    r"|(?<![a-z])(?:tickets?|repairs?|installations?|fitting|maintenance|complaints?|visits?"
    r"|technician|engineer|appointments?|service call)(?![a-z])",
    re.IGNORECASE,
)
_PAYMENTS = re.compile(
    r"付款|打款|汇款|转账|付款登记|回款|(?<![a-z])(?:payment|transfer|remittance)(?![a-z])|PM-?\d",
    re.IGNORECASE,
)
_ORDERS = re.compile(r"订单|单子|那单|这单|货|(?<![a-z])(?:order|goods)(?![a-z])", re.IGNORECASE)
_LAST = {"ticket": "ticket_status", "payment": "payment"}
"""What taking back without a name concerns: that which came up last."""
_WEAK = frozenset(
    {"open_ticket", "approval", "smalltalk", "out_of_scope", "order_status", "transfer_stock"}
)
"""Intents that a message with a whole order line, and no words of their own, does not have."""
_OWN_WORDS = {
    "open_ticket": FAULTY,
    "approval": re.compile(
        r"批准|批了|驳回|待批|等.{0,4}批|(?<![a-z])(?:approv|reject)", re.IGNORECASE
    ),
    "transfer_stock": re.compile(
        r"调|借|匀|挪|拨|转|(?<![a-z])(?:transfer|move|borrow|lend|loan|shift|swap|between)",
        re.IGNORECASE,
    ),
    "price_quote": re.compile(r"价|多少钱|(?<![a-z])(?:quot|price|cost|charge)", re.IGNORECASE),
    "check_stock": re.compile(
        r"库存|现货|有货|查|(?<![a-z])(?:stock|available|check|have you|do you have)", re.IGNORECASE
    ),
    "replenishment_advice": re.compile(
        r"补货|建议|应该|合适|(?<![a-z])(?:advi|recommend|suggest|should|enough)", re.IGNORECASE
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
_WHO_ARE_YOU = re.compile(
    r"(?:是|系)(?:个)?(?:真人|活人|人|机器人?).{0,3}(?:还是|抑或|定系)|(?:你|您|侬).{0,2}是.{0,3}(?:真人|机器人)[吗么呀]"
    r"|(?<![a-z])are (?:you|u) (?:an? )?(?:real|human|bot|robot|machine|person|actual)",
    re.IGNORECASE,
)
_HANDED_IN = re.compile(
    r"(?:交|提交|发|报)(?:上去)?的?.{0,6}(?:[日周月季]报|报告|汇报)|(?:[日周月季]报|报告|汇报).{0,8}(?:撤|收回|作废)"
    r"|(?<![a-z])report (?:i|we)(?: just| have|'ve)? (?:just )?(?:hand|sen|submit|fil|gave)",
    re.IGNORECASE,
)
_THAT_ORDER = re.compile(
    r"(?:那|这|刚才?下?的?|上一?|昨天的?|今天的?)[张个笔]?(?:订单|单子?)(?!价)(?:里|上|中|帮|再|加|给|\W)"
    r"|(?<![a-z])(?:that|this|the last|my last|my|yesterday's|the) order(?![a-z])",
    re.IGNORECASE,
)
_MAY_ADD = frozenset({"place_order", "product_question", "smalltalk", "out_of_scope"})
_OF_TRADE = frozenset(
    {"transfer_stock", "replenishment_advice", "receivables", "customer_profile", "lead_followup"}
    | {"approval", "business_query", "submit_report", "insight_query"}
)
_OF_MONEY = frozenset({"payment", "receivables", "order_status", "out_of_scope", "smalltalk"})
_ARRIVED_MONEY = re.compile(
    r"到账|入账|收到.{0,4}[款钱账]|(?<![a-z])(?:go through|went through|gone through|come through"
    r"|reach(?:ed)? you|clear(?:ed)?|land(?:ed)?)(?![a-z])",
    re.IGNORECASE,
)
"""Asks whether money that was sent has come."""
_TAG = re.compile(
    r"(?:ok(?:ay)?|right|alright|好吗|好吧|行吗|可以吗|行不行)?\s*[?？]\s*$", re.IGNORECASE
)
_NEAR_AN_ORDER = 0.15
_NEAR = _WEAK | {"replenishment_advice", "price_quote", "product_question", "check_stock"}
_CLAUSE_END = re.compile(r"[,，。.;；!！?？\n]|(?<![a-z])and(?![a-z])")
_INVOICES = re.compile(
    r"票|抬头|税|fapiao|(?<![a-z])(?:invoic\w*|invocie|bills?|billing|billed|tax\w*|vat|receipts?)(?![a-z])",
    re.IGNORECASE,
)
_NOTHING = frozenset({"smalltalk", "out_of_scope"})
_ERROR_CODE = re.compile(
    r"(?<![a-z0-9-])[efph]-?\d{1,2}(?![0-9a-z])|故障码|错误代码|(?<![a-z])(?:error|fault) code",
    re.IGNORECASE,
)
_NOT_COME = re.compile(
    r"(?:怎么|咋|为啥|为什么|还|都)(?:还)?没(?:有)?(?:到|收到|来|发|送)|到哪儿?了"
    r"|(?<![a-z])(?:hasn't|haven't|has not|have not|not|never) (?:arrived|come|turned up|shown up"
    r"|been delivered|shipped|here)",
    re.IGNORECASE,
)
_WAS_ORDERED = re.compile(
    r"[订买下要](?:了)?的(?:那|这)|(?:上|昨|前)[^,，。]{0,6}[订买下]的"
    r"|(?<![a-z])(?:i|we) (?:ordered|bought|placed)",
    re.IGNORECASE,
)
_VISIT = re.compile(
    r"(?:什么时候|几点|哪天|多久|啥时候?)[^,，。]{0,8}(?:来?装|安装|上门|来?修|来人)"
    r"|(?:师傅|装机|安装|上门)[^,，。]{0,8}(?:什么时候|几点|哪天|到哪|还不来|还没来|啥时候?)"
    r"|(?<![a-z])when[^?.]{0,40}(?:install\w*|fitted|fitter|technician|engineer|repair ?man"
    r"|mechanic|plumber|come (?:to|and) (?:fix|fit|repair|install))",
    re.IGNORECASE,
)
_DOUBTFUL = 0.4
_GUESSED = 0.2
_TALK = frozenset({"smalltalk", "out_of_scope"})
_LOOK = (
    r"(?:\W|那个|麻烦|请|帮我?|给我|看看|看一?下?|查查|查一?下?|打开|了解一?下?|工单|订单|付款单?"
    r"|(?<![a-z])(?:show(?: me)?|check|look(?: at| up)?|open|what about"
    r"|about|the|ticket|order|please|pls)(?![a-z]))*"
)
_SHORT = 60
_PLAIN_NUMBER = re.compile(
    rf"{_LOOK}(?P<kind>SO|TK|PM)[-_ ]?0*\d+{_LOOK}(?:吧|呢|的?情况|怎么样了?)?{_LOOK}",
    re.IGNORECASE,
)
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
_PARTS = re.compile(r"[,，.。;；!！\n]+")
_WAITS = re.compile(
    r"(?:有|还有)?(?:啥|什么|哪些|没有?|几[个张单]).{0,4}(?:要|等|待|需要)我?(?:批|审|签|点头|处理)"
    r"|要我[批审签]|等我(?:批|审|签)"
    r"|(?<![a-z])(?:what(?:'s| is)|anything|something)(?: still| else)? (?:waiting|pending"
    r"|to (?:sign|approve)"
    r"|on my (?:desk|plate|list)|for me)(?![a-z])",
    re.IGNORECASE,
)
"""Whoever decides asks what waits."""
_APPROVED_YET = re.compile(
    r"(?:还没|没有?|怎么还?不|啥时候|什么时候|几时)(?:给)?(?:批|审)|批(?:了没|了吗|下来没|没批"
    r"|没有)|审批到哪|卡在审批"
    r"|(?<![a-z])(?:approved (?:yet|already)|(?:waiting|stuck).{0,12}approval|still not approved)",
    re.IGNORECASE,
)
_URGES = re.compile(
    r"催|快(?:点|一点)|尽快|抓紧|(?<![a-z])(?:hurry|chase|speed|urgent|asap)(?![a-z])",
    re.IGNORECASE,
)
_WANTS_INVOICE = re.compile(
    r"(?:开|要|给|寄|补)(?:一?张|个|我)*(?:发票|专票|普票)"
    r"|(?<![a-z])(?:send|need|want|give|issue|get|email|have)(?: me| us)?(?: an?| the| our| my)*"
    r" invoices?",
    re.IGNORECASE,
)
_TAKEN_FOR_INVOICE = frozenset({"place_order", "order_status", "product_question", "smalltalk"})
_MAY_WAIT = frozenset({"ticket_status", "order_status", "lead_followup", "insight_query"})
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
    main = brief.understanding.main
    found = telling.told(brief)
    if found is not None and not found.asked:
        requests: tuple[Request, ...] = (
            replace(main, text=brief.text, intent="open_ticket", confidence=_CERTAIN),
        )
    elif (step := continued(brief)) is not None and brief.focus.question is None:
        requests = (replace(main, intent=step.intent, confidence=_CERTAIN),)
    else:
        requests = tuple(_weighed(brief, request) for request in brief.understanding.requests)
    return replace(brief, understanding=replace(brief.understanding, requests=requests))


def _of_role(brief: Brief, request: Request) -> Request:
    """What a customer wants is nothing that only dealers and head office ask for."""
    if brief.actor.role is not Role.CUSTOMER or request.intent not in _OF_TRADE:
        return request
    likely = [(intent, share) for intent, share in request.others if intent not in _OF_TRADE]
    if not likely:
        return request
    intent, share = likely[0]
    return replace(request, intent=intent, confidence=share / (1.0001 - request.confidence))


def _weighed(brief: Brief, request: Request) -> Request:
    if brief.dealers and (dealer := brief.dealer_in(request.text)):
        request = replace(request, dealer=dealer)
    request = told_exactly(brief, _of_role(brief, request))
    for rule in _RULES:
        intent = rule(brief, request)
        if intent is not None:
            return replace(request, intent=intent, confidence=max(request.confidence, _CERTAIN))
    if service_evidence.may_be_told(brief, request):
        intent = "open_ticket" if request.intent in _TALK else request.intent
        return replace(request, intent=intent, confidence=min(request.confidence, _GUESSED))
    if request.intent == "invoice" and not _INVOICES.search(request.text):
        return replace(request, confidence=min(request.confidence, _DOUBTFUL))
    if request.intent == "confirm_receipt" and not _SIGNS.search(request.text):
        return replace(request, confidence=min(request.confidence, _DOUBTFUL))
    return request


def _calling_a_person(_brief: Brief, request: Request) -> str | None:
    """Somebody real is wanted, however that is put."""
    unclear = request.intent in _SAYS_LITTLE or request.confidence < _CLEAR
    if _WHO_ARE_YOU.search(request.text):
        return "smalltalk"
    return "human_handoff" if unclear and _PERSON.search(request.text) else None


def _paying(brief: Brief, request: Request) -> str | None:
    """A dealer who says that he paid, or finance that money came in."""
    if any(item.product for item in request.items):
        return None
    if request.amount and _ARRIVED_MONEY.search(request.text) and request.intent in _OF_MONEY:
        return "payment"
    if request.intent == "payment":
        return None
    if brief.actor.role is Role.DEALER and paying.says_paid(request.text):
        unclear = request.intent in _SAYS_LITTLE or request.confidence < _CLEAR
        return "payment" if unclear or _PAID_A_BILL.search(request.text) else None
    if brief.actor.role is Role.DEALER and paying.asks_after(request.text):
        return "payment" if sums.find(request.text) else None
    books = brief.actor.is_staff and brief.actor.may(Permission.RECORD_PAYMENTS)
    if not books or not request.dealer or not paying.says_came_in(request.text):
        return None
    return "payment" if sums.find(request.text) or _MONEY.search(request.text) else None


def _deciding(brief: Brief, request: Request) -> str | None:
    """What waits for an approval, asked for by whoever decides it, or decided once it was told."""
    if brief.actor.role is Role.DEALER:
        return _asking_for_a_decision(brief, request)
    if not brief.actor.is_staff or not brief.actor.may(Permission.DECIDE_APPROVALS):
        return None
    looked = brief.focus.looked
    if request.order or (looked is not None and looked.tool == "pending_approvals"):
        decides = [decision(clause) for clause in _PARTS.split(request.text)]
        if not request.items and any(one is not None for one in decides):
            return "approval"
    unclear = request.intent in _SAYS_LITTLE | _MAY_WAIT or request.confidence < _CLEAR
    waits = _WAITS.search(request.text) and not (request.order or request.ticket)
    return "approval" if unclear and waits and not _TICKETS.search(request.text) else None


def _invoicing(brief: Brief, request: Request) -> str | None:
    """An invoice is asked for by its name."""
    if brief.actor.is_staff or any(item.product for item in request.items):
        return None
    named = _WANTS_INVOICE.search(request.text) and request.intent in _TAKEN_FOR_INVOICE
    return "invoice" if named else None


def _on_a_lead(brief: Brief, request: Request) -> str | None:
    """Something is said of one of the leads that were just listed, by its place."""
    looked = brief.focus.looked
    if looked is None or looked.tool != "list_leads" or request.order or request.ticket:
        return None
    placed = len(picked(request.text, len(brief.focus.listed))) == 1
    return "lead_followup" if placed and brief.actor.role is Role.DEALER else None


def _asking_for_a_decision(brief: Brief, request: Request) -> str | None:
    """A dealer asks how the approval of his orders goes, or asks for it again."""
    if request.order or request.items:
        return None
    looked = brief.focus.looked
    again = looked and looked.tool == "pending_approvals" and _URGES.search(request.text)
    return "approval" if again or _APPROVED_YET.search(request.text) else None


def _number_alone(_brief: Brief, request: Request) -> str | None:
    found = _PLAIN_NUMBER.fullmatch(request.text) if len(request.text) <= _SHORT else None
    return _BY_NUMBER.get(found["kind"].upper()) if found else None


def _taking_back(brief: Brief, request: Request) -> str | None:
    """A note that is to be taken back: the number or the word says which kind."""
    if not withdraws(request.text) or request.order or IF_SO.search(request.text):
        return None
    if brief.actor.role is Role.DEALER and _HANDED_IN.search(request.text):
        return "submit_report"
    if _PAYMENTS.search(request.text) and (brief.focus.payment or "PM-" in request.text.upper()):
        return "payment"
    if OTHERS_DID.search(request.text):
        return None
    named = _TICKETS.search(request.text)
    if request.ticket or (named and (brief.focus.ticket or not _ORDERS.search(request.text))):
        return "ticket_status"
    return (
        None if request.items or _ORDERS.search(request.text) else _LAST.get(brief.focus.last or "")
    )


def _numbered(_brief: Brief, request: Request) -> str | None:
    """A message that names a record is about it."""
    if request.intent not in _NOTHING:
        return None
    return "order_status" if request.order else "ticket_status" if request.ticket else None


def _error_code(_brief: Brief, request: Request) -> str | None:
    """What a code on the display means is a question about the product."""
    asks = _ASKS.search(request.text) and _ERROR_CODE.search(request.text)
    return "product_question" if asks and request.intent in _NOTHING else None


def _missing(_brief: Brief, request: Request) -> str | None:
    """What was ordered and has not come is asked after, not ordered."""
    late = request.intent in ("place_order", "change_order") and _NOT_COME.search(request.text)
    return "order_status" if late and _ASKS.search(request.text) else None


def _visit(_brief: Brief, request: Request) -> str | None:
    """When somebody comes to fit or to mend is asked of a ticket, not of an order."""
    asks = request.intent == "order_status" and not request.order
    return "ticket_status" if asks and _VISIT.search(request.text) else None


def _shipping(brief: Brief, request: Request) -> str | None:
    return "order_status" if ships(brief, request) else None


def _receiving(brief: Brief, request: Request) -> str | None:
    """An order that has come in, whatever is wrong with it, is to be signed for."""
    if brief.actor.is_staff or not request.order or _ASKS.search(request.text):
        return None
    if not ARRIVED.search(request.text) or _WANTS_ELSE.search(request.text):
        return None
    return "confirm_receipt"


def _adding(_brief: Brief, request: Request) -> str | None:
    """Goods for an order that is named or pointed at change that order, unless it is to be placed
    again."""
    goods = any(i.product for i in request.items) or request.removed
    meant = request.order or (request.added and _THAT_ORDER.search(request.text))
    if not meant or not goods or request.intent not in _MAY_ADD:
        return None
    complete = all(item.product and item.quantity for item in request.items)
    if request.intent != "place_order" and not (complete and not _ASKS.search(request.text)):
        return None
    return None if AGAIN.search(request.text) else "change_order"


def _pointing(brief: Brief, request: Request) -> str | None:
    """So many of one that was just looked up are an order."""
    goods = any(item.product for item in request.items)
    if goods or request.order or _ASKS.search(request.text):
        return None
    line = pointed_line(brief, request.text)
    return "place_order" if line is not None and "quantity" in line else None


def _orders_plainly(request: Request, complete: list[Item]) -> bool:
    """Whether all goods are asked for in words of their own, without a question about them, where
    the message was taken for something near an order ("电饭煲来20个，明天能到吗", "we want buy ten
    heaters, ok?")."""
    likely = dict(request.others).get("place_order", 0.0) >= _NEAR_AN_ORDER
    near = request.intent == "order_status" or (likely and request.intent in _NEAR)
    own = _OWN_WORDS.get(request.intent)
    if _NOT_COME.search(request.text) or _WAS_ORDERED.search(request.text):
        return False
    if not near or FAULTY.search(request.text) or (likely and own and own.search(request.text)):
        return False
    last = max(item.quantity.end for item in complete if item.quantity)
    clause = _CLAUSE_END.search(request.text, last)
    head = request.text[: clause.start()] if clause else request.text
    return bool(_TAKES.search(head)) and not _ASKS.search(_TAG.sub("", head))


def _tells_only_terms(brief: Brief, request: Request) -> bool:
    """Whether a message says nothing but goods, how many, and by when ("10 heaters, arrive 27
    November")."""
    if request.day is None or request.day < brief.today or _ASKS.search(request.text):
        return False
    if request.day == brief.today and ARRIVED.search(request.text):
        return False
    days = dates.find(request.text, brief.today, brief.language)
    taken = [*spans(request.text, brief.catalogue), *((day.start, day.end) for day in days)]
    return not beside_terms(request.text, taken)


def _ordering(brief: Brief, request: Request) -> str | None:
    """Goods with their quantities, and nothing that asks or complains, are an order."""
    complete = [i for i in request.items if i.product and i.product.fits and i.quantity]
    if not complete or request.order or request.ticket:
        return None
    if _tells_only_terms(brief, request) or _orders_plainly(request, complete):
        return "place_order"
    if _ASKS.search(request.text):
        return None
    if request.intent == "place_order" or not residue(request.text, brief.catalogue):
        return "place_order"
    own = _OWN_WORDS.get(request.intent)
    if request.intent not in _WEAK or (own and own.search(request.text)):
        return None
    return None if FAULTY.search(request.text) else "place_order"


_RULES: tuple[Rule, ...] = (
    _calling_a_person,
    _paying,
    _deciding,
    _on_a_lead,
    _invoicing,
    _number_alone,
    _numbered,
    _error_code,
    _visit,
    _missing,
    _taking_back,
    *service_evidence.RULES,
    _shipping,
    _receiving,
    _adding,
    _pointing,
    _ordering,
)
