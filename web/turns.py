"""A turn of a conversation: run off the event loop, and to its end even if nobody listens."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import asdict

from anyio import CapacityLimiter, to_thread
from fastapi import Request

from assistant.exchange import Event, Incoming, Reply
from domain.errors import Invalid
from web.calls import command_id
from web.errors import error_language, fault_of
from web.identity import Visitor
from web.metrics import metrics_of
from web.services import services_of
from web.text import require_text

MAXIMUM_MESSAGE = 20_000
"""Characters: room for a pasted monthly report."""
_TOGETHER = 32
"""Turns that may wait for a model at the same time; requests of other kinds go on meanwhile."""
_PING_SECONDS = 15.0

_limiter = CapacityLimiter(_TOGETHER)
_running: set[asyncio.Task[None]] = set()


def incoming(
    request: Request, visitor: Visitor, message: str, conversation_id: str | None
) -> Incoming:
    """A message as the assistant takes it.

    Raises:
        Invalid: empty, too long, or holding what is no text.
    """
    require_text(message)
    if "\0" in message:
        raise Invalid("body")
    if not message.strip():
        raise Invalid("empty")
    if len(message) > MAXIMUM_MESSAGE:
        raise Invalid("too_large", maximum=f"{MAXIMUM_MESSAGE:,}")
    return Incoming(
        actor=visitor.actor,
        channel=visitor.channel,
        text=message,
        request_id=visitor.request_id,
        conversation_id=conversation_id,
        channel_key=command_id(request, visitor, "chat"),
    )


async def answered(request: Request, message: Incoming) -> Reply:
    """The reply, when it is complete.

    Raises:
        DomainError: any refusal.
    """

    def respond() -> Reply:
        with metrics_of(request).turn(message.channel):
            return services_of(request).assistant.respond(message)

    return await to_thread.run_sync(respond, limiter=_limiter)


async def streamed(request: Request, message: Incoming) -> AsyncIterator[Event | None]:
    """The events of a turn as they come; None now and then, so that the line stays open.

    Raises:
        DomainError: when the turn is refused before its first event. What goes wrong later
            becomes an `error` event.
    """
    queue: asyncio.Queue[Event | Exception | None] = asyncio.Queue()
    loop = asyncio.get_running_loop()

    def pump() -> None:
        try:
            with metrics_of(request).turn(message.channel):
                for event in services_of(request).assistant.stream(message):
                    loop.call_soon_threadsafe(queue.put_nowait, _as_told(event))
        except Exception as error:
            loop.call_soon_threadsafe(queue.put_nowait, error)
        finally:
            loop.call_soon_threadsafe(queue.put_nowait, None)

    task = asyncio.create_task(to_thread.run_sync(pump, limiter=_limiter))
    _running.add(task)  # else it could be collected midway when the client has gone
    task.add_done_callback(_running.discard)
    first = await queue.get()
    if isinstance(first, Exception):
        raise first
    return _rest(request, first, queue)


def _as_told(event: Event) -> Event | Exception:
    """The event with plain data; the error itself where the turn was refused or failed."""
    if isinstance(error := event.data.get("error"), Exception):
        return error
    if isinstance(reply := event.data.get("reply"), Reply):
        return Event(event.kind, asdict(reply))
    return event


async def _rest(
    request: Request,
    first: Event | None,
    queue: asyncio.Queue[Event | Exception | None],
) -> AsyncIterator[Event | None]:
    item: Event | Exception | None = first
    while item is not None:
        yield _told(request, item) if isinstance(item, Exception) else item
        while True:
            try:
                item = await asyncio.wait_for(queue.get(), _PING_SECONDS)
                break
            except TimeoutError:
                yield None


def _told(request: Request, error: Exception) -> Event:
    fault = fault_of(error, error_language(request))
    return Event("error", {"code": fault.code, "message": fault.message, "id": fault.id})
