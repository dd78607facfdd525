"""Wishes that say the same are one suggestion."""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.models.insight import COUNTED, Issue
from domain.models.suggestions import Suggestion, SuggestionState
from domain.suggestions.likeness import ALIKE, likeness, terms_of

_ABOUT = "system_problem"
_WISH = re.compile(
    r"希望|建议|能不能(?!用)|可不可以|要是能|最好能|盼着|巴不得|(?:能|可以)?(?:加|增加|添|出)(?:个|一个|上)|就好了"
    r"|\b(?:wish|hope|suggest|please add|could (?:you|we|it)|can we (?:have|get)|would"
    r" (?:be (?:nice|good|great|handy|useful|a help)|love|like|help)"
    r"|should (?:have|let|be able)|ought to)",
    re.IGNORECASE,
)
_REPAIR = re.compile(
    r"修好|修复|尽快解决|恢复|打不开|登不上|\bfix(?:ed)?\b|\brestore|\bcrash|\bdown\b",
    re.IGNORECASE,
)


def is_wish(type_: str, quote: str) -> bool:
    """Whether an issue asks for something new of the ordering system, rather than that it work."""
    return type_ == _ABOUT and bool(_WISH.search(quote)) and not _REPAIR.search(quote)


def gather_wishes(session: Session, issues: Iterable[Issue], now: datetime) -> None:
    """Put each wish into the suggestion that says the same, which is made where there is none."""
    wishes = [issue for issue in issues if issue.wish]
    if not wishes:
        return
    undecided = (SuggestionState.OPEN, SuggestionState.PLANNED)
    query = select(Suggestion).where(Suggestion.state.in_(undecided)).order_by(Suggestion.id)
    known = list(session.scalars(query.with_for_update()))
    for wish in wishes:
        terms = terms_of(wish.quote)
        nearest = max(known, key=lambda s: likeness(terms, s.terms), default=None)
        if nearest is None or likeness(terms, nearest.terms) < ALIKE:
            nearest = _made(session, wish, now)
            known.append(nearest)
        nearest.terms = dict(Counter(nearest.terms) + terms)
        wish.suggestion_id = nearest.id
    session.flush()
    recount_wishes(session, {wish.suggestion_id for wish in wishes})


def recount_wishes(session: Session, keys: Iterable[int | None]) -> None:
    """Work out the figures of these suggestions from the wishes that stand."""
    for key in sorted(key for key in keys if key is not None):
        suggestion = session.get_one(Suggestion, key)
        figures = select(
            func.count(Issue.id),
            func.count(Issue.dealer_id.distinct()),
            func.max(Issue.reported_at),
        ).where(Issue.suggestion_id == key, Issue.state.in_(COUNTED), Issue.wish)
        wishes, dealers, last = session.execute(figures).one()
        suggestion.wishes, suggestion.dealers = wishes, dealers
        suggestion.last_wish_at = last or suggestion.last_wish_at
    session.flush()


def _made(session: Session, wish: Issue, now: datetime) -> Suggestion:
    suggestion = Suggestion(
        text=wish.quote,
        terms={},
        state=SuggestionState.OPEN,
        release="",
        note="",
        wishes=0,
        dealers=0,
        opened_at=now,
        last_wish_at=wish.reported_at,
        decided_at=None,
    )
    session.add(suggestion)
    session.flush()
    return suggestion
