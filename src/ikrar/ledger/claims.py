"""Which lines are taken for one, and why: what people have said of that, and what it takes to part them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

import msgspec
import sqlalchemy as sa

from ikrar.ledger.ask import Answer, name
from ikrar.ledger.schema import BY_PEOPLE, CLUSTER, LINES, book, entities, links
from ikrar.ledger.sql import within

DECISIONS: Final = 50


def decisions(connection: sa.Connection, of: str, number: int) -> list[Answer]:
    """What people have said of what the line ``number`` is and is not, the latest first; what was said at one time together.

    Each with ``other``, the line that it was said of, and ``entries``, by which it is taken back.
    """
    table, group = LINES[of], CLUSTER[of].name
    one, two = table.alias(), table.alias()
    called = "name" if "name" in table.c else "quote"
    query = (
        sa.select(links.c.entry, links.c.verdict, book.c.by, book.c.at, book.c.body)
        .add_columns(one.c[group].label("first"), two.c[group].label("second"), one.c.id.label("a"), two.c.id.label("b"))
        .add_columns(one.c[called].label("one"), two.c[called].label("two"))
        .join(book, book.c.seq == links.c.entry)
        .join(one, one.c.id == links.c.a)
        .join(two, two.c.id == links.c.b)
        .where(links.c.of == of, links.c.person, links.c.in_force, (one.c[group] == number) | (two.c[group] == number))
        .order_by(links.c.entry.desc())
    )
    said: dict[tuple[str, str, str], Answer] = {}
    for row in connection.execute(query):
        second = row.first == number and (row.second != number or row.a == number)
        told = {"verdict": row.verdict, "by": row.by, "at": row.at, "why": msgspec.json.decode(row.body).get("why", "")}
        told |= {"other": row.two if second else row.one, "id": name(of, row.second if second else row.first), "entries": []}
        said.setdefault((row.at, row.by, row.verdict), told)["entries"].append(row.entry)
    return list(said.values())[:DECISIONS]


def corrections(connection: sa.Connection, of: str, number: int) -> list[Answer]:
    """What people have said of a line itself and stands, the latest first: ``edit`` with the ``fields``, ``confirm`` or ``reject``."""
    ours = sa.or_(*(book.c.body.startswith(f'{{"what":"{what}","of":"{of}","line":{number},') for what in ("edit", "line")))
    rows = connection.execute(
        sa.select(book.c.seq, book.c.by, book.c.at, book.c.body).where(BY_PEOPLE, ours).order_by(book.c.seq.desc())
    ).all()
    undone = sa.or_(*(book.c.body.startswith(f'{{"what":"undo","entry":{row.seq},') for row in rows)) if rows else sa.false()
    undos = connection.execute(sa.select(book.c.body).where(BY_PEOPLE, undone)).scalars()
    taken = {msgspec.json.decode(body)["entry"] for body in undos}
    out = []
    for row in rows[:DECISIONS]:
        body = msgspec.json.decode(row.body)
        what = "edit" if body["what"] == "edit" else "reject" if body["withdrawn"] else "confirm"
        if row.seq not in taken:
            out.append(
                {"what": what, "fields": list(body.get("fields", ())), "by": row.by, "at": row.at, "entry": row.seq, "why": body["why"]}
            )
    return out


def ties(connection: sa.Connection, of: str, group: int, apart: Iterable[int]) -> list[tuple[int, int]]:
    """The pairs that hold some lines of a group to its others: to be said to be different, that those part.

    They are held by a claim; actors also by one name.
    """
    parted = set(apart)
    members = list(connection.execute(sa.select(LINES[of].c.id).where(CLUSTER[of] == group)).scalars())
    claimed = sa.select(links.c.a, links.c.b).where(links.c.of == of, links.c.in_force, links.c.verdict == "same")
    claimed = claimed.where(within(links.c.b, members), within(links.c.a, members))
    held = {(a, b) for a, b in connection.execute(claimed) if (a in parted) != (b in parted)}
    if of == "entity":
        held |= _called(connection, group, parted)
    return sorted(held)


def _called(c: sa.Connection, actor: int, parted: set[int]) -> set[tuple[int, int]]:
    """The pairs across that have one name."""
    lines: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
    named = sa.select(entities.c.id, entities.c.key).where(entities.c.actor == actor, entities.c.key.is_not(None))
    for id_, key in c.execute(named):
        lines[key][id_ in parted].append(id_)
    return {(min(a, b), max(a, b)) for stay, go in lines.values() for a in go for b in stay}
