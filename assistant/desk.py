"""The agent's middleware: which model leads is settled here, and every tool call is run here."""

import hashlib
import json
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import structlog
from langchain.agents.middleware import AgentMiddleware
from langchain.agents.middleware.types import ModelRequest, ModelResponse, ToolCallRequest
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, ToolMessage

from assistant.builtin.model import TURN
from assistant.results import ToolResult, error_of, result_of
from domain.errors import DomainError
from tools.call import Caller
from tools.door import Door
from tools.results import unexpected

MAXIMUM_CALLS = 8
"""Tool calls a turn may make; a model that wants more has lost its way."""
MAXIMUM_SECONDS = 60.0

log = structlog.get_logger("assistant")


@dataclass
class TurnContext:
    """What belongs to one turn and no model may see: who asks, and what was done so far."""

    door: Door
    caller: Caller
    turn: str
    llm: BaseChatModel | None
    on_step: Callable[[str], None]
    started: float = field(default_factory=time.monotonic)
    results: list[ToolResult] = field(default_factory=list)
    model_calls: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    fell_back: bool = False

    @property
    def exhausted(self) -> bool:
        """Whether the turn has used up its calls or its time."""
        late = time.monotonic() - self.started > MAXIMUM_SECONDS
        return late or len(self.results) >= MAXIMUM_CALLS


class Lead(AgentMiddleware[Any, TurnContext, Any]):
    """Lets the language model lead; the agent's own, the built-in one, takes over when it fails.
    Where there is no language model nothing has to be chosen, and the agent goes without this."""

    def wrap_model_call(
        self,
        request: ModelRequest[TurnContext],
        handler: Callable[[ModelRequest[TurnContext]], ModelResponse[Any]],
    ) -> ModelResponse[Any]:
        """Ask the model that leads."""
        context = request.runtime.context
        context.model_calls += 1
        if context.llm is None or context.fell_back or context.exhausted:
            return handler(request)
        try:
            response = handler(_without_state(request, context.llm))
        except (
            Exception
        ) as error:  # whatever a provider's client raises, the other model takes over
            log.warning("model failed", error=type(error).__name__, turn=context.turn)
            context.fell_back = True
            return handler(request)
        _count(context, response)
        return response


class Desk(AgentMiddleware[Any, TurnContext, Any]):
    """Runs every tool call through the door, whichever model made it."""

    def wrap_tool_call(
        self,
        request: ToolCallRequest,
        handler: Callable[[ToolCallRequest], Any],
    ) -> ToolMessage:
        """Run a call through the door; whatever comes of it is told to the model as data."""
        context: Any = request.runtime.context
        name, arguments = request.tool_call["name"], request.tool_call["args"]
        context.on_step(name)
        result = _run(context, name, arguments)
        context.results.append(result)
        return ToolMessage(
            content=result.for_model(),
            name=name,
            tool_call_id=request.tool_call["id"] or "",
            artifact=result,
            status="error" if result.kind == "error" else "success",
        )


def _run(context: TurnContext, name: str, arguments: dict[str, Any]) -> ToolResult:
    language = context.caller.language
    try:
        outcome = context.door.call(
            name, arguments, context.caller, _command(context.turn, name, arguments)
        )
        return result_of(name, arguments, outcome)
    except DomainError as error:
        return error_of(name, arguments, error, language)
    except Exception:
        reference = uuid4().hex[:12]
        log.exception("tool failed", tool=name, reference=reference, turn=context.turn)
        message = unexpected(reference, language)
        data = {"code": "unexpected", "message": message, "data": {"id": reference}}
        return ToolResult(name, arguments, "error", data)


def _command(turn: str, tool: str, arguments: dict[str, Any]) -> str:
    """The command id of a call: the same call of the same turn is the same command, so that
    neither a retry nor a fallback in mid-turn can do it twice."""
    canonical = json.dumps([turn, tool, arguments], sort_keys=True, default=str)
    return hashlib.sha256(canonical.encode()).hexdigest()[:40]


def _without_state(
    request: ModelRequest[TurnContext], llm: BaseChatModel
) -> ModelRequest[TurnContext]:
    """The request as a language model gets it: what code knows of the turn stays here."""
    messages = [
        m.model_copy(update={"additional_kwargs": {}}) if TURN in m.additional_kwargs else m
        for m in request.messages
    ]
    return request.override(model=llm, messages=messages)


def _count(context: TurnContext, response: ModelResponse[Any]) -> None:
    for message in response.result:
        if isinstance(message, AIMessage) and message.usage_metadata:
            context.input_tokens += message.usage_metadata["input_tokens"]
            context.output_tokens += message.usage_metadata["output_tokens"]
