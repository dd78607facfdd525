"""The LangChain agent: one loop for every model."""

from functools import lru_cache
from typing import Any

from langchain.agents import create_agent
from langchain_core.messages import BaseMessage
from langchain_core.tools import StructuredTool

from assistant.builtin.model import BuiltInModel
from assistant.desk import Desk, Lead, TurnContext
from domain.scope import Actor
from tools.registry import Registry, Tool

MAXIMUM_STEPS = 24
"""Steps of the loop (model and tools each count one) before it is stopped."""


class Agent:
    """Agents by the tools that a role may use; each is compiled once."""

    def __init__(self, registry: Registry) -> None:
        self._registry = registry
        self._builtin = BuiltInModel()
        self._compiled = lru_cache(maxsize=16)(self._compile)

    def run(
        self, messages: list[BaseMessage], actor: Actor, context: TurnContext, prompt: str | None
    ) -> str:
        """Let the agent work on `messages`, the last of which is the person's; its last words.

        Raises:
            langgraph.errors.GraphRecursionError: the model went round in circles.
        """
        names = tuple(tool.name for tool in self._registry.open_to(actor))
        agent = self._compiled(names, prompt, context.llm is not None)
        # "updates" gives what each step said; whole states would be put together for nobody
        *_, last = agent.stream(
            {"messages": messages},
            context=context,
            stream_mode="updates",
            config={"recursion_limit": MAXIMUM_STEPS},
        )
        (said,) = last.values()
        return str(said["messages"][-1].text)

    def _compile(self, names: tuple[str, ...], prompt: str | None, led: bool) -> Any:
        tools = [_declared(self._registry.get(name)) for name in names]
        return create_agent(
            self._builtin,
            tools,
            system_prompt=prompt,
            middleware=[Lead(), Desk()] if led else [Desk()],
            context_schema=TurnContext,
        )


def _declared(tool: Tool) -> StructuredTool:
    """A tool as a model sees it: name, docstring, schema. The door runs it (see `Desk`)."""

    def never(**_arguments: Any) -> None:
        raise AssertionError(f"{tool.name} is run by the door")

    return StructuredTool(
        name=tool.name,
        description=tool.description,
        args_schema=tool.arguments.model_json_schema(),
        func=never,
    )
