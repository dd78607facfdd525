"""Standard replies: what the assistant says, edited by head office with preview and history."""

from typing import Annotated

from fastapi import APIRouter, Form, Query, Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from assistant.replies import editing
from assistant.replies.variables import LANGUAGES, given
from web.identity import CurrentVisitor
from web.pages import page
from web.services import services_of
from web.throttle import limited

router = APIRouter(prefix="/replies", dependencies=[limited("tools")])


@router.get("")
def replies(
    request: Request, visitor: CurrentVisitor, q: Annotated[str, Query(max_length=80)] = ""
) -> HTMLResponse:
    """All replies as they are in force; `q` keeps those that hold it in their name or text."""
    with services_of(request).database.read(visitor.actor) as session:
        found = editing.standing(session)
    wanted = q.strip().lower()
    shown = [r for r in found if any(wanted in t.lower() for t in (r.name, *r.texts.values()))]
    return page(request, visitor, "replies.html", replies=shown, q=q)


@router.get("/{name}/{language}")
def reply(request: Request, visitor: CurrentVisitor, name: str, language: str) -> HTMLResponse:
    """One reply in one language: its wording, how it looks, and its versions."""
    with services_of(request).database.read(visitor.actor) as session:
        versions = editing.history(session, name, language)
    return page(
        request,
        visitor,
        "reply.html",
        name=name,
        language=language,
        languages=LANGUAGES,
        versions=versions,
        looks=editing.preview(name, language, versions[0].text),
        given=given(name),
    )


@router.post("/{name}/{language}/preview")
def preview(
    request: Request,
    visitor: CurrentVisitor,
    name: str,
    language: str,
    text: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """How a wording would look, or why it is refused."""
    with services_of(request).database.read(visitor.actor) as session:
        editing.history(session, name, language)  # for those alone who may edit it
    looks = editing.preview(name, language, text)
    return page(request, visitor, "parts/reply_preview.html", looks=looks)


@router.post("/{name}/{language}")
def edit(
    request: Request,
    visitor: CurrentVisitor,
    name: str,
    language: str,
    text: Annotated[str, Form()],
    based_on: Annotated[int, Form(ge=0)],
) -> Response:
    """Put a wording in force: from now on it is what is said."""
    services = services_of(request)
    now = services.clock.now()
    services.database.run(
        visitor.actor, lambda s: editing.edit(s, name, language, text, based_on, now)
    )
    return _again(request, name, language)


@router.post("/{name}/{language}/revert")
def revert(
    request: Request,
    visitor: CurrentVisitor,
    name: str,
    language: str,
    version: Annotated[int, Form(ge=0)],
    based_on: Annotated[int, Form(ge=0)],
) -> Response:
    """Put an earlier wording in force again."""
    services = services_of(request)
    now = services.clock.now()
    services.database.run(
        visitor.actor, lambda s: editing.revert(s, name, language, version, based_on, now)
    )
    return _again(request, name, language)


def _again(request: Request, name: str, language: str) -> Response:
    """The reply's page anew."""
    path = f"/replies/{name}/{language}"
    if "hx-request" in request.headers:
        return Response(status_code=204, headers={"HX-Redirect": path})
    return RedirectResponse(path, 303)
