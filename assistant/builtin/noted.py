"""A message that puts right, or goes on with, what was just written down."""

from collections.abc import Callable

from assistant.builtin.plan import Brief, Step
from assistant.builtin.skills import lead_steps, payments, request_details
from assistant.focus import Noted

Reader = Callable[[Brief, tuple[Noted, ...]], list[Step] | None]

_READERS: dict[str, Reader] = {
    "report_payment": payments.corrected,
    "correct_payment": payments.corrected,
    "book_payment": payments.corrected,
    "hand_in_request": request_details.gone_on_with,
    "request_invoice": request_details.gone_on_with,
    "request_return": request_details.gone_on_with,
    "note_lead": lead_steps.gone_on_with,
    "advance_lead": lead_steps.gone_on_with,
}
"""By the tool that wrote it down."""


def gone_on_with(brief: Brief) -> list[Step] | None:
    """The steps by which a message goes on with what the last turn noted; None where it is about
    something else."""
    noted = brief.focus.noted
    reader = _READERS.get(noted[-1].tool) if noted else None
    return reader(brief, noted) if reader else None
