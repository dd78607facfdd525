"""A ticket as the built-in model knows it, and which of several is meant."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.understanding import faults, mentions, references
from assistant.understanding.understood import ProductMention
from domain.catalogue.matching import Catalogue
from domain.clock import business_date
from domain.models.service import Ticket
from domain.service.rules import FIELD_WORK, OPEN


@dataclass(frozen=True, slots=True)
class Known:
    """A ticket. `told`: what its writer has said of it, then and since."""

    number: str
    kind: str
    status: str
    told: str
    sku: str | None
    preferred_time: str
    opened_on: date

    @classmethod
    def of(cls, ticket: Ticket, time_zone: str) -> "Known":
        """From its record.

        Arguments:
            time_zone: in which the day of its opening is reckoned.
        """
        notes = [note.text for note in ticket.notes]
        return cls(
            ticket.number,
            ticket.kind,
            ticket.status,
            "\n".join([ticket.description, *notes]),
            ticket.product.sku if ticket.product else None,
            ticket.preferred_time,
            business_date(ticket.opened_at, time_zone),
        )

    @classmethod
    def seen(cls, ticket: dict[str, Any]) -> "Known":
        """From an answer of `ticket_status`."""
        return cls(
            ticket["ticket"],
            ticket["kind"],
            ticket["status"],
            "\n".join([ticket["description"], *ticket["notes"]]),
            ticket["sku"],
            ticket["preferred_time"] or "",
            date.fromisoformat(ticket["opened_on"]),
        )

    @property
    def is_open(self) -> bool:
        return self.status in OPEN

    @property
    def is_visit(self) -> bool:
        """Whether somebody comes for it."""
        return self.kind in FIELD_WORK

    @property
    def label(self) -> str:
        """How it is shown among others."""
        return f"{self.number} {self.told.partition(chr(10))[0][:30]}"

    @property
    def faults(self) -> frozenset[str]:
        return faults.find(self.told)

    def fits(self, catalogue: Catalogue) -> set[int]:
        """The keys of the products that it may be about; none where nothing is known of that."""
        if self.sku is not None:
            return {key for key, product in catalogue.products.items() if product.sku == self.sku}
        return {key for found in mentions.find(self.told, catalogue) for key in found.fits}

    def families(self, catalogue: Catalogue) -> set[str]:
        """The families of those products."""
        return {catalogue.products[key].family for key in self.fits(catalogue)}


_ACCESSORIES = frozenset({"part", "filter", "consumable"})


def appliances(named: Sequence[ProductMention], catalogue: Catalogue) -> list[ProductMention]:
    """The appliances among goods that are named: a part or a filter says nothing of which is
    meant ("遥控器也没反应")."""
    return [m for m in named if families_of([m], catalogue) - _ACCESSORIES]


def families_of(named: Sequence[ProductMention], catalogue: Catalogue) -> set[str]:
    """The families of the goods that are named."""
    return {catalogue.products[key].family for mention in named for key in mention.fits}


def meant(text: str, tickets: Sequence[Known], catalogue: Catalogue) -> list[Known]:
    """The tickets that `text` may mean: by number, by goods, by kind, by the fault; all of them
    where it says nothing of it, none where it means something else."""
    digits = {int(re.sub(r"\D", "", r.number)) for r in references.find(text) if r.kind == "ticket"}
    if numbered := [t for t in tickets if int(t.number.rpartition("-")[2]) in digits]:
        return numbered
    fits = list(tickets)
    goods = appliances(mentions.find(text, catalogue), catalogue)
    if named := {key for mention in goods for key in mention.fits}:
        fits = [t for t in fits if not t.fits(catalogue) or named & t.fits(catalogue)]
        sure = [t for t in fits if t.fits(catalogue)]
        fits = sure or fits
    for told in (_of_kinds(text, fits), [t for t in fits if faults.find(text) & t.faults]):
        fits = told or fits
    return fits


_KINDS = {
    "installation": re.compile(r"安装|装机|移机|(?<![a-z])(?:install|fit(?:ting|ter))"),
    "maintenance": re.compile(r"保养|清洗|(?<![a-z])(?:maintenance|clean)"),
    "complaint": re.compile(r"投诉|(?<![a-z])complain"),
    "repair": re.compile(r"维修|报修|修理|(?<![a-z])(?:repair|fix)"),
}
_VISITS = re.compile(
    r"师傅|上门|预约|(?<![a-z])(?:technician|engineer|visit|appointment|service call)"
)


def _of_kinds(text: str, tickets: list[Known]) -> list[Known]:
    said = text.lower()
    named = {kind for kind, pattern in _KINDS.items() if pattern.search(said)}
    if not named and _VISITS.search(said):
        return [ticket for ticket in tickets if ticket.is_visit]
    return [ticket for ticket in tickets if ticket.kind in named]
