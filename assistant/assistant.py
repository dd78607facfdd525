"""The assistant: a message comes in, a reply goes out; every channel calls this."""

import time
from collections.abc import Callable, Iterator
from contextvars import copy_context
from queue import Empty, Queue
from threading import Thread
from typing import Any
from uuid import uuid4

import structlog
from langchain_core.language_models import BaseChatModel
from sqlalchemy.orm import Session

from assistant import conversations
from assistant.conversations import Received, Turn
from assistant.exchange import Event, Incoming, Reply
from assistant.replies.composer import Composer
from assistant.replies.renderer import Renderer
from assistant.turn import TurnWorker
from assistant.understanding.classifier import Guess
from domain.clock import Clock
from domain.database import Database
from domain.errors import Invalid, TooFast
from domain.scope import Actor
from tools.call import Caller
from tools.door import Door
from tools.results import unexpected

MAXIMUM_TEXT = 20_000
"""Characters of one message; more is a document, not a message."""
PATIENCE = 90.0
"""Seconds a message waits for the turn before it."""
_GLANCE = 0.03

log = structlog.get_logger("assistant")


class Assistant:
    """Answers messages, one turn at a time per conversation.

    Arguments:
        classify: tells the intent of a text.
        llm: a language model to lead; None leaves it to the built-in one.
    """

    def __init__(
        self,
        *,
        database: Database,
        door: Door,
        clock: Clock,
        classify: Callable[[str], Guess],
        llm: BaseChatModel | None = None,
    ) -> None:
        self.database, self.door, self.clock = database, door, clock
        composer = Composer(Renderer())
        self._worker = TurnWorker(database, door, clock, classify, llm, composer)

    def respond(
        self, incoming: Incoming, on_step: Callable[[str], None] = lambda _tool: None
    ) -> Reply:
        """Answer a message.

        Arguments:
            on_step: is told the name of each tool as it is used.

        Raises:
            Invalid: the message is empty or too long.
            NotFound: the conversation is not the actor's.
            TooFast: the conversation's earlier turn did not end in time.
        """
        _check(incoming.text)
        actor, deadline = incoming.actor, time.monotonic() + PATIENCE
        received, next_ = self.database.run(actor, lambda s: self._receive(s, incoming))
        while time.monotonic() < deadline:
            if isinstance(next_, Reply):
                return next_
            if next_ is not None:
                reply = self._worker.work(next_, incoming, on_step)
                if received.message_id in next_.message_ids:
                    return reply
            time.sleep(_GLANCE)
            next_ = self.database.run(actor, lambda s: self._next(s, actor, received))
        raise TooFast("turn", retry_after=5)

    def stream(self, incoming: Incoming) -> Iterator[Event]:
        """Answer a message, telling what happens as it happens.

        The reply's text is streamed once it is complete and checked: figures that no tool gave
        must not be seen even for a moment.
        """
        events: Queue[Event | None] = Queue()

        def work() -> None:
            try:
                reply = self.respond(
                    incoming, lambda tool: events.put(Event("step", {"tool": tool}))
                )
                for event in _told(reply):
                    events.put(event)
            except Exception as error:
                events.put(Event("error", {"error": error}))
            finally:
                events.put(None)

        # the log's request id goes along
        worker = Thread(target=copy_context().run, args=(work,), daemon=True)
        worker.start()
        while (event := _next(events, worker)) is not None:
            yield event

    def decide(self, proposal_id: str, caller: Caller, accept: bool) -> Reply:
        """Confirm or reject a proposal by a button; the outcome is kept in its conversation.

        Raises:
            NotFound: no such proposal, or another person's (recorded).
        """
        return self._worker.decide(proposal_id, caller, accept)

    def conversations(self, actor: Actor, limit: int = 30) -> list[dict[str, Any]]:
        """The actor's conversations, the latest first."""
        with self.database.read(actor) as session:
            return [
                {
                    "id": c.id,
                    "title": c.title,
                    "channel": c.channel,
                    "handoff": c.handoff,
                    "active_at": c.active_at.isoformat(),
                }
                for c in conversations.conversations(session, actor, limit)
            ]

    def history(self, actor: Actor, conversation_id: str, limit: int = 100) -> list[dict[str, Any]]:
        """The latest messages of one of the actor's conversations, oldest first.

        Raises:
            NotFound: it is not his.
        """
        with self.database.read(actor) as session:
            return [
                {
                    "author": m.author,
                    "text": m.text,
                    "details": m.details,
                    "at": m.at.isoformat(),
                }
                for m in conversations.history(session, actor, conversation_id, limit)
            ]

    def _receive(
        self, session: Session, incoming: Incoming
    ) -> tuple[Received, Reply | Turn | None]:
        """Write a message down; and, in the same transaction, begin the turn that answers it."""
        received = conversations.receive(session, incoming, self.clock.now())
        if received.known:
            return received, self._next(session, incoming.actor, received)
        return received, self._begin(session, incoming.actor, received)

    def _next(self, session: Session, actor: Actor, received: Received) -> Reply | Turn | None:
        """The reply to a message, or the turn that may begin, or nothing yet."""
        reply = conversations.reply_to(session, received.message_id)
        return reply or self._begin(session, actor, received)

    def _begin(self, session: Session, actor: Actor, received: Received) -> Turn | None:
        key, now = received.conversation_id, self.clock.now()
        return conversations.begin_turn(session, actor, key, now)


def _check(text: str) -> None:
    if not text.strip():
        raise Invalid("empty")
    if len(text) > MAXIMUM_TEXT:
        raise Invalid("too_large", maximum=MAXIMUM_TEXT)


def _told(reply: Reply) -> Iterator[Event]:
    """A reply as events: its text in pieces, its proposals, then the whole."""
    for line in reply.reply.splitlines(keepends=True):
        yield Event("token", {"text": line})
    for proposal in reply.proposals:
        yield Event("proposal", proposal)
    yield Event("done", {"reply": reply})


def _next(events: "Queue[Event | None]", worker: Thread) -> Event | None:
    while True:
        try:
            return events.get(timeout=1.0)
        except Empty:
            if not worker.is_alive():
                reference = uuid4().hex[:12]
                log.error("turn died", reference=reference)
                return Event("error", {"message": unexpected(reference, "en"), "id": reference})
