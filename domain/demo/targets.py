"""What each dealer is meant to sell in the months that sales are known of, and in this one."""

from calendar import monthrange
from datetime import date

from sqlalchemy import func, select

from domain.demo.world import World, write_rows
from domain.models.figures import DailySales, SalesTarget

_STEP = 10_000_00
"""Targets are set in steps of 10,000 yuan."""


def make_targets(world: World) -> None:
    """Set targets that most dealers come near, some a little ambitious."""
    sums: dict[tuple[int, date], int] = {}
    rows = world.session.execute(
        select(DailySales.dealer_id, DailySales.day, func.sum(DailySales.amount)).group_by(
            DailySales.dealer_id, DailySales.day
        )
    )
    for dealer, day, amount in rows:
        month = (dealer, day.replace(day=1))
        sums[month] = sums.get(month, 0) + int(amount)
    chance = world.random("targets")
    write_rows(
        world.session,
        SalesTarget,
        [
            {
                "dealer_id": dealer,
                "month": month,
                "amount": _target(_whole(world, month, amount) * chance.uniform(0.92, 1.12)),
            }
            for (dealer, month), amount in sorted(sums.items())
        ],
    )


def _whole(world: World, month: date, amount: int) -> float:
    """A month's sales, those of a month cut short by its beginning or end carried on."""
    first = max(month, date.fromordinal(world.today.toordinal() - world.scale.sales_days))
    length = monthrange(month.year, month.month)[1]
    last = min(month.replace(day=length), date.fromordinal(world.today.toordinal() - 1))
    return amount * length / ((last - first).days + 1)


def _target(amount: float) -> int:
    return max(1, round(amount / _STEP)) * _STEP
