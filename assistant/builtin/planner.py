"""From an understanding to steps: by the open question first, then intent by intent."""

from collections.abc import Callable
from dataclasses import replace

from assistant.builtin import telling
from assistant.builtin.answers import answer_to
from assistant.builtin.continuation import continued
from assistant.builtin.doubt import ON_TICKET, ask_want, ask_which_goods, cleared
from assistant.builtin.noted import gone_on_with
from assistant.builtin.own_words import may_be_ours, only_guessed
from assistant.builtin.plan import Brief, Step, call, say
from assistant.builtin.repeating import put_again, reminder
from assistant.builtin.residue import residue
from assistant.builtin.skills import (
    approvals,
    changing,
    customers,
    figure_talk,
    figures,
    finance,
    grievances,
    insight,
    knowledge,
    leads,
    ordering,
    payments,
    ratings,
    reports,
    requests,
    service,
    stock,
    talk,
    tickets,
    transfers,
)
from assistant.builtin.skills.documents import named_document
from assistant.builtin.skills.photos import photos
from assistant.understanding.details import request_of
from assistant.understanding.splitting import Part
from assistant.understanding.understood import ProductMention, Request
from tools.registry import REGISTRY, Effect

Skill = Callable[[Brief, Request], list[Step]]

SKILLS: dict[str, Skill] = {
    "place_order": ordering.place_order,
    "change_order": changing.change_order,
    "order_status": ordering.order_status,
    "confirm_receipt": ordering.confirm_receipt,
    "check_stock": stock.check_stock,
    "transfer_stock": transfers.transfer_stock,
    "replenishment_advice": figures.replenishment_advice,
    "price_quote": ordering.price_quote,
    "product_question": knowledge.look_up,
    "promotion_policy": knowledge.look_up,
    "receivables": finance.receivables,
    "payment": payments.payment,
    "invoice": requests.invoice,
    "open_ticket": service.open_ticket,
    "ticket_status": tickets.ticket_status,
    "rate_service": ratings.rate_service,
    "return_refund": requests.return_refund,
    "complaint": service.complaint,
    "customer_profile": customers.customer_profile,
    "lead_followup": leads.lead_followup,
    "approval": approvals.approval,
    "business_query": figures.business_query,
    "submit_report": reports.submit_report,
    "insight_query": insight.insight_query,
    "account_help": knowledge.look_up,
    "human_handoff": service.hand_over,
    "smalltalk": talk.smalltalk,
    "out_of_scope": talk.out_of_scope,
    ON_TICKET: tickets.put_on,
}
"""What each intent of the taxonomy leads to, and what may be chosen beside them."""

NOTED = 0.8
"""Confidence from which something may be written down at once, without a proposal."""
SURE = 0.55
"""Confidence from which something may be proposed, or asked for."""
LIKELY = 0.3
"""Confidence from which something may be looked up."""
_FOREIGN = 0.5
"""Confidence from which a message is taken to be none of this business."""
_LOOKS_AT = frozenset(
    {"order_status", "check_stock", "product_question", "price_quote", "customer_profile"}
    | {"smalltalk", "out_of_scope"}
)
"""What a message that only names a ticket may be taken for."""
_RESCHEDULED = frozenset(
    {"open_ticket", "ticket_status", "change_order", "order_status", "smalltalk", "out_of_scope"}
)
"""What a message that wants another time for a visit may be taken for."""
_ASKED = frozenset(
    {"product_question", "promotion_policy", "ticket_status", "price_quote", "check_stock"}
    | {"order_status", "account_help"}
)
"""What may be asked in the same breath as something is told of a ticket."""


def _report(brief: Brief) -> list[Step] | None:
    report = reports.whole_report(brief)
    return None if report is None else reports.submit_report(brief, report)


def _look_up_again(brief: Brief) -> list[Step] | None:
    again = continued(brief) if brief.focus.question is None else None
    return None if again is None else [again]


def _lead(brief: Brief) -> list[Step] | None:
    lead = leads.noted_whole(brief)
    return None if lead is None else leads.lead_followup(brief, lead)


def plan(brief: Brief) -> list[Step]:
    """The steps of a turn, in the order the message asks for them."""
    for way in _BEFORE_INTENTS:
        if (steps := way(brief)) is not None:
            return steps
    clear = cleared(brief)
    if clear is None and (again := put_again(brief)) is not None:
        return [again]
    return _by_intent(brief, clear)


def _by_intent(brief: Brief, clear: tuple[Request, ...] | None) -> list[Step]:
    """Intent by intent: of what is said now, or of what an earlier question has cleared up."""
    steps: list[Step] = []
    if clear is not None:  # what was said before is what the choice is about
        brief = replace(brief, text=clear[0].text)
    for request in _matters(clear or brief.understanding.requests):
        steps += _steps(brief, request, clear is not None)
    asked = reminder(brief, steps) if clear is None else None
    return [*steps, asked] if asked else steps


def _told_of_ticket(brief: Brief) -> list[Step] | None:
    """Details of the ticket of the talk, and the answer to what is asked in the same breath."""
    told = telling.told(brief)
    if told is None:
        return None
    return [*tickets.tell(brief, told), *_asked_beside(brief, told.asked)]


def _of_ticket(brief: Brief) -> list[Step] | None:
    """What a message says of the ticket of the talk beside details: pictures, another time for a
    visit that was not spoken of, that there is nothing to add."""
    if (shown := photos(brief)) is not None:
        return shown
    main = brief.understanding.main
    time = telling.new_time(brief) if not brief.tickets and not main.order else None
    if time is not None and main.intent in _RESCHEDULED:
        return tickets.change_time(replace(main, intent="open_ticket"), time)
    return tickets.urged(brief) or tickets.heard(brief)


def _asked_beside(brief: Brief, asked: str) -> list[Step]:
    """The answer to what is asked in the same breath as something is told of a ticket."""
    if not asked:
        return []
    main = brief.understanding.main
    intent = main.intent if main.intent in _ASKED else "product_question"
    part = Part(asked, intent, max(main.confidence, SURE))
    request = request_of(part, brief.catalogue, brief.today, brief.language)
    return _steps(replace(brief, text=asked), request, cleared_up=True)


_BEFORE_INTENTS: tuple[Callable[[Brief], list[Step] | None], ...] = (
    _report,
    answer_to,
    talk.leave,
    talk.let_go,
    gone_on_with,
    requests.after_article,
    figure_talk.gone_on_with,
    customers.looked_up,
    _told_of_ticket,
    _of_ticket,
    _look_up_again,
    _lead,
)
"""What a message may be whatever its intent, the surest first."""


def _matters(requests: tuple[Request, ...]) -> list[Request]:
    """A greeting before a request is answered by the answer to the request."""
    matters = [r for r in requests if r.intent != "smalltalk"]
    return matters or list(requests[:1])


def _steps(brief: Brief, request: Request, cleared_up: bool) -> list[Step]:
    if (steps := named_document(brief, request)) is not None:
        return steps
    if (steps := grievances.missing_money(brief, request)) is not None:
        return [*steps, *ordering.place_order(brief, request)] if _plain(request) else steps
    if not cleared_up and (named := _only_goods(brief, request)):
        if not named.fits:
            return [call("check_stock", request, product=named.text)]
        return [ask_which_goods(brief, request)]
    intent = request.intent
    if request.ticket is not None and intent in _LOOKS_AT and not request.items:
        intent = "ticket_status"  # the number says what is looked at
    steps = SKILLS[intent](brief, request)
    if _means_nothing_here(brief, steps):
        return [say("not_understood")]
    guessed = only_guessed(request) and any(step.tool and not _reads(step) for step in steps)
    if not cleared_up and (guessed or (intent == "out_of_scope" and may_be_ours(request))):
        return [ask_want(brief, request)]
    if request.confidence < _needed(steps, intent) and not _plain(request):
        return [ask_want(brief, request)]
    return steps


def _means_nothing_here(brief: Brief, steps: list[Step]) -> bool:
    """Whether a day or an address is said that nothing waits for: it begins nothing."""
    terms = brief.understanding.terms
    if terms is None or terms.quantity is not None or brief.focus.question is not None:
        return False
    return any(step.question or step.follow or (step.tool and not _reads(step)) for step in steps)


def _reads(step: Step) -> bool:
    return step.tool is not None and REGISTRY.get(step.tool).effect is Effect.READ


def _needed(steps: list[Step], intent: str) -> float:
    """The confidence that steps need, by the most that they may do."""
    if intent == "out_of_scope":
        return _FOREIGN
    return max((_needed_by(step) for step in steps), default=0.0)


def _needed_by(step: Step) -> float:
    if step.follow is not None or step.question is not None:
        return SURE
    if step.tool is None:
        return 0.0
    effect = REGISTRY.get(step.tool).effect
    if effect is Effect.NOTE and step.tool not in _BORNE_OUT:
        return NOTED
    return LIKELY if effect is Effect.READ else SURE


_BORNE_OUT = frozenset(
    {"report_payment", "correct_payment", "withdraw_payment", "withdraw_ticket", "add_to_ticket"}
)
"""Notes that are only made of what the message surely holds: an amount, a number, a time."""


def _only_goods(brief: Brief, request: Request) -> ProductMention | None:
    """The goods that a message names where it says nothing of what is wanted with them."""
    named = [item.product for item in request.items if item.product]
    more = request.order or request.ticket or request.place or request.removed or request.amount
    if not named or more or any(item.quantity for item in request.items):
        return None
    return None if residue(request.text, brief.catalogue) else named[0]


def _plain(request: Request) -> bool:
    """Whether a message says so much of an order that a doubtful intent does not matter."""
    complete = [item for item in request.items if item.product and item.quantity]
    return request.intent == "place_order" and bool(complete) and request.confidence >= LIKELY
