"""From an understanding to steps: by the open question first, then intent by intent."""

from collections.abc import Callable

from assistant.builtin.answers import answer_to
from assistant.builtin.plan import Brief, Step, say
from assistant.builtin.skills import finance, knowledge, ordering, service, stock, talk
from assistant.understanding.understood import Request

Skill = Callable[[Brief, Request], list[Step]]

SKILLS: dict[str, Skill] = {
    "place_order": ordering.place_order,
    "change_order": ordering.change_order,
    "order_status": ordering.order_status,
    "confirm_receipt": ordering.confirm_receipt,
    "check_stock": stock.check_stock,
    "transfer_stock": service.request_to("supply_planning"),
    "replenishment_advice": service.request_to("supply_planning"),
    "price_quote": ordering.price_quote,
    "product_question": knowledge.look_up,
    "promotion_policy": knowledge.look_up,
    "receivables": finance.receivables,
    "payment": finance.payment,
    "invoice": service.request_to("finance"),
    "open_ticket": service.open_ticket,
    "ticket_status": service.ticket_status,
    "rate_service": service.rate_service,
    "return_refund": service.request_to("after_sales"),
    "complaint": service.complaint,
    "customer_profile": service.request_to("sales"),
    "lead_followup": service.request_to("sales"),
    "approval": finance.approval,
    "business_query": service.request_to("sales"),
    "submit_report": service.request_to("channel"),
    "insight_query": service.request_to("customer_service"),
    "account_help": knowledge.look_up,
    "human_handoff": service.hand_over,
    "smalltalk": talk.smalltalk,
    "out_of_scope": talk.out_of_scope,
}
"""What each intent of the taxonomy leads to."""

SURE = 0.55
"""Confidence from which something may be proposed or written down."""
LIKELY = 0.3
"""Confidence from which something may be looked up."""
_WRITES = frozenset(SKILLS) - {
    "order_status",
    "check_stock",
    "price_quote",
    "product_question",
    "promotion_policy",
    "receivables",
    "ticket_status",
    "account_help",
    "smalltalk",
    "out_of_scope",
}


def plan(brief: Brief) -> list[Step]:
    """The steps of a turn, in the order the message asks for them."""
    if (answered := answer_to(brief)) is not None:
        return answered
    steps: list[Step] = []
    for request in _matters(brief.understanding.requests):
        steps += _steps(brief, request)
    return steps


def _matters(requests: tuple[Request, ...]) -> list[Request]:
    """A greeting before a request is answered by the answer to the request."""
    matters = [r for r in requests if r.intent != "smalltalk"]
    return matters or list(requests[:1])


def _steps(brief: Brief, request: Request) -> list[Step]:
    needed = SURE if request.intent in _WRITES else LIKELY
    if request.confidence < needed and not _plain(request):
        return [say("not_understood")]
    if request.ticket is not None and request.intent == "order_status":
        return SKILLS["ticket_status"](brief, request)  # the number says which of the two it is
    return SKILLS[request.intent](brief, request)


def _plain(request: Request) -> bool:
    """Whether a message says so much of an order that a doubtful intent does not matter."""
    complete = [item for item in request.items if item.product and item.quantity]
    return request.intent == "place_order" and bool(complete) and request.confidence >= LIKELY
