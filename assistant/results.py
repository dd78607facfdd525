"""What a tool call of a turn came to, in one form for models, replies and channels."""

import json
from dataclasses import dataclass
from typing import Any, Literal

from domain.errors import Changed, DomainError
from domain.log.operations import Receipt
from tools.door import Answer, Outcome
from tools.proposals import Proposed
from tools.results import sentence

Kind = Literal["answer", "receipt", "proposal", "error"]


@dataclass(frozen=True, slots=True)
class ToolResult:
    """One call and its outcome.

    Arguments:
        data: an answer's result; a receipt `{"command","tool","result","at"}`; a proposal as
            `Proposed.public()`; an error `{"code","message","data"}`.
    """

    tool: str
    arguments: dict[str, Any]
    kind: Kind
    data: dict[str, Any]

    def for_model(self) -> str:
        """The outcome as a model reads it: JSON, and nothing that it may not know."""
        return json.dumps({self.kind: self.data}, ensure_ascii=False, default=str)


def result_of(tool: str, arguments: dict[str, Any], outcome: Outcome) -> ToolResult:
    """The result of a call that went well."""
    if isinstance(outcome, Answer):
        return ToolResult(tool, arguments, "answer", outcome.result)
    if isinstance(outcome, Proposed):
        return ToolResult(tool, outcome.arguments, "proposal", outcome.public())
    return ToolResult(tool, arguments, "receipt", receipt_data(outcome))


def error_of(tool: str, arguments: dict[str, Any], error: DomainError, language: str) -> ToolResult:
    """The result of a call that was refused; a changed proposal brings its successor along."""
    data = {k: v for k, v in error.data.items() if k != "proposal"}
    described = {"code": error.code, "message": sentence(error, language), "data": data}
    if isinstance(error, Changed):
        described["proposal"] = error.data["proposal"].public()
    return ToolResult(tool, arguments, "error", described)


def receipt_data(receipt: Receipt) -> dict[str, Any]:
    """A receipt as channels show it."""
    return {
        "command": receipt.command,
        "tool": receipt.tool,
        "result": receipt.result,
        "at": receipt.at.isoformat(),
    }
