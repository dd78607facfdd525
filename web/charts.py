"""Charts as plain SVG: bars whose measures a template only writes down."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 720, 180
_GAP = 0.28
"""Share of a bar's room that is left free."""


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar in the chart's own units, measured from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Bars:
    """Bars side by side under one scale; `top` is the value that reaches the upper edge."""

    width: int
    height: int
    top: int
    bars: tuple[Bar, ...]


def bars(values: Sequence[int]) -> Bars:
    """The bars of `values`, none below zero."""
    top = max([1, *values])
    room = WIDTH / max(1, len(values))
    found = []
    for number, value in enumerate(values):
        height = round(max(0, value) * HEIGHT / top, 1)
        x = round(number * room + room * _GAP / 2, 1)
        found.append(Bar(x, round(HEIGHT - height, 1), round(room * (1 - _GAP), 1), height))
    return Bars(WIDTH, HEIGHT, top, tuple(found))
