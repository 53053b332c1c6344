"""All that the ledger knows of one line, for `ikrar show`: its words, its fields, and sections of what hangs on it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from ikrar.ledger import ask
from ikrar.ledger.ask import Answer, name
from ikrar.ledger.schema import (
    CLUSTER,
    LINES,
    bearings,
    book,
    commitments,
    documents,
    entities,
    events,
    instruments,
    links,
    notes,
    promises,
    statuses,
)
from ikrar.ledger.sql import within

MOST: Final = 50  # lines of a section


def page(connection: sa.Connection, id_: str, today: date) -> Answer | None:
    """The page of a line; that of the line it is the same as, where it is one of several. None where there is none."""
    ref = ask.parse(id_)
    group = ask.group_of(connection, *ref) if ref else None
    if ref is None or group is None:
        return None
    of = ref[0]
    number = ref[1] if of == "document" else group
    found = PAGES[of](connection, number, today)
    if found is not None:
        found["sections"]["Notes"] = [
            {"head": f"{by}, {at[:10]}: {text}", "why": source}
            for by, at, text, source in connection.execute(
                sa.select(book.c.by, book.c.at, notes.c.text, notes.c.source)
                .join(book, book.c.seq == notes.c.entry)
                .where(notes.c.of == of, notes.c.line.in_(_members(of, number)), ~notes.c.undone)
            )
        ]
    return found


def _members(of: str, number: int) -> sa.Select[tuple[int]]:
    table = LINES[of]
    return sa.select(table.c.id).where(CLUSTER[of] == number)


def _promise(c: sa.Connection, number: int, today: date) -> Answer | None:
    rows = ask.commitments_of(c, today, [number])
    if not rows:
        rejected = c.execute(sa.select(commitments).where(commitments.c.id == number)).one()
        title = f"{rejected.kind}: {rejected.provision}"
        return {
            "id": name("commitment", number),
            "title": title,
            "quote": rejected.quote,
            "fields": {"rejected": "by a person, or found no more"},
            "sections": {},
        }
    row = rows[0]
    held = {b: _bearing(c, number, b) for b in ("for", "under-way", "against", "disputed", "withdrawn")}
    many, last = ask.read_up_to(c)
    silent = not any(held.values()) and row["status"] == "open"
    return row | {
        "title": f"{row['kind']}: {row['provision']}",
        "fields": {
            "by": row["promisors"],
            "to": row["beneficiaries"],
            "to do": row.get("action"),
            "if": row.get("condition"),
            "deadline": _when(row.get("deadline"), row["timeliness"]),
            "made": row["made"],
            "text": row["instrument"],
            "told by": _source(row["document"]) + (f" and in {row['told_in'] - 1} more" if row["told_in"] > 1 else ""),
        },
        "sections": {
            "Evidence for": held["for"] + held["under-way"],
            "Evidence against": held["against"] + held["disputed"] + held["withdrawn"],
            "Judgements": _judgements(c, number),
            "Also told": _tellings(c, "commitment", number),
        },
        "silence": f"No evidence in {many} documents, read up to {last or 'an unknown day'}." if silent else None,
    }


def _when(deadline: Any, timeliness: str) -> str | None:
    if not deadline:
        return None
    words = f" “{deadline['text']}”" if deadline.get("text") and deadline["text"] != deadline.get("value") else ""
    return f"{deadline.get('value') or 'not settled'}{words} ({timeliness})"


def _source(document: Any) -> str:
    if not document:
        return "entered by hand"
    return ", ".join(part for part in (document["id"], document["outlet"], document["published"], document["title"]) if part)


def _bearing(c: sa.Connection, promise: int, bearing: str) -> list[Answer]:
    """The happenings that bear so on a promise, each once, by the first event that was set against it."""
    query = (
        sa.select(
            bearings.c.entry,
            bearings.c.person,
            events.c.id,
            events.c.happening,
            events.c.value,
            events.c.factuality,
            events.c.quote,
            events.c.document,
        )
        .join(events, bearings.c.event == events.c.id)
        .where(bearings.c.commitment.in_(_members("commitment", promise)), bearings.c.bearing == bearing, bearings.c.in_force)
        .where(~events.c.withdrawn)
        .order_by(events.c.first, events.c.id)
    )
    rows = c.execute(query).all()
    claims = {e["entry"]: e for e in ask.history(c, [row.entry for row in rows])}
    sources = ask.sources(c, [row.document for row in rows if row.document])
    out: list[Answer] = []
    seen: set[int] = set()
    for row in rows:
        if row.happening in seen:
            continue
        seen.add(row.happening)
        claim = claims[row.entry]
        denied = ", said not to have happened" if row.factuality == "denied" else ""
        why = claim["body"].get("rule") or "decided"
        more = f": {claim['body']['why']}" if claim["body"].get("why") else ""
        told = f"{name('event', row.id)}  {row.value or 'undated'}{denied}  {_source(sources.get(row.document))}"
        said = f"{why}{more} ({claim['by']}, {claim['at'][:10]})"
        out.append({"head": told, "quote": row.quote, "why": said, "event": name("event", row.id), "strong": row.person})
    return out


def _judgements(c: sa.Connection, promise: int) -> list[Answer]:
    query = sa.select(statuses, book.c.at, book.c.by, book.c.body).join(book, statuses.c.entry == book.c.seq)
    query = query.where(statuses.c.promise.in_(_members("commitment", promise))).order_by(statuses.c.entry)
    out = []
    for row in c.execute(query):
        body = msgspec.json.decode(row.body)
        extent = f", extent {row.extent}" if row.extent is not None else ""
        undone = " (taken back)" if row.undone else ""
        told = ", ".join(name("event", e["event"]) for e in body.get("evidence", []) if "event" in e)
        why = "; ".join(part for part in (body.get("why"), f"evidence: {told}" if told else None) if part)
        out.append(
            {"head": f"{row.at[:10]}  {row.status}{extent}  {row.by}{undone}", "why": why or None, "strong": row.person, "entry": row.entry}
        )
    return out


def _tellings(c: sa.Connection, of: str, number: int) -> list[Answer]:
    """The other lines that are the same, with the claim that says so."""
    table = LINES[of]
    rows = c.execute(
        sa.select(table)
        .where(table.c.id.in_(_members(of, number)), table.c.id != number, ~table.c.withdrawn)
        .order_by(table.c.id)
        .limit(MOST)
    ).all()
    sources = ask.sources(c, [row.document for row in rows if row.document])
    claims = sa.select(links.c.b, links.c.entry, links.c.person).where(links.c.of == of, links.c.in_force, links.c.verdict == "same")
    why: dict[int, str] = {}
    claimed = c.execute(claims.where(within(links.c.b, [row.id for row in rows]))).all()
    said_in = {said["entry"]: said for said in ask.history(c, [claim.entry for claim in claimed])}
    for line, entry, by_person in claimed:
        said = said_in[entry]
        points = ", ".join(f"{key} {value:+g}" for key, value in said["body"].get("points", {}).items() if value)
        why[line] = f"{said['by']}: {said['body'].get('why') or 'the same'}" if by_person else f"{said['body']['score']:g} points: {points}"
    return [
        {"head": f"{name(of, row.id)}  {_source(sources.get(row.document))}", "quote": row.quote, "why": why.get(row.id)}
        for row in rows
    ]  # fmt: skip


def _happening(c: sa.Connection, number: int, _today: date) -> Answer | None:
    rows = ask.events_of(c, [number])
    if not rows:
        return {"id": name("event", number), "title": "rejected", "fields": {"rejected": "by a person, or found no more"}, "sections": {}}
    row = rows[0]
    query = sa.select(bearings.c.commitment, bearings.c.bearing, commitments.c.promise, commitments.c.quote)
    query = query.join(commitments, bearings.c.commitment == commitments.c.id)
    query = query.where(bearings.c.event.in_(_members("event", number)), bearings.c.in_force, bearings.c.bearing != "none")
    on = {(r.promise, r.bearing): {"head": f"{name('commitment', r.promise)}  {r.bearing}", "quote": r.quote} for r in c.execute(query)}
    time, place = row.get("time") or {}, row.get("place") or {}
    return row | {
        "title": " ".join(part for part in (row["type"], row.get("mode")) if part),
        "fields": {
            "who": row["actors"],
            "to whom": row["recipients"],
            "when": time.get("value") or time.get("text"),
            "where": place.get("name"),
            "how sure": row.get("factuality"),
            "told by": _source(row["document"]) + (f" and in {row['told_in'] - 1} more" if row["told_in"] > 1 else ""),
        },
        "sections": {"Bears on": [on[key] for key in sorted(on)], "Also told": _tellings(c, "event", number)},
    }


def _document(c: sa.Connection, number: int, today: date) -> Answer | None:
    row = ask.list_documents(c, ids=[number])[0]
    promised = sa.select(commitments.c.promise, commitments.c.kind, commitments.c.provision, commitments.c.quote)
    done = sa.select(events.c.happening, events.c.type, events.c.value, events.c.quote)
    return row | {
        "title": row["title"] or "(no title)",
        "fields": {key: row[key] for key in ("published", "outlet", "agency", "language", "source", "url", "sha", "engine")},
        "sections": {
            "Commitments": [
                {"head": f"{name('commitment', r.promise)}  {r.kind}: {r.provision}", "quote": r.quote}
                for r in c.execute(promised.where(commitments.c.document == number, ~commitments.c.withdrawn).order_by(commitments.c.id))
            ],
            "Events": [
                {"head": f"{name('event', r.happening)}  {r.type}  {r.value or 'undated'}", "quote": r.quote}
                for r in c.execute(done.where(events.c.document == number, ~events.c.withdrawn).order_by(events.c.id))
            ],
            "The same report elsewhere": _copies(c, row["copies"]),
        },
    }


def _copies(c: sa.Connection, ids: Iterable[str]) -> list[Answer]:
    numbers = [ref[1] for id_ in ids if (ref := ask.parse(id_))]
    rows = c.execute(sa.select(documents).where(documents.c.id.in_(numbers)).order_by(documents.c.id))
    return [{"head": ", ".join(p for p in (name("document", r.id), r.outlet or r.agency, r.published, r.title) if p)} for r in rows]


def _actor(c: sa.Connection, number: int, today: date) -> Answer | None:
    row = c.execute(sa.select(entities).where(entities.c.id == number)).one()
    me = name("entity", number)
    names = c.execute(
        sa.select(entities.c.name, sa.func.count())
        .where(entities.c.actor == number)
        .group_by(entities.c.name)
        .order_by(sa.func.count().desc())
    )

    def promises(**conditions: str) -> list[Answer]:
        return [
            {"head": f"{p['id']}  {p['status']}  {p['provision']}", "quote": p["quote"]}
            for p in ask.list_commitments(c, today, MOST, **conditions)
        ]  # fmt: skip

    acts = ask.list_events(c, MOST, by=me)
    return {
        "id": me,
        "name": row.name,
        "title": row.name,
        "fields": {
            "code": ":".join(p for p in (row.country, row.sector) if p),
            "type": row.type,
            "also called": ", ".join(called for called, _ in names if called != row.name),
        },
        "sections": {
            "Promised": promises(by=me),
            "Was promised": promises(to=me),
            "Acted": [
                {"head": f"{e['id']}  {e['type']}  {(e.get('time') or {}).get('value') or 'undated'}", "quote": e["quote"]} for e in acts
            ],
        },
    }


def _instrument(c: sa.Connection, number: int, today: date) -> Answer | None:
    row = c.execute(sa.select(instruments).where(instruments.c.id == number)).one()
    parties = ask.parties(c, "instrument", [number])[number]["party"]
    named = c.execute(sa.select(instruments.c.name).where(instruments.c.text == number).distinct()).scalars().all()
    laid = sa.select(commitments.c.promise).where(within(commitments.c.instrument, named), ~commitments.c.withdrawn)
    heads = sa.select(commitments.c.id, commitments.c.kind, commitments.c.provision, commitments.c.quote, promises.c.status)
    heads = heads.join(promises, promises.c.id == commitments.c.id).where(commitments.c.promise == commitments.c.id)
    heads = heads.where(commitments.c.id.in_(laid), ~commitments.c.withdrawn).order_by(commitments.c.id.desc())
    return {
        "id": name("instrument", number),
        "title": row.name,
        "fields": {
            "kind": row.kind,
            "date": row.date,
            "status": row.status,
            "parties": parties,
            "told by": _source(ask.sources(c, [row.document]).get(row.document)),
        },
        "sections": {
            "Lays down": [
                {"head": f"{name('commitment', p.id)}  {p.status}  {p.kind}: {p.provision}", "quote": p.quote} for p in c.execute(heads)
            ]
        },
    }


def _process(c: sa.Connection, number: int, _today: date) -> Answer | None:
    found = ask.list_processes(c, ids=[number])
    if not found:
        return None
    row = found[0]
    return row | {
        "title": row["name"],
        "fields": {"parties": row["parties"]},
        "sections": {
            "Rounds": [
                {"head": "  ".join(p for p in (ask.meeting(r), r["format"], r["heads"], r.get("event")) if p), "why": r["topics"] or None}
                for r in row["rounds"]
            ]
        },
    }


PAGES: Final[dict[str, Callable[[sa.Connection, int, date], Answer | None]]] = {
    "commitment": _promise,
    "event": _happening,
    "document": _document,
    "entity": _actor,
    "instrument": _instrument,
    "process": _process,
}
