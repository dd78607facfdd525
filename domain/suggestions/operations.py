"""Deciding what becomes of a suggestion, and joining two that say the same."""

from collections import Counter
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.errors import Invalid
from domain.models.insight import COUNTED, Issue
from domain.models.reports import Report
from domain.models.suggestions import Suggestion, SuggestionState
from domain.notices.operations import notify
from domain.scope import Permission
from domain.suggestions.gathering import recount_wishes


def decide_suggestion(
    session: Session,
    suggestion: Suggestion,
    state: SuggestionState,
    release: str,
    note: str,
    now: datetime,
) -> Suggestion:
    """Plan, release or decline a suggestion, or take it up again; the dealers who wished it are
    told.

    Arguments:
        release: the release it is planned for or was delivered with, such as "2.4".
        note: what they are told with it.
    """
    actor_of(session).require(Permission.DECIDE_SUGGESTIONS)
    suggestion.state, suggestion.release, suggestion.note = state, release, note
    suggestion.decided_at = None if state == SuggestionState.OPEN else now
    session.flush()
    if state != SuggestionState.OPEN:
        _tell(session, suggestion, now)
    return suggestion


def merge_suggestions(session: Session, kept: Suggestion, other: Suggestion) -> Suggestion:
    """Let the wishes of `other` count for `kept`; `other` is declined, without wishes.

    Raises:
        Invalid: `same_suggestion`.
    """
    actor_of(session).require(Permission.DECIDE_SUGGESTIONS)
    if kept.id == other.id:
        raise Invalid("same_suggestion")
    session.execute(
        update(Issue).where(Issue.suggestion_id == other.id).values(suggestion_id=kept.id),
        execution_options={"synchronize_session": False},
    )
    kept.terms = dict(Counter(kept.terms) + Counter(other.terms))
    other.state = SuggestionState.DECLINED
    session.flush()
    recount_wishes(session, {kept.id, other.id})
    return kept


def _tell(session: Session, suggestion: Suggestion, now: datetime) -> None:
    wished = (
        select(Report.handed_in_by, Issue.quote)
        .join(Report, Issue.report_id == Report.id)
        .where(Issue.suggestion_id == suggestion.id, Issue.state.in_(COUNTED))
        .order_by(Issue.id)
    )
    occasion = f"suggestion:{suggestion.id}:{suggestion.state}:{suggestion.release}"
    for writer, quote in dict(session.execute(wished).tuples().all()).items():
        details = {"quote": quote, "release": suggestion.release, "note": suggestion.note}
        notify(session, writer, f"suggestion_{suggestion.state}", occasion, details, now)
