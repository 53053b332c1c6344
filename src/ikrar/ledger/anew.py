"""All tables anew from the book: for a ledger of an older version, one that is read in, and one that is to be mended.

What the book says means the same here as where it is written entry by entry (`project`); only the work is put together: rows that no
entry asks for are put in many at once, and indices that no entry looks into are made when all is in. All of it is one transaction, so
that whoever is killed meanwhile leaves the ledger as it was.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Final

import msgspec
import sqlalchemy as sa

from ikrar.ledger import at_hand, judged, project, records, words
from ikrar.ledger.prepared import Prepared, catch_up, held_back
from ikrar.ledger.schema import book, meta, settings
from ikrar.ledger.sheet import Asked, Sheet

if TYPE_CHECKING:
    from concurrent.futures import Future

KEPT: Final = (book.name, settings.name, "users", "sessions")  # the last two: `users`, which no book gives back
PAGE: Final = 500  # entries of the book that are looked at together
MANY: Final = 4_000  # entries from which on it is worth to begin other processes
CACHE: Final = 256  # megabytes of the file that SQLite keeps at hand
SORTING: Final = 2  # threads that help it to make an index
IN: Final = 0.85  # of the time is gone when all rows are in, and the indices are to be made
LAST: Final = frozenset(
    """
    blocks_key commitments_heads commitments_told_instrument commitments_when documents_published entities_name entities_promised
    entities_shown events_heads events_told_place events_when instruments_key links_b links_verdict processes_key promises_confirmed
    promises_status promises_told_due sides_code
    """.split()
)
"""Indices that no entry of the book looks into when it is taken in."""

Told = Callable[[float], None]
"""Is told which part of the work is done."""

_AFTER: Final = Prepared(
    sa.select(book.c.seq, book.c.by, book.c.act, book.c.body)
    .where(book.c.seq > sa.bindparam("after", type_=sa.Integer))
    .order_by(book.c.seq)
    .limit(sa.bindparam("most", type_=sa.Integer))
)


Row = tuple[int, str, str, str]
"""Number, author, act and body of an entry."""


class _Came(msgspec.Struct):
    """Of the entry of a document, what its reading asks for."""

    id: str
    raw: str


_CAME: Final = msgspec.json.Decoder(_Came)


class _Of(msgspec.Struct):
    """Of the entry of a reading, the document that is read."""

    id: str


class _Read(msgspec.Struct):
    document: _Of


_READ: Final = msgspec.json.Decoder(_Read)


class _Page:
    """Some entries of the book that follow each other, with the sheets of what is read in them."""

    def __init__(self, connection: sa.Connection, rows: Sequence[Row]) -> None:
        self.rows = rows
        self.asked: dict[int, Asked] = {}
        """By the number of the entry that reads it, what of each is asked for."""
        self.sheets: Future[list[Sheet] | None] | None = None
        raw: dict[str, str] = {}
        for seq, _, act, body in rows:
            if act == "document":
                came = _CAME.decode(body)
                raw[came.id] = came.raw
            elif act == "reading":
                sha = _READ.decode(body).document.id
                first = sha in raw
                text = raw.pop(sha) if first else project.raw_of(connection, sha)
                if text is not None:  # else it came in with a page that is not taken in yet
                    self.asked[seq] = Asked(text, body, first)

    def made(self) -> Mapping[int, Sheet]:
        """The sheets by the numbers of the entries."""
        found = self.sheets.result() if self.sheets is not None else None
        return dict(zip(self.asked, found, strict=True)) if found is not None else {}


def make(connection: sa.Connection, told: Told | None = None) -> None:
    """Throws away all tables but the book, and makes them anew from it."""
    with _in_bulk(connection):
        clear(connection)
        fill(connection, told)


def clear(connection: sa.Connection) -> None:
    """Throws away all tables but the book, whatever version they are of, and makes them empty."""
    connection.execute(sa.text("DROP TABLE IF EXISTS words"))  # first: it brings tables of its own on SQLite
    for name in sa.inspect(connection).get_table_names():
        if name not in KEPT:
            sa.Table(name, sa.MetaData()).drop(connection)
    create(connection)


def create(connection: sa.Connection) -> None:
    """Makes the tables that are not there."""
    meta.create_all(connection)
    words.create(connection)


def fill(connection: sa.Connection, told: Told | None = None) -> None:
    """Fills the tables, which are empty, from the book."""
    whole = connection.execute(sa.select(sa.func.max(book.c.seq))).scalar() or 0
    if (hand := connection.info.pop(at_hand.KEY, None)) is not None:  # nothing that a writer has at hand stays true
        hand.clear()
    later = [index for table in meta.sorted_tables for index in table.indexes if index.name in LAST]
    with _in_bulk(connection):
        if told is not None:
            told(0)
        for index in later:
            index.drop(connection)
        with held_back(connection):
            for done in _pages(connection, whole):
                if told is not None:
                    told(IN * done / whole)
        for number, index in enumerate(later, start=1):
            index.create(connection)
            if told is not None:
                told(IN + (1 - IN) * number / len(later))


def _pages(connection: sa.Connection, whole: int) -> Iterator[int]:
    """Takes the book in, page by page; up to which entry. The sheets of a page are made while those before it are taken in."""
    from ikrar.ledger.beside import Beside  # what opens a ledger has no need of it otherwise

    with Beside(None if whole >= MANY else 0) as helpers:
        ahead: deque[_Page] = deque()
        asked, done = 0, 0
        while done < whole:
            while asked < whole and len(ahead) <= helpers.many:
                page = _Page(connection, _AFTER.tuples(connection, after=asked, most=PAGE))
                if helpers.many:
                    page.sheets = helpers.ask(list(page.asked.values()))
                ahead.append(page)
                asked = page.rows[-1][0]
            page = ahead.popleft()
            _take(connection, page)
            done = page.rows[-1][0]
            yield done
    judged.flush(connection)


def _take(connection: sa.Connection, page: _Page) -> None:
    sheets = page.made()
    for seq, by, act, body in page.rows:
        if act == "reading":
            judged.flush(connection)
            raw = page.asked[seq].raw if seq in page.asked else None
            project.read(connection, seq, records.decoded(body), raw, sheets.get(seq))
            continue
        if act in project.BY_PEOPLE:
            catch_up(connection)
        project.apply(connection, seq, by, act, msgspec.json.decode(body))


@contextmanager
def _in_bulk(connection: sa.Connection) -> Iterator[None]:
    """More of the machine for one who writes much, and has the ledger for himself; as it was afterwards."""
    if connection.dialect.name != "sqlite":
        connection.execute(sa.text(f"SET LOCAL maintenance_work_mem = '{CACHE}MB'"))
        yield
        return
    wanted = {"cache_size": -CACHE * 1024, "threads": SORTING, "secure_delete": 0}
    before = {name: _pragma(connection, name) for name in wanted}
    for name, value in wanted.items():
        _pragma(connection, f"{name} = {value}")
    try:
        yield
    finally:
        for name, value in before.items():
            _pragma(connection, f"{name} = {value}")


def _pragma(connection: sa.Connection, said: str) -> Any:
    return connection.exec_driver_sql(f"PRAGMA {said}").scalar() if "=" not in said else connection.exec_driver_sql(f"PRAGMA {said}")
