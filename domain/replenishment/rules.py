"""The reorder point and the quantity, by the periodic (R, s, S) policy.

    s = expected demand over lead time and review period + safety stock
    S = s + expected demand over the days to be covered
    safety stock = z · σ · √(lead time + review period)

When stock and what is on its way are at s or below, order up to S. After E. A. Silver, D. F. Pyke
and D. J. Thomas, "Inventory and Production Management in Supply Chains", 4th ed., ch. 7, for
normally distributed demand.

The expected demand of a day is a level times the factor of its weekday times a factor of season.
The level is an exponentially weighted mean of weekly sales: what is recent counts more.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import ceil, sqrt
from statistics import fmean, pstdev

WEEKS = 8
"""Whole weeks of sales that the level is taken from."""
FADING = 0.8
"""Weight of a week against the one after it."""
SERVICE_Z = 1.645
"""Standard normal quantile: stock suffices in 95 of 100 review periods."""
REVIEW_DAYS = 7
COVER_DAYS = 14
"""Days that an order is to last beyond the reorder point."""
_CALMEST, _WILDEST = 0.5, 2.0
"""Bounds of the factor of season: more than that is chance, or a new product."""
_ENOUGH = 20
"""Pieces sold in a window a year ago from which its share says something."""


@dataclass(frozen=True, slots=True)
class Demand:
    """What is expected to be sold.

    Arguments:
        level: pieces a day, before weekday and season.
        spread: standard deviation of a day's sales, in pieces.
        weekdays: factors from Monday to Sunday, one on average.
        season: factor of the days ahead against the last weeks.
    """

    level: float
    spread: float
    weekdays: Sequence[float]
    season: float

    def over(self, first: date, days: int) -> float:
        """Pieces expected from `first` on for so many days."""
        factors = (self.weekdays[(first + timedelta(days=n)).weekday()] for n in range(days))
        return self.level * self.season * sum(factors)


@dataclass(frozen=True, slots=True)
class Advice:
    """Pieces. `quantity` is 0 while nothing has to be ordered; `lasts` in days, None for ever."""

    reorder_point: int
    up_to: int
    safety: int
    quantity: int
    lasts: int | None


def demand(
    sales: Mapping[date, int], today: date, season: float, weekdays: Sequence[float]
) -> Demand:
    """The demand that the sales of the last weeks speak of.

    Arguments:
        sales: pieces by day, up to yesterday; a day that is missing sold nothing.
        season, weekdays: as `season_factor` and `weekday_factors` give them.
    """
    weeks = [_week(sales, today, back) for back in range(1, WEEKS + 1)]
    weights = [FADING**back for back in range(WEEKS)]
    level = sum(w * pieces for w, pieces in zip(weights, weeks, strict=True)) / sum(weights) / 7
    return Demand(level, pstdev(weeks) / sqrt(7), weekdays, season)


def season_factor(ahead: int, behind: int) -> float:
    """How the days ahead compare with the last weeks, by the same windows a year ago.

    Arguments:
        ahead, behind: pieces a year ago in windows of one length; too few of them say nothing.
    """
    if min(ahead, behind) < _ENOUGH:
        return 1.0
    return min(_WILDEST, max(_CALMEST, ahead / behind))


def weekday_factors(sales: Mapping[date, int]) -> list[float]:
    """Factors of Monday to Sunday from pieces by day; all one where there is too little."""
    sums = [0] * 7
    for day, pieces in sales.items():
        sums[day.weekday()] += pieces
    mean = fmean(sums)
    return [1.0] * 7 if sum(sums) < _ENOUGH else [s / mean for s in sums]


def advise(expected: Demand, today: date, position: int, lead_days: int, pack: int) -> Advice:
    """When and how much to order.

    Arguments:
        position: pieces free and on their way.
        lead_days: from the order to the goods.
        pack: pieces a case; the quantity is in whole cases.
    """
    protected = lead_days + REVIEW_DAYS
    safety = ceil(SERVICE_Z * expected.spread * sqrt(protected))
    point = ceil(expected.over(today, protected)) + safety
    up_to = point + ceil(expected.over(today + timedelta(days=protected), COVER_DAYS))
    short = up_to - position if position <= point and up_to > 0 else 0
    cases = ceil(max(0, short) / pack)
    daily = expected.over(today, 7) / 7
    lasts = int(max(0, position) / daily) if daily > 0 else None
    return Advice(point, up_to, safety, cases * pack, lasts)


def _week(sales: Mapping[date, int], today: date, back: int) -> int:
    first = today - timedelta(weeks=back)
    return sum(sales.get(first + timedelta(days=n), 0) for n in range(7))
