"""“Pangkalan X adalah pangkalan Libya", "X is a Sudanese base": whose the sites of soldiers are, told in a clause of being."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.model.annotation import DECLARED, Mention, Placed, Sentence

SITES = frozenset(("facility", "organization"))  # a garrison is read as men
QUOTED = 3  # units of a verb in quotation marks: "is and will be"


def settle(s: Sentence, told: Placed, raw: str, language: Language) -> None:
    """Gives the sites named before "is a base of Y" that state, and the predicate the site that it tells of."""
    quarters, origin, u = language.sets["military_sites"], language.sets["origin"], s.units
    for i, b in told:
        site = b.kind in SITES and b.head in quarters
        if site and b.named and b.owner is not None and b.owner.kind == "state" and _belongs(b, raw, language.sets["belonging"]):
            _of(b, b.owner)  # "Pangkalan X milik Y"
            continue
        behind = u[i + 2].m if site and b.owner is None and i + 2 < len(u) and u[i + 1].low in origin else None
        if behind is not None and behind.kind == "state" and behind.named:
            b.owner = behind  # "adalah pangkalan dari X"
        state = b.owner if site else b if b.kind == "state" and b.named and (not b.adjective or _predicate(s, i)) else None
        if state is None or state.kind != "state" or b.named and site:
            continue
        j = i - 1
        while j > 0 and u[j].kind in "DdP" and u[j].m is None:
            j -= 1
        copula = site or b.adjective
        of_state = u[i - 1].low in origin and u[j].kind in "AB" and j == i - 2  # "adalah dari X"
        if copula and u[j].kind not in "AB" or not copula and not of_state and u[j].low not in language.sets["belonging"]:
            continue
        sites = _before(s, j, quarters, language.sets["that"])
        for k, m in sites:
            if not m.named and m.owner is not None and m.owner.kind == "place" and m.owner.named:
                m.named, m.name = True, " ".join(raw[m.start : m.end].split())  # "the X garrison"
            _of(m, state)
            first = s.tokens[u[k].first].low
            if not m.named and (first == "the" or first not in language.sets["determiners"]):  # not "semua pangkalan di X"
                _of_places(s, k, m, state, raw, language.either("at_place", "beside_place"))
        if site:
            b.refers, b.alias = [m for _, m in sites], "apposition"


def _predicate(s: Sentence, i: int) -> bool:
    """“The bases are Syldavian”: whether the adjective at ``i`` is all that the clause says."""
    return s.units[i - 1].kind in "AB" and (i + 1 == len(s.units) or s.units[i + 1].kind in '.,;"Q')


def _belongs(site: Mention, raw: str, words: frozenset[str]) -> bool:
    """Whether the words of ``site`` say that it belongs to somebody, and not just whose it is."""
    return not words.isdisjoint(raw[site.start : site.end].lower().split())


def _of_places(s: Sentence, k: int, site: Mention, state: Mention, raw: str, at_place: frozenset[str]) -> None:
    """“kamp di X", "the camps at X and Y": one site in each of the places."""
    u, at = s.units, k + 2
    if at >= len(u) or u[k + 1].low not in at_place:
        return
    while at < len(u) and (place := u[at].m) is not None and place.kind in ("place", "name") and place.named:
        if at == k + 2:
            site.end, site.named, place.kind = place.end, True, "place"
            site.name = " ".join(raw[site.start : site.end].split())
        else:
            _of(place, state)
        at += 2 if at + 1 < len(u) and u[at + 1].kind in "C," else len(u)


def named_after(s: Sentence, told: Placed, raw: str, sets: dict[str, frozenset[str]]) -> None:
    """“the airport of X", "bandara di X": a site of which there is one in a place goes by the name of the place."""
    u, heads, of = s.units, sets["landing_places"], sets["one_of_place"]
    for i, m in told:
        if m.kind != "facility" or m.named or m.head not in heads or i + 2 >= len(u) or u[i + 1].low not in of:
            continue
        place = u[i + 2].m
        if place is not None and place.named and place.kind in ("place", "name") and not (m.owner is not None and m.owner.named):
            m.end, m.named, place.kind, m.country = place.end, True, "place", m.country or place.country
            m.name = " ".join(raw[m.start : m.end].split())


def _before(s: Sentence, j: int, quarters: frozenset[str], that: frozenset[str]) -> Placed:
    """The sites that are the subject of the clause whose verb stands at ``j``."""
    out: Placed = []
    for k in range(j - 1, -1, -1):
        x, link = s.units[k], s.units[k - 1].kind if k else ""
        if x.low in that or x.kind == ";" or (x.kind == "Q" and k < j - QUOTED):
            break
        m = x.m
        if m is None:
            continue
        if m.kind in SITES and m.head in quarters:
            out.append((k, m))
        elif _bare(m):
            joined = bool(out) and s.units[k + 1].kind == "C" and out[-1][0] == k + 2
            if link in ("P", "R", "V"):  # "pangkalan di X dan Y"
                out = out[:-1] if joined else out
            elif joined or (not out and k >= j - 2):
                out.append((k, m))
    return out


def _bare(m: Mention) -> bool:
    """Whether ``m`` is a name alone: "Wadi X is a Sudanese base"."""
    alone = m.kind in ("name", "person", "place") and m.named and not m.title and m.of is None and not m.capital
    return alone and (m.gazetteer is None or m.kind == "place")


def _of(m: Mention, state: Mention) -> None:
    m.kind, m.gazetteer = "facility", m.gazetteer if m.kind == "facility" else None
    m.country, m.owner, m.sector, m.source = state.country, state, "MIL", DECLARED
