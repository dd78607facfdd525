"""A report's text with the quotes of its issues marked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from domain.models.insight import Issue


@dataclass(frozen=True, slots=True)
class Run:
    """Text that lies within the same issues; `begins` those that begin with it."""

    text: str
    issues: tuple[Issue, ...]
    begins: tuple[Issue, ...]


def runs_of(text: str, issues: Sequence[Issue]) -> list[Run]:
    """The text cut wherever a quote begins or ends. Quotes may overlap."""
    within = {0, len(text)} | {min(i.start, len(text)) for i in issues}
    cuts = sorted(within | {min(i.end, len(text)) for i in issues})
    return [
        Run(
            text[start:end],
            tuple(i for i in issues if i.start <= start and end <= i.end),
            tuple(i for i in issues if i.start == start),
        )
        for start, end in pairwise(cuts)
    ]
