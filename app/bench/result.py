"""What a measurement came to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True, slots=True)
class Result:
    """One row of the report.

    Arguments:
        ours, yardstick: with units, as shown.
        ratio: ours to the yardstick, more is better; None where there is none.
        target: as shown; empty where there is none.
        met: whether the target was reached; None without one.
        how: what was done, and the spread.
    """

    what: str
    ours: str
    yardstick: str
    ratio: float | None
    target: str
    met: bool | None
    how: str

    @classmethod
    def of_rates(
        cls,
        what: str,
        ours: Sequence[float],
        yardstick: Sequence[float],
        target: float | None,
        how: str,
        show: Callable[[float], str] = "{:,.0f}/s".format,
    ) -> "Result":
        """From rates that were measured in turn: the median of the ratios of neighbours."""
        ratios = sorted(a / b for a, b in zip(ours, yardstick, strict=True))
        ratio = median(ratios)
        return cls(
            what=what,
            ours=show(median(ours)),
            yardstick=show(median(yardstick)),
            ratio=ratio,
            target="" if target is None else f"≥ {target:g}",
            met=None if target is None else ratio >= target,
            how=f"{how}; ratios {ratios[0]:.2f} to {ratios[-1]:.2f}",
        )

    @classmethod
    def of_limit(cls, what: str, value: float, limit: float, form: str, how: str) -> "Result":
        """From a figure that must not exceed a limit.

        Arguments:
            form: how figures are shown, such as `{:.2f} s`.
        """
        shown = form.format(limit)
        return cls(what, form.format(value), "", None, f"≤ {shown}", value <= limit, how)
