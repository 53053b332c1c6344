"""Who died in an attack, where other words than the attack's tell it: "X tewas", "the death of X", in its sentence or behind it."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.group import Group
from ikrar.engines.rules.syntax import Syntax
from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Mention, Sentence

TOLD_ON = 5  # sentences behind an attack among which it is told who died in it
NEAR = 2  # sentences without a death between two that tell one
DEATH = "a death, no act"
"""Why the engine refuses a death of which no act is told."""
UNNAMED = frozenset(("facility", "place", "group"))  # what an attack is told to have hit, where nobody is named


TOLD_BY_ACT = "told by the act in which they died"


def settle(drafts: list[Draft], doc: Annotated, language: Language) -> None:
    """“Konvoi itu dihantam drone X. Kolonel Y tewas.”: who dies with an attack on a site or a vehicle was hit in it."""
    dying = language.sets["dying"]
    acts = [d for d in drafts if d.type == "ASSAULT" and not d.refused and d.members("actor") and not d.sentence.title]
    for act in acts:
        if act.time is None:  # "X gugur pada 5 Mei setelah konvoinya dihantam rudal Y"
            dead_on = (d.time for d in drafts if d.sentence is act.sentence and d.refused == TOLD_BY_ACT)
            act.time = next((t for t in dead_on if t is not None), None)
        known = act.members("recipient", "victim")
        if not all(m.kind in UNNAMED for m in known):
            continue
        dead = _beside(act, drafts) if _tells(act.sentence, dying) else []
        last = act.sentence.index
        for s in doc.sentences[last + 1 : last + 1 + TOLD_ON] if known or dead else ():
            if s.index - last > NEAR or s.title or any(d.sentence is s and _countries(d).isdisjoint(_countries(act)) for d in acts):
                break
            if not _tells(s, dying):
                continue
            found = _named(s)
            if not found and s.index == act.sentence.index + 1:  # "Dua orang tewas"
                found = [m for d in drafts if d.sentence is s and d.refused == DEATH for m in d.members("victim")]
            dead += [m for m in found if not any(m is x or m.name and m.name == x.name for x in dead)]
            last = s.index if found else last
            for d in drafts:
                if d.sentence is s and d.type == "ASSAULT" and not d.members("actor") and found:
                    d.refused = d.refused or "told by the attack before"
        if dead:
            act.fills["recipient"] = Group([*known, *dead], act.unit, act.unit, "who died in it")
            act.notes.append("who died in it is told beside it or next")


def _tells(s: Sentence, dying: frozenset[str]) -> bool:
    """Whether ``s`` speaks of death: "tewas", "korbannya"."""
    return any(t.low in dying or t.low.removesuffix("nya") in dying for t in s.tokens)


def _named(s: Sentence) -> list[Mention]:
    """The people with a name in ``s``, its speaker left out."""
    return [m for m in s.mentions if m.kind == "person" and m.named and m.alias != "apposition" and m is not s.speaker]


def _beside(act: Draft, drafts: list[Draft]) -> list[Mention]:
    """“X lost his life when a drone hit the convoy”: the people named in the sentence of ``act`` who do nothing in it."""
    near = [d for d in drafts if d.sentence is act.sentence and not d.refused]
    attacks = [d for d in near if d.type == "ASSAULT"]
    if any("victim" in d.fills or any(m.kind == "person" for m in d.members("recipient")) for d in attacks):
        return []  # another verb tells whom it killed
    doing = [m for d in near for m in d.members("actor", "promisor", "party", "head")]
    return [m for m in _named(act.sentence) if not any(m is x for x in doing)]


def _countries(d: Draft) -> set[str | None]:
    return {m.country for m in d.members("actor")}


def killed_when(drafts: list[Draft], syn: Syntax) -> None:
    """“X tewas ketika drone Y menyerang konvoinya”: who dies while an attack is told is one of those attacked."""
    for d in drafts:
        if d.refused or d.pattern.frame["frame"] != "assault.killed-in" or d.pattern.obl or d.pattern.need:
            continue
        d.refused = DEATH
        act = next((x for x in drafts if x.type == "ASSAULT" and not x.refused and d.start < x.start and x.members("actor")), None)
        if act is not None:
            beside = syn.oblique(d.unit, syn.company, d.unit, syn.clause_end(d.unit))  # "tewas bersama Z"
            hit = [*act.members("recipient"), *d.fills["victim"].members, *(beside.members if beside is not None else [])]
            act.fills["recipient"] = Group(hit, act.unit, act.unit, "who died in it")
            act.notes.append("who died in it is told before")
            d.refused = TOLD_BY_ACT
