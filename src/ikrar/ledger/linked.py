"""Links over documents: claims that two lines are one, and the groups that follow from those in force.

A claim is never changed. A later one on the same pair takes its place, a person's before any machine's; an undo gives it back.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import sqlalchemy as sa

from ikrar.ledger import at_hand, judged, parties
from ikrar.ledger.prepared import Prepared, catch_up
from ikrar.ledger.schema import CLUSTER, LINES, documents, entities, links, sides, withdrawals
from ikrar.ledger.sql import is_

_STANDING = Prepared(
    sa.select(links.c.entry, links.c.person).where(is_(links.c.of, "of"), is_(links.c.a, "a"), is_(links.c.b, "b"), links.c.in_force)
)
_INSERT = Prepared(links.insert())
_GROUPS = {
    of: Prepared(sa.select(column).where(table.c.id.in_((sa.bindparam("a"), sa.bindparam("b")))).distinct().order_by(column))
    for of, (table, column) in {of: (LINES[of], CLUSTER[of]) for of in LINES}.items()
}
_MEMBERS = Prepared(sa.select(entities.c.id).where(is_(entities.c.actor, "group")))
_JOIN = {of: Prepared(LINES[of].update().where(is_(CLUSTER[of], "from")).values({CLUSTER[of].name: sa.bindparam("to")})) for of in LINES}


def take(connection: sa.Connection, seq: int, body: Any, *, person: bool) -> None:
    """A claim comes in. ``body``: of, a, b, verdict (same, different, unsure), score."""
    of, a, b = body["of"], *sorted((body["a"], body["b"]))
    hand = at_hand.of(connection)
    first = hand.is_new(of, b) and (of, a, b) not in hand.claimed  # what was just written nobody has claimed anything of
    hand.claimed.add((of, a, b))
    standing = None if first else _STANDING.first(connection, of=of, a=a, b=b)
    wins = standing is None or person or not standing.person
    if wins and standing is not None:
        connection.execute(links.update().where(links.c.entry == standing.entry), {"in_force": False})
    row = {"entry": seq, "of": of, "a": a, "b": b, "verdict": body["verdict"], "score": body.get("score"), "person": person}
    _INSERT.put(connection, row | {"in_force": wins})
    if wins and (standing is not None or body["verdict"] != "unsure"):  # a first "unsure" neither joins nor parts
        regroup(connection, of, (a, b), joins=standing is None and body["verdict"] == "same")


def undo(connection: sa.Connection, seq: int) -> None:
    """A person takes back their claim: what stood before on the pair stands again."""
    claim = connection.execute(sa.select(links).where(links.c.entry == seq)).one()
    connection.execute(links.update().where(links.c.entry == seq), {"in_force": False, "verdict": "undone"})
    pair = (links.c.of == claim.of) & (links.c.a == claim.a) & (links.c.b == claim.b) & (links.c.verdict != "undone")
    before = connection.execute(
        sa.select(links.c.entry).where(pair).order_by(links.c.person.desc(), links.c.entry.desc()).limit(1)
    ).scalar()
    if before is not None:
        connection.execute(links.update().where(links.c.entry == before), {"in_force": True})
    regroup(connection, claim.of, (claim.a, claim.b))


def regroup(connection: sa.Connection, of: str, pair: tuple[int, int], *, joins: bool = False) -> None:
    """Makes the groups of two lines anew. ``joins``: nothing was taken away, so two groups at most become one."""
    table, column = LINES[of], CLUSTER[of]
    groups = _groups(connection, of, pair)
    if joins:
        if len(groups) == 2:
            moved = _MEMBERS.scalars(connection, group=groups[1]) if of == "entity" else []
            if moved:
                catch_up(connection, sides)
            _JOIN[of].put(connection, {"from": groups[1], "to": groups[0]})
            hand = at_hand.of(connection)
            hand.joined(of, groups[1], groups[0])
            if not (of == "event" and hand.bears_nothing(groups[1])):
                _told(connection, of, groups, moved)
        return
    if of in at_hand.of(connection).lines:
        at_hand.of(connection).clear()
    catch_up(connection)
    of_groups = sa.select(table.c.id, column).where(column.in_(groups)).order_by(table.c.id)
    before = {row.id: row[1] for row in connection.execute(of_groups)}
    members = list(before)
    head = _standing(connection, of, components(members, _ties(connection, of, members)))
    moved = [member for member in members if head[member] != before[member]]
    for member in moved:
        connection.execute(table.update().where(table.c.id == member), {column.name: head[member]})
    _told(connection, of, sorted({*groups, *head.values()}), moved)


def _groups(connection: sa.Connection, of: str, pair: tuple[int, int]) -> list[int]:
    """The groups of two lines, in order."""
    known = at_hand.of(connection).lines.get(of, {})
    if pair[0] in known and pair[1] in known:
        return sorted({known[line].group for line in pair})
    return _GROUPS[of].scalars(connection, a=pair[0], b=pair[1])


def _standing(connection: sa.Connection, of: str, head: dict[int, int]) -> dict[int, int]:
    """Each group goes by its first line of a report that was not taken out of the ledger, if there is any."""
    table = LINES[of]
    gone = sa.select(table.c.id).where(_report(of).in_(sa.select(withdrawals.c.document)), CLUSTER[of].in_(set(head.values())))
    out = set(connection.execute(gone).scalars())
    first: dict[int, int] = {}
    for member in sorted(set(head) - out) if out else ():
        first.setdefault(head[member], member)
    return {member: first.get(group, group) for member, group in head.items()}


def rehead(connection: sa.Connection, of: str, groups: Iterable[int]) -> None:
    """Some groups go by another line, since reports of theirs were taken out or put back."""
    table, column = LINES[of], CLUSTER[of]
    for group in sorted(set(groups)):
        stands = sa.or_(_report(of).is_(None), _report(of).not_in(sa.select(withdrawals.c.document)))
        head = connection.execute(sa.select(sa.func.min(table.c.id)).where(column == group, stands)).scalar()
        if head is not None and head != group:
            moved = _MEMBERS.scalars(connection, group=group) if of == "entity" else []
            connection.execute(table.update().where(column == group), {column.name: head})
            _told(connection, of, [group, head], moved)


def _report(of: str) -> sa.ColumnElement[int]:
    """The report that tells a line."""
    return documents.c.id if of == "document" else LINES[of].c.document


def _ties(connection: sa.Connection, of: str, members: list[int]) -> list[tuple[int, int]]:
    """The pairs among ``members`` that are the same: by a claim in force, or, of entities, by their names."""
    claims = sa.select(links.c.a, links.c.b, links.c.verdict).where(links.c.of == of, links.c.in_force)
    claims = claims.where(links.c.a.in_(members), links.c.b.in_(members))
    ties, parted = [], set()
    for a, b, verdict in connection.execute(claims):
        if verdict == "same":
            ties.append((a, b))
        elif verdict == "different":
            parted.add((a, b))
    if of == "entity":
        named: dict[str, list[int]] = {}
        for id_, key in connection.execute(
            sa.select(entities.c.id, entities.c.key).where(entities.c.id.in_(members)).order_by(entities.c.id)
        ):
            for other in named.get(key, ()) if key else ():
                if (other, id_) not in parted:
                    ties.append((other, id_))
                    break
            named.setdefault(key, []).append(id_)
    return ties


def components(members: Iterable[int], ties: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The first member of the group that each of ``members`` belongs to, where tied members are in one group."""
    head = {member: member for member in members}

    def top(m: int) -> int:
        while head[m] != m:
            head[m] = head[head[m]]
            m = head[m]
        return m

    for a, b in ties:
        first, second = sorted((top(a), top(b)))
        head[second] = first
    return {member: top(member) for member in head}


def _told(connection: sa.Connection, of: str, groups: list[int], moved: list[int]) -> None:
    """What hangs on groups that have changed, by the ``moved`` lines that are of another now, is counted anew."""
    if of == "commitment":
        for group in groups:
            judged.refresh(connection, group)
    elif of == "event":
        judged.recount(connection, groups)
    elif of == "entity":
        parties.repack(connection, moved)
