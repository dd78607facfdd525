"""Rating a visit: the one that is named or talked about, or the one that has not been rated."""

from typing import Any

from assistant.builtin.plan import Brief, Step, ask, call, say
from assistant.builtin.skills.service import rate_service as rate_named
from assistant.builtin.skills.service import stars_in
from assistant.focus import Question
from assistant.results import ToolResult
from assistant.understanding.understood import Request

_VISITS = ("repair", "installation", "maintenance")
_UNSURE = "?"
"""Stands for the ticket until it is chosen."""


def rate_service(brief: Brief, request: Request) -> list[Step]:
    """Keep a rating; without a ticket it is looked for among those with a visit."""
    if request.ticket or brief.focus.ticket:
        return rate_named(brief, request)
    arguments = {"limit": 20}
    return [
        Step(
            tool="ticket_status",
            arguments=arguments,
            follow=_of_visit(request),
            intent=request.intent,
        )
    ]


def _of_visit(request: Request) -> Any:
    def follow(results: list[ToolResult]) -> list[Step]:
        visits = [t for t in results[-1].data["tickets"] if _may_be_rated(t)]
        finished = [t for t in visits if t["status"] != "assigned"]
        fits = finished or visits
        if not fits:
            return [say("rate_service.none")]
        stars, note = stars_in(request.text), request.text[:250]
        if stars is None:
            given = {"note": note, "ticket": fits[0]["ticket"]}
            return [ask("ask.stars", request, "rate_service", given, "rating")]
        if len(fits) == 1:
            ticket = fits[0]["ticket"]
            return [call("rate_service", request, rating=stars, note=note, ticket=ticket)]
        return [_which(request, fits, {"rating": stars, "note": note, "ticket": _UNSURE})]

    return follow


def _may_be_rated(ticket: dict[str, Any]) -> bool:
    worked = ticket["status"] in ("assigned", "solved", "closed")
    return worked and ticket["kind"] in _VISITS and ticket["rating"] is None


def _which(request: Request, fits: list[dict[str, Any]], given: dict[str, Any]) -> Step:
    choices = tuple(
        {"value": t["ticket"], "label": f"{t['ticket']} {t['description'][:30]}"} for t in fits[:6]
    )
    question = Question("rate_service", given, "choice", request.intent, _UNSURE, choices)
    return Step(say="ask.which_visit", values={"choices": choices}, question=question)
