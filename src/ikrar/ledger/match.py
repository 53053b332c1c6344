"""Which lines of other documents a new document's lines are likely to be: a visible table of points, and claims that can be taken back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

import msgspec
import sqlalchemy as sa

from ikrar.ledger import named, near
from ikrar.ledger.book import Pen
from ikrar.ledger.lines import periods, promise_keys
from ikrar.ledger.points import LINKS, MOST, NEAR_DAYS, Points, alike, days, table
from ikrar.ledger.project import text_of
from ikrar.ledger.rules import Party, numbers
from ikrar.ledger.schema import blocks, book, commitments, documents, entities, events, links, sides
from ikrar.ledger.sql import among, is_, latest
from ikrar.ledger.stems import stands, stems
from ikrar.model import Record

A_MONTH: Final = 31
REMEMBERED: Final = 4096  # sentences that came lately
FEW: Final = 0.4  # of the shorter sentence's words
WORDLESS: Final = frozenset("yang dan di ke dari untuk dengan pada itu ini the of to and in on for a an that by with".split())


class Side(NamedTuple):
    """Who stands on one side of a line."""

    actors: frozenset[int]
    countries: frozenset[str]
    codes: frozenset[str]
    """Country and kind of party: a state's own and its rebels are two."""
    named: bool
    """Whether all are bodies or people with names of their own: then another name is somebody else."""


NOBODY: Final = Side(frozenset(), frozenset(), frozenset(), named=False)


class Line(NamedTuple):
    """What is compared of a line."""

    id: int
    group: int
    document: int
    language: str
    row: Any
    who: dict[str, Side]
    """By role."""
    words: str
    promise: int | None = None
    """Of an event that promises something: the promise."""

    @property
    def stems(self) -> frozenset[str]:
        """Of its words, those that say something."""
        return said(self.words, self.language)


@lru_cache(REMEMBERED)
def said(words: str, language: str) -> frozenset[str]:
    """The stems of what ``words`` say."""
    return frozenset(stems(words, language)) - WORDLESS


def link(pen: Pen, document: int, *, anew: bool = True) -> None:
    """Claims what the lines of ``document``, which has just come in, are the same as; read again, only lines without a claim yet."""
    if anew:
        _documents(pen, document)
    for of, points, compare in (("commitment", table().commitment, commitment_points), ("event", table().event, event_points)):
        mine = _lines(pen.connection, of, [*_of(pen.connection, of, document, anew=anew)])
        candidates = _candidates(pen.connection, of, mine)
        for line in mine:
            others = candidates.get(line.id, [])
            for other, score, why in _best(line, others, points, compare):
                verdict = "same" if score >= points.same else "unsure"
                body = {"of": of, "a": other.id, "b": line.id, "verdict": verdict, "score": round(score, 2), "points": why}
                pen.append("link", body, by=LINKS)
    named.link(pen, document)


def _best(line: Line, others: Sequence[Line], points: Points, compare: Any) -> Iterator[tuple[Line, float, dict[str, float]]]:
    """Of each group the line that ``line`` is most likely to be, where that is likely enough."""
    best: dict[int, tuple[float, Line, dict[str, float]]] = {}
    worth = points.points
    most = max(worth["words"], worth["language"]) + max(worth["number"], worth["number-other"], 0)
    for other in others:
        why = {name: worth[name] for name in compare(other, line)}
        if sum(why.values()) + most < points.unsure:  # no words can make up for it
            continue
        why |= {name: round(value * worth[name], 2) for name, value in _shared_words(other, line)}
        score = sum(why.values())
        if score >= points.unsure and score > best.get(other.group, (0.0,))[0]:
            best[other.group] = score, other, why
    found = sorted(best.values(), key=lambda b: (-b[0], b[1].id))
    same = [b for b in found if b[0] >= points.same]
    for score, other, why in same[:1] or found[:1]:  # a line is one thing: to the likeliest group, and to no second
        yield other, score, why


# -- what is compared --------------------------------------------------------------------------------------------


_TABLES: Final = {"event": events, "commitment": commitments}
_MINE = {of: sa.select(t.c.id).where(is_(t.c.document, "document"), ~t.c.withdrawn).order_by(t.c.id) for of, t in _TABLES.items()}
_UNLINKED = {of: query.where(_TABLES[of].c.id.not_in(sa.select(links.c.b).where(links.c.of == of))) for of, query in _MINE.items()}


def _of(connection: sa.Connection, of: str, document: int, *, anew: bool) -> Sequence[int]:
    return connection.execute((_MINE if anew else _UNLINKED)[of], {"document": document}).scalars().all()


_ROWS = {
    of: sa.select(*(c for c in t.c if c.name != "body"), documents.c.language, documents.c.published)
    .outerjoin_from(t, documents, t.c.document == documents.c.id)
    .where(among(t.c.id, "ids"))
    .order_by(t.c.id)
    for of, t in _TABLES.items()
}
_SIDES = (
    sa.select(sides.c.line, sides.c.role, sides.c.country, sides.c.sector, entities.c.actor, entities.c.type, entities.c.key)
    .outerjoin(entities, sides.c.entity == entities.c.id)
    .where(is_(sides.c.of, "of"), among(sides.c.line, "ids"))
)


def _lines(connection: sa.Connection, of: str, ids: Sequence[int]) -> list[Line]:
    if not ids:
        return []
    rows = connection.execute(_ROWS[of], {"ids": ids}).all()
    who: dict[int, dict[str, list[Any]]] = {id_: {} for id_ in ids}
    for row in connection.execute(_SIDES, {"of": of, "ids": ids}).all():
        who[row.line].setdefault(row.role, []).append(row)
    promised = _promised(connection, {row.document for row in rows if row.document}) if of == "event" else {}
    return [
        Line(
            row.id,
            row.happening if of == "event" else row.promise,
            row.document,
            row.language,
            row,
            {role: _side(parties) for role, parties in who[row.id].items()},
            row.quote if of == "event" else row.action or row.quote,
            promised.get((row.document, row.span)) if promised else None,
        )
        for row in rows
    ]


def _side(parties: Sequence[Any]) -> Side:
    codes = {Party(None, p.country, p.sector).code or "" for p in parties} - {""}
    return Side(
        frozenset(p.actor for p in parties if p.actor is not None),
        frozenset(p.country for p in parties if p.country),
        frozenset(codes),
        all(p.type in NAMED and p.key for p in parties),
    )


NAMED: Final = ("organization", "person", "armed-group")
_PROMISED = sa.select(commitments.c.document, commitments.c.span, commitments.c.promise).where(
    among(commitments.c.document, "ids"), ~commitments.c.withdrawn
)


def _promised(connection: sa.Connection, ids: Iterable[int]) -> dict[tuple[int, str], int]:
    """The promises that hang on the same words as an event, by document and words."""
    return {(document, span): promise for document, span, promise in connection.execute(_PROMISED, {"ids": ids}).all()}


def _candidates(connection: sa.Connection, of: str, mine: Sequence[Line]) -> dict[int, list[Line]]:
    keys: dict[int, set[int]] = {}
    for line in mine:
        for k in _keys(of, line):
            keys.setdefault(near.key(k), set()).add(line.id)
    if not keys:
        return {}
    ids = {line.id for line in mine}
    wanted: dict[int, set[int]] = {}
    for key, line_ in latest(connection, of, keys, MOST + len(mine)):  # those of this document have the keys as well
        if line_ not in ids:
            for own in keys[key]:
                if len(wanted.setdefault(own, set())) < MOST:
                    wanted[own].add(line_)
    found = {line.id: line for line in _lines(connection, of, sorted(set().union(*wanted.values())) if wanted else [])}
    return {own: [found[id_] for id_ in sorted(lines) if not found[id_].row.withdrawn] for own, lines in wanted.items()}


def _keys(of: str, line: Line) -> Iterator[str]:
    if of == "commitment":
        yield from promise_keys(line.row.provision, line.who.get("promisor", NOBODY).countries, line.row.made_on, NEAR_DAYS)
        return
    row = line.row
    who = line.who.get("actor", NOBODY).countries or line.who.get("recipient", NOBODY).countries or (row.country or "",)
    months = periods(row.first, row.last, NEAR_DAYS)
    years = sorted({p[:4] for p in months})
    if len(months[0]) == 4 and row.first is not None:
        months = [f"{year}-{month:02}" for year in years for month in range(1, 13)]
    for country in who:
        for period in (*months, *years):
            for type_ in alike(row.type):
                yield f"{type_}|{country}|{period}"


# -- what speaks for it and against it -----------------------------------------------------------------------------


def _parties(a: Line, b: Line, role: str) -> Iterator[str]:
    one, other = (line.who.get(role, NOBODY) for line in (a, b))
    if one.actors & other.actors:
        yield role
    elif one.codes & other.codes:  # in two languages one body has two names
        yield f"{role}-other" if one.named and other.named and a.language == b.language else f"{role}-country"
    elif one.codes and other.codes:
        yield f"{role}-other"


def _met(a: Line, b: Line) -> bool:
    """Whether somebody known takes part in both."""
    return any(a.who[role].actors & b.who[role].actors for role in a.who.keys() & b.who.keys())


def _shared_words(a: Line, b: Line) -> Iterator[tuple[str, float]]:
    """How far their words are the same, and what they count."""
    one, other = numbers(a.row.quote), numbers(b.row.quote)
    if one and other:
        yield ("number" if one & other else "number-other"), 1.0
    if a.language != b.language:
        yield "language", 1.0
    elif short := min(len(a.stems), len(b.stems)):
        share = len(a.stems & b.stems) / short
        yield "words", share
        if share < FEW and not _met(a, b):
            yield "strangers", 1.0


def event_points(a: Line, b: Line) -> Iterator[str]:
    """What speaks for and against two events being one, by the names of the table; but for their words."""
    yield from _parties(a, b, "actor")
    yield from _parties(a, b, "recipient")
    x, y = a.row, b.row
    if x.told and y.told:
        if x.value == y.value and len(x.value) == 10:
            yield "day"
        elif x.first <= y.last and y.first <= x.last:
            yield "month"
        elif days(x.last, y.first) <= 1 or days(y.last, x.first) <= 1:
            yield "near-day"
        else:
            yield "other-time"
    elif x.first and y.first and x.last and y.last:
        yield ("untold-time" if x.first <= y.last and y.first <= x.last else "other-time")
        if x.published and y.published and days(x.published, y.published) <= NEAR_DAYS:
            yield "news"
    if x.type != y.type:
        yield "type-other"
    if a.promise is not None and b.promise is not None:
        yield ("promise" if a.promise == b.promise else "promise-other")
    if x.place and y.place and x.place.lower() == y.place.lower():
        yield "place"
    elif x.country and y.country and x.country != y.country:
        yield "place-other-country"
    elif x.place and y.place:
        yield ("place-other" if x.country != x.place and y.country else "place-country")
    elif x.country and x.country == y.country:
        yield "place-country"
    if x.mode and y.mode:
        yield ("mode" if x.mode == y.mode else "mode-other")
    if (x.factuality in {"planned", "possible"}) != (y.factuality in {"planned", "possible"}):
        yield "planned"


def commitment_points(a: Line, b: Line) -> Iterator[str]:
    """What speaks for and against two commitments being one; but for their words."""
    yield from _parties(a, b, "promisor")
    yield from _parties(a, b, "beneficiary")
    x, y = a.row, b.row
    all_a, all_b = (line.who.get("promisor", NOBODY).actors for line in (a, b))
    if all_a == all_b and len(all_a) > 1:
        yield "promisors"
    first, later = (a, b) if (x.made_on or "") <= (y.made_on or "") else (b, a)
    if stands(table().again, later.row.quote, later.language):
        yield "again"
    made, anew = first.row.made_on, later.row.made_on
    if made and anew and days(made, anew) > A_MONTH and stands(table().new, later.row.quote, later.language):
        yield "new"
    if x.provision != y.provision:
        yield "provision-other"
    yield ("kind" if x.kind == y.kind else "kind-other")
    if x.deadline and y.deadline:
        yield ("deadline" if x.deadline == y.deadline else "deadline-other")
    if x.made_on and y.made_on:
        apart = abs(days(x.made_on, y.made_on))
        yield ("made" if apart <= NEAR_DAYS else "made-later" if apart <= 366 else "made-far")
        if apart > A_MONTH and "demand" in {x.kind, y.kind}:
            yield "asked-later"
    if x.instrument and y.instrument and x.instrument.lower() == y.instrument.lower():
        yield "instrument"


# -- documents, and what has a name --------------------------------------------------------------------------------


_OWN_KEYS = sa.select(blocks.c.key).where(blocks.c.of == "document", is_(blocks.c.line, "document"))
_CLOSE = sa.select(blocks.c.line).where(blocks.c.of == "document", blocks.c.key.in_(_OWN_KEYS), blocks.c.line != sa.bindparam("document"))
_NEAR = (
    sa.select(documents.c.id, documents.c.story, documents.c.entry, documents.c.reading)
    .where(documents.c.id.in_(_CLOSE.distinct()))
    .order_by(documents.c.id)
    .limit(MOST)
)


def _documents(pen: Pen, document: int) -> None:
    c = pen.connection
    rows = c.execute(_NEAR, {"document": document}).all()
    if not rows:
        return
    own = c.execute(sa.select(documents.c.entry, documents.c.reading).where(documents.c.id == document)).one()
    parts = near.shingles(_kept(c, own))
    stories: set[int] = set()
    for row in rows:
        if row.story in stories:
            continue
        score = near.shared(near.shingles(_kept(c, row)), parts)
        if score >= near.SAME:
            stories.add(row.story)
            body = {
                "of": "document",
                "a": row.id,
                "b": document,
                "verdict": "same",
                "score": round(score, 2),
                "points": {"shared": round(score, 2)},
            }
            pen.append("link", body, by=LINKS)


def _kept(connection: sa.Connection, row: Any) -> str:
    record = connection.execute(sa.select(book.c.body).where(book.c.seq == row.reading)).scalar_one()
    return near.kept(text_of(connection, row.entry), msgspec.json.decode(record, type=Record))
