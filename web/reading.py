"""Reading through the door: what a screen shows is what the tool answers."""

from typing import Any

from fastapi import Request

from tools.door import Answer
from web.calls import call_tool
from web.identity import Visitor


def answer_of(
    request: Request, visitor: Visitor, tool: str, arguments: dict[str, Any]
) -> dict[str, Any]:
    """The result of a tool that only reads.

    Raises:
        DomainError: any refusal.
    """
    outcome = call_tool(request, visitor, tool, arguments)
    if not isinstance(outcome, Answer):
        raise TypeError(f"{tool} does more than read")
    return outcome.result
