"""What the built-in model means to do in a turn."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from assistant.focus import Focus, Question
from assistant.results import ToolResult
from assistant.understanding.understood import Request, Understanding
from domain.catalogue.matching import Catalogue
from domain.scope import Actor


@dataclass(frozen=True, slots=True)
class Brief:
    """All that a plan is made from."""

    text: str
    understanding: Understanding
    focus: Focus
    actor: Actor
    catalogue: Catalogue
    today: date

    @property
    def language(self) -> str:
        return self.understanding.language


@dataclass(frozen=True, slots=True)
class Step:
    """A tool call, or something to say.

    Arguments:
        tool, arguments: the call; its reply is composed from its result.
        say, values: the name of a standard reply and its variables.
        question: what is asked with it.
        follow: what is to be done next, given the results so far.
        silent: its result was for the next step alone and is not told.
    """

    tool: str | None = None
    arguments: dict[str, Any] = field(default_factory=dict)
    say: str | None = None
    values: dict[str, Any] = field(default_factory=dict)
    question: Question | None = None
    follow: Callable[[list[ToolResult]], list["Step"]] | None = None
    intent: str = ""
    silent: bool = False


def call(tool: str, request: Request, **arguments: Any) -> Step:
    """A tool call; arguments that are None are left out."""
    given = {name: value for name, value in arguments.items() if value is not None}
    return Step(tool=tool, arguments=given, intent=request.intent)


def say(name: str, **values: Any) -> Step:
    """A standard reply."""
    return Step(say=name, values=values)


def ask(
    name: str, request: Request, tool: str, arguments: dict[str, Any], missing: str, **values: Any
) -> Step:
    """A question; the call goes on once it is answered."""
    question = Question(tool, arguments, missing, request.intent)
    return Step(say=name, values=values, question=question)
