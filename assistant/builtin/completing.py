"""Answers to what was missing of a transfer, a lead or an invitation."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from assistant.builtin.lines import amount_of, line_of
from assistant.builtin.plan import Brief, Step, ask
from assistant.builtin.skills import payments
from assistant.builtin.skills.documents import DOCUMENT
from assistant.builtin.skills.leads import NOTES, asks_for_leads, facts, name_in
from assistant.builtin.skills.ordering import display_name
from assistant.focus import Question
from assistant.understanding.farewells import is_courtesy
from assistant.understanding.reactions import react
from assistant.understanding.understood import Item, Request

_LONGEST_NAME = 40
"""Characters of a message that may be nothing but a name."""
_LONGEST_NOTE = 200
"""Characters of one that says a name and more."""
_FIRST_WORDS = re.compile(r"[,，;；。]|\.\s| - ")
_OTHER_MATTER = 0.75
"""Confidence in another intent from which a short message is no answer."""


def line_product(brief: Brief, question: Question) -> list[Step] | None:
    """The product of a line, and its quantity if that is said with it."""
    item = next((item for item in _items(brief) if item.product), None)
    if item is None:
        return None
    return _with(brief, question, question.arguments["line"] | line_of(brief, item))


def line_quantity(brief: Brief, question: Question) -> list[Step] | None:
    """The quantity of a line."""
    quantity = next((item.quantity for item in _items(brief) if item.quantity), None)
    if quantity is None or not (amount := amount_of(quantity)):
        return None
    return _with(brief, question, question.arguments["line"] | amount)


def name(brief: Brief, question: Question) -> list[Step] | None:
    """The name of the person or firm that a note is about."""
    said = brief.text.strip(" 　。.!！")
    main = brief.understanding.main
    elsewhere = main.intent not in (question.intent, "smalltalk", "out_of_scope")
    said_who = name_in(said) is not None
    if asks_for_leads(said) or NOTES.match(said) or is_courtesy(said):
        return None
    if (
        len(said) > (_LONGEST_NOTE if said_who else _LONGEST_NAME)
        or DOCUMENT.search(said)
        or react(said) is not None
        or (elsewhere and main.confidence >= _OTHER_MATTER)
    ):
        return None
    told = facts(brief, replace(main, text=brief.text, intent=question.intent))
    before = str(question.arguments.get("wish", ""))
    wish = told.pop("wish") if NOTES.fullmatch(before) else f"{before}\n{told.pop('wish')}"[:500]
    named = name_in(said) or _FIRST_WORDS.split(said)[0].strip()
    given = question.arguments | told | {"name": named, "wish": wish}
    return [Step(tool=question.tool, arguments=given, intent=question.intent)]


def invite_for(brief: Brief, question: Question) -> list[Step] | None:
    """The product or family that customers are to be invited for."""
    item = next((item for item in _items(brief) if item.product), None)
    if item is None:
        return None
    given = question.arguments | {"invite_for": line_of(brief, item)["product"]}
    return [Step(tool=question.tool, arguments=given, intent=question.intent)]


COMPLETING: dict[str, Callable[[Brief, Question], list[Step] | None]] = {
    "line_product": line_product,
    "line_quantity": line_quantity,
    "name": name,
    "invite_for": invite_for,
    "payment": payments.sum_told,
}
"""By what an open question misses."""


def _with(brief: Brief, question: Question, line: dict[str, Any]) -> list[Step]:
    arguments = question.arguments | {"line": line}
    if "quantity" in line:
        return [Step(tool=question.tool, arguments=arguments, intent=question.intent)]
    request = Request(question.intent, 1.0, brief.text)
    shown = display_name(brief, str(line["product"]))
    return [ask("ask.quantity", request, question.tool, arguments, "line_quantity", product=shown)]


def _items(brief: Brief) -> list[Item]:
    return [item for request in brief.understanding.requests for item in request.items]
