"""Indonesian circumstances without commas, and chains of places, that stand between a subject and its verb."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikrar.engines.rules.group import ACTORS

if TYPE_CHECKING:
    from ikrar.engines.rules.clauses import Clauses

FEWEST = 2  # units from the subordinator to the verb over it


def over_moment(syn: Clauses, v: int) -> int | None:
    """“Presiden Peru usai bertemu Kapolri mengecam ...": the unit of the subordinator over which the verb at ``v`` has its subject."""
    kinds, u, sets = syn.kinds, syn.u, syn.lang.sets
    if not syn.id or not u[v].low.startswith("me"):
        return None
    s = kinds.rfind("S", 0, v)
    if s < 1 or v - s < FEWEST or (u[s].low not in sets["moment"] and u[s].low not in sets["apart"]):
        return None
    between = kinds[s + 1 : v]
    if kinds[s - 1] != "M" or any(k in ",;.:QIRCB" for k in between) or not syn._verbless_before(s):
        return None
    verbs = [j for j in range(s + 1, v) if kinds[j] == "V"]
    if not verbs:
        return s if u[s].low in sets["after_doing"] and kinds[s + 1] in "XT" else None  # "seusai salat Jumat mengimbau"
    opens = all(k in "ADN" for k in kinds[s + 1 : verbs[0]])  # with a subject of its own it may go on
    return s if opens and len(verbs) == 1 and verbs[0] < v - 1 and kinds[v - 1] in "MXTD" else None


def behind_places(syn: Clauses, i: int) -> int | None:
    """“Warga Dusun A, Desa B, Kecamatan C, Kabupaten D menolak": from the last place at ``i``, those who are of them; None if nobody."""
    u, kinds, j = syn.u, syn.kinds, i
    while j > 1 and kinds[j - 1] == "," and u[j - 2].mention_kind == "place":
        j -= 2
    m = u[i].m
    if j == i or m is None or m.capital:
        return None
    if kinds[j - 1] in "PX":
        return j
    return j - 2 if kinds[j - 1] == "," and j > 1 and u[j - 2].mention_kind in ACTORS else None
