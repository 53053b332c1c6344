"""Reports that a person has taken out of the ledger: their lines are shown no more, and come back as they were when that is taken back.

What hangs on the lines, a person's decisions above all, stays as it is. A group goes by its first line that stands in a report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import sqlalchemy as sa

from ikrar.ledger import judged, linked
from ikrar.ledger.ask import Answer
from ikrar.ledger.schema import CLUSTER, LINES, book, commitments, documents, events, withdrawals
from ikrar.ledger.sql import within


def take(connection: sa.Connection, seq: int, body: Any) -> None:
    """A person takes reports out. ``body``: their numbers as ``documents``, and as ``lines`` those of them that were shown, by kind."""
    connection.execute(withdrawals.insert(), [{"document": number, "entry": seq} for number in body["documents"]])
    _show(connection, body, withdrawn=True)


def undo(connection: sa.Connection, seq: int, body: Any) -> None:
    """They are back."""
    connection.execute(withdrawals.delete().where(withdrawals.c.entry == seq))
    _show(connection, body, withdrawn=False)


def _show(connection: sa.Connection, body: Any, *, withdrawn: bool) -> None:
    for of, ids in body["lines"].items():
        table = LINES[of]
        connection.execute(table.update().where(within(table.c.id, ids)), {"withdrawn": withdrawn})
    for of, table in LINES.items():
        mine = within(table.c.id if table is documents else table.c.document, body["documents"])
        changed = CLUSTER[of] == table.c.id if withdrawn else CLUSTER[of] != table.c.id  # who led a group, or may again
        linked.rehead(connection, of, connection.execute(sa.select(CLUSTER[of]).where(mine, changed).distinct()).scalars().all())
    promises = sa.select(commitments.c.promise).where(within(commitments.c.document, body["documents"])).distinct()
    for promise in connection.execute(promises).scalars().all():
        judged.refresh(connection, promise)
    happenings = sa.select(events.c.happening).where(within(events.c.document, body["documents"])).distinct()
    judged.recount(connection, list(connection.execute(happenings).scalars()))


def standing(connection: sa.Connection, numbers: Sequence[int]) -> list[int]:
    """Of some documents those that were not taken out."""
    out = sa.select(withdrawals.c.document)
    return list(connection.execute(sa.select(documents.c.id).where(within(documents.c.id, numbers), documents.c.id.not_in(out))).scalars())


def lines(connection: sa.Connection, numbers: Sequence[int]) -> dict[str, list[int]]:
    """The lines of documents that are shown, by kind."""
    found: dict[str, list[int]] = {}
    for of, table in LINES.items():
        if table is not documents:
            mine = sa.select(table.c.id).where(within(table.c.document, numbers), ~table.c.withdrawn).order_by(table.c.id)
            found[of] = list(connection.execute(mine).scalars())
    return found


def told(connection: sa.Connection, numbers: Sequence[int]) -> list[Answer]:
    """By which decisions some documents were taken out: each with who and when, and ``many`` documents in all."""
    counted = sa.select(withdrawals.c.entry, sa.func.count().label("many")).group_by(withdrawals.c.entry).subquery()
    query = sa.select(book.c.seq, book.c.by, book.c.at, counted.c.many).join(counted, counted.c.entry == book.c.seq)
    mine = sa.select(withdrawals.c.entry).where(within(withdrawals.c.document, numbers))
    rows = connection.execute(query.where(book.c.seq.in_(mine)).order_by(book.c.seq))
    return [{"entry": row.seq, "by": row.by, "at": row.at, "many": row.many} for row in rows]


def decided(connection: sa.Connection, of: Mapping[str, Sequence[int]]) -> int:
    """How many of these lines people have had a hand in."""
    many = 0
    for kind, table in (("commitment", commitments), ("event", events)):
        query = sa.select(sa.func.count()).select_from(table).where(within(table.c.id, of.get(kind, ())), table.c.person)
        many += int(connection.execute(query).scalar() or 0)
    return many
