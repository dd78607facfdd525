"""Leads: note one, see them, go a step further, take a note back."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from domain.clock import business_date
from domain.errors import Invalid
from domain.leads import operations
from domain.leads.operations import LeadStep, NewLead, require_open
from domain.leads.queries import find_lead, is_forgotten, leads
from domain.models.leads import Lead, LeadStage
from domain.people.queries import dealer_for
from domain.scope import Permission
from tools.arguments import Arguments, Day, MinorUnits, Reference, ShortText, Text
from tools.call import Call
from tools.registry import CUSTOMERS, DEALERS, EVERYBODY, note_tool, read_tool

Stage = Literal["contacted", "visited", "quoted", "won", "lost"]


class NoteLead(Arguments):
    """Who may buy, and what."""

    name: Reference = Field(description="the person or firm, as the writer calls them")
    wish: Text = Field(description="what they may buy or what was spoken, in the writer's words")
    phone: ShortText | None = None
    stage: Stage | None = Field(None, description="how far it is; new if absent")
    expected: MinorUnits | None = Field(None, description="what it may bring, in minor units")
    next_on: Day | None = Field(None, description="the day of the next step")


class LeadStepSeen(BaseModel):
    stage: str
    text: str
    on: date


class LeadSeen(BaseModel):
    """`forgotten`: the next step has passed, or nothing was done for a week."""

    lead: str
    name: str
    phone: str
    wish: str
    stage: str
    expected: int | None
    currency: str
    next_on: date | None
    noted_on: date
    forgotten: bool
    steps: list[LeadStepSeen]


@dataclass(frozen=True, slots=True)
class _Noting:
    new: NewLead

    @property
    def dealer_id(self) -> int:
        return self.new.dealer_id

    def terms(self) -> dict[str, Any]:
        return {"name": self.new.name, "stage": self.new.stage.value}


@note_tool(arguments=NoteLead, result=LeadSeen, permission=Permission.KEEP_LEADS, roles=DEALERS)
def note_lead(call: Call, arguments: NoteLead) -> _Noting:
    """Note a sales lead, a visit to somebody who may buy, or a quotation in progress. It gets a
    number; `withdraw_lead` takes it back."""
    return _Noting(
        NewLead(
            dealer_id=dealer_for(call.session, None).id,
            name=arguments.name,
            wish=arguments.wish[:500],
            phone=(arguments.phone or "")[:32],
            stage=LeadStage(arguments.stage or "new"),
            expected=arguments.expected,
            next_on=_ahead(call, arguments.next_on),
        )
    )


@note_lead.applied
def _note(call: Call, plan: _Noting) -> LeadSeen:
    return _fresh(call, operations.note_lead(call.session, plan.new, call.now))


class AdvanceLead(Arguments):
    """Which lead, and what was done about it."""

    lead: Reference = Field(description="its number, or the person's name")
    stage: Stage | None = Field(None, description="how far it is now; absent: no further")
    note: ShortText | None = Field(None, description="what was done or said")
    next_on: Day | None = Field(None, description="the day of the next step")
    phone: ShortText | None = None
    expected: MinorUnits | None = Field(None, description="what it may bring, in minor units")


@dataclass(frozen=True, slots=True)
class _Step:
    lead: Lead
    step: LeadStep

    @property
    def dealer_id(self) -> int:
        return self.lead.dealer_id

    def terms(self) -> dict[str, Any]:
        return {"lead": self.lead.number, "stage": (self.step.stage or self.lead.stage)}


@note_tool(arguments=AdvanceLead, result=LeadSeen, permission=Permission.KEEP_LEADS, roles=DEALERS)
def advance_lead(call: Call, arguments: AdvanceLead) -> _Step:
    """Keep a step of a lead: contacted, visited, quoted, won or lost, with the next date; or what
    has become known of it."""
    lead = find_lead(call.session, arguments.lead)
    require_open(lead)
    stage = LeadStage(arguments.stage) if arguments.stage else None
    step = LeadStep(
        stage=stage,
        text=arguments.note or "",
        next_on=_ahead(call, arguments.next_on),
        phone=arguments.phone[:32] if arguments.phone else None,
        expected=arguments.expected,
    )
    return _Step(lead, step)


@advance_lead.applied
def _advance(call: Call, plan: _Step) -> LeadSeen:
    operations.advance_lead(call.session, plan.lead, plan.step, call.now)
    return _fresh(call, plan.lead)


class WithdrawLead(Arguments):
    lead: Reference


@note_tool(arguments=WithdrawLead, result=LeadSeen, permission=Permission.KEEP_LEADS, roles=DEALERS)
def withdraw_lead(call: Call, arguments: WithdrawLead) -> _Step:
    """Take back a lead that was noted by mistake."""
    lead = find_lead(call.session, arguments.lead)
    require_open(lead)
    return _Step(lead, LeadStep(LeadStage.WITHDRAWN))


@withdraw_lead.applied
def _withdraw(call: Call, plan: _Step) -> LeadSeen:
    return _fresh(call, operations.withdraw_lead(call.session, plan.lead, call.now))


class ListLeads(Arguments):
    """Which leads: one by number or name, or those of a stage, or due by a day."""

    lead: Reference | None = None
    stage: Literal["new", "contacted", "visited", "quoted", "won", "lost"] | None = None
    due_by: Day | None = None
    dealer: Reference | None = Field(None, description="for staff only: one dealer")
    limit: int = Field(10, ge=1, le=50)


class LeadsSeen(BaseModel):
    leads: list[LeadSeen]


@read_tool(
    arguments=ListLeads,
    result=LeadsSeen,
    permission=Permission.READ_LEADS,
    roles=EVERYBODY - CUSTOMERS,
)
def list_leads(call: Call, arguments: ListLeads) -> LeadsSeen:
    """List sales leads with their stage, next step and history."""
    if arguments.lead:
        return LeadsSeen(leads=[seen(call, find_lead(call.session, arguments.lead))])
    dealer = dealer_for(call.session, arguments.dealer) if arguments.dealer else None
    found = leads(
        call.session,
        stage=LeadStage(arguments.stage) if arguments.stage else None,
        due_by=arguments.due_by,
        dealer_id=dealer.id if dealer else None,
        limit=arguments.limit,
    )
    return LeadsSeen(leads=[seen(call, lead) for lead in found])


def seen(call: Call, lead: Lead) -> LeadSeen:
    """A lead as its reader sees it."""
    return LeadSeen(
        lead=lead.number,
        name=lead.name,
        phone=lead.phone,
        wish=lead.wish,
        stage=lead.stage,
        expected=lead.expected,
        currency="CNY",
        next_on=lead.next_on,
        noted_on=_day(call, lead.noted_at),
        forgotten=is_forgotten(lead, call.now, call.today),
        steps=[
            LeadStepSeen(stage=note.stage, text=note.text, on=_day(call, note.written_at))
            for note in lead.notes
        ],
    )


def _ahead(call: Call, day: date | None) -> date | None:
    """Raises `Invalid` for a next step in the past."""
    if day is not None and day < call.today:
        raise Invalid("next_on", value=day.isoformat(), today=call.today.isoformat())
    return day


def _fresh(call: Call, lead: Lead) -> LeadSeen:
    call.session.expire(lead, ["notes"])
    call.session.refresh(lead, ["notes"])
    return seen(call, lead)


def _day(call: Call, instant: datetime) -> date:
    return business_date(instant, call.actor.time_zone)
