"""Small charts as SVG, drawn with attributes alone: no script, no style, colours of the page."""

from html import escape
from typing import Any

WIDTH, HEIGHT, GAP = 320, 84, 4
_BAR_TOP, _LABELS = 14, 14


def bars(days: list[dict[str, Any]], title: str) -> str:
    """Issues of each day as upright bars.

    Arguments:
        days: `day` (YYYY-MM-DD) and `issues`, in order.
        title: read aloud in the chart's place.
    """
    most = max((day["issues"] for day in days), default=0) or 1
    step = WIDTH / max(len(days), 1)
    drawn = "".join(_bar(day, n * step, step, most) for n, day in enumerate(days))
    return _svg(WIDTH, HEIGHT, title, drawn)


def _bar(day: dict[str, Any], left: float, step: float, most: int) -> str:
    room = HEIGHT - _BAR_TOP - _LABELS
    height = max(room * day["issues"] / most, 1)
    top, middle = HEIGHT - _LABELS - height, left + step / 2
    width = min(step - GAP, 36)
    return (
        f'<rect x="{middle - width / 2:.1f}" y="{top:.1f}" width="{width:.1f}"'
        f' height="{height:.1f}" rx="2" fill="currentColor" opacity="0.75"/>'
        f'<text x="{middle:.1f}" y="{top - 3:.1f}" {_TEXT}>{day["issues"]}</text>'
        f'<text x="{middle:.1f}" y="{HEIGHT - 2}" {_TEXT}>{day["day"][8:].lstrip("0")}</text>'
    )


_TEXT = 'font-size="10" text-anchor="middle" fill="currentColor"'


def _svg(width: int, height: int, title: str, drawn: str) -> str:
    label = escape(title, quote=True)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" role="img"'
        f' aria-label="{label}">{drawn}</svg>'
    )
