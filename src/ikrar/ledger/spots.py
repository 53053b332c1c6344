"""Where happenings were: those of one place together, with its coordinates and how finely the place is known.

A record has the coordinates of a place where the gazetteer has them; a place that it names without is looked for among the cities of its
country. What is not found is known by its country only, and no point is made up for it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any, Final, NamedTuple

import msgspec
import sqlalchemy as sa

from ikrar.ledger.ask import Answer, events_of
from ikrar.ledger.asked import Party, the_events
from ikrar.ledger.packaged import packaged
from ikrar.ledger.prepared import Prepared
from ikrar.ledger.schema import entities, events
from ikrar.ledger.sql import among
from ikrar.lexicon import lexicon

NEAR: Final = 1.0  # degrees: a city of the name that lies further off is another
EVERYWHERE: Final = "INT"
"""The country of seas, and of regions of several countries."""


class Spot(NamedTuple):
    """A place, or what is known of one, with what happened there."""

    key: str
    """What it goes by in an address: "TCD:Ati"; "TCD" for what is known by its country only."""
    name: str | None
    """As the records have it; None for a country."""
    country: str | None
    precision: str
    """city (a town or a site), region or country."""
    lat: float | None
    lon: float | None
    named: tuple[str, ...]
    """Of a country: the places in it that are named and not found."""
    happenings: tuple[int, ...]
    """The latest first."""


def happened(
    connection: sa.Connection,
    limit: int,
    *,
    actor: str | Party | None = None,
    type_: Sequence[str] = (),
    since: str | None = None,
    until: str | None = None,
) -> list[int]:
    """The happenings of a time and of types, the latest first; ``actor`` took part in them, on whichever side."""
    if actor is None:
        return the_events(connection, limit, type_=type_, since=since, until=until)
    who = Party(connection, actor) if isinstance(actor, str) else actor
    if type_ or since or until:  # else the latest of each side lie in order, and few need be looked at
        return the_events(connection, limit, who=who, type_=type_, since=since, until=until)
    acted, hit = the_events(connection, limit, by=who), the_events(connection, limit, to=who)
    return sorted({*acted, *hit}, reverse=True)[:limit]


_PLACED: Final = Prepared(
    sa.select(events.c.id, events.c.place, events.c.country)
    .where(among(events.c.id, "ids"), sa.or_(events.c.place.is_not(None), events.c.country.is_not(None)))
    .order_by(events.c.id.desc())
)


def spots(connection: sa.Connection, ids: Sequence[int]) -> tuple[list[Spot], list[int]]:
    """The places of these happenings, those of most first, and the happenings that no place can be given to."""
    groups: dict[tuple[str | None, str | None], list[int]] = defaultdict(list)
    for id_, place, country in _PLACED.tuples(connection, ids=ids) if ids else ():
        groups[place, country].append(id_)
    known = _examples(connection, [group[0] for group in groups.values()])
    points: list[Spot] = []
    by_country: dict[str, tuple[list[str], list[int]]] = defaultdict(lambda: ([], []))
    for (place, country), group in groups.items():
        found = _found(place, country, *known[group[0]]) if place else None
        if found is not None:
            points.append(Spot(f"{country or EVERYWHERE}:{place}", place, country, *found, (), tuple(group)))
        elif country not in (None, EVERYWHERE):
            names, lines = by_country[str(country)]
            names += [place] if place and place != _states().get(str(country)) else []
            lines += group
    countries = [
        Spot(code, None, code, "country", None, None, tuple(sorted(names)), tuple(sorted(lines, reverse=True)))
        for code, (names, lines) in by_country.items()
    ]
    placed = {line for spot in (*points, *countries) for line in spot.happenings}
    ordered = sorted((*points, *countries), key=lambda spot: (-len(spot.happenings), spot.key))
    return ordered, [id_ for id_ in ids if id_ not in placed]


_EXAMPLES: Final = Prepared(
    sa.select(events.c.id, events.c.body, entities.c.type)
    .outerjoin(entities, sa.and_(entities.c.document == events.c.document, entities.c.name == events.c.place))
    .where(among(events.c.id, "ids"))
)


class _Told(msgspec.Struct):
    """What a record says of an event's place."""

    lat: float | None = None
    lon: float | None = None


class _Corrected(msgspec.Struct, frozen=True):
    place: Any = msgspec.UNSET


class _Placed(msgspec.Struct):
    place: _Told | None = None
    corrected: _Corrected = _Corrected()


_READ: Final = msgspec.json.Decoder(_Placed)


def _examples(connection: sa.Connection, ids: Sequence[int]) -> dict[int, tuple[float | None, float | None, str | None]]:
    """Of each of these events the coordinates that its record has, and what sort of thing its place is."""
    found: dict[int, tuple[float | None, float | None, str | None]] = {}
    for id_, body, type_ in _EXAMPLES.tuples(connection, ids=ids) if ids else ():
        read = _READ.decode(body)
        told = (read.place if read.corrected.place is msgspec.UNSET else None) or _Told()
        found[id_] = (told.lat, told.lon, type_)
    return found


def _found(name: str, country: str | None, lat: float | None, lon: float | None, type_: str | None) -> tuple[str, float, float] | None:
    """How finely a named place is known, and where it lies; None where it is not known, or is the whole country."""
    if name == _states().get(country or ""):
        return None
    cities = [city for city in lexicon().cities.find(name) if city.country == country]
    if lat is None or lon is None:
        return ("city", cities[0].lat, cities[0].lon) if cities else None
    point = type_ == "facility" or name in _towns() or any(abs(city.lat - lat) < NEAR and abs(city.lon - lon) < NEAR for city in cities)
    return ("city" if point else "region", lat, lon)


@cache
def _towns() -> frozenset[str]:
    return frozenset(packaged("data/web/places.yaml")["towns"])


@cache
def _states() -> dict[str, str]:
    return lexicon().language("en").states


_CONFIRMED: Final = Prepared(sa.select(events.c.id).where(among(events.c.id, "ids"), events.c.person))


def confirmed(connection: sa.Connection, ids: Sequence[int]) -> set[int]:
    """Which of these happenings a person has confirmed."""
    return set(_CONFIRMED.scalars(connection, ids=ids)) if ids else set()


def event_rows(connection: sa.Connection, where: dict[int, Spot | None]) -> list[Answer]:
    """Happenings as lines of a file, the latest first: ``where`` has the spot of each."""
    ids = sorted(where)
    told = {id_: (place, country) for id_, place, country in (_PLACED.tuples(connection, ids=ids) if ids else ())}
    rows = []
    for row in events_of(connection, ids):
        number = int(row["id"][2:])
        spot, document = where[number], row["document"] or {}
        place, country = told.get(number, (None, None))
        rows.append(
            {key: row.get(key) for key in ("id", "type", "mode", "actors", "recipients", "quote")}
            | {"date": (row.get("time") or {}).get("value"), "reported": document.get("published"), "document": document.get("id")}
            | {"factuality": row.get("factuality", "actual"), "place": place, "country": country}
            | {key: getattr(spot, key) if spot else None for key in ("precision", "lat", "lon")}
        )
    return rows
