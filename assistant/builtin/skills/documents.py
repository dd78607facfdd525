"""Documents that are named by their number, whatever the sentence around them sounds like."""

import re
from collections.abc import Callable

from assistant.builtin.plan import Brief, Step
from assistant.builtin.skills import leads, transfers
from assistant.understanding.understood import Request

DOCUMENT = re.compile(r"(?<![A-Za-z])(?P<kind>LD|TF)[-_ ]?(?P<number>\d{1,9})(?!\d)", re.IGNORECASE)
_SKILLS: dict[str, tuple[str, Callable[[Brief, Request, str], list[Step]]]] = {
    "LD": ("lead_followup", leads.step_of),
    "TF": ("transfer_stock", transfers.deed_on),
}


def named_document(brief: Brief, request: Request) -> list[Step] | None:
    """What is said of a lead or a transfer with its number; None when none is named. Customers
    have neither."""
    found = DOCUMENT.search(request.text)
    if found is None or brief.actor.role == "customer":
        return None
    kind = found["kind"].upper()
    intent, skill = _SKILLS[kind]
    steps = skill(brief, request, f"{kind}-{int(found['number']):06d}")
    return [Step(tool=s.tool, arguments=s.arguments, intent=intent) for s in steps]
