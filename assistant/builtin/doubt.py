"""Where it is not sure what a message wants, it is asked, with the likely wants to choose from."""

from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from assistant.builtin.plan import Brief, Step, say
from assistant.builtin.residue import residue
from assistant.builtin.telling import asks
from assistant.focus import Question
from assistant.understanding.details import request_of
from assistant.understanding.reactions import choose
from assistant.understanding.splitting import Part
from assistant.understanding.understood import Request
from domain.scope import Role

WANT = "want"
"""What an open question misses when it has to be told what is wanted."""
ON_TICKET = "add_to_ticket"
"""The want to have a message put on the ticket of the talk: offered beside the intents."""
GOODS = "goods"
"""What it misses when it has to be told which of the goods of a name are meant."""
_TOLD = 0.5
_WORTH_ASKING = 0.12
"""Probability from which a want is offered as a choice."""
_MOST = 3
_PATIENCE = 2
"""Failures in a row after which another choice would not help."""
_NOTHING = frozenset({"smalltalk", "out_of_scope"})
_REPORTS = frozenset({"open_ticket", "complaint"})
_EITHER = {"complaint": "submit_report", "submit_report": "complaint"}
_ABOUT_GOODS = ("place_order", "check_stock", "price_quote", "product_question")

_MAY_ORDER = frozenset({"place_order", "change_order", "smalltalk", "out_of_scope"})
"""What a quantity alone may be taken for."""


def ask_want(brief: Brief, request: Request) -> Step:
    """Ask which of the likely wants it is; without any, say that it was not understood."""
    ranked = [(request.intent, request.confidence), *request.others]
    wants = [(intent, share) for intent, share in ranked if intent not in _NOTHING]
    likely = [intent for intent, share in wants if share >= _WORTH_ASKING]
    if likely and brief.actor.role is Role.DEALER:
        # what a dealer tells of his market may be meant as either
        likely += [_EITHER[i] for i in likely[:1] if i in _EITHER and _EITHER[i] not in likely]
    if len(likely) == 1:  # a choice of one is none
        likely += [intent for intent, _ in wants if intent not in likely][:1]
    if _may_be_told(brief, request):
        likely = [ON_TICKET, *likely]
    return _asked(brief, request.text, likely[:_MOST])


def _may_be_told(brief: Brief, request: Request) -> bool:
    """Whether a message may be meant for the ticket that the talk was on just now."""
    visits = [ticket for ticket in brief.tickets if ticket.is_open and ticket.is_visit]
    on_it = brief.focus.quiet <= 1 and not brief.focus.turned
    return bool(visits) and on_it and not asks(request.text) and request.intent not in _NOTHING


def ask_which_goods(brief: Brief, request: Request) -> Step:
    """Show the goods that a name said alone may mean, with what one may do with them; or ask what
    is wanted with the one that it means."""
    mention = next(item.product for item in request.items if item.product)
    if len(mention.fits) == 1:
        return ask_about_goods(brief, request.text)
    known = [brief.catalogue.products[key] for key in mention.fits]
    choices = tuple(
        {"value": p.sku, "label": p.name_zh if brief.language == "zh" else p.name_en} for p in known
    )
    said = {"text": request.text}
    question = Question("", said, "goods", "product_question", mention.text, choices)
    values = {"text": mention.text, "choices": choices}
    return Step(say="ask.goods", values=values, question=question)


def ask_about_goods(brief: Brief, goods: str) -> Step:
    """Ask what is wanted with goods that were named and nothing else."""
    return _asked(brief, goods, list(_ABOUT_GOODS))


def says_want(brief: Brief) -> bool:
    """Whether a message says what it wants with goods."""
    main = brief.understanding.main
    asks = main.intent in _ABOUT_GOODS and main.confidence >= _TOLD
    return asks and bool(residue(brief.text, brief.catalogue))


def _asked(brief: Brief, said: str, wants: list[str]) -> Step:
    if len(wants) < 2 or brief.focus.failures >= _PATIENCE:
        return say("not_understood")
    names = _names()[brief.language]
    choices = tuple({"value": want, "label": names[want]} for want in wants)
    question = Question("", {"text": said}, WANT, wants[0], "", choices)
    return Step(say="ask.want", values={"choices": choices}, question=question)


def cleared(brief: Brief) -> tuple[Request, ...] | None:
    """What is wanted, once it was asked: what was said before with the want that is chosen, or
    what is said now, if it can only be one of those that were offered."""
    question = brief.focus.question
    if question is None or question.missing not in (WANT, GOODS):
        return None
    main = brief.understanding.main
    if (ordered := _ordered(brief, question, main)) is not None:
        return (_read(brief, ordered, "place_order"),)
    if question.missing == GOODS:
        bare = not any(item.product for item in main.items)
        return (_read(brief, question.text, main.intent),) if bare and says_want(brief) else None
    wants = [c["value"] for c in question.choices]
    index = choose(brief.text, [c["label"] for c in question.choices])
    if index is not None:
        return (_read(brief, question.arguments["text"], wants[index]),)
    if (only := _only_goods(brief)) and wants[0] in _ABOUT_GOODS:
        return (_read(brief, only, wants[0]),)
    if only:
        return None
    if main.intent in wants and len(brief.understanding.requests) == 1:
        if main.intent in _REPORTS:  # what was said before is part of what is reported
            return (_read(brief, f"{question.arguments['text']}\n{brief.text}", main.intent),)
        return (replace(main, confidence=_among(main, wants)),)
    return None


def _only_goods(brief: Brief) -> str | None:
    """A message that names goods and says nothing else."""
    goods = any(item.product for item in brief.understanding.main.items)
    return brief.text if goods and not residue(brief.text, brief.catalogue) else None


def _among(said: Request, wants: list[str]) -> float:
    """How sure the want of a message is where it can only be one of those that were offered."""
    shares = {said.intent: said.confidence} | dict(said.others)
    return said.confidence / sum(share for want, share in shares.items() if want in wants)


def _ordered(brief: Brief, question: Question, said: Request) -> str | None:
    """The goods asked about with the quantity that is told: so many are to be ordered."""
    counted = [item for item in said.items if item.quantity]
    goods = any(item.product for item in said.items)
    if goods or len(counted) != 1 or said.intent not in _MAY_ORDER or counted[0].quantity is None:
        return None
    known = brief.focus.products
    text = known[0] if len(known) == 1 and brief.focus.looked else question.arguments["text"]
    return f"{text} × {counted[0].quantity.text}"


def _read(brief: Brief, text: str, intent: str) -> Request:
    return request_of(Part(text, intent, 1.0), brief.catalogue, brief.today, brief.language)


@cache
def _names() -> dict[str, Any]:
    text = files("assistant.replies").joinpath("wants.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
