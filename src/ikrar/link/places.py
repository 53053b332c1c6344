"""Named places that the gazetteer of names does not know: which city they are, or which country they lie in."""

from __future__ import annotations

from collections.abc import Mapping

from ikrar.lexicon import Language
from ikrar.lexicon.cities import City
from ikrar.model.annotation import Annotated, Mention, Sentence

LARGE = 100_000  # people; a city nobody points to must be known for itself
SEVERAL = 2  # countries told of, where a city of yet another one must be known to everybody
FAR = 500_000
MANY_TIMES = 5  # how much larger than its namesakes a city must be to be meant without more


def settle(doc: Annotated, language: Language, home: str | None) -> None:
    """Gives such places a country, and the cities among them their coordinates."""
    about: dict[str, int] = {}
    clear = language.either("about_place", "beside_place", "kinds_of_place")
    for m in doc.mentions:
        if m.country and m.country != "INT":
            about[m.country] = about.get(m.country, 0) + 1
    for s in doc.sentences:
        for i, m in reversed(s.placed):  # from the right: in "X, Y" the place X lies in Y
            if m.kind != "place" or not m.named or not m.name:
                continue
            if m.gazetteer is not None:
                _elsewhere(m, s, i, language.sets)
                continue
            around = m.country or _around(s, i)
            city = _city(m, language, around, about, home, _clear(s, i, clear))
            if city is not None:
                m.country = city.country
                m.gazetteer = {"t": "place", "n": city.name, "c": city.country, "lat": city.lat, "lon": city.lon}
                m.source = "gazetteer of cities"
            elif around is not None and m.country is None:
                m.country, m.source = around, "the place it lies in"


def _elsewhere(m: Mention, s: Sentence, i: int, sets: Mapping[str, frozenset[str]]) -> None:
    """“the Green Zone of Bamako”: a place of the gazetteer that the text puts into another country is another of that name."""
    behind = s.units[i + 2].m if i + 2 < len(s.units) and s.units[i + 1].low in ("di", "in", "of") else None
    if behind is None or behind.kind != "place" or behind.country in (None, "INT", m.country) or (m.gazetteer or {}).get("capital"):
        return
    if s.units[i + 1].kind == "P" and m.head not in sets["waters"]:
        m.country, m.gazetteer = behind.country, None


def _clear(s: Sentence, i: int, clear: frozenset[str]) -> bool:
    """Whether a name stands behind a word that only places stand behind; behind others ("dari", "to") it may be a person's."""
    return i > 0 and s.units[i - 1].kind == "P" and s.units[i - 1].low.split()[0] in clear


def _around(s: Sentence, i: int) -> str | None:
    """The country of the place that is named behind: "X, Irak utara"; "X di Suriah"; "X in Syria"."""
    units = s.units
    if i + 2 < len(units) and (units[i + 1].kind == "," or (units[i + 1].kind == "P" and units[i + 1].low in ("di", "in"))):
        m = units[i + 2].m
        if m is not None and m.kind in ("place", "state") and m.country not in (None, "INT") and not m.adjective:
            return m.country
    return None


def _city(m: Mention, language: Language, around: str | None, about: dict[str, int], home: str | None, clear: bool) -> City | None:
    """The city that is meant: in the country told, else in one that the report is about, else the one that everybody knows."""
    name = m.name or ""
    found = language.cities.find(name)
    headed = bool(m.head) and m.head not in name.lower()  # "the city of X": its head is no part of the name
    if not found and m.head and name.lower().startswith(m.head + " "):
        found, headed = language.cities.find(name[len(m.head) + 1 :]), True  # "kota X"
    if not found:
        return None
    if around is not None:
        return next((c for c in found if c.country == around), None)
    if not (clear or headed) and (found[0].population < LARGE or name.lower() in language.common_names):
        return None
    told = [c for c in found if about.get(c.country)]
    if told:
        return max(told, key=lambda c: (about[c.country], c.own, c.population))
    if m.head in language.sets["local_units"]:  # "Kecamatan X": in the country of the report, or unknown
        return next((c for c in found if c.country == home), None)
    local = next((c for c in found if c.country == home and c.own), None)
    if local is not None:
        return local
    best = found[0]
    if headed and len({c.country for c in found}) == 1:
        return best
    rest = max((c.population for c in found[1:] if c.country != best.country), default=0)
    least = LARGE if len(about) < SEVERAL else FAR
    return best if best.own and best.population >= max(least, MANY_TIMES * rest) else None
