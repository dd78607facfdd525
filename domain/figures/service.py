"""How content customers are with service."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from domain.database import actor_of
from domain.figures.queries import Period
from domain.models.ownership import dealers_of_region
from domain.models.service import Ticket
from domain.scope import Permission


def ratings(
    session: Session,
    period: Period,
    dealer_id: int | None,
    zone: str,
    region_id: int | None = None,
) -> tuple[int, int | None]:
    """How many tickets opened in a period were rated, and the mean in hundredths of a star; of one
    dealer or of one region, if either is given."""
    actor_of(session).require(Permission.READ_FIGURES)
    query = select(func.count(Ticket.rating), func.sum(Ticket.rating)).where(
        Ticket.opened_at >= _midnight(period, 0, zone),
        Ticket.opened_at < _midnight(period, period.days, zone),
        Ticket.rating.is_not(None),
    )
    if dealer_id is not None:
        query = query.where(Ticket.dealer_id == dealer_id)
    if region_id is not None:
        query = query.where(Ticket.dealer_id.in_(dealers_of_region(region_id)))
    count, total = session.execute(query).one()
    return int(count), round(100 * int(total) / count) if count else None


def _midnight(period: Period, days: int, zone: str) -> datetime:
    day = period.start + timedelta(days=days)
    return datetime.combine(day, time(), tzinfo=ZoneInfo(zone)).astimezone(UTC)
