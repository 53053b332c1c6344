"""What is said of the first of several joined verbs holds for the others: "bisa menuntut, menghukum, sampai menutup"."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.syntax import Syntax

SHARED = ("asked", "future", "possible")
"""The cues whose word stands once before verbs joined by "dan"."""
FAR = 16  # units between two joined verbs


def before(syn: Syntax, v: int) -> tuple[int, str] | None:
    """The verb that the Indonesian verb at ``v`` is joined to, and the word or comma that joins them."""
    u, last = syn.u, syn.lang.modes["joining"]
    link = v - 1
    if not syn.id or link < 1 or (u[link].kind not in "C," and u[link].low not in last):
        return None
    word = u[link].low
    for j in range(link - 1, max(-1, link - FAR), -1):
        x = u[j]
        if syn.skip[j]:
            continue
        if x.kind in ".;:SRQB" and x.low not in last and x.low not in syn.that:
            return None
        if x.kind == "V":
            return (j, word) if _voice(x.low) == _voice(u[v].low) is not None else None
    return None


def _voice(low: str) -> bool | None:
    """Whether a verb is passive by its shape; None where its shape tells nothing."""
    return low.startswith("di") if low.startswith(("me", "di", "be")) else None


def cues(syn: Syntax, v: int) -> dict[str, str]:
    """The effects that the words before the verb joined before ``v`` have on both."""
    out: dict[str, str] = {}
    modes, u = syn.lang.modes, syn.u
    at, word = v, ""
    while (found := before(syn, at)) is not None:
        at, word = found[0], word or found[1]
        j = at - 1
        while j >= 0 and u[j].kind in "AND":
            low = u[j].low
            for effect in SHARED:
                if low in modes[effect]:
                    out.setdefault(effect, low)
            if low in modes["negated"] and word in modes["either"]:
                out.setdefault("negated", low)
            j -= 1
        while j > 0 and (u[j].m is not None or u[j].kind in "XdT#"):
            j -= 1
        if j > 0 and u[j].low in syn.that and u[j - 1].kind == "V" and u[j - 1].low in modes["denied"]:
            out.setdefault("denied", u[j - 1].low)
    return out


def purpose(syn: Syntax, v: int) -> str | None:
    """“untuk menolong petani dan memastikan ...": the word of purpose before the first of the verbs to which the one at ``v`` is joined."""
    at = v
    while (found := before(syn, at)) is not None:
        at = found[0]
    j = at - 1
    while j > 0 and syn.u[j].kind in "ADN":
        j -= 1
    return syn.u[j].low if at < v and j >= 0 and syn.u[j].low in syn.infinitive else None


AIMS = frozenset(("CONSULT", "COOPERATE", "AID"))
"""Types of acts that, told as the second of two aims, are not done yet."""


def aim(d: Draft, syn: Syntax, v: int) -> str | None:
    """“melawat guna menghadiri parade dan bertemu X": the word of purpose; among aims "memastikan" is to make sure, no guarantee."""
    if d.pattern.kind != "verb" or d.type not in AIMS and d.pattern.frame["frame"] != "agree.guarantee":
        return None
    return purpose(syn, v)


def gerund(syn: Syntax, v: int, purpose: frozenset[str]) -> str | None:
    """“accused of burning villages and raping women": the second of two in -ing that a preposition governs; the preposition."""
    u = syn.u
    if v < 3 or "ing" not in u[v].forms or u[v - 1].kind != "C":
        return None
    for j in range(v - 2, 0, -1):
        if u[j].kind in ".;:SR" or (u[j].kind == "V" and "ing" not in u[j].forms):
            return None
        if u[j].kind == "V":
            before = next((x.low for x in reversed(u[max(0, j - 3) : j]) if x.kind not in "QDd"), "")  # "of both dodging X and raiding Y"
            if before in purpose:
                return before
    return None


def _coordinator(syn: Syntax, v: int) -> int:
    """The word that joins the bare verb at ``v`` to what stands before; 0 where there is none."""
    u, j = syn.u, v - 1
    while j > 0 and u[j].kind in "DQ":
        j -= 1
    bare = u[v].kind == "V" and "base" in u[v].forms and "past" not in u[v].forms
    return j if j >= 2 and u[j].kind == "C" and bare else 0


def modal(syn: Syntax, v: int) -> int | None:
    """The bare verb behind a modal that the bare verb at ``v`` is joined to: both hang on the modal."""
    u, j = syn.u, _coordinator(syn, v)
    for k in range(j - 1, 0, -1):
        if u[k].kind in ".;:SRI" or (u[k].kind == "V" and "base" not in u[k].forms):
            return None
        if u[k].kind == "V":
            before = next((x for x in reversed(u[:k]) if x.kind not in "DN"), None)
            return k if before is not None and before.kind == "A" and before.low in syn.lang.sets["modals"] else None
    return None


def infinitive(syn: Syntax, v: int) -> int | None:
    """“sent to destroy the consulate and kill its guards": the infinitive's "to" over the bare verb that the one at ``v`` is joined to."""
    u, j = syn.u, _coordinator(syn, v)
    first = next((k for k in range(j - 1, 0, -1) if u[k].kind in "V.;:SRAB"), 0)
    return first - 1 if first and u[first].kind == "V" and u[first - 1].kind == "I" and "base" in u[first].forms else None


def undone(syn: Syntax, v: int, verbs: frozenset[str]) -> str | None:
    """“ruled out recognising X", "considered attacking": the verb right before an act in -ing by which it is not done."""
    j = v - 1
    while j > 0 and syn.u[j].kind == "D":
        j -= 1
    return syn.u[j].low if j >= 0 and syn.u[j].kind == "V" and syn.u[j].low in verbs else None
