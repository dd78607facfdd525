"""Matters: issues of one type and family of products, over dealers and regions."""

from collections import defaultdict
from dataclasses import dataclass, replace

from domain.digests.tally import Counted
from domain.models.insight import Alert

Key = tuple[str, str | None]
GROWTH = 1.25
"""A matter grows where it is reported at least a quarter more often than before…"""
LEAST = 2
"""…and by at least two more."""


@dataclass(frozen=True)
class Matter:
    """One matter's issues in a period and in the one before, and the alert that it is told for."""

    key: Key
    now: list[Counted]
    before: list[Counted]
    alert: Alert | None = None

    @property
    def is_new(self) -> bool:
        return bool(self.now) and not self.before

    @property
    def is_growing(self) -> bool:
        more, earlier = len(self.now), len(self.before)
        return bool(earlier) and more >= earlier * GROWTH and more - earlier >= LEAST

    @property
    def weight(self) -> tuple[int, int, int]:
        """How pressing it is: its gravest issue, then how many dealers and issues."""
        gravest = max((issue.rank for issue in self.now), default=-1)
        return gravest, len({i.dealer_id for i in self.now}), len(self.now)

    def about(self, alert: Alert) -> "Matter":
        """The same, told for its alert."""
        return replace(self, alert=alert)


def group(now: list[Counted], before: list[Counted]) -> list[Matter]:
    """All matters reported in the period, the most pressing first."""
    current: dict[Key, list[Counted]] = defaultdict(list)
    earlier: dict[Key, list[Counted]] = defaultdict(list)
    for issues, by_matter in ((now, current), (before, earlier)):
        for issue in issues:
            by_matter[issue.matter].append(issue)
    matters = [Matter(key, found, earlier.get(key, [])) for key, found in current.items()]
    return sorted(matters, key=lambda m: (*(-w for w in m.weight), str(m.key)))
