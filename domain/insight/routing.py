"""To which department an alert goes, to whom there, and by when."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.insight.hours import Week, week_of
from domain.insight.rules import ORDER, WORKING_HOURS
from domain.models.insight import Severity
from domain.models.routing import RoutingRule


@dataclass(frozen=True, slots=True)
class Matter:
    """What rules look at. `department` is the taxonomy's, which answers where no rule fits."""

    type: str
    department: str
    severity: Severity
    region_id: int
    family: str | None
    product_id: int | None


@dataclass(frozen=True, slots=True)
class Route:
    """Where an alert goes; `owner_id` a user of the department, if one is named."""

    department: str
    owner_id: int | None
    hours: int


class Routing:
    """The rules and the working week, as they stand in a session."""

    def __init__(self, session: Session) -> None:
        active = select(RoutingRule).where(RoutingRule.active)
        ordered = active.order_by(RoutingRule.position, RoutingRule.id)
        self.rules: list[RoutingRule] = list(session.scalars(ordered))
        self.week: Week = week_of(session)

    def route(self, matter: Matter) -> Route:
        """Where an alert of this matter goes: by the first rule whose conditions all fit."""
        usual = WORKING_HOURS[matter.severity]
        for rule in self.rules:
            if _fits(rule, matter):
                return Route(rule.department, rule.owner_id, rule.hours or usual)
        return Route(matter.department, None, usual)

    def due(self, start: datetime, route: Route) -> datetime:
        """By when an alert that took this route at `start` is to be solved."""
        return self.week.after(start, route.hours)


def _fits(rule: RoutingRule, matter: Matter) -> bool:
    return (
        rule.type in (None, matter.type)
        and rule.region_id in (None, matter.region_id)
        and rule.family in (None, matter.family)
        and rule.product_id in (None, matter.product_id)
        and ORDER[matter.severity] >= ORDER[Severity(rule.severity)]
    )
