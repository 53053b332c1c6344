"""All that the ledger knows of one line, as data: what `ikrar show` prints, and the pages of the reading room show."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from ikrar.ledger import ask
from ikrar.ledger.ask import Answer, name
from ikrar.ledger.promise_page import MOST, members, promise, tellings
from ikrar.ledger.schema import bearings, book, commitments, documents, entities, events, instruments, notes, promises
from ikrar.ledger.sql import within


def page(connection: sa.Connection, id_: str, today: date) -> Answer | None:
    """What is known of a line; of the line it is the same as, where it is one of several. None where there is none.

    ``of`` says what it is; ``rejected``, that a person has rejected it, or that it is found no more.
    """
    ref = ask.parse(id_)
    group = ask.group_of(connection, *ref) if ref else None
    if ref is None or group is None:
        return None
    of = ref[0]
    number = ref[1] if of == "document" else group
    found = PAGES[of](connection, number, today)
    return None if found is None else {"of": of, "rejected": False} | found | {"notes": notes_on(connection, of, number)}


def notes_on(c: sa.Connection, of: str, number: int) -> list[Answer]:
    """What people have noted on a line, and on those it is the same as; of a document only on itself."""
    on = [number] if of == "document" else members(of, number)
    query = sa.select(book.c.by, book.c.at, notes.c.entry, notes.c.text, notes.c.source).join(book, book.c.seq == notes.c.entry)
    query = query.where(notes.c.of == of, notes.c.line.in_(on), ~notes.c.undone).order_by(notes.c.entry)
    return [dict(row._mapping) for row in c.execute(query)]


def _happening(c: sa.Connection, number: int, _today: date) -> Answer | None:
    """A happening with the promises it ``bears_on``, and its other ``tellings``."""
    rows = ask.events_of(c, [number])
    if not rows:
        return {"id": name("event", number), "rejected": True}
    query = sa.select(bearings.c.commitment, bearings.c.bearing, commitments.c.promise, commitments.c.quote)
    query = query.join(commitments, bearings.c.commitment == commitments.c.id)
    query = query.where(bearings.c.event.in_(members("event", number)), bearings.c.in_force, bearings.c.bearing != "none")
    on = {(r.promise, r.bearing): {"id": name("commitment", r.promise), "bearing": r.bearing, "quote": r.quote} for r in c.execute(query)}
    return rows[0] | {"bears_on": [on[key] for key in sorted(on)], "tellings": tellings(c, "event", number)}


def _document(c: sa.Connection, number: int, _today: date) -> Answer | None:
    """A document with the ``commitments`` and ``events`` that are read in it, and the ``same_report`` elsewhere."""
    row = ask.list_documents(c, ids=[number])[0]
    promised = sa.select(commitments.c.promise, commitments.c.kind, commitments.c.provision, commitments.c.quote)
    promised = promised.where(commitments.c.document == number, ~commitments.c.withdrawn).order_by(commitments.c.id)
    done = sa.select(events.c.happening, events.c.type, events.c.value, events.c.quote)
    done = done.where(events.c.document == number, ~events.c.withdrawn).order_by(events.c.id)
    return row | {
        "commitments": [
            {"id": name("commitment", r.promise), "kind": r.kind, "provision": r.provision, "quote": r.quote} for r in c.execute(promised)
        ],
        "events": [{"id": name("event", r.happening), "type": r.type, "date": r.value, "quote": r.quote} for r in c.execute(done)],
        "same_report": copies(c, row["copies"]),
    }


def copies(c: sa.Connection, ids: Iterable[str]) -> list[Answer]:
    """The documents of these numbers, as they are told beside each other."""
    numbers = [ref[1] for id_ in ids if (ref := ask.parse(id_))]
    rows = c.execute(sa.select(documents).where(within(documents.c.id, numbers)).order_by(documents.c.id))
    return [{"id": name("document", r.id), "outlet": r.outlet or r.agency, "published": r.published, "title": r.title} for r in rows]


def _actor(c: sa.Connection, number: int, today: date) -> Answer | None:
    """An actor with what they ``promised``, were promised, and did."""
    row = c.execute(sa.select(entities).where(entities.c.id == number)).one()
    me = name("entity", number)
    many = sa.func.count()
    called = sa.select(entities.c.name).where(entities.c.actor == number).group_by(entities.c.name).order_by(many.desc())
    return {
        "id": me,
        "name": row.name,
        "type": row.type,
        "country": row.country,
        "sector": row.sector,
        "also_called": [other for other in c.execute(called).scalars() if other != row.name],
        "promised": ask.list_commitments(c, today, MOST, by=me),
        "was_promised": ask.list_commitments(c, today, MOST, to=me),
        "acted": ask.list_events(c, MOST, by=me),
    }


def _instrument(c: sa.Connection, number: int, _today: date) -> Answer | None:
    """An instrument with what it ``lays_down``."""
    row = c.execute(sa.select(instruments).where(instruments.c.id == number)).one()
    named = c.execute(sa.select(instruments.c.name).where(instruments.c.text == number).distinct()).scalars().all()
    laid = sa.select(commitments.c.promise).where(within(commitments.c.instrument, named), ~commitments.c.withdrawn)
    heads = sa.select(commitments.c.id, commitments.c.kind, commitments.c.provision, commitments.c.quote, promises.c.status)
    heads = heads.join(promises, promises.c.id == commitments.c.id).where(commitments.c.promise == commitments.c.id)
    heads = heads.where(commitments.c.id.in_(laid), ~commitments.c.withdrawn).order_by(commitments.c.id.desc())
    told = {key: getattr(row, key) for key in ("name", "kind", "date", "status")}
    return {
        "id": name("instrument", number),
        **told,
        "parties": ask.parties(c, "instrument", [number])[number]["party"],
        "document": ask.sources(c, [row.document]).get(row.document),
        "lays_down": [dict(p._mapping) | {"id": name("commitment", p.id)} for p in c.execute(heads)],
    }


def _process(c: sa.Connection, number: int, _today: date) -> Answer | None:
    found = ask.list_processes(c, ids=[number])
    return found[0] if found else None


PAGES: Final[dict[str, Callable[[sa.Connection, int, date], Any]]] = {
    "commitment": promise,
    "event": _happening,
    "document": _document,
    "entity": _actor,
    "instrument": _instrument,
    "process": _process,
}
