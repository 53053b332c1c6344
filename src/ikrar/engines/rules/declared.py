"""Declarations known by their words: a mission that has changed, whose a base is, whatever verb says so, or none."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from ikrar.engines.rules import commit, given
from ikrar.engines.rules.agreed import sides_of_story
from ikrar.engines.rules.draft import Draft, expand, relative
from ikrar.engines.rules.provisions import OF_FORCES, Begins, Hit, Provisions, provisions
from ikrar.engines.rules.together import JOINT, sides_of_text, text_says
from ikrar.engines.rules.whom import declared_of, site_named
from ikrar.lexicon import Language
from ikrar.model import Span
from ikrar.model.annotation import Annotated, Mention, Sentence, Unit

BINDING = frozenset(("GOV", "MIL", "REB", "PRM", "LEG", "IGO"))
FORCES = frozenset(("MIL", "COP", "REB", "PRM"))
ANNOUNCED = "agree.announce"
NO_DECLARATION = "a statement, no declaration"
STATING = frozenset(("commit.declare", "commit.concur"))
DESCRIBED = frozenset(("MOBILIZE", "ASSAULT", "SUPPORT", "AID", "COERCE"))
"""Types of what tells within a declaration only who is where, and what for."""
FULL = 240  # weight of a cue with all its groups near each other: the words alone declare it
VOICED = 130  # weight that is enough where somebody who can bind a side is heard
PURPOSE = 210  # of a presence: a cue with all three of its groups, which name who is there, that it is all, and what for
OPENING = 5  # units at the head of a sentence among which it is said that a thing was said
SHOWN = 300  # characters of a sentence that stand as evidence
CARRIERS = {"mission-change": "commit.mission", "sovereignty": "commit.declare", "deployment": "commit.presence"}
"""The frame in whose name each is declared, for the trace."""


def find(drafts: list[Draft], made: list[commit.Promise], doc: Annotated, language: Language) -> None:
    """Adds the declarations that no frame has told."""
    table, declaring = provisions(language), _declaring(language.code, language)
    cues, being = _cues(language.code, table), language.firsts("copulas") | language.firsts("said_to_be")
    joint = [m.sentence for m in doc.mentions if m.title in JOINT]
    bare, sited = language.code == "id", language.firsts("military_sites")  # "Pangkalan itu pangkalan X": no copula is needed
    for s in doc.sentences:
        if s.title:
            continue
        owned = not (sited if bare else being).isdisjoint(s.words) and whose_site(s.units, language, bare)
        if not owned and not table.may_tell(s, cues) or s.tokens[0].low in language.modes["known"]:
            continue
        mine, text = [p for p in made if p.sentence is s], doc.raw[s.start : s.end]
        declares = any(weight >= VOICED for _, weight, *_ in declaring.hits(text))  # hardly any sentence does
        if not (owned or mine or declares):
            continue
        have = {p.provision for p in mine if not p.draft.refused and (p.promisors or p.kind != "obligation")}
        voice = _heard(s, drafts)
        unsaid = s.speaker is not None and s.speaker.head == "it"  # "It was also stressed that ...": nobody
        if unsaid or not any(m.sector in BINDING or m.kind in ("instrument", "state") for m in voice):
            both = _said_by_both(s, drafts, language) or _in_statement(s, joint, doc, drafts, language)
            voice = _heard_before(s, drafts, made) or both or voice
        for p in mine:  # "menegaskan kehadiran pasukan X hanya untuk ...": declared by those who say it
            if p.draft.pattern.frame["frame"] == "commit.presence":
                p.promisors = _whose("", voice, drafts, made, s, doc, language) or p.promisors
            if p.kind == "declaration" and p.provision in ("deployment", "sovereignty") and p.action is not None:
                _only_described(drafts, p, p.action)
        hits: list[Hit] = [h for h in table.hits(text)[:6] if h[0] in CARRIERS and h[1] >= VOICED] if declares else []
        if owned:
            hits.append(("sovereignty", FULL, "whose the site is", 0, 0))
        if not hits or have & {"withdrawal-of-forces", "ceasefire"}:
            continue
        told = [d for d in drafts if d.sentence is s and not d.refused]
        _moved(told, language)
        told = [d for d in told if not d.refused]
        sent = any(d.pattern.frame["frame"].startswith(("mobilize.", "aid.deploy")) and relative(d) is None for d in told)
        if owned and "sovereignty" not in have:
            _not_deployed(s, made, hits, have)
        for provision, weight, cue, _, _ in hits:
            if sent and provision == "mission-change":
                continue  # forces sent somewhere: what they do there is no change
            if provision == "deployment" and (weight < PURPOSE or not _presence(s, language)):
                continue
            if provision == "sovereignty" and not site_named(s, language):
                continue  # "mengakui kemerdekaan X", "drone milik Y": no site is said to be anybody's
            if provision in have or not declared_of(provision, s, language) or not _told(provision, weight, voice, s, language):
                continue
            who = _whose(provision, voice, drafts, made, s, doc, language)
            if not who:
                continue
            have.add(provision)
            if provision == "mission-change":  # "will from now on concentrate on training": the change, no promise beside it
                made[:] = [p for p in made if p.sentence is not s or p.draft.pattern.frame["frame"] != ANNOUNCED or p.provision != "other"]
            for other in told:
                if provision == "mission-change" and other.type in ("AID", "ASSAULT") and relative(other) is None:
                    other.refused = "what the mission has become"
                elif provision == "deployment" and other.type in ("ASSAULT", "SUPPORT", "AID", "MOBILIZE"):
                    other.refused = "what the presence is for"
                elif provision == "sovereignty" and other.type == "MOBILIZE":
                    other.refused = "who is where, no deployment"
            d = _carrier(s, language, CARRIERS[provision])
            d.notes.append(f'declared by its words: "{cue}"')
            drafts.append(d)
            p = commit.Promise(d, "declaration", provision, cue)
            p.promisors, p.action = who, (s.start, s.end)
            made.append(p)


def _in_statement(s: Sentence, joint: list[int], doc: Annotated, drafts: list[Draft], language: Language) -> list[Mention]:
    """“The bases are X's," the statement said; "Pernyataan itu menyebutkan bahwa ...": the sides of a joint text."""
    if text_says(s, language) is not None:
        return _sides_so_far(s, drafts)
    if min(joint, default=s.index) >= s.index or not any(t.low in language.sets["statements"] for t in s.tokens):
        return []
    return sides_of_text(doc, joint, drafts, s)


def _sides_so_far(s: Sentence, drafts: list[Draft]) -> list[Mention]:
    """The two sides of the story as told up to ``s``, its own words included."""
    return sides_of_story([d for d in drafts if d.sentence.index <= s.index])


def _moved(told: list[Draft], language: Language) -> None:
    """“the coalition's mission had moved from combat to training": a mission that moves moves no troops."""
    for d in told:
        if (
            d.type in ("MOBILIZE", "AID")
            and not d.members("recipient")
            and any(u.low in language.sets["missions"] for u in d.sentence.units[max(0, d.unit - 4) : d.unit])
        ):
            d.refused = "what the mission has become"


def _only_described(drafts: list[Draft], p: commit.Promise, action: Span) -> None:
    """Within a declaration who is where, and against whom, is no act told: "pangkalan tempat pasukan X ditempatkan adalah ..."."""
    for d in drafts:
        told = d.pattern.kind == "verb" and d.type == "MOBILIZE" and d.mark in ("part", "past") and bool(d.members("actor"))
        if told and d.subject is not None and d.subject.members:
            continue  # "confirmed that Kenya deployed troops": told, not described
        if d.sentence is p.sentence and not d.refused and d.type in DESCRIBED and action[0] <= d.start < action[1]:
            d.refused = f"part of what is declared ({p.draft.pattern.frame['frame']})"


def _presence(s: Sentence, language: Language) -> bool:
    """Whether somebody's being there is spoken of, not a move to come."""
    return any(t.low.removesuffix("nya").removesuffix("lah") in language.modes["presence"] for t in s.tokens)


def _heard(s: Sentence, drafts: list[Draft]) -> list[Mention]:
    """Who says it: those who state a clause in the sentence, else its speaker with whoever speaks beside him ("..., A and B stressed")."""
    for d in drafts:
        if d.sentence is s and d.kind == "declaration" and d.refused in (None, NO_DECLARATION) and d.pattern.frame["frame"] in STATING:
            return d.members("promisor")
    voices = expand(s.voices)
    sides = [m for m in voices if m.kind != "armed-group"]  # "... against the rebels, A and B stressed": they do not speak
    return sides if len(sides) > 1 else voices


def _heard_before(s: Sentence, drafts: list[Draft], made: list[commit.Promise]) -> list[Mention]:
    """“Satu hal ditekankan keduanya. Markas itu ...": those who in the sentence before declared a thing, or said that one would follow."""
    for p in made:
        if p.kind == "declaration" and p.sentence.index == s.index - 1 and p.provision in ("sovereignty", "deployment"):
            return p.promisors
    for d in drafts:
        stated = d.sentence.index == s.index - 1 and d.kind == "declaration" and d.pattern.frame["frame"] in STATING
        if stated and d.refused == NO_DECLARATION and d.mark == "passive":
            return d.members("promisor")
    return []


def _said_by_both(s: Sentence, drafts: list[Draft], language: Language) -> list[Mention]:
    """“Ditegaskan pula bahwa ...": what nobody is named to say, in a story of two sides both say."""
    opening = s.units[:OPENING]
    passive = language.sets["said_passive"]
    said = language.sets["speech"]
    told = next((i for i, u in enumerate(opening) if u.low in passive or "part" in u.forms and u.low in said), None)
    if told is None or any(u.m is not None and u.low != "it" for u in opening[:told]):
        return []
    if not any(u.kind == "S" and u.low in language.sets["that"] for u in s.units[told + 1 : told + 4]):
        return []
    return _sides_so_far(s, drafts)


def _not_deployed(s: Sentence, made: list[commit.Promise], hits: list[Hit], have: set[str]) -> None:
    """“the bases where X's soldiers are deployed are Libyan": what is declared is whose the bases are, not the deployment."""
    if any(h[0] == "deployment" and h[1] >= PURPOSE for h in hits):
        return
    for p in made:
        if p.sentence is s and p.kind == "declaration" and p.provision == "deployment":
            p.provision = "sovereignty"
            have.add("sovereignty")


def whose_site(units: list[Unit], language: Language, bare: bool = False) -> bool:
    """“The bases where X's soldiers live are Libyan": a military site is said to be a state's, by an adjective or by naming it again."""
    copulas, being, sites = language.sets["copulas"], language.sets["said_to_be"], language.sets["military_sites"]
    site = False
    for i, u in enumerate(units[:-1]):
        m = u.m
        military = m is not None and m.kind == "facility" and (m.sector == "MIL" or m.head in sites)
        if bare and military and i and units[i - 1].mention_kind == "facility" and m is not None and m.owner is not None:
            return True  # "Pangkalan-pangkalan itu pangkalan Libya"
        if u.low in sites or military:
            site = True
        elif site and m is None and (u.low in copulas or u.low in being):
            j = i + 1
            while j < len(units) - 1 and units[j].kind in "DdA":
                j += 1
            m = units[j].m
            named = m is not None and (m.kind == "facility" and m.owner is not None or m.kind == "organization" and m.head in sites)
            if m is not None and m.country and (m.adjective or named):
                return True
    return False


@lru_cache(maxsize=4)
def _cues(code: str, table: Provisions) -> Begins:
    """The cues that can declare."""
    return table.begins(CARRIERS, VOICED)


@lru_cache(maxsize=4)
def _declaring(code: str, language: Any) -> Provisions:
    """Those cues by themselves: they tell without a look for all others whether a text declares."""
    return Provisions(language, CARRIERS)


def _told(provision: str, weight: int, voice: list[Mention], s: Sentence, language: Language) -> bool:
    """Whether the words weigh enough: of a mission alone, of whose a place is with somebody's voice."""
    about = next((i for i, u in enumerate(s.units) if u.low in language.sets["missions"]), 0) if provision == "mission-change" else 0
    stop = next((i for i, u in enumerate(s.units) if about and i > about and u.kind == "S"), len(s.units))  # "sehingga ..."
    to_come = any(u.kind == "A" and u.low in language.sets["will"] for u in s.units[about:stop])
    lasting = provision == "mission-change" and any(u.low in language.sets["from_now"] for u in s.units)
    if to_come and not lasting or s.units[0].low in language.modes["conditional"]:
        return False
    binding = any(m.sector in BINDING or m.kind == "instrument" for m in voice)
    return binding or (provision == "mission-change" and weight >= FULL)


def _on_the_mission(s: Sentence, language: Language) -> list[Mention]:
    """“peran koalisi X”, "the mission of the X forces": whose mission it is, named behind the word."""
    for i, u in enumerate(s.units):
        if u.low not in language.sets["missions"]:
            continue
        for v in s.units[i + 1 : i + 3]:
            m = v.m
            if m is not None and m.sector in FORCES and m.kind == "organization" and m.country:
                return [m] if m.country != "INT" or m.owner is not None else []
            if v.kind not in "PD":
                break
    return []


def _movers(made: list[commit.Promise], doc: Annotated) -> list[Mention]:
    """The one state whose forces move in this story: who has promised to move them, or who leads the coalition."""
    for p in made:
        if p.kind == "undertaking" and p.provision in OF_FORCES and not p.draft.refused:
            states = given.whose_forces(p.promisors)
            if len(states) == 1 and states[0].country not in (None, "INT"):
                return states
    leaders = {leader: m for m in doc.mentions if m.sector == "MIL" and m.country == "INT" and (leader := given.leader_of(m))}
    return given.whose_forces(list(leaders.values())) if len(leaders) == 1 else []


def led(made: list[commit.Promise], doc: Annotated) -> None:
    """Of what a coalition is to do or has become, the promise is of the state that leads it, where the text names one."""
    moved = [p for p in made if p.kind == "undertaking" and p.provision in OF_FORCES and not p.draft.refused]
    sides = {m.country for p in moved for m in (*p.promisors, *p.beneficiaries)}
    for p in made:
        alone = p.promisors and all(m.country == "INT" and m.sector == "MIL" for m in p.promisors)
        changed = p.kind == "declaration" and p.provision == "mission-change" and not _their_own(p)  # of those who leave, whoever says it
        changed = changed and {"INT"} != {m.country for m in p.promisors} and {m.country for m in p.promisors} - {"INT"} <= sides
        if (changed or alone and p.provision in OF_FORCES) and (movers := _movers(made, doc)):
            p.promisors = movers


def _their_own(p: commit.Promise) -> bool:
    """“The mission of the X forces has shifted": whether the first forces of the sentence are those of whom it is already told."""
    units = p.sentence.units
    verb = next((i for i, u in enumerate(units) if u.kind == "V"), len(units))
    first = next((u.m for u in units[:verb] if u.m is not None and u.m.sector in FORCES), None)
    owned = first is not None and (first.owner is not None or first.named) and first.pronoun is None
    return owned and first is not None and len(p.promisors) == 1 and first.country == p.promisors[0].country != "INT"


def _before_the_mission(s: Sentence, language: Language) -> list[Mention]:
    """“tentara Y lebih kuat sehingga pasukan X beralih ke tugas melatih": those named in the clause of the task, else first."""
    about = next((i for i, u in enumerate(s.units) if u.low in language.sets["missions"]), 0)
    opened = next((i for i in range(about, 0, -1) if s.units[i].kind == "S"), 0)
    forces = [m for m in s.mentions if m.sector in FORCES and m.kind != "person" and m.country]
    known = [m for m in forces if m.country != "INT" or m.owner is not None]
    near = [m for m in known if opened and s.units[opened].start < m.start < s.units[about].start]
    return (near or known)[:1]


def _whose(
    provision: str, voice: list[Mention], drafts: list[Draft], made: list[commit.Promise], s: Sentence, doc: Annotated, language: Language
) -> list[Mention]:
    """Who declares: of a mission those whose forces they are, else the ones who are heard, and of a text its sides."""
    if provision == "mission-change":
        forces = _on_the_mission(s, language) or _before_the_mission(s, language)
        movers = _movers(made, doc)
        if forces and forces[0].owner is None and not forces[0].named and movers:
            return movers  # "kontingen yang tinggal": those of which some are to leave
        if forces:
            return given.whose_forces(forces)
        if movers:
            return movers
    people = [x for m in voice for x in (m.members if m.kind == "instrument" else [m])]
    if people or not voice:
        return people
    return _sides_so_far(s, drafts)


def _carrier(s: Sentence, language: Language, frame: str) -> Draft:
    """A draft without roles, for a declaration that no pattern has filled."""
    pattern = language.patterns.first_of(frame)
    return Draft(pattern, s, 0, 0, s.start, min(s.end, s.start + SHOWN), "words", *pattern.tells)
