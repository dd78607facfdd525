"""Where it is not sure what a message wants, it is asked, with the likely wants to choose from."""

from dataclasses import replace
from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from assistant.builtin.plan import Brief, Step, say
from assistant.focus import Question
from assistant.understanding.details import request_of
from assistant.understanding.reactions import choose
from assistant.understanding.splitting import Part
from assistant.understanding.understood import Request
from domain.scope import Role

WANT = "want"
"""What an open question misses when it has to be told what is wanted."""
_WORTH_ASKING = 0.12
"""Probability from which a want is offered as a choice."""
_MOST = 3
_NOTHING = frozenset({"smalltalk", "out_of_scope"})
_EITHER = {"complaint": "submit_report", "submit_report": "complaint"}
_ABOUT_GOODS = ("place_order", "check_stock", "price_quote", "product_question")


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
    return _asked(brief, request, likely[:_MOST])


def ask_about_goods(brief: Brief, request: Request) -> Step:
    """Ask what is wanted with goods that were named and nothing else."""
    return _asked(brief, request, list(_ABOUT_GOODS))


def _asked(brief: Brief, request: Request, wants: list[str]) -> Step:
    if len(wants) < 2:
        return say("not_understood")
    names = _names()[brief.language]
    choices = tuple({"value": want, "label": names[want]} for want in wants)
    question = Question("", {"text": request.text}, WANT, wants[0], "", choices)
    return Step(say="ask.want", values={"choices": choices}, question=question)


def cleared(brief: Brief) -> tuple[Request, ...] | None:
    """What is wanted, once it was asked: what was said before with the want that is chosen, or
    what is said now, if it can only be one of those that were offered."""
    question = brief.focus.question
    if question is None or question.missing != WANT:
        return None
    wants = [c["value"] for c in question.choices]
    index = choose(brief.text, [c["label"] for c in question.choices])
    if index is not None:
        part = Part(question.arguments["text"], wants[index], 1.0)
        return (request_of(part, brief.catalogue, brief.today, brief.language),)
    main = brief.understanding.main
    if main.intent in wants and len(brief.understanding.requests) == 1:
        return (replace(main, confidence=1.0),)
    return None


@cache
def _names() -> dict[str, Any]:
    text = files("assistant.replies").joinpath("wants.yaml").read_text("utf-8")
    loaded: dict[str, Any] = yaml.safe_load(text)
    return loaded
