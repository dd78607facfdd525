"""Payments: a dealer says that he paid, finance books what came in; told at once, piece by piece,
corrected or taken back."""

import re
from dataclasses import replace
from itertools import pairwise
from typing import Any

from assistant.builtin.plan import Brief, Step, ask, call, say
from assistant.builtin.skills.knowledge import look_up
from assistant.builtin.withdrawing import WITHDRAWS
from assistant.focus import Noted, Question
from assistant.results import ToolResult
from assistant.understanding import past_days, paying, sums
from assistant.understanding.sums import Sum
from assistant.understanding.understood import Request
from domain.scope import Permission, Role

_DOCUMENT = re.compile(r"PM-?\d+", re.IGNORECASE)
_BOOKING = "book_payment"
_LONGEST = 80
_NEAR = 3


def payment(brief: Brief, request: Request) -> list[Step]:
    """A payment that was made is taken down, once its sum is told; how and where to pay is written
    in an article."""
    document = _DOCUMENT.search(brief.text)
    reported = document[0] if document else brief.focus.payment
    if reported and (WITHDRAWS.search(request.text) or paying.says_failed(request.text)):
        return [call("withdraw_payment", request, payment=reported)]
    told, tool = _told(brief, request), _tool(brief)
    if told and tool and _still_to_come(brief, request.text):
        return [say("payment.ahead")]
    if len(told) == 1 and tool == "report_payment" and paying.only_asks(request.text):
        return [_offer(request, *told[0])]
    if told:
        steps = [_taken_down(brief, request, *one) for one in told]
        return [_already(brief, request, *told[0]) or steps[0], *steps[1:]]
    said = paying.says_came_in if brief.actor.is_staff else paying.says_paid
    if tool is None or not said(request.text):
        return look_up(brief, request)
    return [_ask(brief, request, tool)]


def sum_told(brief: Brief, question: Question) -> list[Step] | None:
    """The sum of a payment that was spoken of without one; what else is told of it is kept until
    then."""
    request = replace(brief.understanding.main, intent="payment", text=brief.text)
    if _about_goods(brief) or paying.ends_asking(brief.text):
        return None
    found = [one for one in sums.find(brief.text) if not one.denied]
    given = question.arguments
    if len(found) == 1:
        day = _day(brief, brief.text) or given.get("paid_on")
        dealer = brief.dealer_in(brief.text) or given.get("dealer")
        told = replace(request, text=_joined(given.get("note"), brief.text), dealer=dealer)
        return [_taken_down(brief, told, found[0].minor, day)]
    day = _day(brief, brief.text)
    if found or day is None or not _only_a_day(brief, brief.text):
        return None
    kept = given | {"paid_on": day, "note": _joined(given.get("note"), brief.text)}
    return [ask("ask.payment", request, question.tool, kept, "payment", day=day)]


def corrected(brief: Brief, noted: tuple[Noted, ...]) -> list[Step] | None:
    """What a message puts right in payments just reported, or in a booking just proposed; None
    where it is about something else."""
    text = brief.text
    request = replace(brief.understanding.main, intent="payment", text=text)
    if len(text) > _LONGEST or paying.asks(text) or _about_goods(brief):
        return None
    if noted[0].fresh and paying.says_failed(text) and noted[0].tool != _BOOKING:
        return [call("withdraw_payment", request, payment=noted[-1].number)]
    found = sums.find(text)
    paid = [one for one in found if not one.denied]
    meant = _meant(text, found, noted)
    if not meant.fresh and not paying.names_money(text):
        return None
    day, right = _day(brief, text), paying.puts_right(text) or paying.picks(text, len(noted))
    if len(paid) == 1 and WITHDRAWS.search(text) and meant.tool != _BOOKING:
        return [_instead(brief, request, meant, paid[0].minor, day)]
    if len(paid) == 1 and (right or _only_a_sum(text, paid[0], meant)):
        return [_anew(request, meant, amount=paid[0].minor, paid_on=day)]
    payers = brief.dealers_of(text) if meant.tool == _BOOKING and right else []
    if len(payers) == 1 and not found:
        return [_anew(request, meant, dealer=payers[0])]
    only_day = not found and day is not None and meant.fresh and _only_a_day(brief, text)
    return [_anew(request, meant, paid_on=day)] if only_day else None


def _still_to_come(brief: Brief, text: str) -> bool:
    """Whether a payment is only meant to be made."""
    soon = paying.means_to(text) or past_days.ahead(text, brief.today, brief.language)
    return soon and _day(brief, text) is None


def _offer(request: Request, amount: int, day: str | None) -> Step:
    """Whether money came in is not seen here: the offer to put it down, for finance to look."""
    given = {"amount": amount, "note": request.text[:250]} | ({"paid_on": day} if day else {})
    return ask("ask.report_payment", request, "report_payment", given, "offer", amount=amount)


def _told(brief: Brief, request: Request) -> list[tuple[int, str | None]]:
    """The sums that were paid, each with its day where one stands beside it."""
    found = [one for one in sums.find(request.text) if not one.denied]
    if not found:
        return [] if request.amount is None else [(request.amount, _day(brief, request.text))]
    between = request.text[found[-2].end : found[-1].start] if len(found) > 1 else ""
    if paying.puts_right(between):  # "五万，哦不对，是65504"
        return [(found[-1].minor, _day(brief, request.text))]
    if len(found) == 1 or not paying.several(request.text, found):
        return [(found[0].minor, _day(brief, request.text))]
    edges = [0, *(one.start for one in found[1:]), len(request.text)]
    pieces = [request.text[start:end] for start, end in pairwise(edges)]
    return [(one.minor, _day(brief, piece)) for one, piece in zip(found, pieces, strict=True)]


def _taken_down(brief: Brief, request: Request, amount: int, day: str | None) -> Step:
    paid_on = day or brief.today.isoformat()
    if not brief.actor.is_staff:
        note = request.text[:250]
        return call("report_payment", request, amount=amount, paid_on=paid_on, note=note)
    arguments = {"amount": amount, "paid_on": paid_on}
    if request.dealer is None:
        return ask("ask.dealer", request, "book_payment", arguments, "dealer")
    return call("book_payment", request, dealer=request.dealer, **arguments)


def _ask(brief: Brief, request: Request, tool: str) -> Step:
    known = {"paid_on": _day(brief, request.text), "note": request.text[:200]}
    known["dealer"] = request.dealer if brief.actor.is_staff else None
    given = {name: value for name, value in known.items() if value is not None}
    return ask("ask.payment", request, tool, given, "payment", day=given.get("paid_on"))


def _tool(brief: Brief) -> str | None:
    """What somebody may do with a payment; a customer's is his dealer's business."""
    if brief.actor.role is Role.DEALER:
        return "report_payment"
    may = brief.actor.is_staff and brief.actor.may(Permission.RECORD_PAYMENTS)
    return "book_payment" if may else None


def _day(brief: Brief, text: str) -> str | None:
    """The last day that has been, of those `text` names."""
    days = past_days.find(text, brief.today, brief.language)
    return days[-1][0].isoformat() if days else None


def _meant(text: str, found: list[Sum], noted: tuple[Noted, ...]) -> Noted:
    """Which of the payments just noted is spoken of: by its sum, by its place, else the last."""
    denied = {one.minor for one in found if one.denied}
    named = [one for one in noted if one.arguments.get("amount") in denied]
    if named:
        return named[0]
    return noted[paying.place_of(text, len(noted))]


def _about_goods(brief: Brief) -> bool:
    """Whether a message counts goods; a word of excuse beside a number names none."""
    goods = [i.product for r in brief.understanding.requests for i in r.items if i.product]
    return any(mention.fits or not paying.puts_right(mention.text) for mention in goods)


def _only_a_sum(text: str, paid: Sum, meant: Noted) -> bool:
    """Whether a message is a sum alone, near to the one just noted."""
    rest = text[: paid.start] + text[paid.end :]
    before = int(meant.arguments.get("amount", 0))
    alone = not any(c.isalnum() for c in rest)
    near = before / _NEAR < paid.minor < before * _NEAR
    return meant.fresh and alone and near and paid.minor != before


_WORDS_OF_A_DAY = re.compile(
    r"(?:打|付|转|汇|到|给)?(?:的|了|款|账|钱|过去|过来|出去)*(?:吧|啊|哈|哦|呀|才|是|就|都|应该"
    r"|日期|付款日|不对|错了)*"
)


def _only_a_day(brief: Brief, text: str) -> bool:
    """Whether a message tells a day of the payment and nothing else of weight."""
    rest = text
    for _, (start, end) in reversed(past_days.find(text, brief.today, brief.language)):
        rest = rest[:start] + rest[end:]
    main = brief.understanding.main
    if main.intent in ("payment", "smalltalk", "out_of_scope"):
        return len(rest) <= _LONGEST // 2
    return not _WORDS_OF_A_DAY.sub("", re.sub(r"\W+", "", rest))


def _anew(request: Request, meant: Noted, **changed: Any) -> Step:
    if meant.tool != _BOOKING:
        return call("correct_payment", request, payment=meant.number, **changed)
    given = meant.arguments | {name: value for name, value in changed.items() if value is not None}
    return Step(tool="book_payment", arguments=given, intent="payment", replaces=meant.number)


def _instead(brief: Brief, request: Request, meant: Noted, amount: int, day: str | None) -> Step:
    """Take a report back, as is asked for, and make another one in its place."""
    said = day or meant.arguments.get("paid_on")

    def follow(_: list[ToolResult]) -> list[Step]:
        return [_taken_down(brief, request, amount, said)]

    arguments = {"payment": meant.number}
    return Step(tool="withdraw_payment", arguments=arguments, intent="payment", follow=follow)


def _already(brief: Brief, request: Request, amount: int, day: str | None) -> Step | None:
    """The question whether a payment is another one than that of the same sum just put down."""
    if brief.actor.is_staff or paying.another(request.text):
        return None
    same = [one for one in brief.focus.noted if one.arguments.get("amount") == amount]
    if not same or (day or brief.today.isoformat()) != same[0].arguments.get("paid_on"):
        return None
    given = {"amount": amount, "note": request.text[:250]} | ({"paid_on": day} if day else {})
    values = {"amount": amount, "payment": same[0].number}
    return ask("payment.already", request, "report_payment", given, "offer", **values)


def _joined(before: Any, text: str) -> str:
    return f"{before}\n{text}"[:250] if before else text[:250]
