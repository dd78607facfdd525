"""Places where goods lie: the brand's regional warehouses and the dealers' own."""

from typing import Any

from sqlalchemy import ForeignKey, or_
from sqlalchemy.orm import Mapped, mapped_column

from domain.database import Base, Scoped
from domain.models.columns import BigInt, Code, JsonList, Key, Name
from domain.models.ownership import dealers_of_region
from domain.scope import Actor, Level


class Warehouse(Scoped, Base):
    """`dealer_id` is empty for the brand's own, which every dealer may order from."""

    __tablename__ = "warehouse"

    id: Mapped[Key]
    code: Mapped[Code] = mapped_column(unique=True)
    name_zh: Mapped[Name]
    name_en: Mapped[Name]
    nicknames: Mapped[JsonList]
    region_id: Mapped[int] = mapped_column(BigInt, ForeignKey("region.id"), index=True)
    dealer_id: Mapped[int | None] = mapped_column(BigInt, ForeignKey("dealer.id"), index=True)
    city: Mapped[Name]
    latitude: Mapped[float]
    longitude: Mapped[float]

    @classmethod
    def visible_to(cls, actor: Actor) -> Any:
        brand = cls.dealer_id.is_(None)
        if actor.level is Level.REGION:
            return or_(brand, cls.dealer_id.in_(dealers_of_region(actor.region_id)))
        return or_(brand, cls.dealer_id == actor.dealer_id)

    def belongs_to(self, actor: Actor) -> bool:
        return False  # warehouses are kept by head office
