"""What somebody is accused of, or what is rejected, is no event of its own; who did it is the one accused."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import Group
from ikrar.engines.rules.whom import OUTLAWS
from ikrar.lexicon import Language
from ikrar.model.annotation import HURT_ONLY

OF_DEEDS = frozenset(("accuse.condemn", "accuse.reveal"))
"""Frames of what is said of a deed: "menilai penangkapan X sewenang-wenang"."""
DEEDS = frozenset(("ASSAULT", "COERCE", "MOBILIZE", "PROTEST", "RETREAT", "SANCTION"))
ALLEGED = "accuse.allege"


def not_blamed(drafts: Sequence[Draft], language: Language) -> None:
    """“condemned the killing of a nun in Haiti", "mengutuk serangan di Ukraina": who is hurt, or where, is not condemned for it."""
    for d in drafts:
        if d.type != "ACCUSE" or d.pattern.kind != "verb" or d.mark == "passive":
            continue
        if d.pattern.frame["frame"] == ALLEGED:
            _identified(d)
        if d.pattern.frame["frame"] not in OF_DEEDS:
            continue
        units = d.sentence.units
        g = d.fills.get("recipient")
        if g is not None and g.first and units[g.first - 1].low in language.sets["befalls"]:
            del d.fills["recipient"]  # "kekerasan yang dialami wartawan"
            d.notes.append(HURT_ONLY)
        hurt = next((k for k in range(d.unit + 1, len(units)) if units[k].m is not None or units[k].kind in "VSR,;"), d.unit + 1)
        told = units[d.unit + 1 : hurt - 1]
        if hurt >= len(units) or units[hurt].m is None:
            continue
        if units[hurt - 1].low not in language.sets["owner_undergoes"]:  # "mengecam pembunuhan wartawan": whose it is undergoes it
            if units[hurt - 1].low not in language.sets["hurt_at"]:
                continue
            if language.either("harms", "home_acts").isdisjoint([u.low for u in told]):
                continue
        g = d.fills.get("recipient")
        if g is not None and g.first > hurt and g.how.strip('"') not in language.sets["hurt_at"]:
            continue  # "... by police": who did it is found
        d.fills.pop("recipient", None)
        d.notes.append(HURT_ONLY)
        at_home = any(u.low in language.sets["home_acts"] for u in units[d.unit + 1 : hurt])
        theirs = units[hurt].m
        if at_home and theirs is not None and theirs.country not in (None, "INT", *(m.country for m in d.members("actor"))):
            d.fills["recipient"] = Group([theirs.as_state()], d.unit, d.unit, "who does such things to its people")
        by = next((u.m for before, u in pairwise(units[hurt:]) if before.low in language.sets["by"] and u.m is not None), None)
        if by is not None:
            d.fills["recipient"] = Group(expand([by]), d.unit, d.unit, "who did what is condemned")


def _identified(d: Draft) -> None:
    """“menuding pelakunya adalah oknum polisi": of doers whom nobody names, those who they are said to be are accused."""
    g = d.fills.get("recipient")
    units = d.sentence.units
    if g is None or len(g.members) != 1 or g.members[0].sector not in OUTLAWS or g.last + 2 >= len(units) or units[g.last + 1].kind != "B":
        return
    who = next((u.m for u in units[g.last + 2 : g.last + 4] if u.kind not in "dDQ"), None)
    if who is not None and who.sector and not who.pronoun:
        d.fills["recipient"] = Group(expand([who]), g.last + 2, g.last + 2, "who they are said to be")


def settle(drafts: Sequence[Draft]) -> None:
    """“accused X of shelling Y": what one is accused of is no event of its own."""
    for outer in drafts:
        if outer.type != "ACCUSE" or outer.refused:
            continue
        accused = outer.fills.get("recipient")
        for d in drafts:
            hit = d.fills.get("recipient") or d.fills.get("victim")
            if hit is not None and accused is not None and accused.how == '"on"' and hit.first == accused.first and d.type == "ASSAULT":
                d.refused = d.refused or "blamed on them, not done to them"  # "blamed the attack on X"
        if (
            accused is not None
            and accused.how == '"on"'
            and not outer.members("actor")
            and (deed := _harm_before(drafts, outer)) is not None
        ):
            deed.fills["actor"] = accused
            outer.refused = "who is blamed for the harm told before has done it"
            continue
        for d in drafts:
            hit = d.fills.get("recipient") or d.fills.get("victim")
            units = d.sentence.units
            before = units[d.unit - 1] if d.unit else None
            named = d.pattern.kind == "noun" and outer.pattern.frame["frame"] in OF_DEEDS and d.type in DEEDS
            if named and accused is not None and hit is not None and outer.unit < d.unit < accused.first == hit.first:
                doer = d.fills.get("actor")  # "deplored the killing of protesters by police": police are blamed
                if doer is None:
                    del outer.fills["recipient"]
                    outer.notes.append(HURT_ONLY)
                elif doer.first != hit.first:
                    outer.fills["recipient"] = doer
                accused = outer.fills.get("recipient")
            joined = before is not None and before.kind == "C" and any(u.low in ("of", "for") for u in units[outer.unit + 1 : d.unit - 1])
            doing = d.pattern.kind == "verb" and "ing" in units[d.unit].forms
            told = doing and before is not None and (joined or before.low in ("of", "for", "with"))
            if d is not outer and not d.refused and told and d.start > outer.end:
                d.refused = "what somebody is accused of"


def charges(drafts: Sequence[Draft], charged_with: frozenset[str]) -> None:
    """“charged with genocide", "cut aid over abuses", "didakwa atas pembunuhan": a deed of nobody to nobody, told only as the charge."""
    for d in drafts:
        if d.type == "PROTEST" and d.pattern.kind == "noun" and not d.refused and _taking_part(d, drafts):
            d.refused = "only a charge"
        if d.pattern.kind != "noun" or d.refused or d.type not in DEEDS or d.unit == 0 or d.members("actor", "recipient", "victim"):
            continue
        if d.sentence.units[d.unit - 1].low in charged_with and any(
            o.start < d.start and o.type in BLAMING and not o.refused for o in drafts
        ):
            d.refused = "only a charge"


def _taking_part(d: Draft, drafts: Sequence[Draft]) -> bool:
    """“was jailed for joining a banned protest": whether one is punished or blamed for the crowd's act."""
    units, j = d.sentence.units, d.unit - 1
    while j > 1 and units[j].kind in "XdDP#":
        j -= 1
    if j < 1 or units[j].kind != "V" or "ing" not in units[j].forms or units[j - 1].low not in ("for", "of", "with"):
        return False
    return any(o.type in BLAMING and not o.refused and o.unit < j for o in drafts)


def of_a_case(drafts: Sequence[Draft]) -> None:
    """“dropped its investigation into an allegation against X": by nobody named, it is what the case is about, and X whom it is against."""
    for d in drafts:
        if d.pattern.kind != "noun" or d.refused or d.pattern.frame["frame"] not in CHARGES or d.members("actor"):
            continue
        between = ((o, d.sentence.units[o.unit + 1 : d.unit]) for o in drafts if o.unit < d.unit and o.type in HEARD and not o.refused)
        case = next((o for o, units in between if o.pattern.kind == "verb" and not any(u.kind in "VSR,;" for u in units)), None)
        if case is None:
            continue
        d.refused = "what the case is about"
        if not case.members("recipient") and "recipient" in d.fills:
            case.fills["recipient"] = d.fills["recipient"]


CHARGES = frozenset((ALLEGED, "accuse.charge"))
HEARD = frozenset(("ACCUSE", "RETREAT"))
BLAMING = frozenset(("ACCUSE", "SANCTION", "COERCE"))


def warned(drafts: Sequence[Draft]) -> None:
    """“warned Hamas it would pay": what is said to befall those who are threatened is no threat of theirs."""
    for d in drafts:
        if d.type != "THREATEN" or d.refused:
            continue
        hit = {id(m) for m in expand(d.members("recipient"))}
        for o in drafts:
            to_come = o.type == "THREATEN" or o.type in DEEDS and o.factuality == "planned" and o.pattern.kind == "noun"
            if o is not d and to_come and o.start > d.end and hit & {id(m) for m in expand(o.members("actor"))}:
                o.refused = o.refused or "what is to befall those threatened"


def _harm_before(drafts: Sequence[Draft], blame: Draft) -> Draft | None:
    """“were killed in an ambush blamed on X": the harm told before the blame, to somebody, by nobody named."""
    for d in drafts:
        told = d.type == "ASSAULT" and d.refused is None and d.unit < blame.unit and not d.members("actor")
        if told and d.members("recipient", "victim"):
            return d
    return None


def rejected(d: Draft, outer: Draft) -> bool:
    """“A plea by X was turned down": of a call told by a noun in the words of a rejection, only the rejection is told, of who calls."""
    clause = d.clauses.get("action")
    told = d.type == "REJECT" and d.pattern.kind == "verb" and outer.pattern.kind == "noun"
    if not told or clause is None or not clause[2][0] <= outer.start < clause[2][1]:
        return False
    outer.refused = "what is rejected"
    if not d.members("recipient") and "actor" in outer.fills:
        d.fills["recipient"] = outer.fills["actor"]
    return True
