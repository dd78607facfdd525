"""Products, their prices by tier, and promotions."""

from datetime import date, datetime

from sqlalchemy import ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from domain.database import Base
from domain.models.columns import Amount, At, BigInt, Code, Currency, Instant, JsonList, Key, Name

RETAIL_TIER = "retail"
"""The price list of end customers."""


class Family(Base):
    """A kind of product, such as air conditioners: what people say when they name no model."""

    __tablename__ = "family"

    code: Mapped[Code] = mapped_column(primary_key=True)
    name_zh: Mapped[Name]
    name_en: Mapped[Name]
    nicknames: Mapped[JsonList]


class Product(Base):
    """Something sold. `pack_size` pieces make a case (箱); `unit_*` names one piece."""

    __tablename__ = "product"

    id: Mapped[Key]
    sku: Mapped[Code] = mapped_column(unique=True)
    name_zh: Mapped[Name]
    name_en: Mapped[Name]
    family: Mapped[Code] = mapped_column(ForeignKey("family.code"), index=True)
    kind: Mapped[Code]
    """appliance, part or consumable"""
    nicknames: Mapped[JsonList]
    unit_zh: Mapped[str] = mapped_column(String(8))
    unit_en: Mapped[str] = mapped_column(String(16))
    pack_size: Mapped[int]
    warranty_months: Mapped[int]
    specification_zh: Mapped[str] = mapped_column(String(500))
    specification_en: Mapped[str] = mapped_column(String(500))
    active: Mapped[bool]
    changed_at: Mapped[At]


class Price(Base):
    """The unit price of a product on a tier's price list, from a day on."""

    __tablename__ = "price"
    __table_args__ = (UniqueConstraint("product_id", "tier", "currency", "valid_from"),)

    id: Mapped[Key]
    product_id: Mapped[int] = mapped_column(BigInt, ForeignKey("product.id"), index=True)
    tier: Mapped[Code]
    currency: Mapped[Currency]
    unit_price: Mapped[Amount]
    valid_from: Mapped[date]


class Promotion(Base):
    """A rebate on a product when enough of it is ordered.

    `percent_off` is in basis points of the line, `unit_off` in minor units a piece; one of them
    is zero.
    """

    __tablename__ = "promotion"

    id: Mapped[Key]
    code: Mapped[Code] = mapped_column(unique=True)
    name_zh: Mapped[Name]
    name_en: Mapped[Name]
    product_id: Mapped[int] = mapped_column(BigInt, ForeignKey("product.id"), index=True)
    audience: Mapped[Code]
    """dealer or customer"""
    minimum_quantity: Mapped[int]
    percent_off: Mapped[int]
    unit_off: Mapped[Amount]
    starts_on: Mapped[date]
    ends_on: Mapped[date]
    ended_at: Mapped[datetime | None] = mapped_column(Instant())
