"""What no other tool does goes to people: a department's answer, or a person in the chat."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Literal

from pydantic import BaseModel, Field

from domain.conversations.operations import ask_for_person as wait_for_person
from domain.models.customers import Customer
from domain.models.service import TicketKind
from domain.people.queries import dealer_for
from domain.scope import Level, Permission
from domain.service import operations
from domain.service.operations import TicketRequest
from domain.service.rules import person_by
from tools.arguments import Arguments, Reference, ShortText, Text
from tools.call import Call
from tools.previews import Preview
from tools.registry import CUSTOMERS, DEALERS, note_tool

Department = Literal[
    "logistics",
    "supply_planning",
    "quality",
    "product",
    "marketing",
    "channel",
    "finance",
    "after_sales",
    "customer_service",
    "training",
    "it",
    "sales",
]


class HandInRequest(Arguments):
    """What a department is to answer or do."""

    department: Department
    subject: ShortText = Field(description="a word or two: invoice, transfer, return, …")
    description: Text = Field(description="the matter in the person's own words")
    order: Reference | None = None


class RequestHandedIn(BaseModel):
    ticket: str
    status: str
    department: str
    subject: str
    due_at: datetime


@dataclass(frozen=True, slots=True)
class _HandingIn:
    request: TicketRequest
    subject: str

    @property
    def dealer_id(self) -> int:
        return self.request.dealer.id

    def terms(self) -> dict[str, Any]:
        return {"department": self.request.department, "subject": self.subject}


@note_tool(
    arguments=HandInRequest,
    result=RequestHandedIn,
    permission=Permission.OPEN_TICKETS,
    roles=DEALERS | CUSTOMERS,
)
def hand_in_request(call: Call, arguments: HandInRequest) -> _HandingIn:
    """Hand a matter that no other tool covers to a department. It gets a ticket number and a
    time by which the department answers;
    `withdraw_ticket` takes it back."""
    return _HandingIn(
        request_of(call, arguments.description, arguments.department), arguments.subject
    )


@hand_in_request.applied
def _hand_in(call: Call, plan: _HandingIn) -> RequestHandedIn:
    ticket = operations.open_ticket(call.session, plan.request, call.now)
    return RequestHandedIn(
        ticket=ticket.number,
        status=ticket.status,
        department=ticket.department or "",
        subject=plan.subject,
        due_at=ticket.due_at,
    )


class AskForPerson(Arguments):
    """Why a person is wanted."""

    reason: ShortText | None = None


class PersonAskedFor(BaseModel):
    handoff: str
    ticket: str | None
    due_at: datetime | None


@dataclass(frozen=True, slots=True)
class _Asking:
    reason: str

    def terms(self) -> dict[str, Any]:
        return {"handoff": "waiting"}


@note_tool(arguments=AskForPerson, result=PersonAskedFor, permission=Permission.READ_PRODUCTS)
def ask_for_person(_call: Call, arguments: AskForPerson) -> _Asking:
    """Ask customer service to take over this conversation."""
    return _Asking(arguments.reason or "")


@ask_for_person.applied
def _ask(call: Call, asking: _Asking) -> PersonAskedFor:
    state = wait_for_person(call.session, call.caller.conversation_id)
    if call.actor.is_staff or not state.newly:
        return PersonAskedFor(handoff=state.handoff, ticket=None, due_at=None)
    described = asking.reason or "—"
    request = replace(
        request_of(call, described, "customer_service"),
        due_at=person_by(call.now, call.actor.time_zone),
    )
    ticket = operations.open_ticket(call.session, request, call.now)
    return PersonAskedFor(handoff=state.handoff, ticket=ticket.number, due_at=ticket.due_at)


@ask_for_person.previewed
def _show(call: Call, _asking: _Asking) -> Preview:
    return Preview(title={"zh": "转人工", "en": "Ask for a person"}[call.language])


def request_of(
    call: Call,
    description: str,
    department: str,
    *,
    kind: TicketKind = TicketKind.REQUEST,
    order_id: int | None = None,
    product_id: int | None = None,
) -> TicketRequest:
    """The caller's own request to a department."""
    customer = None
    if call.actor.level is Level.CUSTOMER:
        customer = call.session.get_one(Customer, call.actor.customer_id)
    return TicketRequest(
        kind=kind,
        description=description,
        dealer=dealer_for(call.session, None),
        customer=customer,
        product_id=product_id,
        order_id=order_id,
        department=department,
    )
