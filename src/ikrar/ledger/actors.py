"""Who promises and acts: the list of them, and of each all that the ledger knows: names, offices, partners, and how promises were kept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, Final

import msgspec
import sqlalchemy as sa

from ikrar.ledger import ask, parties
from ikrar.ledger.ask import Answer, name
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.schema import CLUSTER, LINES, book, documents, entities, names, promises, sides
from ikrar.ledger.sql import among, holds, is_, within
from ikrar.ledger.tongues import meant

NAMES: Final = 200  # in which words stand, and by which actors are called elsewhere than where they are first told of
SPELLINGS: Final = 60
MENTIONS: Final = 500  # of an actor, the latest, whose codes and lines are counted
SHOWN: Final = 12  # of them
PARTNERS: Final = 16  # as many as the graph can name
READ: Final = 12  # reports, the latest and the first, in which its offices are looked for


def listed(
    connection: sa.Connection, limit: int, skip: int = 0, words: str | None = None, country: str | None = None, but: int | None = None
) -> list[Answer]:
    """Those with a name of their own, who promises most first. ``words``: of any of their names; ``but``: somebody who is not meant."""
    e = entities.c
    query = sa.select(e.id).where(e.actor == e.id, e.key.is_not(None), ~e.withdrawn)
    if words:
        called = meant(words)
        ref = ask.parse(words)
        numbered = ask.group_of(connection, *ref) if ref and ref[0] == "entity" else None
        query = query.where(e.id == numbered if numbered else called.stand_in(e.name) | within(e.id, _otherwise(connection, words)))
    if country:
        query = query.where(e.country == country.upper())
    if but is not None:
        query = query.where(e.id != but)
    ids = connection.execute(query.order_by(e.promised.desc(), e.id.desc()).limit(limit).offset(skip)).scalars().all()
    rows = {row["id"]: row for row in ask.actors_of(connection, ids)}
    return [rows[name("entity", id_)] for id_ in ids]


def _otherwise(c: sa.Connection, words: str) -> Sequence[int]:
    """The actors that are called so in some reports, and by no one's first name."""
    first = entities.alias()
    headed = sa.select(sa.literal(1)).where(first.c.name == names.c.name, first.c.actor == first.c.id).exists()
    found = c.execute(sa.select(names.c.name).where(holds(names.c.name, words), ~headed).limit(NAMES)).scalars().all()
    told = sa.select(entities.c.actor).where(within(entities.c.name, found), entities.c.key.is_not(None)).distinct()
    return c.execute(told).scalars().all() if found else []


def of(connection: sa.Connection, number: int) -> Answer:
    """An actor: names with where, codes, offices with their days, how its promises stand, and with whom it has to do.

    All but the names are counted over its latest ``MENTIONS`` mentions; ``whole`` says whether those are all.
    """
    mentioned = _MENTIONS.all(connection, actor=number)
    told = _told(connection, [row.id for row in mentioned])
    made, received = (sorted({head for head, _, roles in told["commitment"] if role in roles}) for role in ("promisor", "beneficiary"))
    found = ask.actors_of(connection, [number])[0]
    return found | {
        "names": _names(connection, number),
        "codes": _codes(mentioned),
        "roles": _roles(connection, mentioned) if found["type"] == "person" else [],
        "made": _standing(connection, made),
        "received": _standing(connection, received),
        "whole": len(mentioned) < MENTIONS,
        "partners": _partners(connection, number, told),
        "mentions": _mentions(connection, mentioned[:SHOWN]),
    }


_LINES: Final = Prepared(sa.select(sides.c.of, sides.c.line, sides.c.role).where(among(sides.c.entity, "entities")))
_WHO: Final = {
    of_: Prepared(
        sa.select(LINES[of_].c.id, CLUSTER[of_], LINES[of_].c.who)
        .where(among(LINES[of_].c.id, "ids"), ~LINES[of_].c.withdrawn)
        .order_by(LINES[of_].c.id)
    )
    for of_ in ("commitment", "event")
}
Lines = dict[str, list[tuple[int, tuple[parties.Told, ...], set[str]]]]
"""By kind the lines in which some entities stand: the head of those that are the same, its sides, and the roles that those have."""


def _told(c: sa.Connection, ids: Sequence[int]) -> Lines:
    roles: dict[str, dict[int, set[str]]] = {of_: defaultdict(set) for of_ in _WHO}
    for of_, line, role in _LINES.tuples(c, entities=ids) if ids else ():
        if of_ in roles:
            roles[of_][line].add(role)
    return {
        of_: [(head, parties.unpacked(who), lines[id_]) for id_, head, who in (_WHO[of_].tuples(c, ids=list(lines)) if lines else ())]
        for of_, lines in roles.items()
    }


def _names(c: sa.Connection, number: int) -> list[Answer]:
    """All spellings, the most frequent first, each with the first report that has it."""
    e = entities.c
    query = sa.select(e.name, sa.func.count().label("times"), sa.func.min(e.id).label("first")).where(e.actor == number)
    rows = c.execute(query.group_by(e.name).order_by(sa.desc("times"), e.name).limit(SPELLINGS)).all()
    of_first: dict[int, int | None] = dict(c.execute(sa.select(e.id, e.document).where(within(e.id, [row.first for row in rows]))).all())
    told_by = ask.sources(c, [document for document in of_first.values() if document])
    return [
        {"id": name("entity", row.first), "name": row.name, "times": row.times, "document": told_by.get(of_first[row.first] or 0)}
        for row in rows
    ]


_MENTIONS: Final = Prepared(
    sa.select(entities.c.id, entities.c.local, entities.c.document, entities.c.name, entities.c.country, entities.c.sector)
    .where(is_(entities.c.actor, "actor"))
    .order_by(entities.c.id.desc())
    .limit(MENTIONS)
)


def _codes(mentioned: Sequence[Any]) -> list[Answer]:
    found = Counter((row.country, row.sector) for row in mentioned)
    return [{"country": country, "sector": sector, "times": times} for (country, sector), times in found.most_common(8)]


class _Role(msgspec.Struct):
    title: str
    of: str | None = None
    former: bool = False


class _Somebody(msgspec.Struct):
    id: str
    name: str
    roles: tuple[_Role, ...] = ()


class _Reading(msgspec.Struct):
    """Of a record, who is in it."""

    entities: tuple[_Somebody, ...] = ()


_READ: Final = msgspec.json.Decoder(_Reading)


_READINGS: Final = Prepared(
    sa.select(documents.c.id, documents.c.published, book.c.body)
    .join(book, documents.c.reading == book.c.seq)
    .where(among(documents.c.id, "documents"))
    .order_by(documents.c.published, documents.c.id)
)


def _roles(c: sa.Connection, mentioned: Sequence[Any]) -> list[Answer]:
    """Offices, each with the first and the last report that tells of it: a person's dated roles, as far as the reports say."""
    near = [*mentioned[: READ - 1], *mentioned[-1:]] if len(mentioned) > READ else mentioned
    local = {row.document: row.local for row in near if row.document is not None}
    told: dict[tuple[str, bool], list[Any]] = defaultdict(list)
    of_whom: dict[tuple[str, bool], str] = {}
    for document, published, body in _READINGS.tuples(c, documents=list(local)) if local else ():
        people = {person.id: person for person in _READ.decode(body).entities}
        if local[document] in people:
            for role in people[local[document]].roles:
                told[role.title, role.former].append((published, document))
                if role.of in people:
                    of_whom[role.title, role.former] = people[role.of].name
    sources = ask.sources(c, {days[0][1] for days in told.values()})
    return [
        {"title": title, "of": of_whom.get((title, former)), "former": former}
        | {"since": days[0][0], "until": days[-1][0], "document": sources.get(days[0][1])}
        for (title, former), days in told.items()
    ]


def offices(c: sa.Connection, told: Iterable[tuple[int, str]]) -> dict[tuple[int, str], str]:
    """The office that reports give people, who are named by document and id in its record: the first that is not a former one."""
    wanted = set(told)
    found: dict[tuple[int, str], str] = {}
    for document, _, body in _READINGS.tuples(c, documents={document for document, _ in wanted}) if wanted else ():
        for person in _READ.decode(body).entities:
            office = next((role.title for role in person.roles if not role.former), None)
            if office and (document, person.id) in wanted:
                found[document, person.id] = office
    return found


def _standing(c: sa.Connection, ids: Sequence[int]) -> dict[str, int]:
    """How many of these promises have each status."""
    counted = sa.select(promises.c.status, sa.func.count()).where(within(promises.c.id, ids)).group_by(promises.c.status)
    return dict(c.execute(counted).all()) if ids else {}


# -- partners ----------------------------------------------------------------------------------------------------

TIES: Final = {
    ("promisor", "beneficiary"): "promised",
    ("beneficiary", "promisor"): "was_promised",
    ("promisor", "promisor"): "promised_with",
    ("actor", "recipient"): "acted_on",
    ("recipient", "actor"): "was_acted_on",
    ("actor", "actor"): "acted_with",
}
"""What two have to do with each other, by the sides on which they stand of a line."""


def _partners(c: sa.Connection, number: int, told: Lines) -> list[Answer]:
    """With whom an actor stands on the sides of lines, those with most first: ``ties`` says in how many lines, and how."""
    ties: dict[int, Counter[str]] = defaultdict(Counter)
    for lines in told.values():
        seen: set[tuple[int, int, str]] = set()
        for head, who, roles in lines:
            others = {(t.actor, t.role) for t in who if t.actor is not None and t.actor != number and t.named}
            here = {(head, actor, TIES[mine, role]) for actor, role in others for mine in roles if (mine, role) in TIES}
            for _, actor, tie in here - seen:
                ties[actor][tie] += 1
            seen |= here
    ranked = sorted(ties, key=lambda actor: (-sum(ties[actor].values()), actor))[:PARTNERS]
    rows = {row["id"]: row for row in ask.actors_of(c, ranked)}
    found = [rows[name("entity", actor)] | {"ties": dict(ties[actor])} for actor in ranked]
    return [{key: row[key] for key in ("id", "name", "country", "sector", "ties")} for row in found]


# -- who is who --------------------------------------------------------------------------------------------------


def _mentions(c: sa.Connection, mentioned: Sequence[Any]) -> list[Answer]:
    """Lines in which an actor is named, each with its report: one of them can be parted from the others."""
    told_by = ask.sources(c, [row.document for row in mentioned if row.document])
    return [{"id": name("entity", row.id), "name": row.name, "document": told_by.get(row.document or 0)} for row in mentioned]


def spelled(connection: sa.Connection, number: int, id_: int) -> list[int]:
    """The lines of an actor that have the very name of one of them."""
    called = sa.select(entities.c.name).where(entities.c.id == id_).scalar_subquery()
    return list(connection.execute(sa.select(entities.c.id).where(entities.c.actor == number, entities.c.name == called)).scalars())
