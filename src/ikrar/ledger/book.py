"""The book: entries that are only appended, each chained to the one before by its hash, and the ledger that holds it.

A write is one transaction: a document with all that follows from it is in the ledger whole or not at all, also where the process is
killed. Writers wait for each other (those of one process at a lock of its own, those of several by SQLite's BEGIN IMMEDIATE or an advisory
lock of PostgreSQL), readers for nobody.
"""

from __future__ import annotations

import hashlib
import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final, NamedTuple

import msgspec
import sqlalchemy as sa
from sqlalchemy.exc import DBAPIError

from ikrar.ledger import at_hand, judged, migrate, project
from ikrar.ledger.anew import Told
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.schema import book
from ikrar.model.said import Saying

DEFAULT: Final = "ikrar.db"
LOCK: Final = 0x1_4B_52_41_52  # the advisory lock of writers on PostgreSQL
PATIENCE: Final = 60  # seconds that a writer on SQLite waits for another
UPGRADE: Final = 10  # and one who finds a ledger of an older version, for another who brings it up to date
CACHE: Final = 64  # megabytes of the file that SQLite keeps at hand for who writes
READING: Final = 32  # and for each who reads: a dozen read at once
POOL: Final = {"pool_size": 16, "max_overflow": 16, "pool_use_lifo": True}
"""Connections that are kept for the next who asks: the one used last first, whose cache is warm."""
NOTHING: Final = "0" * 64  # the hash before the first entry
PAGE: Final = 500  # entries of the book that are looked at together


class LedgerError(Exception):
    """Something about the ledger that its user can mend; the message says what."""


class Refusal(Saying, LedgerError):
    """What a person asked to be written down cannot be: pages say why in the reader's language."""


class Entry(NamedTuple):
    """One entry of the book."""

    seq: int
    at: str
    by: str
    act: str
    body: Any
    hash: str


class Added(NamedTuple):
    """What came of adding a document: its number, and whether it was ``new``, ``known``, ``read again``, or ``taken out`` by a person."""

    document: int
    what: str


def url_of(place: str | None) -> str:
    """The SQLAlchemy address of a ledger: a path is a file of SQLite; without ``place`` it is IKRAR_LEDGER's, or ikrar.db."""
    place = place or os.environ.get("IKRAR_LEDGER") or DEFAULT
    if "://" not in place:
        return f"sqlite:///{place}"
    scheme, _, rest = place.partition("://")
    return f"postgresql+psycopg://{rest}" if scheme in {"postgres", "postgresql"} else place


def shown(url: str) -> str:
    """The address for people: a file by its path, and no password."""
    if url.startswith("sqlite:///"):
        return url.removeprefix("sqlite:///")
    return sa.engine.make_url(url).render_as_string(hide_password=True).replace("+psycopg", "")


def digest(before: str, seq: int, at: str, by: str, act: str, body: str) -> str:
    """The hash of an entry: over the hash before it and all that it says."""
    return hashlib.sha256(msgspec.json.encode((before, seq, at, by, act, body))).hexdigest()


def now() -> str:
    """The time of an entry, UTC, to the millisecond."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


_LAST = Prepared(sa.select(book.c.seq, book.c.hash).order_by(book.c.seq.desc()).limit(1))
_INSERT = Prepared(book.insert())


def last_of(connection: sa.Connection) -> tuple[int, str]:
    """Number and hash of the last entry; those before the first where there is none."""
    last = _LAST.first(connection)
    return (int(last.seq), str(last.hash)) if last else (0, NOTHING)


class Pen:
    """Writes into the book, and into the tables made from it, within one transaction."""

    def __init__(self, connection: sa.Connection, by: str, at: str | None = None) -> None:
        self.connection = connection
        self.by = by
        self.at = at
        self._seq, self._hash = last_of(connection)

    def append(self, act: str, body: Any, by: str | None = None) -> int:
        """One more entry, and what follows from it in the other tables; its number in the book."""
        at, by, text = self.at or now(), by or self.by, msgspec.json.encode(body).decode()
        self._put(at, by, act, text, digest(self._hash, self._seq + 1, at, by, act, text))
        project.apply(self.connection, self._seq, by, act, msgspec.json.decode(text))
        return self._seq

    @property
    def last(self) -> tuple[int, str]:
        """Number and hash of the last entry of the book."""
        return self._seq, self._hash

    def copy(self, entry: Entry, text: str) -> None:
        """An entry of another ledger into the book, as it stands there; refused where its hash does not follow from the one before."""
        if digest(self._hash, entry.seq, entry.at, entry.by, entry.act, text) != entry.hash or entry.seq != self._seq + 1:
            raise LedgerError(f"entry {entry.seq} does not follow from the one before it: the export was changed or is not whole")
        self._put(entry.at, entry.by, entry.act, text, entry.hash)

    def _put(self, at: str, by: str, act: str, text: str, hash_: str) -> None:
        self._seq += 1
        self._hash = hash_
        _INSERT.put(self.connection, {"seq": self._seq, "at": at, "by": by, "act": act, "body": text, "hash": hash_})


class Ledger:
    """A ledger at an address; made where there is none, unless ``create`` is false."""

    def __init__(self, place: str | None = None, *, create: bool = True, told: Told | None = None) -> None:
        """``told`` is told how far the work is where the ledger is of an older version, and is brought up to date."""
        self.url = url_of(place)
        self.name = shown(self.url)
        self._hand = at_hand.AtHand()
        self._writing = threading.Lock()
        """Held while one thread writes: SQLite lets those who wait try again after some time, and not one after another."""
        if not create and self.url.startswith("sqlite:///") and not Path(self.name).exists():
            raise LedgerError(f"there is no ledger at {self.name}: `ikrar add FILES` begins one (--ledger names another)")
        if self.url.partition(":")[0] not in {"sqlite", "postgresql+psycopg"}:
            raise LedgerError(f"{self.name} is no ledger: a file, sqlite:///FILE or postgresql://USER@HOST/NAME is")
        try:
            in_memory = self.url.partition(":///")[2] in {"", ":memory:"}  # there all must share what one connection holds
            self.engine = sa.create_engine(self.url, **({} if in_memory else POOL))
        except sa.exc.ArgumentError:
            raise LedgerError(f"{self.name} is no address of a ledger") from None
        except ModuleNotFoundError:
            raise LedgerError("a ledger on PostgreSQL needs its driver: pip install 'ikrar[postgres]'") from None
        if self.engine.dialect.name == "sqlite":
            sa.event.listen(self.engine, "connect", _sqlite)
            sa.event.listen(self.engine, "begin", _begin)
        try:
            self._bring_up(told)
        except migrate.TooNew as error:
            self.close()
            raise LedgerError(f"{self.name}: {error}") from None
        except DBAPIError as error:
            self.close()
            raise LedgerError(f"{self.name} cannot be opened as a ledger: {str(error.orig).splitlines()[0]}") from None
        except BaseException:
            self.close()
            raise

    def _bring_up(self, told: Told | None) -> None:
        """Gives the ledger the tables of this version. Who comes meanwhile waits for some time, and is then told of it."""
        with self.read() as connection:
            if migrate.wanting(connection) is None:
                return
        try:
            with self._locked(UPGRADE) as connection:
                if (work := migrate.wanting(connection)) is not None:
                    migrate.to_newest(connection, work, told)
        except DBAPIError as error:
            if not _is_held(error):
                raise
            raise LedgerError(f"{self.name} is being brought up to date by another process; try again when that is done") from None
        if work is migrate.Work.REMAKE and self.engine.dialect.name == "sqlite":
            with self.engine.connect() as connection:
                _checkpoint(connection.connection.cursor())

    @contextmanager
    def _locked(self, patience: int = PATIENCE) -> Iterator[sa.Connection]:
        """One who writes; waited for in vain for so many seconds (on PostgreSQL as long as it takes, but for those who are impatient)."""
        with self._writing, self.engine.connect().execution_options(writes=patience) as connection, connection.begin():
            if self.engine.dialect.name == "postgresql":
                if patience != PATIENCE:
                    connection.execute(sa.text(f"SET LOCAL lock_timeout = {max(1, patience * 1000)}"))
                connection.execute(sa.text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
                if patience != PATIENCE:
                    connection.execute(sa.text("SET LOCAL lock_timeout = DEFAULT"))
            else:
                connection.exec_driver_sql(f"PRAGMA cache_size = -{CACHE * 1024}")
            yield connection

    @contextmanager
    def write(self, by: str, at: str | None = None) -> Iterator[Pen]:
        """One transaction: all that is appended within it is kept together, or nothing of it."""
        with self._locked() as connection, self._at_hand(connection) as hand:
            connection.info.pop(judged.STALE, None)  # of a transaction that was given up
            pen = Pen(connection, by, at)
            if hand.last != pen.last:
                hand.clear()
            hand.last = hand.written = None  # until all of it is written
            yield pen
            judged.flush(connection)
            hand.last = pen.last

    @contextmanager
    def _at_hand(self, connection: sa.Connection) -> Iterator[at_hand.AtHand]:
        """What is at hand to this writer; of a transaction that is given up nothing."""
        connection.info[at_hand.KEY] = self._hand
        try:
            yield self._hand
        finally:
            connection.info.pop(at_hand.KEY, None)

    @contextmanager
    def read(self) -> Iterator[sa.Connection]:
        """A look at the ledger as it is at one moment."""
        with self.engine.connect() as connection, connection.begin():
            yield connection

    def entries(self, connection: sa.Connection, after: int = 0) -> Iterator[tuple[Entry, str]]:
        """The book from the entry behind ``after``, in order, each with its body as it is written."""
        query = sa.select(book).where(book.c.seq > after).order_by(book.c.seq).execution_options(yield_per=PAGE)
        with connection.execute(query) as rows:
            for row in rows:
                yield Entry(row.seq, row.at, row.by, row.act, msgspec.json.decode(row.body), row.hash), row.body

    def close(self) -> None:
        """Lets go of the database."""
        self.engine.dispose()


def _sqlite(connection: Any, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by `_begin`, not by the driver
    connection.execute(f"PRAGMA busy_timeout = {PATIENCE * 1000}")
    connection.execute(f"PRAGMA cache_size = -{READING * 1024}")
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = NORMAL")  # with WAL: a killed process loses nothing, a power cut the last moments at most


def _begin(connection: sa.Connection) -> None:
    patience = connection.get_execution_options().get("writes")
    if patience not in {None, PATIENCE}:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {patience * 1000}")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if patience is not None else "BEGIN")
    if patience not in {None, PATIENCE}:
        connection.exec_driver_sql(f"PRAGMA busy_timeout = {PATIENCE * 1000}")


def _checkpoint(cursor: Any) -> None:
    """Into the file what was written beside it, which may be as large as itself; unless somebody reads there."""
    for said in ("busy_timeout = 0", "wal_checkpoint(TRUNCATE)", f"busy_timeout = {PATIENCE * 1000}"):
        cursor.execute(f"PRAGMA {said}")


def _is_held(error: DBAPIError) -> bool:
    """Whether another holds the ledger for longer than was waited."""
    of_sqlite, of_postgresql = getattr(error.orig, "sqlite_errorname", ""), getattr(error.orig, "sqlstate", "")
    return str(of_sqlite).startswith("SQLITE_BUSY") or of_postgresql == "55P03"


def entry(connection: sa.Connection, seq: int) -> Entry:
    """One entry by its number."""
    row = connection.execute(sa.select(book).where(book.c.seq == seq)).one()
    return Entry(row.seq, row.at, row.by, row.act, msgspec.json.decode(row.body), row.hash)
