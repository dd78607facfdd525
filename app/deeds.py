"""What the door answered, as JSON on standard output; refusals on standard error."""

from collections.abc import Callable
from typing import Any

from app.ending import described
from app.faults import Fault
from app.output import as_json
from assistant.results import receipt_data
from domain.errors import Changed, DomainError
from tools.door import Answer, Outcome
from tools.proposals import Proposed


def run_and_print(deed: Callable[[], Outcome], language: str) -> None:
    """Do it and print what came of it.

    Raises:
        Fault: refused; a proposal that replaces a changed one is printed first.
    """
    try:
        as_json(public(deed()))
    except DomainError as error:
        if isinstance(error, Changed):
            as_json({"proposal": error.data["proposal"].public()})
        raise Fault(f"{described(error, language)} ({error.code})") from None


def public(outcome: Outcome) -> dict[str, Any]:
    """An outcome in the form of the HTTP API."""
    match outcome:
        case Answer():
            return {"result": outcome.result}
        case Proposed():
            return {"proposal": outcome.public()}
    return {"result": outcome.result, "receipt": receipt_data(outcome)}
