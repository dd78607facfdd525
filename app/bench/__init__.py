"""`dealerdesk bench`: how fast the house is, in ratios from one run.

Figures of one machine at one hour say little; a ratio to a yardstick measured beside it says
more. So both ways are measured in turn, and the median of the neighbours' ratios counts. The
figures that were found stand in `docs/measurements.md`.
"""

from collections.abc import Sequence


def main(arguments: Sequence[str] = ()) -> None:
    """Measure, and print a table.

    Arguments:
        arguments: `--only WORD`, `--postgres URL`, `--json`.
    """
    # each client process loads this package too, and needs little of what the command does
    from app.bench.command import run

    run(arguments)
