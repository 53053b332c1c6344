"""What the next sentence goes on with: the content of a word given ("Niat itu adalah ..."), and what forces sent are there for."""

from __future__ import annotations

from collections.abc import Sequence

from ikrar.engines.rules import commit, deadlines, deployed, given
from ikrar.engines.rules.agreed import BARE, STANDS_BEFORE, behind_colon
from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.group import Group
from ikrar.engines.rules.provisions import OF_FORCES, provisions
from ikrar.engines.rules.syntax import Syntax
from ikrar.engines.rules.to_come import to_come
from ikrar.lexicon import Language
from ikrar.model import Span
from ikrar.model.annotation import Annotated, Sentence

OPENING = 4  # units among which a sentence says that it goes on: "Niat itu adalah", "They want to"
FORCES = frozenset(("MIL", "COP"))


def settle(drafts: Sequence[Draft], promises: list[commit.Promise], doc: Annotated, language: Language) -> None:
    """Reads the sentence behind a bare word given, and behind forces sent."""
    for d in drafts:
        if d.refused:
            continue
        nxt = next_sentence(doc, d.sentence)
        if d.pattern.frame["frame"] == BARE and "action" not in d.clauses and STANDS_BEFORE not in d.notes:
            _given(d, nxt, drafts, promises, doc, language)
        elif d.type == "MOBILIZE" and nxt is not None:
            _sent_to_help(d, nxt, language)


def next_sentence(doc: Annotated, s: Sentence) -> Sentence | None:
    """The sentence behind ``s``, where there is one."""
    return doc.sentences[s.index + 1] if s.index + 1 < len(doc.sentences) else None


def _given(
    d: Draft, nxt: Sentence | None, drafts: Sequence[Draft], promises: list[commit.Promise], doc: Annotated, language: Language
) -> None:
    """A word given without its content: the words before or the next sentence tell it, that promises by itself, or nothing is promised."""
    own = [p for p in promises if p.draft is d]
    promises[:] = [p for p in promises if p.draft is not d]
    telling = [o for o in drafts if o.sentence in (d.sentence, nxt) and o.kind == "undertaking" and not o.refused and o is not d]
    sides = {m.country for m in d.members("promisor") if m.country}
    # "X dan Y telah sepakat. Pasukan akan dipindahkan ke luar Y": nobody is said to do it but the two
    agreed = [o for o in telling if o.sentence is nxt and o.type in ("CONCEDE", "RETREAT") and o.mark == "passive" and len(sides) > 1]
    content = (_before(d, language) or _behind(d, language)) if len(sides) > 1 else None
    if content is not None:
        inside = [o for o in drafts if o.sentence is d.sentence and o is not d and content[0] <= o.start and o.end <= content[1]]
        agreed = [o for o in inside if o.type in TO_COME and not o.refused]
        nxt, telling = d.sentence, agreed
    told = len(telling) > len(agreed)
    if content is None and nxt is not None and not told:
        content = _content(nxt, doc.raw, language)
    provision, cue = provisions(language).best(doc.raw[slice(*content)]) if content is not None else ("other", "")
    if nxt is not None and content is not None and provision != "other":
        p = own[0] if own else commit.Promise(d, "undertaking", provision, cue)
        p.provision, p.cue, p.sentence, p.action = provision, cue, nxt, content
        p.promisors = d.members("promisor")
        p.evidence.append((content, "action"))
        given.sides(p, nxt, content, language)
        doers = {m.country: m for o in agreed for m in o.members("actor") if m.kind == "state" and m.country in sides}
        if len(doers) == 1 and len(sides) > 1:
            p.promisors = list(doers.values())  # "X will withdraw its forces from Y, the two agreed"
        deadlines.deadline(p, nxt, content, language, doc.raw)
        d.content = nxt
        d.notes.append(f"what is promised stands {'before it' if nxt is d.sentence else 'in the sentence behind'}")
        if len(sides) > 1:
            mine = {m.country for m in p.promisors}
            others = [m for m in d.members("promisor") if m.country not in mine]
            d.mutual, p.beneficiaries = True, others or list(p.promisors)
        for o in agreed:
            o.refused = "what the two have agreed on"
        promises[:] = [*(x for x in promises if all(x.draft is not o for o in agreed)), p]
    elif told and len(sides) > 1 and all(o.type is None or {m.country for m in o.members("actor")} == sides for o in telling):
        for o in telling:
            o.type = None
        d.mutual = True  # "X dan Y telah sepakat. Mereka akan memindahkan ...": the next sentence promises, this one tells the act
        d.notes.append("what they agree to is promised in the sentence behind")
    elif told or len(sides) < 2:
        d.refused = "the promise itself is told next" if told else "says not to what"


TO_COME = frozenset(("CONCEDE", "RETREAT", "MOBILIZE", "AGREE", "COOPERATE", "AID"))


def _before(d: Draft, language: Language) -> Span | None:
    """“The border will open on Monday, A and B agreed”: the words of what is to come, before those who agree."""
    if d.subject is None or d.subject.first == 0 or d.sentence.units[d.subject.first - 1].kind != ",":
        return None
    if not to_come(Syntax(d.sentence, language), 0, d.subject.first - 1, language):
        return None
    return d.sentence.start, d.sentence.units[d.subject.first - 1].start


def _behind(d: Draft, language: Language) -> Span | None:
    """“A and B repeated a promise: their cooperation will go on”: the words of what is to come, behind the colon."""
    at = behind_colon(d)
    units = d.sentence.units
    if at is None or not to_come(Syntax(d.sentence, language), at, len(units), language, language.sets["owed"]):
        return None
    return units[at].start, d.sentence.end


def _content(s: Sentence, raw: str, language: Language) -> Span | None:
    """The words behind "Niat itu adalah", "They want to", "The intention is to" at the opening of ``s``."""
    opens = language.sets["goes_on"]
    syn = Syntax(s, language)
    if to_come(syn, 0, syn.n, language) and provisions(language).best(raw[s.start : s.end])[0] in commit.CONCESSIONS | OF_FORCES:
        return (s.start, s.end)  # "Keduanya telah sepakat. Pasukan akan ditarik."
    for n, u in enumerate(s.units[: OPENING + 2]):
        if u.low in opens or (u.kind in "AVDB" and u.low.partition(" ")[0] in opens):
            back = s.units[:n]
            pointing = any(x.low in language.sets["demonstratives"] or x.mention_kind == "pronoun" or x.low == "the" for x in back)
            return (u.end, s.end) if pointing else None
    return None


def _sent_to_help(d: Draft, nxt: Sentence, language: Language) -> None:
    """“Pasukan itu dikerahkan di X. Tugasnya mendukung tentara X”: forces sent to help: AID."""
    sent = deployed.forces_sent(d)
    if not sent or not all(m.sector in FORCES for m in sent):
        return
    syn = Syntax(nxt, language)
    verb = next((i for i, u in enumerate(nxt.units[: OPENING + 3]) if u.low in language.sets["helping"]), None)
    first = nxt.units[0]
    task = first.low in language.sets["task_words"] or any(u.low in language.sets["task_words"] for u in nxt.units[:2])
    if verb is None or not (task or first.mention_kind == "pronoun"):
        return
    helped = syn.object(verb)
    mine = {m.country for m in sent}
    if helped is None or not any(m.country and m.country not in mine for m in helped.members):
        return
    told = Group(list(helped.members), d.unit, d.unit, "whom the next sentence says they help")
    deployed.becomes_aid(d, sent, told, "sent to help, as the next sentence says")
