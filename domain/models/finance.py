"""What dealers owe and what they paid."""

from datetime import date

from sqlalchemy import ForeignKey, String
from sqlalchemy.orm import Mapped, mapped_column

from domain.database import Base
from domain.models.columns import Amount, At, BigInt, Code, Currency, Key
from domain.models.ownership import DealerOwned
from domain.models.sales import document_number


class Receivable(DealerOwned, Base):
    """An invoice to a dealer; `open_amount` is what is still owed of it."""

    __tablename__ = "receivable"

    id: Mapped[Key]
    order_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("order.id"), index=True)
    currency: Mapped[Currency]
    amount: Mapped[Amount]
    open_amount: Mapped[Amount]
    issued_on: Mapped[date]
    due_on: Mapped[date] = mapped_column(index=True)

    @property
    def document(self) -> str:
        return document_number("IV", self.id)


class Payment(DealerOwned, Base):
    """Money from a dealer. `status`: reported (by him, unproved) or booked (by finance)."""

    __tablename__ = "payment"

    id: Mapped[Key]
    currency: Mapped[Currency]
    amount: Mapped[Amount]
    status: Mapped[Code]
    method: Mapped[Code]
    reference: Mapped[str] = mapped_column(String(120))
    paid_on: Mapped[date]
    recorded_by: Mapped[int] = mapped_column(BigInt)
    recorded_at: Mapped[At]

    @property
    def document(self) -> str:
        return document_number("PM", self.id)
