"""Suggestions: what dealers wish of the system, ranked, and what is decided."""

from typing import Annotated, Any

from fastapi import APIRouter, Form, Request
from starlette.responses import HTMLResponse

from domain.models.suggestions import SuggestionState
from domain.scope import Permission
from domain.suggestions.queries import ranked_suggestions, wishes_of
from web.calls import call_tool
from web.identity import CurrentVisitor
from web.pages import page
from web.parts import outcome_part
from web.screens.forms import filled
from web.services import services_of
from web.throttle import limited

router = APIRouter(prefix="/suggestions", dependencies=[limited("tools")])

SHOWN = 50
QUOTES = 5


@router.get("")
def suggestions(
    request: Request, visitor: CurrentVisitor, state: SuggestionState = SuggestionState.OPEN
) -> HTMLResponse:
    """Suggestions in a state, what most dealers wish first."""
    visitor.actor.require(Permission.DECIDE_SUGGESTIONS)
    with services_of(request).database.read(visitor.actor) as session:
        found = ranked_suggestions(session, state, SHOWN)
        wishes = {s.id: wishes_of(session, s, QUOTES) for s in found}
    values: dict[str, Any] = {"suggestions": found, "wishes": wishes, "state": state}
    return page(request, visitor, "suggestions.html", states=list(SuggestionState), **values)


@router.post("/{reference}")
def decide(
    request: Request,
    visitor: CurrentVisitor,
    reference: str,
    state: Annotated[str, Form()],
    release: Annotated[str, Form()] = "",
    note: Annotated[str, Form()] = "",
) -> HTMLResponse:
    """Plan, release, decline, or take up again."""
    wanted = filled(suggestion=reference, state=state, release=release, note=note)
    return outcome_part(request, visitor, call_tool(request, visitor, "decide_suggestion", wanted))


@router.post("/{reference}/merge")
def merge(
    request: Request, visitor: CurrentVisitor, reference: str, other: Annotated[str, Form()]
) -> HTMLResponse:
    """Join it with another that says the same."""
    wanted = {"suggestion": reference, "other": other}
    return outcome_part(request, visitor, call_tool(request, visitor, "merge_suggestions", wanted))
