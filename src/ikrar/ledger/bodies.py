"""Who is who over documents: bodies and people that another report names in the other language, as of another kind, or in short.

Entities of one name, type and country are one from the start (`sheet.key_of`). What is found here is claimed, each with its reason,
and can be taken back like any other link.
"""

from __future__ import annotations

import re
from collections import namedtuple
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Any, Final

import sqlalchemy as sa

from ikrar.ledger import at_hand, keys, meaning
from ikrar.ledger.book import Pen
from ikrar.ledger.keys import folded
from ikrar.ledger.points import LINKS, MOST, table
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.schema import blocks, documents, entities
from ikrar.ledger.sheet import BODIES, NAMED, described
from ikrar.ledger.sql import among, is_, latest

_E = entities.c
_COLUMNS = (_E.id, _E.name, _E.type, _E.country, _E.sector, _E.key, _E.actor, documents.c.language)
_FIELDS: Final = [column.name for column in _COLUMNS]
_Row: Final[Any] = namedtuple("Row", _FIELDS)  # type: ignore[misc] # the columns name them
_MINE = Prepared(
    sa.select(*_COLUMNS)
    .join(documents, entities.c.document == documents.c.id)
    .where(is_(entities.c.document, "document"), entities.c.type.in_([sa.literal(type_) for type_ in NAMED]), ~entities.c.withdrawn)
    .order_by(entities.c.id)
)
_OTHERS = Prepared(
    sa.select(*_COLUMNS)
    .join(documents, entities.c.document == documents.c.id)
    .where(among(entities.c.id, "ids"), ~entities.c.withdrawn)
    .order_by(entities.c.id)
)


_KEYS = Prepared(sa.select(blocks.c.key, blocks.c.line).where(blocks.c.of == sa.literal("entity"), among(blocks.c.line, "ids")))


def link(pen: Pen, document: int) -> None:
    """Claims whom else the bodies and people of ``document``, which has just come in, are."""
    mine = _mine(pen.connection, document)
    new = [row for row in mine if row.key is not None and row.actor == row.id]  # neither described, nor known under this very name
    for row, others in _elsewhere(pen.connection, new):
        alone = len({other.actor for other in others} - {row.actor}) == 1
        if (found := next((other for other in others if _one(row, other, alone=alone)), None)) is not None:
            _claim(pen, found.id, row.id, "name")
    for row, whole, why in _short(mine):
        _claim(pen, whole.id, row.id, why)


def _mine(connection: sa.Connection, document: int) -> Sequence[Any]:
    if (written := at_hand.of(connection).written) is None:
        return _MINE.all(connection, document=document)
    own = [row | {"language": written.record.document.language} for row in written.entities if row["type"] in NAMED]
    return [_Row(*(row[name] for name in _FIELDS)) for row in own]


def _claim(pen: Pen, a: int, b: int, why: str) -> None:
    body = {"of": "entity", "a": a, "b": b, "verdict": "same", "score": 1.0, "points": {why: 1.0}}
    pen.append("link", body, by=LINKS)


def _elsewhere(connection: sa.Connection, rows: Sequence[Any]) -> Iterator[tuple[Any, list[Any]]]:
    """Each of ``rows`` with those whom the ledger has by a name that may be the same, the first first."""
    called: dict[int, set[int]] = {row.id: set() for row in rows}
    if (written := at_hand.of(connection).written) is not None:
        for key in written.keys:
            if key["of"] == "entity" and key["line"] in called:
                called[key["line"]].add(key["key"])
    else:
        for found, line in _KEYS.tuples(connection, ids=sorted(called)) if rows else ():
            called[line].add(found)
    asked = set().union(*called.values())
    having = {key: set(lines) for key, lines in latest(connection, "entity", asked, MOST)} if asked else {}
    known = {other.id: other for other in _OTHERS.all(connection, ids=sorted(set().union(*having.values())))} if having else {}
    for row in rows:
        ids = set().union(*(having.get(k, ()) for k in called[row.id])) - {row.id}
        yield row, [known[id_] for id_ in sorted(ids) if id_ in known]


def _one(row: Any, other: Any, *, alone: bool) -> bool:
    """Whether two names are of one: the same name, whatever the report takes it for, or one that means the same in the other language.

    ``alone``: no third may be meant, as by letters that others go by too.
    """
    if other.key is None or other.actor == row.actor:
        return False
    if keys.is_short(row.name) is not keys.is_short(other.name):
        return alone or other.country == row.country
    if keys.whole_name(other.name) == keys.whole_name(row.name):
        guessed = "person" in {other.type, row.type} or {other.type, row.type} == {"armed-group"}
        offices = {other.sector, row.sector} <= OF_A_STATE and other.sector != row.sector  # a minister here, a general there
        return other.country == row.country or (guessed and not offices)  # of whom a report guesses the country
    guessed = {other.type, row.type} == {"armed-group"} and meaning.has_own_name(row.name)
    return other.language != row.language and (other.country == row.country or guessed) and "person" not in {other.type, row.type}


OF_A_STATE: Final = frozenset("GOV MIL COP LEG JUD SPY".split())
"""Sectors of those who hold an office of their state."""


def _short(mine: Sequence[Any]) -> Iterator[tuple[Any, Any, str]]:
    """Within one report: those who are named in short ("Front", "Front Tala") or only described, where one alone can be meant."""
    bodies = [row for row in mine if row.type in BODIES and row.key is not None]
    for row in mine:
        if row.type not in BODIES or not row.name:
            continue
        if row in bodies:
            whole, why = [body for body in bodies if body.id != row.id and _shortens(row, body)], "short"
        elif described(row.name):
            whole, why = [body for body in bodies if body.type == "armed-group" or _head(body) in _kinds()], "described"
        else:
            continue
        longest = [body for body in whole if not any(_shortens(body, other) for other in whole)]
        if len(longest) == 1 and longest[0].country == row.country:
            yield row, longest[0], why


def _shortens(row: Any, body: Any) -> bool:
    """Whether a name is some words of a longer one, with the word in it that says what it is."""
    return set(folded(row.name).split()) < set(folded(body.name).split()) and _head(row) == _head(body) in _kinds()


def _head(row: Any) -> str:
    """The word of a name that says what it is: the first in Indonesian, the last in English, before what it is of."""
    said = OF.split(folded(row.name))[0].split()
    return (said[0] if row.language == "id" else said[-1]) if said else ""


OF: Final = re.compile(r" (?:of|for|untuk|bagi)\b")


@cache
def _kinds() -> frozenset[str]:
    return _words(table().bodies)


def _words(by_language: dict[str, str]) -> frozenset[str]:
    return frozenset(word for listed in by_language.values() for word in listed.split())
