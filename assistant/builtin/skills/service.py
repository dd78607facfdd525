"""Service: tickets of every kind, and people who answer what no tool answers."""

import re
from collections.abc import Callable

from rapidfuzz import process
from rapidfuzz.distance import OSA

from assistant.builtin.known import meant
from assistant.builtin.lines import product_of
from assistant.builtin.plan import Brief, Step, call
from assistant.builtin.same_matter import known_already
from assistant.builtin.skills.knowledge import look_up
from assistant.builtin.skills.photos import photos_kept
from assistant.builtin.telling import offered
from assistant.understanding.canonical import canonical
from assistant.understanding.understood import Request
from assistant.understanding.visit_words import BEFORE_TODAY
from domain.models.service import LONGEST_TIME, TicketStatus

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
_SERVICE = re.compile(
    r"师傅|维修|修|安装|上门|工单|没人[来管理联]|等了|爽约|放鸽子"
    r"|(?<![a-z])(?:technician|engineer|repair\w*|fix\w*|fitter|install\w*|visits?|came"
    r"|turned up|show\w* up|nobody|no one|waiting|waited|ticket|he|she)(?![a-z])",
    re.IGNORECASE,
)
"""Words of a grievance about somebody's coming or work."""
_HEATED = 3
"""Messages after a grievance for which another one may be the same."""


def open_ticket(brief: Brief, request: Request) -> list[Step]:
    """Open a repair, an installation or maintenance in the writer's own words, unless the talk has
    a ticket for it already."""
    kind = _kind(request.text)
    step = _ticket(brief, request, kind)
    known = [t for t in brief.tickets if t.is_open and t.kind == kind]
    told = known_already(brief, request, step, known)
    return told if told is not None else [step, *photos_kept(request.text)]


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
    """Take the grievance down as a ticket: calm, with a number, and with that of the visit it is
    about."""
    step = _ticket(brief, request, "complaint")
    step.arguments.update(_about(brief, request))
    on_it = brief.focus.quiet <= _HEATED and not brief.focus.turned
    known = [t for t in brief.tickets if t.is_open and t.kind == "complaint" and on_it]
    told = known_already(brief, request, step, known)
    return told if told is not None else [step]


def _about(brief: Brief, request: Request) -> dict[str, str]:
    """The ticket that a grievance about service is about: named, or the one of the talk."""
    if request.ticket:
        return {"about": request.ticket}
    visits = [t for t in brief.tickets if t.is_visit and t.status != TicketStatus.WITHDRAWN]
    if not visits or not _SERVICE.search(request.text):
        return {}
    fits = meant(request.text, visits, brief.catalogue)
    if BEFORE_TODAY.search(canonical(request.text).text):
        fits = [ticket for ticket in fits if ticket.opened_on < brief.today]
    return {"about": fits[-1].number} if fits else {}


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
    time = offered(brief) if kind != "complaint" else None
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
        preferred_time=time.told[:LONGEST_TIME] if time else None,
    )
