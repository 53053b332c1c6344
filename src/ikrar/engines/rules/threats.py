"""Threats: the harm that a speaker says will follow if others act or do not ("Kalau upah tidak dibayar, kami mogok")."""

from __future__ import annotations

from ikrar.engines.rules.announce import NO_DECIDER, PUNISHED
from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import DECIDERS, Group
from ikrar.engines.rules.heard import Clause, Heard
from ikrar.engines.rules.syntax import Syntax
from ikrar.engines.rules.urged import ASKED, called_on, same_side
from ikrar.engines.rules.whom import PARTIES, authorities
from ikrar.lexicon import Language
from ikrar.model import Span

FRAME = "threaten.if"
TURNED_TO = frozenset(("JUD", "COP"))
"""To whom one goes with a suit or a complaint: not whom it threatens."""
VETO = "reject.veto"
ONLY_IF = "only if"
"""How rules/mode.py says that an act hangs on a condition."""
HARM = frozenset(("SANCTION", "COERCE", "ASSAULT", "REJECT"))
THIRD = frozenset(("third", "they", "it"))
AIMED_AT = frozenset(("state", "organization", "person", "group", "armed-group", "equipment", "facility", "place"))


def aimed(d: Draft, language: Language) -> None:
    """“threatened to turn X's capital into a ruin": who is named first in the words of a threat, on another side, is threatened."""
    clause = d.clauses.get("action")
    if d.type != "THREATEN" or d.refused or clause is None or not d.members("actor", "promisor"):
        return
    own = {m.country for m in d.members("actor", "promisor")}
    if (asked := _who_is_to_act(d, own, "unless")) is not None:
        d.fills["recipient"] = asked
    if d.members("recipient", "beneficiary"):
        return
    named = _named_in(d, clause, own, language) or _who_is_to_act(d, own, "if")
    first, last = d.sentence.units[clause[0]].first, d.sentence.units[clause[1] - 1].last
    if named is not None:
        d.fills["recipient"] = named
    elif language.said_phrases["pressing"].at(d.sentence.tokens, first, last + 1):
        at_authorities(d)


def _named_in(d: Draft, clause: tuple[int, int, Span], own: set[str | None], language: Language) -> Group | None:
    """Whom the words of a threat name first, where they are not of those who make it."""
    units = d.sentence.units
    for i in range(clause[0], clause[1]):
        u = units[i]
        if u.kind in "SR":
            return None
        if u.m is None or u.m.kind not in AIMED_AT or u.m.country in (None, "INT", *own):
            continue
        before = next((x for x in reversed(units[clause[0] : i]) if x.kind not in "dXD#"), None)
        if before is None or before.kind == "V" or before.low in language.sets["done_to"]:
            named, j = [u.m], i
            while j + 2 < clause[1] and units[j + 1].kind in "C," and (m := units[j + 2].m) is not None and m.kind == u.m.kind:
                if m.country in (None, "INT", *own) or m.adjective:
                    break
                named.append(m)
                j += 2
            joined = len(named) == 1 or units[j - 1].kind == "C"  # "at Poland and the Czech Republic"
            return Group(named if joined else [u.m], i, j if joined else i, "whom the words of the threat name")
        return None
    return None


def of_promises(drafts: list[Draft], syn: Syntax, language: Language) -> None:
    """“Buruh siap mogok jika tuntutannya ditolak", "X akan mencabut izin bila Y ...": a harm promised, on a condition, is a threat."""
    no = language.modes["negated"]
    promised = [
        d for d in drafts if d.kind == "undertaking" and "action" in d.clauses and _may_threaten(d) and d.members("actor", "promisor")
    ]
    promised = [d for d in promised if all(t.low not in no for t in syn.s.tokens[d.first :] if t.end <= d.end)]  # "tidak akan mogok"
    units, s = syn.u, syn.s
    opener = _opener(syn, language) if promised else None
    if opener is None:
        return
    for d in promised:
        if "condition" in d.clauses and syn.s.speaker is not None and d.type is not None:
            continue  # a condition said before it: found in what is heard (``find``)
        first, stop, _ = d.clauses["action"]
        i = next((i for i in range(first, stop) if units[i].kind not in "ADNI"), first)
        end = units[stop - 1].last + 1
        pressed, harmed = (language.said_phrases[k].at(s.tokens, units[i].first, end) for k in ("pressing", "harming"))
        size = max(pressed, harmed)
        whom = (_hit(d, i, syn) if d.type is None else None) or _other_side(d, opener, syn)
        counts = d.type == "AGREE" or d.type is None and PUNISHED in d.notes  # "akan memanggil paksa menteri itu jika ..."
        if not size or not pressed and (whom is None or d.refused or not counts) or i > opener and i < _end_of(opener, syn):
            continue
        last = s.tokens[units[i].first + size - 1]
        carrier = language.carriers[FRAME]
        threat = Draft(carrier, s, i, units[i].first, units[i].start, last.end, "words", *carrier.tells)
        threat.fills["actor"] = next(d.fills[r] for r in ("actor", "promisor") if r in d.fills)
        if whom is not None:
            threat.fills["recipient"] = whom
        elif pressed:
            at_authorities(threat)
        for other in drafts:
            if other is d or first <= other.unit < stop and not other.refused:
                other.refused = "a threat"
        drafts.append(threat)


def on_condition(drafts: list[Draft], syn: Syntax, language: Language) -> None:
    """“X akan menghentikan bantuan kepada Y jika negara itu menunda pemilu": harm to come that hangs on what those do whom it would hit."""
    harmful = [d for d in drafts if d.type in HARM and d.members("recipient")]
    opener = _opener(syn, language) if harmful else None
    if opener is None:
        return
    stop = _end_of(opener, syn)
    who = next((u.m for u in syn.u[opener + 1 : stop] if u.m is not None and u.m.pronoun != "possessive"), None)
    if who is None or who.pronoun == "first":
        return
    them = {m.country for m in expand([who])}
    for d in harmful:
        before = syn.u[d.unit - 1]
        behind = (d.refused or "").startswith(ONLY_IF) and stop < d.unit and before.kind == "A" and before.low in language.modes["future"]
        coming = d.factuality == "planned" and not d.refused and not opener < d.unit < stop
        mine, theirs = ({m.country for m in d.members(role)} for role in ("actor", "recipient"))
        if (coming or behind) and not mine & theirs and (them & theirs or who.pronoun):
            d.notes.append(f"harm on a condition, {d.type}: a threat")
            d.type, d.mode, d.factuality, d.refused = "THREATEN", None, "actual", None


def _may_threaten(d: Draft) -> bool:
    """Whether a promise counts, or would if a crowd could decide ("turun ke jalan") or its strike had no verb of its own."""
    why = d.refused
    return not d.mutual and (why is None or why == NO_DECIDER or "(protest." in why or why.startswith("nobody wills it"))


def at_authorities(d: Draft) -> None:
    """“Para sopir mengancam mogok": who threatens to strike, to march or to sue, and names nobody, threatens those in power."""
    if d.members("recipient"):
        return
    named = next(
        (
            u.m
            for u in d.sentence.units
            if u.m is not None and u.m.sector in ASKED - TURNED_TO and u.m not in d.members("actor", "promisor")
        ),
        None,
    )
    d.fills["recipient"] = Group(
        [named or authorities(d, d.members("actor", "promisor")[0].country)], d.unit, d.unit, "the authorities, for nobody is named"
    )


def _opener(syn: Syntax, language: Language) -> int | None:
    """The unit of the conjunction that opens a condition."""
    return next((i for i, u in enumerate(syn.u) if u.kind == "S" and u.low in language.modes["conditional"]), None)


def _end_of(opener: int, syn: Syntax) -> int:
    """The unit after the last of the condition that ``opener`` opens."""
    return next((i for i in range(opener + 1, syn.n) if syn.u[i].kind in ",;."), syn.n)


def _other_side(d: Draft, opener: int, syn: Syntax) -> Group | None:
    """Whom the condition names, of another side than those who promise."""
    mine = d.members("actor", "promisor")
    for i in range(opener + 1, _end_of(opener, syn)):
        m = syn.u[i].m
        if m is not None and m.pronoun in THIRD and i == opener + 1 and (whom := _of_promise(d, opener, syn)) is not None:
            return whom
        if m is None or m.pronoun or m.kind not in PARTIES and not m.capital:
            continue
        return None if any(same_side(v, m) for v in mine) else syn.group(i, "whom the condition names", left=False)
    return None


def _hit(d: Draft, verb: int, syn: Syntax) -> Group | None:
    """“akan memanggil paksa menteri itu jika ...": whom the act that is promised would be done to, of another side."""
    mine = d.members("actor", "promisor")
    i = next((i for i in range(verb + 1, d.clauses["action"][1]) if syn.u[i].m is not None), None)
    if i is None or any(u.kind in "VSRP" for u in syn.u[verb + 1 : i]):
        return None
    whom = syn.group(i, "whom the act would be done to", left=False)
    return None if any(same_side(v, m) for v in mine for m in expand(whom.members)) else whom


def _of_promise(d: Draft, opener: int, syn: Syntax) -> Group | None:
    """“would raise tariffs on X if it ...": a pronoun that opens the condition is whom the promise names last, of another state."""
    mine = {v.country for v in d.members("actor", "promisor")}
    first = d.clauses["action"][0]
    i = next((i for i in range(opener - 1, first, -1) if syn.u[i].m is not None), None)
    if i is None or syn.u[i - 1].low not in syn.lang.sets["done_to"]:
        return None
    m = syn.u[i].m
    if m is None or m.kind not in AIMED_AT or m.country in (None, *mine):
        return None
    return syn.group(i, "whom the words of the threat name", left=False)


def vowed(drafts: list[Draft], heard: Heard) -> None:
    """“Presiden X mengatakan negaranya akan menyerang Y": who is heard to say that his side will use force, strike or veto threatens."""
    mine = {v.country for v in heard.voices}
    for d in drafts:
        harm = d.type in ("ASSAULT", "PROTEST") or d.pattern.frame["frame"] == VETO
        told = harm and d.factuality == "planned" and d.pattern.kind == "verb" and not d.refused
        if told and mine & {m.country for m in d.members("actor")}:
            d.notes.append(f"said that it will be done, {d.type}: a threat")
            if d.type == "PROTEST":
                at_authorities(d)
            d.type, d.mode, d.factuality = "THREATEN", None, "actual"


def _who_is_to_act(d: Draft, own: set[str | None], word: str) -> Group | None:
    """“threatened to block aid to Y unless X releases funds", "... if X attacks": on whose act it hangs is threatened."""
    units = d.sentence.units
    i = next((i for i in range(d.unit + 1, len(units) - 2) if units[i].low == word), None)
    m = units[i + 1].m if i is not None else None
    if i is None or m is None or m.pronoun or m.country in own or not (m.kind in AIMED_AT and m.kind != "place" or m.capital):
        return None
    return Group([m], i + 1, i + 1, "who is to act, or it is carried out")


def find(drafts: list[Draft], heard: Heard) -> Draft | None:
    """The threat that the speaker of the sentence makes, in place of a promise or an act that its words would tell."""
    if "harming" not in heard.starts or not heard.clauses or any(d.type == "THREATEN" and not d.refused for d in drafts):
        return None
    if_ = next((c for c in heard.clauses if _condition(c, heard)), None)
    if if_ is None:
        return _to_pay(heard) if "paying" in heard.starts else None
    for c in heard.clauses:
        if c is if_ and not _whoever(c, heard) or c.question:
            continue
        at = _harm(c, heard)
        if at is None:
            continue
        if heard.syn.id and heard.units[at[0]].low.startswith("di") and not any(v.sector in DECIDERS for v in heard.voices):
            continue  # "dia bisa dipenjara," kata pengacaranya: what others would do to him, or the law
        if any(o.type in YIELDS and not o.refused and at[0] <= o.unit <= at[1] + 1 for o in drafts):
            continue  # "will lift the ban if Chad keeps to the plan": a favour on a condition
        threatened = _whom(if_, heard)
        if threatened is not None and any(same_side(v, m) for v in heard.voices for m in expand(threatened.members)):
            return None
        d = heard.carrier(FRAME, *at)
        d.fills["actor"] = Group(heard.voices, at[0], at[0], "the one who says it")
        if threatened is not None:
            d.fills["recipient"] = threatened
        for other in drafts:
            if not other.refused and c.first <= other.unit < c.stop or other.type == "AGREE":
                if threatened is None and other.type in HARM and other.members("recipient"):
                    d.fills["recipient"] = other.fills["recipient"]  # "would put tariffs on X's steel if ..."
                other.refused = other.refused or "a threat"
        hit = _whom(c, heard) if "recipient" not in d.fills else None  # "kalau masih begitu, perusahaan itu kami tutup"
        if hit is not None and not any(same_side(v, m) for v in heard.voices for m in expand(hit.members)):
            d.fills["recipient"] = hit
        return d
    return None


YIELDS = frozenset(("CONCEDE", "AID"))
"""Types that do nobody harm, on whatever condition."""


def _to_pay(heard: Heard) -> Draft | None:
    """“Chad will pay the price, Peru's minister said": those of another side are told that they will suffer for it."""
    for c in heard.clauses:
        at = _harm(c, heard)
        whom = _whom(c, heard) if at is not None and heard.at("paying", at[0], c.stop) is not None and not c.question else None
        if at is None or whom is None or whom.first > at[0] or any(same_side(v, m) for v in heard.voices for m in expand(whom.members)):
            continue
        d = heard.carrier(FRAME, *at)
        d.fills["actor"] = Group(heard.voices, at[0], at[0], "the one who says it")
        d.fills["recipient"] = whom
        return d
    return None


def _condition(c: Clause, heard: Heard) -> bool:
    units = heard.units[c.first : c.stop]
    worse = len(units) > 1 and units[0].kind == "D"  # "kalau makin parah", not "kalau perlu"
    told = worse or any(u.kind in "VB" or u.m is not None for u in units)
    return (c.opener in heard.lang.modes["conditional"] and told) or _whoever(c, heard)


def _whoever(c: Clause, heard: Heard) -> bool:
    """“siapa pun yang ...”, "anyone who ...", "warga yang melanggar ...": whether the clause threatens all who do a thing."""
    units = heard.units
    i = next((j for j in range(c.first, c.stop) if units[j].kind not in "CDQT"), c.first)
    if heard.at("whoevers", i, c.stop) is not None:
        return True
    if "offending" not in heard.starts:
        return False
    while (
        i + 2 < c.stop and units[i].m is None and (units[i].kind in "XA" or units[i].low in heard.lang.sets["for_those"])
    ):  # "bagi pengembang yang ..."
        i += 1
    behind = i + 1
    while behind + 1 < c.stop and units[behind].kind in "XM":
        behind += 1
    m = units[i].m  # "pengembang yang tidak ...": not one who is named
    return m is not None and not m.named and units[behind].kind == "R" and heard.at("offending", behind + 1, c.stop) is not None


def _harm(c: Clause, heard: Heard) -> tuple[int, int] | None:
    """The units of the harm to come that the clause tells, by the speaker or by nobody named; None where it tells none."""
    units, will = heard.units, (heard.lang.modes["future"], heard.lang.modes["ability"])
    owed = heard.lang.sets["owed"]  # "harus ditindak", not "wajib melaporkan pajaknya"
    coming = due = ours = False
    first = c.first
    if _whoever(c, heard):  # "warga yang tidak pindah akan ...": what they do is no harm yet
        first = next((i for i in range(first, c.stop) if units[i].kind == "A" and units[i].low in will[0]), c.stop)
    for i in range(first, c.stop):
        u = units[i]
        coming = coming or (u.kind == "A" and any(u.low in words or u.low.partition(" ")[0] in words for words in will))
        due = due or (u.kind == "A" and (u.low in owed or u.low.partition(" ")[0] in owed))
        ours = ours or (heard.syn.id and u.m is not None and u.m.pronoun == "first")  # "kami lumpuhkan kawasan ini"
        if u.kind == "N" or u.kind == "R" or u.low in heard.said["wanting"] and u.kind == "V":
            return None
        undergone = u.low.startswith("di")
        if (coming or due and not (heard.syn.id and u.low.startswith("me")) or ours and not undergone) and (
            last := heard.at("harming", i, c.stop)
        ) is not None:
            return i, last
    return None


def _whom(c: Clause, heard: Heard) -> Group | None:
    """Who is threatened: whom the condition names."""
    i = next((j for j in range(c.first, c.stop) if heard.units[j].m is not None and heard.units[j].kind == "M"), None)
    g = heard.syn.group(i, "whom the condition names", left=False) if i is not None else None
    return g if g is not None and (called_on(g) or _whoever(c, heard)) else None
