"""What becomes of a ticket: what is told of it, how it is going, taking it back."""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

from assistant.builtin.known import Known, meant
from assistant.builtin.plan import Brief, Step, call, say
from assistant.builtin.telling import Told, asks
from assistant.builtin.withdrawing import withdraws
from assistant.focus import Question, asked_for_details
from assistant.results import ToolResult
from assistant.understanding import visit_words
from assistant.understanding.canonical import canonical
from assistant.understanding.reactions import react
from assistant.understanding.understood import Reaction, Request
from assistant.understanding.visit_times import VisitTime, changed
from domain.models.service import LONGEST_TIME

_UNSURE = "?"
"""Stands for the ticket until it is chosen."""
_LOOKED_AT = 20
"""The newest tickets among which one without a number is looked for."""
_MOST_CHOICES = 6
_JUST = re.compile(
    r"刚才?|刚刚|最[后新近]|上面|(?<![a-z])(?:just|last|latest|newest|this)(?![a-z])"
)

Decide = Callable[[list[Known]], list[Step]]


def tell(brief: Brief, told: Told) -> list[Step]:
    """Put on a ticket what is told of it; where several may be meant it is asked which."""
    request = brief.understanding.main
    if told.every:
        return [
            call("add_to_ticket", request, ticket=ticket.number, **given)
            for ticket in told.tickets
            for given in _told_of(told, ticket)
        ]
    steps = _chosen(request, "add_to_ticket", told.tickets, lambda t: _told_of(told, t))
    return [*steps, say("add_to_ticket.when")] if told.away else steps


def _told_of(told: Told, ticket: Known) -> list[dict[str, Any]]:
    """The calls' arguments. A product that may have to be asked for keeps nothing else waiting."""
    time = changed(ticket.preferred_time, told.time)[:LONGEST_TIME] if told.time else None
    given = {"product": told.product, "preferred_time": time, "note": told.note}
    given = {name: value for name, value in given.items() if value}
    sure = told.product is None or told.product.startswith("CL-")
    if sure or len(given) == 1:
        return [given]
    product = given.pop("product")
    return [given, {"product": product}]


def change_time(request: Request, time: VisitTime) -> list[Step]:
    """Put another time on the one open ticket for a visit; of several it is asked which."""

    def decide(tickets: list[Known]) -> list[Step]:
        visits = [ticket for ticket in tickets if ticket.is_visit]
        told = Told(tuple(visits), time=time)
        return _chosen(request, "add_to_ticket", visits, lambda t: _told_of(told, t))

    return [_looked(request, decide)]


def put_on(brief: Brief, request: Request) -> list[Step]:
    """Put the writer's words on the ticket of the talk, as he chose to."""
    visits = [ticket for ticket in brief.tickets if ticket.is_open and ticket.is_visit]
    return _chosen(request, "add_to_ticket", visits[-1:], lambda _t: [{"note": brief.text[:2000]}])


def urged(brief: Brief) -> list[Step] | None:
    """Note that a visit is waited for, and tell how it is going; None where nobody urges it."""
    visits = [ticket for ticket in brief.tickets if ticket.is_open and ticket.is_visit]
    said = canonical(brief.text).text
    if not visits or brief.focus.turned or not visit_words.URGES.search(said) or asks(said):
        return None
    request = replace(brief.understanding.main, intent="ticket_status")
    fits = _of_talk(brief, meant(brief.text, visits, brief.catalogue))
    if len(fits) != 1:
        return None
    number = fits[0].number
    status = call("ticket_status", request, ticket=number)
    given = {"ticket": number, "note": brief.text[:2000]}
    urging = say("add_to_ticket.urged", ticket=number)
    return [
        Step(
            tool="add_to_ticket",
            arguments=given,
            follow=lambda _results: [urging, status],
            intent=request.intent,
        )
    ]


def _of_talk(brief: Brief, tickets: list[Known]) -> list[Known]:
    return [t for t in tickets if t.number == brief.focus.ticket] or tickets


def heard(brief: Brief) -> list[Step] | None:
    """What is said to somebody who was asked for details and has none to tell, or asks which are
    wanted; None for any other message."""
    said = canonical(brief.text).text
    visits = [ticket for ticket in brief.tickets if ticket.is_open and ticket.is_visit]
    if visits and visit_words.NEEDS.search(said):
        ticket = visits[-1]
        lacks = {"product": ticket.sku is None, "time": not ticket.preferred_time}
        return [say("add_to_ticket.needs", ticket=ticket.number, **lacks)]
    if not asked_for_details(brief.focus) or withdraws(said) or asks(said):
        return None
    nothing = react(brief.text) is Reaction.REJECT or visit_words.UNSURE.search(said)
    return [say("add_to_ticket.left")] if nothing else None


def ticket_status(brief: Brief, request: Request) -> list[Step]:
    """How the ticket that is meant is going, or the newest; or take it back, if that is what is
    said."""
    if withdraws(request.text):
        return withdraw(brief, request)
    if request.ticket:
        return [call("ticket_status", request, ticket=request.ticket)]
    known = [ticket for ticket in brief.tickets if ticket.is_open] or list(brief.tickets)
    fits = meant(request.text, known, brief.catalogue)
    if not fits or (not known and brief.focus.ticket is None):
        return [call("ticket_status", request)]
    return [call("ticket_status", request, ticket=ticket.number) for ticket in fits]


def withdraw(brief: Brief, request: Request) -> list[Step]:
    """Take back the ticket that is meant: of those of the talk, else of all that are open. Whoever
    asks how that is done is asked whether he wants it."""
    if request.ticket:
        return [call("withdraw_ticket", request, ticket=request.ticket)]
    known = [ticket for ticket in brief.tickets if ticket.is_open]
    fits = meant(request.text, known, brief.catalogue)
    if len(fits) > 1 and _JUST.search(canonical(request.text).text):
        fits = [t for t in fits if t.number == brief.focus.ticket] or fits
    if fits:
        return _withdrawn(request, fits)

    return [
        _looked(
            request, lambda all_: _withdrawn(request, meant(request.text, all_, brief.catalogue))
        )
    ]


def _withdrawn(request: Request, fits: Sequence[Known]) -> list[Step]:
    if asks(request.text) and len(fits) == 1:
        number = fits[0].number
        question = Question("withdraw_ticket", {"ticket": number}, "offer", request.intent)
        return [Step(say="withdraw_ticket.offer", values={"ticket": number}, question=question)]
    return _chosen(request, "withdraw_ticket", fits, lambda _ticket: [{}])


def _looked(request: Request, decide: Decide) -> Step:
    """The open tickets are looked up first."""

    def follow(results: list[ToolResult]) -> list[Step]:
        known = [Known.seen(ticket) for ticket in results[-1].data["tickets"]]
        return decide([ticket for ticket in known if ticket.is_open])

    arguments = {"limit": _LOOKED_AT}
    return Step(tool="ticket_status", arguments=arguments, follow=follow, intent=request.intent)


def _chosen(
    request: Request,
    tool: str,
    tickets: Sequence[Known],
    arguments: Callable[[Known], list[dict[str, Any]]],
) -> list[Step]:
    """The calls for the one ticket that is meant, or the question which of several it is."""
    if not tickets:
        return [say("ticket.none")]
    if len(tickets) == 1:
        number = tickets[0].number
        return [call(tool, request, ticket=number, **given) for given in arguments(tickets[0])]
    given = {name: value for part in arguments(tickets[0]) for name, value in part.items()}
    choices = tuple({"value": t.number, "label": t.label} for t in tickets[:_MOST_CHOICES])
    question = Question(
        tool, {"ticket": _UNSURE} | given, "choice", request.intent, _UNSURE, choices
    )
    return [Step(say=f"{tool}.which", values={"choices": choices}, question=question)]
