"""To whom alerts go, and when he works."""

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.database import Base
from domain.models.catalogue import Product
from domain.models.columns import At, BigInt, Code, JsonList, JsonObject, Key, Name
from domain.models.people import Region, User


class RoutingRule(Base):
    """Sends alerts that fit all its conditions (empty: any) to a department.

    The first rule by `position` that fits decides. `severity` is the least that it takes, `hours`
    the working hours until the alert is due; empty: those of its severity.
    """

    __tablename__ = "routing_rule"

    id: Mapped[Key]
    position: Mapped[int] = mapped_column(index=True)
    type: Mapped[str | None] = mapped_column(String(32))
    region_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("region.id"))
    family: Mapped[str | None] = mapped_column(ForeignKey("family.code"))
    product_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("product.id"))
    severity: Mapped[Code]
    department: Mapped[Code]
    owner_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("user.id"))
    hours: Mapped[int | None]
    active: Mapped[bool]
    changed_by: Mapped[int] = mapped_column(BigInt)
    changed_at: Mapped[At]
    region: Mapped[Region | None] = relationship(lazy="raise")
    product: Mapped[Product | None] = relationship(lazy="raise")
    owner: Mapped[User | None] = relationship(lazy="raise")


class WorkingHours(Base):
    """The brand's working week; one row, the newest counts.

    `week` gives for each working weekday ("0" is Monday) its hours, such as `["09:00", "18:00"]`.
    `closed` are holidays, `opened` further working days (with Monday's hours), as ISO dates.
    """

    __tablename__ = "working_hours"

    id: Mapped[Key]
    time_zone: Mapped[Name]
    week: Mapped[JsonObject]
    closed: Mapped[JsonList]
    opened: Mapped[JsonList]
    changed_by: Mapped[int] = mapped_column(BigInt)
    changed_at: Mapped[At]
