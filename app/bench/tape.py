"""What one execution says to the database, written down so that it can be said again without us.

The yardstick of an execution is the same statements with the same parameters through the bare
driver. What is new in each execution (its command key, the keys of its rows, what is derived from
them) is found by recording it twice and looking at what differs.
"""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import event, select

from domain.database import Database
from domain.log.operations import Receipt
from domain.models.log import Command
from domain.scope import SYSTEM

_GIVES = {'INSERT INTO "order"': "order", "INSERT INTO command": "command"}
_MARK = "\1"


@dataclass(frozen=True, slots=True)
class New:
    """A value that each execution has anew: `parts` are, in turn, text and names of what is new."""

    parts: tuple[str, ...]

    def given(self, new: dict[str, Any]) -> Any:
        """The value, once `new` is known."""
        if len(self.parts) == 3 and not self.parts[0] and not self.parts[2]:
            return new[self.parts[1]]
        return "".join(str(new[p]) if i % 2 else p for i, p in enumerate(self.parts))


@dataclass(frozen=True, slots=True)
class Row:
    """Parameters of a statement, and which of them are new each time."""

    fixed: Any
    new: tuple[tuple[Any, New], ...]

    def given(self, new: dict[str, Any]) -> Any:
        if not self.new:
            return self.fixed
        values = self.fixed.copy()
        for place, value in self.new:
            values[place] = value.given(new)
        return values


@dataclass(frozen=True, slots=True)
class Step:
    """A statement with its rows. `gives`: `order` or `command`, whose key it returns."""

    sql: str
    rows: tuple[Row, ...]
    many: bool
    gives: str | None


@dataclass(frozen=True, slots=True)
class Tape:
    """The statements of an execution, in order."""

    steps: tuple[Step, ...]

    def play(self, cursor: Any, key: str) -> None:
        """Say them all with a new command key. Committing is the caller's."""
        new: dict[str, Any] = {"key": key}
        for step in self.steps:
            if step.many:
                cursor.executemany(step.sql, [row.given(new) for row in step.rows])
                continue
            cursor.execute(step.sql, step.rows[0].given(new))
            found = cursor.fetchall() if cursor.description else None
            if step.gives is not None and found:
                new[step.gives] = found[0][0]
                new[f"{step.gives}-number"] = f"SO-{found[0][0]:06d}"


def record(database: Database, key: str, execute: Callable[[str], Receipt]) -> Tape:
    """Execute twice, under two keys, and write down what that said to the database."""
    one, two = (_heard(database, f"{key}-{n}", execute) for n in (1, 2))
    return Tape(tuple(_step(*pair) for pair in zip(one, two, strict=True)))


@dataclass(frozen=True, slots=True)
class _Heard:
    sql: str
    given: Any
    many: bool
    known: dict[str, Any]

    def rows(self) -> Iterator[dict[Any, Any]]:
        for row in self.given if self.many else [self.given]:
            named = row.items() if isinstance(row, dict) else enumerate(row)
            yield {name: _plain(value) for name, value in named}


def _heard(database: Database, key: str, execute: Callable[[str], Receipt]) -> list[_Heard]:
    heard: list[tuple[str, Any, bool]] = []

    def hear(_c: Any, _cursor: Any, sql: str, given: Any, _context: Any, many: bool) -> None:
        heard.append((sql, given, many))

    event.listen(database.engine, "before_cursor_execute", hear)
    receipt = execute(key)
    event.remove(database.engine, "before_cursor_execute", hear)
    number = receipt.result["order"]
    with database.read(SYSTEM) as session:
        command = session.scalars(select(Command.id).where(Command.key == key)).one()
    order = int(number.split("-")[1])
    known = {"key": key, "order-number": number, "order": order, "command": command}
    return [_Heard(*said, known) for said in heard]


def _step(one: _Heard, two: _Heard) -> Step:
    if one.sql != two.sql:
        raise RuntimeError(f"two executions differ: {one.sql} / {two.sql}")
    rows = tuple(
        _row(a, b, one.known, two.known) for a, b in zip(one.rows(), two.rows(), strict=True)
    )
    gives = next((name for start, name in _GIVES.items() if one.sql.startswith(start + " (")), None)
    return Step(one.sql, rows, one.many, gives)


def _row(
    one: dict[Any, Any], two: dict[Any, Any], known: dict[str, Any], later: dict[str, Any]
) -> Row:
    """What differs between two executions is new; what only looks as if it were is not."""
    new = []
    for place, value in one.items():
        if value != two[place]:
            marked = _marked(value, known)
            if marked != _marked(two[place], later):
                raise RuntimeError(f"neither fixed nor known: {value!r} / {two[place]!r}")
            new.append((place, New(tuple(marked.split(_MARK)))))
    fixed = one if any(isinstance(place, str) for place in one) else list(one.values())
    return Row(fixed, tuple(new))


def _marked(value: Any, known: dict[str, Any]) -> str:
    """`value` with the names of what it holds, each between two marks."""
    text = str(value)
    for name, meant in known.items():
        text = re.sub(rf"(?<!\w){re.escape(str(meant))}(?!\w)", f"{_MARK}{name}{_MARK}", text)
    return text


def _plain(value: Any) -> Any:
    """The value as one would give it to the driver by hand."""
    if isinstance(value, str):
        return str(value)
    wrapped = getattr(value, "obj", None)  # psycopg's Jsonb
    return json.dumps(wrapped, ensure_ascii=False) if wrapped is not None else value
