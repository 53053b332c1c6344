"""Whether a clause tells what is still to come: its main verb is in the future, outside of what only describes its nouns."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.syntax import Syntax
from ikrar.lexicon import Language


def to_come(syn: Syntax, first: int, stop: int, language: Language, owed: frozenset[str] = frozenset()) -> bool:
    """Whether the main verb of the clause is in the future (or ``owed``): its first auxiliary outside of relative clauses."""
    will = language.sets["will"] | owed
    j = first
    while j < stop:
        u = syn.u[j]
        if u.kind == "R":
            j = after_relative(syn, j, stop)
            continue
        elif u.kind == "V" and syn.id and j == first and not u.low.startswith(("me", "di", "ber", "ter")):
            pass  # "koordinasi keamanan akan berlanjut": a noun with which the clause opens
        elif u.kind in "AV" and u.low in will:
            return True
        elif not syn.id and j > first and _describes(syn, j) and _will_next(syn, j, stop, will):
            pass  # "the troops stationed in X will leave", "soldiers still serving there will be withdrawn"
        elif not syn.id and u.low.partition(" ")[0] in language.sets["be"] and j + 1 < stop and _is_to(syn, j):
            return True  # "are to be pulled out", "are to leave"
        elif (u.kind in "VB" and not syn.skip[j]) or (u.kind == "C" and j + 1 < stop and syn.u[j + 1].kind == "A"):
            return False
        j += 1
    return False


def can_be_willed(verb: str, language: Language, *also: frozenset[str]) -> bool:
    """Whether somebody can will what a verb says, or undergo it by another's will: prices rise by themselves, a school gets its teachers.

    ``also``: verbs that count besides, in what is told of.
    """
    modes = language.modes
    return verb not in modes["unwilled"] or verb in modes["granted"] or any(verb in more for more in also)


def _describes(syn: Syntax, j: int) -> bool:
    """Whether the participle at ``j`` stands right behind the noun that it describes."""
    before = syn.u[j - 2] if syn.u[j - 1].kind in "AD" and j > 1 else syn.u[j - 1]
    if before.kind == "X" and "ing" in syn.u[j].forms:
        return True  # "lorries carrying grain will be let through"
    return before.m is not None and ("part" in syn.u[j].forms or "ing" in syn.u[j].forms)


def _will_next(syn: Syntax, j: int, stop: int, will: frozenset[str]) -> bool:
    """Whether an auxiliary of what is to come is the next word that makes a verb, behind the participle at ``j``."""
    after = next((u for u in syn.u[j + 1 : stop] if u.kind in "AVB,;CS"), None)
    return after is not None and after.low in will


def _is_to(syn: Syntax, j: int) -> bool:
    """“are to be pulled out", "the soldiers are to leave"; not "the purpose of their presence is to help"."""
    lows = syn.s.lows[syn.u[j].first + 1 : syn.u[j].first + 3]
    return lows == ("to", "be") or (lows[:1] == ("to",) and j > 0 and syn.u[j - 1].m is not None)


def after_relative(syn: Syntax, j: int, stop: int) -> int:
    """Where the relative clause that opens at ``j`` ends: at a comma, or at the auxiliary behind its own verb ("who are there will go")."""
    told = syn.id and j + 1 < stop and syn.u[j + 1].low in syn.lang.sets["rest"]  # "pasukan yang terakhir akan pergi"
    j += 1
    while j < stop and syn.u[j].kind != ",":
        kind = syn.u[j].kind
        if told and kind in "AB":
            return j
        told = told or kind in "VB" or (kind == "A" and syn.u[j + 1].kind not in "AVN")
        j += 1
    return j


def hangs_on(d: Draft, syn: Syntax, language: Language) -> bool:
    """“rencana untuk membuka selat itu 30 hari setelah keduanya berdamai”: whether it only says from when that counts."""
    u, start = syn.u, syn.clause_start(d.unit)
    if (
        start < 4
        or u[start - 1].low not in language.sets["right_after"]
        or u[start - 2].low not in language.sets["spans"]
        or u[start - 3].kind not in "#d"
    ):
        return False
    main = next((j for j in range(start - 4, 0, -1) if u[j].kind == "V"), 0)
    return main > 0 and (u[main - 1].kind == "I" or any(x.low in language.sets["will"] for x in u[max(0, main - 2) : main]))
