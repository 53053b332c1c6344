"""The tables. ``book`` is the truth and only grows; the others are made from it and may be thrown away.

Dates are ISO text, compared as text: the same on SQLite and PostgreSQL, and "2020-06" is kept as fine as it was told. Where a line is
asked for by time, ``first`` and ``last`` bound the days that its date may mean.
"""

from __future__ import annotations

from typing import Final

import sqlalchemy as sa

VERSION: Final = 10
"""Of the tables below; `migrate` brings an older ledger up to it."""
INDICES_ONLY: Final = frozenset((4, 5, 6, 7))
"""Versions that have other indices than the one before, and the same tables."""

meta = sa.MetaData()


def _id() -> sa.Column[int]:
    return sa.Column("id", sa.Integer, primary_key=True, autoincrement=False)


def _day(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.String(10))


def _of_document(*, by_hand: bool) -> sa.Column[int]:
    """The document that tells a line; where lines are entered ``by_hand`` too, those have none."""
    comment = "null where it was entered by hand" if by_hand else None
    return sa.Column("document", sa.Integer, nullable=by_hand, index=True, comment=comment)


def _who() -> sa.Column[str]:
    return sa.Column("who", sa.Text, nullable=False, comment="its sides with their actors, as JSON: what is compared of it (`parties`)")


def _withdrawn() -> sa.Column[bool]:
    return sa.Column("withdrawn", sa.Boolean, nullable=False, comment="rejected by a person, or found no more by a later reading")


def _by_person() -> sa.Column[bool]:
    comment = "confirmed, corrected, rejected or entered by a person: no engine changes it"
    return sa.Column("person", sa.Boolean, nullable=False, comment=comment)


def _first_of(group: str) -> sa.ColumnElement[bool]:
    """That a line is shown: of those that are the same the first."""
    return sa.and_(sa.column(group) == sa.column("id"), ~sa.column("withdrawn", sa.Boolean))


def _heads(table: str, group: str, *compared: str) -> sa.Index:
    """Of the lines that are shown, each the first of those that are the same: what is compared of them with what is asked.

    It is gone through from the latest line on, and their rows, which are many times as wide, are not looked at: for that it must hold also
    what it is restricted by.
    """
    which = _first_of(group)
    return sa.Index(f"{table}_heads", "id", *compared, group, "withdrawn", sqlite_where=which, postgresql_where=which)


def _when(table: str, group: str, *days: str, compared: tuple[str, ...]) -> sa.Index:
    """Of the lines that are shown, by their days; with what is compared of them besides."""
    which = _first_of(group)
    return sa.Index(f"{table}_when", *days, *compared, group, "withdrawn", sqlite_where=which, postgresql_where=which)


def _told(table: str, column: str, *more: str) -> sa.Index:
    """What is asked for of a column that few lines have."""
    which = sa.column(column).is_not(None)
    return sa.Index(f"{table}_told_{column}", column, *more, sqlite_where=which, postgresql_where=which)


_NAMED: Final = _first_of("actor") & sa.column("key").is_not(None)

BY_PEOPLE: Final = sa.text("act IN ('decision', 'entered')")
"""What people wrote in the book. To be asked in these words: by them the index of it is known, which is of a few of its entries."""

book = sa.Table(
    "book",
    meta,
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False, comment="1, 2, 3 ... without a gap"),
    sa.Column("at", sa.String(32), nullable=False, comment="when it was written, UTC"),
    sa.Column("by", sa.String(200), nullable=False, comment="a rule and its version, or a person"),
    sa.Column("act", sa.String(20), nullable=False, comment="document, reading, link, bearing, status, decision, entered"),
    sa.Column("body", sa.Text, nullable=False, comment="what it says, as JSON"),
    sa.Column("hash", sa.String(64), nullable=False, comment="sha256 over the hash before and all that stands in the row"),
    sa.Index("book_people", "seq", "by", sqlite_where=BY_PEOPLE, postgresql_where=BY_PEOPLE),
)

settings = sa.Table(
    "settings",
    meta,
    sa.Column("name", sa.String(40), primary_key=True),
    sa.Column("value", sa.Text, nullable=False),
)

documents = sa.Table(
    "documents",
    meta,
    _id(),
    sa.Column("sha", sa.String(80), nullable=False, unique=True, comment="the record's document id"),
    sa.Column("entry", sa.Integer, nullable=False, comment="where its text stands in the book"),
    sa.Column("reading", sa.Integer, comment="where the reading in force stands in the book"),
    sa.Column("language", sa.String(8), nullable=False),
    _day("published"),
    sa.Column("title", sa.Text),
    sa.Column("outlet", sa.Text),
    sa.Column("agency", sa.Text),
    sa.Column("source", sa.Text),
    sa.Column("url", sa.Text),
    sa.Column("length", sa.Integer, nullable=False, comment="characters that were read: the fullest telling of a story is shown"),
    sa.Column("engine", sa.String(80), comment="what made the reading in force"),
    sa.Column("story", sa.Integer, nullable=False, index=True, comment="the first document of its near-duplicates, itself included"),
    sa.Index("documents_published", "published"),
)

blocks = sa.Table(
    "blocks",
    meta,
    sa.Column("of", sa.String(12), nullable=False, comment="document, event or commitment"),
    sa.Column("key", sa.BigInteger, nullable=False, comment="hash of what lines that may belong together share"),
    sa.Column("line", sa.Integer, nullable=False),
    sa.Index("blocks_key", "of", "key", "line"),
    sa.Index("blocks_line", "line", "of", "key"),
)

marks = sa.Table(
    "marks",
    meta,
    sa.Column("key", sa.BigInteger, primary_key=True, autoincrement=False, comment="hash of what an act and a promise must share"),
    sa.Column("line", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("of", sa.String(12), nullable=False, comment="act (an event), or promise (a commitment)"),
    sa.Column("first", sa.String(10), nullable=False, comment="the days of the act, or that of the promise"),
    sa.Column("last", sa.String(10), nullable=False),
    sa.Column("words", sa.Text, comment="bits of the words of the sentence, or of each word promised; null where none are asked for"),
    sa.Index("marks_line", "line", "of"),
    sqlite_with_rowid=False,  # what is looked up lies in order beside its key
)

COUNTED: Final = {
    "promised": "lines in which it is a promisor",
    "was_promised": "in which it is a beneficiary",
    "acted": "in which it acts",
    "was_acted_on": "in which it is hit",
}
ROLES: Final = {"promisor": "promised", "beneficiary": "was_promised", "actor": "acted", "recipient": "was_acted_on"}
"""The roles that are counted, with their columns."""

names = sa.Table(
    "names",
    meta,
    sa.Column("name", sa.Text, primary_key=True, comment="each name of an entity once: names are asked for by a part of them"),
)

entities = sa.Table(
    "entities",
    meta,
    _id(),
    _of_document(by_hand=True),
    sa.Column("local", sa.String(12), nullable=False, comment="its id in the record"),
    sa.Column("type", sa.String(20), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("country", sa.String(3)),
    sa.Column("sector", sa.String(3)),
    sa.Column("key", sa.Text, comment="folded name, type and country; null for the unnamed, who are never taken for one another"),
    sa.Column("actor", sa.Integer, nullable=False, comment="the first entity that is the same, itself included"),
    *(sa.Column(name, sa.Integer, nullable=False, comment=f"of an actor: {what}") for name, what in COUNTED.items()),
    _withdrawn(),
    sa.Index("entities_key", "key", "actor"),
    sa.Index("entities_actor", "actor", "name"),
    sa.Index("entities_name", "name"),
    sa.Index("entities_shown", "id", "country", "name", sqlite_where=_NAMED, postgresql_where=_NAMED),
    sa.Index("entities_promised", "promised", "id", "country", "name", sqlite_where=_NAMED, postgresql_where=_NAMED),
)

events = sa.Table(
    "events",
    meta,
    _id(),
    _of_document(by_hand=True),
    sa.Column("local", sa.String(12), nullable=False),
    sa.Column("type", sa.String(12), nullable=False),
    sa.Column("mode", sa.String(30)),
    sa.Column("factuality", sa.String(10), nullable=False),
    _day("value"),
    _day("first"),
    _day("last"),
    sa.Column("told", sa.Boolean, nullable=False, comment="whether the text settles a time; else first and last are before publication"),
    sa.Column("place", sa.Text),
    sa.Column("country", sa.String(3), comment="of the place"),
    sa.Column("quote", sa.Text, nullable=False, comment="the sentence that says so"),
    sa.Column("span", sa.String(24), nullable=False, comment="start and end of the word that it hangs on"),
    sa.Column("body", sa.Text, nullable=False, comment="the line as the record has it, as JSON"),
    sa.Column("happening", sa.Integer, nullable=False, index=True, comment="the first event that is the same, itself included"),
    _who(),
    _withdrawn(),
    _by_person(),
    _heads("events", "happening", "type", "first", "last", "country"),
    _when("events", "happening", "first", "last", compared=("type", "country")),
    _told("events", "place"),
)

commitments = sa.Table(
    "commitments",
    meta,
    _id(),
    _of_document(by_hand=True),
    sa.Column("local", sa.String(12), nullable=False),
    sa.Column("kind", sa.String(12), nullable=False),
    sa.Column("provision", sa.String(30), nullable=False),
    sa.Column("action", sa.Text),
    sa.Column("condition", sa.Text),
    sa.Column("deadline", sa.String(10), comment="YYYY, YYYY-MM, YYYY-MM-DD or open"),
    sa.Column("deadline_words", sa.Text),
    _day("due"),
    _day("made_on"),
    sa.Column("instrument", sa.Text),
    sa.Column("meant", sa.Text, comment="what the action points back to with a word for it"),
    sa.Column("told", sa.String(12), nullable=False, comment="the status that the document itself tells"),
    sa.Column("body", sa.Text, nullable=False, comment="the line as the record has it, as JSON"),
    sa.Column("quote", sa.Text, nullable=False),
    sa.Column("span", sa.String(24), nullable=False),
    sa.Column("promise", sa.Integer, nullable=False, index=True, comment="the first commitment that is the same, itself included"),
    _who(),
    _withdrawn(),
    _by_person(),
    _heads("commitments", "promise", "provision", "kind", "made_on"),
    _when("commitments", "promise", "made_on", compared=("provision", "kind")),
    _told("commitments", "instrument"),
)

sides = sa.Table(
    "sides",
    meta,
    sa.Column("of", sa.String(12), nullable=False, comment="event, commitment, instrument or process"),
    sa.Column("line", sa.Integer, nullable=False),
    sa.Column("role", sa.String(12), nullable=False, comment="actor, recipient, promisor, beneficiary or party"),
    sa.Column("entity", sa.Integer),
    sa.Column("country", sa.String(3)),
    sa.Column("sector", sa.String(3)),
    sa.Column("actor", sa.Integer, comment="as whom the entity goes"),
    sa.Index("sides_actor", "actor", "of", "role", "line"),
    sa.Index("sides_of", "of", "line", "role", "entity", "country", "sector"),  # all of it: the sides of a page's lines lie together
    sa.Index("sides_code", "of", "country", "role", "line", "sector"),
    sa.Index("sides_entity", "entity", "of", "role", "line"),
)

instruments = sa.Table(
    "instruments",
    meta,
    _id(),
    _of_document(by_hand=False),
    sa.Column("local", sa.String(12), nullable=False),
    sa.Column("kind", sa.String(20), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    _day("date"),
    sa.Column("status", sa.String(20)),
    sa.Column("key", sa.Text),
    sa.Column("text", sa.Integer, nullable=False, index=True, comment="the first instrument that is the same, itself included"),
    _withdrawn(),
    sa.Index("instruments_key", "key"),
)

processes = sa.Table(
    "processes",
    meta,
    _id(),
    _of_document(by_hand=False),
    sa.Column("local", sa.String(12), nullable=False),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("key", sa.Text),
    sa.Column("series", sa.Integer, nullable=False, index=True, comment="the first process that is the same, itself included"),
    _withdrawn(),
    sa.Index("processes_key", "key"),
)

rounds = sa.Table(
    "rounds",
    meta,
    sa.Column("process", sa.Integer, nullable=False, index=True),
    sa.Column("event", sa.Integer, comment="the event that tells of the same meeting"),
    sa.Column("number", sa.Integer, comment="which of the series it is, where the words say so"),
    _day("date"),
    sa.Column("format", sa.String(20)),
    sa.Column("heads", sa.Text, nullable=False, comment="names, for people to read"),
    sa.Column("topics", sa.Text, nullable=False),
    sa.Column("quote", sa.Text, nullable=False),
)

links = sa.Table(
    "links",
    meta,
    sa.Column("entry", sa.Integer, primary_key=True, autoincrement=False, comment="where the claim stands in the book"),
    sa.Column("of", sa.String(12), nullable=False, comment="document, entity, event, commitment, instrument or process"),
    sa.Column("a", sa.Integer, nullable=False, comment="the earlier line"),
    sa.Column("b", sa.Integer, nullable=False, comment="the later line"),
    sa.Column("verdict", sa.String(10), nullable=False, comment="same, different or unsure"),
    sa.Column("score", sa.Float),
    sa.Column("person", sa.Boolean, nullable=False, comment="whether a person said so: then no machine's word counts"),
    sa.Column("in_force", sa.Boolean, nullable=False, comment="false once a later claim on the pair, or an undo, stands"),
    sa.Index("links_pair", "of", "a", "b"),
    sa.Index("links_b", "of", "b"),
    sa.Index("links_verdict", "verdict", "entry"),
)

bearings = sa.Table(
    "bearings",
    meta,
    sa.Column("entry", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("commitment", sa.Integer, nullable=False, index=True),
    sa.Column("event", sa.Integer, nullable=False, index=True),
    sa.Column("bearing", sa.String(10), nullable=False, comment="for, against, under-way, denied or none (a person's: it does not bear)"),
    sa.Column("extent", sa.Integer),
    sa.Column("person", sa.Boolean, nullable=False),
    sa.Column("in_force", sa.Boolean, nullable=False),
)

statuses = sa.Table(
    "statuses",
    meta,
    sa.Column("entry", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("promise", sa.Integer, nullable=False, index=True),
    sa.Column("status", sa.String(12), nullable=False),
    sa.Column("extent", sa.Integer),
    sa.Column("person", sa.Boolean, nullable=False),
    sa.Column("undone", sa.Boolean, nullable=False),
)

promises = sa.Table(
    "promises",
    meta,
    _id(),
    sa.Column("status", sa.String(12), nullable=False, comment="today's best judgement: a person's, or else the machine's"),
    sa.Column("extent", sa.Integer),
    sa.Column("confirmed", sa.Boolean, nullable=False),
    sa.Column("judged", sa.Integer, comment="where that judgement stands in the book"),
    sa.Column("stories", sa.Integer, nullable=False, comment="in how many stories it is told; agency copies count once"),
    sa.Column("for", sa.Integer, nullable=False, comment="happenings that speak for it"),
    sa.Column("against", sa.Integer, nullable=False),
    _day("last"),
    sa.Column("deadline", sa.String(10), comment="as it was told last"),
    sa.Column("deadline_words", sa.Text),
    _day("due"),
    sa.Index("promises_status", "status", "confirmed", "judged"),
    _told("promises", "due", "status"),
    sa.Index(
        "promises_confirmed", "id", sqlite_where=sa.column("confirmed", sa.Boolean), postgresql_where=sa.column("confirmed", sa.Boolean)
    ),
)

notes = sa.Table(
    "notes",
    meta,
    sa.Column("entry", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("of", sa.String(12), nullable=False),
    sa.Column("line", sa.Integer, nullable=False),
    sa.Column("text", sa.Text, nullable=False),
    sa.Column("source", sa.Text),
    sa.Column("undone", sa.Boolean, nullable=False),
    sa.Index("notes_line", "of", "line"),
)

withdrawals = sa.Table(
    "withdrawals",
    meta,
    sa.Column("document", sa.Integer, primary_key=True, autoincrement=False, comment="that a person has taken out of the ledger"),
    sa.Column("entry", sa.Integer, nullable=False, index=True, comment="where they said so"),
)

LINES: Final = {
    "document": documents,
    "entity": entities,
    "event": events,
    "commitment": commitments,
    "instrument": instruments,
    "process": processes,
}
CLUSTER: Final = {
    "document": documents.c.story,
    "entity": entities.c.actor,
    "event": events.c.happening,
    "commitment": commitments.c.promise,
    "instrument": instruments.c.text,
    "process": processes.c.series,
}
"""The column that names the first of the lines that are the same."""
LETTERS: Final = {"document": "D", "entity": "A", "event": "E", "commitment": "C", "instrument": "I", "process": "P"}
"""Before the number of a line, for people: C-17."""
