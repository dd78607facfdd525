"""Steps that people decide before something may go on."""

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.database import Base
from domain.models.columns import At, BigInt, Code, Instant, JsonObject, Key
from domain.models.ownership import DealerOwned


class ApprovalStatus(StrEnum):
    WAITING = "waiting"
    GRANTED = "granted"
    REFUSED = "refused"
    VOID = "void"
    """the order was changed or cancelled meanwhile"""


class Approval(DealerOwned, Base):
    """`path` says who decides: `finance` (over the limit) or `region` (a large order)."""

    __tablename__ = "approval"

    id: Mapped[Key]
    order_id: Mapped[int] = mapped_column(BigInt, ForeignKey("order.id"), index=True)
    path: Mapped[Code]
    status: Mapped[Code] = mapped_column(index=True)
    figures: Mapped[JsonObject]
    requested_by: Mapped[int] = mapped_column(BigInt)
    requested_at: Mapped[At]
    due_at: Mapped[At]
    decided_by: Mapped[int | None] = mapped_column(BigInt)
    decided_at: Mapped[datetime | None] = mapped_column(Instant())
    note: Mapped[str] = mapped_column(String(500))
