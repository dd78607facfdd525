"""The conversation with the assistant: history, streaming replies, decisions by button."""

from collections.abc import AsyncIterator
from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from fastapi.sse import KEEPALIVE_COMMENT, EventSourceResponse
from starlette.responses import HTMLResponse, Response

from assistant.exchange import Event
from domain.errors import DomainError, NotFound
from web.api.chat import ChatMessage, wire
from web.calls import decide_in_conversation
from web.errors import Fault, fault_of
from web.identity import CurrentVisitor, Visitor
from web.pages import page, rendered
from web.parts import PENDING
from web.services import services_of
from web.threads import Said, card_of, replied, said, states_of
from web.throttle import limited
from web.turns import incoming, streamed
from web.words import Words

router = APIRouter(prefix="/chat")

SHOWN = 100
"""Messages of a conversation, and conversations, that are shown."""


@router.get("")
def begin(request: Request, visitor: CurrentVisitor) -> HTMLResponse:
    """An empty conversation. It asks nothing of the assistant, which may still be loading."""
    return _page(request, visitor, None, [], {}, "none")


@router.get("/list")
def conversations(
    request: Request, visitor: CurrentVisitor, current: str | None = None
) -> HTMLResponse:
    """The list of conversations beside the thread."""
    values: dict[str, Any] = {"conversations": _conversations(request, visitor), "current": current}
    return page(request, visitor, "parts/conversations.html", **values)


@router.get("/{conversation_id}")
def show(request: Request, visitor: CurrentVisitor, conversation_id: str) -> HTMLResponse:
    """One of the visitor's conversations."""
    thread = _thread(request, visitor, conversation_id)
    services = services_of(request)
    known = {proposal["id"] for message in thread for proposal in message.proposals}
    pending = services.door.pending(visitor.caller(conversation_id))
    if prepared := [p.public() for p in pending if p.id not in known]:
        thread.append(Said("assistant", proposals=prepared))  # anew, by the button of an old card
    with services.database.read(visitor.actor) as session:
        states = states_of(session, thread, services.clock.now())
    handoff = _handoff(_conversations(request, visitor), conversation_id)
    return _page(request, visitor, conversation_id, thread, states, handoff)


@router.get("/{conversation_id}/news")
def news(
    request: Request, visitor: CurrentVisitor, conversation_id: str, after: str
) -> HTMLResponse:
    """What a person has said since the instant `after`: asked for while one has been called."""
    fresh = [m for m in _thread(request, visitor, conversation_id) if m.at > after]
    handoff = _handoff(_conversations(request, visitor), conversation_id)
    values: dict[str, Any] = {
        "conversation_id": conversation_id,
        "messages": [m for m in fresh if m.author == "staff"],
        "states": {},
        "handoff": handoff,
        "after": fresh[-1].at if fresh else after,
    }
    return page(request, visitor, "parts/news.html", **values)


@router.post("/say", dependencies=[limited("chat")])
async def say(request: Request, visitor: CurrentVisitor, spoken: ChatMessage) -> Response:
    """Say something; the reply comes as events whose parts are ready to be shown."""
    message = incoming(request, visitor, spoken.message, spoken.conversation_id)
    events = await streamed(request, message)

    async def lines() -> AsyncIterator[bytes]:
        async for event in events:
            if event is None:
                yield KEEPALIVE_COMMENT
            else:
                yield wire(event.kind, _shown(request, visitor, event))

    return EventSourceResponse(lines(), headers={"X-Accel-Buffering": "no"})


@router.post("/decide/{proposal_id}", dependencies=[limited("tools")])
def decide(
    request: Request, visitor: CurrentVisitor, proposal_id: str, accept: Annotated[bool, Form()]
) -> HTMLResponse:
    """Confirm or reject a card: it shows its new state, and the outcome follows in the thread."""
    services = services_of(request)
    fault: Fault | None = None
    answer: Said | None = None
    try:
        reply = decide_in_conversation(request, visitor, proposal_id, accept)
        answer = replied(reply, services.clock.now())
    except NotFound:
        raise
    except DomainError as error:
        fault = fault_of(error, visitor.language)
    now = services.clock.now()
    with services.database.read(visitor.actor) as session:
        card = card_of(session, proposal_id, now)
        states = states_of(session, [answer] if answer else [], now)
    values: dict[str, Any] = {
        "proposal": card.proposal,
        "state": card.state,
        "answer": answer,
        "states": states,
    }
    return page(request, visitor, "parts/decided.html", fault=fault, **values)


def _shown(request: Request, visitor: Visitor, event: Event) -> dict[str, Any]:
    """An event's data for the page: text as text, everything else as finished parts."""
    words = Words(visitor.language)
    match event.kind:
        case "step":
            return {"label": words.of("step", str(event.data["tool"]))}
        case "proposal":
            values: dict[str, Any] = {
                "proposal": event.data,
                "state": PENDING,
                "changed": None,
                "within": "chat",
            }
            return {"html": rendered(request, visitor, "parts/proposal.html", **values)}
        case "done":
            return _done(request, visitor, event.data)
    return event.data


def _done(request: Request, visitor: Visitor, reply: dict[str, Any]) -> dict[str, Any]:
    message = replied(reply, services_of(request).clock.now())
    states = {proposal["id"]: PENDING for proposal in message.proposals}
    html = rendered(request, visitor, "parts/message.html", message=message, states=states)
    values: dict[str, Any] = {
        "conversation_id": reply["conversation_id"],
        "handoff": reply["handoff"],
        "after": message.at,
        "messages": [],
    }
    return {
        "conversation_id": reply["conversation_id"],
        "html": "" if message.is_empty else html,
        "news": rendered(request, visitor, "parts/news.html", states={}, **values),
    }


def _page(
    request: Request,
    visitor: Visitor,
    conversation_id: str | None,
    thread: list[Said],
    states: dict[str, str],
    handoff: str,
) -> HTMLResponse:
    values: dict[str, Any] = {
        "current": conversation_id,
        "messages": thread,
        "states": states,
        "handoff": handoff,
    }
    return page(request, visitor, "chat.html", **values)


def _thread(request: Request, visitor: Visitor, conversation_id: str) -> list[Said]:
    assistant = services_of(request).assistant
    messages = map(said, assistant.history(visitor.actor, conversation_id, SHOWN))
    return [message for message in messages if not message.is_empty]


def _conversations(request: Request, visitor: Visitor) -> list[dict[str, Any]]:
    return services_of(request).assistant.conversations(visitor.actor, SHOWN)


def _handoff(known: list[dict[str, Any]], conversation_id: str | None) -> str:
    return next((str(c["handoff"]) for c in known if c["id"] == conversation_id), "none")
