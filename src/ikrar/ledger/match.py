"""Which lines of other documents a new document's lines are likely to be: a visible table of points, and claims that can be taken back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from ikrar.ledger import at_hand, bodies, keys, lately, named, near, retold
from ikrar.ledger.book import Pen
from ikrar.ledger.compare import NOBODY, Line, commitment_points, event_points, may_share, points_back, shared_words, told_before
from ikrar.ledger.lines import DEED
from ikrar.ledger.parties import unpacked
from ikrar.ledger.points import LINKS, MOST, NEAR_DAYS, Points, days, table
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.project import text_of
from ikrar.ledger.schema import bearings, blocks, book, commitments, documents, events, links, withdrawals
from ikrar.ledger.sheet import NAMED
from ikrar.ledger.sql import among, having, is_, latest

COMPARED: Final = 30  # lines with which a line is compared: those that share most keys with it, the latest first


def link(pen: Pen, document: int, *, anew: bool = True) -> None:
    """Claims what the lines of ``document``, which has just come in, are the same as; read again, only lines without a claim yet."""
    if anew:
        if (written := at_hand.of(pen.connection).written) is not None:
            lately.learn(pen.connection, written)
        _documents(pen, document)
        bodies.link(pen, document)
    for of in ("commitment", "event"):
        _link_lines(pen, of, _of(pen.connection, of, document, anew=anew))
    named.link(pen, document)


def link_events(pen: Pen, ids: Sequence[int]) -> None:
    """Claims what events are the same as that came in after the others of their document."""
    _link_lines(pen, "event", ids)


Compare = Callable[[Line, Line], Iterator[str]]
_POINTS_OF: Final[dict[str, Compare]] = {"commitment": commitment_points, "event": event_points}


_BEARING = Prepared(
    sa.select(events.c.id, bearings.c.bearing)
    .join_from(bearings, events, bearings.c.event == events.c.id)
    .join(commitments, bearings.c.commitment == commitments.c.id)
    .where(is_(commitments.c.promise, "promise"), bearings.c.in_force, ~events.c.withdrawn)
    .order_by(bearings.c.entry.desc())
    .limit(COMPARED)
)
KEEPS: Final = ("for", "under-way")


def link_deeds(pen: Pen, borne: Mapping[int, int]) -> None:
    """Claims that deeds are what other reports tell to have kept one promise, or to have broken it; ``borne``: events with the promise."""
    for line in lately.lines(pen.connection, "event", sorted(borne)):
        told = _BEARING.tuples(pen.connection, promise=borne[line.id])
        side = {bearing in KEEPS for event, bearing in told if event == line.id}
        ids = sorted({event for event, bearing in told if event != line.id and (bearing in KEEPS) in side})
        if line.group != line.id or not ids:
            continue
        others = [replace(o, promise=borne[line.id]) for o in lately.lines(pen.connection, "event", ids) if o.document != line.document]
        deeds = [o for o in others if DEED in {o.row.type, line.row.type} and not AT_ONE_TIME.isdisjoint(event_points(o, line))]
        _claim(pen, "event", replace(line, promise=borne[line.id]), deeds, set(), _deed_points)


def _deed_points(a: Line, b: Line) -> Iterator[str]:
    """Of two lines one of which is a deed: all that its sentence names stand there as who did it, and its type says nothing."""
    yield from (point for point in event_points(a, b) if point not in SAID_OF_NO_DEED)


AT_ONE_TIME: Final = frozenset(("day", "month", "news"))  # of what is done step by step, the steps are told alike
SAID_OF_NO_DEED: Final = frozenset(("actor-other", "recipient-other", "type-other"))


def _link_lines(pen: Pen, of: str, ids: Sequence[int]) -> None:
    mine = lately.lines(pen.connection, of, ids)
    candidates = _candidates(pen.connection, of, mine)
    told: dict[tuple[int, str], set[int]] = {}
    for line in mine:
        here = told.setdefault((line.document, line.row.quote), set())  # what one sentence tells twice is two things
        _claim(pen, of, line, [other for other in candidates.get(line.id, []) if other.group not in here], here)


def _claim(pen: Pen, of: str, line: Line, others: Sequence[Line], here: set[int], compare: Compare | None = None) -> None:
    """Claims of which of ``others`` a line is one; ``here`` is added what it is surely."""
    points = table().commitment if of == "commitment" else table().event
    for other, score, why in _best(line, others, points, compare or _POINTS_OF[of]):
        verdict = "same" if score >= points.same else "unsure"
        if verdict == "same":
            here.add(other.group)
        body = {"of": of, "a": other.id, "b": line.id, "verdict": verdict, "score": round(score, 2), "points": why}
        pen.append("link", body, by=LINKS)


def _best(line: Line, others: Sequence[Line], points: Points, compare: Any) -> Iterator[tuple[Line, float, dict[str, float]]]:
    """Of each group the line that ``line`` is most likely to be, where that is likely enough.

    Words cost most: they are looked at of those that may be likeliest first, and no more of those that cannot come near the best.
    """
    best: dict[int, tuple[float, Line, dict[str, float]]] = {}
    worth, least = points.points, points.unsure
    most = worth["words"] + max(worth["number"], worth["number-other"], 0)
    likely = []
    for other in others:
        why = {name: worth[name] for name in compare(other, line)}
        may = sum(why.values()) + most + (worth["language"] if other.language != line.language else 0)
        if may >= least:  # else no words can make up for it
            likely.append((may, other, why))
    for may, other, why in sorted(likely, key=lambda one: -one[0]):
        if may < least - NEARLY:
            break
        if (
            not points_back(other, line)
            and retold.SAID.isdisjoint(why)
            and may - (1 - may_share(other, line)) * worth["words"] < least - NEARLY
        ):
            continue
        why |= {name: round(value * worth[name], 2) for name, value in shared_words(other, line)}
        score = sum(why.values())
        before = best.get(other.group)
        if score >= points.unsure and (before is None or (score, before[1].id) > (before[0], other.id)):
            best[other.group] = score, other, why
            least = max(least, score - BEYOND)
    found = sorted(best.values(), key=lambda b: (-b[0], b[1].id))
    if len(found) > 1 and found[0][0] - found[1][0] < BEYOND and not found[0][2].keys().isdisjoint(retold.POINTS):
        near_ = [i for i, b in enumerate(found) if found[0][0] - b[0] < BEYOND]
        for i in near_:
            score, other, why = found[i]
            found[i] = score + worth["rival"], other, why | {"rival": worth["rival"]}
    same = [b for b in found if b[0] >= points.same]
    for score, other, why in same[:1] or found[:1]:  # a line is one thing: to the likeliest group, and to no second
        yield other, score, why


BEYOND: Final = 0.5  # points by which a retelling must fit one better than any other: what is further from the best changes nothing
NEARLY: Final = 0.01  # points are rounded


# -- what is compared --------------------------------------------------------------------------------------------


_ALL = {of: sa.select(t.c.id).where(is_(t.c.document, "document"), ~t.c.withdrawn).order_by(t.c.id) for of, t in lately.TABLES.items()}
_MINE = {of: Prepared(query) for of, query in _ALL.items()}
_CLAIMED = {of: sa.select(links.c.b).where(links.c.of == of) for of in _ALL}
_UNLINKED = {of: Prepared(query.where(lately.TABLES[of].c.id.not_in(_CLAIMED[of]))) for of, query in _ALL.items()}


def _of(connection: sa.Connection, of: str, document: int, *, anew: bool) -> list[int]:
    if (written := at_hand.of(connection).written) is not None:
        return [row["id"] for row in (written.commitments if of == "commitment" else written.events)]
    return (_MINE if anew else _UNLINKED)[of].scalars(connection, document=document)


_TOLD = Prepared(
    sa.select(commitments.c.promise, events.c.id)
    .join(events, (events.c.document == commitments.c.document) & (events.c.span == commitments.c.span))
    .where(among(commitments.c.promise, "ids"), ~commitments.c.withdrawn, ~events.c.withdrawn)
)
"""The events in which promises are told to be given, in whatever report, however long after."""


_PAST = Prepared(
    sa.select(commitments.c.promise).where(
        is_(commitments.c.document, "document"), ~commitments.c.withdrawn, commitments.c.due < sa.bindparam("published")
    )
)


def _past(connection: sa.Connection, mine: Sequence[Line]) -> set[int]:
    """The promises that a report tells with a deadline that is past: they were not made in it."""
    line = next((line for line in mine if line.promise is not None and line.row.published), None)
    return set(_PAST.scalars(connection, document=line.document, published=line.row.published)) if line is not None else set()


def _candidates(connection: sa.Connection, of: str, mine: Sequence[Line]) -> dict[int, list[Line]]:
    asked: dict[int, set[int]] = {}
    for line in mine:
        for k in _keys(of, line):
            asked.setdefault(near.key(k), set()).add(line.id)
    if not asked:
        return {}
    ids = {line.id for line in mine}
    shared: dict[int, Counter[int]] = {}
    for key, found_ in latest(connection, of, asked, MOST + len(mine)):  # those of this document have the keys as well
        lines = [line for line in found_ if line not in ids]
        for own in asked[key] if lines else ():
            shared.setdefault(own, Counter()).update(lines)
    wanted = {
        own: set(sorted(sorted(lines, reverse=True), key=lines.__getitem__, reverse=True)[:COMPARED]) for own, lines in shared.items()
    }
    past = _past(connection, mine)
    promised = {line.promise: line.id for line in mine if line.promise is not None and (line.promise in past or told_before(line))}
    for promise, told in _TOLD.tuples(connection, ids=promised) if promised else ():
        if told not in ids:
            wanted.setdefault(promised[promise], set()).add(told)
    found = {line.id: line for line in lately.lines(connection, of, set().union(*wanted.values()))}
    return {own: [found[id_] for id_ in sorted(lines) if not found[id_].row.withdrawn] for own, lines in wanted.items()}


def _keys(of: str, line: Line) -> Iterator[str]:
    row = line.row
    if of == "commitment":
        countries = line.who.get("promisor", NOBODY).countries
        told = retold.commitment(row, line.language) if row.published else None
        meant = f"{row.meant or ''} {row.quote}" if row.meant or told is not None else None  # in few words, or in others
        yield from keys.for_promise(row.provision, countries, row.made_on, row.action or "", line.language, meant)
        named = (p for p in unpacked(row.who) if p.role == "promisor" and p.named and p.type in NAMED)
        yield from (k for p in named for k in keys.of_promisor(p.name, p.type or "", line.language))
        return
    who = line.who.get("actor", NOBODY).countries or line.who.get("recipient", NOBODY).countries or (row.country or "",)
    yield from keys.for_event(row.type, sorted(who), row.first, row.last)


# -- documents, and what has a name --------------------------------------------------------------------------------


_OWN_KEYS = Prepared(sa.select(blocks.c.key).where(blocks.c.of == sa.literal("document"), is_(blocks.c.line, "document")))
_NEAR = Prepared(
    sa.select(documents.c.id, documents.c.story, documents.c.entry, documents.c.reading, documents.c.published)
    .where(among(documents.c.id, "ids"), documents.c.id.not_in(sa.select(withdrawals.c.document)))
    .order_by(documents.c.id)
    .limit(MOST)
)


class _Body(msgspec.Struct):
    """Of a record's document, what was read of the text."""

    body: tuple[tuple[int, int], ...] = ()
    dropped: tuple[msgspec.Raw, ...] = ()


class _Read(msgspec.Struct):
    """Of a record, its document: the rest is passed over unread."""

    document: _Body


_READ: Final = msgspec.json.Decoder(_Read)


_ENTRIES = Prepared(sa.select(documents.c.entry, documents.c.reading, documents.c.published).where(is_(documents.c.id, "document")))
_READING = Prepared(sa.select(book.c.body).where(is_(book.c.seq, "reading")))


def _documents(pen: Pen, document: int) -> None:
    c = pen.connection
    hand = at_hand.of(c)
    if hand.written is not None:
        close = hand.close
    else:
        close = {line for _, line in having(c, "document", _OWN_KEYS.scalars(c, document=document))} - {document}
    rows = _NEAR.all(c, ids=close) if close else ()
    if not rows:
        return
    if hand.written is not None:
        told = hand.written.record.document
        published, kept = told.published, near.kept(hand.written.raw, told.body, dropped=bool(told.dropped))
    else:
        own = _ENTRIES.one(c, document=document)
        published, kept = own.published, _kept(c, own)
    parts = near.triples(kept)
    stories: set[int] = set()
    for row in rows:
        if row.story in stories:
            continue
        score = near.shared(near.triples(_kept(c, row)), parts)
        far = published and row.published and days(published, row.published) > NEAR_DAYS
        if score >= (near.SAME_LATER if far else near.SAME):
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
    record = _READING.one(connection, reading=row.reading).body
    told = _READ.decode(record).document
    return near.kept(text_of(connection, row.entry), told.body, dropped=bool(told.dropped))
