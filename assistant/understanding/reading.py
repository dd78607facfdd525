"""All that stands in a piece of text, each part claimed by one reader only."""

from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from assistant.understanding import addresses, amounts, dates, mentions, numbers, references
from assistant.understanding.amounts import Amount
from assistant.understanding.canonical import Range, free
from assistant.understanding.dates import Day
from assistant.understanding.references import Reference
from assistant.understanding.understood import ProductMention, Quantity, Span
from domain.catalogue.matching import Catalogue

_S = TypeVar("_S", bound=Span)


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, each in the order it stands in `text`."""

    text: str
    mentions: tuple[ProductMention, ...]
    references: tuple[Reference, ...]
    days: tuple[Day, ...]
    amounts: tuple[Amount, ...]
    quantities: tuple[Quantity, ...]
    address: Span | None = None
    """where goods are to be sent"""


def read(text: str, catalogue: Catalogue, today: date, language: str = "zh") -> Reading:
    """Read `text`: names first, then an address, numbers of records, days and money; quantities
    are left."""
    taken: list[Range] = []
    goods = _claim(mentions.find(text, catalogue), taken)
    address = _claim([found] if (found := addresses.find(text)) else [], taken)
    numbered = _claim(references.find(text), taken)
    days = _claim(dates.find(text, today, language), taken)
    sums = _claim(amounts.find(text, [(m.start, m.end) for m in goods]), taken)
    quantities = _claim(numbers.find(text, taken), taken)
    return Reading(text, goods, numbered, days, sums, quantities, next(iter(address), None))


def _claim(found: list[_S], taken: list[Range]) -> tuple[_S, ...]:
    kept = tuple(span for span in found if free(span.start, span.end, taken))
    taken.extend((span.start, span.end) for span in kept)
    return kept
