"""From the book to the tables: what each entry means for the lines, their links, and what stands today.

The same entries give the same tables, numbers included: a ledger is made anew by reading its book from the start.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from ikrar.ledger import at_hand, judged, lines, linked, people, records, words
from ikrar.ledger import sheet as sheets
from ikrar.ledger.lines import Lines
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.schema import blocks, book, documents
from ikrar.ledger.sheet import Sheet
from ikrar.ledger.sql import clean, having, is_
from ikrar.model import Record

_LAST = Prepared(sa.select(sa.func.max(documents.c.id)))
_INSERT = Prepared(documents.insert())
_OF_SHA = Prepared(sa.select(documents.c.id, documents.c.entry, documents.c.reading).where(is_(documents.c.sha, "sha")))
_READ = Prepared(documents.update().where(documents.c.id == sa.bindparam("document")))
_BLOCKS = Prepared(blocks.insert())
_BODY = Prepared(sa.select(book.c.body).where(is_(book.c.seq, "entry")))


class _Text(msgspec.Struct):
    """Of the entry of a document, the text."""

    raw: str


_TEXT: Final = msgspec.json.Decoder(_Text)


def apply(connection: sa.Connection, seq: int, by: str, act: str, body: Any) -> None:
    """Takes an entry that was just written into the tables.

    What stands of promises is counted once for all entries that follow from one, before the next: the same whenever they are applied.
    """
    if act not in FOLLOWS:
        judged.flush(connection)
    ACTS[act](connection, seq, by, body)
    if act in BY_PEOPLE:
        at_hand.of(connection).clear()


def _document(connection: sa.Connection, seq: int, _by: str, body: Any) -> None:
    """A text comes in. ``body``: id (sha256 of the text), raw, source, url, language."""
    number = (_LAST.scalar(connection) or 0) + 1
    row = {"id": number, "sha": body["id"], "entry": seq, "language": body["language"], "length": len(body["raw"]), "story": number}
    _INSERT.put(connection, row | {"source": clean(body.get("source")), "url": clean(body.get("url"))})


def _reading(connection: sa.Connection, seq: int, _by: str, body: Any) -> None:
    """An engine reads a document. ``body``: the record."""
    read(connection, seq, records.converted(body))


def read(connection: sa.Connection, seq: int, record: Record, raw: str | None = None, sheet: Sheet | None = None) -> None:
    """A document is read, of which ``raw`` is the text, if it is at hand, and ``sheet`` what is said of it.

    A later reading takes the place of an earlier one, line by line.
    """
    document = _OF_SHA.one(connection, sha=record.document.id)
    raw = text_of(connection, document.entry) if raw is None else raw
    first = document.reading is None
    sheet = sheets.of(raw, record, first=first) if sheet is None else sheet
    told = record.document
    if not first:
        at_hand.of(connection).clear()
    values = {
        "reading": seq,
        "language": told.language,
        "published": told.published,
        "title": clean(told.title.text) if told.title else None,
        "outlet": clean(told.outlet),
        "agency": clean(told.agency),
        "length": sum(end - start for start, end in told.body) or len(raw),
        "engine": f"{record.engine.name} {record.engine.version}",
    }
    _READ.put(connection, values | {"document": document.id})
    if first:
        words.put(connection, document.id, sheet.stems)
        if at_hand.KEY in connection.info:  # those like it are asked for here, where their keys are put in beside its own
            at_hand.of(connection).close = {line for _, line in having(connection, "document", sheet.near)}
        _BLOCKS.put_later(connection, [{"of": "document", "key": key, "line": document.id} for key in sheet.near])
    Lines(connection, document.id, raw, record, sheet).write(anew=first)


def _link(connection: sa.Connection, seq: int, _by: str, body: Any) -> None:
    linked.take(connection, seq, body, person=False)


def _bearing(connection: sa.Connection, seq: int, _by: str, body: Any) -> None:
    judged.take_bearing(connection, seq, body, person=False)


def _status(connection: sa.Connection, seq: int, _by: str, body: Any) -> None:
    judged.take_status(connection, seq, body, person=False)


def _deed(connection: sa.Connection, _seq: int, _by: str, body: Any) -> None:
    lines.deed(connection, body)


def text_of(connection: sa.Connection, seq: int) -> str:
    """The text that entered with entry ``seq``."""
    raw: str = _TEXT.decode(_BODY.one(connection, entry=seq).body).raw
    return raw


def raw_of(connection: sa.Connection, sha: str) -> str | None:
    """The text of a document, if it is in the ledger."""
    document = _OF_SHA.first(connection, sha=sha)
    return text_of(connection, document.entry) if document else None


FOLLOWS: Final = {"link", "bearing", "status", "deed"}
"""What the machine says of a reading, or after a person's word: never the first of a transaction."""
BY_PEOPLE: Final = {"decision", "entered"}
ACTS: Final[dict[str, Callable[[sa.Connection, int, str, Any], None]]] = {
    "document": _document,
    "reading": _reading,
    "link": _link,
    "bearing": _bearing,
    "status": _status,
    "deed": _deed,
    "decision": people.decision,
    "entered": people.entered,
}
