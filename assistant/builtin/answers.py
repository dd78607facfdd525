"""A message that answers what the assistant asked."""

import re
from dataclasses import replace
from typing import Any

from assistant.builtin.choosing import by_price, chosen, filled, narrowed
from assistant.builtin.completing import COMPLETING
from assistant.builtin.corrections import Correction, corrected
from assistant.builtin.doubt import ask_about_goods, says_want
from assistant.builtin.lines import amount_of, called, line_of
from assistant.builtin.plan import Brief, Step, ask, say
from assistant.builtin.repeating import REPEATED, asking
from assistant.builtin.residue import residue
from assistant.builtin.same_matter import NEW
from assistant.builtin.skills.changing import change_order
from assistant.builtin.skills.ordering import display_name, terms_of, terms_told
from assistant.builtin.skills.shipping import shipped
from assistant.builtin.skills.talk import leave
from assistant.focus import AMEND, Question
from assistant.understanding.deciding import decision
from assistant.understanding.details import request_of
from assistant.understanding.holding import EXPLICIT
from assistant.understanding.reactions import choose, react
from assistant.understanding.splitting import Part
from assistant.understanding.understood import Item, Reaction, Request

_YES = re.compile(
    r"(好|行|可以|要|嗯|对|是|麻烦|重新|再来)(?!.*[不吗?？])|(yes|yeah|ok|sure|please|again|redo|do)\b(?!.*(not|n't|\?))",
    re.IGNORECASE,
)
"""A yes to an offer in a sentence of its own; what follows is at most a proposal or a note."""
_YES_TO_A_PERSON = frozenset({"smalltalk", "human_handoff", "out_of_scope"})
_CANCELS = re.compile(r"取消|撤|不要|作废|(?<![a-z])(?:cancel|scrap|call)(?![a-z])", re.IGNORECASE)
_LONGEST_NAME = 40
"""Characters of a message that may be nothing but a dealer's name."""
_CHANGE_OF_TOPIC = 0.75
"""Confidence in another intent from which the question is let go."""


def answer_to(brief: Brief) -> list[Step] | None:
    """The steps with which the asked-about call goes on; None when the message is no answer."""
    question = brief.focus.question
    if question is None:
        return None
    if (goodbye := leave(brief)) is not None:
        return goodbye
    if react(brief.text) is Reaction.REJECT:
        return [say("dropped")]
    reader = _READERS.get(question.missing)
    steps = reader(brief, question) if reader else None
    return _with_terms(brief, question, steps) if question.tool == "create_order" else steps


def _with_terms(brief: Brief, question: Question, steps: list[Step] | None) -> list[Step] | None:
    """An order with the day and the place that are told with an answer, or in place of one."""
    given = terms_of(brief.understanding.main)
    told = brief.understanding.terms
    if steps is None:
        if told is None or told.quantity is not None or question.missing not in REPEATED:
            return None
        given |= terms_told(told)
        return [asking(brief, replace(question, arguments=question.arguments | given))]
    return [_given(step, given) for step in steps]


def _given(step: Step, given: dict[str, Any]) -> Step:
    if step.tool == "create_order":
        return replace(step, arguments=given | step.arguments)
    asked = step.question
    if asked is None or asked.tool != "create_order":
        return step
    return replace(step, question=replace(asked, arguments=given | asked.arguments))


def _choice(brief: Brief, question: Question) -> list[Step] | None:
    def go_on(values: list[str], amount: dict[str, Any] | None) -> list[Step]:
        found = filled(question, values, amount)
        return [step for arguments in found for step in _go_on(brief, question, arguments)]

    if question.tool == "create_order" and _asks_first(brief):
        return None
    if (taken := chosen(brief, question)) is not None:
        return go_on(*taken) or None
    if (dearest := by_price(brief, question, go_on)) is not None:
        return dearest
    again = narrowed(brief, question)
    return [again] if again else None


def _asks_first(brief: Brief) -> bool:
    """Whether something is asked about one of the choices before it is taken."""
    main = brief.understanding.main
    return main.intent in _LOOKS_AT and says_want(brief) and bool(_ASKS.search(brief.text))


_ASKS = re.compile(
    r"[?？吗呢]|多少|几|有没有|有货|价|怎么样|区别|(?<![a-z])(?:how|what|price|cost|stock|is|are|does|do)(?![a-z])",
    re.IGNORECASE,
)
_LOOKS_AT = frozenset({"price_quote", "check_stock", "product_question"})


def _goods(brief: Brief, question: Question) -> list[Step] | None:
    """One of the goods that fit a name said alone; what is wanted with it is asked next, unless
    it is told."""
    taken = chosen(brief, question)
    if taken is None or len(taken[0]) != 1:
        again = narrowed(brief, question)
        return [again] if again else None
    if says_want(brief):
        return None
    product, amount = taken[0][0], taken[1]
    if amount is not None:
        lines = [{"product": product} | amount]
        return [Step(tool="create_order", arguments={"lines": lines}, intent="place_order")]
    return [ask_about_goods(brief, called(brief.catalogue, product, brief.language))]


def _amend(brief: Brief, question: Question) -> list[Step] | None:
    """What is to become of the lines of an order that waits."""
    said = Correction.of(_counted(brief, question))
    lines = corrected(question.arguments["lines"], said, brief.catalogue)
    if not lines or lines == question.arguments["lines"] or _other_matter(brief, question):
        return None
    return _go_on(brief, question, question.arguments | {"lines": lines})


def _counted(brief: Brief, question: Question) -> tuple[Request, ...]:
    """What is said; goods alone with the quantity that was told before them."""
    requests = brief.understanding.requests
    if not question.text or any(item.quantity for r in requests for item in r.items):
        return requests
    part = Part(f"{brief.text} {question.text}", question.intent, 1.0)
    return (request_of(part, brief.catalogue, brief.today, brief.language),)


def _quantity(brief: Brief, question: Question) -> list[Step] | None:
    items = _items(brief)
    if _other_matter(brief, question) and not any(i.product and i.quantity for i in items):
        return None
    lines = [dict(line) for line in question.arguments["lines"]]
    named = [line_of(brief, item) for item in items if item.product]
    if named:
        if not all("quantity" in line for line in named):
            return None
        kept = [x for x in lines if "quantity" in x and not _named_in(x, named)]
        return _go_on(brief, question, question.arguments | {"lines": kept + named})
    quantity = next((item.quantity for item in items if item.quantity), None)
    if quantity is None:
        return None
    bare = next(line for line in lines if "quantity" not in line)
    bare |= amount_of(quantity)
    return _go_on(brief, question, question.arguments | {"lines": lines})


def _named_in(line: dict[str, Any], named: list[dict[str, Any]]) -> bool:
    return any(line["product"] == other["product"] for other in named)


def _product(brief: Brief, question: Question) -> list[Step] | None:
    items = [item for item in _items(brief) if item.product]
    if not items or _other_matter(brief, question):
        return None
    if "lines" not in question.arguments:
        named = line_of(brief, items[0])["product"]
        return _go_on(brief, question, question.arguments | {"product": named})
    known = [line for line in question.arguments["lines"] if "quantity" in line]
    before = known[0] if known and len(items) == 1 else {}
    lines = [before | line_of(brief, item) for item in items]
    if question.tool == "quote":
        lines = [{"quantity": 1} | line for line in lines]
    return _go_on(brief, question, question.arguments | {"lines": lines})


def _offer(brief: Brief, question: Question) -> list[Step] | None:
    """A yes to what was offered ("shall I prepare it again?"). A yes that is about an order, or
    that goes on to a matter, is none to being put through to a person."""
    main = brief.understanding.main
    if question.tool == "ask_for_person" and (
        EXPLICIT.search(brief.text) or main.intent not in _YES_TO_A_PERSON
    ):
        return None
    if react(brief.text) is Reaction.CONFIRM or _YES.match(brief.text.strip()):
        return _go_on(brief, question, question.arguments)
    return None


def _dealer(brief: Brief, question: Question) -> list[Step] | None:
    main = brief.understanding.main
    named = brief.dealer_in(brief.text) or main.dealer or brief.text.strip(" 　。.!！吧的")
    if len(named) > _LONGEST_NAME or "\n" in named:
        return None
    return _go_on(brief, question, question.arguments | {"dealer": named})


def _number(brief: Brief, question: Question) -> list[Step] | None:
    request = brief.understanding.main
    number = request.order or request.ticket or _digits(brief.text)
    if number is None:
        return None
    arguments = question.arguments | {question.missing: number}
    if question.tool == "decide_approval" and (grant := decision(brief.text)) is not None:
        arguments["grant"] = grant  # said anew with the number, it may be another decision
    return _go_on(brief, question, arguments)


def _rating(brief: Brief, question: Question) -> list[Step] | None:
    digits = _digits(brief.text)
    if digits is None or not 1 <= int(digits) <= 5:
        return None
    return _go_on(brief, question, question.arguments | {"rating": int(digits)})


def _carrier(brief: Brief, question: Question) -> list[Step] | None:
    return shipped(_asked(brief, question), question.arguments, brief.text)


def _change(brief: Brief, question: Question) -> list[Step] | None:
    main = brief.understanding.main
    if not (main.items or main.removed or _CANCELS.search(main.text)):
        # "RO" to "add ten filters": what was asked for, told more exactly
        part = Part(f"{question.text}，{brief.text}", question.intent, 1.0)
        told = request_of(part, brief.catalogue, brief.today, brief.language)
        before = request_of(replace(part, text=question.text), brief.catalogue, brief.today, "zh")
        if not question.text or told.items == before.items:
            return None
        main = told
    return change_order(brief, replace(main, order=question.arguments["order"]))


def _which_order(brief: Brief, question: Question) -> list[Step] | None:
    """The order that is meant, by its place, its number or its goods; then what was asked."""
    number = brief.understanding.main.order
    values = [c["value"] for c in question.choices]
    fitting = [v for v in values if number and v.endswith(re.sub(r"\D", "", number))]
    index = choose(brief.text, [c["label"] for c in question.choices])
    if index is not None and not fitting:
        fitting = [values[index]]
    if len(fitting) != 1:
        return None
    again = request_of(
        Part(question.arguments["text"], question.intent, 1.0),
        brief.catalogue,
        brief.today,
        brief.language,
    )
    return change_order(brief, replace(again, order=fitting[0]))


def _same_ticket(brief: Brief, question: Question) -> list[Step] | None:
    """Whether what was reported goes on the ticket there is, or gets one of its own."""
    said = brief.text.strip().lower()
    index = choose(brief.text, [c["label"] for c in question.choices])
    if index is None and bool(_NEW_TICKET.search(said)) != bool(_SAME_TICKET.search(said)):
        index = int(bool(_NEW_TICKET.search(said)))
    if index is None:
        return None
    value = question.choices[index]["value"]
    if value == NEW:
        return _go_on(brief, question, question.arguments)
    given = {"ticket": value, "note": question.arguments["description"]}
    return [Step(tool="add_to_ticket", arguments=given, intent=question.intent)]


_NEW_TICKET = re.compile(
    r"另|新|再开|不是(?:同)?一|单独|分开|(?<![a-z])(?:another|separate\w*|new|different|other)(?![a-z])"
)
_SAME_TICKET = re.compile(
    r"补|加(?:上|到|进)|一起|(?<!不是)(?:同一|一张)|(?<![a-z])(?:add|same|together|put it)(?![a-z])"
)


def _asked(brief: Brief, question: Question) -> Request:
    return Request(question.intent, 1.0, brief.text)


_READERS = COMPLETING | {
    "carrier": _carrier,
    "change": _change,
    "which_order": _which_order,
    "same_ticket": _same_ticket,
    "choice": _choice,
    "goods": _goods,
    AMEND: _amend,
    "offer": _offer,
    "dealer": _dealer,
    "quantity": _quantity,
    "product": _product,
    "order": _number,
    "ticket": _number,
    "rating": _rating,
}


def _go_on(brief: Brief, question: Question, arguments: dict[str, Any]) -> list[Step]:
    """The call with the answer put in, or the next thing that is missing."""
    bare = next((x for x in arguments.get("lines", []) if "quantity" not in x), None)
    if bare is not None:
        request = _asked(brief, question)
        name = display_name(brief, str(bare["product"]))
        return [ask("ask.quantity", request, question.tool, arguments, "quantity", product=name)]
    return [Step(tool=question.tool, arguments=arguments, intent=question.intent)]


def _other_matter(brief: Brief, question: Question) -> bool:
    main = brief.understanding.main
    if not residue(brief.text, brief.catalogue):
        return False  # it only names something: a number, goods
    known = {question.intent, "place_order", "check_stock", "change_order", "price_quote"}
    return main.intent not in known and main.confidence >= _CHANGE_OF_TOPIC


def _items(brief: Brief) -> list[Item]:
    return [item for request in brief.understanding.requests for item in request.items]


def _digits(text: str) -> str | None:
    digits = "".join(c for c in text if c.isdigit())
    return digits if 0 < len(digits) <= 12 else None
