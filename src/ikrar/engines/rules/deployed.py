"""Forces sent to help: what is told as a deployment, or as support, is aid in deed, by the forces that are sent."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.group import Group
from ikrar.lexicon import Language
from ikrar.model.annotation import Mention

SENT = "aid.deploy-support"
ARRIVES = "consult.arrive"
HELPING = frozenset((SENT, "aid.train", "aid.help"))
NEAR = 8  # units behind a deployment within which its purpose is told
SITED = 5  # units before a verb within which a "where" opens its clause
BESIDE = 4  # units behind those who are helped within which it is told what they do


def settle(drafts: list[Draft], language: Language) -> None:
    """Forces sent "untuk mendukung X" help X: the deployment is AID, by the forces sent."""
    for d in drafts:
        sent = d.fills.get("actor")
        if d.type == "AID" and sent is not None and d.pattern.frame["frame"] in HELPING:
            sender = [m for m in d.members("sender") if m.country == "INT"]  # "koalisi pimpinan X mengerahkan pasukan"
            sent.members[:] = with_leader(sender or sent.members)
            if d.pattern.frame["frame"] == SENT:
                _only_where_they_are(d, drafts, language)
        if (
            d.pattern.frame["frame"] == ARRIVES
            and (came := d.members("actor"))
            and all(m.kind == "organization" and m.sector == "MIL" for m in came)
        ):
            d.refused = d.refused or "forces that come pay no visit"
        _there_to_help(d, language)
        _standing(d, language)
        if d.type != "MOBILIZE" or d.refused:
            continue
        if any(x.type == "AID" and not x.refused and x.unit < d.unit and x.pattern.kind == "verb" for x in drafts):
            d.refused = "told by the help that the forces give"
            continue
        if _sited(d, language):
            d.refused = "only says where they are"
            continue
        forces = forces_sent(d)
        if not forces:
            continue
        if (helped := _tasked(d, language)) is not None:
            becomes_aid(d, forces, helped, "sent with the task of helping")
            for x in drafts:
                if x.type == "ASSAULT" and x.pattern.kind == "verb" and 0 < x.unit - helped.last <= BESIDE:
                    x.refused = x.refused or "what they are helped to do"
            continue
        if (helped := _so_that(d, language)) is not None:
            becomes_aid(d, forces, helped, "sent so that others are helped")
            continue
        for help_ in drafts:
            purpose = help_.type in ("SUPPORT", "AID") and help_.refused is not None and help_.refused.startswith("a purpose")
            if purpose and 0 < help_.unit - d.unit < NEAR and help_.members("recipient"):
                becomes_aid(d, forces, help_.fills["recipient"], "sent to help")
                if d.factuality == "planned":
                    d.type, d.mode, d.kind, d.factuality = "AGREE", None, "undertaking", "actual"
                    d.notes.append("AID to come: AGREE")
                break


def _sited(d: Draft, language: Language) -> bool:
    """Whether the verb stands in a clause that says of a place who is there: "where they are stationed"."""
    return any(u.kind == "R" and u.low in language.sets["sited"] for u in d.sentence.units[max(0, d.unit - SITED) : d.unit])


def forces_sent(d: Draft) -> list[Mention]:
    """The forces that a deployment sends: the subject of a passive, else who moves."""
    return d.subject.members if d.mark == "passive" and d.subject is not None else d.members("actor")


def becomes_aid(d: Draft, forces: list[Mention], helped: Group, why: str) -> None:
    """Turns a deployment into help in deed, by the ``forces`` and to those ``helped``."""
    d.type, d.mode = "AID", "military"
    d.fills = {"actor": Group(with_leader(forces), d.unit, d.unit, "the forces sent"), "recipient": helped}
    d.notes.append(f"{why}: MOBILIZE becomes AID")


def with_leader(members: list[Mention]) -> list[Mention]:
    """“pasukan koalisi pimpinan AS”: the leader's own are among the forces sent."""
    owners = [m.owner for m in members if m.country == "INT" and m.owner is not None]
    owners = [o.owner if o.country == "INT" and o.owner is not None else o for o in owners]  # "the forces of the X-led coalition"
    return [*members, *(o.as_forces("MIL") for o in owners if o.country not in (None, "INT"))]


def _so_that(d: Draft, language: Language) -> Group | None:
    """“agar tentara setempat terbantu”, "so that the army is helped": whom it helps that forces are sent."""
    units, helped = d.sentence.units, language.sets["helped"]
    for i in range(d.unit + 1, len(units) - 1):
        m = units[i + 1].m
        if units[i].kind in "SI" and units[i].low in language.sets["so_that"] and m is not None and m.country:
            if any(u.low in helped for u in units[i + 2 : i + 5]):
                return Group([m], i + 1, i + 1, f'"{units[i].low}"')
        if units[i].kind in "SI" and units[i].low in language.sets["so_that"]:  # "so that they could help the army"
            j = next((j for j in range(i + 1, min(i + 5, len(units) - 1)) if units[j].kind == "V"), None)
            helps = j is not None and units[j].low in language.sets["helping"]
            whom = units[j + 1].m if j is not None and helps else None
            if j is not None and whom is not None and whom.country:
                return Group([whom], j + 1, j + 1, f'"{units[i].low}"')
    return None


def _standing(d: Draft, language: Language) -> None:
    """“pasukan itu ikut memerangi X”, "the coalition has backed the campaign against X": what forces are there for, no act of a day."""
    if d.refused or d.type != "ASSAULT" and d.pattern.frame["frame"] != "support.back":
        return
    units, helps = d.sentence.units, d.members("actor")
    if not helps or any(m.sector != "MIL" for m in helps) or any(u.kind == "T" for u in units):
        return
    before = units[d.unit - 1].low if d.unit else ""
    fights = units[d.unit].low in language.sets["fighting_against"]
    if d.type == "ASSAULT" and fights and before in language.either("besides", "on_duty"):
        d.refused = "what they are there for"
    elif d.pattern.frame["frame"] == "support.back" and not any(m.sector in ("MIL", "GOV") for m in d.members("recipient")):
        thing = next((u for u in units[d.unit + 1 : d.unit + BESIDE] if u.low in language.sets["fights"]), None)
        if thing is not None:
            d.refused = "what they are there for"


def _tasked(d: Draft, language: Language) -> Group | None:
    """“dikerahkan ke X dengan tugas membantu tentara X", "sent with the task of helping ...": whom it is their task to help."""
    units = d.sentence.units
    task = next((i for i in range(d.unit + 1, min(d.unit + NEAR, len(units))) if units[i].low in language.sets["task_words"]), None)
    if task is None:
        return None
    for i in range(task + 1, min(task + BESIDE, len(units) - 1)):
        m = units[i + 1].m
        if units[i].kind == "V" and units[i].low in language.sets["helping"] and m is not None and m.sector in ("MIL", "COP", "GOV"):
            return Group([m], i + 1, i + 1, "whom it is their task to help")
    return None


def _only_where_they_are(d: Draft, drafts: list[Draft], language: Language) -> None:
    """“di mana pasukan itu berada, ... untuk mendukung Y” tells of no help sent; "mendukung Y memerangi Z" of no battle of its own."""
    units, helped = d.sentence.units, d.fills.get("recipient")
    if helped is None:
        return
    if d.mark == "passive" and any(u.kind in ",QC" for u in units[d.unit + 1 : helped.first]) and _sited(d, language):
        d.refused = "only says where they are"  # "bases where X's soldiers are stationed are Y's, and they are there to help Z"
        return
    between = range(d.unit + 1, helped.first) if d.mark != "passive" else range(0)
    if any(units[k].kind in ",;B" or units[k].kind == "C" and units[k + 1].kind != "V" for k in between):
        d.refused = "only says where they are"
        return
    if any(t.low in language.sets["only"] for k in between for t in d.sentence.tokens[units[k].first : units[k].last + 1]):
        d.refused = "what the presence is for"  # "hadir hanya demi mendukung X": declared, no help sent
        return
    for x in drafts:
        if x.type == "ASSAULT" and x.pattern.kind == "verb" and 0 < x.unit - helped.last <= BESIDE and x.subject is not None:
            between_them = units[helped.last + 1 : x.unit]
            bare = all(u.kind in "PDSI" or u.mention_kind == "pronoun" for u in between_them)  # "membantu tentara negeri itu (dalam) V"
            if bare or any(m in helped.members for m in x.subject.members):
                x.refused = "what they are helped to do"


def _there_to_help(d: Draft, language: Language) -> None:
    """“the coalition is in X to help its army", "troops support the army": what forces do for forces is help in deed."""
    if d.type not in ("SUPPORT", "AID"):
        return
    helps, helped = d.members("actor"), d.members("recipient")
    if not helps or not helped or any(m.sector != "MIL" for m in helps + helped):
        return
    if d.pattern.frame["frame"] not in ("support.back", "aid.help", "aid.train"):
        return
    units = d.sentence.units
    j = d.unit - 1
    while j > 0 and (units[j].kind in "IPDT" or units[j].m is not None):
        j -= 1
    being = language.either("be", "have")
    is_there = units[j].kind == "A" and units[d.unit - 1].kind == "I" and units[j].low.split()[0] in being
    if d.refused and d.refused.startswith("a purpose") and is_there:
        d.refused = None
        d.notes.append("forces that are there to help")
    if not d.refused and d.type == "SUPPORT":
        d.type, d.mode = "AID", "military"
        d.notes.append("forces that support forces: AID")
    if not d.refused:
        d.fills["actor"].members[:] = with_leader(helps)
