"""Finding leads and those that wait for a step."""

import re
from datetime import date, datetime, timedelta

from sqlalchemy import Select, or_, select
from sqlalchemy.orm import Session, selectinload

from domain.database import actor_of
from domain.errors import Ambiguous, NotFound
from domain.leads.rules import ENDED, QUIET_DAYS
from domain.models.leads import Lead, LeadStage
from domain.scope import Permission


def find_lead(session: Session, reference: str) -> Lead:
    """The lead that a number, a name or a phone's tail names, if the actor may see it; of one
    person's leads the open one.

    Raises:
        NotFound: none, or not the actor's.
        Ambiguous: a name that fits several open ones.
    """
    actor_of(session).require(Permission.READ_LEADS)
    digits = "".join(re.findall(r"\d+", reference))
    if digits and len(digits) <= 12:
        found = session.scalars(_leads().where(Lead.id == int(digits))).one_or_none()
        if found is not None and (reference.upper().startswith("LD") or len(digits) < 4):
            return found
    named = [Lead.name.contains(reference.strip(), autoescape=True)]
    if len(digits) >= 4:
        named.append(Lead.phone.endswith(digits, autoescape=True))
    query = _leads().where(or_(*named), Lead.stage.not_in(ENDED)).order_by(Lead.id.desc())
    fits = list(session.scalars(query.limit(6)))
    if not fits:
        raise NotFound("lead", text=reference)
    if len(fits) > 1:
        labels = [{"code": lead.number, "name": lead.name} for lead in fits]
        raise Ambiguous("lead", text=reference, candidates=labels)
    return fits[0]


def leads(
    session: Session,
    *,
    stage: LeadStage | None = None,
    due_by: date | None = None,
    dealer_id: int | None = None,
    limit: int = 20,
    before: int | None = None,
) -> list[Lead]:
    """The actor's leads, newest first; without a stage those that are open.

    Arguments:
        due_by: only those whose next step is due by that day.
        before: the key to page on from.
    """
    actor_of(session).require(Permission.READ_LEADS)
    query = _leads().order_by(Lead.id.desc()).limit(limit)
    query = query.where(Lead.stage == stage if stage else Lead.stage.not_in(ENDED))
    if due_by is not None:
        query = query.where(Lead.next_on <= due_by)
    if dealer_id is not None:
        query = query.where(Lead.dealer_id == dealer_id)
    if before is not None:
        query = query.where(Lead.id < before)
    return list(session.scalars(query))


def is_forgotten(lead: Lead, now: datetime, today: date) -> bool:
    """Whether nothing was done for long and nothing is planned, or a planned step has passed.

    Arguments:
        today: `now` as a business date of the reader.
    """
    if lead.stage in ENDED:
        return False
    if lead.next_on is not None:
        return lead.next_on < today
    return now - lead.changed_at > timedelta(days=QUIET_DAYS)


def _leads() -> Select[tuple[Lead]]:
    return select(Lead).options(selectinload(Lead.notes))
