"""Sites and vehicles that are hit: who is there, and whose they are."""

from __future__ import annotations

from itertools import pairwise

from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.group import Group
from ikrar.engines.rules.syntax import Syntax
from ikrar.lexicon import Language
from ikrar.model.annotation import Mention


def settle(drafts: list[Draft], syn: Syntax, language: Language) -> None:
    """Those at a site and in a vehicle are hit with it."""
    _housed(drafts, syn, language)
    _aboard(drafts, syn, language)
    _fired_from(drafts, syn, language)
    _flown(drafts, language)
    _at_sea(drafts, language)
    _at_whose_house(drafts, syn, language)
    if language.code == "id":
        _of_both(drafts)


JOINED = 7  # letters between two who are joined by a conjunction and nothing else: " dan ", " serta "


def _of_both(drafts: list[Draft]) -> None:
    """“tentara A dan B”, "kapal perang A dan B": a state that is joined to the forces of another is there with its forces too."""
    for d in drafts:
        for group in d.fills.values():
            for k, (first, then) in enumerate(pairwise(group.members)):
                owned = first.sector in ("MIL", "COP") and (first.owner is not None and first.owner.kind == "state" or " " in first.head)
                near = 0 < then.start - first.end <= JOINED and then.kind == "state" and first.country != then.country
                if owned and near:
                    group.members[k + 1] = then.as_forces(first.sector or "MIL")


def _at_whose_house(drafts: list[Draft], syn: Syntax, language: Language) -> None:
    """“menyambangi kediaman X", "berkemah di depan rumah X": who comes to the house of a person visits them, or protests against them."""
    for d in drafts:
        group = d.fills.get("recipient")
        if (
            d.type not in ("CONSULT", "PROTEST")
            or group is None
            or not group.members
            or group.last + 1 >= syn.n
            or d.refused not in (None, AT_HOME)
        ):
            continue
        house, who = group.members[-1], syn.u[group.last + 1].m
        if house.kind == "facility" and house.head in language.sets["homes"] and who is not None and who.kind == "person":
            whose = syn.group(group.last + 1, "whose house it is", left=False)
            d.fills["recipient"], d.refused = whose, None


def _flown(drafts: list[Draft], language: Language) -> None:
    """“Chilean missiles hit", "rudal Chili menghantam": a state's weapons are its forces'; and so is what is flown at officers."""
    weapons = language.sets["weapons"]
    for d in drafts:
        actor = d.fills.get("actor")
        if d.type not in FORCEFUL or d.refused or actor is None or all(m.kind != "state" for m in actor.members):
            continue
        fired = actor.thing is not None and actor.thing.low.removesuffix("s") in weapons
        flown = d.pattern.frame["frame"] == AIR and d.pattern.kind == "noun"  # "a Chilean drone strike killed General X of Peru"
        hit = [m for role in ("victim", "recipient") for m in d.members(role)] if flown else []
        if fired or any(m.kind == "person" and m.named and m.sector in ("MIL", "PRM") for m in hit):
            actor.members[:] = [m.as_forces("MIL") if m.kind == "state" else m for m in actor.members]


def _fired_from(drafts: list[Draft], syn: Syntax, language: Language) -> None:
    """“were hit by a missile fired from a Chadian helicopter": whose the weapon was, where it did what is told in the passive."""
    for d in drafts:
        if d.type != "ASSAULT" or d.refused or d.mark != "passive" or d.members("actor"):
            continue
        behind = syn.u[d.last_unit() + 1 : d.last_unit() + 1 + REACH]
        for i, u in enumerate(behind[:-2]):
            if u.kind == "V" and u.low in language.sets["let_fly"] and behind[i - 1].low.removesuffix("s") in language.sets["weapons"]:
                m = behind[i + 2].m if behind[i + 1].kind == "P" else behind[i + 1].m
                if m is not None and m.country:
                    at = d.last_unit() + 1 + i
                    d.fills["actor"], d.result = Group([m.as_forces("MIL") if m.kind == "equipment" else m], at, at, f'"{u.low}"'), False
                break


def _at_sea(drafts: list[Draft], language: Language) -> None:
    """“menembakkan beberapa rudal jarak pendek ke arah laut": missiles that are fired at the sea are tested, and hit nobody."""
    seas = language.sets["seas"]
    for d in drafts:
        if d.pattern.frame["frame"] != MISSILE or d.pattern.kind != "verb" or d.refused:
            continue
        if any(m.head not in seas for m in d.members("recipient", "victim")):
            continue
        units = d.sentence.units[d.unit + 1 : d.unit + 1 + AIMED]
        for before, u in pairwise(units):
            if before.kind == "P" and u.low.partition(" ")[0] in seas:
                d.type, d.mode = "MOBILIZE", "weapons"
                d.fills.pop("recipient", None)
                d.notes.append(f'fired at the sea: "{u.low}"')
                break


AIMED = 9  # units behind missiles within which it is said where they were fired
MISSILE = "assault.missile"
AT_HOME = "at home"
AIR = "assault.airstrike"
FORCEFUL = frozenset(("ASSAULT", "MOBILIZE"))
"""Types of acts that a state's weapons do by its forces."""
REACH = 8  # units behind a site among which it is said who is there


def _housed(drafts: list[Draft], syn: Syntax, language: Language) -> None:
    """“pangkalan Irak yang menampung pasukan AS”: what is done to a site is done to those who are there too."""
    for d in drafts:
        group = d.fills.get("recipient")
        if d.type != "ASSAULT" or d.refused or group is None:
            continue
        for i in range(max(group.first - 1, 0), min(group.last + 2, syn.n)):
            site = syn.u[i].m
            if site is None or site not in group.members or site.kind != "facility" or site.sector != "MIL":
                continue
            m = _guest(syn, i, language.sets["hosting"])
            if m is not None and all((x.country, x.sector) != (m.country, m.sector) for x in group.members):
                group.members.append(m)
                d.notes.append(f'who is there is hit too: "{m.head}"')


def _guest(syn: Syntax, i: int, hosting: frozenset[str]) -> Mention | None:
    """The forces that a relative clause or participle behind the site at ``i`` says are there."""
    u, end = syn.u, min(i + REACH, syn.n)
    opens = next((k for k in range(i + 1, end) if u[k].kind in "RVS.;C" or u[k].low == "with"), end)
    if opens == end or u[opens].kind in ".;C":
        return None
    for k in range(opens, min(opens + 6, syn.n)):
        m = u[k].m
        if m is None or m.kind not in ("organization", "group"):
            continue
        said = {t.low for t in syn.s.tokens[u[opens].first : u[min(k + 3, syn.n - 1)].last + 1]}
        if not said & hosting:
            return None
        if m.sector == "MIL":
            return m
        return m.as_forces("MIL") if m.plural and m.sector == "CVL" and m.country else None  # "barracks housing Turks"
    return None


def _aboard(drafts: list[Draft], syn: Syntax, language: Language) -> None:
    """“hit the car of commander X", "a convoy carrying X", "X died when a drone hit his convoy": he is hit, not the vehicle."""
    for d in drafts:
        group = d.fills.get("recipient")
        if d.type != "ASSAULT" or d.refused or group is None or "victim" in d.fills:
            continue
        for i in range(max(group.first, 0), min(group.last + 1, syn.n)):
            m = syn.u[i].m
            if m is None or m not in group.members or m.kind != "facility" or m.head not in language.sets["vehicles"]:
                continue
            found = _passengers(syn, i, m, language)
            if found:
                at = group.members.index(m)
                group.members[at : at + 1] = [x for x in found if x not in group.members]
                d.notes.append(f'who is in it is hit: "{m.head}"')


def _passengers(syn: Syntax, i: int, m: Mention, language: Language) -> list[Mention]:
    """Who is in the vehicle ``m`` at unit ``i``, or whose it is, where they are persons."""
    u = syn.u
    if m.owner is not None and m.owner.kind in ("person", "name"):
        return [m.owner]
    if m.pronoun == "possessive":
        first = next((k for k in range(i) if u[k].kind == "V"), None)
        owner: Group | None = syn.subject(first) if first is not None else None
        return [x for x in owner.members if x.kind == "person"] if owner is not None else []
    k = i + 1
    while k < syn.n and u[k].kind in "RA":
        k += 1
    if k + 1 >= syn.n or u[k].low not in language.sets["aboard"]:
        return []
    j = next((n for n in range(k + 1, min(k + 4, syn.n)) if u[n].m is not None), None)
    if j is None or u[j].mention_kind not in ("person", "name"):
        return []
    return [x for x in syn.group(j, "who is in it", left=False).members if x.kind in ("person", "name")]
