"""The dossier of a negotiation: its rounds in order, what each promised, and what became of that; and that of one text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

import sqlalchemy as sa

from ikrar.ledger import actors, ask, asked, sittings, weigh
from ikrar.ledger.ask import Answer, name
from ikrar.ledger.points import days
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.schema import bearings, commitments, documents, entities, events, instruments, processes, sides
from ikrar.ledger.sql import among, is_, within

REPORTS: Final = 300  # of a series or a text, the latest, that are looked at
TOLD_BY: Final = 60  # tellings of who led delegations, in which their offices are looked for
PROMISES: Final = 200  # of a dossier
BETWEEN: Final = 40  # promises between the parties that no report of a round tells, each way
ACTS: Final = 12  # that bear on one promise, the latest
PEOPLE: Final = 40
NEWS: Final = 21  # days between a meeting and the promises that are told of as made there


def of_process(connection: sa.Connection, number: int, today: date) -> Answer | None:
    """A series of meetings as a story in time.

    ``chapters``: before, between and after the rounds what else was promised (``round`` is None), and each round with what it promised
    (``promises``, each with what ``became`` of it), what it came back to (``again``) and the ``texts`` that came of it.
    """
    found = connection.execute(sa.select(processes).where(processes.c.id == number, ~processes.c.withdrawn)).one_or_none()
    if found is None:
        return None
    who = ask.parties(connection, "process", [number])[number]["party"]
    rounds = sittings.of_series(connection, [number]).get(number, [])
    of_series = sa.select(processes.c.document, processes.c.name, documents.c.language)
    of_series = of_series.join(documents, processes.c.document == documents.c.id)
    of_series = of_series.where(processes.c.series == number, ~processes.c.withdrawn)
    told = connection.execute(of_series.order_by(processes.c.id.desc()).limit(REPORTS)).all()
    reports = sorted({row.document for row in told})
    lines = _lines(connection, reports)
    made = _made(rounds, lines)
    elsewhere = [promise for promise in _between(connection, who, rounds) if promise not in made]
    rows = _rows(connection, today, [*made, *elsewhere][:PROMISES])
    chapters = _chapters(rounds, [row | {"at": _at(row, made, rounds)} for row in rows])
    sources = ask.sources(connection, {document for met in rounds for document in met["documents"]})
    people = _heads(connection, rounds)
    for chapter in chapters:
        if (met := chapter["round"]) is not None:
            met["who"] = [person for person in people if person["name"] in met["heads"].split(", ")]
            chapter["again"] = _again(met, lines, made, rows)
            met["sources"] = [sources[document] for document in met["documents"] if document in sources]
    texts = _texts(connection, reports)
    mine = {party["id"] for party in who}
    for text in texts:
        at = [met for met in rounds if _near(met, text["date"])]
        text["ours"] = bool(at or mine & {party["id"] for party in text["parties"]})
        for met in at[-1:]:
            met.setdefault("texts", []).append(text)
    return {
        "id": name("process", number),
        "name": found.name,
        "names": _names(told[::-1]),
        "parties": who,
        "chapters": chapters,
        "texts": [text for text in texts if text["ours"]],
        "mentioned": [text for text in texts if not text["ours"]],
        "people": people,
        "others": _others(connection, rounds, mine),
        "documents": len(reports),
    }


# -- promises ----------------------------------------------------------------------------------------------------

_LINES: Final = Prepared(
    sa.select(commitments.c.id, commitments.c.promise, commitments.c.document, commitments.c.made_on)
    .add_columns(commitments.c.deadline, commitments.c.deadline_words, commitments.c.action)
    .where(among(commitments.c.document, "documents"), ~commitments.c.withdrawn)
    .order_by(commitments.c.id)
)


def _lines(c: sa.Connection, reports: Sequence[int]) -> list[Any]:
    return list(_LINES.all(c, documents=reports)) if reports else []


def _day(met: Answer) -> str | None:
    """The day of a meeting, or that of the first report of it."""
    day: str | None = met["date"] or met["told"]
    return day


def _near(met: Answer, day: str | None) -> bool:
    """Whether what was on ``day`` may have been at the meeting."""
    mine = _day(met)
    return bool(mine and day and len(day) == len(mine) and days(mine, day) <= NEWS)


def _made(rounds: Sequence[Answer], lines: Iterable[Any]) -> dict[int, int | None]:
    """Of each promise that reports of the series tell: the round that made it; None where it was made at another time.

    The report that tells it first tells of its round. One of several is the one that was then.
    """
    of_report: dict[int, list[int]] = defaultdict(list)
    for i, met in enumerate(rounds):
        for document in met["documents"]:
            of_report[document].append(i)
    made: dict[int, int | None] = {}
    for line in sorted(lines, key=lambda line: (line.made_on or "9", line.id)):
        if line.promise not in made:
            told = of_report.get(line.document, [])
            then = [i for i in told if _near(rounds[i], line.made_on)] if line.made_on else told
            made[line.promise] = then[-1] if then else None
    return made


def _between(c: sa.Connection, who: Sequence[Answer], rounds: Sequence[Answer]) -> list[int]:
    """Promises of a party to another, or of two together, since the first round."""
    since = next((day for met in rounds if (day := _day(met))), None)
    found: dict[int, None] = {}
    parties = {party["id"]: asked.Party(c, party["id"]) for party in who[:4]}
    for one in parties:
        for other in parties:
            if one != other:
                more: list[dict[str, Any]] = [{"to": parties[other]}] + ([{"beside": parties[other]}] if one < other else [])
                for how in more:
                    found |= dict.fromkeys(asked.the_commitments(c, BETWEEN, by=parties[one], made_after=since, **how))
    return sorted(found)[-BETWEEN:]


def _rows(c: sa.Connection, today: date, ids: Sequence[int]) -> list[Answer]:
    """Promises in the order of their making, each with what became of it."""
    rows = ask.commitments_of(c, today, ids)
    became = evidence(c, ids)
    told = [row | {"became": became.get(ask.number(row["id"]), [])} for row in rows]
    return sorted(told, key=lambda row: (row["made"] or "9", ask.number(row["id"])))


def _at(row: Answer, made: dict[int, int | None], rounds: Sequence[Answer]) -> tuple[int, bool]:
    """Where in the story a promise stands: behind which round, and whether it was made there."""
    at = made.get(ask.number(row["id"]))
    if at is not None:
        return at, True
    before = [i for i, met in enumerate(rounds) if (day := _day(met)) and row["made"] and day <= row["made"]]
    return (before[-1] if before else -1), False


def _chapters(rounds: Sequence[Answer], rows: Sequence[Answer]) -> list[Answer]:
    placed: dict[tuple[int, bool], list[Answer]] = defaultdict(list)
    for row in rows:
        placed[row.pop("at")].append(row)
    order = [(-1, False), *((i, there) for i in range(len(rounds)) for there in (True, False))]
    return [
        {"round": rounds[i] if there else None, "promises": placed[i, there], "again": []}
        for i, there in order
        if there or placed[i, there]
    ]


def _again(met: Answer, lines: Iterable[Any], made: dict[int, int | None], rows: Sequence[Answer]) -> list[Answer]:
    """The promises made before that reports of a round tell again, as they tell them."""
    ours = {ask.number(row["id"]) for row in met.get("promises", ())}
    when = {ask.number(row["id"]): row["made"] for row in rows}
    told: dict[int, Answer] = {}
    for line in lines:
        known, day = when.get(line.promise), _day(met)
        earlier = bool(known and day and known < day and days(known, day) > NEWS)
        if line.document in met["documents"] and line.promise in when and line.promise not in ours and earlier:
            deadline = {"value": line.deadline, "text": line.deadline_words} if line.deadline else None
            told.setdefault(line.promise, {"id": name("commitment", line.promise), "action": line.action, "deadline": deadline})
    return [told[promise] for promise in sorted(told) if made.get(promise) is not None]


_EVIDENCE: Final = Prepared(
    sa.select(commitments.c.promise, bearings.c.bearing, bearings.c.extent, bearings.c.person, events.c.happening)
    .add_columns(events.c.id, events.c.type, events.c.value, events.c.first, events.c.factuality, events.c.quote, events.c.document)
    .select_from(commitments)
    .join(bearings, bearings.c.commitment == commitments.c.id)
    .join(events, bearings.c.event == events.c.id)
    .where(among(commitments.c.promise, "promises"), bearings.c.in_force, bearings.c.bearing != sa.literal("none"), ~events.c.withdrawn)
    .order_by(events.c.first, events.c.id)
)


def evidence(connection: sa.Connection, ids: Sequence[int]) -> dict[int, list[Answer]]:
    """What bears on each promise, in time: each happening once a side, as it was told first; the latest ``ACTS`` of them."""
    acts: dict[int, dict[tuple[int, str], Any]] = defaultdict(dict)
    for row in _EVIDENCE.all(connection, promises=ids) if ids else ():
        acts[row.promise].setdefault((row.happening, weigh.side(row.bearing, row.factuality)), row)
    kept = {promise: list(of.values())[-ACTS:] for promise, of in acts.items()}
    told_by = ask.sources(connection, {row.document for of in kept.values() for row in of if row.document})
    return {promise: [_act(row, told_by.get(row.document)) for row in of] for promise, of in kept.items()}


def _act(row: Any, source: Answer | None) -> Answer:
    told = {
        "id": name("event", row.happening),
        "bearing": row.bearing,
        "weighed": weigh.weighed(row.bearing, row.factuality),
        "extent": row.extent,
        "confirmed": bool(row.person),
    }
    told |= {"type": row.type, "date": row.value, "factuality": row.factuality, "quote": row.quote}
    return told | {"document": source}


# -- who, and which texts ----------------------------------------------------------------------------------------

_PEOPLE: Final = Prepared(
    sa.select(entities.c.actor, entities.c.name, entities.c.country, entities.c.document, entities.c.local)
    .where(among(entities.c.document, "documents"), is_(entities.c.type, "type"), among(entities.c.name, "names"))
    .order_by(entities.c.id)
)


def _heads(c: sa.Connection, rounds: Sequence[Answer]) -> list[Answer]:
    """Who led delegations, and at which of the rounds; with the ``office`` that the first report gives them."""
    at: dict[str, list[int]] = defaultdict(list)
    for i, met in enumerate(rounds, 1):
        for head in filter(None, met["heads"].split(", ")):
            at[head].append(met["number"] or i)
    documents = sorted({document for met in rounds for document in met["documents"]})
    rows = _PEOPLE.all(c, documents=documents, type="person", names=list(at)) if at else []
    who = {row.name: row for row in rows}
    held = actors.offices(c, [(row.document, row.local) for row in rows[:TOLD_BY]])
    offices = {row.name: office for row in reversed(rows) if (office := held.get((row.document, row.local)))}
    return [
        {"id": name("entity", who[head].actor) if head in who else None, "name": head, "rounds": numbers}
        | {"country": who[head].country if head in who else None, "office": offices.get(head)}
        for head, numbers in list(at.items())[:PEOPLE]
    ]


_AT: Final = Prepared(
    sa.select(entities.c.actor, sides.c.country, sides.c.sector)
    .select_from(events)
    .join(sides, (sides.c.line == events.c.id) & (sides.c.of == sa.literal("event")))
    .join(entities, sides.c.entity == entities.c.id)
    .where(among(events.c.happening, "happenings"), ~events.c.withdrawn, entities.c.key.is_not(None))
    .order_by(entities.c.actor)
)


def _others(c: sa.Connection, rounds: Sequence[Answer], parties: set[str]) -> list[Answer]:
    """Who else is told of as at the meetings."""
    happenings = [met["happening"] for met in rounds if met["happening"] is not None]
    found = {row.actor: row for row in _AT.all(c, happenings=happenings)} if happenings else {}
    wanted = [actor for actor in found if name("entity", actor) not in parties][:PEOPLE]
    named: dict[int, str] = dict(c.execute(sa.select(entities.c.id, entities.c.name).where(within(entities.c.id, wanted))).all())
    return [{"id": name("entity", a), "name": named[a], "country": found[a].country, "sector": found[a].sector} for a in wanted]


_TOLD: Final = Prepared(
    sa.select(instruments.c.text).where(among(instruments.c.document, "documents"), ~instruments.c.withdrawn).distinct()
)


def _texts(c: sa.Connection, reports: Sequence[int]) -> list[Answer]:
    """The texts that some reports name, the earliest first."""
    ids = _TOLD.scalars(c, documents=reports) if reports else []
    rows = c.execute(sa.select(instruments).where(within(instruments.c.id, ids), ~instruments.c.withdrawn)).all()
    who = ask.parties(c, "instrument", [row.id for row in rows])
    told = [
        {"id": name("instrument", r.id), "name": r.name, "kind": r.kind, "date": r.date, "status": r.status, "parties": who[r.id]["party"]}
        for r in rows
    ]
    return sorted(told, key=lambda text: (text["date"] or "9", ask.number(text["id"])))


def of_instrument(connection: sa.Connection, number: int, today: date) -> Answer | None:
    """One text: its names, its parties, what it lays down, what else its reports tell of, and the series of talks that it came of."""
    row = connection.execute(sa.select(instruments).where(instruments.c.id == number, ~instruments.c.withdrawn)).one_or_none()
    if row is None:
        return None
    mine = sa.select(instruments.c.document, instruments.c.name).where(instruments.c.text == number, ~instruments.c.withdrawn)
    told = connection.execute(mine.order_by(instruments.c.id.desc()).limit(REPORTS)).all()[::-1]
    reports = sorted({line.document for line in told})
    called = {(line.document, line.name) for line in told}
    lines = sa.select(commitments.c.promise, commitments.c.document, commitments.c.instrument)
    lines = lines.where(within(commitments.c.document, reports), ~commitments.c.withdrawn).order_by(commitments.c.id)
    found = connection.execute(lines).all()
    laid = dict.fromkeys(line.promise for line in found if (line.document, line.instrument) in called)
    beside = dict.fromkeys(line.promise for line in found if line.promise not in laid)
    series = sa.select(processes.c.series).where(within(processes.c.document, reports), ~processes.c.withdrawn).distinct()
    sources = ask.sources(connection, reports)
    names: dict[str, list[Answer]] = defaultdict(list)
    for line in told:
        names[line.name].append(sources[line.document])
    return {
        "id": name("instrument", number),
        "name": row.name,
        "kind": row.kind,
        "date": row.date,
        "status": row.status,
        "parties": ask.parties(connection, "instrument", [number])[number]["party"],
        "names": [{"name": called_, "documents": told_by} for called_, told_by in names.items()],
        "promises": _rows(connection, today, list(laid)[:PROMISES]),
        "beside": _rows(connection, today, list(beside)[:BETWEEN]),
        "processes": list(_named(connection, connection.execute(series.limit(5)).scalars().all())),
        "documents": len(reports),
    }


def _names(told: Iterable[Any]) -> list[Answer]:
    """By which names reports tell of a series, and in which language, the first first."""
    return [{"name": called, "language": language} for called, language in dict.fromkeys((row.name, row.language) for row in told)]


def names_of(connection: sa.Connection, series: Sequence[str]) -> dict[str, list[Answer]]:
    """The names of each of these series of meetings (``P-1``), as `of_process` has them."""
    numbers = [int(id_[2:]) for id_ in series]
    query = sa.select(processes.c.series, processes.c.name, documents.c.language).join(documents, processes.c.document == documents.c.id)
    query = query.where(within(processes.c.series, numbers), ~processes.c.withdrawn).group_by(*query.selected_columns)
    told: dict[str, list[Any]] = {id_: [] for id_ in series}
    for row in connection.execute(query.order_by(sa.func.min(processes.c.id))):
        told[name("process", row.series)].append(row)
    return {id_: _names(rows) for id_, rows in told.items()}


def _named(c: sa.Connection, series: Sequence[int]) -> Iterator[Answer]:
    for id_, called in c.execute(
        sa.select(processes.c.id, processes.c.name).where(within(processes.c.id, series)).order_by(processes.c.id)
    ):
        yield {"id": name("process", id_), "name": called}
