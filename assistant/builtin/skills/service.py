"""Service: tickets of every kind, and people who answer what no tool answers."""

import re
from collections.abc import Callable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.builtin.evidence import WITHDRAWS
from assistant.builtin.lines import product_of
from assistant.builtin.plan import Brief, Step, ask, call
from assistant.builtin.skills.knowledge import look_up
from assistant.understanding.understood import Request

_INSTALL = re.compile(
    r"安装|装机|上门装|装一?下|移机|\binstall|mount|set ?up|fit(ting|ted)?\b", re.IGNORECASE
)
_MAINTAIN = re.compile(
    r"保养|清洗|加氟|维护|年检|深度清|\bmaintenance|clean(ing)?|servic(e|ing) (it|my|the)|tune.?up",
    re.IGNORECASE,
)
RULE_QUESTION = re.compile(
    r"(能|可以|可不可以|能不能|还能).{0,12}(退|换|开).{0,6}[吗不么?？]"
    r"|怎么|如何|多久|几天|多长时间|什么(条件|规定|政策)|扣不扣|要不要(钱|扣)"
    r"|\b(how (soon|long|do)|what('s| is) the (policy|rule)|can (i|we) (return|exchange))\b",
    re.IGNORECASE,
)
"""A question about the rules rather than a request to do something."""
_KINDS = {
    "install": "installation",
    "installed": "installation",
    "installation": "installation",
    "maintenance": "maintenance",
    "cleaned": "maintenance",
    "cleaning": "maintenance",
}
_STARS = re.compile(
    r"([1-5一二三四五两])\s*(?:颗)?(?:星|分|stars?\b|/\s*5)|\b(one|two|three|four|five) stars?",
    re.IGNORECASE,
)
_GOOD = re.compile(
    r"好评|满意|点赞|很好|不错|棒|表扬|感谢|专业|细心|\b(great|excellent|good|perfect|happy|brilliant|lovely|superb)\b",
    re.IGNORECASE,
)
_BAD = re.compile(
    r"差评|不满意|太差|很差|糟|失望|\b(bad|terrible|awful|poor|disappointed|rude)\b", re.IGNORECASE
)
_NUMBER = (
    {c: n for n, c in enumerate("一二三四五", 1)} | {"两": 2} | {str(n): n for n in range(1, 6)}
)
_WORDS = {"one": 1, "two": 2, "three": 3, "four": 4, "five": 5}


def open_ticket(brief: Brief, request: Request) -> list[Step]:
    """Open a repair, an installation or maintenance in the writer's own words."""
    return [_ticket(brief, request, _kind(request.text))]


def _kind(text: str) -> str:
    """What is to be done; misspelt English words count as well."""
    if _INSTALL.search(text):
        return "installation"
    if _MAINTAIN.search(text):
        return "maintenance"
    words = re.findall(r"[a-z]{6,}", text.lower())
    near = (process.extractOne(w, list(_KINDS), scorer=OSA.distance, score_cutoff=1) for w in words)
    return next((_KINDS[found[0]] for found in near if found), "repair")


def complaint(brief: Brief, request: Request) -> list[Step]:
    """Take the grievance down as a ticket: calm, and with a number."""
    return [_ticket(brief, request, "complaint")]


def ticket_status(brief: Brief, request: Request) -> list[Step]:
    """How the named ticket is going, or the newest; or take it back, if that is what is said."""
    ticket = request.ticket or brief.focus.ticket
    if ticket is not None and WITHDRAWS.search(request.text):
        return [call("withdraw_ticket", request, ticket=ticket)]
    return [call("ticket_status", request, ticket=request.ticket or brief.focus.ticket)]


def rate_service(brief: Brief, request: Request) -> list[Step]:
    """Keep a rating of the last visit; without stars they are read from the words, or asked for."""
    stars = stars_in(request.text)
    arguments = {"note": request.text[:250]}
    if (ticket := request.ticket or brief.focus.ticket) is not None:
        arguments["ticket"] = ticket
    if stars is None:
        return [ask("ask.stars", request, "rate_service", arguments, "rating")]
    return [call("rate_service", request, rating=stars, **arguments)]


def hand_over(_brief: Brief, request: Request) -> list[Step]:
    """Call a person."""
    return [call("ask_for_person", request, reason=request.text[:250])]


def request_to(department: str) -> Callable[[Brief, Request], list[Step]]:
    """A skill that hands the matter to a department, with a number."""

    def skill(brief: Brief, request: Request) -> list[Step]:
        if RULE_QUESTION.search(request.text) and request.order is None:
            return look_up(brief, request)
        if brief.actor.is_staff:
            return [call("ask_for_person", request, reason=request.text[:250])]
        return [
            call(
                "hand_in_request",
                request,
                department=department,
                subject=request.intent,
                description=brief.text[:2000],
            )
        ]

    return skill


def _ticket(brief: Brief, request: Request, kind: str) -> Step:
    product = next(
        (i.product for i in request.items if i.product and len(i.product.fits) == 1), None
    )
    return call(
        "open_ticket",
        request,
        kind=kind,
        description=brief.text[:2000],
        product=product_of(brief, product) if product else None,
        customer=request.customer if brief.actor.role == "dealer" else None,
        dealer=request.dealer if brief.actor.is_staff else None,
        preferred_time=request.day.isoformat() if request.day else None,
    )


def stars_in(text: str) -> int | None:
    """The stars that words give; None where they have to be asked for."""
    if (found := _STARS.search(text)) is not None:
        return _NUMBER.get(found[1] or "") or _WORDS.get((found[2] or "").lower())
    if _BAD.search(text):
        return None  # how bad is for the customer to say
    return 5 if _GOOD.search(text) else None
