"""Suggestions: dealers' wishes about the system, ranked, and what is decided about them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Annotated, Any, Literal

from pydantic import BaseModel, Field, StringConstraints

from domain.models.suggestions import Suggestion, SuggestionState
from domain.scope import Permission
from domain.suggestions import operations
from domain.suggestions.queries import find_suggestion, ranked_suggestions
from tools.arguments import Arguments, Reference, Text
from tools.call import Call
from tools.registry import STAFF, note_tool, read_tool


class SuggestionsWanted(Arguments):
    state: SuggestionState = SuggestionState.OPEN
    limit: int = Field(10, ge=1, le=50)


class SuggestionSeen(BaseModel):
    suggestion: str
    text: str
    state: str
    release: str
    wishes: int
    dealers: int
    last_wish_at: datetime


class SuggestionsSeen(BaseModel):
    suggestions: list[SuggestionSeen]


@read_tool(
    arguments=SuggestionsWanted,
    result=SuggestionsSeen,
    permission=Permission.READ_INSIGHT,
    roles=STAFF,
)
def list_suggestions(call: Call, arguments: SuggestionsWanted) -> SuggestionsSeen:
    """List what dealers wish of the ordering system: what most of them wish first."""
    found = ranked_suggestions(call.session, arguments.state, arguments.limit)
    return SuggestionsSeen(suggestions=[_seen(suggestion) for suggestion in found])


class DecideSuggestion(Arguments):
    """The note is read by the dealers who wished it."""

    suggestion: Reference
    state: Literal["open", "planned", "released", "declined"]
    release: Annotated[str, StringConstraints(max_length=32)] = ""
    note: Text | None = None


@dataclass(frozen=True, slots=True)
class _OnSuggestion:
    suggestion: Suggestion
    state: SuggestionState = SuggestionState.OPEN
    release: str = ""
    note: str = ""
    other: Suggestion | None = None

    def terms(self) -> dict[str, Any]:
        return {"suggestion": self.suggestion.number, "state": self.suggestion.state}


@note_tool(
    arguments=DecideSuggestion,
    result=SuggestionSeen,
    permission=Permission.DECIDE_SUGGESTIONS,
    roles=STAFF,
)
def decide_suggestion(call: Call, arguments: DecideSuggestion) -> _OnSuggestion:
    """Plan a suggestion for a release, say that it was delivered or declined, or open it again;
    the dealers who wished it are told."""
    found = find_suggestion(call.session, arguments.suggestion)
    state = SuggestionState(arguments.state)
    return _OnSuggestion(found, state, arguments.release, arguments.note or "")


@decide_suggestion.applied
def _decide(call: Call, plan: _OnSuggestion) -> SuggestionSeen:
    decided = (plan.state, plan.release, plan.note)
    return _seen(operations.decide_suggestion(call.session, plan.suggestion, *decided, call.now))


class MergeSuggestions(Arguments):
    """Two suggestions that say the same."""

    suggestion: Reference
    other: Reference = Field(description="whose wishes are to count for the first")


@note_tool(
    arguments=MergeSuggestions,
    result=SuggestionSeen,
    permission=Permission.DECIDE_SUGGESTIONS,
    roles=STAFF,
)
def merge_suggestions(call: Call, arguments: MergeSuggestions) -> _OnSuggestion:
    """Join two suggestions that say the same."""
    kept, other = (
        find_suggestion(call.session, text) for text in (arguments.suggestion, arguments.other)
    )
    return _OnSuggestion(kept, other=other)


@merge_suggestions.applied
def _merge(call: Call, plan: _OnSuggestion) -> SuggestionSeen:
    assert plan.other is not None
    return _seen(operations.merge_suggestions(call.session, plan.suggestion, plan.other))


def _seen(suggestion: Suggestion) -> SuggestionSeen:
    return SuggestionSeen(
        suggestion=suggestion.number,
        text=suggestion.text,
        state=suggestion.state,
        release=suggestion.release,
        wishes=suggestion.wishes,
        dealers=suggestion.dealers,
        last_wish_at=suggestion.last_wish_at,
    )
