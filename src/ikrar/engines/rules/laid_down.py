"""What those who can decide lay down of what is to come: "agreed that each will scrap its duty", "memutuskan bahwa X akan dibuka"."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.group import decides
from ikrar.engines.rules.syntax import Syntax
from ikrar.engines.rules.to_come import can_be_willed, to_come
from ikrar.lexicon import Language

MOST = 6  # units behind an auxiliary among which its verb stands


def laid_down(d: Draft, syn: Syntax, first: int, stop: int, language: Language) -> bool:
    """Whether those who can decide lay down an act that somebody can will, whatever it is about."""
    will = language.sets["will"]
    at = next((j for j in range(first, stop) if syn.u[j].kind in "AV" and syn.u[j].low in will), None)
    verb = next((u for u in syn.u[at + 1 : min(stop, at + 1 + MOST)] if u.kind in "VB"), None) if at is not None else None
    if verb is None or not can_be_willed(verb.low, language):
        return False
    return any(decides(m) for m in d.members("promisor"))


def decided_that(d: Draft, syn: Syntax, language: Language) -> None:
    """“Kabinet memutuskan bahwa perkara itu akan dibuka kembali": what a body decides of what will be done is its word, and no order."""
    if d.refused or d.members("recipient") or d.pattern.kind != "verb" or any(m.sector == "JUD" for m in d.members("actor")):
        return
    that = next((j for j in range(d.unit, d.last_unit() + 3) if j + 1 < syn.n and syn.u[j].low.rpartition(" ")[2] in syn.that), None)
    known = d.clauses.get("action")
    if that is None or known is None or not to_come(syn, that + 1, syn.n, language):
        return
    d.clauses["action"] = (that + 1, known[1], (syn.u[that + 1].start, known[2][1]))
    d.type, d.mode, d.kind, d.fills["promisor"] = "AGREE", None, "undertaking", d.fills.pop("actor")
    d.notes.append("decided of what is to come: an undertaking")
