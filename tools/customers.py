"""Customers: one person's history and value, segments, and who to invite to a campaign."""

from collections import Counter
from datetime import date
from typing import Literal

from pydantic import BaseModel, Field
from sqlalchemy import select

from domain.catalogue.queries import catalogue, resolve_product
from domain.clock import business_date
from domain.customers.profile import Profile, invited, profiles
from domain.customers.queries import resolve_customer
from domain.models.catalogue import Family, Product
from domain.people.queries import dealer_for
from domain.scope import Permission
from tools.arguments import Arguments, Reference
from tools.call import Call
from tools.registry import CUSTOMERS, EVERYBODY, read_tool


class CustomerProfile(Arguments):
    """Whom, or which of them; without anything, how many there are of each segment."""

    customer: Reference | None = Field(None, description="name, or the last digits of the phone")
    segment: Literal["valuable", "loyal", "active", "at_risk", "sleeping", "prospect"] | None = None
    invite_for: Reference | None = Field(
        None, description="a product or family to invite customers to a campaign for"
    )
    dealer: Reference | None = Field(None, description="for staff only: one dealer's customers")
    limit: int = Field(8, ge=1, le=50)


class CustomerSeen(BaseModel):
    """`value` in minor units; `reason` says why somebody is to be invited."""

    name: str
    phone: str
    city: str
    since: date
    segment: str
    orders: int
    value: int
    last_order_on: date | None
    open_tickets: int
    preferences: list[str]
    reason: str | None = None


class CustomersSeen(BaseModel):
    """`segments` counts all customers that were looked at, `found` those that fit."""

    currency: str
    segments: dict[str, int]
    found: int
    segment: str | None
    invite_for: str | None
    customers: list[CustomerSeen]


@read_tool(
    arguments=CustomerProfile,
    result=CustomersSeen,
    permission=Permission.READ_CUSTOMERS,
    roles=EVERYBODY - CUSTOMERS,
)
def customer_profile(call: Call, arguments: CustomerProfile) -> CustomersSeen:
    """Look up a customer's history, value, segment and preferences; or list the customers of a
    segment, or those to invite to a campaign for a product."""
    one = resolve_customer(call.session, arguments.customer) if arguments.customer else None
    dealer = dealer_for(call.session, arguments.dealer) if arguments.dealer else None
    found = profiles(
        call.session,
        call.today,
        customer_id=one.id if one else None,
        dealer_id=dealer.id if dealer else None,
    )
    family = _family(call, arguments.invite_for) if arguments.invite_for else None
    chosen: list[tuple[Profile, str | None]]
    if family is not None:
        chosen = [*invited(found, family.code)]
    else:
        chosen = [(p, None) for p in found if arguments.segment in (None, p.segment)]
    names = _family_names(call)
    counts = Counter(profile.segment.value for profile in found)
    listing = one is not None or arguments.segment is not None or family is not None
    return CustomersSeen(
        currency="CNY",
        segments=dict(counts),
        found=len(chosen),
        segment=arguments.segment,
        invite_for=call.named(family) if family else None,
        customers=[
            _seen(call, profile, reason, names)
            for profile, reason in (chosen[: arguments.limit] if listing else [])
        ],
    )


def _family(call: Call, text: str) -> Family:
    """The family of the product, or of the first that a family's name stands for."""
    match = catalogue(call.session).find(text)
    key = match.fits[0] if match.fits else resolve_product(call.session, text)
    code = select(Product.family).where(Product.id == key).scalar_subquery()
    return call.session.scalars(select(Family).where(Family.code == code)).one()


def _family_names(call: Call) -> dict[str, str]:
    return {family.code: call.named(family) for family in call.session.scalars(select(Family))}


def _seen(call: Call, profile: Profile, reason: str | None, names: dict[str, str]) -> CustomerSeen:
    customer = profile.customer
    return CustomerSeen(
        name=customer.name,
        phone=customer.phone,
        city=customer.city,
        since=business_date(customer.created_at, call.actor.time_zone),
        segment=profile.segment.value,
        orders=profile.orders,
        value=profile.value,
        last_order_on=profile.last,
        open_tickets=profile.tickets,
        preferences=[names[code] for code in profile.families[:3]],
        reason=reason,
    )
