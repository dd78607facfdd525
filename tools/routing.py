"""The rules by which alerts go to departments, and the working week."""

from dataclasses import dataclass
from datetime import date, time
from typing import Annotated, Any

from pydantic import BaseModel, Field
from sqlalchemy import select
from sqlalchemy.orm import Session

from domain.catalogue.queries import catalogue, resolve_product
from domain.errors import NotFound
from domain.insight import rule_keeping
from domain.insight.operations import member_named
from domain.insight.rule_keeping import Rule
from domain.models.insight import Severity
from domain.models.people import Region
from domain.models.routing import RoutingRule
from domain.scope import Permission
from tools.arguments import Arguments, Reference
from tools.call import Call
from tools.registry import STAFF, note_tool
from tools.requests import Department
from tools.reviewing import IssueType

_EDIT = Permission.EDIT_ROUTING


class AddRule(Arguments):
    """Alerts that fit all conditions given go to the department."""

    type: IssueType | None = None
    region: Reference | None = Field(None, description="code of the region")
    family: Reference | None = Field(None, description="code of a family of products")
    product: Reference | None = None
    severity: Severity = Field(Severity.LOW, description="the least severity it takes")
    department: Department
    owner: Reference | None = Field(None, description="user name or name, of the department")
    hours: int | None = Field(None, ge=1, le=400, description="working hours until it is due")


class RuleKept(BaseModel):
    rule: int
    position: int
    department: str


@dataclass(frozen=True, slots=True)
class _Adding:
    rule: Rule

    def terms(self) -> dict[str, Any]:
        return {"department": self.rule.department}


@note_tool(arguments=AddRule, result=RuleKept, permission=_EDIT, roles=STAFF)
def add_routing_rule(call: Call, arguments: AddRule) -> _Adding:
    """Add a rule that sends alerts to a department; earlier rules are tried first."""
    session = call.session
    return _Adding(
        Rule(
            type=arguments.type,
            region_id=_region(session, arguments.region) if arguments.region else None,
            family=_family(session, arguments.family) if arguments.family else None,
            product_id=resolve_product(session, arguments.product) if arguments.product else None,
            severity=arguments.severity,
            department=arguments.department,
            owner=member_named(session, arguments.owner) if arguments.owner else None,
            hours=arguments.hours,
        )
    )


@add_routing_rule.applied
def _add(call: Call, plan: _Adding) -> RuleKept:
    return _kept(rule_keeping.add_rule(call.session, plan.rule, call.now))


class OneRule(Arguments):
    rule: int = Field(ge=1)


@dataclass(frozen=True, slots=True)
class _OnRule:
    rule: RoutingRule

    def terms(self) -> dict[str, Any]:
        return {"rule": self.rule.id, "position": self.rule.position}


@note_tool(arguments=OneRule, result=RuleKept, permission=_EDIT, roles=STAFF)
def remove_routing_rule(call: Call, arguments: OneRule) -> _OnRule:
    """Let a routing rule hold no longer."""
    return _OnRule(rule_keeping.find_rule(call.session, arguments.rule))


@remove_routing_rule.applied
def _remove(call: Call, plan: _OnRule) -> RuleKept:
    rule_keeping.remove_rule(call.session, plan.rule, call.now)
    return _kept(plan.rule)


@note_tool(arguments=OneRule, result=RuleKept, permission=_EDIT, roles=STAFF)
def raise_routing_rule(call: Call, arguments: OneRule) -> _OnRule:
    """Let a routing rule be tried before the one above it."""
    return _OnRule(rule_keeping.find_rule(call.session, arguments.rule))


@raise_routing_rule.applied
def _move(call: Call, plan: _OnRule) -> RuleKept:
    rule_keeping.move_rule_up(call.session, plan.rule, call.now)
    return _kept(plan.rule)


class WorkingDay(Arguments):
    weekday: int = Field(ge=0, le=6, description="0 is Monday")
    begins: time
    ends: time


class SetWorkingHours(Arguments):
    """The whole week: a weekday that is not named is free."""

    time_zone: Reference
    week: Annotated[list[WorkingDay], Field(min_length=1, max_length=7)]
    closed: Annotated[list[date], Field(max_length=200)] = Field([], description="holidays")
    opened: Annotated[list[date], Field(max_length=200)] = Field(
        [], description="working days besides those of the week"
    )


class HoursSet(BaseModel):
    time_zone: str
    days: int


@dataclass(frozen=True, slots=True)
class _Setting:
    wanted: SetWorkingHours

    def terms(self) -> dict[str, Any]:
        return {"time_zone": self.wanted.time_zone}


@note_tool(arguments=SetWorkingHours, result=HoursSet, permission=_EDIT, roles=STAFF)
def set_working_hours(_call: Call, arguments: SetWorkingHours) -> _Setting:
    """Set the working hours in which alerts fall due."""
    return _Setting(arguments)


@set_working_hours.applied
def _set(call: Call, plan: _Setting) -> HoursSet:
    wanted = plan.wanted
    week = {day.weekday: (day.begins, day.ends) for day in wanted.week}
    rule_keeping.set_working_hours(
        call.session, wanted.time_zone, week, wanted.closed, wanted.opened, call.now
    )
    return HoursSet(time_zone=wanted.time_zone, days=len(week))


def _region(session: Session, code: str) -> int:
    found = session.scalars(select(Region.id).where(Region.code == code)).one_or_none()
    if found is None:
        raise NotFound("region", text=code)
    return found


def _family(session: Session, code: str) -> str:
    if code not in {family.code for family in catalogue(session).families}:
        raise NotFound("family", text=code)
    return code


def _kept(rule: RoutingRule) -> RuleKept:
    return RuleKept(rule=rule.id, position=rule.position, department=rule.department)
