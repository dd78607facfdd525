"""When a delivery is tried again, and when it is given up."""

from datetime import datetime, timedelta

PAUSES = (
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
)
"""After each failed attempt: a short fault is over soon, a long one gets most of a day.
After https://www.standardwebhooks.com, "deliverability and reliability"."""
LEASE = timedelta(minutes=15)
"""How long an attempt may take before it is taken for lost, and another is made."""


def next_try(attempts: int, now: datetime) -> datetime | None:
    """When to try again after so many failed attempts; None: it is given up."""
    return now + PAUSES[attempts - 1] if attempts <= len(PAUSES) else None
