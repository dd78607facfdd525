"""What a message tells of a ticket that the talk is about: its product, when somebody may come,
anything else that whoever comes should know. What it asks beside that stays a question."""

import re
from dataclasses import dataclass

from assistant.builtin.known import Known, meant
from assistant.builtin.plan import Brief
from assistant.builtin.residue import spans
from assistant.builtin.told_details import (
    MOST_LEFT,
    figures,
    fits_goods,
    goods_in,
    left,
    note_told,
    product_told,
    time_told,
    weight,
)
from assistant.understanding import faults, visit_times, visit_words
from assistant.understanding.canonical import canonical
from assistant.understanding.clauses import clauses
from assistant.understanding.reactions import names_all, react
from assistant.understanding.understood import Item, Reaction
from assistant.understanding.visit_times import VisitTime


@dataclass(frozen=True, slots=True)
class Told:
    """What is told.

    Arguments:
        tickets: the one it is told of, or those it may be told of.
        product: the code of the product, or the words that may name several.
        time: when somebody may come, as it is to stand on the ticket.
        away: it only says when nobody may come.
        note: whatever else, in the writer's words.
        every: it is told of all of the tickets.
        asked: what the message asks beside it.
    """

    tickets: tuple[Known, ...]
    product: str | None = None
    time: VisitTime | None = None
    away: bool = False
    note: str | None = None
    asked: str = ""
    every: bool = False


_LONGEST = 400
_BESIDE = ("", "add_to_ticket", "open_ticket", "withdraw_ticket", "ask_for_person")
"""Tools about whose call a question may be open while something is told of a ticket."""
_FOREIGN = frozenset(
    {"complaint", "human_handoff", "return_refund", "payment", "invoice", "receivables"}
    | {"change_order", "confirm_receipt", "price_quote", "check_stock", "transfer_stock"}
    | {"rate_service", "approval", "business_query", "submit_report", "insight_query"}
)
_FOREIGN_SURE = 0.8


def told(brief: Brief) -> Told | None:
    """What a message tells of a ticket that came up in the talk; None when it is about something
    else."""
    tickets = tuple(t for t in brief.tickets if t.is_open and t.is_visit)
    if not tickets or len(brief.text) > _LONGEST or _elsewhere(brief):
        return None
    said, asked = _parted(brief)
    if not said or _new_matter(brief, said, tickets):
        return None
    found = time_told(brief, said), product_told(brief, said, tickets), note_told(brief, said)
    (time, away), product, note = found
    if not (time or away or product or note):
        return None
    named = product or not (goods_in(brief, said) or figures(brief, said))
    whole = named and left(brief, said) <= MOST_LEFT and not _excepts(brief, said)
    if (time or product) and not whole:
        note = said
    goods = goods_in(brief, said)
    fits = [t for t in tickets if not goods or fits_goods(brief, goods, t)] or list(tickets)
    fits = meant(said, fits, brief.catalogue) or fits
    every = len(fits) > 1 and names_all(said)
    of = tuple(fits) if every else _of_talk(brief, fits)
    return Told(of, product, time, away, note or (said if away else None), asked, every)


def _excepts(brief: Brief, said: str) -> bool:
    """Whether some time is ruled out beside the one that suits."""
    return any(t.ruled_out for t in visit_times.find(said, brief.today, brief.language))


def new_time(brief: Brief) -> VisitTime | None:
    """The time that a message wants for a visit of which the talk has not been (改到周四来)."""
    if len(brief.text) > _LONGEST:
        return None
    said = canonical(brief.text).text
    changes = visit_words.CHANGES.search(said) and visit_words.VISITS.search(said)
    if not changes or visit_words.OTHER_BUSINESS.search(said) or visit_words.WONDERS.search(said):
        return None
    return visit_times.suiting(brief.text, brief.today, brief.language)


def offered(brief: Brief) -> VisitTime | None:
    """The time that a message which reports something offers for the visit."""
    said = canonical(brief.text).text
    time = visit_times.suiting(brief.text, brief.today, brief.language)
    if time is None or visit_words.OTHER_BUSINESS.search(said):
        return None
    ahead = time.day and not time.told.startswith(brief.today.isoformat())
    return time if ahead or visit_words.VISITS.search(said) else None


def more_than(brief: Brief, kinds: frozenset[str]) -> bool:
    """Whether a message says more of a matter than goods and the faults of these kinds."""
    kept = list(brief.text)
    for start, end in spans(brief.text, brief.catalogue):
        kept[start:end] = " " * (end - start)
    low = faults.without(canonical("".join(kept)).text)
    return bool(kinds) and weight(visit_words.IDLE.sub("", visit_words.COMES.sub("", low))) > _MUCH


_MUCH = 4.0


def asks(text: str) -> bool:
    """Whether a text asks for something to be told; a time put as a question proposes it."""
    said = canonical(text.strip()).text
    return bool(visit_words.WONDERS.search(said) or visit_words.QUESTION_MARK.search(said))


def _elsewhere(brief: Brief) -> bool:
    """Whether the message is surely about something else."""
    main, question = brief.understanding.main, brief.focus.question
    if question is not None and question.tool not in _BESIDE:
        return True
    if react(brief.text) in (Reaction.CONFIRM, Reaction.REJECT, Reaction.HOLD) or main.order:
        return True
    complete = any(_is_line(brief, item) for item in main.items)
    foreign = main.intent in _FOREIGN and main.confidence >= _FOREIGN_SURE
    return complete or (foreign and not _of_visit(brief, main.intent))


def _is_line(brief: Brief, item: Item) -> bool:
    """Whether goods are named with how many of them; a figure of their name is no quantity."""
    if item.product is None or not item.product.fits or item.quantity is None:
        return False
    if item.quantity.text.lower() == "one" and item.quantity.start >= item.product.end:
        return False  # "the 800 one"
    figure = re.compile(rf"(?<!\d){item.quantity.value}(?!\d)")
    names = (name for key in item.product.fits for name in brief.catalogue.products[key].all())
    return not any(figure.search(name) for name in names) or bool(item.quantity.unit)


def _of_visit(brief: Brief, intent: str) -> bool:
    """Whether the words of a message say that it is about a visit, whatever it sounds like."""
    said = canonical(brief.text).text
    if intent == "complaint" or visit_words.ANGER.search(said):
        return False
    if intent == "invoice" and visit_words.OWN_INVOICE.search(said):
        return True
    if visit_words.CALL_AHEAD.search(said):
        return True
    timed = visit_times.find(brief.text, brief.today, brief.language)
    words = visit_words.CHANGES.search(said) or visit_words.VISITS.search(said)
    return bool(timed and words) and intent != "human_handoff"


def _parted(brief: Brief) -> tuple[str, str]:
    """What a message says, and what it asks."""
    said: list[str] = []
    asked: list[str] = []
    for clause in clauses(brief.text):
        piece = brief.text[clause.start : clause.end + 1].strip()
        (asked if _asks(brief, piece) else said).append(piece)
    if not asked:
        return brief.text.strip(), ""
    return " ".join(said), " ".join(asked)


def _asks(brief: Brief, piece: str) -> bool:
    if not asks(piece):
        return False
    timed = visit_times.suiting(piece, brief.today, brief.language)
    low = canonical(piece).text
    return (
        timed is None
        or bool(visit_words.WONDERS.search(low))
        or not visit_words.PROPOSES.search(low)
    )


def _new_matter(brief: Brief, said: str, tickets: tuple[Known, ...]) -> bool:
    """Whether it is a fault of other goods, another machine, or a fault told already: all that is
    for the opening of tickets to decide."""
    low = canonical(said).text
    goods = goods_in(brief, said)
    if visit_words.ANOTHER.search(low) and (goods or faults.find(said)):
        return True
    if goods and not any(fits_goods(brief, goods, ticket) for ticket in tickets):
        return bool(faults.find(said)) or brief.understanding.main.intent == "open_ticket"
    known = frozenset().union(*(ticket.faults for ticket in tickets))
    again = faults.find(said) & known
    return bool(again) and visit_times.suiting(said, brief.today, brief.language) is None


def _of_talk(brief: Brief, tickets: list[Known]) -> tuple[Known, ...]:
    """Of several the one that came up last, if it did just now."""
    if len(tickets) > 1 and brief.focus.quiet == 0:
        last = [t for t in tickets if t.number == brief.focus.ticket]
        return tuple(last or tickets)
    return tuple(tickets)
