"""Finding suggestions, those that most dealers wish first."""

import re

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload

from domain.database import actor_of
from domain.errors import NotFound
from domain.models.insight import COUNTED, Issue
from domain.models.people import Dealer
from domain.models.suggestions import Suggestion, SuggestionState
from domain.scope import Level, Permission


def find_suggestion(session: Session, reference: str) -> Suggestion:
    """The suggestion with this number.

    Raises:
        NotFound: no such suggestion, or not for the actor to see.
    """
    actor = actor_of(session)
    actor.require(Permission.READ_INSIGHT)
    digits = "".join(re.findall(r"\d+", reference))
    found = session.get(Suggestion, int(digits)) if digits and len(digits) <= 12 else None
    if found is None or actor.level is not Level.HEAD_OFFICE:
        raise NotFound("suggestion", text=reference)
    return found


def ranked_suggestions(
    session: Session, state: SuggestionState = SuggestionState.OPEN, limit: int = 50
) -> list[Suggestion]:
    """Suggestions in a state: what most dealers wish first, then what is wished most often, then
    the newest."""
    actor_of(session).require(Permission.READ_INSIGHT)
    query = select(Suggestion).where(Suggestion.state == state, Suggestion.wishes > 0)
    ranking = (Suggestion.dealers.desc(), Suggestion.wishes.desc(), Suggestion.last_wish_at.desc())
    return list(session.scalars(query.order_by(*ranking, Suggestion.id).limit(limit)))


def wishes_of(session: Session, suggestion: Suggestion, limit: int = 100) -> list[Issue]:
    """The wishes gathered in a suggestion, newest first, with their dealers."""
    query = select(Issue).where(Issue.suggestion_id == suggestion.id, Issue.state.in_(COUNTED))
    with_dealer = query.options(joinedload(Issue.dealer).load_only(Dealer.name_zh, Dealer.name_en))
    return list(session.scalars(with_dealer.order_by(Issue.id.desc()).limit(limit)))
