"""Texts and series of meetings: which of several documents' are one, by what is proper to their names, and by their parties."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Final

import sqlalchemy as sa

from ikrar.ledger import at_hand
from ikrar.ledger.book import Pen
from ikrar.ledger.keys import REMEMBERED, folded
from ikrar.ledger.points import LINKS, MOST, NEAR_DAYS, days, table
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.promise import Party
from ikrar.ledger.schema import documents, entities, instruments, processes, sides
from ikrar.ledger.sql import among, is_, plain

_NAMES: Final = {"instrument": (instruments, instruments.c.text), "process": (processes, processes.c.series)}


def _compared(t: sa.Table) -> list[sa.Column[Any]]:
    return [column for column in t.c if column.name in {"id", "key", "kind"}]


def _of_document(t: sa.Table) -> sa.Select[Any]:
    query = sa.select(*_compared(t), documents.c.published).join(documents, t.c.document == documents.c.id)
    return query.where(is_(t.c.document, "document"), ~t.c.withdrawn).order_by(t.c.id)


def _like(of: str, t: sa.Table, group: sa.Column[int]) -> sa.Select[Any]:
    """The lines of other documents that have one of some numbers, or of some names."""
    query = sa.select(*_compared(t), group.label("group"), documents.c.published).join(documents, t.c.document == documents.c.id)
    query = query.where(t.c.document != sa.bindparam("document"), ~t.c.withdrawn, among(t.c.key, "names") | among(t.c.id, "ids"))
    return query.order_by(t.c.id.desc()).limit(MOST)


_LANDS = Prepared(sa.select(sides.c.country).where(is_(sides.c.of, "of"), is_(sides.c.line, "line"), plain(sides.c.country.is_not(None))))
_PARTIES = Prepared(
    sa.select(sides.c.line)
    .where(is_(sides.c.of, "of"), is_(sides.c.country, "country"), sides.c.role == "party")
    .order_by(sides.c.line.desc())
    .limit(2 * MOST)  # some are withdrawn, or of this document
)


def _sharing(connection: sa.Connection, of: str, line: int) -> list[int]:
    """The latest lines of the countries that are parties of ``line``."""
    lands = set(_LANDS.scalars(connection, of=of, line=line))
    return sorted({other for country in lands for other in _PARTIES.scalars(connection, of=of, country=country)})[-2 * MOST :]


_NAMED = {of: (Prepared(_of_document(t)), Prepared(_like(of, t, group))) for of, (t, group) in _NAMES.items()}


def link(pen: Pen, document: int) -> None:
    """Instruments and processes: those of the same parties, by what is proper to their names."""
    written = at_hand.of(pen.connection).written
    if written is not None and not (written.record.instruments or written.record.processes):
        return
    for of, (mine, like) in _NAMED.items():
        for row in mine.all(pen.connection, document=document):
            ids, names = _sharing(pen.connection, of, row.id), [row.key, *_turned(row.key)]
            others = [o for o in like.all(pen.connection, document=document, ids=ids, names=names)[::-1] if _may_be_one(of, row, o)]
            told = _sides_of(pen.connection, of, [row.id, *(other.id for other in others)])
            seen: set[int] = set()
            for other in others:
                if other.group in seen or (why := _one_text(of, row, other, told)) is None:
                    continue
                seen.add(other.group)
                pen.append("link", {"of": of, "a": other.id, "b": row.id, "verdict": "same", "score": 1.0, "points": {why: 1.0}}, by=LINKS)


def _turned(key: str) -> list[str]:
    """A name with its words the other way about, as the other language has it: "kesepakatan moundou", "moundou agreement"."""
    own = proper(key)
    heads = table().text_heads
    return [f"{own} {word}" for word in heads] + [f"{word} {own}" for word in heads] if own else []


@cache
def _generic() -> frozenset[str]:
    return frozenset(word for text in table().generic.values() for word in text.split())


def proper(key: str) -> str:
    """What is proper to a name: the words that do not only say what it is."""
    return " ".join(word for word in key.split() if word not in _generic())


_CALLED = Prepared(
    sa.select(sides.c.line, sides.c.country, sides.c.sector, entities.c.name)
    .outerjoin(entities, sides.c.entity == entities.c.id)
    .where(is_(sides.c.of, "of"), among(sides.c.line, "ids"))
)


def _sides_of(connection: sa.Connection, of: str, ids: Sequence[int]) -> dict[int, tuple[set[str], set[str]]]:
    """The codes of the parties of each line, and the words of their names."""
    found: dict[int, tuple[set[str], set[str]]] = {id_: (set(), set()) for id_ in ids}
    if len(ids) > 1:
        for line, country, sector, called in _CALLED.tuples(connection, of=of, ids=ids):
            if (code := Party(None, country, sector).code) is not None:
                found[line][0].add(code)
            found[line][1].update(folded(called or "").split())
    return found


def _may_be_one(of: str, row: Any, other: Any) -> bool:
    """Whether `_one_text` may say that they are, whoever is a party of them: of most that is ruled out without asking for the parties."""
    return of == "process" or _of_those_days(row, other) or bool(_telling(row.key) & _telling(other.key))


def _of_those_days(row: Any, other: Any) -> bool:
    near_in_time = row.published and other.published and days(row.published, other.published) <= NEAR_DAYS
    return bool(near_in_time) and row.kind == other.kind


@lru_cache(REMEMBERED)
def _telling(key: str) -> frozenset[str]:
    """The words that are proper to a name, but for letters."""
    return frozenset(word for word in proper(key).split() if len(word) > 2 or word.isdigit())


def _one_text(of: str, row: Any, other: Any, told: dict[int, tuple[set[str], set[str]]]) -> str | None:
    """Why two texts, or two series of meetings, are one; None where they are not, or nobody can tell.

    With something proper to their names that is the same, they are. A bare "joint statement" is one with another of the same parties
    only in the news of the same days, and a dialogue without a name of its own with another of the same parties at any time.
    """
    (mine, called), (theirs, also) = told[row.id], told[other.id]
    names = called | also
    both = mine & theirs
    own, its = (_telling(key) - names for key in (row.key, other.key))
    if own and its:
        return "name" if own == its and (both or not mine or not theirs) else None
    if len(both) < 2:  # two sides make an agreement
        return None
    if of == "process":
        return "parties"
    return "parties and day" if _of_those_days(row, other) else None
