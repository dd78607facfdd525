"""Issues found in reports, the alerts that gather them, and what people made of them."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, Index, String, Text, false
from sqlalchemy.orm import Mapped, declared_attr, mapped_column, relationship

from domain.database import Base, Scoped
from domain.models.catalogue import Product
from domain.models.columns import Amount, At, BigInt, Code, Instant, JsonList, JsonObject, Key
from domain.models.ownership import DealerOwned
from domain.models.people import Dealer, Region, User
from domain.models.reports import Report
from domain.models.sales import document_number
from domain.scope import Actor, Level


class Severity(StrEnum):
    """From the least to the most pressing."""

    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"


class IssueState(StrEnum):
    FOUND = "found"
    """as a model found it"""
    CONFIRMED = "confirmed"
    CORRECTED = "corrected"
    REJECTED = "rejected"
    """a reviewer says it is no issue"""
    WITHDRAWN = "withdrawn"
    """its report was withdrawn"""


COUNTED = (IssueState.FOUND, IssueState.CONFIRMED, IssueState.CORRECTED)
"""The states of issues that stand."""


class AlertStatus(StrEnum):
    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    ASSIGNED = "assigned"
    RESOLVED = "resolved"


UNSOLVED = (AlertStatus.OPEN, AlertStatus.ACKNOWLEDGED, AlertStatus.ASSIGNED)


class _RegionSeen(Scoped):
    """Rows that the brand keeps about a region: its manager sees them, dealers do not."""

    @declared_attr
    def region_id(cls) -> Mapped[int]:
        return mapped_column(BigInt, ForeignKey("region.id"), index=True)

    @classmethod
    def visible_to(cls, actor: Actor) -> Any:
        return cls.region_id == actor.region_id if actor.level is Level.REGION else false()

    def belongs_to(self, actor: Actor) -> bool:
        return False


class Alert(_RegionSeen, Base):
    """Issues of one matter over the dealers of a region.

    `matter` names type, family of products and region while further issues are gathered here; it
    is empty once the alert is solved or too old for that. `follows_id` is the alert of the same
    matter before it. `product_id` is set where all issues name one product. The counts and sums
    are of the issues that stand: `pieces`, and `amount` in minor units; `days` is the longest.
    """

    __tablename__ = "alert"
    __table_args__ = (Index("ix_alert_department_status", "department", "status"),)

    id: Mapped[Key]
    matter: Mapped[str | None] = mapped_column(String(120), unique=True)
    follows_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("alert.id"))
    type: Mapped[Code]
    department: Mapped[Code]
    severity: Mapped[Code]
    family: Mapped[str | None] = mapped_column(ForeignKey("family.code"))
    product_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("product.id"))
    owner_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("user.id"))
    status: Mapped[Code] = mapped_column(index=True)
    opened_at: Mapped[At] = mapped_column(index=True)
    due_at: Mapped[At] = mapped_column(index=True)
    escalated_at: Mapped[datetime | None] = mapped_column(Instant())
    resolved_at: Mapped[datetime | None] = mapped_column(Instant(), index=True)
    resolution: Mapped[str] = mapped_column(String(2000))
    last_issue_at: Mapped[At]
    issues: Mapped[int]
    reports: Mapped[int]
    dealers: Mapped[int]
    pieces: Mapped[int] = mapped_column(BigInt)
    amount: Mapped[Amount]
    days: Mapped[int]
    region: Mapped[Region] = relationship(lazy="raise")
    product: Mapped[Product | None] = relationship(lazy="raise")
    owner: Mapped[User | None] = relationship(lazy="raise")

    @property
    def number(self) -> str:
        return document_number("AL", self.id)


class StepKind(StrEnum):
    OPENED = "opened"
    ACKNOWLEDGED = "acknowledged"
    ASSIGNED = "assigned"
    ESCALATED = "escalated"
    RESOLVED = "resolved"
    REOPENED = "reopened"
    RAISED = "raised"
    """a graver issue came in"""


class AlertStep(_RegionSeen, Base):
    """What happened to an alert, in order. `by` is the user; 0: the system.

    `details` holds what the step has of department, owner (a user's key), severity and due_at.
    """

    __tablename__ = "alert_step"

    id: Mapped[Key]
    alert_id: Mapped[int] = mapped_column(BigInt, ForeignKey("alert.id"), index=True)
    kind: Mapped[Code]
    by: Mapped[int] = mapped_column(BigInt)
    at: Mapped[At]
    note: Mapped[str] = mapped_column(String(2000))
    details: Mapped[JsonObject]


class Issue(DealerOwned, Base):
    """One actual and current problem that a report tells of.

    `type`, `department`, `severity`: ids of the taxonomy; the department of its alert may be
    another, by rule. `quote` is `report.text[start:end]` in code points. `products` are codes;
    `product_id` and `family` are of the first of them. `amount` is in minor units of the dealer's
    currency. `wish`: a wish about the ordering system, gathered in `suggestion_id`.
    """

    __tablename__ = "issue"
    __table_args__ = (Index("ix_issue_region_id_reported_at", "region_id", "reported_at"),)

    id: Mapped[Key]
    report_id: Mapped[int] = mapped_column(BigInt, ForeignKey("report.id"), index=True)
    region_id: Mapped[int] = mapped_column(BigInt, ForeignKey("region.id"))
    alert_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("alert.id"), index=True)
    suggestion_id: Mapped[int | None] = mapped_column(
        BigInt, ForeignKey("suggestion.id"), index=True
    )
    type: Mapped[Code]
    department: Mapped[Code]
    severity: Mapped[Code]
    state: Mapped[Code]
    wish: Mapped[bool]
    quote: Mapped[str] = mapped_column(Text)
    start: Mapped[int]
    end: Mapped[int]
    products: Mapped[JsonList]
    product_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("product.id"))
    family: Mapped[str | None] = mapped_column(ForeignKey("family.code"))
    places: Mapped[JsonList]
    competitor: Mapped[str | None] = mapped_column(String(120))
    days: Mapped[int | None]
    quantity: Mapped[int | None]
    amount: Mapped[int | None] = mapped_column(BigInt)
    reported_at: Mapped[At] = mapped_column(index=True)
    reviewed_by: Mapped[int | None] = mapped_column(BigInt)
    reviewed_at: Mapped[datetime | None] = mapped_column(Instant())
    report: Mapped[Report] = relationship(lazy="raise")
    dealer: Mapped[Dealer] = relationship(lazy="raise")
    alert: Mapped[Alert | None] = relationship(lazy="raise")


class Correction(DealerOwned, Base):
    """What a reviewer changed in an issue: an example to learn from.

    `before` and `after` are the issue as `extract` gives it; `after` is empty where it is none.
    """

    __tablename__ = "correction"

    id: Mapped[Key]
    report_id: Mapped[int] = mapped_column(BigInt, ForeignKey("report.id"), index=True)
    issue_id: Mapped[int] = mapped_column(BigInt, ForeignKey("issue.id"))
    before: Mapped[JsonObject]
    after: Mapped[JsonObject]
    by: Mapped[int] = mapped_column(BigInt)
    at: Mapped[At]
    report: Mapped[Report] = relationship(lazy="raise")
