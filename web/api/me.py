"""Who the caller is to the house."""

from fastapi import APIRouter, Request
from pydantic import BaseModel

from domain.models.people import Dealer, Region
from domain.scope import PERMISSIONS
from web.identity import CurrentVisitor
from web.services import services_of

router = APIRouter(prefix="/api/me", tags=["signing in"])


class Person(BaseModel):
    """`dealer` and `region` by code; `grants` are those of an API credential."""

    username: str
    name: str
    role: str
    language: str
    time_zone: str
    dealer: str | None
    region: str | None
    department: str | None
    permissions: list[str]
    grants: list[str]


@router.get("")
def me(request: Request, visitor: CurrentVisitor) -> Person:
    """The signed-in person, and what his role may do."""
    actor = visitor.actor
    with services_of(request).database.read(actor) as session:
        dealer = session.get(Dealer, actor.dealer_id) if actor.dealer_id else None
        region = session.get(Region, actor.region_id) if actor.region_id else None
    return Person(
        username=actor.username,
        name=actor.name,
        role=actor.role.value,
        language=actor.language,
        time_zone=actor.time_zone,
        dealer=dealer.code if dealer else None,
        region=region.code if region else None,
        department=actor.department,
        permissions=sorted(permission.value for permission in PERMISSIONS[actor.role]),
        grants=sorted(visitor.grants),
    )
