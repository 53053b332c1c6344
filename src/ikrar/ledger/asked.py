"""Which promises and happenings fulfil what is asked: their numbers only, the latest first, whose rows are fetched then.

A search begins with the condition that the fewest lines fulfil, where one is fulfilled by few: its lines come from an index and the others
are looked at for those alone. Else the lines are gone through from the latest on, in an index that holds what is compared, until as many
are found as are asked for. Neither database is left to guess which of the two: SQLite knows nothing of how often a value occurs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from ikrar.ledger.schema import commitments, entities, events, names, promises, sides
from ikrar.ledger.sql import holds, plain, within

FEW: Final = 25_000  # lines that are looked at one by one in less time than it takes to go through all
FEW_ENTITIES: Final = 5_000  # each of which is on the sides of a line or two: to find these takes longer
FEW_PROMISES: Final = 5_000
AN_ACTOR: Final = re.compile(r"[Aa][- ]?(\d{1,18})")
A_CODE: Final = re.compile(r"[A-Z]{3}")


class Way(NamedTuple):
    """A condition as it can be asked in two ways: by its lines, or of one line."""

    lines: sa.Select[tuple[int]]
    of_one: Callable[[sa.ColumnElement[int]], sa.ColumnElement[bool]]
    probe: sa.Select[Any]
    few: int
    """So many rows of the probe at most say that the lines are few."""


class Party:
    """Somebody who is asked for: IRQ, IRQ:GOV, A-12, or words of a name."""

    def __init__(self, asked: str) -> None:
        country, _, sector = asked.upper().partition(":")
        self.coded: list[sa.ColumnElement[bool]] | None = None
        """What holds for a side, where a code is asked for."""
        if actor := AN_ACTOR.fullmatch(asked.strip()):
            self.who = entities.c.actor == int(actor[1])
            self.entities = sa.select(entities.c.id).where(self.who)
        elif A_CODE.fullmatch(country) and (asked.isupper() or sector):
            self.coded = [sides.c.country == country] + ([sides.c.sector == sector] if sector else [])
        else:
            self.who = holds(entities.c.name, asked)
            called = sa.select(names.c.name).where(holds(names.c.name, asked))  # each name once: few
            self.entities = sa.select(entities.c.id).where(entities.c.name.in_(called))

    def way(self, of: str, role: str) -> Way:
        """That it stands on the side ``role`` of a line."""
        mine = sa.select(sides.c.line).where(sides.c.of == of, sides.c.role == role)
        one = sa.select(sa.literal(1)).where(sides.c.of == of, sides.c.role == role)
        if self.coded is not None:
            lines, one = mine.where(*self.coded), one.where(*self.coded)
            return Way(lines, lambda line: one.where(sides.c.line == line).exists(), lines, FEW)
        one = one.join_from(sides, entities, sides.c.entity == entities.c.id).where(plain(self.who))
        lines = mine.where(sides.c.entity.in_(self.entities))
        return Way(lines, lambda line: one.where(sides.c.line == line).exists(), self.entities, FEW_ENTITIES)


def _chosen(connection: sa.Connection, table: sa.Table, query: sa.Select[Any], ways: Iterable[Way], limit: int | None) -> list[int]:
    """The lines of ``query`` that fulfil all other conditions besides, the latest first."""
    counted = [(_number(connection, way), way) for way in ways]
    fewest = min((found for found in counted if found[0] <= found[1].few), key=lambda found: found[0], default=None)
    for _, way in counted:
        begins = fewest is not None and way is fewest[1]
        query = query.where(table.c.id.in_(way.lines) if begins else way.of_one(table.c.id))
    return list(connection.execute(query.order_by(table.c.id.desc()).limit(limit)).scalars().all())


def _number(connection: sa.Connection, way: Way) -> int:
    """How many lines fulfil a condition, counted so far as to see whether they are few."""
    counted = sa.select(sa.func.count()).select_from(way.probe.limit(way.few + 1).subquery())
    return int(connection.execute(counted).scalar_one())


def the_commitments(
    connection: sa.Connection,
    limit: int | None,
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
) -> list[int]:
    """The promises that fulfil all conditions, each by the number of its first telling; the latest first."""
    c = commitments.c
    query = sa.select(c.id).where(c.promise == c.id, ~c.withdrawn)
    for column, values in ((c.provision, provision), (c.kind, kind)):
        if values:
            query = query.where(column.in_(values))
    if made_before:
        query = query.where(c.made_on <= made_before)
    if made_after:
        query = query.where(c.made_on >= made_after)
    ways = [Party(who).way("commitment", role) for who, role in ((by, "promisor"), (to, "beneficiary")) if who]
    if instrument:
        ways.append(_laid_down(instrument))
    if status or due_before or due_after or confirmed is not None:
        ways.append(_standing(status, due_before, due_after, confirmed))
    return _chosen(connection, commitments, query, ways, limit)


def _laid_down(instrument: str) -> Way:
    other = commitments.alias()
    lines = sa.select(other.c.id).where(other.c.instrument.is_not(None), holds(other.c.instrument, instrument))
    return Way(lines, lambda _: holds(commitments.c.instrument, instrument), lines, FEW)


def _standing(status: Sequence[str], due_before: str | None, due_after: str | None, confirmed: bool | None) -> Way:
    """What stands of a promise today."""
    p = promises.c
    said: list[sa.ColumnElement[bool]] = []
    days: list[sa.ColumnElement[bool]] = []
    if status:
        said.append(p.status.in_(status))
    if confirmed is not None:
        said.append(p.confirmed if confirmed else ~p.confirmed)
    if due_before:
        days.append(p.due <= due_before)
    if due_after:
        days.append(p.due >= due_after)
    lines = sa.select(p.id).where(*days, *((plain(s) for s in said) if days else said))
    one = sa.select(sa.literal(1)).where(*(plain(condition) for condition in (*days, *said)))
    return Way(lines, lambda line: one.where(p.id == line).exists(), lines, FEW_PROMISES)


def the_events(
    connection: sa.Connection,
    limit: int | None,
    *,
    by: str | None = None,
    to: str | None = None,
    type_: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    place: str | None = None,
) -> list[int]:
    """The happenings that fulfil all conditions, each by the number of its first telling; the latest first."""
    c = events.c
    query = sa.select(c.id).where(c.happening == c.id, ~c.withdrawn)
    if type_:
        query = query.where(c.type.in_([t.upper() for t in type_]))
    if since:
        query = query.where(c.last >= since)
    if until:
        query = query.where(c.first <= until)
    ways = [Party(who).way("event", role) for who, role in ((by, "actor"), (to, "recipient")) if who]
    if place and A_CODE.fullmatch(place):
        query = query.where(c.country == place)
    elif place:
        ways.append(_at(_places(connection, place)))
    return _chosen(connection, events, query, ways, limit)


def _at(places: list[str]) -> Way:
    other = events.alias()
    lines = sa.select(other.c.id).where(within(other.c.place, places))
    return Way(lines, lambda _: within(events.c.place, places), lines, FEW)


def _places(connection: sa.Connection, words: str) -> list[str]:
    """The names of places in which ``words`` stand: each is looked at once, found in the index by the one before it."""
    first = sa.select(sa.func.min(events.c.place).label("name")).where(events.c.place.is_not(None))
    each = first.cte("places", recursive=True)
    following = sa.select(sa.func.min(events.c.place)).where(events.c.place > each.c.name).scalar_subquery()
    each = each.union_all(sa.select(following).where(each.c.name.is_not(None)))
    return list(connection.execute(sa.select(each.c.name).where(holds(each.c.name, words))).scalars())
