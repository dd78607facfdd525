"""What dealers sell, day by day, and what they are meant to: the ground of trends, rankings,
targets and forecasts."""

from datetime import date

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.database import Base
from domain.models.columns import Amount, BigInt, Key, Quantity
from domain.models.ownership import DealerOwned


class DailySales(DealerOwned, Base):
    """Pieces of a product that a dealer sold on a business day, and what they brought.

    A day without sales has no row. `amount` is in minor units of the dealer's currency.
    """

    __tablename__ = "daily_sales"
    __table_args__ = ({"sqlite_with_rowid": False},)  # the key alone orders and holds the rows

    dealer_id: Mapped[int] = mapped_column(BigInt, ForeignKey("dealer.id"), primary_key=True)
    product_id: Mapped[int] = mapped_column(BigInt, ForeignKey("product.id"), primary_key=True)
    day: Mapped[date] = mapped_column(primary_key=True, index=True)
    quantity: Mapped[Quantity]
    amount: Mapped[Amount]


class SalesTarget(DealerOwned, Base):
    """What a dealer is to sell in a month, in minor units of his currency."""

    __tablename__ = "sales_target"
    __table_args__ = (UniqueConstraint("dealer_id", "month"),)

    id: Mapped[Key]
    month: Mapped[date]
    """its first day"""
    amount: Mapped[Amount]
