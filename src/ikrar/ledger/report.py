"""A report sentence by sentence: what each says, whom it names, and what it tells that was done."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from typing import Any, Final, NamedTuple

import msgspec
import sqlalchemy as sa

from ikrar.ledger import at_hand, hints, lands, meaning, told, words
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.project import text_of
from ikrar.ledger.promise import ARMED, Party, Promise
from ikrar.ledger.schema import book, documents, entities, events
from ikrar.ledger.sql import is_
from ikrar.model import Document, Record

BREAK: Final = re.compile(r"[.!?”\"\n](?:(?<=\n)\n*|(?<!\n)(\s+)(?=[\"“\w]))")
"""Between two sentences; what is looked for first is one of a few signs, so that a text is passed over fast."""


class Sentence:
    """A sentence of a report. Whom it names is found when it is first asked for, which of most it never is."""

    def __init__(self, span: tuple[int, int], text: str, who: Sequence[_Mention], done: Sequence[tuple[int, int]]) -> None:
        """``who`` is named where in the report, and what is told where that was done."""
        self.span, self.text = span, text
        self._who, self._done = who, done

    def without(self, words: str) -> Sentence:
        """The sentence with ``words`` left out of its text: who is named in it, and what is told, stay."""
        return Sentence(self.span, self.text.replace(words, " "), self._who, self._done)

    @cached_property
    def _here(self) -> list[Any]:
        start, end = self.span
        return [r for r, (first, last) in self._who if first < end and start < last]

    @cached_property
    def actors(self) -> frozenset[int]:
        """Who is named in it."""
        return frozenset(r.actor for r in self._here if r.actor is not None)

    @cached_property
    def codes(self) -> frozenset[str]:
        """Their countries and kinds (`promise.Party.code`)."""
        return frozenset(code for r in self._here if (code := Party(None, r.country, r.sector).code))

    @cached_property
    def armed(self) -> frozenset[int]:
        """Of the actors, armed groups."""
        return frozenset(r.actor for r in self._here if r.sector in ARMED and r.actor is not None)

    @cached_property
    def parties(self) -> tuple[int, ...]:
        """The entities named."""
        return tuple(dict.fromkeys(r.id for r in self._here))

    @cached_property
    def events(self) -> tuple[int, ...]:
        """What it tells that was done."""
        start, end = self.span
        return tuple(id_ for id_, at in self._done if start <= at < end)


_Mention = tuple[Any, tuple[int, int]]
"""An entity, and where it is named."""


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
    text = _keep(c, row, raw, record)
    return _report(c, row, raw, record, text.spans, text.named)


class _Row(NamedTuple):
    """What the ledger has of a document."""

    id: int
    language: str
    published: str | None
    entry: int = 0
    reading: int | None = 0


def older(c: sa.Connection, document: int, promise: Promise, may: hints.May) -> Report | None:
    """Of a document that was read before, the sentences that tell something of a promise, of those that ``may``; None where none does."""
    text = at_hand.of(c).texts.get(document)
    if text is None:
        if (row := _row(c, document)) is None:
            return None
        raw = _text(c, row)
        text = _keep(c, row, raw, _record(c, row))
    likely = [(start, end) for start, end, bits, named in _telling(text) if may(bits, named)]
    spans = [(start, end) for start, end in likely if told.told(promise, text.raw[start:end], text.language)]
    if not spans or (row := _row(c, document)) is None:
        return None
    named = [lands_ for span, lands_ in zip(text.spans, text.named, strict=True) if span in spans]
    return _report(c, row, text.raw, _record(c, row), spans, named)


def _text(c: sa.Connection, row: Any) -> str:
    written = at_hand.of(c).written
    return written.raw if written is not None and written.document == row.id else text_of(c, row.entry)


def _record(c: sa.Connection, row: Any) -> _Read | Record:
    written = at_hand.of(c).written
    if written is not None and written.document == row.id:
        return written.record
    return _READ.decode(_RECORD.one(c, reading=row.reading).body)


def _keep(c: sa.Connection, row: Any, raw: str, record: _Read | Record) -> at_hand.Text:
    """Keeps at hand a text, where its sentences stand, and the countries that each names."""
    spans = list(_spans(raw, record.document))
    named = lands.named([raw[start:end] for start, end in spans], row.language)
    text: at_hand.Text = at_hand.keep(at_hand.of(c).texts, row.id, at_hand.Text(raw, row.language, spans, named))
    return text


def _telling(text: at_hand.Text) -> at_hand.Telling:
    """What may be said in which sentence, and the countries that it names."""
    if text.telling is None:
        raw, language = text.raw, text.language
        found = zip(text.spans, text.named, strict=True)
        text.telling = tuple((start, end, meaning.bits(raw[start:end], language), named) for (start, end), named in found)
    return text.telling


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


def _report(
    c: sa.Connection, row: Any, raw: str, record: _Read | Record, spans: Iterable[tuple[int, int]], lands_: Iterable[frozenset[str]]
) -> Report:
    named = {e.id: e.mentions for e in record.entities}
    who = [(r, mention) for r in _who(c, row.id) for mention in named.get(r.local, ())]
    done = [(id_, at(span)) for id_, span in _done(c, row.id)]
    sentences = tuple(Sentence((start, end), raw[start:end], who, done) for start, end in spans)
    countries = frozenset(r.country for r, _ in who if r.country).union(*lands_)
    return Report(row.id, row.language, row.published, sentences, countries)


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
            said = text.strip()
            first = begins + text.find(said)
            if said and not (first < title[1] and title[0] < stop):
                yield first, first + len(said)
            begins = gap.end() if gap else end
