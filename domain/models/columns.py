"""Column types and shorthands that the tables share."""

from datetime import UTC, datetime
from typing import Annotated, Any

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, String
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import mapped_column
from sqlalchemy.types import TypeDecorator

BigInt = BigInteger().with_variant(Integer(), "sqlite")  # SQLite counts up only plain INTEGER keys
Json = JSON().with_variant(JSONB(), "postgresql")


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant. A naive one is refused rather than guessed at."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant must be aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


Key = Annotated[int, mapped_column(BigInt, primary_key=True)]
Amount = Annotated[int, mapped_column(BigInteger)]
"""Money in minor units."""
Quantity = Annotated[int, mapped_column(Integer)]
"""Pieces, in the product's base unit."""
Currency = Annotated[str, mapped_column(String(3))]
At = Annotated[datetime, mapped_column(Instant())]
Code = Annotated[str, mapped_column(String(32))]
Name = Annotated[str, mapped_column(String(120))]
JsonObject = Annotated[dict[str, Any], mapped_column(Json)]
JsonList = Annotated[list[Any], mapped_column(Json)]
