"""English verbs whose particle stands behind their object: "turned the offer down", "handed two suspects over to Chile"."""

from __future__ import annotations

from ikrar.engines.rules.syntax import Syntax
from ikrar.lexicon import Language

FURTHEST = 7  # units from the verb to its particle
BEHIND = frozenset("P.,;CSTIDR)Q")  # kinds of what may stand behind a particle, which has no object of its own
OBJECT = frozenset("MdX#'KOa")  # of what the object is made of


def verbs(syn: Syntax, language: Language) -> dict[int, int]:
    """The tokens of verbs whose particle stands behind their object, each with that of the particle."""
    u = syn.u
    particles, inside = language.sets["split_particles"], language.sets["within_object"]
    out: dict[int, int] = {}
    for j in range(2, syn.n):
        if u[j].low not in particles or u[j].kind not in "PXD" or (j + 1 < syn.n and u[j + 1].kind not in BEHIND):
            continue
        v = j - 1
        while v >= 0 and j - v < FURTHEST and (u[v].kind in OBJECT or u[v].low in inside):
            v -= 1
        if v >= 0 and v < j - 1 and u[v].kind == "V" and not syn.skip[v]:
            out[u[v].first] = u[j].first
    return out
