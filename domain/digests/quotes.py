"""The words that prove a matter: a few quotes of different dealers, with where they stand."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.digests.matters import Matter
from domain.digests.tally import Counted
from domain.models.insight import COUNTED, Issue
from domain.models.people import Dealer
from domain.models.sales import document_number

QUOTES = 3


def quotes_of(session: Session, matters: list[Matter]) -> dict[int, list[dict[str, Any]]]:
    """The quotes of each matter, by its `id()`; of its alert where the period brought none."""
    picked = {id(m): _pick(m.now) or _of_alert(session, m) for m in matters}
    told = _told(session, {key for keys in picked.values() for key in keys})
    return {matter: [told[key] for key in keys] for matter, keys in picked.items()}


def _pick(issues: Iterable[Counted]) -> list[int]:
    """The most pressing and newest, of different dealers as far as there are."""
    ranked = sorted(issues, key=lambda i: (-i.rank, -i.reported_at.timestamp(), i.id))
    first: dict[int, int] = {}
    for issue in ranked:
        first.setdefault(issue.dealer_id, issue.id)
    others = [issue.id for issue in ranked if first[issue.dealer_id] != issue.id]
    return [*first.values(), *others][:QUOTES]


def _of_alert(session: Session, matter: Matter) -> list[int]:
    if matter.alert is None:
        return []
    query = select(Issue.id).where(Issue.alert_id == matter.alert.id, Issue.state.in_(COUNTED))
    return list(session.scalars(query.order_by(Issue.reported_at.desc(), Issue.id).limit(QUOTES)))


def _told(session: Session, keys: set[int]) -> dict[int, dict[str, Any]]:
    query = (
        select(
            Issue.id, Issue.quote, Issue.report_id, Issue.reported_at,
            Dealer.name_zh, Dealer.name_en,
        )
        .join(Dealer, Dealer.id == Issue.dealer_id)
        .where(Issue.id.in_(keys))
    )  # fmt: skip
    return {
        key: {
            "issue": key,
            "text": quote,
            "report": document_number("RP", report),
            "at": at.isoformat(),
            "dealer": {"name_zh": zh, "name_en": en},
        }
        for key, quote, report, at, zh, en in session.execute(query)
    }
