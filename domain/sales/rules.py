"""When an order needs somebody's approval, and how much may be ordered at all."""

from domain.money import rate_of

LARGE_ORDER = 500_000_00
"""From this total on (minor units) the region's manager decides."""
OVERDRAFT_RATE = 20_00
"""How far over the limit finance may let an order go: basis points of the limit."""
MAXIMUM_QUANTITY = 100_000
"""Pieces a line; more is taken for a slip of the keyboard."""
MAXIMUM_LINES = 50
APPROVAL_HOURS = 24
"""How long an approver has before the matter is escalated."""


def approval_path(total: int, available: int, limit: int) -> tuple[str, ...] | None:
    """Who must approve an order: any of `finance`, `region`; None when no one may.

    Arguments:
        total: of the order, minor units.
        available: the dealer's credit before the order; may be negative.
        limit: his credit limit.
    """
    path = []
    overdraft = total - available
    if overdraft > 0:
        if overdraft > rate_of(limit, OVERDRAFT_RATE):
            return None
        path.append("finance")
    if total >= LARGE_ORDER:
        path.append("region")
    return tuple(path)
