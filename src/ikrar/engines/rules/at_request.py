"""Asking told by what is done at it: "dibentuk atas perintah X", "kebijakan ini merupakan permintaan langsung dari X"."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import Group, decides
from ikrar.engines.rules.syntax import Syntax
from ikrar.engines.rules.talked_of import AT_REQUEST, done_at
from ikrar.engines.rules.whom import NOWHERE, authorities
from ikrar.lexicon import Language


def settle(drafts: list[Draft], syn: Syntax, language: Language) -> None:
    """Lets the noun stand only where something is told to be done at it, at the word of one who decides, and says of whom it was asked."""
    for d in drafts:
        if d.refused or d.type != "REQUEST" or d.pattern.kind != "noun" or (word := done_at(d, syn)) is None:
            if d.pattern.frame["frame"] == AT_REQUEST:
                d.refused = d.refused or "the asking is only named"
            continue
        verb = None if word in language.sets["is_asked"] else _verb(d, syn)
        could = _could(verb, syn) if verb is not None else None
        if not all(decides(m) for m in d.members("actor")):
            d.refused = "at the word of one who does not decide"
        elif could is not None:
            d.refused = f'only possible: "{could}"'
        elif "recipient" not in d.fills:
            _asked(d, verb, syn)
        if syn.u[d.unit].low.split()[0] not in language.sets["orders"]:
            d.kind = None  # what was asked and is done binds nobody any more


def _verb(d: Draft, syn: Syntax) -> int | None:
    """The verb that tells what is done: before the noun, or behind it where the sentence opens with it."""
    verbs = (j for j in (*range(d.unit - 1, -1, -1), *range(d.unit + 1, syn.n)) if syn.u[j].kind == "V" and not syn.skip[j])
    return next(verbs, None)


def _could(verb: int, syn: Syntax) -> str | None:
    """“dapat diberhentikan atas usulan X": the word before the verb that says that it only may be done."""
    j = verb - 1
    while j >= 0 and syn.u[j].kind in "AND":
        if syn.u[j].low in syn.lang.modes["ability"]:
            return syn.u[j].low
        j -= 1
    return None


def _asked(d: Draft, verb: int | None, syn: Syntax) -> None:
    """Of whom it was asked: who does what is done at it, or who says that this is what was asked."""
    mine = {(m.name or m.head, m.sector) for m in d.members("actor")}
    does = None
    if verb is not None:
        does = _agent(d, verb, syn) if syn.id and syn.u[verb].low.startswith("di") else syn.subject(verb)
    for g in (does, Group(expand(d.sentence.voices), d.unit, d.unit, "the one who says that it was asked")):
        members = [m for m in expand(g.members) if decides(m) and (m.name or m.head, m.sector) not in mine] if g is not None else []
        if g is not None and members:
            d.fills["recipient"] = Group(members, g.first, g.last, g.how)
            return


ABROAD = 3  # units behind a passive within which stands by whom, or in which country, it is done


def _agent(d: Draft, verb: int, syn: Syntax) -> Group | None:
    """“ditangkap polisi X", "ditahan di X": by whom it is done; else the authorities of the other country in which it is."""
    mine = {m.country for m in d.members("actor")}
    for j in range(verb + 1, min(verb + 1 + ABROAD, syn.n)):
        m, before = syn.u[j].m, syn.u[j - 1].low
        if m is None:
            continue
        if before in syn.lang.sets["at_place"]:
            other = m.country if m.kind in ("state", "place") and m.country not in mine else None
            return Group([authorities(d, other)], j, j, "the authorities of where it is done") if other not in NOWHERE else None
        return syn.group(j, "by whom it is done")
    return None
