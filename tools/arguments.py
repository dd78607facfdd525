"""Arguments shared by tools. Whatever a model or a client makes up beyond them is refused."""

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints

from domain.models.service import LONGEST_TIME
from domain.sales.rules import MAXIMUM_LINES, MAXIMUM_QUANTITY


class Arguments(BaseModel):
    """Parent of all arguments."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)


def _whole(value: Any) -> Any:
    if isinstance(value, bool):
        raise ValueError("a number is wanted")
    return value


def _printable(value: Any) -> Any:
    return value.replace("\0", "") if isinstance(value, str) else value


Reference = Annotated[
    str, BeforeValidator(_printable), StringConstraints(min_length=1, max_length=120)
]
"""A code, a name, a nickname, or a number as people write it."""
Text = Annotated[str, BeforeValidator(_printable), StringConstraints(min_length=1, max_length=2000)]
ShortText = Annotated[str, BeforeValidator(_printable), StringConstraints(max_length=250)]
VisitTime = Annotated[
    str,
    BeforeValidator(_printable),
    StringConstraints(max_length=LONGEST_TIME),
    Field(
        description="when somebody may come: days as YYYY-MM-DD, the rest in the person's own words"
        ' ("2026-11-19 after 3pm")'
    ),
]
Pieces = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=MAXIMUM_QUANTITY)]
PiecesOrNone = Annotated[int, BeforeValidator(_whole), Field(ge=0, le=MAXIMUM_QUANTITY)]
MinorUnits = Annotated[int, BeforeValidator(_whole), Field(ge=1, le=10**13)]
Day = Annotated[date, Field(description="a calendar day, YYYY-MM-DD")]


class Line(Arguments):
    """A product and how many of it, in the unit the person used."""

    product: Reference = Field(description="product code, name or nickname, as the person said it")
    quantity: Pieces = Field(description="a whole number of `unit`")
    unit: Literal["piece", "dozen", "case"] = Field(
        "piece", description="a case (箱) is as many pieces as the product's pack size"
    )


Lines = Annotated[list[Line], Field(min_length=1, max_length=MAXIMUM_LINES)]
