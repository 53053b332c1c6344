"""Who stands on the sides of a line, packed into one column of it: so that a hundred lines are compared without a thousand rows read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Final

import msgspec
import sqlalchemy as sa

from ikrar.ledger import at_hand
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.schema import COUNTED, LINES, ROLES, entities, sides
from ikrar.ledger.sql import among, is_, plain, within

REMEMBERED: Final = 20_000  # lines whose sides came lately
PACKED: Final = ("event", "commitment")
"""The lines that have the column."""


class Told(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One of those on the sides of a line: the actor, and what else is looked at when lines are compared."""

    role: str
    actor: int | None
    country: str | None
    sector: str | None
    type: str | None
    named: bool
    """Whether it has a name of its own."""
    name: str


def packed(told: Iterable[Told]) -> str:
    """As the column has it."""
    return msgspec.json.encode(list(told)).decode()


_PACKED: Final = msgspec.json.Decoder(tuple[Told, ...])


@lru_cache(REMEMBERED)
def unpacked(text: str) -> tuple[Told, ...]:
    """What `packed` made of it."""
    return _PACKED.decode(text)


def pack(connection: sa.Connection, of: str, lines: Sequence[int]) -> None:
    """Packs the sides of some lines anew, whose parties were corrected or are taken for others, and counts what that changes."""
    at_hand.of(connection).other_sides(of, lines)
    found: dict[int, list[Told]] = {line: [] for line in lines}
    for line, role, actor, country, sector, type_, key, name in _STANDING.tuples(connection, of=of, lines=lines):
        found[line].append(Told(role, actor, country, sector, type_, key is not None, name or ""))
    more: Counter[tuple[int, str]] = Counter()
    for line, who in _WERE[of].tuples(connection, lines=lines):
        more.update(_roles(found[line]))
        more.subtract(_roles(unpacked(who)))
    _PACK[of].put_many(connection, [{"this": line, "who": packed(told)} for line, told in found.items()])
    add_counts(connection, {key: number for key, number in more.items() if number})


def _roles(told: Iterable[Told]) -> set[tuple[int, str]]:
    return {(t.actor, t.role) for t in told if t.actor is not None and t.role in ROLES}


def repack(connection: sa.Connection, moved: Sequence[int]) -> None:
    """Packs the lines anew in which these entities stand: they are taken for others than before."""
    if moved:
        _GOES.put(connection, {"entities": moved})
    for of in PACKED if moved else ():
        if lines := _THEIRS.scalars(connection, of=of, entities=moved):
            pack(connection, of, lines)


_STANDING = Prepared(
    sa.select(sides.c.line, sides.c.role, entities.c.actor, sides.c.country, sides.c.sector)
    .add_columns(entities.c.type, entities.c.key, entities.c.name)
    .outerjoin_from(sides, entities, sides.c.entity == entities.c.id)
    .where(is_(sides.c.of, "of"), among(sides.c.line, "lines"))
    .order_by(sides.c.role, sides.c.entity)
)
_WERE = {of: Prepared(sa.select(LINES[of].c.id, LINES[of].c.who).where(among(LINES[of].c.id, "lines"))) for of in PACKED}
_PACK = {of: Prepared(LINES[of].update().where(LINES[of].c.id == sa.bindparam("this")).values(who=sa.bindparam("who"))) for of in PACKED}
_GOES = Prepared(
    sides.update()
    .where(among(sides.c.entity, "entities"))
    .values(actor=sa.select(entities.c.actor).where(entities.c.id == sides.c.entity).scalar_subquery())
)
_THEIRS = Prepared(
    sa.select(sides.c.line).where(plain(is_(sides.c.of, "of")), among(sides.c.entity, "entities")).distinct().order_by(sides.c.line)
)  # by the index of entities: that of lines has them in order, and all of them


# -- names and numbers -------------------------------------------------------------------------------------------

_NAME: Final = Prepared(sa.text("INSERT INTO names (name) VALUES (:name) ON CONFLICT DO NOTHING"))
_THIS = entities.update().where(entities.c.id == sa.bindparam("this"))
_ADD: Final = {name: Prepared(_THIS.values({name: entities.c[name] + sa.bindparam("more", type_=sa.Integer)})) for name in COUNTED}


def put_names(connection: sa.Connection, names: Iterable[str]) -> None:
    """Takes in the names of entities."""
    _NAME.put_many(connection, [{"name": name} for name in sorted(names)])


def add_counts(connection: sa.Connection, lines: dict[tuple[int, str], int]) -> None:
    """Counts so many lines more of each actor in each role."""
    for role, column in ROLES.items():
        more = [{"this": actor, "more": number} for (actor, as_), number in sorted(lines.items()) if as_ == role]
        _ADD[column].put_many(connection, more)


def count(connection: sa.Connection, actors: Iterable[int]) -> None:
    """Counts anew the lines of some actors: the sides of lines were changed, or who is who."""
    wanted = sorted(set(actors))
    of = sa.select(entities.c.actor, sides.c.role, sa.func.count(sides.c.line.distinct())).join(sides, sides.c.entity == entities.c.id)
    of = of.where(within(entities.c.actor, wanted), sides.c.role.in_(ROLES)).group_by(entities.c.actor, sides.c.role)
    found = {(actor, role): number for actor, role, number in connection.execute(of)}
    for actor in wanted:
        values = {column: found.get((actor, role), 0) for role, column in ROLES.items()}
        connection.execute(entities.update().where(entities.c.id == actor), values)
