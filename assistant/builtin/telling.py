"""What a message tells of a ticket that the talk is about: its product, when somebody may come,
anything else that whoever comes should know. What it asks beside that stays a question."""

import re
from dataclasses import dataclass

from assistant.builtin.known import Known, appliances, families_of, meant
from assistant.builtin.plan import Brief
from assistant.builtin.residue import spans
from assistant.understanding import faults, mentions, numbers, visit_times, visit_words
from assistant.understanding.canonical import canonical
from assistant.understanding.clauses import clauses
from assistant.understanding.reactions import react
from assistant.understanding.understood import Item, ProductMention, Reaction
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
        asked: what the message asks beside it.
    """

    tickets: tuple[Known, ...]
    product: str | None = None
    time: VisitTime | None = None
    away: bool = False
    note: str | None = None
    asked: str = ""


_LONGEST = 400
_RECENT = 4
"""Messages after which what only fits the ticket by the context is no longer taken for it."""
_BESIDE = ("", "add_to_ticket", "open_ticket", "withdraw_ticket", "ask_for_person")
"""Tools about whose call a question may be open while something is told of a ticket."""
_FOREIGN = frozenset(
    {"complaint", "human_handoff", "return_refund", "payment", "invoice", "receivables"}
    | {"change_order", "confirm_receipt", "price_quote", "check_stock", "transfer_stock"}
    | {"rate_service", "approval", "business_query", "submit_report", "insight_query"}
)
_FOREIGN_SURE = 0.8
_MOST_BESIDE_HOURS = 5.0
_MOST_LEFT = 2.0
"""Weight of words beside a time that a plain answer may hold: a Chinese character is one."""


def told(brief: Brief) -> Told | None:
    """What a message tells of a ticket that came up in the talk; None when it is about something
    else."""
    tickets = tuple(t for t in brief.tickets if t.is_open and t.is_visit)
    if not tickets or len(brief.text) > _LONGEST or _elsewhere(brief):
        return None
    said, asked = _parted(brief)
    if not said or _new_matter(brief, said, tickets):
        return None
    found = _time(brief, said), _product(brief, said, tickets), _note(brief, said)
    (time, away), product, note = found
    if not (time or away or product or note):
        return None
    named = product or not (_mentioned(brief, said) or _figures(brief, said))
    if (time or product) and not (named and _left(brief, said) <= _MOST_LEFT):
        note = said
    goods = _mentioned(brief, said)
    fits = [t for t in tickets if not goods or _fits(brief, goods, t)] or list(tickets)
    fits = meant(said, fits, brief.catalogue) or fits
    return Told(_of_talk(brief, fits), product, time, away, note or (said if away else None), asked)


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
    return bool(kinds) and _weight(visit_words.IDLE.sub("", visit_words.COMES.sub("", low))) > _MUCH


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
    figure = re.compile(rf"(?<!\d){item.quantity.value}(?!\d)")
    names = (name for key in item.product.fits for name in brief.catalogue.products[key].all())
    return not any(figure.search(name) for name in names) or bool(item.quantity.unit)


def _of_visit(brief: Brief, intent: str) -> bool:
    """Whether the words of a message say that it is about a visit, whatever it sounds like."""
    said = canonical(brief.text).text
    if intent == "complaint" or visit_words.ANGER.search(said):
        return False
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
    goods = _mentioned(brief, said)
    if visit_words.ANOTHER.search(low) and (goods or faults.find(said)):
        return True
    if goods and not any(_fits(brief, goods, ticket) for ticket in tickets):
        return bool(faults.find(said)) or brief.understanding.main.intent == "open_ticket"
    known = frozenset().union(*(ticket.faults for ticket in tickets))
    again = faults.find(said) & known
    return bool(again) and visit_times.suiting(said, brief.today, brief.language) is None


def _time(brief: Brief, said: str) -> tuple[VisitTime | None, bool]:
    """The time told, and whether one is only ruled out."""
    low = canonical(said).text
    times = visit_times.find(said, brief.today, brief.language)
    if not times or visit_words.LEAVES.search(low):
        return None, False
    time = visit_times.suiting(said, brief.today, brief.language)
    visit, other = visit_words.VISITS.search(low), visit_words.OTHER_BUSINESS.search(low)
    if other and not visit:
        return None, False
    changes = visit_words.CHANGES.search(low) and not brief.focus.turned
    left = _left(brief, said, owned=True)
    exact = time is not None and time.day and time.hours
    most = _MOST_BESIDE_HOURS if exact else _MOST_LEFT
    plain = not brief.focus.turned and _recent(brief) and left <= most
    if not (visit or changes or plain):
        return None, False
    return time, time is None


def _product(brief: Brief, said: str, tickets: tuple[Known, ...]) -> str | None:
    """The product told, if that is all that the message says of goods."""
    low = canonical(said).text
    if brief.focus.turned or not _recent(brief) or visit_words.WANTS.search(low):
        return None
    wanted = any(ticket.sku is None for ticket in tickets) or visit_words.CORRECTS.search(low)
    goods = _mentioned(brief, said)
    taken = [(m.start, m.end) for m in goods]
    if not wanted or any(q.unit for q in numbers.find(said, taken) if q.unit in _COUNTED):
        return None
    if goods:
        mention = goods[-1]
        sku = _certain(brief, mention)
        fits = [t for t in tickets if _fits(brief, [mention], t)]
        return (sku or mention.text) if fits and not _same_words(brief, mention, fits) else None
    return _by_figure(brief, said, tickets)


_COUNTED = frozenset("台件套箱")


def _same_words(brief: Brief, mention: ProductMention, tickets: list[Known]) -> bool:
    """Whether a name says no more than what stands on the ticket already ("空调")."""
    keys = set(mention.fits)
    return (
        len(keys) > 1
        and all(t.fits(brief.catalogue) <= keys for t in tickets if t.told)
        and any(t.fits(brief.catalogue) for t in tickets)
    )


def _certain(brief: Brief, mention: ProductMention) -> str | None:
    return brief.catalogue.products[mention.fits[0]].sku if len(mention.fits) == 1 else None


def _by_figure(brief: Brief, said: str, tickets: tuple[Known, ...]) -> str | None:
    """The one product whose name holds the figure that was said ("the 518 one")."""
    figures = _figures(brief, said)
    if len(figures) != 1:
        return None
    families = set().union(*(t.families(brief.catalogue) for t in tickets))
    figure = re.compile(rf"(?<![\d.]){figures[0]}(?![\d.])")
    fits = [
        product.sku
        for product in brief.catalogue.products.values()
        if any(figure.search(name) for name in product.all())
        and (not families or product.family in families)
    ]
    return fits[0] if len(fits) == 1 else None


def _figures(brief: Brief, said: str) -> list[str]:
    """The figures that may be a model's, where a message says little beside them and a time."""
    time = visit_times.suiting(said, brief.today, brief.language)
    rest = said[: time.start] + " " + said[time.end :] if time else said
    low = canonical(rest).text
    little = _weight(visit_words.IDLE.sub("", visit_words.OWNING.sub("", low))) <= _MOST_LEFT
    return _FIGURE.findall(low) if little else []


_FIGURE = re.compile(r"(?<![\d.])\d{2,3}(?![\d.]|\s?[年月日号天点楼层栋室岁]|:\d)")


def _note(brief: Brief, said: str) -> str | None:
    """The message itself, where it holds what whoever comes should know."""
    low, goods = canonical(said).text, _mentioned(brief, said)
    if (
        brief.focus.turned
        or not _recent(brief)
        or visit_words.WANTS.search(low)
        or visit_words.OTHER_BUSINESS.search(low)
    ):
        return None
    if visit_words.SAID_BEFORE.search(low):
        return None
    if faults.find(said) and goods and not visit_words.ADDS.search(low):
        return None  # whether it is the same matter is asked
    further = bool(faults.find(said)) and bool(visit_words.ADDS.search(low))
    if further or (visit_words.NOTES.search(low) and not (goods and not _left(brief, said))):
        return said
    return None


def _of_talk(brief: Brief, tickets: list[Known]) -> tuple[Known, ...]:
    """Of several the one that came up last, if it did just now."""
    if len(tickets) > 1 and brief.focus.quiet == 0:
        last = [t for t in tickets if t.number == brief.focus.ticket]
        return tuple(last or tickets)
    return tuple(tickets)


def _recent(brief: Brief) -> bool:
    return brief.focus.quiet < _RECENT


def _mentioned(brief: Brief, said: str) -> list[ProductMention]:
    return appliances(mentions.find(said, brief.catalogue), brief.catalogue)


def _fits(brief: Brief, goods: list[ProductMention], ticket: Known) -> bool:
    families = ticket.families(brief.catalogue)
    return not families or bool(families & families_of(goods, brief.catalogue))


def _left(brief: Brief, said: str, owned: bool = False) -> float:
    """The weight of what a message says beside goods, times and idle words.

    Arguments:
        owned: how old the goods are and where they stand does not count either.
    """
    kept = list(said)
    taken = spans(said, brief.catalogue)
    taken += [(t.start, t.end) for t in visit_times.find(said, brief.today, brief.language)]
    for start, end in taken:
        kept[start:end] = " " * (end - start)
    low = canonical("".join(kept)).text
    low = visit_words.CHANGES.sub("", low)
    return _weight(visit_words.IDLE.sub("", visit_words.OWNING.sub("", low) if owned else low))


def _weight(text: str) -> float:
    return sum(1 / 3 if c.isascii() else 1 for c in text)
