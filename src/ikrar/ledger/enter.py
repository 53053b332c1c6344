"""A reading enters the ledger: the text, its record, what its lines are the same as, and what they say of promises."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from ikrar.ledger import deeds, judge, match
from ikrar.ledger.book import Added, Ledger
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.schema import documents, withdrawals
from ikrar.ledger.sql import is_
from ikrar.model import Reading

_KNOWN = Prepared(
    sa.select(documents.c.id, documents.c.engine, withdrawals.c.entry.label("out"))
    .outerjoin(withdrawals, withdrawals.c.document == documents.c.id)
    .where(is_(documents.c.sha, "sha"))
)


def add(ledger: Ledger, reading: Reading, at: str | None = None) -> Added:
    """Adds a document, all of it or nothing. The same text read by the same engine changes nothing; a newer engine's reading is added
    beside the earlier one and takes its place, but for what people have decided. What they have taken out of the ledger stays out.

    ``at`` is the time that is written down, where it is not now.
    """
    record = reading.record
    engine = f"{record.engine.name} {record.engine.version}"
    with ledger.read() as connection:
        if (known := _known(connection, record.document.id)) and (known.out or known.engine == engine):
            return Added(known.id, "taken out" if known.out else "known")
    with ledger.write(engine, at) as pen:
        known = _known(pen.connection, record.document.id)  # once more: another writer may have added it by now
        if known and (known.out or known.engine == engine):
            return Added(known.id, "taken out" if known.out else "known")
        if known is None:
            told = record.document
            body = {"id": told.id, "raw": reading.raw, "source": told.source, "url": told.url, "language": told.language}
            pen.append("document", body)
        pen.append("reading", record)
        now_known = _known(pen.connection, record.document.id)
        number = int(now_known.id) if now_known else 0
        match.link(pen, number, anew=known is None)
        judge.judge(pen, number)
        deeds.find(pen, number)
        return Added(number, "new" if known is None else "read again")


def _known(connection: sa.Connection, sha: str) -> Any:
    return _KNOWN.first(connection, sha=sha)
