"""What is pulled out of a report. Plain data, ready to be stored or written as JSON."""

from dataclasses import asdict, dataclass
from typing import Any, Protocol

from domain.catalogue.matching import Catalogue


@dataclass(frozen=True, slots=True)
class Numbers:
    """What an issue counts, as far as it says so.

    days: how long it lasts, in days. quantity: pieces concerned.
    amount: money in minor units, in the currency of the report's dealer.
    """

    days: int | None = None
    quantity: int | None = None
    amount: int | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """One actual and current problem that a report tells of.

    type, department, severity: ids of the taxonomy.
    quote: `text[start:end]` of the unaltered report, in code points.
    products: codes (SKU) of the products named beyond doubt, in the order they are named.
    places: as written. competitor: the rival's name as written, None when none is named.
    """

    type: str
    department: str
    severity: str
    quote: str
    start: int
    end: int
    products: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    competitor: str | None = None
    numbers: Numbers = Numbers()

    def as_json(self) -> dict[str, Any]:
        """The form that leaves the house: what is not said is left out of `numbers`, and
        `competitor` stands only where one is named."""
        told = asdict(self) | {"products": list(self.products), "places": list(self.places)}
        told["numbers"] = {k: v for k, v in told["numbers"].items() if v is not None}
        if self.competitor is None:
            del told["competitor"]
        return told


class Extractor(Protocol):
    """Reads reports: the built-in model, or a language model with the built-in one behind it."""

    def extract(
        self, text: str, title: str = "", catalogue: Catalogue | None = None
    ) -> list[Issue]:
        """The issues of a report in the order they stand in it.

        Arguments:
            title: what the report is headed with; read, never quoted.
            catalogue: the products that quotes are linked to; None links none.
        """
        ...
