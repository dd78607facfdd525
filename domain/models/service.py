"""Service centres and the tickets they work on."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.database import Base
from domain.models.catalogue import Product
from domain.models.columns import At, BigInt, Code, Instant, Key, Name
from domain.models.ownership import CustomerSeen
from domain.models.people import Region
from domain.models.sales import document_number

LONGEST_TIME = 120
"""Characters of the time that suits somebody."""


class TicketKind(StrEnum):
    REPAIR = "repair"
    INSTALLATION = "installation"
    MAINTENANCE = "maintenance"
    COMPLAINT = "complaint"
    RETURN = "return"
    REQUEST = "request"
    """anything else a department has to answer"""


class TicketStatus(StrEnum):
    OPEN = "open"
    ASSIGNED = "assigned"
    SOLVED = "solved"
    CLOSED = "closed"
    WITHDRAWN = "withdrawn"


class ServiceCentre(Base):
    __tablename__ = "service_centre"

    id: Mapped[Key]
    code: Mapped[Code] = mapped_column(unique=True)
    name_zh: Mapped[Name]
    name_en: Mapped[Name]
    region_id: Mapped[int] = mapped_column(BigInt, ForeignKey("region.id"), index=True)
    city: Mapped[Name]
    latitude: Mapped[float]
    longitude: Mapped[float]
    phone: Mapped[str] = mapped_column(String(32))
    region: Mapped[Region] = relationship(lazy="raise")


class Ticket(CustomerSeen, Base):
    """`department` is set where a department of head office answers instead of a centre;
    `about_id` is the ticket that a complaint is about."""

    __tablename__ = "ticket"

    id: Mapped[Key]
    kind: Mapped[Code]
    status: Mapped[Code] = mapped_column(index=True)
    description: Mapped[str] = mapped_column(String(2000))
    product_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("product.id"))
    order_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("order.id"))
    centre_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("service_centre.id"))
    about_id: Mapped[int | None] = mapped_column(BigInt)
    department: Mapped[str | None] = mapped_column(String(32))
    preferred_time: Mapped[str] = mapped_column(String(LONGEST_TIME))
    opened_by: Mapped[int] = mapped_column(BigInt)
    opened_at: Mapped[At]
    due_at: Mapped[At]
    closed_at: Mapped[datetime | None] = mapped_column(Instant())
    rating: Mapped[int | None]
    rating_note: Mapped[str] = mapped_column(String(500))
    product: Mapped[Product | None] = relationship(lazy="raise")
    centre: Mapped[ServiceCentre | None] = relationship(lazy="raise")
    notes: Mapped[list["TicketNote"]] = relationship(lazy="raise", order_by="TicketNote.id")

    @property
    def number(self) -> str:
        return document_number("TK", self.id)

    @property
    def about(self) -> str | None:
        """The number of the ticket that this one is about."""
        return document_number("TK", self.about_id) if self.about_id else None


class TicketNote(CustomerSeen, Base):
    """What was told of a ticket after it was opened: never altered. Told anew, the product and the
    time stand on the ticket; their history stands here."""

    __tablename__ = "ticket_note"

    id: Mapped[Key]
    ticket_id: Mapped[int] = mapped_column(BigInt, ForeignKey("ticket.id"), index=True)
    product_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("product.id"))
    preferred_time: Mapped[str] = mapped_column(String(LONGEST_TIME))
    text: Mapped[str] = mapped_column(String(2000))
    written_by: Mapped[int] = mapped_column(BigInt)
    written_at: Mapped[At]
    product: Mapped[Product | None] = relationship(lazy="raise")
