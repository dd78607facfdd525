"""Noting a lead, and what becomes of it."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.errors import WrongState
from domain.leads.rules import ENDED
from domain.models.leads import Lead, LeadNote, LeadStage
from domain.scope import Permission


@dataclass(frozen=True, slots=True)
class NewLead:
    """Who may buy what. `expected` is what it may bring, in minor units."""

    dealer_id: int
    name: str
    wish: str
    phone: str = ""
    stage: LeadStage = LeadStage.NEW
    expected: int | None = None
    next_on: date | None = None


def note_lead(session: Session, new: NewLead, now: datetime) -> Lead:
    """Write a lead down with its first step."""
    actor = actor_of(session)
    actor.require(Permission.KEEP_LEADS)
    lead = Lead(
        dealer_id=new.dealer_id,
        name=new.name,
        phone=new.phone,
        wish=new.wish,
        stage=new.stage,
        expected=new.expected,
        next_on=new.next_on,
        noted_by=actor.user_id,
        noted_at=now,
        changed_at=now,
        ended_at=None,
    )
    session.add(lead)
    session.flush()
    _step(session, lead, new.stage, new.wish, now)
    return lead


@dataclass(frozen=True, slots=True)
class LeadStep:
    """What was done or has become known; what is absent stays as it is."""

    stage: LeadStage | None = None
    text: str = ""
    next_on: date | None = None
    phone: str | None = None
    expected: int | None = None


def advance_lead(session: Session, lead: Lead, step: LeadStep, now: datetime) -> Lead:
    """Keep what was done about a lead.

    Raises:
        WrongState: it has ended.
    """
    actor_of(session).require(Permission.KEEP_LEADS)
    require_open(lead)
    lead.stage = step.stage or LeadStage(lead.stage)
    lead.phone = step.phone or lead.phone
    lead.expected = step.expected or lead.expected
    lead.changed_at = now
    ended = lead.stage in ENDED
    lead.next_on = None if ended else step.next_on or lead.next_on
    lead.ended_at = now if ended else None
    session.flush()
    _step(session, lead, LeadStage(lead.stage), step.text, now)
    return lead


def withdraw_lead(session: Session, lead: Lead, now: datetime) -> Lead:
    """Take a lead back that was noted by mistake.

    Raises:
        WrongState: it has ended.
    """
    return advance_lead(session, lead, LeadStep(LeadStage.WITHDRAWN), now)


def require_open(lead: Lead) -> None:
    """Raises `WrongState` once a lead was won, lost or withdrawn."""
    if lead.stage in ENDED:
        raise WrongState("lead", lead=lead.number, status=lead.stage)


def _step(session: Session, lead: Lead, stage: LeadStage, text: str, now: datetime) -> None:
    session.add(
        LeadNote(
            dealer_id=lead.dealer_id,
            lead_id=lead.id,
            stage=stage,
            text=text,
            written_by=actor_of(session).user_id,
            written_at=now,
        )
    )
    session.flush()
