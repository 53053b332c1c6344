"""One happening: how it is told, why those tellings are taken for one, and which promises it bears on."""

from __future__ import annotations

from datetime import date
from typing import Final

import sqlalchemy as sa

from ikrar.ledger import ask, reasons, weigh
from ikrar.ledger.ask import Answer, name
from ikrar.ledger.schema import bearings, commitments, events, links
from ikrar.ledger.sql import within

TELLINGS: Final = 100
PROMISES: Final = 50


def of(connection: sa.Connection, number: int, today: date) -> Answer | None:
    """An event as the record has it, with all its ``tellings`` and what it ``bears_on``; None where there is none, or no more."""
    found = ask.events_of(connection, [number])
    if not found:
        return None
    return found[0] | {"tellings": tellings(connection, number), "bears_on": _bears_on(connection, number, today)}


def tellings(connection: sa.Connection, number: int) -> list[Answer]:
    """The lines that tell it, the first first; each with its report, and the claim by which it is taken for the same."""
    e = events.c
    told = sa.select(e.id, e.quote, e.value, e.factuality, e.document).where(e.happening == number, ~e.withdrawn)
    rows = connection.execute(told.order_by(e.id).limit(TELLINGS)).all()
    sources = ask.sources(connection, {row.document for row in rows if row.document})
    claimed = sa.select(links.c.b, links.c.entry).where(links.c.of == "event", links.c.in_force, links.c.verdict == "same")
    claims = dict(connection.execute(claimed.where(within(links.c.b, [row.id for row in rows])).order_by(links.c.entry)).all())
    said = {entry["entry"]: entry for entry in ask.history(connection, list(claims.values()))}
    return [
        {"id": name("event", row.id), "quote": row.quote, "date": row.value, "factuality": row.factuality}
        | {"document": sources.get(row.document or 0), "claim": _claim(said.get(claims.get(row.id, 0)))}
        for row in rows
    ]


def _claim(said: Answer | None) -> Answer | None:
    if said is None:
        return None
    body = said["body"]
    points = {key: value for key, value in body.get("points", {}).items() if value}
    return {"by": said["by"], "at": said["at"], "score": body.get("score"), "points": points} | reasons.told(body)


def _bears_on(c: sa.Connection, number: int, today: date) -> list[Answer]:
    """The promises that it bears on, each with how, and who says so."""
    query = (
        sa.select(commitments.c.promise, bearings.c.bearing, bearings.c.extent, bearings.c.person, bearings.c.entry, events.c.factuality)
        .join(commitments, bearings.c.commitment == commitments.c.id)
        .join(events, bearings.c.event == events.c.id)
        .where(events.c.happening == number, ~events.c.withdrawn, bearings.c.in_force, bearings.c.bearing != "none")
        .order_by(commitments.c.promise, bearings.c.entry)
    )
    found = {(row.promise, row.bearing): row for row in c.execute(query)}
    kept = list(found.values())[:PROMISES]
    rows = {row["id"]: row for row in ask.commitments_of(c, today, sorted({row.promise for row in kept}))}
    said = {entry["entry"]: entry for entry in ask.history(c, [row.entry for row in kept])}
    return [
        {
            "promise": rows[id_],
            "bearing": row.bearing,
            "weighed": weigh.weighed(row.bearing, row.factuality),
            "extent": row.extent,
            "confirmed": bool(row.person),
        }
        | {"by": said[row.entry]["by"], "at": said[row.entry]["at"], "rule": said[row.entry]["body"].get("rule")}
        | reasons.told(said[row.entry]["body"])
        for row in kept
        if (id_ := name("commitment", row.promise)) in rows
    ]
