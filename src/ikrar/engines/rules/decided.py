"""What a decision, a vote or a resolve comes to: the harm, the asking or the giving way that is decided on."""

from __future__ import annotations

from collections.abc import Sequence

from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.syntax import Syntax

RULING = frozenset(("JUD", "LEG"))  # those whose decision is itself the act
DECIDING = frozenset(("agree.decide", "agree.undertake"))
GIVING_WAY = frozenset(("concede.revoke", "concede.ease", "concede.call-off", "concede.exempt"))
"""Frames of rules and plans that are given up: who decides it gives way."""
HOSTILE = frozenset(("SANCTION", "REJECT", "COERCE", "MOBILIZE"))


def settle(outer: Draft, inner: Draft, syn: Syntax) -> None:
    """“decided to expel the envoys": a decision to do harm is that harm, to come; "voted to oblige the government": it is asked."""
    if inner.type == "REQUEST" and outer.type == "AGREE" and outer.pattern.frame["frame"] == "agree.decide" and inner.kind is not None:
        inner.refused, outer.refused = None, "a decision to ask: that is asking"
        inner.notes.append("a decision to ask is asking")
        return
    if outer.type == "AGREE" and inner.pattern.frame["frame"] == "support.endorse" and inner.unit - outer.unit < 4:
        outer.type, outer.mode, outer.mutual = "SUPPORT", None, False
        outer.fills["recipient"] = inner.fills["recipient"]
        outer.notes.append("agreed or decided to put somebody forward: that is endorsing")
        return
    frame = outer.pattern.frame["frame"]
    says = frame == "agree.promise" and outer.sentence.lows[outer.first] in syn.lang.sets["speech"] and inner.unit - outer.unit < 4
    if says and inner.type in HOSTILE - {"REJECT"} | {"ACCUSE"}:
        outer.type, outer.mode, outer.factuality = inner.type, inner.mode, "planned"  # "menyatakan akan menjatuhkan sanksi": no promise
        if inner.members("recipient"):
            outer.fills["recipient"] = inner.fills["recipient"]
        outer.notes.append(f"said that harm will be done: {inner.type}")
        return
    passed = "ADNIQTV" if any(n.startswith("light verb") for n in inner.notes) else "ADNIQT"  # "resume attacks"
    at_once = all(u.kind in passed for u in outer.sentence.units[outer.last_unit() + 1 : inner.unit])
    figure = inner.pattern.frame["frame"] == "assault.clash" and not inner.members("recipient")  # "bersumpah memerangi kemiskinan"
    if outer.type == "AGREE" and inner.type == "ASSAULT" and at_once and not outer.mutual and not figure:  # "siap menyerang X"
        outer.type, outer.mode = "THREATEN", inner.mode
        outer.notes.append("ready for force: a threat")
        return
    vowed = outer.type == "AGREE" and frame == "agree.promise" and at_once and not outer.mutual and not syn.id
    no = any(u.low.partition(" ")[0] in syn.lang.modes["negated"] for u in outer.sentence.units[outer.unit : inner.unit])
    if vowed and not no and (inner.type in ("PROTEST", "SANCTION") or inner.pattern.frame["frame"] == "reject.veto"):
        outer.type, outer.mode, outer.factuality = "THREATEN", None, "actual"  # "vowed to veto the bill", "promised to sack ministers"
        if inner.members("recipient"):
            outer.fills["recipient"] = inner.fills["recipient"]
        outer.notes.append(f"vowed to do harm, {inner.type}: a threat")
        return
    own = outer.type == "AGREE" and at_once and not outer.mutual and syn.id
    if own and frame == "agree.decide" and inner.pattern.frame["frame"] == "retreat.resign":
        outer.type, outer.mode, outer.kind = inner.type, inner.mode, None
        outer.notes.append("a decision to go: that is going")
        return
    if own and frame == "agree.guarantee" and inner.type == "SUPPORT" and inner.members("recipient"):
        outer.type, outer.mode, outer.kind = inner.type, inner.mode, None
        outer.fills["recipient"] = inner.fills["recipient"]
        outer.notes.append("makes sure that one backs somebody: that is backing")
        return
    if outer.type != "AGREE" or frame not in DECIDING:
        return
    if frame != "agree.decide" and (outer.mutual or len(outer.members("promisor", "actor")) > 1 or inner.type != "CONCEDE"):
        return
    if inner.type in ("SUPPORT", "REJECT") and inner.unit - outer.unit < 6 and all(m.sector in RULING for m in outer.members("promisor")):
        outer.type, outer.mode, outer.kind = inner.type, inner.mode, None
        outer.fills |= {"recipient": inner.fills["recipient"]} if inner.members("recipient") else {}
        outer.notes.append(f"a ruling or a vote: {inner.type}")
        return
    if inner.pattern.frame["frame"] in GIVING_WAY and at_once:
        outer.type, outer.mode = "CONCEDE", inner.mode
        outer.notes.append("a decision to give way: it is given by being told")
        return
    if inner.type not in HOSTILE or inner.unit - outer.unit > 4:
        return
    outer.type, outer.mode, outer.factuality = inner.type, inner.mode, "planned"
    outer.notes.append(f"a decision to do harm: {inner.type}")


ORDERED = "asked for"
"""How rules/mode.py begins to say that an act is only ordered."""


def ordered(drafts: list[Draft], syn: Syntax) -> None:
    """“memerintahkan pengusiran sepuluh diplomat”: who rules and orders a harm by its name does it, where nobody is to carry it out."""
    for order in drafts:
        if order.pattern.frame["frame"] != "request.order" or order.refused or "action" not in order.clauses:
            continue
        first = order.clauses["action"][0]
        for act in drafts:
            told = act.pattern.kind == "noun" and act.type in ("COERCE", "SANCTION") and act.unit == first
            rules = all(m.kind == "state" or m.sector in RULERS for m in order.members("actor"))
            if not (told and rules and order.members("actor") and act.members("recipient") and (act.refused or "").startswith(ORDERED)):
                continue
            act.refused, order.refused = None, "told by the act that is ordered"
            act.fills["actor"] = order.fills["actor"]
            act.notes.append("ordered by its name by those who rule: done")


RULERS = frozenset(("GOV", "MIL", "JUD", "LEG"))


def sanctioned(drafts: Sequence[Draft]) -> None:
    """“passed a resolution toughening sanctions on X": a text that is passed to do harm is that harm, by those who pass it."""
    for d in drafts:
        if d.refused or d.pattern.frame["frame"] not in PASSED or d.pattern.kind != "verb":
            continue
        for o in drafts:
            if o.type != "SANCTION" or o.refused or o.unit <= d.unit or o.factuality != d.factuality:
                continue
            between = d.sentence.units[d.unit + 1 : o.unit]
            by_it = "ing" in d.sentence.units[o.unit].forms or o.pattern.kind == "noun"
            if by_it and all(u.kind not in "VSR.,;IC" for u in between) and "actor" in d.fills:
                o.fills["actor"], d.refused = d.fills["actor"], "a text passed to do harm: that harm"
                break


PASSED = frozenset(("support.pass", "support.approve"))


def only_a_term(drafts: Sequence[Draft]) -> None:
    """“sentenced him to 14 years in prison for taking bribes": a term that is to be served obliges to nothing; English only."""
    for d in drafts:
        if d.pattern.frame["frame"] == "sanction.made-to" and (action := d.clauses.get("action")) is not None:
            if d.sentence.units[action[0]].kind in "#TX" and not d.sentence.units[action[0]].low.startswith("me"):
                d.kind = None
