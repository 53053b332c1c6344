"""From a filled frame to commitments: who promises what to whom, by when, on what condition."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

from ikrar.engines.rules import gaps, unpromised, whom
from ikrar.engines.rules.deadlines import deadline
from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.given import sides, whose_forces
from ikrar.engines.rules.provisions import OF_FORCES, PLAIN, Provisions, about, aside, provisions
from ikrar.engines.rules.terms import basis, condition, may_hang_in, open_deadline, stem, words_of
from ikrar.engines.rules.whom import PARTIES
from ikrar.lexicon import Language
from ikrar.model import Span
from ikrar.model.annotation import AS_PROMISED, TOPIC, Annotated, Mention, Sentence
from ikrar.model.codes import LEAVING

# What a statement must be about to be a declaration: how things are to be understood between the sides.
DECLARED = frozenset(
    ("sovereignty", "deployment", "mission-change", "border", "nuclear", "sanctions", "protection", "diplomatic-relations", "disarmament")
)
BY_SUBJECT = LEAVING | {"protection"}  # who goes or is kept safe says what it is: "the safety of X's staff will be ensured"
# One side's word to do these is a concession (codebook 3).
CONCESSIONS = frozenset(("withdrawal-of-forces", "force-reduction", "ceasefire"))
# What these promise where no word says what it is about.
OFTEN = {"PTY": "election"}
BY_PROMISOR = "what such bodies promise"
MISSIONED = frozenset(("MIL", "REB", "PRM", "IGO", "COP", None, "-"))  # whose mission may change


ARMED = frozenset(("MIL", "COP", "REB", "PRM"))
ONE_GOES, OTHERS_GO = "who leaves a place", "that others will leave a place"
LEADS = 6  # units of an action among which the verb stands that it opens with


OF_THE_STATE = frozenset(("GOV", "MIL", "LEG", "JUD", "COP", "SPY", "PRM", "-", "of"))


def apart(m: Mention) -> bool:
    """Whether ``m`` is a side of its own in a country beside its state: rebels, a party, a people's group."""
    if m.sector is None:
        return m.kind == "organization" and m.named
    return m.kind == "armed-group" or (m.kind != "person" and m.sector not in OF_THE_STATE)


class Promise:
    """One commitment before it is verified and joined with others."""

    __slots__ = (
        "action", "attribution", "beneficiaries", "condition", "cue", "deadline", "draft", "evidence", "kind", "made_on", "promisors",
        "provision", "sentence",
    )  # fmt: skip

    def __init__(self, draft: Draft, kind: str, provision: str, cue: str) -> None:
        self.draft, self.kind, self.provision, self.cue = draft, kind, provision, cue
        self.sentence: Sentence = draft.sentence
        self.promisors: list[Mention] = []
        self.beneficiaries: list[Mention] = []
        self.action: Span | None = None
        self.condition: Span | None = None
        self.deadline: tuple[Any, Span] | None = None
        """A time expression, or "open", with its words."""
        self.evidence: list[tuple[Span, str]] = []

    @property
    def vague(self) -> bool:
        """Whether no word said what it is about: two such need not be the same promise."""
        return self.cue == BY_PROMISOR

    @property
    def plain(self) -> bool:
        """Whether it is of a kind that a report tells of once: two truces of the same sides are one."""
        return self.provision in PLAIN

    def stems(self, raw: str) -> frozenset[str]:
        """The stems of the words of the action, without the short ones, which are mostly grammar."""
        words = words_of(raw[self.action[0] : self.action[1]]) if self.action is not None else []
        return frozenset(stem(w) for w in words if len(w) > 3)


def promises(d: Draft, doc: Annotated, language: Language) -> list[Promise]:
    """The commitments of one draft; none where its words are no promise."""
    if d.kind is None or d.refused or d.factuality == "denied":
        return []
    if d.kind == "permission" and d.unit > 0 and d.sentence.units[d.unit - 1].kind == "N":
        return []  # "must not allow"
    unpromised.ruling(d, language)
    if d.refused is None and (why := unpromised.why(d, language)) is not None:
        d.refused = why
        return []
    if unpromised.told_before(d, language) or unpromised.vague(d, language):
        return []
    spec = d.pattern.frame["commitment"] or {}
    if d.kind == "permission" and spec.get("promisor") == "recipient":
        spec = {"promisor": "actor", "beneficiary": "recipient"}  # a ruling that permits
    if d.kind == "undertaking" and spec.get("promisor") == "recipient":
        spec = {}  # what a cabinet decides that it will do
    if d.pattern.frame["frame"] == "commit.presence" and all(m.kind == "person" for m in d.members("promisor")):
        d.refused = "the presence of a person"
        return []
    parts = _parts(d, doc, language)
    out: list[Promise] = []
    for provision, cue, span in parts:
        sent = all(m.kind not in ("organization", "person") or m.sector in MISSIONED for m in d.members("promisor"))
        if provision == "mission-change" and not sent:
            continue  # "tugas komisi itu adalah melakukan mediasi"
        if d.kind == "declaration" and (provision not in DECLARED or not whom.declared_of(provision, d.sentence, language)):
            continue
        if d.kind == "declaration" and d.provision is None and not whom.holds(d.sentence, span, language):
            continue
        if provision == "other" and d.pattern.frame["frame"] == "agree.announce" and d.subject is not None and span is not None:
            later = open_deadline(doc.raw, span, language)
            whole = doc.raw[_opening(d) : later[0] if later is not None else span[1]]  # "pasukan X akan meninggalkan Y": who goes tells
            named, how = provisions(language).best(whole)
            provision, cue = (named, how) if named in BY_SUBJECT else (provision, cue)
        if provision == "other" and d.type == "AGREE" and span is not None and _points(d.sentence, span, language):
            named, how = provisions(language).best(doc.raw[d.sentence.start : span[1]])  # "they will go: A and B agreed to move them"
            if named in LEAVING:
                provision, cue, span = named, how, (d.sentence.start, span[1])
        bare = d.pattern.frame["frame"] == "agree.accord" and "action" not in d.clauses  # to what is told elsewhere
        if d.provision is None and d.kind != "declaration" and len(parts) == 1 and not bare:
            act = doc.raw[span[0] : span[1]] if span is not None else ""
            hits = provisions(language).hits(act)
            if provision not in PLAIN or any(h[2] == cue and h[3] >= aside(act, language) for h in hits):
                provision, cue = about(doc, d.sentence, span, hits, language)
        if d.provision is None and cue in ("", TOPIC) and span is not None and (goer := leaves(d, span, language)) is not None:
            provision, cue = "withdrawal-of-forces", goer
        p = Promise(d, d.kind, d.provision or provision, cue)
        p.action = span
        default = "recipient" if d.kind == "demand" else "promisor"
        p.promisors = d.members(spec.get("promisor", default), "promisor", "recipient" if d.kind in ("demand", "obligation") else "actor")
        p.beneficiaries = d.members(spec.get("beneficiary", "beneficiary"), "beneficiary")
        if d.kind == "demand" and not (d.members(spec.get("promisor", default)) or d.members("recipient")):
            p.promisors = _subject_of_action(d, span, language)
            if not p.promisors:
                continue
        elif d.kind == "permission" and not p.promisors and "instrument" in d.fills:  # a text permits: who made it does
            p.promisors = [x for m in d.fills["instrument"].members for x in m.members if x.kind in PARTIES]
            p.beneficiaries = p.beneficiaries or _subject_of_action(d, span, language)
        elif d.kind == "obligation" and not p.promisors:
            p.promisors = whom.between(d.sentence, span, language) or _subject_of_action(d, span, language) or whom.laid_on(d, doc)
        if p.kind == "demand" and p.promisors and all(m.sector is None and m.kind in ("person", "group") for m in p.promisors):
            continue  # "saya minta Bapak jangan panik": of whom no office or body is known
        leaving = p.provision in OF_FORCES and d.pattern.frame["commitment"] is None  # forces that will leave are sent home by their state
        announced = p.provision in LEAVING and d.pattern.frame["frame"] == "agree.announce"
        unknown = all(m.guessed and m.pronoun is None for m in p.promisors)
        if unknown and (leaving or (announced and all(m.sector == "MIL" for m in p.promisors))):
            continue  # whose forces they are is not told
        if p.provision == "mission-change" or leaving or announced:
            p.promisors = whose_forces(p.promisors)
        if d.mutual and p.beneficiaries and d.kind == "undertaking":
            p.promisors = p.promisors + [b for b in p.beneficiaries if b not in p.promisors]
            p.beneficiaries = []
        if p.kind == "obligation" and d.type == "REQUEST" and _foreign(d, p.promisors):
            p.kind = "demand"  # no state lays obligations on another
        if p.provision in TRADED and d.pattern.frame["frame"] == "commit.forbid" and any(m.kind == "state" for m in p.promisors):
            p.provision, p.cue = "sanctions", "a state is barred from trade"  # "a resolution that bars Chad from importing gas"
        if p.provision == "other" and p.kind == "undertaking" and p.promisors:
            own = {OFTEN.get(m.sector or "") for m in p.promisors}
            if len(own) == 1 and (often := own.pop()):
                p.provision, p.cue = often, BY_PROMISOR
        if p.kind == "undertaking" and span is not None and not p.beneficiaries:
            p.beneficiaries = whom.for_whom(p.promisors, d.sentence, span, language, "given_to")
        sides(p, d.sentence, span, language)
        if p.kind == "undertaking" and span is not None and not p.beneficiaries:
            p.beneficiaries = whom.for_whom(p.promisors, d.sentence, span, language)
        if "condition" in d.clauses:
            p.condition = d.clauses["condition"][2]
        if span is not None and AS_PROMISED not in d.notes:
            deadline(p, d.sentence, span, language, doc.raw)
            hangs = may_hang_in(doc.raw, d.sentence, span, language)[1]
            if p.condition is None and hangs:
                p.condition = condition(doc.raw, span, language)
            if p.condition is None and hangs and p.kind == "undertaking" and p.provision in OF_FORCES:
                p.condition = basis(doc.raw, (span[0], d.sentence.end), language)
        out.append(p)
    given = [m for p in out for m in p.beneficiaries if m not in p.promisors]
    alone = "promisor" in d.fills and [m.pronoun for m in d.fills["promisor"].members] == [None]  # not "we have agreed"
    if d.mutual and given and alone and d.type == "AGREE" and not d.members("beneficiary", "recipient"):
        d.mutual = False  # one alone agrees: to somebody
    if out and not d.mutual and d.type in ("AGREE", "CONCEDE"):
        d.beneficiaries = [m for p in out for m in p.beneficiaries if all(m is not x for x in p.promisors)]
    return out


TRADED = frozenset(("trade", "energy"))
"""What a state that is barred from it is under sanctions for."""
# Who may be bound by the rules of another state as well: travellers, firms.
RULED_ABROAD = frozenset(("CVL", "BUS", "EDU", "MED", "LAB", "SOC", "JRN", "NGO", "REF"))


def _foreign(d: Draft, promisors: list[Mention]) -> bool:
    if promisors and all(m.sector in RULED_ABROAD and m.kind != "person" for m in promisors):
        return False  # "Inggris mewajibkan pelancong dari Tiongkok untuk ..."
    actors = {m.country for m in d.members("actor") if m.country not in (None, "INT")}
    return bool(actors) and bool(promisors) and not actors & {m.country for m in promisors}


def _opening(d: Draft) -> int:
    """Where the words of the subject begin: “Penugasan pasukan X", "Jumlah tentara X", with the noun whose owner it is."""
    assert d.subject is not None
    units, j = d.sentence.units, d.subject.first
    while j > 0 and (units[j - 1].kind in "X#d" or (units[j].mention_kind == "pronoun" and units[j - 1].m is not None)):
        j -= 1
    return units[j].start


def _parts(d: Draft, doc: Annotated, language: Language) -> list[tuple[str, str, Span | None]]:
    """The promised action cut into its distinct promises: ``(provision, deciding cue, span)``."""
    table = provisions(language)
    clause = d.clauses.get("action") or d.clauses.get("content")
    if clause is None:
        words = doc.raw[d.start : d.end]
        g = d.fills.get("action") or d.fills.get("topic") or d.fills.get("instrument")
        span: Span | None = (d.start, d.end)
        if g is not None:
            units = d.sentence.units
            span = (min(d.start, units[g.first].start), max(d.end, units[g.last].end))
            words = doc.raw[span[0] : span[1]]
        if d.pattern.frame["commitment"] is None:
            span = _told(d)
            words = doc.raw[span[0] : span[1]]
        provision, cue = table.best(words) if d.provision is None else (d.provision, "frame")
        if provision == "other" and d.subject is not None and d.pattern.frame["commitment"] is None and d.subject.first < d.unit:
            assert span is not None
            begin = _opening(d)  # "the troops will leave X": who leaves says what it is
            provision, cue = table.best(doc.raw[begin : span[1]])
            span = (begin, span[1]) if provision != "other" else span
        return [(provision, cue, span)]
    first, stop, span2 = clause
    if d.type == "THREATEN" and d.unit < first and d.start < span2[0]:
        first, span2 = d.unit, (d.start, span2[1])  # "akan menindak tegas": the vow itself says what will be done
    if d.kind in ("undertaking", "obligation") and (noun := gaps.described(d, language)) is not None:
        span2 = (d.sentence.units[noun].start, span2[1])  # "the grain it agreed to send"
        return [(*((d.provision, "frame") if d.provision is not None else table.best(doc.raw[span2[0] : span2[1]])), span2)]
    if d.provision is not None:
        return [(d.provision, "frame", span2)]
    if (end := _for_whom(d, stop)) is not None:
        stop, span2 = end + 1, (span2[0], d.sentence.units[end].end)
    pieces = _pieces(d.sentence, first, stop, d.kind == "declaration", language)
    found: list[tuple[str, str, Span | None]] = []
    if d.kind == "declaration":
        pieces = [span2, *pieces] if len(pieces) > 1 else pieces
    for piece in pieces:
        left_open = d.kind in ("undertaking", "obligation") and may_hang_in(doc.raw, d.sentence, piece, language)[0]
        later = open_deadline(doc.raw, piece, language) if left_open else None
        told = doc.raw[piece[0] : later[0] if later is not None else piece[1]]  # "at a date to be set in talks" promises no talks
        provision, cue = _best(table, ASIDE.sub(",", told), d.kind == "declaration")
        if provision == "other" and (found or len(pieces) > 1):
            continue
        if provision not in [f[0] for f in found]:
            found.append((provision, cue, piece))
    if len(found) == 1:
        return [(found[0][0], found[0][1], span2 if d.kind != "declaration" else found[0][2])]
    if not found:  # a list cut in pieces none of which says it alone
        provision, cue = table.best(doc.raw[span2[0] : span2[1]]) if len(pieces) > 1 else ("other", "")
        return [(provision, cue, span2)]
    return found


def _for_whom(d: Draft, stop: int) -> int | None:
    """“$6 million for cyclone victims”: where those end, unnamed, for whom a thing is promised, right behind it: they say what it is."""
    g = d.fills.get("beneficiary")
    if g is None or not stop <= g.first <= stop + 1 or any(m.named or m.kind in ("state", "pronoun") for m in g.members):
        return None
    return g.last


def _best(table: Provisions, text: str, declared: bool) -> tuple[str, str]:
    """What ``text`` is about; of a declaration, the heaviest that can be declared."""
    if declared:
        return next(((h[0], h[2]) for h in table.hits(text) if h[0] in DECLARED), table.best(text))
    return table.best(text)


def _told(d: Draft) -> Span:
    """The words that tell an act to come that has no clause of its own: from its verb to the end of its clause."""
    units = d.sentence.units
    first = min(d.unit, d.predicate if d.predicate is not None else d.unit)
    last = max(d.unit, d.predicate or 0)
    while last + 1 < len(units) and last < d.unit + 16 and units[last + 1].kind not in ".;:SQ":
        if units[last + 1].kind == "," and last + 2 < len(units) and units[last + 2].kind in "SVRC":
            break
        last += 1
    return (units[first].start, units[last].end)


def _pieces(s: Sentence, first: int, stop: int, declared: bool, language: Language) -> list[Span]:
    """Cuts an action where a new verb is joined on ("menarik pasukan dan membebaskan tahanan"); declarations at each coordinator."""
    units = s.units
    starts = [first]
    j = first + 1
    while j < stop - 1:
        k = units[j].kind
        if k in "C,":
            n = j + 1
            while n < stop and units[n].kind in "CAIDNQ":
                n += 1
            if n < stop and (units[n].kind == "V" and units[n].forms != ("guess",) or (units[n].kind == "V" and k == "C")):
                starts.append(j + 1)
            elif declared and k == "C" and n < stop and any(u.kind in "VBI" for u in units[n:stop]):
                starts.append(j + 1)
        j += 1
    edges = [*starts, stop]
    return [(units[a].start, units[b - 1].end) for a, b in pairwise(edges) if b > a]


def _subject_of_action(d: Draft, span: Span | None, language: Language) -> list[Mention]:
    """“mendesak agar Iran mundur”: the one who is to act is the subject of the clause asked for."""
    if span is None:
        return []
    for u in d.sentence.units:
        if u.start >= span[0] and u.end <= span[1]:
            if u.m is not None:
                members = expand([u.m])
                return [m for m in members if m.kind in PARTIES]
            if u.kind == "V" or u.low in language.sets["to_reach"]:
                return []  # "agar bantuan sampai ke warga", "called for sanctions against X": they are not to act
    return []


def leaves(d: Draft, span: Span, language: Language) -> str | None:
    """“Israel bakal mundur dari bukit itu", "police must get out of the city": whether a state or its armed ones are to go."""
    units = [u for u in d.sentence.units if span[0] <= u.start < span[1]]
    at = next((i for i, u in enumerate(units[:LEADS]) if u.low in language.sets["goes_away"]), None)
    if at is None:
        return None
    others = [m for u in units[:at] if u.m is not None for m in expand([u.m])]
    who = others or d.members("promisor", "recipient", "actor")
    armed = bool(who) and all(m.kind == "state" or m.sector in ARMED for m in who)
    return (OTHERS_GO if others else ONE_GOES) if armed else None


def _points(s: Sentence, span: Span, language: Language) -> bool:
    """Whether the words of an action point back with a pronoun to what it is done to: "to redeploy them", "memindahkannya"."""
    units = [u for u in s.units if span[0] <= u.start and u.end <= span[1]]
    if language.code == "id":
        return any(u.kind == "V" and u.low.endswith("kannya") for u in units)
    return any(u.mention_kind == "pronoun" and u.low == "them" for u in units)


ASIDE = re.compile(r",\s+(?:yang|which|who)\b[^,]*,")


def stem_of(p: Promise, raw: str) -> str:
    """The stem of the promised act."""
    ws = words_of(raw[p.action[0] : p.action[1]]) if p.action is not None else []
    return stem(ws[0]) if ws else ""
