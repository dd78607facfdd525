"""The answer to "which one?": by number, by words, by size, by price, all of them; and what is
said with it."""

import re
from typing import Any

from assistant.builtin.lines import amount_of
from assistant.builtin.plan import Brief, Step
from assistant.builtin.repeating import asking
from assistant.focus import Question
from assistant.results import ToolResult
from assistant.understanding import mentions, numbers
from assistant.understanding.choices import choose, fitting
from assistant.understanding.extremes import extreme, of_price
from assistant.understanding.reactions import names_all
from assistant.understanding.understood import Item
from tools.registry import REGISTRY, Effect

Arguments = dict[str, Any]


def chosen(brief: Brief, question: Question) -> tuple[list[str], Arguments | None] | None:
    """The values that a message takes of the choices, and the quantity said with them; None where
    it takes none."""
    labels = [c["label"] for c in question.choices]
    values = [c["value"] for c in question.choices]
    index = choose(brief.text, labels)
    rest, amount = (brief.text, None) if index is not None else _with_quantity(brief.text)
    for way in (
        lambda: index,
        lambda: _named(brief, values),
        lambda: choose(rest, labels),
        lambda: extreme(rest, labels),
        lambda: _of_goods(brief, labels),
    ):
        if (found := way()) is not None:
            return [values[found]], amount
    looked_at = brief.focus.products
    if amount and not rest.strip(_IDLE) and len(looked_at) == 1 and looked_at[0] in values:
        return [looked_at[0]], amount  # "来一台", once its price was asked
    if names_all(brief.text) and not _REFUSES.search(brief.text):
        return values, amount
    return None


def narrowed(brief: Brief, question: Question) -> Step | None:
    """The choice put again among those that a message leaves, or with the quantity that it
    tells."""
    rest, amount = _with_quantity(brief.text)
    left = fitting(rest, [c["label"] for c in question.choices])
    arguments = _counted(question.arguments, question.text, amount) if amount else None
    if not 1 < len(left) < len(question.choices):
        left = list(range(len(question.choices)))
        if arguments in (None, question.arguments):
            return None
    kept = tuple(question.choices[i] for i in left)
    anew = Question(
        question.tool,
        arguments or question.arguments,
        question.missing,
        question.intent,
        question.text,
        kept,
        question.replaces,
    )
    return asking(brief, anew)


def by_price(brief: Brief, question: Question, go_on: Any) -> list[Step] | None:
    """The dearest or the cheapest: the prices are looked up first."""
    wanted = of_price(brief.text)
    values = [c["value"] for c in question.choices]
    if wanted is None or not all(value.startswith("CL-") for value in values):
        return None

    def pick(results: list[ToolResult]) -> list[Step]:
        items = results[-1].data["items"]
        best = wanted(items, key=lambda item: item["unit_price"])
        steps: list[Step] = go_on([best["sku"]], None)
        return steps

    lines = [{"product": value, "quantity": 1} for value in values]
    return [Step(tool="quote", arguments={"lines": lines}, follow=pick, intent=question.intent)]


def filled(question: Question, values: list[str], amount: Arguments | None) -> list[Arguments]:
    """The arguments with what was chosen; a line is told for each, other calls are made for
    each."""
    arguments = (
        _counted(question.arguments, question.text, amount) if amount else question.arguments
    )
    if len(values) > 1 and "lines" in arguments:
        lines = [
            line | {"product": value} if line["product"] == question.text else line
            for line in arguments["lines"]
            for value in (values if line["product"] == question.text else [""])
        ]
        return [arguments | {"lines": lines}]
    if len(values) > 1 and REGISTRY.get(question.tool).effect is not Effect.READ:
        return []
    return [substituted(arguments, question.text, value) for value in values]


def substituted(value: Any, text: str, by: str) -> Any:
    """`value` with every reference `text` replaced by the chosen one."""
    if isinstance(value, dict):
        return {k: substituted(v, text, by) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [substituted(v, text, by) for v in value]
    return by if value == text else value


_IDLE = " 　来要订拿给我就先吧的了,，。.!！"
_REFUSES = re.compile(
    r"都不|都没|不要|(?<![a-z])(?:not|no|none|don't|neither)(?![a-z])", re.IGNORECASE
)


def _named(brief: Brief, values: list[str]) -> int | None:
    """The choice whose code is the one product that the message names."""
    items: list[Item] = [item for r in brief.understanding.requests for item in r.items]
    for item in items:
        if item.product is not None and len(item.product.fits) == 1:
            sku = brief.catalogue.products[item.product.fits[0]].sku
            return values.index(sku) if sku in values else None
    return None


def _of_goods(brief: Brief, labels: list[str]) -> int | None:
    """The one choice that tells of the goods which the message names ("the dishwasher one")."""
    if _REFUSES.search(brief.text):
        return None
    said = _goods(brief, brief.text)
    fits = [index for index, label in enumerate(labels) if said & _goods(brief, label)]
    return fits[0] if len(fits) == 1 else None


def _goods(brief: Brief, text: str) -> set[int]:
    return {key for mention in mentions.find(text, brief.catalogue) for key in mention.fits}


def _with_quantity(text: str) -> tuple[str, Arguments | None]:
    """A message without the one quantity with a unit that it tells, and that quantity."""
    found = [q for q in numbers.find(text, []) if q.unit]
    if len(found) != 1 or not (amount := amount_of(found[0])):
        return text, None
    return f"{text[: found[0].start]} {text[found[0].end :]}", amount


def _counted(arguments: Arguments, text: str, amount: Arguments) -> Arguments:
    """The arguments with the quantity put into the line that is chosen for."""
    lines = arguments.get("lines")
    if lines is None:
        return arguments
    return arguments | {
        "lines": [line | amount if line.get("product") == text else line for line in lines]
    }
