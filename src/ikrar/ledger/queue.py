"""What waits for a person, gravest first: breaches and contradictions, fulfilments, other changes, deadlines passed, merges."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from ikrar.ledger import ask
from ikrar.ledger.ask import Answer, name
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.schema import LINES, book, commitments, documents, links, promises, statuses
from ikrar.ledger.sql import among, plain, within

GRAVITY: Final = {"breached": 0, "contested": 1, "fulfilled": 2, "withdrawn": 3, "lapsed": 3, "under-way": 4}
OVERDUE: Final = 5
MERGE: Final = 6
REJECTED: Final = 100  # lines that a person has rejected are passed over; so many more are looked at
AT_ONCE: Final = 500  # promises that are looked at together


Lines = Callable[[sa.Connection, date, Sequence[int]], list[Answer]]
"""What is told of promises by their numbers."""


def waiting(
    connection: sa.Connection, today: date, limit: int | None = None, only: str | None = None, *, brief: bool = False
) -> list[Answer]:
    """The items, gravest first. Each has ``what`` (status, overdue or merge), ``id``, the ``quote`` and the machine's proposal.

    ``only``: those of one of these kinds. ``brief``: with no more of each promise than a list of thousands tells.
    """
    found: list[Answer] = []
    for what, kind in KINDS.items():  # each less grave than those before
        if only in {None, what} and (limit is None or len(found) < limit):
            found += kind(connection, today, None if limit is None else limit - len(found), _brief if brief else ask.commitments_of)
    return sorted(found, key=lambda item: (item["gravity"], item["order"]))[:limit]


def of_promise(connection: sa.Connection, today: date, number: int) -> Answer | None:
    """The item of one promise, where it waits for a person."""
    query = sa.select(statuses.c.person, sa.func.max(statuses.c.entry)).join(commitments, statuses.c.promise == commitments.c.id)
    query = query.where(commitments.c.promise == number, ~statuses.c.undone).group_by(statuses.c.person)
    last = {bool(person): entry for person, entry in connection.execute(query)}
    rows = ask.commitments_of(connection, today, [number])
    if not rows:
        return None
    if False in last and last[False] > last.get(True, 0):
        body = ask.history(connection, [last[False]])[0]["body"]
        if body["status"] != "open":
            return _judged(last[False], rows[0], body)
    if True in last or rows[0]["status"] != "open" or rows[0]["timeliness"] != "overdue":
        return None
    return _passed(rows[0])


def of_pair(connection: sa.Connection, of: str, a: int, b: int) -> Answer | None:
    """The item of two lines that may be one, where it waits for a person."""
    rows = connection.execute(_UNSURE.where(links.c.of == of, links.c.a == min(a, b), links.c.b == max(a, b))).all()
    return next(iter(_pairs(connection, rows, None)), None)


_BRIEF: Final = Prepared(
    sa.select(commitments.c.id, commitments.c.quote, commitments.c.document)
    .where(among(commitments.c.id, "ids"), commitments.c.promise == commitments.c.id, ~commitments.c.withdrawn)
    .order_by(commitments.c.id.desc())
)


def _brief(c: sa.Connection, _today: date, ids: Sequence[int]) -> list[Answer]:
    """Of what `ask.commitments_of` tells, the words of each promise and the report that has them."""
    return [
        {"id": name("commitment", id_), "quote": quote, "document": document and {"id": name("document", document)}}
        for id_, quote, document in _BRIEF.tuples(c, ids=ids)
    ]


def _judgements(c: sa.Connection, today: date, limit: int | None, lines: Lines) -> list[Answer]:
    """Promises on which the machine's last word is later than any person's."""
    open_ = dict(_after_people(c))
    for gravity in sorted(set(GRAVITY.values())):
        if limit is not None and len(open_) >= limit + REJECTED:
            break
        names = [status for status, of in GRAVITY.items() if of == gravity]
        p = promises.c
        query = sa.select(p.id, p.judged).where(p.status.in_(names), ~p.confirmed, p.judged.is_not(None))
        query = query.join(commitments, commitments.c.id == p.id).where(commitments.c.promise == p.id, ~commitments.c.withdrawn)
        open_ |= dict(c.execute(query.order_by(p.judged).limit(limit)).all())
    said = {e["entry"]: e["body"] for e in ask.history(c, list(open_.values()))}
    rows = {row["id"]: row for row in lines(c, today, list(open_))} if open_ else {}
    items = []
    for promise, entry in open_.items():
        row, body = rows.get(name("commitment", promise)), said[entry]
        if row is None or body["status"] == "open":
            continue
        items.append(_judged(entry, row, body))
    return items


def _judged(entry: int, row: Answer, body: Answer) -> Answer:
    proposal = {key: body.get(key) for key in ("status", "extent", "evidence")}
    return _item("status", GRAVITY[body["status"]], entry, row, proposal)


def _after_people(c: sa.Connection) -> Iterator[tuple[int, int]]:
    """The promises that people have judged and the machine judges otherwise since, with its last word."""
    member = sa.select(commitments.c.promise, sa.func.max(statuses.c.entry), statuses.c.person)
    member = member.join(statuses, statuses.c.promise == commitments.c.id)
    confirmed = c.execute(sa.select(promises.c.id).where(promises.c.confirmed)).scalars().all()
    member = member.where(within(commitments.c.promise, confirmed), ~statuses.c.undone).group_by(commitments.c.promise, statuses.c.person)
    last: dict[int, dict[bool, int]] = {}
    for promise, entry, person in c.execute(member):
        last.setdefault(promise, {})[bool(person)] = entry
    for promise, at in last.items():
        if False in at and at[False] > at.get(True, 0):
            yield promise, at[False]


def _overdue(c: sa.Connection, today: date, limit: int | None, lines: Lines) -> list[Answer]:
    """Promises whose deadline has passed, of which nothing is known, and which no person has judged."""
    p, t = promises.c, commitments.c
    query = sa.select(p.id).where(p.due < today.isoformat(), plain(p.status == "open"), ~p.confirmed).order_by(p.id)
    passed = c.execute(query).scalars().all()
    ids: list[int] = []
    for at in range(0, len(passed), AT_ONCE):  # few are looked at further: a tenth of all promises may be overdue
        if limit is not None and len(ids) >= limit:
            break
        heads = sa.select(t.id).where(within(t.id, passed[at : at + AT_ONCE]), t.promise == t.id, ~t.withdrawn).order_by(t.id)
        ids += c.execute(heads).scalars()
    ids = ids[:limit]
    return [_passed(row) for row in lines(c, today, ids)] if ids else []


def _passed(row: Answer) -> Answer:
    return _item("overdue", OVERDUE, int(row["id"].partition("-")[2]), row, {"status": "open"})


def _item(what: str, gravity: int, order: int, row: Answer, proposal: Answer) -> Answer:
    return {"what": what, "gravity": gravity, "order": order, "id": row["id"], "quote": row["quote"], "line": row, "proposal": proposal}


_UNSURE: Final = (
    sa.select(links, book.c.body)
    .join(book, links.c.entry == book.c.seq)
    .where(links.c.in_force, links.c.verdict == "unsure", ~links.c.person)
    .order_by(links.c.entry)
)


def _merges(c: sa.Connection, _today: date, limit: int | None, _lines: Lines) -> list[Answer]:
    """Pairs of which the machine cannot tell whether they are one."""
    return _pairs(c, c.execute(_UNSURE.limit(None if limit is None else limit + REJECTED)).all(), limit)


def _pairs(c: sa.Connection, rows: Sequence[sa.Row[Any]], limit: int | None) -> list[Answer]:
    lines = {of: _lines(c, of, {number for row in rows if row.of == of for number in (row.a, row.b)}) for of in {row.of for row in rows}}
    items: list[Answer] = []
    for row in rows:
        if limit is not None and len(items) == limit:
            break
        pair = [lines[row.of].get(number) for number in (row.a, row.b)]
        if pair[0] is None or pair[1] is None:
            continue
        proposal = {"verdict": "same", "score": row.score, "points": msgspec.json.decode(row.body).get("points", {})}
        ids = [name(row.of, row.a), name(row.of, row.b)]
        items.append(
            {
                "what": "merge",
                "gravity": MERGE,
                "order": row.entry,
                "id": ids[0],
                "other": ids[1],
                "pair": pair,
                "proposal": proposal,
                "quote": pair[0]["quote"],
            }
        )
    return items


KINDS: Final = {"status": _judgements, "overdue": _overdue, "merge": _merges}


def _lines(c: sa.Connection, of: str, numbers: Iterable[int]) -> dict[int, Answer]:
    """What is shown of lines that may be one; those that were withdrawn are left out."""
    table = LINES[of]
    if of == "document":
        told = c.execute(sa.select(documents.c.id, documents.c.title, documents.c.published).where(within(documents.c.id, numbers)))
        return {row.id: {"quote": row.title or "(no title)", "told": row.published} for row in told}
    query = sa.select(table.c.id, table.c.quote if "quote" in table.c else table.c.name.label("quote"))
    query = query.add_columns(documents.c.published, documents.c.outlet).outerjoin(documents, table.c.document == documents.c.id)
    told = c.execute(query.where(within(table.c.id, numbers), ~table.c.withdrawn))
    return {row.id: {"quote": row.quote, "told": ", ".join(p for p in (row.outlet, row.published) if p)} for row in told}
