"""Which promises and happenings fulfil what is asked: their numbers only, the latest first, whose rows are fetched then.

A search begins with the condition that the fewest lines fulfil, where one is fulfilled by few: its lines come from an index and the others
are looked at for those alone. Else the lines are gone through from the latest on, in an index that holds what is compared, until as many
are found as are asked for. Neither is left to the database: SQLite knows nothing of how often a value occurs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, Final, NamedTuple

import sqlalchemy as sa

from ikrar.ledger.schema import CLUSTER, LINES, commitments, entities, events, names, promises, sides
from ikrar.ledger.sql import holds, plain, within
from ikrar.ledger.tongues import meant

FEW: Final = {"event": 15_000, "commitment": 10_000}
"""Lines that are looked at one by one in less time than it takes to go through all."""
FEW_TOLD: Final = {"event": 40_000, "commitment": 25_000}
"""Lines on whose sides somebody stands, where the days of those alone are looked at in less time than who stands on those of the days."""
VERY_FEW: Final = 2_000  # and these in less than it takes to look for fewer
FEW_ENTITIES: Final = 20_000  # each of which is on the sides of a line or two
FEW_NAMES: Final = 1_000
FEW_PROMISES: Final = 5_000
AN_ACTOR: Final = re.compile(r"[Aa][- ]?(\d{1,18})")
A_CODE: Final = re.compile(r"[A-Z]{3}")
Condition = sa.ColumnElement[bool]


class Way(NamedTuple):
    """A condition as it can be asked in two ways: for its lines, or of one line."""

    lines: sa.Select[tuple[int]]
    of_one: Callable[[sa.ColumnElement[int]], Condition]
    number: Callable[[], int | None]
    """How many lines there are at most; None where they are too many to begin with."""
    in_order: sa.ColumnElement[int] | None = None
    """The column of ``lines`` by which their index has them in order."""
    of_its_own: Sequence[Condition] = ()
    """Where an index of the lines' own table finds them: the conditions as it has them, so that no row is looked for twice."""


class Party:
    """Somebody who is asked for: IRQ, IRQ:GOV, A-12, or words of a name. What is found out about it once holds for all its roles."""

    def __init__(self, connection: sa.Connection, asked: str) -> None:
        self.connection = connection
        self._counted: dict[tuple[str, tuple[str, ...]], int | None] = {}
        country, _, sector = asked.upper().partition(":")
        self.on_side: dict[str, str | int] | None = None
        """By what it is found where it stands on the side of a line; None for a name, which its entities have."""
        if actor := AN_ACTOR.fullmatch(asked.strip()):
            self.on_side = {"actor": int(actor[1])}
        elif A_CODE.fullmatch(country) and (asked.isupper() or sector):
            self.on_side = {"country": country, "sector": sector} if sector else {"country": country}
        else:
            words = meant(asked)
            called = sa.select(names.c.name).where(words.stand_in(names.c.name)).limit(FEW_NAMES + 1)
            found = [row[0] for row in connection.execute(called)]
            few = len(found) <= FEW_NAMES
            self.who: Condition = within(entities.c.name, found) if few else words.stand_in(entities.c.name)
            self.entities = sa.select(entities.c.id).where(within(entities.c.name, found))  # each name is compared once
            self.number = counted(connection, self.entities, FEW_ENTITIES) if few else None

    def way(self, of: str, *roles: str) -> Way:
        """That it stands on the side of a line, or on one of several."""
        side = sides.alias()
        stands = side.c.role == roles[0] if len(roles) == 1 else side.c.role.in_(roles)
        mine = sa.select(side.c.line).where(side.c.of == of, stands)
        one = sa.select(sa.literal(1)).where(side.c.of == of, stands)
        if self.on_side is not None:
            it = [side.c[column] == value for column, value in self.on_side.items()]
            lines, one = mine.where(*it), one.where(*it)
            in_order = side.c.line if len(roles) == 1 else None
            return Way(lines, lambda line: one.where(side.c.line == line).exists(), lambda: self._lines(of, roles, lines), in_order)
        one = one.join_from(side, entities, side.c.entity == entities.c.id).where(plain(self.who))
        lines = mine.where(side.c.entity.in_(self.entities))
        return Way(lines, lambda line: one.where(side.c.line == line).exists(), lambda: self.number)

    def _lines(self, of: str, roles: tuple[str, ...], lines: sa.Select[tuple[int]]) -> int | None:
        if (of, roles) not in self._counted:
            self._counted[of, roles] = counted(self.connection, lines, FEW_TOLD[of])
        return self._counted[of, roles]


def counted(connection: sa.Connection, query: sa.Select[Any], few: int) -> int | None:
    """How many rows ``query`` has; None where they are more than ``few``."""
    number = int(connection.execute(sa.select(sa.func.count()).select_from(query.limit(few + 1).subquery())).scalar_one())
    return number if number <= few else None


def _chosen(connection: sa.Connection, of: str, own: Sequence[Condition], ways: Sequence[Way], limit: int | None) -> list[int]:
    """The lines that are shown and fulfil all conditions, their ``own`` and those by ``ways``, the latest first."""
    begins = ways[0] if len(ways) == 1 and not own and ways[0].in_order is not None else None  # as many as are asked for, in their order
    if begins is None:
        number, begins = _fewest(ways)
        if number == 0:
            return []
        if limit and number and begins and not begins.of_its_own and len(ways) == 1 and not own:
            found = _latest(connection, of, begins, limit, number)
            if len(found) == limit:
                return found
    query, order = _fulfilling(of, own, ways, begins)
    return list(connection.execute(query.order_by(order.desc()).limit(limit)).scalars().all())


def _fulfilling(of: str, own: Sequence[Condition], ways: Sequence[Way], begins: Way | None) -> tuple[sa.Select[Any], sa.ColumnElement[int]]:
    """The question for the lines that are shown and fulfil all conditions, begun with one of the ways; and the column of their numbers."""
    id_ = LINES[of].c.id
    conditions = [*_shown(of), *own, *(way.of_one(id_) for way in ways if way is not begins)]
    if begins is not None and begins.in_order is not None:
        fulfilled = sa.select(sa.literal(1)).where(id_ == begins.in_order, *conditions).exists()
        return begins.lines.where(fulfilled).distinct(), begins.in_order
    first = begins and (begins.of_its_own or [id_.in_(begins.lines)])
    return sa.select(id_).where(*conditions, *(first or ())), id_


def _shown(of: str) -> list[Condition]:
    return [CLUSTER[of] == LINES[of].c.id, ~LINES[of].c.withdrawn]


def _latest(connection: sa.Connection, of: str, way: Way, limit: int, number: int) -> list[int]:
    """The latest lines of a way, looked for only among as many of the latest as should hold enough of them, and where those are fewer than
    the way has: else none. Who is told of every day need not be looked for in all years.
    """
    id_ = LINES[of].c.id
    last = connection.execute(sa.select(sa.func.max(id_))).scalar() or 0
    among = 16 * limit * last // number  # of the lines in which it is named, it stands on that side of some
    if 4 * among > number:
        return []
    query = sa.select(id_).where(*_shown(of), id_ > last - among, way.of_one(id_)).order_by(id_.desc()).limit(limit)
    return list(connection.execute(query).scalars().all())


def _fewest(ways: Sequence[Way]) -> tuple[int | None, Way | None]:
    """The way with the fewest lines, or the first with so few that no other need be counted, and how many; None where all have many."""
    fewest: tuple[int | None, Way | None] = (None, None)
    for way in ways:
        number = way.number()
        if number is not None and (fewest[0] is None or number < fewest[0]):
            fewest = number, way
            if number <= VERY_FEW:
                break
    return fewest


def the_commitments(connection: sa.Connection, limit: int | None, **conditions: Any) -> list[int]:
    """The promises that fulfil all ``conditions`` (`_asked_of_promises`), each by the number of its first telling; the latest first."""
    return _chosen(connection, "commitment", *_asked_of_promises(connection, **conditions), limit)


def the_standing(connection: sa.Connection, most: int, **conditions: Any) -> dict[str, int] | None:
    """How many of the promises that fulfil all ``conditions`` stand in each status; None where they are more than ``most``."""
    own, ways = _asked_of_promises(connection, **conditions)
    number, begins = _fewest(ways)
    if number == 0:
        return {}
    found = _fulfilling("commitment", own, ways, begins)[0].limit(most + 1)
    p = promises.c
    query = sa.select(p.status, sa.func.count()).where(p.id.in_(found)).group_by(p.status)
    standing = {row.status: int(row[1]) for row in connection.execute(query)}
    return standing if sum(standing.values()) <= most else None


def _asked_of_promises(
    connection: sa.Connection,
    *,
    by: str | Party | None = None,
    to: str | Party | None = None,
    beside: str | Party | None = None,
    who: str | Party | None = None,
    status: Sequence[str] = (),
    provision: Sequence[str] = (),
    kind: Sequence[str] = (),
    due_before: str | None = None,
    due_after: str | None = None,
    made_before: str | None = None,
    made_after: str | None = None,
    instrument: str | None = None,
    confirmed: bool | None = None,
    beyond: int | None = None,
) -> tuple[list[Condition], list[Way]]:
    """What is asked of promises: the conditions that their own rows fulfil or do not, and those that can be asked in two ways.

    ``beside``: another who promises it too. ``who``: somebody who promises it, or to whom it is promised. ``beyond``: those after a number.
    """
    c = commitments.c
    own: list[Condition] = [column.in_(values) for column, values in ((c.provision, provision), (c.kind, kind)) if values]
    if beyond is not None:
        own.append(plain(c.id > beyond))  # looked at of those that another index finds
    ways = [_made(connection, made_after, made_before)] if made_after or made_before else []
    ways += _parties(
        connection, "commitment", (by, "promisor"), (to, "beneficiary"), (beside, "promisor"), (who, "promisor", "beneficiary")
    )
    if instrument:
        ways.append(_laid_down(connection, instrument))
    if status or due_before or due_after or confirmed is not None:
        ways.append(_standing(connection, status, due_before, due_after, confirmed))
    return own, ways


def _parties(connection: sa.Connection, of: str, *asked: tuple[str | Party | None, *tuple[str, ...]]) -> list[Way]:
    """That somebody stands there: each with the side, or the sides of which one will do."""
    return [(Party(connection, who) if isinstance(who, str) else who).way(of, *roles) for who, *roles in asked if who]


def _made(connection: sa.Connection, since: str | None, until: str | None) -> Way:
    """Made in that time."""

    def days(table: Any) -> list[Condition]:
        return ([table.c.made_on >= since] if since else []) + ([table.c.made_on <= until] if until else [])

    other = commitments.alias()
    lines = sa.select(other.c.id).where(other.c.promise == other.c.id, ~other.c.withdrawn, *days(other))
    of_one = plain(sa.and_(*days(commitments)))
    return Way(lines, lambda _: of_one, lambda: counted(connection, lines, FEW["commitment"]), of_its_own=days(commitments))


def _laid_down(connection: sa.Connection, instrument: str) -> Way:
    other = commitments.alias()
    lines = sa.select(other.c.id).where(other.c.instrument.is_not(None), holds(other.c.instrument, instrument))
    return Way(lines, lambda _: holds(commitments.c.instrument, instrument), lambda: counted(connection, lines, FEW["commitment"]))


def _standing(
    connection: sa.Connection, status: Sequence[str], due_before: str | None, due_after: str | None, confirmed: bool | None
) -> Way:
    """What stands of a promise today."""
    p = promises.c
    said: list[Condition] = [p.status.in_(status)] if status else []
    said += [] if confirmed is None else [p.confirmed if confirmed else ~p.confirmed]
    days: list[Condition] = [p.due <= due_before] if due_before else []
    days += [p.due >= due_after] if due_after else []
    lines = sa.select(p.id).where(*days, *((plain(s) for s in said) if days else said))
    one = sa.select(sa.literal(1)).where(*(plain(condition) for condition in (*days, *said)))
    return Way(lines, lambda line: one.where(p.id == line).exists(), lambda: counted(connection, lines, FEW_PROMISES))


def the_due(connection: sa.Connection, limit: int | None, until: str, status: Sequence[str]) -> list[int]:
    """The promises of these statuses that fall due until then, those that fall due last."""
    p, c = promises.c, commitments.c
    shown = sa.select(sa.literal(1)).where(c.id == p.id, c.promise == c.id, ~c.withdrawn).exists()
    query = sa.select(p.id).where(p.due <= until, plain(p.status.in_(status)), shown).order_by(p.due.desc(), p.id)
    return [row[0] for row in connection.execute(query.limit(limit))]


def the_events(
    connection: sa.Connection,
    limit: int | None,
    *,
    by: str | Party | None = None,
    to: str | Party | None = None,
    who: str | Party | None = None,
    type_: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
    place: str | None = None,
) -> list[int]:
    """The happenings that fulfil all conditions, each by the number of its first telling; the latest first.

    ``who``: somebody who takes part in it, on whichever side.
    """
    c = events.c
    own: list[Condition] = [c.type.in_([t.upper() for t in type_])] if type_ else []
    ways = [_then(connection, since, until)] if since or until else []
    ways += _parties(connection, "event", (by, "actor"), (to, "recipient"), (who, "actor", "recipient"))
    if place and A_CODE.fullmatch(place):
        own.append(c.country == place)
    elif place:
        ways.append(_at(connection, place))
    return _chosen(connection, "event", own, ways, limit)


def _then(connection: sa.Connection, since: str | None, until: str | None) -> Way:
    """What may have been in that time."""

    def days(table: Any) -> list[Condition]:
        return ([table.c.last >= since] if since else []) + ([table.c.first <= until] if until else [])

    def indexed(table: Any) -> list[Condition]:
        if not since or not since[:4].isdigit():
            return days(table)
        return [*days(table), table.c.first >= f"{int(since[:4]) - 1:04}{since[4:]}"]  # no date means more days than those of a year

    other = events.alias()
    lines = sa.select(other.c.id).where(other.c.happening == other.c.id, ~other.c.withdrawn, *indexed(other))
    of_one = plain(sa.and_(*days(events)))
    return Way(lines, lambda _: of_one, lambda: counted(connection, lines, FEW["event"]), of_its_own=indexed(events))


def _at(connection: sa.Connection, words: str) -> Way:
    other, places = events.alias(), _places(connection, words)
    lines = sa.select(other.c.id).where(within(other.c.place, places))
    return Way(lines, lambda _: plain(within(events.c.place, places)), lambda: counted(connection, lines, FEW["event"]))


def _places(connection: sa.Connection, words: str) -> list[str]:
    """The names of places in which ``words`` stand: each is looked at once, found in the index by the one before it."""
    first = sa.select(sa.func.min(events.c.place).label("name")).where(events.c.place.is_not(None))
    each = first.cte("places", recursive=True)
    following = sa.select(sa.func.min(events.c.place)).where(events.c.place > each.c.name).scalar_subquery()
    each = each.union_all(sa.select(following).where(each.c.name.is_not(None)))
    return list(connection.execute(sa.select(each.c.name).where(holds(each.c.name, words))).scalars())
