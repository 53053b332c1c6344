"""All that the ledger knows of one promise, as data: what bears on it, who judged it, where else it is told."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from ikrar.ledger import ask, quoted, reasons, weigh
from ikrar.ledger.ask import Answer, name
from ikrar.ledger.keys import folded
from ikrar.ledger.schema import CLUSTER, LINES, bearings, book, commitments, entities, events, instruments, links, statuses
from ikrar.ledger.sql import within

MOST: Final = 50  # other tellings


def members(of: str, number: int) -> sa.Select[tuple[int]]:
    """The lines that are one with a line."""
    return sa.select(LINES[of].c.id).where(CLUSTER[of] == number)


def promise(c: sa.Connection, number: int, today: date) -> Answer:
    """A promise with what ``bears`` on it (events, each with its side), ``judgements``, other ``tellings``, and, where nothing is known,
    how far that ``silence`` reaches; of one that was rejected only its words.
    """
    line = c.execute(sa.select(commitments).where(commitments.c.id == number)).one()
    rows = ask.commitments_of(c, today, [number])
    if not rows:
        return {"id": name("commitment", number), "kind": line.kind, "provision": line.provision, "quote": line.quote, "rejected": True}
    row = rows[0]
    told = msgspec.json.decode(line.body)
    speakers = _speakers(c, [(line.document, told)])
    bears = _bearings(c, number)
    many, last = ask.read_up_to(c)
    silent = row["status"] == "open" and not any(b["side"] != "neutral" for b in bears)
    return (
        {"action": None, "condition": None, "deadline": None}
        | row
        | {
            "rejected": False,
            "by_person": bool(line.person),
            "span": quoted.where(told.get("evidence", ()), line.span),
            "attribution": speakers.get((line.document, told.get("attribution", {}).get("entity"))),
            "source": told.get("source"),
            "instrument_id": _instrument(c, row["instrument"]),
            "bears": bears,
            "judgements": _judgements(c, number),
            "tellings": tellings(c, "commitment", number),
            "silence": {"documents": many, "read_up_to": last} if silent else None,
        }
    )


def _instrument(c: sa.Connection, called: str | None) -> str | None:
    """The number of the instrument of a name."""
    if not called:
        return None
    found = c.execute(sa.select(sa.func.min(instruments.c.text)).where(instruments.c.key == folded(called), ~instruments.c.withdrawn))
    number = found.scalar()
    return name("instrument", number) if number is not None else None


def _speakers(c: sa.Connection, lines: Iterable[tuple[int | None, Answer]]) -> dict[tuple[int | None, str | None], Answer]:
    """Who says so, by document and id in its record."""
    wanted = {(document, told["attribution"]["entity"]) for document, told in lines if document and told.get("attribution")}
    if not wanted:
        return {}
    query = sa.select(entities.c.document, entities.c.local, entities.c.actor, entities.c.name)
    query = query.where(within(entities.c.document, {document for document, _ in wanted}))
    query = query.where(entities.c.local.in_({local for _, local in wanted}), ~entities.c.withdrawn)
    found = {(r.document, r.local): {"id": name("entity", r.actor), "name": r.name} for r in c.execute(query)}
    return {key: who for key, who in found.items() if key in wanted}


def _bearings(c: sa.Connection, number: int) -> list[Answer]:
    """The happenings that bear on a promise, in the order of their days, each once a side, by the first event that was set against it."""
    query = (
        sa.select(bearings.c.entry, bearings.c.person, bearings.c.bearing, bearings.c.extent, events)
        .join(events, bearings.c.event == events.c.id)
        .where(bearings.c.commitment.in_(members("commitment", number)), bearings.c.in_force, bearings.c.bearing.in_(weigh.SIDES))
        .where(~events.c.withdrawn)
        .order_by(events.c.first, events.c.id)
    )
    rows = c.execute(query).all()
    claims = {e["entry"]: e for e in ask.history(c, [row.entry for row in rows])}
    documents = ask.sources(c, [row.document for row in rows if row.document])
    bodies = [msgspec.json.decode(row.body) for row in rows]
    speakers = _speakers(c, zip((row.document for row in rows), bodies, strict=True))
    found: dict[tuple[int, str], Answer] = {}
    for row, told in zip(rows, bodies, strict=True):
        claim = claims[row.entry]
        found.setdefault(
            (row.happening, weigh.side(row.bearing, row.factuality)),
            {
                "event": name("event", row.id),
                "side": weigh.side(row.bearing, row.factuality),
                "bearing": row.bearing,
                "weighed": weigh.weighed(row.bearing, row.factuality),
                "extent": row.extent,
                "type": row.type,
                "date": row.value,
                "day": row.value or row.last,
                "factuality": row.factuality,
                "quote": row.quote,
                "document": documents.get(row.document),
                "span": quoted.where(told.get("evidence", ()), row.span),
                "attribution": speakers.get((row.document, told.get("attribution", {}).get("entity"))),
                "source": told.get("source"),
                "rule": claim["body"].get("rule"),
                "by": claim["by"],
                "at": claim["at"],
                "entry": row.entry,
                "person": bool(row.person),
            }
            | reasons.told(claim["body"]),
        )
    return sorted(found.values(), key=lambda b: b["day"] or "")


def _judgements(c: sa.Connection, number: int) -> list[Answer]:
    query = sa.select(statuses, book.c.at, book.c.by, book.c.body).join(book, statuses.c.entry == book.c.seq)
    query = query.where(statuses.c.promise.in_(members("commitment", number))).order_by(statuses.c.entry)
    out = []
    for row in c.execute(query):
        body = msgspec.json.decode(row.body)
        told = [{"event": name("event", e["event"]), "bearing": e.get("bearing")} for e in body.get("evidence", []) if "event" in e]
        said = {"status": row.status, "extent": row.extent, "evidence": told} | reasons.told(body)
        out.append(said | {"by": row.by, "at": row.at, "entry": row.entry, "person": bool(row.person), "undone": bool(row.undone)})
    return out


def tellings(c: sa.Connection, of: str, number: int) -> list[Answer]:
    """The other lines that are the same, with the claim that says so."""
    table = LINES[of]
    others = sa.select(table).where(table.c.id.in_(members(of, number)), table.c.id != number, ~table.c.withdrawn)
    rows = c.execute(others.order_by(table.c.id).limit(MOST)).all()
    documents = ask.sources(c, [row.document for row in rows if row.document])
    same = _claims(c, of, [row.id for row in rows])
    bodies = [msgspec.json.decode(row.body) for row in rows]
    speakers = _speakers(c, zip((row.document for row in rows), bodies, strict=True))
    return [
        {
            "id": name(of, row.id),
            "quote": row.quote,
            "document": documents.get(row.document),
            "span": quoted.where(told.get("evidence", ()), row.span),
            "attribution": speakers.get((row.document, told.get("attribution", {}).get("entity"))),
            "source": told.get("source"),
            "same": same.get(row.id),
        }
        for row, told in zip(rows, bodies, strict=True)
    ]


def _claims(c: sa.Connection, of: str, ids: Sequence[int]) -> dict[int, Any]:
    """Why each of these lines is the same as an earlier one: a person's reason, or the machine's points."""
    claims = sa.select(links.c.b, links.c.entry, links.c.person).where(links.c.of == of, links.c.in_force, links.c.verdict == "same")
    claimed = c.execute(claims.where(within(links.c.b, ids))).all()
    said_in = {said["entry"]: said for said in ask.history(c, [claim.entry for claim in claimed])}
    found = {}
    for line, entry, by_person in claimed:
        said, body = said_in[entry], said_in[entry]["body"]
        points = {key: value for key, value in body.get("points", {}).items() if value}
        found[line] = {
            "by": said["by"],
            "at": said["at"],
            "entry": entry,
            "person": bool(by_person),
            "score": body.get("score"),
            "points": points,
        } | reasons.told(body)
    return found
