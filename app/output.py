"""What commands print: tables for people, JSON for programs."""

import json
import sys
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table


def say(text: str) -> None:
    """A line for a person; rich's markup is not read in it."""
    _console().print(text, markup=False, highlight=False)


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], title: str = "") -> None:
    """Rows under headings; None is shown as nothing."""
    shown = Table(*columns, title=title or None, title_justify="left", title_style="bold")
    for row in rows:
        shown.add_row(*("" if cell is None else str(cell) for cell in row))
    _console().print(shown, highlight=False)


def as_json(value: Any) -> None:
    """One JSON document: indented on a terminal, one line elsewhere."""
    indent = 2 if sys.stdout.isatty() else None
    sys.stdout.write(json.dumps(value, ensure_ascii=False, default=str, indent=indent) + "\n")
    sys.stdout.flush()


def _console() -> Console:
    """In a pipe nothing is folded or cut."""
    return Console() if sys.stdout.isatty() else Console(width=200, soft_wrap=False)
