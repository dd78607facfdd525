"""Statements of the hottest paths: compiled once, then handed straight to the driver.

SQLAlchemy works out at every execution how values are bound and rows are read, which costs ten
times what SQLite itself takes. Here that is worked out once for each kind of database.
Transactions, listeners of the engine (slow SQL is logged by one) and errors are as ever.

The ORM's wall does not cover these, as it does not cover Core: callers pass keys that they
resolved under the actor's scope, and row security confines them again on PostgreSQL.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace
from typing import Any

from sqlalchemy import BindParameter, bindparam
from sqlalchemy.engine import Connection, Dialect
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

Values = dict[str, Any]
Convert = Callable[[Any], Any]


class Prepared:
    """A Core statement that is always given values of the same names.

    Arguments:
        statement: a select, insert, update or text. Nothing in it expands (see `prepared_in`),
            and its columns have no defaults but the database's.
    """

    def __init__(self, statement: Any) -> None:
        self._statement = statement
        self._forms: dict[str, _Form] = {}

    def rows(self, session: Session, values: Values) -> list[tuple[Any, ...]]:
        """All rows that it returns, as plain tuples."""
        connection = session.connection()
        form = self._form(connection.dialect, values)
        return form.read(_execute(connection, form, form.bound(values), many=False))

    def first(self, session: Session, values: Values) -> tuple[Any, ...] | None:
        """The first row, or None."""
        found = self.rows(session, values)
        return found[0] if found else None

    def value(self, session: Session, values: Values) -> Any:
        """The first column of the first row, or None."""
        found = self.rows(session, values)
        return found[0][0] if found else None

    def run(self, session: Session, *given: Values) -> None:
        """Execute it for each of `given`."""
        connection = session.connection()
        form = self._form(connection.dialect, given[0])
        bound = [form.bound(values) for values in given]
        many = len(bound) > 1
        _execute(connection, form, bound if many else bound[0], many)

    def _form(self, dialect: Dialect, values: Values) -> "_Form":
        form = self._forms.get(dialect.name)
        if form is None:
            form = self._forms[dialect.name] = _compiled(self._statement, dialect, list(values))
        return form


def prepared_in(build: Callable[[list[BindParameter[Any]]], Any]) -> Callable[[int], Prepared]:
    """Prepares a statement about several keys, once for each number of them.

    Arguments:
        build: makes the statement with the parameters whose values `keyed` gives.
    """

    @lru_cache(maxsize=64)
    def prepared(count: int) -> Prepared:
        return Prepared(build([bindparam(f"key_{n}") for n in range(count)]))

    return prepared


def keyed(keys: Sequence[Any]) -> Values:
    """The values of the parameters of `prepared_in`."""
    return {f"key_{n}": key for n, key in enumerate(keys)}


@dataclass(slots=True)
class _Form:
    """A statement as one kind of database takes it.

    Arguments:
        fixed: values that stand in the statement itself.
        binds: by name, what converts a value before it is bound; where something has to.
        order: names by position, for drivers that bind by position.
        columns: the types of what it returns.
        reads: by position, what converts a column after it is read; where something has to. It
            hangs on what the driver calls the column's type, so the first execution tells it.
    """

    sql: str
    fixed: Values
    binds: list[tuple[str, Convert]]
    order: list[str] | None
    columns: list[Any]
    dialect: Dialect
    reads: list[tuple[int, Convert]] | None = None

    def bound(self, values: Values) -> Any:
        given = self.fixed | values
        for name, convert in self.binds:
            given[name] = convert(given[name])
        return given if self.order is None else [given[name] for name in self.order]

    def fetched(self, cursor: Any) -> list[Any]:
        if self.reads is None:
            found = [
                kind.result_processor(self.dialect, about[1])
                for kind, about in zip(self.columns, cursor.description or (), strict=False)
            ]
            self.reads = [(place, convert) for place, convert in enumerate(found) if convert]
        return cursor.fetchall() if self.columns else []

    def read(self, rows: list[Any]) -> list[tuple[Any, ...]]:
        return [self._converted(list(row)) for row in rows] if self.reads else rows

    def _converted(self, row: list[Any]) -> tuple[Any, ...]:
        for place, convert in self.reads or ():
            row[place] = convert(row[place])
        return tuple(row)


def _compiled(statement: Any, dialect: Dialect, names: list[str]) -> _Form:
    compiled = statement.compile(dialect=dialect, column_keys=names)
    parameters = compiled.params
    binds = {
        name: compiled.binds[name].type.dialect_impl(dialect).bind_processor(dialect)
        for name in parameters
    }
    columns = getattr(statement, "exported_columns", ())
    return _Form(
        sql=compiled.string,
        fixed={name: value for name, value in parameters.items() if name not in names},
        binds=[(name, convert) for name, convert in binds.items() if convert is not None],
        order=compiled.positiontup if compiled.positional else None,
        columns=[column.type.dialect_impl(dialect) for column in columns],
        dialect=dialect,
    )


def _execute(connection: Connection, form: _Form, given: Any, many: bool) -> list[Any]:
    """What SQLAlchemy does around a cursor, without what it does for results of any kind."""
    heard: Any = connection.dispatch
    about = (form.sql, given, SimpleNamespace(), many)
    cursor: Any = None
    try:
        cursor = connection.connection.cursor()
        for listener in heard.before_cursor_execute:
            listener(connection, cursor, *about)
        if many:
            cursor.executemany(form.sql, given)
            rows = []
        else:
            cursor.execute(form.sql, given)
            rows = form.fetched(cursor)
    except connection.dialect.loaded_dbapi.Error as error:
        raise _fault(connection, cursor, form.sql, given, error) from error
    for listener in heard.after_cursor_execute:
        listener(connection, cursor, *about)
    cursor.close()
    return rows


def _fault(connection: Connection, cursor: Any, sql: str, given: Any, error: Exception) -> Any:
    """The driver's error as SQLAlchemy tells it; a broken connection is not used again."""
    dialect = connection.dialect
    broken = dialect.is_disconnect(error, connection.connection, cursor)  # type: ignore[arg-type]
    if broken:
        connection.invalidate(error)
    return DBAPIError.instance(
        sql, given, error, dialect.loaded_dbapi.Error,
        hide_parameters=connection.engine.hide_parameters,
        connection_invalidated=broken, dialect=dialect,
    )  # fmt: skip
