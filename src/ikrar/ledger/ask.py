"""What can be asked of a ledger. Answers are plain data, the same for people, JSON and CSV; lines go by numbers such as C-17."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from ikrar.ledger import sittings
from ikrar.ledger.due import timeliness
from ikrar.ledger.schema import (
    CLUSTER,
    LETTERS,
    LINES,
    bearings,
    book,
    commitments,
    documents,
    entities,
    events,
    instruments,
    names,
    processes,
    promises,
    sides,
)
from ikrar.ledger.sql import within

OF: Final = {letter: of for of, letter in LETTERS.items()}
Answer = dict[str, Any]


def name(of: str, number: int) -> str:
    """``C-17``."""
    return f"{LETTERS[of]}-{number}"


def parse(id_: str) -> tuple[str, int] | None:
    """What ``C-17``, ``c17`` or ``C 17`` names: ("commitment", 17)."""
    match = re.fullmatch(r"([A-Za-z])[- ]?(\d{1,18})", id_.strip())
    of = OF.get(match[1].upper()) if match else None
    return (of, int(match[2])) if match and of else None


# -- conditions --------------------------------------------------------------------------------------------------


def _party(of: str, line: sa.ColumnElement[int], roles: Sequence[str], asked: str) -> sa.ColumnElement[bool]:
    """That somebody of these roles is ``asked``: IRQ, IRQ:GOV, A-12, or words of a name."""
    chosen = sa.select(sides.c.line).where(sides.c.of == of, sides.c.role.in_(roles))
    country, _, sector = asked.upper().partition(":")
    ref = parse(asked)
    if ref and ref[0] == "entity":
        chosen = chosen.where(sides.c.entity.in_(sa.select(entities.c.id).where(entities.c.actor == ref[1])))
    elif re.fullmatch(r"[A-Z]{3}", country) and (asked.isupper() or sector):
        chosen = chosen.where(sides.c.country == country)
        if sector:
            chosen = chosen.where(sides.c.sector == sector)
    else:
        called = sa.select(names.c.name).where(names.c.name.ilike(f"%{_literal(asked)}%", escape="\\"))  # each name once: few
        chosen = chosen.where(sides.c.entity.in_(sa.select(entities.c.id).where(entities.c.name.in_(called))))
    return line.in_(chosen)


def _literal(text: str) -> str:
    return re.sub(r"([\\%_])", r"\\\1", text)


def select_commitments(
    *,
    by: str | None = None,
    to: str | None = None,
    status: Sequence[str] = (),
    provision: Sequence[str] = (),
    kind: Sequence[str] = (),
    due_before: str | None = None,
    due_after: str | None = None,
    made_before: str | None = None,
    made_after: str | None = None,
    instrument: str | None = None,
    confirmed: bool | None = None,
    ids: Sequence[int] | None = None,
) -> sa.Select[Any]:
    """The promises that fulfil all conditions, each by its first telling; the latest first."""
    c, p = commitments.c, promises.c
    query = sa.select(commitments, p.status, p.extent, p.confirmed, p.stories, p["for"], p.against, p.last)
    query = query.add_columns(p.due.label("by_when"), p.deadline.label("until"), p.deadline_words.label("until_words"))
    query = query.join(promises, p.id == c.id).where(c.promise == c.id, ~c.withdrawn)
    if by:
        query = query.where(_party("commitment", c.id, ("promisor",), by))
    if to:
        query = query.where(_party("commitment", c.id, ("beneficiary",), to))
    for column, values in ((p.status, status), (c.provision, provision), (c.kind, kind)):
        if values:
            query = query.where(column.in_(values))
    if due_before:
        query = query.where(p.due <= due_before)
    if due_after:
        query = query.where(p.due >= due_after)
    if made_before:
        query = query.where(c.made_on <= made_before)
    if made_after:
        query = query.where(c.made_on >= made_after)
    if instrument:
        query = query.where(c.instrument.ilike(f"%{_literal(instrument)}%", escape="\\"))
    if confirmed is not None:
        query = query.where(p.confirmed == confirmed)
    if ids is not None:
        query = query.where(within(c.id, ids))
    return query.order_by(c.id.desc())


def select_events(
    *,
    by: str | None = None,
    to: str | None = None,
    type_: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    place: str | None = None,
    ids: Sequence[int] | None = None,
) -> sa.Select[Any]:
    """The happenings that fulfil all conditions, each by its first telling; the latest first."""
    c = events.c
    query = sa.select(events).where(c.happening == c.id, ~c.withdrawn)
    if by:
        query = query.where(_party("event", c.id, ("actor",), by))
    if to:
        query = query.where(_party("event", c.id, ("recipient",), to))
    if type_:
        query = query.where(c.type.in_([t.upper() for t in type_]))
    if since:
        query = query.where(c.last >= since)
    if until:
        query = query.where(c.first <= until)
    if place:
        country = place.upper() if re.fullmatch(r"[A-Z]{3}", place) else None
        query = query.where(c.country == country if country else c.place.ilike(f"%{_literal(place)}%", escape="\\"))
    if ids is not None:
        query = query.where(within(c.id, ids))
    return query.order_by(c.id.desc())


# -- answers -----------------------------------------------------------------------------------------------------


def list_commitments(connection: sa.Connection, today: date, limit: int | None = None, **conditions: Any) -> list[Answer]:
    """Promises as the record has them, with who by name and code, and what stands of them today."""
    rows = connection.execute(select_commitments(**conditions).limit(limit)).all()
    who = parties(connection, "commitment", [row.id for row in rows])
    told_by = sources(connection, [row.document for row in rows if row.document])
    kept = _kept_on(connection, [row.id for row in rows if row.status == "fulfilled"])
    return [
        msgspec.json.decode(row.body)
        | (_corrected(row) if row.person else {})
        | {
            "id": name("commitment", row.id),
            "promisors": who[row.id]["promisor"],
            "beneficiaries": who[row.id]["beneficiary"],
            "instrument": row.instrument,
            "deadline": _deadline(row),
            "status": row.status,
            "confirmed": bool(row.confirmed),
            "extent": row.extent,
            "timeliness": timeliness(row.status, row.by_when, today, kept.get(row.id)),
            "evidence_for": getattr(row, "for"),
            "evidence_against": row.against,
            "told_in": row.stories,
            "last_evidence": row.last,
            "made": row.made_on,
            "quote": row.quote,
            "document": told_by.get(row.document),
        }
        for row in rows
    ]


def _corrected(row: Any) -> Answer:
    """What a person may have corrected, as it stands now."""
    told = {key: value for key in ("action", "condition") if (value := getattr(row, key))}
    answer: Answer = {"kind": row.kind, "provision": row.provision} | {key: {"text": value} for key, value in told.items()}
    return answer


def _deadline(row: Any) -> Answer | None:
    """The deadline as it was told last: a promise is often made first and dated later."""
    told = msgspec.json.decode(row.body).get("deadline")
    if told and told.get("value") == row.until:
        return dict(told)
    if row.until is None:
        return None
    return {"value": row.until} | ({"text": row.until_words} if row.until_words else {})


def list_events(connection: sa.Connection, limit: int | None = None, **conditions: Any) -> list[Answer]:
    """Happenings as the record has them, with who by name and code, and in how many documents each is told."""
    rows = connection.execute(select_events(**conditions).limit(limit)).all()
    ids = [row.id for row in rows]
    who = parties(connection, "event", ids)
    told_by = sources(connection, [row.document for row in rows])
    told = sa.select(events.c.happening, sa.func.count(documents.c.story.distinct())).join(documents, events.c.document == documents.c.id)
    stories: dict[int, int] = dict(
        connection.execute(told.where(within(events.c.happening, ids), ~events.c.withdrawn).group_by(events.c.happening)).all()
    )
    return [
        msgspec.json.decode(row.body)
        | {
            "id": name("event", row.id),
            "actors": who[row.id]["actor"],
            "recipients": who[row.id]["recipient"],
            "told_in": stories.get(row.id, 1),
            "quote": row.quote,
            "document": told_by.get(row.document),
        }
        for row in rows
    ]


def list_actors(connection: sa.Connection, limit: int | None = None, words: str | None = None, country: str | None = None) -> list[Answer]:
    """Who appears in the ledger, with how many promises they made and received and how many acts were theirs."""
    query = sa.select(entities).where(entities.c.actor == entities.c.id, entities.c.key.is_not(None), ~entities.c.withdrawn)
    if words:
        query = query.where(entities.c.name.ilike(f"%{_literal(words)}%", escape="\\"))
    if country:
        query = query.where(entities.c.country == country.upper())
    rows = connection.execute(query.order_by(entities.c.id).limit(limit)).all()
    return [
        {"id": name("entity", r.id), "name": r.name, "type": r.type, "country": r.country, "sector": r.sector}
        | {"promised": r.promised, "was_promised": r.was_promised, "acted": r.acted, "was_acted_on": r.was_acted_on}
        for r in rows
    ]


def list_instruments(connection: sa.Connection, limit: int | None = None, words: str | None = None) -> list[Answer]:
    """Agreements, resolutions, laws: each text once, with its parties."""
    query = sa.select(instruments).where(instruments.c.text == instruments.c.id, ~instruments.c.withdrawn)
    if words:
        query = query.where(instruments.c.name.ilike(f"%{_literal(words)}%", escape="\\"))
    rows = connection.execute(query.order_by(instruments.c.id.desc()).limit(limit)).all()
    who = parties(connection, "instrument", [row.id for row in rows])
    return [
        {"id": name("instrument", r.id), "name": r.name, "kind": r.kind, "date": r.date, "status": r.status, "parties": who[r.id]["party"]}
        | {"document": name("document", r.document)}
        for r in rows
    ]


def list_processes(
    connection: sa.Connection, limit: int | None = None, words: str | None = None, ids: Sequence[int] | None = None
) -> list[Answer]:
    """Series of meetings, with their rounds in order."""
    query = sa.select(processes).where(processes.c.series == processes.c.id, ~processes.c.withdrawn)
    if ids is not None:
        query = query.where(within(processes.c.id, ids))
    if words:
        query = query.where(processes.c.name.ilike(f"%{_literal(words)}%", escape="\\"))
    rows = connection.execute(query.order_by(processes.c.id.desc()).limit(limit)).all()
    who = parties(connection, "process", [row.id for row in rows])
    held = sittings.of_series(connection, [row.id for row in rows])
    found = {row.id: {"id": name("process", row.id), "name": row.name, "parties": who[row.id]["party"]} for row in rows}
    return [row | {"rounds": [_round(met) for met in held.get(id_, ())]} for id_, row in found.items()]


def _round(met: dict[str, Any]) -> Answer:
    event = met.pop("happening")
    return met | ({"event": name("event", event)} if event is not None else {})


def meeting(met: Answer) -> str:
    """A meeting of a series for people: which it is, and when it was, or when it was first told of."""
    when = met["date"] or (f"told {met['told']}" if met["told"] else "undated")
    return f"{met['number']}: {when}" if met["number"] else str(when)


def list_documents(
    connection: sa.Connection, limit: int | None = None, ids: Sequence[int] | None = None, copies: bool = False
) -> list[Answer]:
    """Documents, the latest first; without ``copies`` each story by its fullest telling, the others listed."""
    query = sa.select(documents)
    if ids is not None:
        query = query.where(within(documents.c.id, ids))
    elif not copies:
        query = query.where(documents.c.story == documents.c.id)
    rows = connection.execute(query.order_by(documents.c.id.desc()).limit(limit)).all()
    tellings: dict[int, list[Any]] = defaultdict(list)
    stories = {row.story for row in rows}
    for row in connection.execute(sa.select(documents).where(within(documents.c.story, stories)).order_by(documents.c.id)):
        tellings[row.story].append(row)
    return [_document(row if ids is not None or copies else fullest(tellings[row.story]), tellings[row.story]) for row in rows]


def fullest(tellings: Sequence[Any]) -> Any:
    """The longest telling of a story; of two as long, the first."""
    return max(tellings, key=lambda row: (row.length, -row.id))


def _document(row: Any, tellings: Iterable[Any] = ()) -> Answer:
    told = {key: getattr(row, key) for key in ("title", "outlet", "agency", "published", "language", "source", "url", "sha", "engine")}
    return {"id": name("document", row.id), **told, "copies": [name("document", other.id) for other in tellings if other.id != row.id]}


def sources(connection: sa.Connection, ids: Iterable[int]) -> dict[int, Answer]:
    """What is said of a line's document beside it."""
    rows = connection.execute(sa.select(documents).where(within(documents.c.id, set(ids))))
    return {
        row.id: {
            "id": name("document", row.id),
            "title": row.title,
            "outlet": row.outlet or row.agency,
            "published": row.published,
            "source": row.source,
        }
        for row in rows
    }


def parties(connection: sa.Connection, of: str, ids: Sequence[int]) -> dict[int, dict[str, list[Answer]]]:
    """Who stands on which side of the lines ``ids``: actor's number, name, country and sector."""
    found: dict[int, dict[str, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    if not ids:
        return found
    query = sa.select(sides.c.line, sides.c.role, entities.c.actor, entities.c.name, sides.c.country, sides.c.sector)
    query = query.join(entities, sides.c.entity == entities.c.id).where(sides.c.of == of, within(sides.c.line, ids)).order_by(entities.c.id)
    for line, role, actor, who, country, sector in connection.execute(query):
        found[line][role].append({"id": name("entity", actor), "name": who, "country": country, "sector": sector})
    return found


def _kept_on(connection: sa.Connection, ids: Sequence[int]) -> dict[int, str]:
    """The day on which each promise was kept: that of the first act that kept it."""
    query = sa.select(commitments.c.promise, sa.func.min(events.c.last)).select_from(commitments)
    query = query.join(bearings, bearings.c.commitment == commitments.c.id).join(events, bearings.c.event == events.c.id)
    query = query.where(within(commitments.c.promise, ids), bearings.c.in_force, bearings.c.bearing == "for", events.c.told)
    return {promise: day for promise, day in connection.execute(query.group_by(commitments.c.promise)) if day}


def read_up_to(connection: sa.Connection) -> tuple[int, str | None]:
    """How many documents were read, and the latest day of publication: silence beyond it says nothing."""
    number = connection.execute(sa.select(sa.func.max(documents.c.id))).scalar()  # their numbers are without a gap
    return number or 0, connection.execute(sa.select(sa.func.max(documents.c.published))).scalar()


def history(connection: sa.Connection, seqs: Sequence[int]) -> list[Answer]:
    """Entries of the book, for people: when, by whom, what."""
    rows = connection.execute(sa.select(book).where(within(book.c.seq, seqs)).order_by(book.c.seq))
    return [{"entry": r.seq, "at": r.at, "by": r.by, "act": r.act, "body": msgspec.json.decode(r.body)} for r in rows]


def group_of(connection: sa.Connection, of: str, number: int) -> int | None:
    """The number under which a line is shown: that of the first of those that are the same; None where there is no such line."""
    found = connection.execute(sa.select(CLUSTER[of]).where(LINES[of].c.id == number)).scalar()
    return None if found is None else int(found)
