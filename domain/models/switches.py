"""What an operator has turned off."""

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from domain.database import Base
from domain.models.columns import At, BigInt, Code


class Switch(Base):
    """`name` is `assistant` or `tool:<name>`; a row means off."""

    __tablename__ = "switch"

    name: Mapped[Code] = mapped_column(primary_key=True)
    reason: Mapped[str] = mapped_column(String(250))
    off_by: Mapped[int] = mapped_column(BigInt)
    off_at: Mapped[At]
