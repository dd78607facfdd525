"""Reading the details that a message tells of a ticket: a time, a product, anything else."""

import re

from assistant.builtin.known import Known, appliances, families_of
from assistant.builtin.plan import Brief
from assistant.builtin.residue import spans
from assistant.understanding import faults, mentions, numbers, visit_times, visit_words
from assistant.understanding.canonical import canonical
from assistant.understanding.understood import ProductMention
from assistant.understanding.visit_times import VisitTime

_RECENT = 4
"""Messages after which what only fits the ticket by the context is no longer taken for it."""
_MOST_BESIDE_HOURS = 5.0
MOST_LEFT = 2.0
"""Weight of words beside a time that a plain answer may hold: a Chinese character is one."""


def time_told(brief: Brief, said: str) -> tuple[VisitTime | None, bool]:
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
    rest = left(brief, said, owned=True)
    exact = time is not None and time.day and time.hours
    most = _MOST_BESIDE_HOURS if exact else MOST_LEFT
    plain = not brief.focus.turned and _recent(brief) and rest <= most
    if not (visit or changes or plain):
        return None, False
    return time, time is None


def product_told(brief: Brief, said: str, tickets: tuple[Known, ...]) -> str | None:
    """The product told, if that is all that the message says of goods."""
    low = canonical(said).text
    if brief.focus.turned or not _recent(brief) or visit_words.WANTS.search(low):
        return None
    wanted = any(ticket.sku is None for ticket in tickets) or visit_words.CORRECTS.search(low)
    goods = goods_in(brief, said)
    taken = [(m.start, m.end) for m in goods]
    if not wanted or any(q.unit for q in numbers.find(said, taken) if q.unit in _COUNTED):
        return None
    if goods:
        mention = goods[-1]
        sku = _certain(brief, mention)
        fits = [t for t in tickets if fits_goods(brief, [mention], t)]
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
    found = figures(brief, said)
    if len(found) != 1:
        return None
    families = set().union(*(t.families(brief.catalogue) for t in tickets))
    figure = re.compile(rf"(?<![\d.]){found[0]}(?![\d.])")
    fits = [
        product.sku
        for product in brief.catalogue.products.values()
        if any(figure.search(name) for name in product.all())
        and (not families or product.family in families)
    ]
    return fits[0] if len(fits) == 1 else None


def figures(brief: Brief, said: str) -> list[str]:
    """The figures that may be a model's, where a message says little beside them and a time."""
    time = visit_times.suiting(said, brief.today, brief.language)
    rest = said[: time.start] + " " + said[time.end :] if time else said
    low = canonical(rest).text
    little = weight(visit_words.IDLE.sub("", visit_words.OWNING.sub("", low))) <= MOST_LEFT
    return _FIGURE.findall(low) if little else []


_FIGURE = re.compile(r"(?<![\d.])\d{2,3}(?![\d.]|\s?[年月日号天点楼层栋室岁]|:\d)")


def note_told(brief: Brief, said: str) -> str | None:
    """The message itself, where it holds what whoever comes should know."""
    low, goods = canonical(said).text, goods_in(brief, said)
    invoice = visit_words.OWN_INVOICE.search(low) is not None
    low = visit_words.OWN_INVOICE.sub("", low)
    if brief.focus.turned or not _recent(brief) or any(p.search(low) for p in _NO_NOTES):
        return None
    adds = visit_words.ADDS.search(low) is not None
    if faults.find(said) and (adds or goods):
        return said if adds else None  # whether it is the same matter is asked
    notes = visit_words.NOTES.search(low) and not (goods and not left(brief, said))
    return said if invoice or notes else None


_NO_NOTES = (visit_words.WANTS, visit_words.OTHER_BUSINESS, visit_words.SAID_BEFORE)
"""What a detail of a ticket does not say."""


def _recent(brief: Brief) -> bool:
    return brief.focus.quiet < _RECENT


def goods_in(brief: Brief, said: str) -> list[ProductMention]:
    return appliances(mentions.find(said, brief.catalogue), brief.catalogue)


def fits_goods(brief: Brief, goods: list[ProductMention], ticket: Known) -> bool:
    families = ticket.families(brief.catalogue)
    return not families or bool(families & families_of(goods, brief.catalogue))


def left(brief: Brief, said: str, owned: bool = False) -> float:
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
    return weight(visit_words.IDLE.sub("", visit_words.OWNING.sub("", low) if owned else low))


def weight(text: str) -> float:
    return sum(1 / 3 if c.isascii() else 1 for c in text)
