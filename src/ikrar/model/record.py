"""The record: what one document says, every statement tied to the words it came from.

A span is ``(start, end)``, half open, counted in Unicode code points of the raw text. ``raw[start:end]`` is always the
words. Structs are frozen and refer to each other by id, never by object, so that they encode in one pass.
"""

from __future__ import annotations

import msgspec

Span = tuple[int, int]


class _Struct(msgspec.Struct, frozen=True, gc=False, omit_defaults=True, kw_only=True):
    """Base of all records: immutable, outside the garbage collector, silent about what it does not know."""


class Quote(_Struct):
    """Words of the text and where they stand: ``raw[span[0]:span[1]] == text``."""

    text: str
    span: Span


class Time(_Struct):
    """A moment as fine as the text settles: ``value`` is YYYY[-MM[-DD]], "open" (deadlines only) or None."""

    value: str | None
    text: str | None = None
    span: Span | None = None


class Place(_Struct):
    """Where something happened."""

    name: str
    span: Span
    country: str | None = None
    lat: float | None = None
    lon: float | None = None


class Dateline(_Struct):
    """The place that heads a report ("WASHINGTON:")."""

    text: str
    span: Span
    country: str | None = None


class Drop(_Struct):
    """A stretch left out of reading, with its reason (one of DROP_REASONS)."""

    span: Span
    reason: str


class Repair(_Struct):
    """Damage that is marked, never changed (one of REPAIR_KINDS)."""

    span: Span
    kind: str


class Evidence(_Struct):
    """Words that carry a statement. ``part``: trigger, sentence, actor, recipient, action, deadline, retelling ..."""

    span: Span
    part: str


class Attribution(_Struct):
    """Who said it, if not the reporter."""

    entity: str
    span: Span


class Quantity(_Struct):
    """A number with its words: ``what`` is killed, wounded, detained, displaced, troops, money ..."""

    what: str
    value: float
    span: Span


class Role(_Struct):
    """An office held, or once held."""

    title: str
    span: Span
    of: str | None = None
    former: bool = False


class Entity(_Struct):
    """Someone or somewhere: ``name`` for people, ``country`` and ``sector`` for counting."""

    id: str
    type: str
    name: str
    mentions: tuple[Span, ...]
    country: str | None = None
    sector: str | None = None
    roles: tuple[Role, ...] = ()


class Event(_Struct):
    """Something reported as done, under way, or said with political weight."""

    id: str
    type: str
    factuality: str
    evidence: tuple[Evidence, ...]
    mode: str | None = None
    contexts: tuple[str, ...] = ()
    actors: tuple[str, ...] = ()
    recipients: tuple[str, ...] = ()
    time: Time | None = None
    place: Place | None = None
    attribution: Attribution | None = None
    quantities: tuple[Quantity, ...] = ()


class Commitment(_Struct):
    """What binds somebody, or is said to."""

    id: str
    kind: str
    provision: str
    evidence: tuple[Evidence, ...]
    promisors: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    action: Quote | None = None
    condition: Quote | None = None
    deadline: Time | None = None
    made_on: Time | None = None
    instrument: str | None = None
    attribution: Attribution | None = None
    status: str = "open"
    status_evidence: tuple[Evidence, ...] = ()


class Instrument(_Struct):
    """A named or described text that binds or declares."""

    id: str
    kind: str
    name: str
    mentions: tuple[Span, ...]
    parties: tuple[str, ...] = ()
    date: Time | None = None
    status: str | None = None


class Head(_Struct):
    """Who led a delegation (``entity``), and for whom (``for_``, written ``for``)."""

    entity: str
    for_: str | None = msgspec.field(default=None, name="for")


class Round(_Struct):
    """One meeting of a process."""

    evidence: tuple[Evidence, ...]
    date: Time | None = None
    format: str | None = None
    heads: tuple[Head, ...] = ()
    topics: tuple[Quote, ...] = ()


class Process(_Struct):
    """A series of meetings under one name."""

    id: str
    name: str
    mentions: tuple[Span, ...]
    parties: tuple[str, ...] = ()
    rounds: tuple[Round, ...] = ()


class Document(_Struct):
    """The report itself: what is known of it, what was kept, what was left out and why."""

    id: str
    language: str
    source: str | None = None
    published: str | None = None
    title: Quote | None = None
    dateline: Dateline | None = None
    agency: str | None = None
    outlet: str | None = None
    url: str | None = None
    body: tuple[Span, ...] = ()
    dropped: tuple[Drop, ...] = ()
    repairs: tuple[Repair, ...] = ()
    warnings: tuple[str, ...] = ()


class Engine(_Struct):
    """What made the record."""

    name: str
    version: str


class Record(_Struct, omit_defaults=False):
    """One document, read."""

    engine: Engine
    document: Document
    entities: tuple[Entity, ...] = ()
    events: tuple[Event, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    instruments: tuple[Instrument, ...] = ()
    processes: tuple[Process, ...] = ()
    ikrar: str = "1"
    """Version of the format."""
