"""Finding: reports by their words, and what happened by its day."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from itertools import islice
from typing import Any, Final, NamedTuple

import msgspec
import sqlalchemy as sa

from ikrar.ledger import ask, asked, sql, words
from ikrar.ledger.ask import Answer
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.project import text_of
from ikrar.ledger.schema import commitments, documents, events, promises
from ikrar.ledger.stems import WORD, stem, stems

REPORTS: Final = 100  # the best matches, among whose promises those are looked for that say it
ENTERED: Final = 500  # promises by hand that are looked through
LOOKED_AT: Final = 100  # of them in a report: the first
AROUND: Final = 90  # characters of a snippet to each side of the word found


def best(connection: sa.Connection, query: str, most: int) -> list[int]:
    """The reports that hold all words of ``query`` in any form, the best match first: to rank them is most of a search."""
    return words.search(connection, query, most)


def search(connection: sa.Connection, query: str, limit: int, skip: int = 0, among: Sequence[int] | None = None) -> list[Answer]:
    """The best matches, each with a snippet; ``among`` what was found (`best`), if it was."""
    ids = (best(connection, query, skip + limit) if among is None else among)[skip : skip + limit]
    rows = {row["id"]: row for row in ask.list_documents(connection, ids=ids)} if ids else {}
    entries = dict(connection.execute(sa.select(documents.c.id, documents.c.entry).where(documents.c.id.in_(ids))).all())
    roots = {root for language in words.LANGUAGES for root in stems(query, language)}
    found = []
    for id_ in ids:
        row = rows[ask.name("document", id_)]
        found.append(row | {"snippet": snippet(text_of(connection, entries[id_]), roots, row["language"])})
    return found


def snippet(text: str, asked: set[str], language: str) -> str:
    """The words around those asked for, where most of them stand together; whole words only."""
    every = ((match, stem(match[0].lower(), language)) for match in WORD.finditer(text))
    found = list(islice(((match, root) for match, root in every if root in asked), LOOKED_AT))
    if not found:
        return ""

    def together(at: int) -> int:
        return len({root for match, root in found if at <= match.start() < at + AROUND})

    first = max((match.start() for match, _ in found), key=lambda at: (together(at), -at))
    start, end = max(0, first - AROUND), min(len(text), first + 2 * AROUND)
    start += len(text[start:first]) - len(re.sub(r"^\S+\s", "", text[start:first])) if start else 0
    cut = text[start:end] if end == len(text) else re.sub(r"\s\S*$", "", text[start:end])
    return ("…" if start else "") + re.sub(r"\s+", " ", cut).strip() + ("…" if end < len(text) else "")


def parts(text: str, query: str, language: str | None = None) -> list[tuple[str, bool]]:
    """``text`` in pieces, each with whether it is one of the words of ``query`` in any form; without a ``language`` in that of either."""
    languages = [language] if language in words.LANGUAGES else words.LANGUAGES
    roots = {root for of in words.LANGUAGES for root in stems(query, of)}
    pieces, at = [], 0
    for match in WORD.finditer(text):
        if any(stem(match[0].lower(), of) in roots for of in languages):
            pieces += [(text[at : match.start()], False), (match[0], True)]
            at = match.end()
    return [piece for piece in [*pieces, (text[at:], False)] if piece[0]]


_SAID: Final = Prepared(
    sa.select(commitments.c.promise, commitments.c.quote, documents.c.language)
    .join(documents, commitments.c.document == documents.c.id)
    .where(sql.among(commitments.c.document, "documents"), ~commitments.c.withdrawn)
    .order_by(commitments.c.id)
)
_ENTERED: Final = Prepared(
    sa.select(commitments.c.promise, commitments.c.quote)
    .where(commitments.c.document.is_(None), ~commitments.c.withdrawn)
    .order_by(commitments.c.id.desc())
    .limit(sa.bindparam("most"))
)


def promised(connection: sa.Connection, today: date, query: str, limit: int, among: Sequence[int] | None = None) -> list[Answer]:
    """The promises whose own sentence holds all words of ``query`` in any form: among those of the reports that match best, and the last
    that were entered by hand, which stand in none.
    """
    asked_for = [{stem(word, language) for language in words.LANGUAGES} for word in WORD.findall(query.lower())]
    reports = (best(connection, query, REPORTS) if among is None else among)[:REPORTS]
    said = [*_SAID.tuples(connection, documents=reports)] if reports else []
    said += [(*row, None) for row in _ENTERED.tuples(connection, most=ENTERED)] if asked_for else []
    ids: dict[int, None] = {}
    for promise, quote, known in said:
        told = {stem(word, language) for language in ([known] if known else words.LANGUAGES) for word in WORD.findall(quote.lower())}
        if all(forms & told for forms in asked_for):
            ids[promise] = None
    rows = {row["id"]: row for row in ask.commitments_of(connection, today, list(ids)[:limit])}
    return [row for id_ in ids if (row := rows.get(ask.name("commitment", id_)))]


class _When(msgspec.Struct):
    value: str | None = None


class _Dated(msgspec.Struct):
    """Of an event as the record has it, when it was."""

    time: _When | None = None


_DATED: Final = msgspec.json.Decoder(_Dated)


class _Day(NamedTuple):
    """What happened on a day: a promise ``made`` or ``due``, or an event."""

    date: str
    of: str
    number: int
    what: str


_MADE: Final = Prepared(
    sa.select(commitments.c.id, commitments.c.made_on, promises.c.deadline)
    .join(promises, promises.c.id == commitments.c.id)
    .where(sql.among(commitments.c.id, "ids"))
)
_DONE: Final = Prepared(sa.select(events.c.id, events.c.body).where(sql.among(events.c.id, "ids")))


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
    of_events = {id_: _DATED.decode(body).time for id_, body in _DONE.tuples(connection, ids=lines["event"])}
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
