"""Statements that are made once and run for every document, straight on the driver.

SQLAlchemy spends some 80 us on each run of a statement, of which the database takes ten: it looks the statement up in its cache, makes a
context and a result of it, and a row of each row. A document takes some eighty statements. What is made here with SQLAlchemy is compiled
once for each database and then handed to the driver as it is, within the transaction of the connection.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from operator import itemgetter
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

Row = Any
"""A named tuple, of the columns' names."""
LATER: Final = "ikrar.later"
"""Under which a connection holds the rows that are put in together later."""
TOGETHER: Final = 20_000  # rows of a kind that are held


class _Compiled(NamedTuple):
    """A statement as one database has it."""

    sql: str
    order: tuple[str, ...] | None
    """The names of the parameters where they go by position."""
    constants: dict[str, Any]
    into: tuple[tuple[str, Callable[[Any], Any]], ...]
    """What makes a parameter into what the driver takes."""
    out: tuple[tuple[int, Callable[[Any], Any]], ...]
    """What makes a column into what Python takes."""
    row: Callable[[Iterable[Any]], Row]

    def bound(self, values: dict[str, Any]) -> Any:
        """The parameters in the driver's form."""
        given = self.constants | values if self.constants or self.into else values
        for name, make in self.into:
            given[name] = make(given[name])
        return given if self.order is None else [given[name] for name in self.order]

    def many(self, rows: Sequence[dict[str, Any]]) -> Iterable[Any]:
        """The same of many rows: what is to be done for each is found once."""
        if self.order is None or self.constants or len(self.order) < 2:
            return [self.bound(row) for row in rows]
        found = map(itemgetter(*self.order), rows)
        made = [(at, make) for at, name in enumerate(self.order) for of, make in self.into if of == name]
        return [_made(row, tuple(made)) for row in found] if made else list(found)


class Prepared:
    """A statement of SQLAlchemy's, with parameters by name. No list may stand in it but as `sql.among` has it."""

    def __init__(self, statement: Any, by: str | None = None) -> None:
        """``by``: in the order of which column a table lies, if rows come in another; many are put in in that order."""
        self.statement = statement
        self.by = by
        self._compiled: dict[tuple[str, tuple[str, ...]], _Compiled] = {}

    def all(self, connection: sa.Connection, /, **values: Any) -> list[Row]:
        """All rows, each with its columns by name."""
        compiled, rows = self._run(connection, values)
        return [compiled.row(row) for row in rows]

    def tuples(self, connection: sa.Connection, /, **values: Any) -> Sequence[tuple[Any, ...]]:
        """All rows as plain tuples: where they are many, names cost more than the reading."""
        _, rows = self._run(connection, values)
        return rows

    def first(self, connection: sa.Connection, /, **values: Any) -> Row | None:
        """The first row; None where there is none."""
        compiled, rows = self._run(connection, values)
        return compiled.row(rows[0]) if rows else None

    def one(self, connection: sa.Connection, /, **values: Any) -> Row:
        """The first row, which must be there."""
        compiled, rows = self._run(connection, values)
        if not rows:
            raise sa.exc.NoResultFound("No row was found when one was required")
        return compiled.row(rows[0])

    def scalar(self, connection: sa.Connection, /, **values: Any) -> Any:
        """The first column of the first row; None where there is none."""
        _, rows = self._run(connection, values)
        return rows[0][0] if rows else None

    def scalars(self, connection: sa.Connection, /, **values: Any) -> list[Any]:
        """The first column of all rows."""
        _, rows = self._run(connection, values)
        return [row[0] for row in rows]

    def put(self, connection: sa.Connection, values: dict[str, Any]) -> None:
        """Runs a statement that answers nothing."""
        compiled = self._of(connection, values)
        _driver(connection).execute(compiled.sql, compiled.bound(values))

    def put_many(self, connection: sa.Connection, rows: Sequence[dict[str, Any]]) -> None:
        """Runs a statement that answers nothing for each of ``rows``, which name the same columns."""
        if rows:
            compiled = self._of(connection, rows[0])
            _driver(connection).cursor().executemany(compiled.sql, compiled.many(rows))

    def put_later(self, connection: sa.Connection, rows: list[dict[str, Any]]) -> None:
        """The same, with more of its kind where the connection holds rows back (`held_back`)."""
        held = connection.info.get(LATER)
        if held is None:
            self.put_many(connection, rows)
            return
        mine: list[dict[str, Any]] = held.setdefault(self, [])
        mine += rows
        if len(mine) >= TOGETHER:
            self._put_held(connection, held.pop(self))

    def _put_held(self, connection: sa.Connection, rows: list[dict[str, Any]]) -> None:
        if self.by is not None:
            rows.sort(key=itemgetter(self.by))
        self.put_many(connection, rows)

    def _run(self, connection: sa.Connection, values: dict[str, Any]) -> tuple[_Compiled, Sequence[tuple[Any, ...]]]:
        compiled = self._of(connection, values)
        rows = _driver(connection).execute(compiled.sql, compiled.bound(values)).fetchall()
        if compiled.out:
            rows = [_made(row, compiled.out) for row in rows]
        return compiled, rows

    def _of(self, connection: sa.Connection, values: dict[str, Any]) -> _Compiled:
        which = connection.dialect.name, tuple(values)
        compiled = self._compiled.get(which)
        if compiled is None:
            compiled = self._compiled[which] = _compile(self.statement, connection.dialect, which[1])
        return compiled


@contextmanager
def held_back(connection: sa.Connection) -> Iterator[None]:
    """While it lasts, rows that are put in later are held back until they are many. Who asks for them catches up first."""
    connection.info[LATER] = {}
    try:
        yield
        catch_up(connection)
    finally:
        connection.info.pop(LATER, None)


def catch_up(connection: sa.Connection, of: sa.Table | None = None) -> None:
    """Puts in the rows that are held back: all, or those of a table."""
    held = connection.info.get(LATER) or {}
    for statement in [s for s in held if of is None or s.statement.table is of]:
        statement._put_held(connection, held.pop(statement))


def _made(row: Iterable[Any], out: tuple[tuple[int, Callable[[Any], Any]], ...]) -> tuple[Any, ...]:
    columns = list(row)
    for at, make in out:
        columns[at] = make(columns[at])
    return tuple(columns)


def _driver(connection: sa.Connection) -> Any:
    if not connection.in_transaction():
        connection.begin()
    return connection.connection.driver_connection


def _compile(statement: Any, dialect: sa.Dialect, names: tuple[str, ...]) -> _Compiled:
    writes = not isinstance(statement, (sa.Select, sa.TextClause))
    made: Any = statement.compile(dialect=dialect, column_keys=list(names) if writes else None)
    constants, into = {}, []
    for bind, name in made.bind_names.items():
        if name not in names:
            constants[name] = bind.value
        if (make := bind.type.dialect_impl(dialect).bind_processor(dialect)) is not None:
            into.append((name, make))
    columns = list(statement.selected_columns) if isinstance(statement, sa.Select) else []
    out = [(at, make) for at, c in enumerate(columns) if (make := c.type.dialect_impl(dialect).result_processor(dialect, None)) is not None]
    row = namedtuple("Row", [c.name for c in columns], rename=True)  # type: ignore[misc] # the statement names the columns
    order = tuple(made.positiontup) if made.positional else None
    return _Compiled(made.string, order, constants, tuple(into), tuple(out), row._make)
