"""Keeping the routing rules and the working week, as head office edits them."""

from dataclasses import dataclass
from datetime import date, datetime, time
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from domain.database import actor_of
from domain.errors import Invalid, NotFound
from domain.models.insight import Severity
from domain.models.people import User
from domain.models.routing import RoutingRule, WorkingHours
from domain.scope import Permission


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule with all references resolved (keys, codes); None: any."""

    type: str | None
    region_id: int | None
    family: str | None
    product_id: int | None
    severity: Severity
    department: str
    owner: User | None
    hours: int | None


def routing_rules(session: Session) -> list[RoutingRule]:
    """The rules in force, in the order in which they are tried."""
    actor_of(session).require(Permission.READ_INSIGHT)
    query = select(RoutingRule).where(RoutingRule.active).order_by(RoutingRule.position)
    return list(
        session.scalars(
            query.options(
                joinedload(RoutingRule.region),
                joinedload(RoutingRule.product),
                joinedload(RoutingRule.owner).load_only(User.name),
            )
        )
    )


def add_rule(session: Session, rule: Rule, now: datetime) -> RoutingRule:
    """Add a rule, to be tried after those that are there.

    Raises:
        Invalid: `owner`: he is not of the department.
    """
    actor = actor_of(session)
    actor.require(Permission.EDIT_ROUTING)
    if rule.owner is not None and rule.owner.department != rule.department:
        raise Invalid("owner", value=rule.owner.name)
    last = session.scalar(select(func.max(RoutingRule.position))) or 0
    kept = RoutingRule(
        position=last + 1,
        type=rule.type,
        region_id=rule.region_id,
        family=rule.family,
        product_id=rule.product_id,
        severity=rule.severity,
        department=rule.department,
        owner_id=rule.owner.id if rule.owner else None,
        hours=rule.hours,
        active=True,
        changed_by=actor.user_id,
        changed_at=now,
    )
    session.add(kept)
    session.flush()
    return kept


def find_rule(session: Session, key: int) -> RoutingRule:
    """A rule in force. Raises `NotFound` when there is none of this key."""
    actor_of(session).require(Permission.EDIT_ROUTING)
    found = session.get(RoutingRule, key)
    if found is None or not found.active:
        raise NotFound("rule", text=str(key))
    return found


def remove_rule(session: Session, rule: RoutingRule, now: datetime) -> None:
    """Let a rule hold no longer; alerts keep the way they took."""
    rule.active, rule.changed_by, rule.changed_at = False, actor_of(session).user_id, now
    session.flush()


def move_rule_up(session: Session, rule: RoutingRule, now: datetime) -> None:
    """Let a rule be tried before the one that stands above it."""
    above = [r for r in routing_rules(session) if r.position < rule.position]
    if above:
        above[-1].position, rule.position = rule.position, above[-1].position
        rule.changed_by, rule.changed_at = actor_of(session).user_id, now
        session.flush()


def set_working_hours(
    session: Session,
    time_zone: str,
    week: dict[int, tuple[time, time]],
    closed: list[date],
    opened: list[date],
    now: datetime,
) -> WorkingHours:
    """Set the working week (0 is Monday) and its exceptions; alerts keep the times they have.

    Raises:
        Invalid: `week` without a day, or a day that ends before it begins; `time_zone`.
    """
    actor = actor_of(session)
    actor.require(Permission.EDIT_ROUTING)
    if not week or any(begins >= ends for begins, ends in week.values()):
        raise Invalid("week")
    try:
        ZoneInfo(time_zone)
    except (ZoneInfoNotFoundError, ValueError):
        raise Invalid("time_zone", value=time_zone) from None
    kept = WorkingHours(
        time_zone=time_zone,
        week={str(d): [f"{b:%H:%M}", f"{e:%H:%M}"] for d, (b, e) in sorted(week.items())},
        closed=sorted(day.isoformat() for day in closed),
        opened=sorted(day.isoformat() for day in opened),
        changed_by=actor.user_id,
        changed_at=now,
    )
    session.add(kept)
    session.flush()
    return kept
