"""What dealers sell, day by day: the ground of trends, rankings and forecasts."""

from datetime import date

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from domain.database import Base
from domain.models.columns import Amount, BigInt, Quantity
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
