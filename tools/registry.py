"""What a tool is, and the decorators that declare one.

A read is one function. A tool that changes something is two: `plan` works out from reads what
would happen (its docstring is what a model reads), and `apply` does it. The door, not the tool,
decides when `apply` may run.

    @commit_tool(arguments=CreateOrder, result=OrderPlaced, roles=BUYERS)
    def create_order(call, arguments): "..."; return plan

    @create_order.applied
    def _(call, plan): return OrderPlaced(...)

    @create_order.previewed
    def _(call, plan): return Preview(...)
"""

import inspect
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, Protocol

from pydantic import BaseModel

from domain.errors import Unknown
from domain.scope import Actor, Permission, Role
from tools.call import Call
from tools.previews import Preview


class Effect(StrEnum):
    """read: changes nothing. note: harmless and the writer's own, executed at once, with a
    receipt. commit: money, goods, approvals, others' records: a proposal first."""

    READ = "read"
    NOTE = "note"
    COMMIT = "commit"


class Plan(Protocol):
    """What would happen. Its terms bind: executed as they stand, or not at all."""

    def terms(self) -> dict[str, Any]: ...


Body = Callable[[Call, Any], Any]


@dataclass
class Tool:
    """A declared tool.

    Arguments:
        undo: the tool that takes a note back, if there is one.
    """

    name: str
    effect: Effect
    arguments: type[BaseModel]
    result: type[BaseModel]
    permission: Permission
    roles: frozenset[Role]
    body: Body
    apply: Body | None = None
    preview: Body | None = None

    @property
    def description(self) -> str:
        """The docstring, as a model reads it."""
        return inspect.getdoc(self.body) or ""

    def open_to(self, actor: Actor) -> bool:
        """Whether the actor's role may use this tool at all."""
        return actor.role in self.roles and actor.may(self.permission)

    def applied(self, function: Body) -> Body:
        self.apply = function
        return function

    def previewed(self, function: Callable[[Call, Any], Preview]) -> Body:
        self.preview = function
        return function


@dataclass
class Registry:
    """All tools by name."""

    tools: dict[str, Tool] = field(default_factory=dict)

    def add(self, tool: Tool) -> Tool:
        if tool.name in self.tools:
            raise ValueError(f"two tools are called {tool.name}")
        self.tools[tool.name] = tool
        return tool

    def get(self, name: str) -> Tool:
        """Raises `Unknown` with the names that exist."""
        if name not in self.tools:
            raise Unknown("tool", text=name[:64], candidates=[])
        return self.tools[name]

    def open_to(self, actor: Actor) -> list[Tool]:
        """The tools an actor may use, in the order they were declared."""
        return [tool for tool in self if tool.open_to(actor)]

    def __iter__(self) -> Iterator[Tool]:
        return iter(self.tools.values())


REGISTRY = Registry()
"""The product's tools. Declared on import of their files: see `tools.all`."""

EVERYBODY = frozenset(Role) - {Role.SYSTEM}
DEALERS = frozenset({Role.DEALER})
CUSTOMERS = frozenset({Role.CUSTOMER})
STAFF = EVERYBODY - DEALERS - CUSTOMERS


def read_tool(
    *,
    arguments: type[BaseModel],
    result: type[BaseModel],
    permission: Permission,
    roles: frozenset[Role] = EVERYBODY,
) -> Callable[[Body], Tool]:
    """Declare a tool that changes nothing; the function returns its result."""
    return _declare(Effect.READ, arguments, result, permission, roles)


def note_tool(
    *,
    arguments: type[BaseModel],
    result: type[BaseModel],
    permission: Permission,
    roles: frozenset[Role] = EVERYBODY,
) -> Callable[[Body], Tool]:
    """Declare a harmless write of the writer's own; the function returns its plan."""
    return _declare(Effect.NOTE, arguments, result, permission, roles)


def commit_tool(
    *,
    arguments: type[BaseModel],
    result: type[BaseModel],
    permission: Permission,
    roles: frozenset[Role] = EVERYBODY,
) -> Callable[[Body], Tool]:
    """Declare a tool whose deed a person has to confirm; the function returns its plan."""
    return _declare(Effect.COMMIT, arguments, result, permission, roles)


def _declare(
    effect: Effect,
    arguments: type[BaseModel],
    result: type[BaseModel],
    permission: Permission,
    roles: frozenset[Role],
) -> Callable[[Body], Tool]:
    def declare(body: Body) -> Tool:
        name = body.__name__
        return REGISTRY.add(Tool(name, effect, arguments, result, permission, roles, body))

    return declare
