"""Declarations known by their words: a mission that has changed, whose a base is, whatever verb says so, or none."""

from __future__ import annotations

from functools import lru_cache

from ikrar.engines.rules import commit
from ikrar.engines.rules.agreed import sides_of_story
from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.provisions import Begins, Hit, Provisions, provisions
from ikrar.lexicon import Language, Pattern
from ikrar.model.annotation import Annotated, Mention, Sentence

BINDING = frozenset(("GOV", "MIL", "REB", "PRM", "LEG", "IGO"))
FORCES = frozenset(("MIL", "COP", "REB", "PRM"))
FULL = 240  # weight of a cue with all its groups near each other: the words alone declare it
VOICED = 130  # weight that is enough where somebody who can bind a side is heard
SHOWN = 300  # characters of a sentence that stand as evidence
CARRIERS = {"mission-change": "commit.mission", "sovereignty": "commit.declare"}
"""The frame in whose name each is declared, for the trace."""


def find(drafts: list[Draft], made: list[commit.Promise], doc: Annotated, language: Language) -> None:
    """Adds the declarations that no frame has told."""
    table = provisions(language)
    rarest, cues = _cues(language.code, table)
    for s in doc.sentences:
        if s.title or not table.may_tell(s, rarest, cues):
            continue
        have = {p.provision for p in made if p.sentence is s and not p.draft.refused}
        hits: list[Hit] = [h for h in table.hits(doc.raw[s.start : s.end])[:6] if h[0] in CARRIERS and h[1] >= VOICED]
        if not hits or have & {"withdrawal-of-forces", "ceasefire"}:
            continue
        told = [d for d in drafts if d.sentence is s and not d.refused]
        if any(d.pattern.frame["frame"].startswith(("mobilize.", "aid.deploy")) for d in told):
            continue  # forces sent somewhere: what they do there is no change
        voice = expand([s.speaker]) if s.speaker is not None else []
        for provision, weight, cue, _, _ in hits:
            if provision in have or not _told(provision, weight, voice, s, language):
                continue
            who = _whose(provision, voice, drafts, made, s)
            if not who:
                continue
            have.add(provision)
            for other in told:
                if provision == "mission-change" and other.type == "AID":
                    other.refused = "what the mission has become"
            d = _carrier(s, language, CARRIERS[provision])
            d.notes.append(f'declared by its words: "{cue}"')
            drafts.append(d)
            p = commit.Promise(d, "declaration", provision, cue)
            p.promisors, p.action = who, (s.start, s.end)
            made.append(p)


@lru_cache(maxsize=4)
def _cues(code: str, table: Provisions) -> tuple[frozenset[str], list[Begins]]:
    """The cues that can declare."""
    return table.begins(CARRIERS, VOICED)


def _told(provision: str, weight: int, voice: list[Mention], s: Sentence, language: Language) -> bool:
    """Whether the words weigh enough: of a mission alone, of whose a place is with somebody's voice."""
    if any(u.kind == "A" and u.low in language.sets["will"] for u in s.units) or s.units[0].low in language.modes["conditional"]:
        return False
    binding = any(m.sector in BINDING or m.kind == "instrument" for m in voice)
    return binding or (provision == "mission-change" and weight >= FULL)


def _whose(provision: str, voice: list[Mention], drafts: list[Draft], made: list[commit.Promise], s: Sentence) -> list[Mention]:
    """Who declares: of a mission those whose forces they are, else the ones who are heard, and of a text its sides."""
    if provision == "mission-change":
        forces = [m for m in s.mentions if m.sector in FORCES and m.kind != "person" and m.country not in (None, "INT")][:1]
        if forces and forces[0].owner is None and not forces[0].named:  # "kontingen yang tinggal": those of which some are to leave
            movers = [p.promisors for p in made if p.kind == "undertaking" and p.provision in commit.FORCES and not p.draft.refused]
            if movers and len({m.country for m in movers[0]}) == 1:
                return commit.whose_forces(movers[0])
        if forces:
            return commit.whose_forces(forces)
    people = [m for m in voice if m.kind != "instrument"]
    if people or not voice:
        return people
    return list(voice[0].members) or sides_of_story([d for d in drafts if d.sentence.index <= s.index])


def _carrier(s: Sentence, language: Language, frame: str) -> Draft:
    """A draft without roles, for a declaration that no pattern has filled."""
    pattern: Pattern = next(p for p in language.patterns if p.frame["frame"] == frame)
    return Draft(pattern, s, 0, 0, s.start, min(s.end, s.start + SHOWN), "words")
