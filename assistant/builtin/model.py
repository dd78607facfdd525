"""The built-in model: a LangChain chat model that needs neither a key nor a network.

It reads what code has understood of the message (`TurnState`, carried by the human message), and
walks a plan: one tool call at a time, then a reply composed from the results. With a language
model in its place the loop, the tools, the guards and the evals stay the same.
"""

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from langchain_core.callbacks import BaseCallbackManager, CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel, LanguageModelInput
from langchain_core.messages import (
    AIMessage,
    AIMessageChunk,
    BaseMessage,
    HumanMessage,
    ToolMessage,
    convert_to_messages,
)
from langchain_core.messages.tool import tool_call_chunk
from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult
from langchain_core.runnables import Runnable, RunnableConfig
from langchain_core.runnables.config import ensure_config
from langchain_core.tools import BaseTool
from langchain_core.utils.function_calling import convert_to_openai_tool
from pydantic import PrivateAttr

from assistant.builtin.plan import Brief, Step
from assistant.builtin.planner import plan
from assistant.focus import Question
from assistant.replies.composer import Composer, Manner, choice_of
from assistant.results import ToolResult

TURN = "dealerdesk_turn"
"""Under this key of its `additional_kwargs` the human message carries the turn's state."""
_MOST_BINDINGS = 100
_AGAIN = "not_understood.again"
_LOST = {
    "not_understood": _AGAIN,
    "smalltalk.here": _AGAIN,
    "out_of_scope": "out_of_scope.again",
}
"""Replies that bring the person no further, and what is said where the last one was such a one."""
AT_A_LOSS = frozenset({*_LOST, "ask.want"})


@dataclass
class TurnState:
    """A turn as the built-in model sees it. `said`, `question` and `replaces` are left for the
    turn to keep."""

    brief: Brief
    manner: Manner
    composer: Composer
    steps: list[Step] | None = None
    said: str | None = None
    question: Question | None = None
    replaces: str | None = None
    texts: list[str] = field(default_factory=list)


class BuiltInModel(BaseChatModel):
    """Understanding → plan → tool calls → reply.

    Arguments:
        may_call: names of the tools that are bound to it.
    """

    may_call: frozenset[str] = frozenset()
    _bindings: dict[tuple[int, ...], tuple[list[Any], "BuiltInModel"]] = PrivateAttr(
        default_factory=dict
    )
    """By the tools' identities, which are kept beside: the agent binds the same ones before every
    call, and describing them would take longer than the call."""

    @property
    def _llm_type(self) -> str:
        return "dealerdesk-built-in"

    def bind_tools(
        self,
        tools: Sequence[dict[str, Any] | type | Callable[..., Any] | BaseTool],
        **kwargs: Any,
    ) -> Runnable[Any, AIMessage]:
        """Tools are bound as for any model; calls are made only to those that are bound."""
        key = tuple(map(id, tools))
        if key not in self._bindings:
            if len(self._bindings) > _MOST_BINDINGS:
                self._bindings.clear()
            names = frozenset(convert_to_openai_tool(tool)["function"]["name"] for tool in tools)
            bound = self.model_copy(update={"may_call": names})
            self._bindings[key] = (list(tools), bound)
        model = self._bindings[key][1]
        given = {name: value for name, value in kwargs.items() if value is not None}
        return model.bind(**given) if given else model

    def invoke(
        self,
        input: LanguageModelInput,
        config: RunnableConfig | None = None,
        *,
        stop: list[str] | None = None,
        **kwargs: Any,
    ) -> AIMessage:
        """Answer messages. Runs, names and counts are put together only where somebody hears of
        them: a callback, a stream of messages, a tracer; that takes longer than the answer."""
        if isinstance(input, list) and not self.callbacks and not _heard(config):
            return _answer(convert_to_messages(input), self.may_call)
        return super().invoke(input, config, stop=stop, **kwargs)

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        message = _answer(messages, self.may_call)
        return ChatResult(generations=[ChatGeneration(message=message)])

    def _stream(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> Iterator[ChatGenerationChunk]:
        message = self._generate(messages, stop, run_manager, **kwargs).generations[0].message
        assert isinstance(message, AIMessage)
        calls = [
            tool_call_chunk(
                name=c["name"], args=json.dumps(c["args"], ensure_ascii=False), id=c["id"], index=i
            )
            for i, c in enumerate(message.tool_calls)
        ]
        chunk = AIMessageChunk(content=message.content, tool_call_chunks=calls)
        yield ChatGenerationChunk(message=chunk)


def _heard(config: RunnableConfig | None) -> bool:
    """Whether somebody listens to what a model does. Only within a run can that be denied."""
    callbacks = ensure_config(config).get("callbacks")
    return not isinstance(callbacks, BaseCallbackManager) or bool(callbacks.handlers)


def _answer(messages: list[BaseMessage], may_call: frozenset[str]) -> AIMessage:
    """The next message of the turn: a tool call while steps are left, then the reply."""
    asked = max(i for i, m in enumerate(messages) if isinstance(m, HumanMessage))
    state: TurnState = messages[asked].additional_kwargs[TURN]
    results = [
        m.artifact
        for m in messages[asked + 1 :]
        if isinstance(m, ToolMessage) and isinstance(m.artifact, ToolResult)
    ]
    if state.steps is None:
        state.steps = plan(state.brief) if not results else _told(results)
        state.replaces = next((step.replaces for step in state.steps if step.replaces), None)
    step = _next(state, results)
    if step is None:
        return AIMessage(content="\n\n".join(text for text in state.texts if text))
    assert step.tool is not None
    if step.tool not in may_call:
        state.texts = [state.composer.say("not_understood", state.manner)]
        return AIMessage(content=state.texts[0])
    call = {
        "name": step.tool,
        "args": step.arguments,
        "id": f"call_{len(results)}",
        "type": "tool_call",
    }
    return AIMessage(content="", tool_calls=[call])


def _told(results: list[ToolResult]) -> list[Step]:
    """Steps that are done already: another model made these calls before it failed, so that what
    is left is to tell what came of them, and to call nothing twice."""
    return [Step(tool=result.tool, arguments=result.arguments) for result in results]


def _next(state: TurnState, results: list[ToolResult]) -> Step | None:
    """The next call to be made; on the way, what is already known is put into words."""
    assert state.steps is not None
    state.texts, made, position = [], 0, 0
    while position < len(state.steps):
        step = state.steps[position]
        if step.tool is None:
            _speak(state, step)
        elif made == len(results):
            return step
        else:
            made += 1
            if step.follow is not None and results[made - 1].kind != "error":
                done = replace(step, follow=None, silent=True)
                state.steps[position : position + 1] = [done, *step.follow(results[:made])]
            elif not step.silent and _tell(state, step, results[made - 1]):
                return None  # one question at a time: what comes after it waits for the answer
        position += 1
    return None


def _speak(state: TurnState, step: Step) -> None:
    assert step.say is not None
    name, question = step.say, step.question
    if name in _LOST and state.brief.focus.failures:
        name, question = _LOST[name], _person(state)
    state.said, state.question = step.say, question
    state.texts.append(state.composer.say(name, state.manner, **step.values))


def _person(state: TurnState) -> Question:
    """The offer to bring in a person, where the assistant is at a loss."""
    reason = {"reason": state.brief.text[:250]}
    return Question("ask_for_person", reason, "offer", "human_handoff")


def _tell(state: TurnState, step: Step, result: ToolResult) -> bool:
    """Put a result into words; whether it asks the person to choose."""
    state.texts.append(state.composer.tell(result, state.manner))
    question = choice_of(result, step.intent, state.manner.language)
    if result.tool == "search_articles" and not result.data.get("answer"):
        state.question = _person(state)  # the reply offers one
    if question is not None:
        state.question = question
    return question is not None
