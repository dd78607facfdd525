"""What a message was understood to say. Plain data: records are named, not yet looked up."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from fractions import Fraction


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the message: `text` as written, at code points `start` to `end`."""

    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ProductMention(Span):
    """Words that name a product. `fits` are the keys of the products they may mean: one, when
    the words are exact; several, when a choice is needed; none, when nothing is known by them."""

    fits: tuple[int, ...]


UNTOLD = -1
"""The `multiple` of a unit that nobody has said the size of (托, pallet, 盒)."""


@dataclass(frozen=True, slots=True)
class Quantity(Span):
    """A number of pieces, cases or dozens. `unit` is as written ("台", "箱", "cases"; in
    simplified characters and small letters), or empty.

    `value`: how many of the unit; the lower bound when `rough` ("20来台", "about 20"). Below 1
    when it cannot be ordered: negative, none, or a fraction, which `exact` keeps as it was said.
    `multiple`: pieces a unit, where the unit itself tells (一打 → 12); 0 where the product's pack
    size has to tell (箱, case); 1 for pieces, and for pairs: what is sold in pairs has the pair as
    its piece; `UNTOLD` where it has to be asked.
    """

    value: int
    unit: str
    multiple: int
    rough: bool
    exact: Decimal

    @property
    def possible(self) -> bool:
        """Whether so many of something can be ordered at all."""
        return self.value >= 1 and self.exact == self.exact.to_integral_value()


@dataclass(frozen=True, slots=True)
class Item:
    """A product and how many of it, as far as the message says either. `added`: it comes on top
    of what was asked for before; `lessened`: it goes off that."""

    product: ProductMention | None
    quantity: Quantity | None
    added: bool = False
    lessened: bool = False


@dataclass(frozen=True, slots=True)
class Request:
    """One thing the message asks for.

    Arguments:
        intent: the taxonomy's id; `confidence` in 0…1.
        text: the part of the message that holds the request.
        place: a warehouse, city or region that it names: where goods are or are looked for.
        destination: a place that goods are to go to.
        order, ticket, phone: a number, or the digits of its tail, as written.
        day: the day by which, or on which; reckoned from the business date.
        amount: money in minor units.
        dealer, customer: the name as written.
        added: the request adds to what was asked for before ("再加5个").
        conditional: it is made on condition of what comes before it ("够的话来20台").
        removed: goods that it wants taken out ("滤芯不要了", "take the gaskets off").
        scale: the factor by which quantities named before are to change ("double it").
        others: the next likely intents with their probabilities.
        address: where goods are to be sent, as written.
    """

    intent: str
    confidence: float
    text: str
    items: tuple[Item, ...] = ()
    place: str | None = None
    order: str | None = None
    ticket: str | None = None
    day: date | None = None
    amount: int | None = None
    dealer: str | None = None
    customer: str | None = None
    added: bool = False
    destination: str | None = None
    phone: str | None = None
    conditional: bool = False
    removed: tuple[ProductMention, ...] = ()
    scale: Fraction | None = None
    others: tuple[tuple[str, float], ...] = ()
    address: str | None = None


@dataclass(frozen=True, slots=True)
class Terms:
    """What a message tells of an order that was spoken of, where it tells nothing else.

    Arguments:
        quantity: how many; `added` on top of what was said before, `lessened` off it, `each` of
            all goods spoken of.
        day: the day by which goods are needed.
        store: the warehouse that they are to leave.
        address: where they are to be sent, as written.
    """

    quantity: Quantity | None = None
    added: bool = False
    lessened: bool = False
    each: bool = False
    day: date | None = None
    store: str | None = None
    address: str | None = None


class Reaction(StrEnum):
    """How a message answers what was proposed."""

    CONFIRM = "confirm"
    REJECT = "reject"
    CHANGE = "change"
    """another quantity or product: the proposal is to be made anew"""
    HOLD = "hold"
    """not yet: what is proposed stays as it is and waits"""


@dataclass(frozen=True, slots=True)
class Understanding:
    """A message understood: its language, and its requests in the order they were made; `terms`
    where it tells nothing but terms of an order."""

    language: str
    requests: tuple[Request, ...]
    terms: Terms | None = None

    @property
    def main(self) -> Request:
        """The request that gives the message its intent: the last that is more than small talk."""
        matters = [r for r in self.requests if r.intent != "smalltalk"]
        return (matters or list(self.requests))[-1]
