"""Finding: reports by their words, and what happened by its day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, NamedTuple

import msgspec
import sqlalchemy as sa

from ikrar.ledger import ask, asked, words
from ikrar.ledger.ask import Answer
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.project import text_of
from ikrar.ledger.schema import commitments, documents, events, promises
from ikrar.ledger.sql import among
from ikrar.ledger.stems import WORD, stem, stems

AROUND: Final = 90  # characters of a snippet to each side of the word found


def search(connection: sa.Connection, query: str, limit: int) -> list[Answer]:
    """The reports that hold all words of ``query`` in any form, the best match first, each with a snippet."""
    ids = words.search(connection, query, limit)
    rows = {row["id"]: row for row in ask.list_documents(connection, ids=ids)} if ids else {}
    entries = dict(connection.execute(sa.select(documents.c.id, documents.c.entry).where(documents.c.id.in_(ids))).all())
    roots = {root for language in words.LANGUAGES for root in stems(query, language)}
    found = []
    for id_ in ids:
        row = rows[ask.name("document", id_)]
        found.append(row | {"snippet": snippet(text_of(connection, entries[id_]), roots, row["language"])})
    return found


def snippet(text: str, asked: set[str], language: str) -> str:
    """The words around the first of those asked for."""
    for match in WORD.finditer(text):
        if stem(match[0].lower(), language) in asked:
            start, end = max(0, match.start() - AROUND), min(len(text), match.end() + AROUND)
            cut = re.sub(r"\s+", " ", text[start:end]).strip()
            return ("…" if start else "") + cut + ("…" if end < len(text) else "")
    return ""


class _When(msgspec.Struct):
    value: str | None = None


class _Dated(msgspec.Struct):
    """Of an event as the record has it, when it was."""

    time: _When | None = None


class _Day(NamedTuple):
    """What happened on a day: a promise ``made`` or ``due``, or an event."""

    date: str
    of: str
    number: int
    what: str


_MADE: Final = Prepared(
    sa.select(commitments.c.id, commitments.c.made_on, promises.c.deadline)
    .join(promises, promises.c.id == commitments.c.id)
    .where(among(commitments.c.id, "ids"))
)
_DONE: Final = Prepared(sa.select(events.c.id, events.c.body).where(among(events.c.id, "ids")))


def timeline(connection: sa.Connection, today: date, *, who: str | None, since: str | None, until: str | None, limit: int) -> list[Answer]:
    """Promises, deadlines and acts by day, the earliest first."""
    found: list[tuple[str, int]] = []
    party = asked.Party(connection, who) if who else None
    for role in ("by", "to") if party else ("by",):
        condition: dict[str, Any] = {role: party} if party else {}
        made = asked.the_commitments(connection, limit, made_after=since, made_before=until, **condition)
        timed = since or until
        due = asked.the_commitments(connection, limit, due_after=since, due_before=until, **condition) if timed else made
        done = asked.the_events(connection, limit, since=since, until=until, **condition)
        found += [("made", number) for number in made] + [("due", number) for number in due] + [("event", number) for number in done]
    days = sorted(_days(connection, dict.fromkeys(found)), key=lambda day: (day.date, ask.name(day.of, day.number)))[:limit]
    numbers = {of: {day.number for day in days if day.of == of} for of in ("commitment", "event")}
    rows = {row["id"]: row for row in ask.commitments_of(connection, today, sorted(numbers["commitment"]))}
    rows |= {row["id"]: row for row in ask.events_of(connection, sorted(numbers["event"]))}
    return [_row(day, rows[ask.name(day.of, day.number)]) for day in days]


def _days(connection: sa.Connection, found: Iterable[tuple[str, int]]) -> Iterator[_Day]:
    """The days of what was found; what has none is left out."""
    lines = {of: {number for what, number in found if (what == "event") == (of == "event")} for of in ("commitment", "event")}
    of_promises = {id_: (made, due) for id_, made, due in _MADE.tuples(connection, ids=lines["commitment"])}
    of_events = {id_: msgspec.json.decode(body, type=_Dated).time for id_, body in _DONE.tuples(connection, ids=lines["event"])}
    for what, number in found:
        if what == "event":
            time = of_events[number]
            day = time.value if time else None
        else:
            made, day = of_promises[number]
            day = made if what == "made" else day if day and day[:1].isdigit() else None
        if day:
            yield _Day(day, "event" if what == "event" else "commitment", number, what)


def _row(day: _Day, row: Answer) -> Answer:
    if day.of == "event":
        what, who = row["type"], row["actors"]
    else:
        what, who = f"due ({row['timeliness']})" if day.what == "due" else row["kind"], row["promisors"]
    return {"date": day.date, "id": row["id"], "what": what, "who": who, "words": row["quote"]}
