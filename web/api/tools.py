"""The tools themselves: what there is, and calling one."""

from typing import Annotated, Any

from fastapi import APIRouter, Body, Request, Response
from pydantic import BaseModel

from domain.log.operations import Receipt
from tools.door import EXECUTE, Answer, Outcome
from tools.registry import Effect, Tool
from web.calls import call_tool, command_id, execute_tool, receipt_shown
from web.identity import CurrentVisitor, Visitor
from web.services import services_of
from web.text import require_text
from web.throttle import limited

router = APIRouter(prefix="/api/tools", tags=["tools"])


class ToolShown(BaseModel):
    """`arguments` is a JSON schema."""

    name: str
    effect: Effect
    description: str
    arguments: dict[str, Any]


class ToolsShown(BaseModel):
    tools: list[ToolShown]


@router.get("")
def tools(request: Request, visitor: CurrentVisitor) -> ToolsShown:
    """The tools that the caller's role may use."""
    open_ones = services_of(request).door.registry.open_to(visitor.actor)
    return ToolsShown(tools=[_shown(tool) for tool in open_ones])


@router.post(
    "/{name}",
    dependencies=[limited("tools")],
    responses={202: {"description": "A proposal to be confirmed: `{proposal}`"}},
)
def call(
    request: Request,
    response: Response,
    visitor: CurrentVisitor,
    name: str,
    arguments: Annotated[dict[str, Any], Body()],
) -> dict[str, Any]:
    """Call a tool with the body as its arguments. A read answers `{result}`, a note
    `{result, receipt}`, a commit 202 `{proposal}`. With an `Idempotency-Key` the same call again
    gets the same receipt or proposal; a credential that holds `execute` and sends one has a
    commit executed at once."""
    require_text(arguments)
    outcome = _outcome(request, visitor, name, arguments)
    if isinstance(outcome, Answer):
        return {"result": outcome.result}
    if isinstance(outcome, Receipt):
        return {"result": outcome.result, "receipt": receipt_shown(outcome)}
    response.status_code = 202
    return {"proposal": outcome.public()}


def _outcome(request: Request, visitor: Visitor, name: str, arguments: dict[str, Any]) -> Outcome:
    command = command_id(request, visitor, name)
    tool = services_of(request).door.registry.get(name)
    if command and EXECUTE in visitor.grants and tool.effect is not Effect.READ:
        return execute_tool(request, visitor, name, arguments, command)
    return call_tool(request, visitor, name, arguments)


def _shown(tool: Tool) -> ToolShown:
    return ToolShown(
        name=tool.name,
        effect=tool.effect,
        description=tool.description,
        arguments=tool.arguments.model_json_schema(),
    )
