"""The service desk: conversations that wait for a person, and answering in them."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse, RedirectResponse

from domain.conversations.handover import find_handed, thread
from domain.models.people import User
from web.calls import call_tool
from web.identity import CurrentVisitor
from web.pages import page
from web.reading import answer_of
from web.services import services_of
from web.threads import Said
from web.throttle import limited

router = APIRouter(prefix="/desk", dependencies=[limited("tools")])


@router.get("")
def waiting(request: Request, visitor: CurrentVisitor) -> HTMLResponse:
    """Who waits, the longest first, then what colleagues have taken; looked at anew by itself."""
    found = answer_of(request, visitor, "waiting_conversations", {"limit": 50})["conversations"]
    return page(request, visitor, "desk.html", conversations=found)


@router.get("/{conversation}")
def read(request: Request, visitor: CurrentVisitor, conversation: str) -> HTMLResponse:
    """What was said in one of them."""
    with services_of(request).database.read(visitor.actor) as session:
        found = find_handed(session, conversation)
        owner = session.get_one(User, found.user_id)
        said = [Said(m.author, m.text, m.at.isoformat()) for m in thread(session, conversation)]
    values: dict[str, Any] = {"conversation": found, "owner": owner, "messages": said}
    return page(request, visitor, "desk_conversation.html", states={}, **values)


@router.post("/{conversation}/take")
def take(request: Request, visitor: CurrentVisitor, conversation: str) -> RedirectResponse:
    """Take it over."""
    call_tool(request, visitor, "take_conversation", {"conversation": conversation})
    return RedirectResponse(f"/desk/{conversation}", 303)


@router.post("/{conversation}/answer")
def answer(
    request: Request, visitor: CurrentVisitor, conversation: str, text: Annotated[str, Form()]
) -> RedirectResponse:
    """Say something in it."""
    wanted = {"conversation": conversation, "text": text}
    call_tool(request, visitor, "answer_conversation", wanted)
    return RedirectResponse(f"/desk/{conversation}", 303)


@router.post("/{conversation}/return")
def give_back(request: Request, visitor: CurrentVisitor, conversation: str) -> RedirectResponse:
    """Give it back to the assistant."""
    call_tool(request, visitor, "return_conversation", {"conversation": conversation})
    return RedirectResponse("/desk", 303)
