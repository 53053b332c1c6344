"""Vows against a foe: who promises to drive out, defeat or fight on threatens ("bersumpah akan mengusir pasukan X", "vowed to retake")."""

from __future__ import annotations

from ikrar.engines.rules.announce import BUT_NOT
from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import Group
from ikrar.engines.rules.syntax import Syntax
from ikrar.engines.rules.whom import OUTLAWS
from ikrar.lexicon import Language
from ikrar.model.annotation import Mention, Unit

FIGHTING = frozenset(("GOV", "MIL", "REB", "PRM", "UAF", "SPY"))
"""Who wages war, and may vow to go on with it."""
FRAMES = frozenset(("agree.promise", "agree.announce", "agree.pledge", "agree.word", "agree.guarantee", "agree.decide"))
OPENING = 5  # units of what is promised within which its verb stands


def settle(drafts: list[Draft], syn: Syntax, language: Language) -> None:
    """Makes threats of promises whose act is war on another side. They stay undertakings."""
    for d in drafts:
        if d.type != "AGREE" and BUT_NOT not in d.notes or d.refused or d.kind != "undertaking" or "action" not in d.clauses:
            continue
        if d.pattern.frame["frame"] not in FRAMES:
            continue
        who = d.members("actor", "promisor")
        foe = _foe(d, who, syn, language) if who and _wages_war(who) else None
        if foe is None:
            continue
        d.type, d.mode, d.mutual = "THREATEN", "violence", False
        d.notes.append("a vow against a foe: a threat")
        d.fills.pop("beneficiary", None)
        if foe:
            d.fills["recipient"] = Group(foe, d.unit, d.unit, "against whom it is vowed")
        else:
            d.fills.pop("recipient", None)


def on_outlaws(drafts: list[Draft], syn: Syntax, language: Language) -> None:
    """“vowed to tackle the rebels": what is promised to be done to those who fight the state is a threat to them."""
    for d in drafts:
        if d.refused or d.type != "AGREE" or d.kind != "undertaking" or d.mutual or "action" not in d.clauses:
            continue
        first, stop, _ = d.clauses["action"]
        v = next((i for i in range(first, stop) if syn.kinds[i] not in "ADNI"), first)
        whom = next((i for i in range(v + 1, stop) if syn.kinds[i] not in "DTd#X"), stop)
        if syn.u[v].low not in language.sets["going_after"] or whom == stop or (m := syn.u[whom].m) is None or m.sector not in OUTLAWS:
            continue
        d.type, d.fills["recipient"] = "THREATEN", syn.group(whom, "whom the words of the threat name", left=False)
        d.provision = d.provision or ("counter-terrorism" if m.sector == "REB" else None)
        d.notes.append("vowed to be done to those who fight the state: a threat")


def _wages_war(who: list[Mention]) -> bool:
    return all(m.kind in ("state", "armed-group") or m.capital or m.sector in FIGHTING for m in who)


def _foe(d: Draft, who: list[Mention], syn: Syntax, language: Language) -> list[Mention] | None:
    """Against whom the words of the promise are a vow: empty where it is to fight on and nobody is named, None where it is none."""
    first, stop, _ = d.clauses["action"]
    units, tokens = syn.u, d.sentence.tokens
    end = units[stop - 1].last + 1
    said = language.said_phrases
    at = [i for i in range(first, min(stop, first + OPENING)) if not _passed_over(units[first:i], language)]
    negated = any(u.kind == "N" for u in units[max(0, d.unit - 1) : first + 1])
    if negated:
        ends = any(said["ending"].at(tokens, units[i].first, end) for i in at)
        return _named(d, who, first, stop) if ends else None
    if any(said["fighting_on"].at(tokens, units[i].first, end) for i in at):
        return _named(d, who, first, stop)
    if any(said["answering_blows"].at(tokens, u.first, end) for u in units[first:stop]):
        return _named(d, who, first, stop)
    if any(said["warring"].at(tokens, units[i].first, end) for i in at):
        return _named(d, who, first, stop) or None
    return None


def _passed_over(before: list[Unit], language: Language) -> bool:
    """Whether a word that tells an act stands among those before: what follows is not what is promised first."""
    return any(u.kind == "V" and u.low not in language.sets["keep_on"] for u in before)


def _named(d: Draft, who: list[Mention], first: int, stop: int) -> list[Mention]:
    """The first ones that the words of the vow name who are a foe: outlaws, or another state and its forces."""
    own = {m.country for m in who}
    rebels = any(m.sector in OUTLAWS for m in who)
    inside = [u.m for u in d.sentence.units[first:stop] if u.m is not None]
    for m in [*d.members("recipient", "beneficiary"), *expand(inside)]:
        if m in who or m.pronoun:
            continue
        outlaw = m.kind == "armed-group" or m.sector in OUTLAWS
        theirs = m.country is not None and m.country not in own and (m.kind == "state" or m.sector in FIGHTING)
        ours = rebels and (m.kind == "state" or m.sector in ("GOV", "MIL", "COP"))
        if outlaw and not rebels or theirs or ours:
            return [m]
    return []
