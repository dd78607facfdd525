"""What is asked about reported problems: how many, whose, and in which words."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, joinedload

from domain.database import actor_of
from domain.models.insight import COUNTED, Alert, Issue
from domain.models.people import Dealer
from domain.models.reports import Report
from domain.scope import Permission, Role


@dataclass(frozen=True, slots=True)
class Asked:
    """What a question is about; what is None or empty narrows nothing.

    Arguments:
        starts_at, ends_at: when it was reported, the end not included.
        rivals: only what names a competitor.
    """

    starts_at: datetime
    ends_at: datetime
    region_id: int | None = None
    dealer_id: int | None = None
    product_id: int | None = None
    types: Sequence[str] = ()
    rivals: bool = False


@dataclass(frozen=True, slots=True)
class Answered:
    """Counts, the most frequent first, and the newest issues themselves with dealer and report."""

    issues: int
    dealers: list[tuple[Dealer, int]]
    types: list[tuple[str, int]]
    competitors: list[tuple[str, int]]
    examples: list[Issue]


def answered(session: Session, asked: Asked, examples: int) -> Answered:
    """The issues that a question is about, of those the actor may see: a department its own, a
    region's manager his region's.

    Raises:
        Forbidden: the actor's role reads no insight.
    """
    actor_of(session).require(Permission.READ_INSIGHT)
    about = _about(session, asked)
    rows = session.execute(about.with_only_columns(Issue.dealer_id, Issue.type, Issue.competitor))
    found = rows.all()
    dealers = Counter(row.dealer_id for row in found)
    names = _dealers(session, dealers)
    return Answered(
        issues=len(found),
        dealers=[(names[key], count) for key, count in dealers.most_common()],
        types=Counter(row.type for row in found).most_common(),
        competitors=Counter(row.competitor for row in found if row.competitor).most_common(),
        examples=_examples(session, about, examples),
    )


def counted(session: Session, asked: Asked) -> int:
    """How many issues a question is about."""
    found = _about(session, asked).with_only_columns(func.count(Issue.id))
    return session.scalars(found).one()


def _about(session: Session, asked: Asked) -> Select[Any]:
    query = select(Issue).where(
        Issue.state.in_(COUNTED),
        Issue.wish.is_(False),
        Issue.reported_at >= asked.starts_at,
        Issue.reported_at < asked.ends_at,
    )
    narrowed = {
        Issue.region_id: asked.region_id,
        Issue.dealer_id: asked.dealer_id,
        Issue.product_id: asked.product_id,
    }
    for column, wanted in narrowed.items():
        if wanted is not None:
            query = query.where(column == wanted)
    if asked.types:
        query = query.where(Issue.type.in_(asked.types))
    if asked.rivals:
        query = query.where(Issue.competitor.is_not(None))
    actor = actor_of(session)
    if actor.role is Role.DEPARTMENT:
        query = query.outerjoin(Alert, Alert.id == Issue.alert_id).where(
            func.coalesce(Alert.department, Issue.department) == actor.department
        )
    return query


def _dealers(session: Session, keys: Counter[int]) -> dict[int, Dealer]:
    found = session.scalars(select(Dealer).where(Dealer.id.in_(keys)))
    return {dealer.id: dealer for dealer in found}


def _examples(session: Session, about: Select[Any], limit: int) -> list[Issue]:
    query = about.options(
        joinedload(Issue.dealer).load_only(Dealer.name_zh, Dealer.name_en),
        joinedload(Issue.report).load_only(Report.handed_in_at),
    )
    return list(session.scalars(query.order_by(Issue.id.desc()).limit(limit)))
