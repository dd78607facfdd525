"""Finding end customers."""

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.errors import Ambiguous, NotFound
from domain.models.customers import Customer
from domain.scope import Level, Permission


def resolve_customer(session: Session, text: str) -> Customer:
    """The one customer the actor looks after that `text` names: name, or phone or its tail.

    Raises:
        NotFound: none, or not the actor's.
        Ambiguous: several; candidates show name and city only.
    """
    actor = actor_of(session)
    if actor.level is not Level.CUSTOMER:
        actor.require(Permission.READ_CUSTOMERS)
    wanted = text.strip()
    conditions = [Customer.name == wanted]
    if wanted.isdigit() and len(wanted) >= 4:
        conditions.append(Customer.phone.endswith(wanted, autoescape=True))
    found = list(
        session.scalars(select(Customer).where(or_(*conditions)).order_by(Customer.id).limit(6))
    )
    if not found:
        raise NotFound("customer", text=text)
    if len(found) > 1:
        labels = [{"name": c.name, "city": c.city} for c in found]
        raise Ambiguous("customer", text=text, candidates=labels)
    return found[0]
