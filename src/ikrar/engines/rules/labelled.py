"""What somebody calls another or his act, in words of the reporter's: "X menyebut keputusan itu lelucon", "X branded the raid a crime"."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import PEOPLE, Group
from ikrar.engines.rules.sides import one_body
from ikrar.engines.rules.syntax import Syntax
from ikrar.engines.rules.verdicts import JUDGED, TYPES
from ikrar.engines.rules.whom import PARTIES
from ikrar.lexicon import Language
from ikrar.model.annotation import Mention, Unit

FRAMES = {"blame": "accuse.called", "praise": "support.called"}
NAMES = {"blame": "bad_names", "praise": "good_names"}
"""The lists of ``said.yaml`` of what one is called to blame or to praise him."""
ENDS = frozenset(",;:.S")
"""Kinds of units at which what somebody is called ends, outside of quotation marks."""
DENIED = 3  # words before the name among which a word of denial turns it
NEAR = 4  # units behind "as" among which the name stands
PASSIVE = "di"
NO_CALLERS = frozenset(("JRN", None))
"""Sectors of those whose word on somebody is no political act."""


def find(drafts: list[Draft], syn: Syntax, language: Language) -> list[Draft]:
    """The blame or the praise that the verbs of calling of one sentence tell, where no other word of it tells as much."""
    verbs = language.sets["labelling"]
    out: list[Draft] = []
    for v, u in enumerate(syn.u):
        if u.kind not in "VX" or not (u.low in verbs or u.low.removesuffix("nya") in verbs):
            continue
        if (d := _labelled(v, [*drafts, *out], syn, language)) is not None:
            out.append(d)
    return out


def _labelled(v: int, drafts: list[Draft], syn: Syntax, language: Language) -> Draft | None:
    passive = syn.u[v].low.startswith(PASSIVE) if syn.id else _is_passive(v, syn)
    caller = _caller(v, passive, syn)
    if caller is None or not _calls(v, syn, language):
        return None
    stop = _end(v, syn, language)
    found = _name(v, stop, passive, syn, language)
    if found is None:
        return None
    way, first, last = found
    if any(d.type in (TYPES[way], "REQUEST") and not d.refused and v - 1 <= d.unit < stop for d in drafts):
        return None
    judged = _judged(v, (first, last), passive, syn)
    if judged is not None and any(one_body(c, m) for c in expand(caller.members) for m in expand(judged.members)):
        return None
    carrier = language.carriers[FRAMES[way]]
    units = syn.u
    d = Draft(carrier, syn.s, v, units[v].first, units[v].start, units[v].end, "words", *carrier.tells)
    d.fills["actor"] = caller
    if judged is not None:
        d.fills["recipient"] = judged
    d.notes.append(f'called so: "{units[first].low}"')
    for other in drafts:
        if v < other.unit < stop and other.unit >= first and not other.refused and other.pattern.kind == "noun":
            other.refused = "what it is called"
    return d


# -- who calls ----------------------------------------------------------------------------------------------------------


def _caller(v: int, passive: bool, syn: Syntax) -> Group | None:
    """Who calls: the subject, of a passive whoever stands behind "by" or right behind the verb; else who is heard to say it."""
    if not passive:
        g = syn.subject(v)
        return g if g is not None and _may_call(g) else None
    by = next((i for i in range(v + 1, syn.clause_end(v)) if syn.u[i].kind in "PRS,"), None)
    near = by is not None and syn.u[by].low in syn.by  # not "dinilai menyebarkan kabar tentang blokade oleh X"
    g = syn.oblique(v, syn.by, v, syn.clause_end(v)) if near else None
    if g is None and syn.id:
        g = syn.oblique(v, syn.by, syn.clause_start(v), v)
    if g is None and syn.id and v + 1 < syn.n and syn.u[v + 1].mention_kind in PEOPLE:
        g = syn.group(v + 1, "agent", left=False)
    return g if g is not None and _may_call(g) else None


def _may_call(g: Group) -> bool:
    who = expand(g.members)
    return bool(who) and all(m.kind in PARTIES and (m.sector not in NO_CALLERS or m.kind == "state" or m.capital) for m in who)


def _is_passive(v: int, syn: Syntax) -> bool:
    return "part" in syn.u[v].forms and v > 0 and syn.u[v - 1].kind == "A" and syn.u[v - 1].low.split()[-1] in syn.lang.sets["be"]


def _calls(v: int, syn: Syntax, language: Language) -> bool:
    """Whether the calling is told as done: neither denied nor asked for nor to come."""
    j = v - 1
    while j >= 0 and syn.u[j].kind in "AND":
        low = syn.u[j].low
        if syn.u[j].kind == "N" or low in language.modes["ability"] or low in language.modes["asked"] or low in language.modes["future"]:
            return False
        j -= 1
    return j < 0 or syn.u[j].kind != "I"


# -- what it is called --------------------------------------------------------------------------------------------------


def _end(v: int, syn: Syntax, language: Language) -> int:
    """The unit after the last in which the name may stand: quotation marks hold what they enclose together."""
    quoted = False
    for i in range(v + 1, syn.n):
        u = syn.u[i]
        if u.kind == "Q":
            if quoted:
                return i
            quoted = True
        elif not quoted and (u.kind in ENDS and u.low not in syn.that):
            return i
        elif not quoted and u.kind == "C" and i + 1 < syn.n and syn.u[i + 1].kind == "V" and syn.u[i + 1].low.startswith("me"):
            return i
    return syn.n


def _name(v: int, stop: int, passive: bool, syn: Syntax, language: Language) -> tuple[str, int, int] | None:
    """Whether it blames or praises, and the units in which the name stands."""
    units, tokens = syn.u, syn.s.tokens
    as_ = next((i for i in range(v + 1, stop) if units[i].low in language.sets["called_as"] or units[i].kind in "VRS"), None)
    if as_ is not None and units[as_].low not in language.sets["called_as"]:
        as_ = None
    begin = as_ + 1 if as_ is not None else v + 1
    end = units[stop - 1].last + 1
    quote = next((i for i in range(v + 1, stop) if units[i].kind == "Q"), None)
    told = v + 1 < stop and units[v + 1].low in syn.that  # "menilai bahwa ...": an opinion on how things are
    for i in range(begin, stop):
        u = units[i]
        if u.kind == "I":
            return None  # "menyebut dokumen itu ditulis untuk menipu"
        if u.kind == "Q" or u.m is not None and u.m.named:
            continue
        for way, name in NAMES.items():
            size = language.said_phrases[name].at(tokens, u.first, end)
            if not size:
                continue
            last = next(k for k in range(i, stop) if units[k].last >= u.first + size - 1)
            quoted = quote is not None and quote < i
            near = as_ is not None and i - as_ <= NEAR or _said_of(i, v, passive, syn)
            if not quoted and (told or not near):
                continue
            before = [t.low for t in tokens[max(units[v].last + 1, u.first - DENIED) : u.first]]
            if any(w in language.modes["negated"] or w in language.modes["ability"] for w in before):
                return None
            return way, i, last
    return None


def _said_of(i: int, v: int, passive: bool, syn: Syntax) -> bool:
    """Whether the word at ``i`` is said of what is called so: right behind it, where a name, a pronoun or "itu" ends it."""
    j = i - 1
    while j > v and syn.u[j].kind in "ADBd" and not _ends(j, syn):
        j -= 1
    if j == v:
        return passive or syn.u[v].low.endswith("nya") if syn.id else passive
    return _ends(j, syn)


def _ends(j: int, syn: Syntax) -> bool:
    """Whether a phrase ends with the unit at ``j``."""
    u = syn.u[j]
    return u.m is not None or u.low in syn.lang.sets["demonstratives"] or (syn.id and u.low.endswith("nya")) or not syn.id and u.kind == "X"


# -- who is called so ---------------------------------------------------------------------------------------------------


def _judged(v: int, name: tuple[int, int], passive: bool, syn: Syntax) -> Group | None:
    """Who is called so, or whose act is; None where the words do not say."""
    if passive:
        g = syn.subject(v)
        return g if g is not None and g.members and _is_public(g) else None
    first, last = name
    for i in range(v + 1, first):
        m, before = syn.u[i].m, syn.u[i - 1]
        if m is None or m.kind not in PARTIES and not m.capital and m.pronoun is None:
            continue
        if m.pronoun == "first":
            return None
        if before.kind == "P" and before.low not in (*syn.by, *syn.lang.sets["owners"]):
            continue  # "serangan di X", "terhadap X"
        g = syn.group(i, "who is called so", left=False)
        if _is_public(g):
            return g if not _undergone(i, v, syn) else None
    from_ = last + 1 if last + 1 < syn.n and syn.u[last + 1].kind != "Q" else last + 2
    if from_ + 1 < syn.n and syn.u[from_].low in (*syn.by, *syn.lang.sets["owners"]) and syn.u[from_ + 1].mention_kind in PARTIES:
        g = syn.group(from_ + 1, "whose act is called so", left=False)  # "menyebutnya eskalasi dari X"
        return g if _is_public(g) else None
    return None


def _undergone(i: int, v: int, syn: Syntax) -> bool:
    """“menyebut pengusiran X ...": whether the noun before the name tells what is done to it."""
    noun: Unit | None = next((u for u in reversed(syn.u[v + 1 : i]) if u.kind not in "dDQ#"), None)
    if noun is None or not syn.id:
        return False
    low = noun.low
    return low in syn.lang.sets["owner_undergoes"] or low.startswith("pe") and not low.startswith("per") and low.endswith("an")


def _is_public(g: Group) -> bool:
    return any(_public(m) for m in expand(g.members))


def _public(m: Mention) -> bool:
    return m.kind == "state" or m.capital or m.sector in JUDGED or (m.kind == "person" and m.named)
