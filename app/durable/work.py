"""Work that outlives the process that began it, as those who describe it see the engine."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

T = TypeVar("T")


class Step(Protocol):
    """Runs a step. Its result is kept: when the work is taken up again after a crash, a finished
    step is not repeated. A step that was cut off is, so each effect bears a key of its own.

    Arguments:
        name: the step's, the same in every release.
        do: returns what JSON can hold.
    """

    def __call__(self, name: str, do: Callable[[], T]) -> T: ...


@dataclass(frozen=True, slots=True)
class Work:
    """A kind of work. An event of this name in the outbox begins it.

    Arguments:
        name: of the event, the workflow and its queue.
        body: thin, taking keys of records.
        at_once: how many of them one process does at a time.
    """

    name: str
    body: Callable[[Step, dict[str, Any]], None]
    at_once: int = 2
