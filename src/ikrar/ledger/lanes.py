"""Promises and happenings in the order of their days, and the lanes they run in: their process, their actors, or their instrument."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final, NamedTuple

import sqlalchemy as sa

from ikrar.ledger import ask
from ikrar.ledger.ask import Answer, name
from ikrar.ledger.asked import Party, the_commitments
from ikrar.ledger.days import bounds
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.schema import bearings, commitments, documents, events, instruments, processes, rounds
from ikrar.ledger.spots import happened
from ikrar.ledger.sql import among, within
from ikrar.model import Time

KINDS: Final = ("process", "actor", "instrument")
"""What lanes may be of."""
OTHER: Final = ""
"""The lane of what has none, and of what is in none of those that are shown."""


class Lane(NamedTuple):
    """A lane with its name and address (None where it has no page)."""

    key: str
    name: str
    id: str | None
    number: int
    """How many lines run in it."""


def lines(
    connection: sa.Connection, today: date, limit: int, *, actor: str | None = None, since: str | None = None, until: str | None = None
) -> tuple[list[Answer], bool]:
    """Promises made, or falling due, and happenings in that time, by their days; and whether there are more than the ``limit`` latest."""
    who = Party(connection, actor) if actor else None
    made = _promised(connection, limit + 1, who, since, until)
    done = _days(connection, happened(connection, limit + 1, actor=who, since=since, until=until))
    order = [(day or "", False, id_) for id_, day in (_MADE.tuples(connection, ids=made) if made else ())]
    order = sorted(order + [(days[0] or "", True, id_) for id_, days in done.items()])
    latest = order[-limit:]
    found = [_promise(row) for row in ask.commitments_of(connection, today, [id_ for _, event, id_ in latest if not event])]
    acts = ask.events_of(connection, [id_ for _, event, id_ in latest if event])
    found += [_event(row, done[int(row["id"][2:])]) for row in acts]
    return sorted(found, key=lambda line: (line["day"] or "", line["what"], int(line["id"][2:]))), len(order) > limit


_MADE: Final = Prepared(sa.select(commitments.c.id, commitments.c.made_on).where(among(commitments.c.id, "ids")))


def _promised(connection: sa.Connection, limit: int, who: Party | None, since: str | None, until: str | None) -> list[int]:
    """The promises whose bars, from the day they are made to their deadline, begin or end in that time."""
    if who and not since and not until:  # the latest of each side lie in order, and few need be looked at
        found = {*the_commitments(connection, limit, by=who), *the_commitments(connection, limit, to=who)}
    else:
        found = set(the_commitments(connection, limit, who=who, made_after=since, made_before=until))
    if since:
        beyond = min(found) if len(found) == limit else None  # before these none is asked for
        found |= set(the_commitments(connection, limit, who=who, due_after=since, due_before=until, beyond=beyond))
    return sorted(found, reverse=True)[:limit]


def _promise(row: Answer) -> Answer:
    due = (row["deadline"] or {}).get("value")
    return {
        "id": row["id"],
        "what": "promise",
        "day": row["made"],
        "last": row["made"],
        "told": bool((row.get("made_on") or {}).get("value")),
        "due": due if due and due[:1].isdigit() else None,
        "ends": bounds(Time(value=due), None)[1],
        "status": row["status"],
        "timeliness": row["timeliness"],
        "confirmed": row["confirmed"],
        "type": row["provision"],
        "kind": row["kind"],
        "by": row["promisors"],
        "to": row["beneficiaries"],
        "words": (row.get("action") or {}).get("text") or row["quote"],
        "instrument": row["instrument"],
        "document": (row["document"] or {}).get("id"),
    }


def _event(row: Answer, days: Days) -> Answer:
    day, last, told, person = days
    return {
        "id": row["id"],
        "what": "event",
        "day": day,
        "last": last,
        "told": told,
        "due": None,
        "ends": None,
        "status": None,
        "timeliness": None,
        "confirmed": person,
        "type": row["type"],
        "kind": row["factuality"],
        "by": row["actors"],
        "to": row["recipients"],
        "words": row["quote"],
        "instrument": None,
        "document": (row["document"] or {}).get("id"),
    }


_DAYS: Final = Prepared(
    sa.select(events.c.id, events.c.first, events.c.last, events.c.told, events.c.person).where(among(events.c.id, "ids"))
)


Days = tuple[str | None, str | None, bool, bool]
"""First and last day of a happening, whether the text tells them, and whether a person has confirmed the line."""


def _days(connection: sa.Connection, ids: Sequence[int]) -> dict[int, Days]:
    """The days of happenings: where no day is told, that of the report."""
    rows = _DAYS.tuples(connection, ids=ids) if ids else ()
    return {id_: (first if told else last, last, bool(told), bool(person)) for id_, first, last, told, person in rows}


def laid(connection: sa.Connection, kind: str, found: Sequence[Answer], most: int, language: str) -> list[Lane]:
    """Gives each line its lanes (under "lanes"), and tells the ``most`` lanes with most lines, the fullest first, those of none last.

    Processes go by their names in ``language``, where a report in it tells of them.
    """
    if kind == "actor":
        which = {line["id"]: [who["id"] for who in line["by"]] for line in found}
        called = {who["id"]: who["name"] for line in found for who in line["by"]}
        pages = {key: key for key in called}
    else:
        which, called, pages = (_by_process if kind == "process" else _by_instrument)(connection, found)
    counts = Counter(key for line in found for key in set(which.get(line["id"], ())))
    chosen = [key for key, _ in sorted(counts.items(), key=lambda item: (-item[1], called[item[0]]))[:most]]
    if kind == "process":
        called |= _called(connection, chosen, language)
    rest = 0
    for line in found:
        mine = [key for key in dict.fromkeys(which.get(line["id"], ())) if key in chosen] or [OTHER]
        rest += mine == [OTHER]
        line["lanes"] = mine
    lanes = [Lane(key, called[key], pages.get(key), counts[key]) for key in chosen]
    return lanes + ([Lane(OTHER, "", None, rest)] if rest else [])


Laid = tuple[dict[str, list[str]], dict[str, str], dict[str, str]]
"""Of each line its lanes, of each lane its name and its page."""


def _numbers(found: Iterable[Answer], what: str) -> list[int]:
    return [int(line["id"][2:]) for line in found if line["what"] == what]


def _by_process(connection: sa.Connection, found: Sequence[Answer]) -> Laid:
    """A line runs in the process that most of the documents telling it are of; an act also in that of a promise it bears on."""
    made, done = _numbers(found, "promise"), _numbers(found, "event")
    which: dict[str, list[str]] = {}
    for of, table, group, ids in (("commitment", commitments, commitments.c.promise, made), ("event", events, events.c.happening, done)):
        told = (
            sa.select(group, processes.c.series, sa.func.count())
            .join(processes, processes.c.document == table.c.document)
            .where(within(group, ids), ~table.c.withdrawn, ~processes.c.withdrawn)
            .group_by(group, processes.c.series)
        )
        best: dict[int, tuple[int, int]] = {}
        for line, series, many in connection.execute(told):
            best[line] = max(best.get(line, (0, 0)), (many, -series))
        which |= {name(of, line): [name("process", -series)] for line, (_, series) in best.items()}
    met = sa.select(rounds.c.event, processes.c.series).join(processes, rounds.c.process == processes.c.id)
    met = met.where(within(rounds.c.event, done), ~processes.c.withdrawn)
    which |= {name("event", event): [name("process", series)] for event, series in connection.execute(met)}
    _with_promises(connection, which, done)
    numbers = {int(key[2:]) for keys in which.values() for key in keys}
    titles = connection.execute(sa.select(processes.c.id, processes.c.name).where(within(processes.c.id, numbers)))
    called = {name("process", id_): title for id_, title in titles}
    return which, called, {key: key for key in called}


def _called(connection: sa.Connection, keys: Sequence[str], language: str) -> dict[str, str]:
    """The names of processes in a language: of several the one that is told most."""
    told = (
        sa.select(processes.c.series, processes.c.name)
        .join(documents, processes.c.document == documents.c.id)
        .where(within(processes.c.series, [int(key[2:]) for key in keys]), documents.c.language == language, ~processes.c.withdrawn)
        .group_by(processes.c.series, processes.c.name)
        .order_by(sa.func.count(), sa.func.min(processes.c.id).desc())
    )
    return {name("process", series): title for series, title in connection.execute(told)}


def _by_instrument(connection: sa.Connection, found: Sequence[Answer]) -> Laid:
    """A promise runs in the lane of the text that lays it down, an act in that of a promise it bears on."""
    written = {line["instrument"] for line in found if line["instrument"]}
    rows = connection.execute(
        sa.select(instruments.c.name, sa.func.min(instruments.c.text))
        .where(within(instruments.c.name, written), ~instruments.c.withdrawn)
        .group_by(instruments.c.name)
    )
    texts: dict[str, str] = {title: name("instrument", text) for title, text in rows}
    which = {str(line["id"]): [texts.get(line["instrument"], str(line["instrument"]))] for line in found if line["instrument"]}
    _with_promises(connection, which, _numbers(found, "event"))
    titles = connection.execute(
        sa.select(instruments.c.id, instruments.c.name).where(within(instruments.c.id, {int(key[2:]) for key in texts.values()}))
    )
    called = {title: title for title in written - texts.keys()} | {name("instrument", id_): title for id_, title in titles}
    return which, called, {key: key for key in texts.values()}


def _with_promises(connection: sa.Connection, which: dict[str, list[str]], done: Sequence[int]) -> None:
    """Happenings that have no lane run with the promises that they bear on."""
    query = (
        sa.select(events.c.happening, commitments.c.promise)
        .select_from(bearings)
        .join(events, bearings.c.event == events.c.id)
        .join(commitments, bearings.c.commitment == commitments.c.id)
        .where(within(events.c.happening, done), bearings.c.in_force, bearings.c.bearing != "none")
        .where(~events.c.withdrawn, ~commitments.c.withdrawn)
        .order_by(bearings.c.entry)
    )
    more: dict[str, list[str]] = defaultdict(list)
    for event, promise in connection.execute(query):
        more[name("event", event)] += which.get(name("commitment", promise), [])
    for event, keys in more.items():
        which.setdefault(event, keys)


def lasting(line: Answer, first: str | None, last: str | None) -> bool:
    """Whether a line is of a stretch of days: made, done or due in it, as the ledger is asked for that."""
    return any(day and (not first or day >= first) and (not last or day <= last) for day in (line["day"], line["ends"]))
