"""Whether a ticket of the talk is already for what a message reports: the same matter has one
ticket, another one gets its own, and where that is not sure it is asked."""

from collections.abc import Sequence
from enum import Enum

from rapidfuzz import fuzz

from assistant.builtin import telling
from assistant.builtin.known import Known, appliances, families_of
from assistant.builtin.plan import Brief, Step, call, say
from assistant.focus import Question
from assistant.understanding import faults
from assistant.understanding.canonical import canonical
from assistant.understanding.understood import Request
from assistant.understanding.visit_words import ANOTHER, SAID_BEFORE

NEW = "new"
"""The choice of another ticket."""
_ALIKE = 88
"""Likeness of two texts (0-100) from which the one says the other again."""


class _Matter(Enum):
    SAME = "same"
    FURTHER = "further"
    DOUBTFUL = "doubtful"
    OTHER = "other"


def known_already(
    brief: Brief, request: Request, opening: Step, known: Sequence[Known]
) -> list[Step] | None:
    """What is done in the place of opening a ticket; None where the matter is a new one.

    Arguments:
        opening: the call that opens it.
        known: the open tickets of the talk that may be for it.
    """
    verdicts = {ticket.number: _matter(brief, request, ticket) for ticket in known}
    for number in (n for n, verdict in verdicts.items() if verdict is _Matter.SAME):
        status = call("ticket_status", request, ticket=number)
        return [say("open_ticket.already"), status]
    for number in (n for n, verdict in verdicts.items() if verdict is _Matter.FURTHER):
        return [call("add_to_ticket", request, ticket=number, note=brief.text[:2000])]
    doubtful = [n for n, verdict in verdicts.items() if verdict is _Matter.DOUBTFUL]
    return [_which(brief, opening, doubtful[-1])] if doubtful else None


def _which(brief: Brief, opening: Step, number: str) -> Step:
    labels = _LABELS[brief.language]
    choices = (
        {"value": number, "label": labels[0].format(ticket=number)},
        {"value": NEW, "label": labels[1]},
    )
    question = Question(
        "open_ticket", opening.arguments, "same_ticket", opening.intent, "", choices
    )
    values = {"ticket": number, "choices": choices}
    return Step(say="open_ticket.same", values=values, question=question)


_LABELS = {
    "zh": ("补到工单 {ticket}", "另开一张新工单"),
    "en": ("Add it to ticket {ticket}", "Open another ticket"),
}


def _matter(brief: Brief, request: Request, ticket: Known) -> _Matter:
    if fuzz.ratio(canonical(brief.text).text, canonical(ticket.told).text) >= _ALIKE:
        return _Matter.SAME
    if ANOTHER.search(canonical(request.text).text) or _other_goods(brief, request, ticket):
        return _Matter.OTHER
    if request.customer and request.customer not in ticket.told:
        return _Matter.OTHER
    if ticket.kind == "complaint":
        return _Matter.DOUBTFUL
    if SAID_BEFORE.search(canonical(request.text).text):
        return _Matter.SAME
    told, known = faults.find(request.text), ticket.faults
    if told & known:
        return _Matter.FURTHER if telling.more_than(brief, told) else _Matter.SAME
    if told and not known and ticket.kind == "repair":
        return _Matter.FURTHER
    return _Matter.DOUBTFUL


def _other_goods(brief: Brief, request: Request, ticket: Known) -> bool:
    """Whether the message names goods that the ticket is not about."""
    named = appliances([i.product for i in request.items if i.product], brief.catalogue)
    if not named:
        return False
    known = ticket.fits(brief.catalogue)
    if not known:
        return False
    keys = {key for mention in named for key in mention.fits}
    exact = ticket.sku is not None and all(len(mention.fits) == 1 for mention in named)
    if exact:
        return not keys & known
    return not families_of(named, brief.catalogue) & ticket.families(brief.catalogue)
