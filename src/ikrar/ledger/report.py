"""A report sentence by sentence: what each says, whom it names, and what it tells that was done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final, NamedTuple

import msgspec
import sqlalchemy as sa

from ikrar.ledger import at_hand, hints, lands, meaning, rules, told, words
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.project import text_of
from ikrar.ledger.rules import Promise
from ikrar.ledger.schema import book, documents, entities, events
from ikrar.ledger.sql import is_
from ikrar.model import Document, Record

BREAK: Final = re.compile(r"[.!?”\"\n](?:(?<=\n)\n*|(?<!\n)(\s+)(?=[\"“\w]))")
"""Between two sentences; what is looked for first is one of a few signs, so that a text is passed over fast."""


class Sentence(NamedTuple):
    """A sentence of a report."""

    span: tuple[int, int]
    text: str
    actors: frozenset[int]
    """Who is named in it."""
    codes: frozenset[str]
    armed: frozenset[int]
    """Of the actors, armed groups."""
    parties: tuple[int, ...]
    """The entities named."""
    events: tuple[int, ...]
    """What it tells that was done."""


class Report(NamedTuple):
    """A document whose sentences are looked at."""

    id: int
    language: str
    published: str
    sentences: tuple[Sentence, ...]
    countries: frozenset[str]


_DOCUMENT = Prepared(
    sa.select(documents.c.id, documents.c.language, documents.c.published, documents.c.entry, documents.c.reading).where(
        is_(documents.c.id, "document")
    )
)
_RECORD = Prepared(sa.select(book.c.body).where(is_(book.c.seq, "reading")))
_WHO = Prepared(
    sa.select(entities.c.id, entities.c.local, entities.c.actor, entities.c.country, entities.c.sector).where(
        is_(entities.c.document, "document"), ~entities.c.withdrawn
    )
)
_DONE = Prepared(
    sa.select(events.c.id, events.c.span)
    .where(is_(events.c.document, "document"), ~events.c.withdrawn, events.c.factuality == sa.literal("actual"))
    .order_by(events.c.id)
)


class _Titled(msgspec.Struct):
    span: tuple[int, int]


class _Body(msgspec.Struct):
    body: tuple[tuple[int, int], ...] = ()
    title: _Titled | None = None


class _Named(msgspec.Struct):
    id: str
    mentions: tuple[tuple[int, int], ...] = ()


class _Read(msgspec.Struct):
    """What is looked at of a record: to read the rest of it takes longer than all else here."""

    document: _Body
    entities: tuple[_Named, ...] = ()


_READ: Final = msgspec.json.Decoder(_Read)


def _row(c: sa.Connection, document: int) -> Any:
    """What the ledger has of a document; None where it is in no language that is read, or of no known day."""
    row: Any
    written = at_hand.of(c).written
    if written is not None and written.document == document:
        row = _Row(document, written.record.document.language, written.record.document.published)
    else:
        row = _DOCUMENT.first(c, document=document)
    return None if row is None or row.language not in words.LANGUAGES or not row.published or row.reading is None else row


def report(c: sa.Connection, document: int) -> Report | None:
    """A document sentence by sentence; None where it is in no language that is read, or of no known day."""
    if (row := _row(c, document)) is None:
        return None
    raw, record = _text(c, row), _record(c, row)
    spans = list(_spans(raw, record.document))
    _keep(c, row, raw, spans)
    return _report(c, row, raw, record, spans)


class _Row(NamedTuple):
    """What the ledger has of a document."""

    id: int
    language: str
    published: str | None
    entry: int = 0
    reading: int | None = 0


def older(c: sa.Connection, document: int, promise: Promise, may: hints.May) -> Report | None:
    """Of a document that was read before, the sentences that tell something of a promise, of those that ``may``; None where none does."""
    telling = at_hand.of(c).tellings.get(document)
    likely = None if telling is None else _likely(telling, may)
    if likely == [] or (row := _row(c, document)) is None:
        return None
    raw = _text(c, row)
    if likely is None:
        likely = _likely(_keep(c, row, raw, list(_spans(raw, _record(c, row).document))), may)
    spans = [(start, end) for start, end in likely if told.told(promise, raw[start:end], row.language)]
    return _report(c, row, raw, _record(c, row), spans) if spans else None


def _likely(telling: at_hand.Telling, may: hints.May) -> list[tuple[int, int]]:
    return [(start, end) for start, end, bits, named in telling if may(bits, named)]


def _text(c: sa.Connection, row: Any) -> str:
    written = at_hand.of(c).written
    return written.raw if written is not None and written.document == row.id else text_of(c, row.entry)


def _record(c: sa.Connection, row: Any) -> _Read | Record:
    written = at_hand.of(c).written
    if written is not None and written.document == row.id:
        return written.record
    return _READ.decode(_RECORD.one(c, reading=row.reading).body)


def _keep(c: sa.Connection, row: Any, raw: str, spans: Sequence[tuple[int, int]]) -> at_hand.Telling:
    """Keeps at hand what may be said in which sentence, and the countries that it names."""
    texts = [raw[start:end] for start, end in spans]
    named = (frozenset(land.country for land in lands.lands(text, row.language)) for text in texts)
    found = tuple((*span, meaning.bits(text, row.language), lands_) for span, text, lands_ in zip(spans, texts, named, strict=True))
    at_hand.keep(at_hand.of(c).tellings, row.id, found)
    return found


class _Who(NamedTuple):
    id: int
    local: str
    actor: int
    country: str | None
    sector: str | None


def _who(c: sa.Connection, document: int) -> Sequence[Any]:
    """The entities of a document; those of one just written are in the ledger as they were written while no two were joined."""
    hand = at_hand.of(c)
    written = hand.written
    if written is None or written.document != document or any(of == "entity" for of, _, _ in hand.claimed):
        return _WHO.all(c, document=document)
    return [_Who(e["id"], e["local"], e["actor"], e["country"], e["sector"]) for e in written.entities]


def _done(c: sa.Connection, document: int) -> Sequence[tuple[Any, ...]]:
    """What a document tells that was done, each with where its words stand."""
    written = at_hand.of(c).written
    if written is None or written.document != document:
        return _DONE.tuples(c, document=document)
    return [(e["id"], e["span"]) for e in written.events if e["factuality"] == "actual"]


def _report(c: sa.Connection, row: Any, raw: str, record: _Read | Record, spans: Iterable[tuple[int, int]]) -> Report:
    named = {e.id: e.mentions for e in record.entities}
    who = [(r, mention) for r in _who(c, row.id) for mention in named.get(r.local, ())]
    done = [(id_, at(span)) for id_, span in _done(c, row.id)]
    sentences = []
    for start, end in spans:
        here = [r for r, (first, last) in who if first < end and start < last]
        codes = {code for r in here if (code := rules.Party(None, r.country, r.sector).code)}
        told_here = tuple(id_ for id_, at in done if start <= at < end)
        actors = frozenset(r.actor for r in here if r.actor is not None)
        armed = frozenset(r.actor for r in here if r.sector in rules.ARMED and r.actor is not None)
        parties = tuple(dict.fromkeys(r.id for r in here))
        sentences.append(Sentence((start, end), raw[start:end], actors, frozenset(codes), armed, parties, told_here))
    countries = {r.country for r, _ in who if r.country} | {land.country for s in sentences for land in lands.lands(s.text, row.language)}
    return Report(row.id, row.language, row.published, tuple(sentences), frozenset(countries))


def at(span: str) -> int:
    """Where the words of an event begin; -1 where they stand in no text."""
    return int(span.partition("-")[0] or -1)


def _spans(raw: str, read: _Body | Document) -> Iterator[tuple[int, int]]:
    """The sentences of what was read, but for the title."""
    title = read.title.span if read.title else (0, 0)
    for start, end in read.body:
        begins = start
        for gap in (*BREAK.finditer(raw, start, end), None):
            stop = end if gap is None else gap.start() if gap[1] is None else gap.start(1)
            text = raw[begins:stop]
            first = begins + len(text) - len(text.lstrip())
            if text.strip() and not (first < title[1] and title[0] < stop):
                yield first, first + len(text.strip())
            begins = gap.end() if gap else end
