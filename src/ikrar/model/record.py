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
    """The words, exactly as they stand in the raw text."""
    span: Span
    """Where they stand."""


class Time(_Struct):
    """A moment as fine as the text settles: ``value`` is YYYY[-MM[-DD]], "open" (deadlines only) or None."""

    value: str | None
    """YYYY, YYYY-MM or YYYY-MM-DD; "open" for a deadline still to be set; null where the text settles none."""
    text: str | None = None
    """The words that it was read from."""
    span: Span | None = None
    """Where they stand."""


class Place(_Struct):
    """Where something happened."""

    name: str
    """English where one is usual; as written otherwise."""
    span: Span
    """Where it is named."""
    country: str | None = None
    """ISO 3166-1 alpha-3."""
    lat: float | None = None
    """Degrees north."""
    lon: float | None = None
    """Degrees east."""


class Dateline(_Struct):
    """The place that heads a report ("WASHINGTON:")."""

    text: str
    """The words, as they stand."""
    span: Span
    """Where they stand."""
    country: str | None = None
    """ISO 3166-1 alpha-3 of the place."""


class Drop(_Struct):
    """A stretch left out of reading, with its reason (one of DROP_REASONS)."""

    span: Span
    """What was left out."""
    reason: str
    """Why: duplicate-title, spam, boilerplate, navigation or caption."""


class Repair(_Struct):
    """Damage that is marked, never changed (one of REPAIR_KINDS)."""

    span: Span
    """The damaged place."""
    kind: str
    """What is wrong there: stray-full-stop, missing-space, mojibake or replacement-character."""


class Evidence(_Struct):
    """Words that carry a statement. ``part``: trigger, sentence, actor, recipient, action, deadline, retelling ..."""

    span: Span
    """The words."""
    part: str
    """What they are: trigger (the word that it hangs on), sentence, retelling (another trigger), meant (what it points back to) ..."""


class Attribution(_Struct):
    """Who said it, if not the reporter."""

    entity: str
    """Id of who said it."""
    span: Span
    """The words of saying, or the stretch that is said."""


class Quantity(_Struct):
    """A number with its words: ``what`` is killed, wounded, detained, displaced, troops, money ..."""

    what: str
    """What is counted: killed, wounded, detained, displaced, troops, money ..."""
    value: float
    """The number; of a range or a bound, what the words say at least."""
    span: Span
    """The words that it was read from."""


class Role(_Struct):
    """An office held, or once held."""

    title: str
    """The office, in English where the gazetteer knows it."""
    span: Span
    """Where the text says so."""
    of: str | None = None
    """Id of the state or body it belongs to."""
    former: bool = False
    """Whether it was held once and is no more."""


class Entity(_Struct):
    """Someone or somewhere: ``name`` for people, ``country`` and ``sector`` for counting."""

    id: str
    """e1, e2 ...: what the rest of the record refers to."""
    type: str
    """person, state, organization, armed-group, group, place or facility."""
    name: str
    """For people to read: canonical, in English where one is usual; as written otherwise."""
    mentions: tuple[Span, ...]
    """Everywhere the text speaks of it, pronouns and descriptions included where they are resolved."""
    country: str | None = None
    """ISO 3166-1 alpha-3; INT for bodies and groups of no one country; absent where unknown. For counting."""
    sector: str | None = None
    """PLOVER's sector: GOV, MIL, LEG, REB ... For counting."""
    roles: tuple[Role, ...] = ()
    """Offices held, or once held."""


class Event(_Struct):
    """Something reported as done, under way, or said with political weight."""

    id: str
    """v1, v2 ..."""
    type: str
    """PLOVER's type: AGREE, CONSULT, ASSAULT ..."""
    factuality: str
    """actual, planned, possible or denied."""
    evidence: tuple[Evidence, ...]
    """The words that say so; 800 characters at most in all."""
    mode: str | None = None
    """PLOVER's mode within the type (aerial, convict ...), where the text says it."""
    contexts: tuple[str, ...] = ()
    """PLOVER's contexts (military, legal ...)."""
    actors: tuple[str, ...] = ()
    """Ids of who acts; both sides of a mutual act."""
    recipients: tuple[str, ...] = ()
    """Ids of whom it is done to; empty for mutual acts."""
    time: Time | None = None
    """When it happened."""
    place: Place | None = None
    """Where it happened; not where it was said."""
    attribution: Attribution | None = None
    """Who says so, if not the reporter."""
    quantities: tuple[Quantity, ...] = ()
    """Numbers that belong to it."""


class Commitment(_Struct):
    """What binds somebody, or is said to."""

    id: str
    """c1, c2 ..."""
    kind: str
    """undertaking (they will do it, or refrain), obligation (imposed), demand (asked, not accepted), declaration or permission."""
    provision: str
    """What it is about, one code: ceasefire, withdrawal-of-forces, protection ..."""
    evidence: tuple[Evidence, ...]
    """The words that say so; 800 characters at most in all."""
    promisors: tuple[str, ...] = ()
    """Ids of who is bound; in a demand, of who is asked to act."""
    beneficiaries: tuple[str, ...] = ()
    """Ids of to whom it is promised or owed."""
    action: Quote | None = None
    """What is to be done, in the words of the text."""
    condition: Quote | None = None
    """What it hangs on."""
    deadline: Time | None = None
    """By when; the value "open" where the text says that it is still to be set."""
    made_on: Time | None = None
    """When it was made."""
    instrument: str | None = None
    """Id of the agreement, resolution ... that lays it down."""
    attribution: Attribution | None = None
    """Who says so, if not the reporter."""
    status: str = "open"
    """open, under-way, fulfilled, breached, contested, lapsed or withdrawn, as of this document."""
    status_evidence: tuple[Evidence, ...] = ()
    """The words for a status other than open."""


class Instrument(_Struct):
    """A named or described text that binds or declares."""

    id: str
    """i1, i2 ..."""
    kind: str
    """agreement, treaty, memorandum, joint-statement, resolution, law, decree, ruling or plan."""
    name: str
    """As written, at its fullest."""
    mentions: tuple[Span, ...]
    """Everywhere the text speaks of it."""
    parties: tuple[str, ...] = ()
    """Ids of who signed or issued it."""
    date: Time | None = None
    """When it was signed or issued."""
    status: str | None = None
    """signed, adopted, proposed ..., where the text says."""


class Head(_Struct):
    """Who led a delegation (``entity``), and for whom (``for_``, written ``for``)."""

    entity: str
    """Id of the person."""
    for_: str | None = msgspec.field(default=None, name="for")
    """Id of the side led."""


class Round(_Struct):
    """One meeting of a process."""

    evidence: tuple[Evidence, ...]
    """The words that say so."""
    date: Time | None = None
    """When it met."""
    format: str | None = None
    """How it met, such as video."""
    heads: tuple[Head, ...] = ()
    """Who led the delegations."""
    topics: tuple[Quote, ...] = ()
    """What was on the table, in the words of the text."""


class Process(_Struct):
    """A series of meetings under one name."""

    id: str
    """p1, p2 ..."""
    name: str
    """As written, at its fullest."""
    mentions: tuple[Span, ...]
    """Everywhere the text speaks of it."""
    parties: tuple[str, ...] = ()
    """Ids of the sides."""
    rounds: tuple[Round, ...] = ()
    """Its meetings, as far as the text tells of them."""


class Document(_Struct):
    """The report itself: what is known of it, what was kept, what was left out and why."""

    id: str
    """sha256 of the raw text."""
    language: str
    """BCP 47: id, en; und where it cannot be told."""
    source: str | None = None
    """Path, address or id that it was read from."""
    published: str | None = None
    """Day of publication, YYYY-MM-DD, as given or as the text says; never guessed."""
    title: Quote | None = None
    """The headline."""
    dateline: Dateline | None = None
    """The place that heads the report."""
    agency: str | None = None
    """The news agency that it comes from, as the text says."""
    outlet: str | None = None
    """The paper or site, as the text says."""
    url: str | None = None
    """Its address."""
    body: tuple[Span, ...] = ()
    """The paragraphs that were read, in order."""
    dropped: tuple[Drop, ...] = ()
    """What was left out, with the reason."""
    repairs: tuple[Repair, ...] = ()
    """Damage that was read past, with its kind."""
    warnings: tuple[str, ...] = ()
    """What the reader of the record should know: damaged bytes, a language that is not read."""


class Engine(_Struct):
    """What made the record."""

    name: str
    """rules, or another engine's name."""
    version: str
    """Its version: same text, options and version give the same bytes."""


class Record(_Struct, omit_defaults=False):
    """One document, read."""

    engine: Engine
    """What made it."""
    document: Document
    """The report, and what was made of its text."""
    entities: tuple[Entity, ...] = ()
    """Who and what the lines below refer to."""
    events: tuple[Event, ...] = ()
    """What was done, and said with political weight."""
    commitments: tuple[Commitment, ...] = ()
    """What was promised, imposed, demanded, declared or permitted."""
    instruments: tuple[Instrument, ...] = ()
    """Agreements, resolutions, laws ..."""
    processes: tuple[Process, ...] = ()
    """Series of meetings under one name."""
    ikrar: str = "1"
    """Version of the format."""
