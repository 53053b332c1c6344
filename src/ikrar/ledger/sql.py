"""What the two databases say differently, for statements that are made once and run for every document.

To make a statement costs SQLAlchemy more than to run it, so those of `ikrar add` are constants with parameters. A list of values is one
parameter, which no limit on their number holds for: JSON on SQLite, an array on PostgreSQL.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

import msgspec
import sqlalchemy as sa
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.functions import FunctionElement

from ikrar.ledger.prepared import Prepared


def clean(text: str | None) -> str | None:
    """Text for a column: PostgreSQL takes no NUL in text."""
    return text.replace("\x00", "\ufffd") if text else None


class _Many(sa.TypeDecorator[Any]):
    """A list of values as one parameter."""

    impl = sa.Text
    cache_ok = True

    def __init__(self, of: sa.types.TypeEngine[Any]) -> None:
        super().__init__()
        self.of = of

    def load_dialect_impl(self, dialect: sa.Dialect) -> Any:
        """JSON, or an array."""
        return dialect.type_descriptor(ARRAY(self.of) if dialect.name == "postgresql" else sa.Text())

    def process_bind_param(self, value: Any, dialect: sa.Dialect) -> Any:
        """The values in the database's form."""
        return list(value) if dialect.name == "postgresql" else msgspec.json.encode(list(value)).decode()


class _Among(FunctionElement[bool]):
    type = sa.Boolean()
    inherit_cache = True
    name = "among"
    _is_implicitly_boolean = True  # else SQLAlchemy appends "= 1" for SQLite, which then uses no index


@compiles(_Among, "sqlite")
def _in_json(element: _Among, compiler: Any, **more: Any) -> str:
    column, values = element.clauses
    return f"{compiler.process(column, **more)} IN (SELECT value FROM json_each({compiler.process(values, **more)}))"  # noqa: S608 - of compiled parts


@compiles(_Among, "postgresql")
def _in_array(element: _Among, compiler: Any, **more: Any) -> str:
    column, values = element.clauses
    return f"{compiler.process(column, **more)} = ANY({compiler.process(values, **more)})"


def among(column: sa.ColumnElement[Any], name: str) -> _Among:
    """That ``column`` is one of the values of the parameter ``name``."""
    of = sa.BigInteger() if isinstance(column.type, sa.Integer) else sa.Text()
    return _Among(column, sa.bindparam(name, type_=_Many(of)))


def within(column: sa.ColumnElement[Any], values: Iterable[Any]) -> _Among:
    """That ``column`` is one of ``values``, however many they are."""
    of = sa.BigInteger() if isinstance(column.type, sa.Integer) else sa.Text()
    return _Among(column, sa.bindparam(None, list(values), type_=_Many(of), unique=True))


def literal(text: str) -> str:
    """``text`` within a pattern of LIKE."""
    return re.sub(r"([\\%_])", r"\\\1", text)


class _Holds(FunctionElement[bool]):
    type = sa.Boolean()
    inherit_cache = True
    name = "holds"
    _is_implicitly_boolean = True


@compiles(_Holds)
def _ilike(element: _Holds, compiler: Any, **more: Any) -> str:
    column, pattern = element.clauses
    how = "LIKE" if compiler.dialect.name == "sqlite" else "ILIKE"  # SQLite's LIKE is without case, and `lower` twice its cost
    return f"{compiler.process(column, **more)} {how} {compiler.process(pattern, **more)} ESCAPE '\\'"


def holds(column: sa.ColumnElement[Any], words: str) -> _Holds:
    """That ``words`` stand in ``column`` as they are, in capitals or not."""
    return _Holds(column, sa.literal(f"%{literal(words)}%"))


class _Plain(FunctionElement[bool]):
    type = sa.Boolean()
    inherit_cache = True
    name = "plain"
    _is_implicitly_boolean = True


@compiles(_Plain)
def _by_no_index(element: _Plain, compiler: Any, **more: Any) -> str:
    said = compiler.process(element.clauses, **more)
    return f"+({said})" if compiler.dialect.name == "sqlite" else f"({said})"


def plain(condition: sa.ColumnElement[bool]) -> _Plain:
    """``condition``, looked at of each row that is found otherwise: by no index of its own."""
    return _Plain(condition)


def is_(column: sa.ColumnElement[Any], name: str) -> sa.ColumnElement[bool]:
    """That ``column`` is the value of the parameter ``name``."""
    return column == sa.bindparam(name, type_=column.type)


_LATEST: Final = """
    SELECT k.value, (SELECT {array} FROM (
        SELECT b.line FROM blocks b WHERE b."of" = :of AND b.key = k.value ORDER BY b.line DESC LIMIT :most
    ) AS f) FROM {keys} AS k{columns}
"""  # from key to key, each line once; a row for each key is handed over, and not one for each line
_BY_DIALECT: Final = {
    "sqlite": Prepared(sa.text(_LATEST.format(array="json_group_array(line)", keys="json_each(:keys)", columns=""))),
    "postgresql": Prepared(
        sa.text(_LATEST.format(array="CAST(json_agg(line) AS text)", keys="unnest(CAST(:keys AS bigint[]))", columns="(value)"))
    ),
}
LINES: Final = msgspec.json.Decoder(list[int])
"""Of numbers that the database hands over in one row."""


def latest(connection: sa.Connection, of: str, keys: Iterable[int], most: int) -> Iterator[tuple[int, list[int]]]:
    """Each key that some lines have, with the ``most`` latest of these, in any order."""
    name, chosen = connection.dialect.name, sorted(keys)
    if of == "event" and len(rows := having(connection, of, chosen, FEW)) < FEW:  # most of its many keys no line has
        found: dict[int, list[int]] = {}
        for key, line in rows:
            found.setdefault(key, []).append(line)
        yield from ((key, lines if len(lines) <= most else sorted(lines)[-most:]) for key, lines in found.items())
        return
    values = chosen if name == "postgresql" else msgspec.json.encode(chosen).decode()
    for key, lines in _BY_DIALECT[name].tuples(connection, of=of, keys=values, most=most):
        if lines and lines != NONE:
            yield key, LINES.decode(lines)


NONE: Final = "[]"
FEW: Final = 300  # lines of all keys together that are handed over row by row


_HAVING: Final = 'SELECT k.value, b.line FROM {keys} AS k{columns} CROSS JOIN blocks b WHERE b."of" = :of AND b.key = k.value LIMIT :most'
_HAVING_BY_DIALECT: Final = {
    "sqlite": Prepared(sa.text(_HAVING.format(keys="json_each(:keys)", columns=""))),
    "postgresql": Prepared(sa.text(_HAVING.format(keys="unnest(CAST(:keys AS bigint[]))", columns="(value)"))),
}
ALL: Final = 0x7FFF_FFFF


def having(connection: sa.Connection, of: str, keys: Sequence[int], most: int = ALL) -> Sequence[tuple[int, int]]:
    """Each key with each line that has it, ``most`` of them; of keys that few lines have it is the fastest way."""
    if not keys:
        return ()
    name = connection.dialect.name
    values = list(keys) if name == "postgresql" else msgspec.json.encode(keys).decode()
    return _HAVING_BY_DIALECT[name].tuples(connection, of=of, keys=values, most=most)


_ACTORS: Final = "SELECT k.value, (SELECT MIN(e.actor) FROM entities e WHERE e.key = k.value) FROM {keys} AS k{columns}"
_ACTORS_BY_DIALECT: Final = {
    "sqlite": Prepared(sa.text(_ACTORS.format(keys="json_each(:keys)", columns=""))),
    "postgresql": Prepared(sa.text(_ACTORS.format(keys="unnest(CAST(:keys AS text[]))", columns="(value)"))),
}


def first_actors(connection: sa.Connection, keys: Sequence[str]) -> dict[str, int]:
    """Of each key that entities have, the first actor; one step each, however often they are told of."""
    name = connection.dialect.name
    values = list(keys) if name == "postgresql" else msgspec.json.encode(keys).decode()
    return {key: actor for key, actor in _ACTORS_BY_DIALECT[name].tuples(connection, keys=values) if actor is not None}
