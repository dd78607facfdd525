"""Rows copied from a sheet: which of their numbers is the quantity."""

import re
from collections.abc import Iterable

from assistant.understanding.reading import Reading
from assistant.understanding.understood import ProductMention, Quantity

_QUANTITY_HEAD = re.compile(
    r"数量|件数|台数|订货量|订货数|订量|\bqty\b|quantity|how many|\bpcs\b"
    r"|\bunits\b|count",
    re.IGNORECASE,
)
_CELL = re.compile(r"\t|\s*\|\s*")
_INDEX = re.compile(r"\s*(?:[(（]?\d{1,2}[.、)）:：](?!\d)|\d{1,2}\t)")


def one_quantity_a_row(reading: Reading) -> Iterable[Quantity]:
    """The quantities, save numbers of rows and those of other columns of a sheet."""
    column: int | None = None
    start = 0
    for row in reading.text.split("\n"):
        found = [q for q in reading.quantities if start <= q.start < start + len(row)]
        found = [q for q in found if not _is_index(row, q.start - start)]
        cells = _CELL.split(row)
        if len(cells) > 2:
            column = _heading(cells, column)
            found = _of_column(row, start, found, column)
        yield from found
        start += len(row) + 1


def _is_index(row: str, position: int) -> bool:
    head = _INDEX.match(row)
    return head is not None and position < head.end() and len(row.strip()) > len(head[0].strip())


def _heading(cells: list[str], column: int | None) -> int | None:
    named = [i for i, cell in enumerate(cells) if _QUANTITY_HEAD.search(cell)]
    return named[0] if named else column


def _of_column(row: str, start: int, found: list[Quantity], column: int | None) -> list[Quantity]:
    """The number in the quantity's column; without one, the only number or the one with a unit."""
    if column is not None:
        return [q for q in found if len(_CELL.findall(row[: q.start - start])) == column]
    counted = [q for q in found if q.unit]
    if len(counted) == 1:
        return counted
    return found if len(found) == 1 else []


def merged(reading: Reading, mentions: list[ProductMention]) -> list[ProductMention]:
    """The mentions; of a code and a name of the same product in one row the narrower."""
    kept: list[ProductMention] = []
    for mention in mentions:
        last = kept[-1] if kept else None
        common = set(last.fits) & set(mention.fits) if last else set()
        if last and common and _CELL.fullmatch(reading.text[last.end : mention.start].strip(" ")):
            narrow = min(last, mention, key=lambda m: len(m.fits))
            written = reading.text[last.start : mention.end]
            kept[-1] = ProductMention(written, last.start, mention.end, narrow.fits)
        else:
            kept.append(mention)
    return kept
