"""How content customers are with service."""

from datetime import date, timedelta

from pydantic import BaseModel, Field

from domain.errors import Invalid
from domain.figures.queries import Period
from domain.figures.service import ratings
from domain.people.queries import dealer_for, resolve_region
from domain.scope import Permission
from tools.arguments import Arguments, Day, Reference
from tools.call import Call
from tools.registry import CUSTOMERS, EVERYBODY, read_tool


class ServiceFigure(Arguments):
    """Of which period; the last 30 days if absent."""

    start: Day | None = None
    end: Day | None = None
    dealer: Reference | None = Field(None, description="for staff only: one dealer")
    region: Reference | None = Field(None, description="for staff only: one region")


class ServiceFigureSeen(BaseModel):
    """`mean` in hundredths of a star, from 100 to 500; None where nobody has rated."""

    start: date
    end: date
    dealer_name: str | None
    region_name: str | None
    rated: int
    mean: int | None


@read_tool(
    arguments=ServiceFigure,
    result=ServiceFigureSeen,
    permission=Permission.READ_FIGURES,
    roles=EVERYBODY - CUSTOMERS,
)
def service_figure(call: Call, arguments: ServiceFigure) -> ServiceFigureSeen:
    """Say how content customers are: how many visits were rated and their mean in stars."""
    end = arguments.end or call.today
    start = arguments.start or end - timedelta(days=29)
    if start > end:
        raise Invalid("period", start=start.isoformat(), end=end.isoformat())
    named = arguments.dealer is not None or not call.actor.is_staff
    dealer = dealer_for(call.session, arguments.dealer) if named else None
    region = resolve_region(call.session, arguments.region) if arguments.region else None
    rated, mean = ratings(
        call.session,
        Period(start, end),
        dealer.id if dealer else None,
        call.actor.time_zone,
        region.id if region else None,
    )
    return ServiceFigureSeen(
        start=start,
        end=end,
        dealer_name=call.named(dealer) if dealer else None,
        region_name=call.named(region) if region else None,
        rated=rated,
        mean=mean,
    )
