"""Segments of customers by recency, frequency and value of what they bought.

RFM as A. M. Hughes describes it ("Strategic Database Marketing", 1994), with fixed bounds instead
of quintiles: appliances are bought rarely, and a shop of thirty customers has no quintiles.
"""

from datetime import date
from enum import StrEnum

RECENT_DAYS, LONG_DAYS = 180, 365
LOYAL_ORDERS = 3
VALUABLE = 10_000_00
"""From this sum on (minor units) a customer's purchases make him a valuable one."""


class Segment(StrEnum):
    VALUABLE = "valuable"
    """bought much, and lately"""
    LOYAL = "loyal"
    """bought often, and lately"""
    ACTIVE = "active"
    """bought lately"""
    AT_RISK = "at_risk"
    """bought often or much, but not lately"""
    SLEEPING = "sleeping"
    """bought little, long ago"""
    PROSPECT = "prospect"
    """has not bought yet"""


def segment(orders: int, value: int, last: date | None, today: date) -> Segment:
    """The segment of a customer.

    Arguments:
        orders: how many orders that were not called off.
        value: what they came to, in minor units.
        last: the day of the newest one.
    """
    if last is None or orders == 0:
        return Segment.PROSPECT
    days = (today - last).days
    strong = value >= VALUABLE or orders >= LOYAL_ORDERS
    if days <= RECENT_DAYS:
        if value >= VALUABLE:
            return Segment.VALUABLE
        return Segment.LOYAL if strong else Segment.ACTIVE
    if strong:
        return Segment.AT_RISK
    return Segment.SLEEPING if days > LONG_DAYS else Segment.ACTIVE
