"""Texts and series of meetings: which of several documents' are one, by what is proper to their names, and by their parties."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Any, Final

import sqlalchemy as sa

from ikrar.ledger.book import Pen
from ikrar.ledger.lines import folded
from ikrar.ledger.points import LINKS, MOST, NEAR_DAYS, days, table
from ikrar.ledger.rules import Party
from ikrar.ledger.schema import documents, entities, instruments, processes, sides


def link(pen: Pen, document: int) -> None:
    """Instruments and processes: those of the same parties, by what is proper to their names."""
    for of, t, group in (("instrument", instruments, instruments.c.text), ("process", processes, processes.c.series)):
        mine = (
            sa.select(t, documents.c.published)
            .join(documents, t.c.document == documents.c.id)
            .where(t.c.document == document, ~t.c.withdrawn)
        )
        for row in pen.connection.execute(mine.order_by(t.c.id)).all():
            seen: set[int] = set()
            for other in _of_that_name(pen.connection, of, t, group, row):
                if other.group in seen or (why := _one_text(pen.connection, of, row, other)) is None:
                    continue
                seen.add(other.group)
                pen.append("link", {"of": of, "a": other.id, "b": row.id, "verdict": "same", "score": 1.0, "points": {why: 1.0}}, by=LINKS)


def _of_that_name(connection: sa.Connection, of: str, t: sa.Table, group: sa.Column[int], row: Any) -> Sequence[Any]:
    """The lines of other documents that share a party with ``row``, or its name."""
    parties = sa.select(sides.c.country).where(sides.c.of == of, sides.c.line == row.id, sides.c.country.is_not(None))
    shared = sa.select(sides.c.line).where(sides.c.of == of, sides.c.country.in_(parties))
    query = sa.select(t, group.label("group"), documents.c.published).join(documents, t.c.document == documents.c.id)
    query = query.where(
        t.c.document != row.document, ~t.c.withdrawn, (t.c.key == row.key) | t.c.id.in_(shared) | t.c.key.in_(_turned(row.key))
    )
    return connection.execute(query.order_by(t.c.id.desc()).limit(MOST)).all()[::-1]


def _turned(key: str) -> list[str]:
    """A name with its words the other way about, as the other language has it: "kesepakatan moundou", "moundou agreement"."""
    own = proper(key)
    return [f"{own} {word}" for word in GENERIC_HEADS] + [f"{word} {own}" for word in GENERIC_HEADS] if own else []


GENERIC_HEADS: Final = (
    "agreement",
    "accord",
    "treaty",
    "mou",
    "kesepakatan",
    "perjanjian",
    "ceasefire agreement",
    "peace agreement",
    "peace accord",
)


@cache
def _generic() -> frozenset[str]:
    return frozenset(word for text in table().generic.values() for word in text.split())


def proper(key: str) -> str:
    """What is proper to a name: the words that do not only say what it is."""
    return " ".join(word for word in key.split() if word not in _generic())


def _one_text(connection: sa.Connection, of: str, row: Any, other: Any) -> str | None:
    """Why two texts, or two series of meetings, are one; None where they are not, or nobody can tell.

    With something proper to their names that is the same, they are. A bare "joint statement" is one with another of the same parties
    only in the news of the same days, and a dialogue without a name of its own with another of the same parties at any time.
    """
    told = sa.select(sides.c.line, sides.c.country, sides.c.sector, entities.c.name).outerjoin(entities, sides.c.entity == entities.c.id)
    parties: dict[int, set[str]] = {row.id: set(), other.id: set()}
    names: set[str] = set()
    for line, country, sector, called in connection.execute(told.where(sides.c.of == of, sides.c.line.in_((row.id, other.id)))):
        parties[line].add(Party(None, country, sector).code or "")
        names.update(folded(called or "").split())
    mine, theirs = parties[row.id] - {""}, parties[other.id] - {""}
    both = mine & theirs
    own, its = ({word for word in proper(key).split() if word not in names and len(word) > 2} for key in (row.key, other.key))
    if own and its:
        return "name" if own == its and (both or not mine or not theirs) else None
    if len(both) < 2:  # two sides make an agreement
        return None
    if of == "process":
        return "parties"
    near_in_time = row.published and other.published and days(row.published, other.published) <= NEAR_DAYS
    return "parties and day" if row.kind == other.kind and near_in_time else None
