"""Users as an operator names them."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.faults import Fault
from assistant.taxonomy import taxonomy
from domain.customers.queries import resolve_customer
from domain.errors import NotFound
from domain.models.people import Region, User
from domain.people.operations import NewUser, find_user
from domain.people.queries import resolve_dealer
from domain.scope import Role


@dataclass(frozen=True, slots=True)
class Place:
    """Where a user belongs, as typed: codes or names, for the roles that need them."""

    dealer: str | None = None
    region: str | None = None
    customer: str | None = None
    department: str | None = None


def user_named(session: Session, username: str) -> User:
    """Raises `Fault` when nobody has this name."""
    try:
        return find_user(session, username)
    except NotFound:
        raise Fault(f"Nobody is called {username}. `dealerdesk user list` shows all.") from None


def active_user(session: Session, username: str) -> User:
    """Raises `Fault` when nobody has this name, or he is disabled."""
    user = user_named(session, username)
    if not user.active:
        raise Fault(f"{username} is disabled.")
    return user


def new_user(
    session: Session,
    username: str,
    password: str,
    name: str,
    role: Role,
    place: Place,
    language: str,
    time_zone: str,
) -> NewUser:
    """A user to be added, his place looked up.

    Raises:
        Fault: no such place, or the role needs one and none is given.
        Ambiguous: the place could be several.
    """
    _require_place(role, place)
    customer = resolve_customer(session, place.customer) if place.customer else None
    dealer = resolve_dealer(session, place.dealer).id if place.dealer else None
    return NewUser(
        username=username,
        password=password,
        name=name,
        role=role,
        dealer_id=customer.dealer_id if customer else dealer,
        region_id=_region(session, place.region) if place.region else None,
        customer_id=customer.id if customer else None,
        department=_department(place.department) if place.department else None,
        language=language,
        time_zone=time_zone,
    )


_NEEDED = {
    Role.CUSTOMER: "customer",
    Role.DEALER: "dealer",
    Role.REGION_MANAGER: "region",
    Role.DEPARTMENT: "department",
}


def _require_place(role: Role, place: Place) -> None:
    needed = _NEEDED.get(role)
    for option in _NEEDED.values():
        given = getattr(place, option) is not None
        if option == needed and not given:
            raise Fault(f"The role {role} needs --{option}.")
        if option != needed and given:
            raise Fault(f"The role {role} takes no --{option}.")


def _region(session: Session, code: str) -> int:
    regions = {region.code: region.id for region in session.scalars(select(Region))}
    if code not in regions:
        raise Fault(f"There is no region {code}. There are: {', '.join(sorted(regions))}.")
    return regions[code]


def _department(name: str) -> str:
    known = taxonomy().departments
    if name not in known:
        raise Fault(f"There is no department {name}. There are: {', '.join(known)}.")
    return name
