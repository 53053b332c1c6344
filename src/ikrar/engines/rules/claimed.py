"""Who claims an attack has made it: "X mengaku bertanggung jawab atas ledakan itu", "X claimed responsibility". No event of its own."""

from __future__ import annotations

from collections.abc import Sequence

from ikrar.engines.rules import continued
from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.group import ACTORS, Group
from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Mention, Sentence

ARMED = frozenset(("REB", "PRM", "UAF", "CRM"))
POINTS = 9  # words from the noun of an attack to the word that points back
HOW = "who claims to have done it"


def settle(drafts: Sequence[Draft], doc: Annotated, language: Language) -> None:
    """Fills who did an attack of nobody named, where a group claims it in front of it, or in the next sentence."""
    firsts = language.firsts("claims_it")
    for d in drafts:
        if d.type != "ASSAULT" or d.refused or d.members("actor"):
            continue
        who = _claimant(d.sentence, language, d.first) if not firsts.isdisjoint(d.sentence.words) else None
        nxt = continued.next_sentence(doc, d.sentence) if who is None else None
        if nxt is not None and not firsts.isdisjoint(nxt.words):
            if not any(x.sentence is nxt and x.type == "ASSAULT" and not x.refused for x in drafts):
                who = _claimant(nxt, language, len(nxt.lows))
        if who is not None and who not in d.members("recipient", "victim"):
            for x in [d, *_told_before(d, drafts, language)]:
                x.fills["actor"] = Group([who], x.unit, x.unit, HOW)
                x.notes.append(HOW)


def _told_before(d: Draft, drafts: Sequence[Draft], language: Language) -> list[Draft]:
    """“..., mengklaim bertanggung jawab atas bom di kota itu": the same attack, told in the sentences before without a doer."""
    near = d.sentence.lows[max(0, d.first - 2) : d.first + POINTS]
    if d.pattern.kind != "noun" or language.sets["definite"].isdisjoint(near):
        return []
    return [x for x in drafts if x.type == "ASSAULT" and not x.refused and x.sentence.index < d.sentence.index and not x.members("actor")]


def _claimant(s: Sentence, language: Language, before: int) -> Mention | None:
    """The armed group nearest in front of the words of a claim that stand before the token ``before``; nobody where they are denied."""
    for phrase in language.sets["claims_it"]:
        words = tuple(phrase.split())
        at = next((i for i in range(before - len(words) + 1) if tuple(s.lows[i : i + len(words)]) == words), None)
        if at is None:
            continue
        units = [u for u in s.units if u.last < at]
        who = next((u for u in reversed(units) if u.m is not None and u.m.kind in ACTORS and u.m.sector in ARMED), None)
        if who is None or who.m is None:
            return None
        behind = [u for u in units if u.first > who.last]
        denied = any(u.low in language.modes["denied"] for u in behind) or any(u.kind == "N" for u in behind[-3:])
        none_did = not language.sets["no_way"].isdisjoint(s.lows[max(0, who.first - 1) : who.first + 1])
        return None if denied or none_did else who.m
    return None
