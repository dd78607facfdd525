"""Rating a visit: the one that is named or talked about, or the one that has not been rated."""

import re
from typing import Any

from assistant.builtin.known import Known, meant
from assistant.builtin.plan import Brief, Step, ask, call, say
from assistant.focus import Question
from assistant.results import ToolResult
from assistant.understanding.understood import Request

_STARS = re.compile(
    r"([1-5一二三四五两])\s*(?:颗)?(?:星|分|stars?\b|/\s*5|out of (?:5|five))"
    r"|\b(one|two|three|four|five) (?:stars?|out of (?:5|five))",
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
_VISITS = ("repair", "installation", "maintenance")
_UNSURE = "?"
"""Stands for the ticket until it is chosen."""


def rate_service(brief: Brief, request: Request) -> list[Step]:
    """Keep a rating; without a ticket it is the visit that the talk is about, or it is looked for
    among those that nobody has rated."""
    if request.ticket:
        return [_rated(request, request.ticket)]
    arguments = {"limit": 20}
    return [
        Step(
            tool="ticket_status",
            arguments=arguments,
            follow=_of_visit(brief, request),
            intent=request.intent,
        )
    ]


def _rated(request: Request, ticket: str) -> Step:
    """The rating of a ticket; stars that the words do not give are asked for."""
    stars, given = _stars_in(request.text), {"note": request.text[:250], "ticket": ticket}
    if stars is None:
        return ask("ask.stars", request, "rate_service", given, "rating")
    return call("rate_service", request, rating=stars, **given)


def _of_visit(brief: Brief, request: Request) -> Any:
    def follow(results: list[ToolResult]) -> list[Step]:
        visits = [t for t in results[-1].data["tickets"] if _may_be_rated(t)]
        visits = _spoken_of(brief, request, visits)
        finished = [t for t in visits if t["status"] != "assigned"]
        fits = finished or visits
        if not fits:
            return [say("rate_service.none")]
        stars, note = _stars_in(request.text), request.text[:250]
        if stars is None or len(fits) == 1:
            return [_rated(request, fits[0]["ticket"])]
        return [_which(request, fits, {"rating": stars, "note": note, "ticket": _UNSURE})]

    return follow


def _spoken_of(
    brief: Brief, request: Request, visits: list[dict[str, Any]]
) -> list[dict[str, Any]]:
    """Those of the visits that the message or the talk is about; all of them where it is about
    none."""
    of_talk = {ticket.number for ticket in brief.tickets}
    named = [Known.seen(t) for t in visits if t["ticket"] in of_talk] or map(Known.seen, visits)
    meant_ = {t.number for t in meant(request.text, list(named), brief.catalogue)}
    return [t for t in visits if t["ticket"] in meant_] or visits


def _may_be_rated(ticket: dict[str, Any]) -> bool:
    worked = ticket["status"] in ("assigned", "solved", "closed")
    return worked and ticket["kind"] in _VISITS and ticket["rating"] is None


def _which(request: Request, fits: list[dict[str, Any]], given: dict[str, Any]) -> Step:
    choices = tuple(
        {"value": t["ticket"], "label": f"{t['ticket']} {t['description'][:30]}"} for t in fits[:6]
    )
    question = Question("rate_service", given, "choice", request.intent, _UNSURE, choices)
    return Step(say="ask.which_visit", values={"choices": choices}, question=question)


def _stars_in(text: str) -> int | None:
    """The stars that words give; None where they have to be asked for."""
    if (found := _STARS.search(text)) is not None:
        return _NUMBER.get(found[1] or "") or _WORDS.get((found[2] or "").lower())
    if _BAD.search(text):
        return None  # how bad is for the customer to say
    return 5 if _GOOD.search(text) else None
