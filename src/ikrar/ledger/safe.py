"""Nothing lost: the whole book out and in again, and the check that nothing in it was changed."""

from __future__ import annotations

import gzip
import hashlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, Final

import msgspec
import sqlalchemy as sa

from ikrar.ledger import anew, records
from ikrar.ledger.book import NOTHING, Entry, Ledger, LedgerError, digest, last_of
from ikrar.ledger.schema import book, commitments, documents, events, meta
from ikrar.ledger.sql import clean
from ikrar.model import Commitment, Event, Quote

FORMAT: Final = 1


class Head(msgspec.Struct, frozen=True, rename={"ikrar_ledger": "ikrar-ledger"}):
    """The first line of an export: what follows it must be so long, and end so."""

    ikrar_ledger: int
    entries: int
    hash: str


_HEAD: Final = msgspec.json.Decoder(Head)


class Row(msgspec.Struct, frozen=True):
    """One entry of an export; its body is kept to the byte, since the hash is over it."""

    seq: int
    at: str
    by: str
    act: str
    body: msgspec.Raw
    hash: str


_ROW: Final = msgspec.json.Decoder(Row)


# -- out ---------------------------------------------------------------------------------------------------------


def export(ledger: Ledger, target: IO[bytes]) -> int:
    """Writes the book as JSON lines; how many entries it has."""
    with ledger.read() as connection:
        target.write(msgspec.json.encode(Head(FORMAT, *last_of(connection))) + b"\n")
        number = 0
        for entry, body in ledger.entries(connection):
            row = Row(entry.seq, entry.at, entry.by, entry.act, msgspec.Raw(body.encode()), entry.hash)
            target.write(msgspec.json.encode(row) + b"\n")
            number += 1
    return number


def export_parquet(ledger: Ledger, folder: Path) -> list[Path]:
    """Writes every table as a Parquet file into ``folder``; book.parquet alone gives back the ledger."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ModuleNotFoundError:
        raise LedgerError("Parquet needs pyarrow: pip install 'ikrar[parquet]'") from None
    folder.mkdir(parents=True, exist_ok=True)
    kinds = {sa.Integer: pa.int64(), sa.BigInteger: pa.int64(), sa.Float: pa.float64(), sa.Boolean: pa.bool_()}
    written = []
    with ledger.read() as connection:
        for table in meta.sorted_tables:
            schema = pa.schema([(column.name, kinds.get(type(column.type), pa.string())) for column in table.columns])
            path = folder / f"{table.name}.parquet"
            with pq.ParquetWriter(path, schema) as writer:
                rows = connection.execute(sa.select(table).order_by(*table.primary_key.columns).execution_options(yield_per=5_000))
                for part in rows.mappings().partitions():
                    writer.write_table(pa.Table.from_pylist([dict(row) for row in part], schema))
            written.append(path)
    return written


# -- in ----------------------------------------------------------------------------------------------------------


@contextmanager
def _readable(path: Path) -> Iterator[Iterator[bytes]]:
    with path.open("rb") as file:
        packed = file.read(2) == b"\x1f\x8b"
        file.seek(0)
        if not packed:
            yield iter(file)
            return
        with gzip.open(file) as unpacked:
            yield iter(unpacked)


def read_in(ledger: Ledger, path: Path, told: anew.Told | None = None) -> int:
    """Makes the empty ``ledger`` one with the exported one; how many entries it has now. All of it, or nothing."""
    rows = _parquet(path) if path.suffix == ".parquet" else _lines(path)
    with ledger.write("import") as pen:
        if pen.connection.execute(sa.select(sa.func.count()).select_from(book)).scalar():
            raise LedgerError(f"{ledger.name} is not empty: a whole ledger is read into a new one only (--ledger names one)")
        number = 0
        for entry, body in rows:
            pen.copy(entry, body)
            number += 1
        anew.fill(pen.connection, told)
        return number


def _lines(path: Path) -> Iterator[tuple[Entry, str]]:
    try:
        with _readable(path) as lines:
            head = _HEAD.decode(next(lines, b""))
            if head.ikrar_ledger != FORMAT:
                raise LedgerError(f"{path} was written by a newer Ikrar: update Ikrar")
            row, number = None, 0
            for line in lines:
                row = _ROW.decode(line)
                number += 1
                body = bytes(row.body).decode()
                yield Entry(row.seq, row.at, row.by, row.act, msgspec.json.decode(row.body), row.hash), body
    except (msgspec.MsgspecError, UnicodeDecodeError, EOFError, gzip.BadGzipFile):
        raise LedgerError(f"{path} is no export of a ledger, or not whole") from None
    if number != head.entries or (row.hash if row else NOTHING) != head.hash:
        raise LedgerError(f"{path} is not whole: {number} of {head.entries} entries are there")


def _parquet(path: Path) -> Iterator[tuple[Entry, str]]:
    try:
        import pyarrow.parquet as pq
    except ModuleNotFoundError:
        raise LedgerError("Parquet needs pyarrow: pip install 'ikrar[parquet]'") from None
    for batch in pq.ParquetFile(path).iter_batches():
        for row in batch.to_pylist():
            yield Entry(row["seq"], row["at"], row["by"], row["act"], msgspec.json.decode(row["body"]), row["hash"]), row["body"]


# -- check -------------------------------------------------------------------------------------------------------


def check(ledger: Ledger, *, rebuild: bool = True, told: anew.Told | None = None) -> Iterator[str]:
    """What is wrong with a ledger, problem by problem; nothing where all is well.

    Each hash is made anew, each text compared with its own, each quoted word with the text. With ``rebuild`` the book is read into a
    ledger in memory besides, and every table compared with the one made so.
    """
    fresh = Ledger("sqlite:///:memory:") if rebuild else None
    with ledger.read() as connection:
        before, expected, whole = NOTHING, 1, True
        texts: dict[str, int] = {}
        made = fresh.engine.connect() if fresh else None
        try:
            for entry, body in ledger.entries(connection):
                if entry.seq != expected:
                    whole = False
                    yield f"entry {expected} of the book is missing"
                if digest(before, entry.seq, entry.at, entry.by, entry.act, body) != entry.hash:
                    whole = False
                    yield f"entry {entry.seq} of the book ({entry.act}, {entry.at[:19]}) was changed: its hash is not that of what it says"
                before, expected = entry.hash, entry.seq + 1
                if entry.act == "document":
                    texts[entry.body["id"]] = entry.seq
                    if "sha256:" + hashlib.sha256(entry.body["raw"].encode("utf-8", "surrogatepass")).hexdigest() != entry.body["id"]:
                        yield f"entry {entry.seq}: the text is not the one that was read (its sha256 is another)"
                elif entry.act == "reading":
                    yield from _quotes(connection, entry, texts)
                if made is not None and whole:
                    values = {"seq": entry.seq, "at": entry.at, "by": entry.by, "act": entry.act, "body": body, "hash": entry.hash}
                    made.execute(book.insert(), values)
            yield from _lines_of_documents(connection)
            if made is not None and whole:  # a book that was changed says nothing of the tables
                anew.fill(made, told)
                yield from _compared(connection, made)
        finally:
            if made is not None and fresh is not None:
                made.close()
                fresh.close()


def _quotes(connection: sa.Connection, entry: Entry, texts: dict[str, int]) -> Iterable[str]:
    record = records.converted(entry.body)
    seq = texts.get(record.document.id)
    if seq is None:
        yield f"entry {entry.seq} reads a document that is not in the book"
        return
    raw = msgspec.json.decode(connection.execute(sa.select(book.c.body).where(book.c.seq == seq)).scalar_one())["raw"]
    for quote in _all_quotes(record):
        if raw[slice(*quote.span)] != quote.text:
            yield f"entry {entry.seq}: the words “{quote.text[:60]}” do not stand in the text where the record says"
    items: tuple[Event | Commitment, ...] = (*record.events, *record.commitments)
    for item in items:
        for e in item.evidence:
            if not 0 <= e.span[0] < e.span[1] <= len(raw):
                yield f"entry {entry.seq}: the evidence of {item.id} lies outside the text"


def _all_quotes(value: Any) -> Iterator[Quote]:
    if isinstance(value, Quote):
        yield value
    elif isinstance(value, msgspec.Struct):
        for field in value.__struct_fields__:
            yield from _all_quotes(getattr(value, field))
    elif isinstance(value, tuple):
        for part in value:
            yield from _all_quotes(part)


def _lines_of_documents(connection: sa.Connection) -> Iterable[str]:
    """Every quotation that is shown stands in the stored text."""
    for table, what in ((events, "event"), (commitments, "commitment")):
        query = sa.select(table.c.id, table.c.quote, book.c.body).join(documents, table.c.document == documents.c.id)
        query = query.join(book, documents.c.entry == book.c.seq)
        with connection.execute(query.order_by(table.c.id).execution_options(yield_per=500)) as rows:
            for id_, quote, body in rows:
                if quote not in (clean(msgspec.json.decode(body)["raw"]) or ""):
                    yield f"{what} {id_}: its quotation does not stand in the stored text"


def _compared(connection: sa.Connection, made: sa.Connection) -> Iterable[str]:
    for table in meta.sorted_tables:
        if table.name in {"settings", "book"}:
            continue
        order = list(table.primary_key.columns) or list(table.columns)
        ours, anew = ([tuple(row) for row in c.execute(sa.select(table).order_by(*order))] for c in (connection, made))
        if sorted(map(repr, ours)) != sorted(map(repr, anew)):
            wrong = len(set(map(repr, ours)) ^ set(map(repr, anew)))
            yield f"the table {table.name} is not what the book says (rows that differ: {wrong}): `ikrar check --mend` makes it anew"


def mend(ledger: Ledger, told: anew.Told | None = None) -> None:
    """Makes all tables anew from the book."""
    with ledger.write("mend") as pen:
        anew.make(pen.connection, told)
