"""What a message is about while the talk is on a ticket, and faults that are plainly reported."""

import re
from collections.abc import Callable

from assistant.builtin.arriving import ARRIVED
from assistant.builtin.known import meant
from assistant.builtin.plan import Brief
from assistant.builtin.residue import residue
from assistant.builtin.telling import asks
from assistant.builtin.withdrawing import withdraws
from assistant.understanding import faults, mentions
from assistant.understanding.canonical import canonical
from assistant.understanding.reactions import react
from assistant.understanding.understood import Request
from assistant.understanding.visit_words import (
    ANGER,
    ANOTHER,
    BROKEN,
    CALLS,
    COMES,
    FEES,
    INSTALLS,
    OTHER_BUSINESS,
    STOCK,
    URGES,
    WANTS,
)
from domain.scope import Role

_PROGRESS = re.compile(
    r"怎么?样了|咋样了|有消息|有进展|进度|[来派修]了(?:没|吗)|(?:啥|什么)时候(?:能)?[来到修派]|几点(?:能)?[来到]"
    r"|安排(?:了|好了?)(?:没|吗)|(?:有人|谁)(?:来|联系)|多久(?:能)?[来到修]|还没人|没来|到哪"
    r"|(?<![a-z])(?:any (?:news|updates?|word|progress)|how(?:'s| is) (?:it|that|this|my|the)"
    r"|status|what's happening|where(?:'s| is) (?:he|she|the)|(?:when|what time)"
    r" (?:is|will|does|do|can|are) (?:he|she|they|you|someone|somebody|the|your)"
    r"|is (?:anyone|anybody|someone) coming)",
    re.IGNORECASE,
)
_DOUBTFUL = 0.4
_RECENT = 6
"""Messages since a ticket came up for which the talk is still on it."""
_WONDERS = 0.6
_TOLD_SURELY = 0.8
_A_FEW = 2
_PLAIN = 40
"""Characters of a message that says nothing but that something is broken."""
_VAGUE = frozenset(
    {"product_question", "out_of_scope", "smalltalk", "replenishment_advice", "insight_query"}
    | {"open_ticket", "promotion_policy", "customer_profile", "business_query", "account_help"}
)
"""What a question about a repair is mistaken for."""
_SUPPOSES = re.compile(
    r"如果|要是|假如|万一|会不会|怕|(?<![a-z])(?:if|in case|might|afraid|worried)(?![a-z])",
    re.IGNORECASE,
)
_GRIEVES = frozenset({"complaint", "human_handoff", "return_refund"})
_UNLIKELY = frozenset(
    {
        "open_ticket",
        "product_question",
        "ticket_status",
        "smalltalk",
        "out_of_scope",
        "order_status",
    }
    | {"place_order", "change_order", "customer_profile", "check_stock"}
)
"""What a fault that is only stated may be taken for."""


def _grieving(brief: Brief, request: Request) -> str | None:
    """A grievance while the talk is on a ticket is one, whatever it asks for besides."""
    said = canonical(request.text).text
    if not _on_ticket(brief) or not ANGER.search(said) or withdraws(request.text):
        return None
    if "投诉" in said or "complain" in said:
        return None if asks(request.text) or request.intent == "human_handoff" else "complaint"
    return "complaint" if request.intent in ("ticket_status", "complaint", "open_ticket") else None


def _wondering(brief: Brief, request: Request) -> str | None:
    """A doubtful question while the talk is on a ticket is about what it is for."""
    said = canonical(request.text).text
    if not _on_ticket(brief) or not asks(request.text) or request.order:
        return None
    if request.intent == "open_ticket":
        return None if COMES.search(said) or ANOTHER.search(said) else "product_question"
    stock = request.intent == "check_stock" and not request.items and not STOCK.search(said)
    doubtful = request.confidence < _WONDERS and request.intent in _VAGUE
    return "product_question" if stock or doubtful else None


def _calling(brief: Brief, request: Request) -> str | None:
    """Whom to call about a ticket is told with how it is going."""
    said = canonical(request.text).text
    if not _on_ticket(brief) or request.intent == "complaint" or not asks(request.text):
        return None
    if not CALLS.search(said):
        return None
    return "ticket_status" if FEES.search(said) or request.confidence < _WONDERS else None


def _fee(_brief: Brief, request: Request) -> str | None:
    """The price of somebody's coming or work is told by an article, not by a price list."""
    if request.intent != "price_quote" or any(item.product for item in request.items):
        return None
    return "product_question" if FEES.search(canonical(request.text).text) else None


def _reported(brief: Brief, request: Request) -> str | None:
    """Goods and their fault, stated by somebody who most likely reports it."""
    said = canonical(request.text).text
    plain = brief.actor.role is Role.CUSTOMER and len(said) <= _PLAIN and BROKEN.search(said)
    greets = request.intent == "smalltalk" and COMES.search(said)
    likely = greets or (request.intent == "open_ticket" and request.confidence >= _DOUBTFUL)
    if not likely and not (plain and request.confidence < _WONDERS):
        return None
    tells = faults.find(request.text) or plain or (not greets and INSTALLS.search(said))
    return "open_ticket" if tells and _states(brief, request) else None


def _states(brief: Brief, request: Request) -> bool:
    """Whether somebody states, of goods of his own, what is the case."""
    if brief.actor.is_staff or request.order or not mentions.find(request.text, brief.catalogue):
        return False
    return not any(p.search(request.text) for p in (ARRIVED, _SUPPOSES)) and not asks(request.text)


def _progress(brief: Brief, request: Request) -> str | None:
    """How is it going, asked while the talk is on a ticket."""
    if not _on_ticket(brief) or request.intent in _GRIEVES or request.order:
        return None
    if request.items and not meant(request.text, brief.tickets, brief.catalogue):
        return None
    return "ticket_status" if _PROGRESS.search(request.text) else None


def _faulty(brief: Brief, request: Request) -> str | None:
    """A fault that is stated while the talk is on a ticket is one to be mended, of the same or of
    another appliance; whether it has a ticket already is looked at next."""
    if not _on_ticket(brief) or asks(request.text) or not faults.find(request.text):
        return None
    return "open_ticket" if request.intent in _UNLIKELY else None


def may_be_told(brief: Brief, request: Request) -> bool:
    """Whether a statement right after a ticket came up, doubtful by itself, may be meant for it:
    then it is asked."""
    said = canonical(request.text).text
    if not _on_ticket(brief) or brief.focus.quiet or request.confidence >= _TOLD_SURELY:
        return False
    other = WANTS.search(said) or OTHER_BUSINESS.search(said) or react(request.text) is not None
    wordy = len(residue(request.text, brief.catalogue)) >= _A_FEW
    return wordy and not other and not asks(request.text) and request.intent not in _GRIEVES


def _on_ticket(brief: Brief) -> bool:
    recent = brief.focus.quiet <= _RECENT and not brief.focus.turned
    return recent and any(ticket.is_open for ticket in brief.tickets)


def _urging(brief: Brief, request: Request) -> str | None:
    """That it is to go faster, said while the talk is on a ticket."""
    said = canonical(request.text).text
    if (
        not _on_ticket(brief)
        or not URGES.search(said)
        or request.intent in ("complaint", "open_ticket")
    ):
        return None
    return None if request.items or request.order or asks(request.text) else "ticket_status"


RULES: tuple[Callable[[Brief, Request], str | None], ...] = (
    _grieving,
    _progress,
    _faulty,
    _reported,
    _calling,
    _urging,
    _wondering,
    _fee,
)
"""Each says which intent it is, or that it does not know."""
