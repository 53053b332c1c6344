"""Lines as they are compared and judged: read once, and then at hand for as long as nothing of them changes."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, Final

import sqlalchemy as sa

from ikrar.ledger import at_hand
from ikrar.ledger.at_hand import Written
from ikrar.ledger.compare import NOBODY, Line, Side
from ikrar.ledger.keys import folded
from ikrar.ledger.parties import REMEMBERED, Told, unpacked
from ikrar.ledger.points import table
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.promise import Party
from ikrar.ledger.schema import CLUSTER, commitments, documents, events
from ikrar.ledger.sheet import NAMED
from ikrar.ledger.sql import among

TABLES: Final = {"event": events, "commitment": commitments}
_COLUMNS: Final = {
    "event": "id document withdrawn who type mode factuality value first last told place country quote span".split(),
    "commitment": "id document withdrawn who kind provision action deadline made_on instrument meant quote span".split(),
}
_OTHERS: Final = ("group", "language", "published")
"""What a row has besides its own columns."""
_Row: Final[dict[str, Any]] = {of: namedtuple("Row", (*names, *_OTHERS)) for of, names in _COLUMNS.items()}
_ROWS: Final = {
    of: Prepared(
        sa.select(*(t.c[name] for name in _COLUMNS[of]), CLUSTER[of].label("group"), documents.c.language, documents.c.published)
        .outerjoin_from(t, documents, t.c.document == documents.c.id)
        .where(among(t.c.id, "ids"))
        .order_by(t.c.id)
    )
    for of, t in TABLES.items()
}


def lines(connection: sa.Connection, of: str, ids: Iterable[int]) -> list[Line]:
    """The lines of some numbers, in order."""
    hand, wanted = at_hand.of(connection), sorted(ids)
    known: dict[int, Line] = hand.lines[of]
    missing = [id_ for id_ in wanted if id_ not in known]
    if not missing:
        return [known[id_] for id_ in wanted]
    rows = [_Row[of]._make(row) for row in _ROWS[of].tuples(connection, ids=missing)]
    promised = _promised(connection, {row.document for row in rows if row.document}) if of == "event" and rows else {}
    found = {line.id: line for line in (_line(of, row, promised.get((row.document, row.span))) for row in rows)}
    both = {id_: known.get(id_) or found.get(id_) for id_ in wanted}  # to keep more may put away what was known
    for line in found.values():
        hand.keep_line(of, line)
    return [line for line in both.values() if line is not None]


def learn(connection: sa.Connection, written: Written) -> None:
    """Keeps at hand the lines of a report that was just written."""
    hand = at_hand.of(connection)
    report = written.record.document
    given = {row["span"]: row["id"] for row in written.commitments}
    for of, rows in (("commitment", written.commitments), ("event", written.events)):
        for told in rows:
            own = (told[name] for name in _COLUMNS[of])
            row = _Row[of](*own, told["id"], report.language, report.published)
            hand.keep_line(of, _line(of, row, given.get(row.span) if of == "event" else None))


def _line(of: str, row: Any, promise: int | None) -> Line:
    event = of == "event"
    names = () if event else tuple(p.name for p in unpacked(row.who) if p.name)
    words = row.quote if event else row.action or row.quote
    return Line(row.id, row.group, row.document, row.language, row, _sides(row.who), words, promise, names)


@lru_cache(REMEMBERED)
def _sides(who: str) -> dict[str, Side]:
    """The sides of a line by role."""
    by_role: dict[str, list[Told]] = {}
    for told in unpacked(who):
        by_role.setdefault(told.role, []).append(told)
    return {role: _side(parties) for role, parties in by_role.items()}


def _side(parties: Sequence[Told]) -> Side:
    each = [_alone(p.actor, p.country, p.sector, p.type, p.named, p.name) for p in parties]
    if len(each) == 1:  # as most sides are
        return each[0]
    sets = {name: frozenset().union(*(getattr(side, name) for side in each)) for name in Side._fields if name != "named"}
    return Side(named=all(side.named for side in each), **sets)


@lru_cache(REMEMBERED)
def _alone(actor: int | None, country: str | None, sector: str | None, type_: str | None, named: bool, name: str | None) -> Side:
    """The side of one party; who is told of often is on many."""
    who = NOBODY.actors if actor is None else frozenset((actor,))
    code = Party(None, country, sector).code
    return Side(
        who,
        frozenset((country,)) if country else NOBODY.countries,
        frozenset((code,)) if code else NOBODY.codes,
        named and type_ in NAMED,
        frozenset((type_,)) if type_ else NOBODY.types,
        who if type_ == "state" or folded(name or "") in table().anybody else NOBODY.anybody,
        _called(name, type_) if name else NOBODY.called,
    )


def _called(name: str, type_: str | None) -> frozenset[str]:
    whole = folded(name)
    return frozenset((whole, whole.rpartition(" ")[2])) if type_ == "person" else frozenset((whole,))


_PROMISED = Prepared(
    sa.select(commitments.c.document, commitments.c.span, commitments.c.promise)
    .where(among(commitments.c.document, "ids"), ~commitments.c.withdrawn)
    .order_by(commitments.c.id)
)


def _promised(connection: sa.Connection, ids: Iterable[int]) -> dict[tuple[int, str], int]:
    """The promises that hang on the same words as an event, by document and words."""
    return {(document, span): promise for document, span, promise in _PROMISED.tuples(connection, ids=ids)}
