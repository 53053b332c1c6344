"""What can be asked of a ledger. Answers are plain data, the same for people, JSON and CSV; lines go by numbers such as C-17."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from ikrar.ledger import asked, corrected, sittings
from ikrar.ledger.due import RUNNING, timeliness
from ikrar.ledger.prepared import Prepared
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
    processes,
    promises,
    sides,
    withdrawals,
)
from ikrar.ledger.sql import among, holds, is_, plain, within
from ikrar.ledger.tongues import meant

OF: Final = {letter: of for of, letter in LETTERS.items()}
Answer = dict[str, Any]
AT_ONCE: Final = 200  # lines that are held at once where many are told of one after another


def name(of: str, number: int) -> str:
    """``C-17``."""
    return f"{LETTERS[of]}-{number}"


def number(id_: str) -> int:
    """The number in ``C-17``."""
    return int(id_[2:])


def parse(id_: str) -> tuple[str, int] | None:
    """What ``C-17``, ``c17`` or ``C 17`` names: ("commitment", 17)."""
    match = re.fullmatch(r"([A-Za-z])[- ]?(\d{1,18})", id_.strip())
    of = OF.get(match[1].upper()) if match else None
    return (of, int(match[2])) if match and of else None


# -- answers -----------------------------------------------------------------------------------------------------


_PROMISED: Final = Prepared(
    sa.select(
        commitments.c.id, commitments.c.body, commitments.c.person, commitments.c.kind, commitments.c.provision, commitments.c.action,
        commitments.c.condition, commitments.c.instrument, commitments.c.made_on, commitments.c.quote, commitments.c.document,
        promises.c.status, promises.c.extent, promises.c.confirmed, promises.c.stories, promises.c["for"].label("speak_for"),
        promises.c.against, promises.c.last, promises.c.due, promises.c.deadline, promises.c.deadline_words,
    )
    .join(promises, promises.c.id == commitments.c.id)
    .where(among(commitments.c.id, "ids"), commitments.c.promise == commitments.c.id, ~commitments.c.withdrawn)
    .order_by(commitments.c.id.desc())
)  # fmt: skip


def list_commitments(connection: sa.Connection, today: date, limit: int | None = None, **conditions: Any) -> list[Answer]:
    """The promises that fulfil all ``conditions`` (`asked.the_commitments`), the latest first."""
    return commitments_of(connection, today, asked.the_commitments(connection, limit, **conditions))


def each_commitment(connection: sa.Connection, today: date, limit: int | None = None, **conditions: Any) -> Iterator[Answer]:
    """What `list_commitments` lists, one after another: however many they are, no more than a few are held."""
    return _each(asked.the_commitments(connection, limit, **conditions), lambda ids: commitments_of(connection, today, ids))


def _each(ids: Sequence[int], rows: Callable[[Sequence[int]], list[Answer]]) -> Iterator[Answer]:
    for at in range(0, len(ids), AT_ONCE):
        yield from rows(ids[at : at + AT_ONCE])


def list_due(connection: sa.Connection, today: date, until: str, limit: int | None = None) -> list[Answer]:
    """The promises still to be kept that fall due until then, the last ``limit`` of them in the order of their days."""
    due = asked.the_due(connection, limit, until, sorted(RUNNING))
    rows = {row["id"]: row for row in commitments_of(connection, today, due)}
    return [rows[name("commitment", number)] for number in reversed(due)]


def commitments_of(connection: sa.Connection, today: date, ids: Sequence[int]) -> list[Answer]:
    """Promises as the record has them, with who by name and code, and what stands of them today; the latest first."""
    rows = _PROMISED.all(connection, ids=ids) if ids else []
    who = parties(connection, "commitment", ids)
    told_by = sources(connection, [row.document for row in rows if row.document])
    kept = _kept_on(connection, [row.id for row in rows if row.status == "fulfilled"])
    return [
        (told := msgspec.json.decode(row.body))
        | (_corrected(row) if row.person else {})
        | {
            "id": name("commitment", row.id),
            "promisors": who[row.id]["promisor"],
            "beneficiaries": who[row.id]["beneficiary"],
            "instrument": row.instrument,
            "deadline": _deadline(row, told.get("deadline")),
            "status": row.status,
            "confirmed": bool(row.confirmed),
            "extent": row.extent,
            "timeliness": timeliness(row.status, row.due, today, kept.get(row.id)),
            "evidence_for": row.speak_for,
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


def _deadline(row: Any, told: Answer | None) -> Answer | None:
    """The deadline as it was told last: a promise is often made first and dated later. ``told`` is the first telling's own."""
    if told and told.get("value") == row.deadline:
        return dict(told)
    if row.deadline is None:
        return None
    return {"value": row.deadline} | ({"text": row.deadline_words} if row.deadline_words else {})


_DONE: Final = Prepared(
    sa.select(events.c.id, events.c.body, events.c.quote, events.c.document)
    .where(among(events.c.id, "ids"), events.c.happening == events.c.id, ~events.c.withdrawn)
    .order_by(events.c.id.desc())
)
_TOLD_IN: Final = Prepared(
    sa.select(events.c.happening, sa.func.count(documents.c.story.distinct()))
    .join(documents, events.c.document == documents.c.id)
    .where(among(events.c.happening, "ids"), ~events.c.withdrawn)
    .group_by(events.c.happening)
)


def list_events(connection: sa.Connection, limit: int | None = None, **conditions: Any) -> list[Answer]:
    """The happenings that fulfil all ``conditions`` (`asked.the_events`), the latest first."""
    return events_of(connection, asked.the_events(connection, limit, **conditions))


def each_event(connection: sa.Connection, limit: int | None = None, **conditions: Any) -> Iterator[Answer]:
    """What `list_events` lists, one after another."""
    return _each(asked.the_events(connection, limit, **conditions), lambda ids: events_of(connection, ids))


def events_of(connection: sa.Connection, ids: Sequence[int]) -> list[Answer]:
    """Happenings as the record has them, with who by name and code, and in how many documents each is told; the latest first."""
    rows = _DONE.all(connection, ids=ids) if ids else []
    who = parties(connection, "event", ids)
    told_by = sources(connection, [row.document for row in rows if row.document])
    stories: dict[int, int] = dict(_TOLD_IN.tuples(connection, ids=ids)) if ids else {}
    return [
        corrected.event(row.body)
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


_WHO: Final = Prepared(sa.select(entities).where(among(entities.c.id, "ids")).order_by(entities.c.id))


def list_actors(connection: sa.Connection, limit: int | None = None, words: str | None = None, country: str | None = None) -> list[Answer]:
    """Who appears in the ledger, with how many promises they made and received and how many acts were theirs."""
    e = entities.c
    query = sa.select(e.id).where(e.actor == e.id, e.key.is_not(None), ~e.withdrawn)
    if words:
        query = query.where(meant(words).stand_in(e.name))
    if country:
        query = query.where(plain(e.country == country.upper()))
    return actors_of(connection, connection.execute(query.order_by(e.id).limit(limit)).scalars().all())


def actors_of(connection: sa.Connection, ids: Sequence[int]) -> list[Answer]:
    """Actors by their numbers, in the order of these."""
    rows = _WHO.all(connection, ids=ids) if ids else []
    return [
        {"id": name("entity", r.id), "name": r.name, "type": r.type, "country": r.country, "sector": r.sector}
        | {"promised": r.promised, "was_promised": r.was_promised, "acted": r.acted, "was_acted_on": r.was_acted_on}
        for r in rows
    ]


def list_instruments(connection: sa.Connection, limit: int | None = None, words: str | None = None, skip: int = 0) -> list[Answer]:
    """Agreements, resolutions, laws: each text once, with its parties."""
    query = sa.select(instruments).where(instruments.c.text == instruments.c.id, ~instruments.c.withdrawn)
    if words:
        query = query.where(holds(instruments.c.name, words))
    rows = connection.execute(query.order_by(instruments.c.id.desc()).limit(limit).offset(skip)).all()
    who = parties(connection, "instrument", [row.id for row in rows])
    return [
        {"id": name("instrument", r.id), "name": r.name, "kind": r.kind, "date": r.date, "status": r.status, "parties": who[r.id]["party"]}
        | {"document": name("document", r.document)}
        for r in rows
    ]


def list_processes(
    connection: sa.Connection, limit: int | None = None, words: str | None = None, ids: Sequence[int] | None = None, skip: int = 0
) -> list[Answer]:
    """Series of meetings, with their rounds in order."""
    query = sa.select(processes).where(processes.c.series == processes.c.id, ~processes.c.withdrawn)
    if ids is not None:
        query = query.where(within(processes.c.id, ids))
    if words:
        query = query.where(holds(processes.c.name, words))
    rows = connection.execute(query.order_by(processes.c.id.desc()).limit(limit).offset(skip)).all()
    who = parties(connection, "process", [row.id for row in rows])
    held = sittings.of_series(connection, [row.id for row in rows])
    found = {row.id: {"id": name("process", row.id), "name": row.name, "parties": who[row.id]["party"]} for row in rows}
    return [row | {"rounds": [_round(met) for met in held.get(id_, ())]} for id_, row in found.items()]


def _round(met: dict[str, Any]) -> Answer:
    event = met["happening"]
    met = {key: value for key, value in met.items() if key not in ("happening", "quote", "documents")}
    return met | ({"event": name("event", event)} if event is not None else {})


def meeting(met: Answer) -> str:
    """A meeting of a series for people: which it is, and when it was, or when it was first told of."""
    when = met["date"] or (f"told {met['told']}" if met["told"] else "undated")
    return f"{met['number']}: {when}" if met["number"] else str(when)


OUT: Final = sa.select(withdrawals.c.document)
"""The reports that people have taken out of the ledger."""


def list_documents(
    connection: sa.Connection, limit: int | None = None, ids: Sequence[int] | None = None, copies: bool = False
) -> list[Answer]:
    """Documents, the latest first; without ``copies`` each story by its fullest telling, the others listed."""
    query = sa.select(documents)
    if ids is not None:
        query = query.where(within(documents.c.id, ids))
    elif not copies:
        query = query.where(documents.c.story == documents.c.id)
    if ids is None:
        query = query.where(documents.c.id.not_in(OUT))
    rows = connection.execute(query.order_by(documents.c.id.desc()).limit(limit)).all()
    tellings: dict[int, list[Any]] = defaultdict(list)
    stories = {row.story for row in rows}
    for row in connection.execute(
        sa.select(documents).where(within(documents.c.story, stories), documents.c.id.not_in(OUT)).order_by(documents.c.id)
    ):
        tellings[row.story].append(row)
    return [_document(row if ids is not None or copies else fullest(tellings[row.story]), tellings[row.story]) for row in rows]


def fullest(tellings: Sequence[Any]) -> Any:
    """The longest telling of a story; of two as long, the first."""
    return max(tellings, key=lambda row: (row.length, -row.id))


def _document(row: Any, tellings: Iterable[Any] = ()) -> Answer:
    told = {key: getattr(row, key) for key in ("title", "outlet", "agency", "published", "language", "source", "url", "sha", "engine")}
    return {"id": name("document", row.id), **told, "copies": [name("document", other.id) for other in tellings if other.id != row.id]}


_SOURCES: Final = Prepared(
    sa.select(
        documents.c.id, documents.c.title, documents.c.outlet, documents.c.agency, documents.c.published, documents.c.source
    ).where(among(documents.c.id, "ids"))
)  # fmt: skip


def sources(connection: sa.Connection, ids: Iterable[int]) -> dict[int, Answer]:
    """What is said of a line's document beside it."""
    wanted = set(ids)
    return {
        id_: {"id": name("document", id_), "title": title, "outlet": outlet or agency, "published": published, "source": source}
        for id_, title, outlet, agency, published, source in (_SOURCES.tuples(connection, ids=wanted) if wanted else ())
    }


_PARTIES: Final = Prepared(
    sa.select(sides.c.line, sides.c.role, entities.c.actor, entities.c.name, sides.c.country, sides.c.sector)
    .join(entities, sides.c.entity == entities.c.id)
    .where(is_(sides.c.of, "of"), among(sides.c.line, "ids"))
    .order_by(entities.c.id)
)


def parties(connection: sa.Connection, of: str, ids: Sequence[int]) -> dict[int, dict[str, list[Answer]]]:
    """Who stands on which side of the lines ``ids``: actor's number, name, country and sector."""
    found: dict[int, dict[str, list[Answer]]] = defaultdict(lambda: defaultdict(list))
    for line, role, actor, who, country, sector in _PARTIES.tuples(connection, of=of, ids=ids) if ids else ():
        found[line][role].append({"id": name("entity", actor), "name": who, "country": country, "sector": sector})
    return found


_KEPT_ON: Final = Prepared(
    sa.select(commitments.c.promise, sa.func.min(events.c.last))
    .select_from(commitments)
    .join(bearings, bearings.c.commitment == commitments.c.id)
    .join(events, bearings.c.event == events.c.id)
    .where(among(commitments.c.promise, "ids"), bearings.c.in_force, bearings.c.bearing == sa.literal("for"), events.c.told)
    .group_by(commitments.c.promise)
)


def _kept_on(connection: sa.Connection, ids: Sequence[int]) -> dict[int, str]:
    """The day on which each promise was kept: that of the first act that kept it."""
    return {promise: day for promise, day in (_KEPT_ON.tuples(connection, ids=ids) if ids else ()) if day}


def read_up_to(connection: sa.Connection) -> tuple[int, str | None]:
    """How many documents were read, and the latest day of publication: silence beyond it says nothing."""
    number = connection.execute(sa.select(sa.func.max(documents.c.id))).scalar()  # their numbers are without a gap
    out = connection.execute(sa.select(sa.func.count()).select_from(withdrawals)).scalar()
    latest = sa.select(documents.c.published).where(documents.c.published.is_not(None), documents.c.id.not_in(OUT))
    last = connection.execute(latest.order_by(documents.c.published.desc()).limit(1)).scalar()
    return (number or 0) - (out or 0), last


def history(connection: sa.Connection, seqs: Sequence[int]) -> list[Answer]:
    """Entries of the book, for people: when, by whom, what."""
    rows = connection.execute(sa.select(book).where(within(book.c.seq, seqs)).order_by(book.c.seq))
    return [{"entry": r.seq, "at": r.at, "by": r.by, "act": r.act, "body": msgspec.json.decode(r.body)} for r in rows]


def group_of(connection: sa.Connection, of: str, number: int) -> int | None:
    """The number under which a line is shown: that of the first of those that are the same; None where there is no such line."""
    found = connection.execute(sa.select(CLUSTER[of]).where(LINES[of].c.id == number)).scalar()
    return None if found is None else int(found)
