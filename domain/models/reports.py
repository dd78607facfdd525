"""What dealers write to the brand: their reports, and the files these came in."""

from datetime import date, datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, LargeBinary, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from domain.database import Base
from domain.models.columns import At, BigInt, Code, Instant, JsonList, Key
from domain.models.ownership import DealerOwned
from domain.models.people import Dealer, User
from domain.models.sales import document_number


class ReportState(StrEnum):
    RECEIVED = "received"
    """its text waits to be read for issues"""
    READ = "read"
    NEEDS_PERSON = "needs_person"
    """no text could be got out of its file: `problem` says why"""
    WITHDRAWN = "withdrawn"


class FileProblem(StrEnum):
    """Why a file could not be read."""

    BROKEN = "broken"
    LOCKED = "locked"
    EMPTY = "empty"
    HUGE = "huge"
    SCANNED = "scanned"
    """pictures of pages, without text"""
    UNSUPPORTED = "unsupported"
    """no format that is read here"""


class ReportFile(DealerOwned, Base):
    """An uploaded file as it came, and what was read in it.

    `sections` leads from the text back into the file: a list, in the order of the text, of
    `{"start", "end", …}` (offsets in code points) with what the format has of `page`, `sheet`,
    `cell`, `paragraph`, `line`, `part`. A file that no report refers to is deleted after a day.
    """

    __tablename__ = "report_file"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
    uploaded_by: Mapped[int] = mapped_column(BigInt, ForeignKey("user.id"))
    name: Mapped[str] = mapped_column(String(200))
    media_type: Mapped[str] = mapped_column(String(120))
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes] = mapped_column(LargeBinary, deferred=True, deferred_raiseload=True)
    text: Mapped[str] = mapped_column(Text)
    sections: Mapped[JsonList]
    problem: Mapped[str | None] = mapped_column(String(32))
    uploaded_at: Mapped[At] = mapped_column(index=True)


class Report(DealerOwned, Base):
    """A dealer's report. `text` is unaltered: what quotes are cut from.

    `sha256` is that of the file, or of the text where it was typed: the same again from the same
    dealer is the same report. `starts_on` and `ends_on` are the days it tells of, where known.
    `read_by` names the model that read it.
    """

    __tablename__ = "report"
    __table_args__ = (UniqueConstraint("dealer_id", "sha256"),)

    id: Mapped[Key]
    handed_in_by: Mapped[int] = mapped_column(BigInt, ForeignKey("user.id"))
    handed_in_at: Mapped[At] = mapped_column(index=True)
    channel: Mapped[Code]
    title: Mapped[str] = mapped_column(String(200))
    text: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    file_id: Mapped[str | None] = mapped_column(String(32), ForeignKey("report_file.id"))
    state: Mapped[Code] = mapped_column(index=True)
    problem: Mapped[str | None] = mapped_column(String(32))
    starts_on: Mapped[date | None]
    ends_on: Mapped[date | None]
    read_by: Mapped[str] = mapped_column(String(64))
    read_at: Mapped[datetime | None] = mapped_column(Instant())
    dealer: Mapped[Dealer] = relationship(lazy="raise")
    writer: Mapped[User] = relationship(lazy="raise")
    file: Mapped[ReportFile | None] = relationship(lazy="raise")

    @property
    def number(self) -> str:
        return document_number("RP", self.id)
