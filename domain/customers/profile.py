"""What is known of customers: what they bought and have, and who to invite to a campaign."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.clock import business_date
from domain.customers.rules import Segment, segment
from domain.database import actor_of
from domain.models.catalogue import Product
from domain.models.customers import Customer
from domain.models.sales import Order, OrderLine, OrderStatus
from domain.models.service import Ticket, TicketKind, TicketStatus
from domain.scope import Permission

MOST = 500
"""Customers that are looked at together: those who bought most."""
_CALLED_OFF = (OrderStatus.CANCELLED, OrderStatus.REFUSED)
_OPEN = (TicketStatus.OPEN, TicketStatus.ASSIGNED)


@dataclass(slots=True)
class Profile:
    """A customer and his dealings. Amounts in minor units.

    Arguments:
        families: codes of what he bought or has had in service, the most frequent first.
        grievance: a complaint of his is open: no time for an invitation.
    """

    customer: Customer
    orders: int = 0
    value: int = 0
    last: date | None = None
    segment: Segment = Segment.PROSPECT
    families: list[str] = field(default_factory=list)
    tickets: int = 0
    grievance: bool = False


def profiles(
    session: Session,
    today: date,
    *,
    customer_id: int | None = None,
    dealer_id: int | None = None,
) -> list[Profile]:
    """Profiles of the actor's customers, those who bought most first, `MOST` at most."""
    actor_of(session).require(Permission.READ_CUSTOMERS)
    zone = actor_of(session).time_zone
    found: dict[int, Profile] = {}
    for customer, orders, value, last in session.execute(_bought(customer_id, dealer_id)):
        day = business_date(last, zone) if isinstance(last, datetime) else None
        profile = Profile(customer, int(orders), int(value or 0), day)
        profile.segment = segment(profile.orders, profile.value, day, today)
        found[customer.id] = profile
    _add_families(session, found)
    _add_tickets(session, found)
    return list(found.values())


def invited(found: Sequence[Profile], family: str | None) -> list[tuple[Profile, str]]:
    """Who to invite to a campaign for a family of products, with the reason, the best first.

    Reasons: `has_it` (bought or has something of the family), `valuable`, `loyal`, `active`,
    `at_risk` (worth winning back). Nobody whose complaint is open is invited.
    """
    rank = {"has_it": 0, "valuable": 1, "loyal": 2, "at_risk": 3, "active": 4}
    chosen = []
    for profile in found:
        reason = "has_it" if family in profile.families else profile.segment.value
        if reason in rank and not profile.grievance:
            chosen.append((profile, reason))
    return sorted(chosen, key=lambda one: (rank[one[1]], -one[0].value, one[0].customer.id))


def _bought(customer_id: int | None, dealer_id: int | None) -> Any:
    kept = (Order.customer_id == Customer.id) & Order.status.not_in(_CALLED_OFF)
    value = func.sum(Order.total)
    query = (
        select(Customer, func.count(Order.id), value, func.max(Order.placed_at))
        .join(Order, kept, isouter=True)
        .group_by(Customer.id)
        .order_by(func.coalesce(value, 0).desc(), Customer.id)
        .limit(MOST)
    )
    if customer_id is not None:
        query = query.where(Customer.id == customer_id)
    return query if dealer_id is None else query.where(Customer.dealer_id == dealer_id)


def _add_families(session: Session, found: dict[int, Profile]) -> None:
    bought = (
        select(Order.customer_id, Product.family, func.count())
        .join(OrderLine, OrderLine.order_id == Order.id)
        .join(Product, Product.id == OrderLine.product_id)
        .where(Order.customer_id.in_(found), Order.status.not_in(_CALLED_OFF))
        .group_by(Order.customer_id, Product.family)
    )
    served = (
        select(Ticket.customer_id, Product.family, func.count())
        .join(Product, Product.id == Ticket.product_id)
        .where(Ticket.customer_id.in_(found), Ticket.status != TicketStatus.WITHDRAWN)
        .group_by(Ticket.customer_id, Product.family)
    )
    counts: dict[int, Counter[str]] = defaultdict(Counter)
    for query in (bought, served):
        for customer, family, number in session.execute(query):
            counts[customer][family] += number
    for customer, families in counts.items():
        found[customer].families = [family for family, _ in families.most_common()]


def _add_tickets(session: Session, found: dict[int, Profile]) -> None:
    query = (
        select(Ticket.customer_id, Ticket.kind, func.count())
        .where(Ticket.customer_id.in_(found), Ticket.status.in_(_OPEN))
        .group_by(Ticket.customer_id, Ticket.kind)
    )
    for customer, kind, number in session.execute(query):
        found[customer].tickets += number
        found[customer].grievance |= kind == TicketKind.COMPLAINT
