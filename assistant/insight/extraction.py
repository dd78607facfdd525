"""The issues of a report, by the built-in model."""

from functools import cache
from pathlib import Path

import numpy as np

from assistant.insight.details import figures, goods, localities
from assistant.insight.issue import Issue
from assistant.insight.judging import findings
from assistant.insight.machine import SEVERITIES, Machine
from assistant.insight.rivals import rival
from assistant.insight.segments import Piece, pieces
from assistant.insight.training import trained
from assistant.taxonomy import taxonomy
from domain.catalogue.matching import Catalogue

LONGEST = 200_000
"""Characters of a report that are read; what is longer is no report."""


class IssueExtractor:
    """Reads reports clause by clause with the trained machine. Safe to share between threads."""

    def __init__(self, machine: Machine) -> None:
        self._machine = machine

    @classmethod
    def load(cls, cache_folder: Path | None = None) -> "IssueExtractor":
        """From the cache, or trained first where there is none (half a minute).

        Args:
            cache_folder: where trained machines are kept; by default the user's cache folder.
        """
        return cls(trained(cache_folder))

    def extract(
        self, text: str, title: str = "", catalogue: Catalogue | None = None
    ) -> list[Issue]:
        """The issues of a report in the order they stand in it.

        Arguments:
            title: what the report is headed with; never quoted.
            catalogue: the products that quotes are linked to; None links none.
        """
        read = text[:LONGEST]
        return [
            self.issue(read, found.type, found.start, found.end, catalogue)
            for found in findings(read, self._machine)
        ]

    def issue(
        self,
        text: str,
        type_: str,
        start: int,
        end: int,
        catalogue: Catalogue | None,
        severity: str | None = None,
    ) -> Issue:
        """The issue that `text[start:end]` tells of, with all that it names; its severity is read
        from the quote unless it is given."""
        quote = text[start:end]
        return Issue(
            type=type_,
            department=taxonomy().issues[type_].department,
            severity=severity or self._severity(text, start, end),
            quote=quote,
            start=start,
            end=end,
            products=goods(quote, catalogue) or goods(_sentence(text, start, end), catalogue),
            places=localities(quote),
            competitor=rival(quote) if type_.startswith("competitor") else None,
            numbers=figures(quote, type_),
        )

    def _severity(self, text: str, start: int, end: int) -> str:
        scores = self._machine.scores(text, [(start, end)]).of("severity")
        return SEVERITIES[int(np.argmax(scores[0]))]


def _sentence(text: str, start: int, end: int) -> str:
    """The sentence, or sentences, that a quote stands in."""
    cut = pieces(text)
    inside = {piece.sentence for piece in cut if piece.start < end and start < piece.end}
    around: list[Piece] = [piece for piece in cut if piece.sentence in inside]
    return text[around[0].start : around[-1].end] if around else text[start:end]


@cache
def _shared() -> IssueExtractor:
    return IssueExtractor.load()


def extract(text: str, title: str = "", catalogue: Catalogue | None = None) -> list[Issue]:
    """The issues of a report, by an extractor that is loaded once from the user's cache folder."""
    return _shared().extract(text, title, catalogue)
