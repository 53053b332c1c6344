"""What a report only tells as known or general: who holds a land, kinds of people, old enmities, and what years are counted from.

None of it is done in the report: a coder codes the attack on a town that rebels hold, and not that they hold it; that people who hit a
soldier can be jailed is a law, and that a war goes on since a year is what the report begins from.
"""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.syntax import Syntax
from ikrar.lexicon import Language
from ikrar.model.annotation import Unit

DEEDS = frozenset("ASSAULT COERCE SANCTION".split())
ON_ONE = frozenset(("assault.assassinate",))
"""Frames of what is known to have been done to one by name: told as a time, it is told all the same."""
TAKEN = frozenset(("coerce.seize", "assault.take", "coerce.withhold"))
NEVER = frozenset(("THREATEN", "REQUEST", "AGREE", "CONCEDE"))
"""Types of what is said to people in general."""
PHRASE = "Xd#'-"


def settle(drafts: list[Draft], syn: Syntax, language: Language) -> None:
    """Refuses those of ``drafts`` that tell no act of this report."""
    for d in drafts:
        if d.refused or d.type is None:
            continue
        if d.pattern.kind == "noun":
            if d.type in DEEDS and d.pattern.frame["frame"] not in ON_ONE and _counted_from(d, drafts, syn, language):
                d.refused = "only what time is counted from"
            continue
        if d.pattern.frame["frame"] in TAKEN and _held(d, syn, language):
            d.refused = "who holds it, not that it is taken"
        elif d.type not in NEVER and _kind(d, syn, language):
            d.refused = "told of a kind of people"
        elif d.type == "ASSAULT" and _since_year(d, syn, language):
            d.refused = "a war that goes on"


def _relative(d: Draft, syn: Syntax) -> int | None:
    j = d.unit - 1
    while j > 0 and syn.kinds[j] in "AD":
        j -= 1
    return j if j > 0 and syn.kinds[j] == "R" else None


def _clause(d: Draft, syn: Syntax, ends: str = "V,;.SQ") -> list[Unit]:
    """The units behind the verb up to the next verb or sign."""
    stop = next((j for j in range(d.unit + 1, syn.n) if syn.kinds[j] in ends), syn.n)
    return syn.u[d.unit + 1 : stop]


def _held(d: Draft, syn: Syntax, language: Language) -> bool:
    """“wilayah yang dikuasai pemberontak", "a town held by rebels”: told of a land to say which, and of no day."""
    told = syn.u[d.unit].low in language.sets["has_it"] and _relative(d, syn) is not None
    return told and all(u.kind != "T" for u in _clause(d, syn))


def _kind(d: Draft, syn: Syntax, language: Language) -> bool:
    """“Orang dewasa yang menyerang petugas bisa dipenjara”: whether all that is told of is people of whatever name who do so."""
    r = _relative(d, syn)
    if r is None:
        return False
    j = r - 1
    while j > 0 and syn.kinds[j] in "X" and syn.u[j].m is None and syn.u[j].low not in language.sets["in_general"]:
        j -= 1
    u = syn.u[j]
    head = u.m.head if u.m is not None else u.low
    if head not in language.sets["in_general"] or u.m is not None and (u.m.named or u.m.kind != "group" or u.m.owner is not None):
        return False
    tokens = syn.s.tokens[syn.u[j].first : syn.u[r].first]
    before = syn.s.tokens[syn.u[j].first - 1].low if syn.u[j].first else ""
    some = language.sets["numerals"] | language.sets["definite"] | language.sets["some_of"]
    if any(t.low in some or t.low[:1].isdigit() for t in tokens) or before in some or before[:1].isdigit():
        return False
    return all(x.kind != "T" for x in _clause(d, syn))


def _since_year(d: Draft, syn: Syntax, language: Language) -> bool:
    """“yang memerangi pemberontak sejak 2015", "has fought them since 2015”."""
    clause = _clause(d, syn, "V,;.Q")
    for i, u in enumerate(clause):
        if u.kind == "T" and u.x.year and not u.x.month and not u.x.day:
            since = language.sets["since_then"]
            return (i > 0 and clause[i - 1].low in since) or syn.s.tokens[u.first].low in since
    return False


def _counted_from(d: Draft, drafts: list[Draft], syn: Syntax, language: Language) -> bool:
    """“sejak invasi X ke Y", "since the ouster of X”: whether the noun is that since which another thing is so.

    Not where its own clause goes on to tell the deed ("since a Chilean airstrike killed two mayors") or on what day it was done.
    """
    if any(u.kind == "T" and u.x.day for u in _clause(d, syn)):
        return False
    if any(
        o.type == d.type and o.pattern.kind == "verb" and o.unit > d.unit and not set(syn.kinds[d.unit : o.unit]) & set(",;.SQ")
        for o in drafts
    ):
        return False
    j = d.unit - 1
    while j > 0 and (syn.kinds[j] in PHRASE or syn.u[j].m is not None and syn.u[j].mention_kind != "T"):
        j -= 1
    return j >= 0 and syn.u[j].low in language.sets["since_then"]
