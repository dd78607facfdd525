"""Talking to the assistant: the whole reply at once, or event by event."""

import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from typing import Any

from fastapi import APIRouter, Request
from fastapi.sse import KEEPALIVE_COMMENT, EventSourceResponse, format_sse_event
from pydantic import BaseModel, Field
from starlette.responses import Response

from assistant.exchange import Event
from web.identity import CurrentVisitor
from web.throttle import limited
from web.turns import answered, incoming, streamed

router = APIRouter(prefix="/api/chat", tags=["conversation"])


class ChatMessage(BaseModel):
    """What is said, and in which conversation; without one a new one begins."""

    message: str
    conversation_id: str | None = Field(None, max_length=32, pattern=r"^[\w-]+$")


class ChatReply(BaseModel):
    conversation_id: str
    reply: str
    language: str
    intent: str
    proposals: list[dict[str, Any]]
    receipts: list[dict[str, Any]]
    sources: list[dict[str, str]]
    handoff: str
    suggestions: list[dict[str, str]]


_STREAM: dict[int | str, dict[str, Any]] = {
    200: {
        "description": "The reply; with `Accept: text/event-stream` the events `step`, `token`, "
        "`proposal`, `done` (the whole reply) and `error`.",
        "content": {"text/event-stream": {"schema": {"type": "string"}}},
    }
}


@router.post("", response_model=ChatReply, responses=_STREAM, dependencies=[limited("chat")])
async def chat(request: Request, visitor: CurrentVisitor, said: ChatMessage) -> Any:
    """Say something to the assistant. With an `Idempotency-Key` the same message again gets the
    reply it got."""
    message = incoming(request, visitor, said.message, said.conversation_id)
    if "text/event-stream" in request.headers.get("accept", ""):
        return event_stream(await streamed(request, message))
    return asdict(await answered(request, message))


def event_stream(events: AsyncIterator[Event | None]) -> Response:
    """The events of a turn on the wire."""

    async def lines() -> AsyncIterator[bytes]:
        async for event in events:
            yield KEEPALIVE_COMMENT if event is None else wire(event.kind, event.data)

    return EventSourceResponse(lines(), headers={"X-Accel-Buffering": "no"})


def wire(kind: str, data: dict[str, Any]) -> bytes:
    """One server-sent event."""
    return format_sse_event(event=kind, data_str=json.dumps(data, ensure_ascii=False))
