"""Acts that a noun only names: under a noun of rumour or risk, in a promise "about" them, in talks that are awaited."""

from __future__ import annotations

from typing import Any

from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.group import decides
from ikrar.engines.rules.syntax import Syntax

Json = dict[str, Any]
PASSING = "consult.passing"
"""Talks told by what came out of them (rules/passing.py)."""
EARLIER, HELD = "consult.earlier", "consult.held"
AT_REQUEST = "request.at-request"
"""An asking told by what is done at it (rules/at_request.py)."""
BACK = 4  # units before a noun of asking among which the word stands that says that something is done at it
RELATIVE = 4  # units behind talks within which a relative clause says when they began


def governing_noun(syn: Syntax, v: int, nouns: frozenset[str]) -> str | None:
    """The noun that makes the noun at ``v`` a thing talked of: "isu penculikan anak", "the threat of a strike"."""
    j = v - 1
    if syn.id:
        while j >= 0 and v - j < 3 and syn.u[j].kind == "X" and syn.u[j].low not in nouns:
            j -= 1
        if j < 0:
            return None
        m = syn.u[j].m
        low = m.head if m is not None else syn.u[j].low
        return low if low in nouns and (syn.u[j].kind == "X" or (m is not None and m.owner is None)) else None
    while j > 0 and v - j < 5 and (syn.u[j].kind in "Xda'" or syn.u[j].m is not None):
        j -= 1
    if j < 1 or syn.u[j].low not in ("of", "for", "about", "against", "from"):
        return None
    before = syn.u[j - 1].m
    low = before.head if before is not None else syn.u[j - 1].low
    return low if low in nouns else None


def only_named(d: Draft, syn: Syntax, modes: Json) -> str | None:
    """The word that shows a promise or a meeting to be named, not made or held: "tentang komitmen X", "KTT G20 merupakan ..."."""
    j = d.unit - 1
    while j >= 0 and syn.u[j].kind in "dDa#Q'":
        j -= 1
    before = syn.u[j] if j >= 0 else None
    if d.type == "AGREE" and d.kind is not None and before is not None and before.kind == "P" and before.low in modes["about"]:
        return before.low
    if d.type == "AGREE" and d.kind is not None and before is not None and before.low in modes["part_of"]:
        d.type = None
        d.notes.append("a promise that stands, no event")
        return None
    if not syn.id and d.predicate is None and d.type in ("PROTEST", "ASSAULT", "CONSULT"):
        k = j
        while k > 0 and (syn.u[k].m is not None or syn.u[k].kind in "dDa#Q'-X"):
            k -= 1
        awaited = d.type == "CONSULT" and k > 0 and syn.u[k].low == "for"
        named = syn.u[k - 1].low if awaited else syn.u[k].low if k >= 0 else ""
        if named in modes["awaiting" if awaited else "mentioning"]:
            return named  # "to prepare for a summit", "mentioned the protests"
    if not syn.id and d.type in ("ASSAULT", "COERCE", "PROTEST", "SANCTION"):
        any_ = next((u.low for u in syn.u[max(0, j + 1) : d.unit] if u.low in modes["hypothetical"]), None)
        if any_ is not None:
            return any_  # "will respond to any attack"
    if not syn.id and d.type == "THREATEN" and d.predicate is None and before is not None and before.low == "as":
        return before.low  # "emerges as a threat to banks"
    who = d.members("actor") if d.type == "REQUEST" else []
    if who and done_at(d, syn) is not None and all(decides(m) for m in who):
        return None  # "atas perintah X": he gave it
    if d.type == "REQUEST" and d.predicate is None and before is not None and before.kind in "PX" and not d.sentence.title:
        return before.low  # "implementasi arahan X", "atas perintah X"
    told = d.predicate is not None or any(n.startswith("light verb") for n in d.notes)
    told = told or d.pattern.frame["frame"] == HELD and len(d.used) > 1  # "sessions got under way": no verb by itself
    begun = d.pattern.frame["frame"] == "consult.held" and "R" in {u.kind for u in syn.u[d.unit + 1 : d.unit + RELATIVE]}
    begun = begun or d.pattern.frame["frame"] == PASSING  # what comes before it is asked there
    begun = begun or d.pattern.frame["frame"] == EARLIER and _brought_out(d, syn)
    if d.type != "CONSULT" or told or begun or "party" in d.fills or len(d.members("actor")) > 1 or d.members("recipient"):
        return None
    if before is not None and before.kind in "PSV" and before.low in modes["amid"]:
        return None
    return syn.u[d.unit].low


def _brought_out(d: Draft, syn: Syntax) -> bool:
    """“The first session, on 15 May, ended with a pledge": whether it is told what came out of a meeting, which so was held."""
    verb = next((u for u in syn.u[d.unit + 1 :] if u.kind == "V"), None)
    return verb is not None and verb.low in syn.lang.sets["brought_out"]


def done_at(d: Draft, syn: Syntax) -> str | None:
    """The word before a noun of asking that says that something is done at it: "atas", "menyusul", "merupakan pelaksanaan dari"."""
    words, j = syn.lang.sets["done_at"], d.unit - 1
    while j >= 0 and d.unit - j <= BACK:
        u = syn.u[j]
        if u.low in words:
            return u.low
        if u.kind not in "XdDaQA" and u.low not in syn.lang.sets["owners"]:
            return None
        j -= 1
    return None


def might(syn: Syntax, v: int, modals: tuple[frozenset[str], ...]) -> str | None:
    """“would allow for the withdrawal of troops": the modal over the verb whose object the noun at ``v`` is."""
    j = v - 1
    while j >= 0 and v - j < 7 and (syn.u[j].kind in "Xda'#Q" or syn.u[j].m is not None):
        j -= 1
    if j > 0 and syn.u[j].kind in "PI" and syn.u[j].low in ("for", "to"):
        j -= 1
    if j < 1 or syn.u[j].kind != "V" or "base" not in syn.u[j].forms:
        return None
    while j > 0 and syn.u[j - 1].kind in "DN":
        j -= 1
    before = syn.u[j - 1]
    return before.low if before.kind == "A" and any(before.low in words for words in modals) else None


def describes(syn: Syntax, v: int) -> bool:
    """“agar membebaskan aktivis yang ditangkap polisi": a passive that tells of whom it is asked has been done."""
    j = v - 1
    while j > 0 and syn.u[j].low in syn.lang.modes["past"]:
        j -= 1
    return syn.id and j > 0 and syn.u[j].kind == "R" and syn.u[v].low.startswith("di") and syn.u[j - 1].m is not None


def asked_of_doers(syn: Syntax, v: int) -> bool:
    """“agar tiga hakim yang membebaskan terdakwa itu diperiksa": an act that only tells which of those named are meant has been done."""
    j = v - 1
    while j > 0 and syn.u[j].low in syn.lang.modes["past"]:
        j -= 1
    if not syn.id or j < 1 or syn.u[j].kind != "R" or syn.u[j - 1].m is None or not syn.u[v].low.startswith("me"):
        return False
    counted = syn.opening[j - 1] in syn.lang.sets["numerals"] or syn.opening[j - 1][0].isdigit()
    behind = next((k for k in range(v + 1, syn.n) if syn.kinds[k] in "V,;.SC"), syn.n)
    pointed = any(syn.u[k].low in syn.lang.sets["definite"] for k in range(v + 1, behind))
    return behind < syn.n and syn.kinds[behind] == "V" and (counted or pointed)


def planned_by(d: Draft, syn: Syntax, v: int, plans: frozenset[str]) -> str | None:
    """“rencana Kenya mengirim pasukan": the noun of a plan whose content the bare verb at ``v`` is, with whose it is between."""
    done_to = (d.fills[role].thing for role in ("recipient", "victim") if role in d.fills)
    if syn.u[v].low.startswith("di") or any(thing is not None and thing.low in plans for thing in done_to):
        return None  # "usulan Peru ditolak Kenya", "rencana Peru mendapat penolakan": the plan is what it is done to
    j = v - 1
    while j > 0 and v - j < BACK and (syn.u[j].kind in "DAd" or syn.u[j].m is not None):
        j -= 1
    return syn.u[j].low if j >= 0 and syn.u[j].kind == "X" and syn.u[j].low in plans and j < v - 1 else None
