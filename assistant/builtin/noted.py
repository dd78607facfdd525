"""A message that puts right, or goes on with, what was just written down."""

from collections.abc import Callable

from assistant.builtin.plan import Brief, Step
from assistant.builtin.skills import payments
from assistant.focus import Noted

_READERS: dict[str, Callable[[Brief, tuple[Noted, ...]], list[Step] | None]] = dict.fromkeys(
    ("report_payment", "correct_payment", "book_payment"), payments.corrected
)
"""By the tool that wrote it down."""


def gone_on_with(brief: Brief) -> list[Step] | None:
    """The steps by which a message goes on with what the last turn noted; None where it is about
    something else."""
    noted = brief.focus.noted
    reader = _READERS.get(noted[-1].tool) if noted else None
    return reader(brief, noted) if reader else None
