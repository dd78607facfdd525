"""A whole turn with the built-in model, against LangGraph's own loop with its own memory.

Both receive a message, call one reading tool, answer, and have all of it in a SQLite file
afterwards, five turns a conversation, every commit synced (WAL, `synchronous=FULL`). LangGraph's
model answers at once and its tool knows the answer by heart, ours understand the message and read
the stock: what is measured of LangGraph is what the loop and the keeping cost.
"""

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import count
from pathlib import Path
from typing import Any, ClassVar

from langchain.agents import create_agent
from langchain_core.callbacks import CallbackManagerForLLMRun
from langchain_core.language_models import BaseChatModel
from langchain_core.messages import AIMessage, BaseMessage, HumanMessage
from langchain_core.outputs import ChatGeneration, ChatResult
from langchain_core.runnables import Runnable
from langchain_core.tools import tool
from sqlalchemy import select

from app.bench.world import open_door
from assistant.assistant import Assistant
from assistant.exchange import Incoming
from assistant.understanding.classifier import Guess
from domain.database import Database
from domain.models.people import User
from domain.people.queries import actor_from
from domain.scope import SYSTEM, Actor

QUESTION = "华东仓还有多少CL-AC35W？"
_BUYER = "dealer-east"
_TURNS = 5
"""Turns of a conversation before the next one begins."""

Turn = Callable[[], None]


def rates(one: Turn, other: Turn, rounds: int, turns: int) -> list[tuple[float, float]]:
    """Turns a second of both, measured in turn, after a first time that does not count."""
    pairs = [(_rate(one, turns), _rate(other, turns)) for _ in range(rounds + 1)]
    return pairs[1:]


@contextmanager
def our_turns(url: str, classify: Callable[[str], Guess]) -> Iterator[Turn]:
    """Turns of the assistant on the world at `url`."""
    door = open_door(url)
    assistant = Assistant(database=door.database, door=door, clock=door.clock, classify=classify)
    actor, numbers, talk = _actor(door.database), count(), ""

    def turn() -> None:
        nonlocal talk
        number = next(numbers)
        kept = talk if number % _TURNS else None
        reply = assistant.respond(Incoming(actor, "api", QUESTION, f"bench-{number}", kept))
        if "CL-AC35W" not in str(reply.reply) and "挂" not in str(reply.reply):
            raise RuntimeError(f"the assistant did not answer: {reply.reply}")
        talk = reply.conversation_id

    try:
        yield turn
    finally:
        door.database.close()


@contextmanager
def langgraph_turns(folder: Path) -> Iterator[Turn]:
    """Turns of LangGraph's agent with its SQLite checkpointer.

    Raises:
        ImportError: the checkpointer, which only developers have, is not installed.
    """
    from langgraph.checkpoint.sqlite import SqliteSaver  # an extra of developers

    connection = sqlite3.connect(folder / "langgraph.db", check_same_thread=False)
    connection.execute("PRAGMA synchronous=FULL")  # the saver itself turns to WAL
    memory = SqliteSaver(connection)
    agent: Any = create_agent(_AtOnce(), [check_stock], checkpointer=memory)
    numbers = count()

    def turn() -> None:
        thread = str(next(numbers) // _TURNS)
        said = {"messages": [HumanMessage(QUESTION)]}
        final = agent.invoke(said, config={"configurable": {"thread_id": thread}})
        if final["messages"][-1].content != _AtOnce.answer:
            raise RuntimeError("the agent did not answer")

    try:
        yield turn
    finally:
        connection.close()


@tool
def check_stock(product: str) -> str:
    """What the warehouses hold of a product."""
    return f"{product}: 120"


class _AtOnce(BaseChatModel):
    """Calls the tool, then answers; thinks no time."""

    answer: ClassVar[str] = "120"

    @property
    def _llm_type(self) -> str:
        return "at-once"

    def bind_tools(self, tools: Any, **kwargs: Any) -> Runnable[Any, AIMessage]:
        return self

    def _generate(
        self,
        messages: list[BaseMessage],
        stop: list[str] | None = None,
        run_manager: CallbackManagerForLLMRun | None = None,
        **kwargs: Any,
    ) -> ChatResult:
        asked = isinstance(messages[-1], HumanMessage)
        call = {"name": "check_stock", "args": {"product": "CL-AC35W"}, "id": f"c{len(messages)}"}
        message = AIMessage("", tool_calls=[call]) if asked else AIMessage(self.answer)
        return ChatResult(generations=[ChatGeneration(message=message)])


def _rate(turn: Turn, turns: int) -> float:
    began = time.perf_counter()
    for _ in range(turns):
        turn()
    return turns / (time.perf_counter() - began)


def _actor(database: Database) -> Actor:
    with database.read(SYSTEM) as session:
        return actor_from(session.scalars(select(User).where(User.username == _BUYER)).one())
