"""What is settled over the whole document, once every sentence has been read: who met whom, what was promised twice, and to whom."""

from __future__ import annotations

import re

from ikrar.engines.rules import (
    acts_judged,
    agreed,
    claimed,
    commit,
    continued,
    crowds,
    declared,
    died,
    heard,
    meant,
    passing,
    quoted,
    rounds,
    sides,
    terms,
    texts,
    together,
    urged,
)
from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.group import ACTORS, Group
from ikrar.engines.rules.provisions import OF_FORCES, provisions
from ikrar.lexicon import Language
from ikrar.model import Span
from ikrar.model.annotation import Annotated, Mention, Sentence
from ikrar.model.codes import LEAVING


def settle(drafts: list[Draft], promises: list[commit.Promise], doc: Annotated, language: Language) -> None:
    """Fills, refuses and adds, by what other sentences say. The order matters: a pass may read what the one before it has filled."""
    rounds.meetings(drafts, language)
    passing.settle(drafts, doc, language)
    together.shared(drafts, promises)
    rounds.signed(drafts, language)
    sides.same_meeting(drafts)
    sides.still_to_come(drafts, language)
    sides.to_settle(drafts, language)
    agreed.we(drafts, promises, language)
    together.with_whom(drafts, doc, language)
    together.voiced(drafts, promises, doc, language)
    together.reached(drafts, language)
    agreed.pointed_back(drafts, promises, doc, language)
    together.agreed_again(drafts, promises)
    continued.settle(drafts, promises, doc, language)
    sides.promised_by_speaker(drafts, promises)
    sides.counterparts(drafts, promises)
    sides.obliged(drafts, promises)
    agreed.called_for_by_parties(drafts, doc, language)
    quoted.settle(drafts, promises, doc, language)
    texts.settle(drafts, promises, doc, language)
    died.settle(drafts, doc, language)
    _what_it_led_to(drafts, language)
    _hit_too(drafts, language)
    urged.owed_too(drafts, language)
    _doers_next(drafts, doc, language)
    claimed.settle(drafts, doc, language)
    _aimed_next(drafts)
    _heads(drafts, doc, language)
    declared.find(drafts, promises, doc, language)
    declared.led(promises, doc)
    sides.protected(promises, doc, language)
    sides.bases_left(drafts)
    _carry_conditions(drafts, promises, doc, language)
    _promised_again(drafts, promises)
    sides.campaigns(drafts, language)
    crowds.crowds(drafts, doc, language)
    crowds.guarded(drafts)
    sides.tied(drafts)
    sides.fired(drafts)
    sides.waging(drafts, language)
    sides.in_general(drafts, language)
    sides.met_by_press(drafts, language)
    sides.undergone(drafts)
    sides.own_word(drafts, language)
    sides.suspects(drafts, language)
    sides.judged(drafts)
    acts_judged.settle(drafts, language)
    heard.told_again(drafts)
    agreed.truces(drafts, promises)
    meant.settle(promises, doc, language)


def _what_it_led_to(drafts: list[Draft], language: Language) -> None:
    """“Serangan drone itu memicu serangan roket oleh milisi”: the strike told before is only named again, as what moved others to act."""
    before: list[Draft] = []
    for d in drafts:
        if d.type != "ASSAULT" or d.refused:
            continue
        units = d.sentence.units
        again = d.pattern.kind == "noun" and any(x.sentence.index < d.sentence.index and not x.sentence.title for x in before)
        verb = next((u for u in units[d.unit + 1 :] if u.kind == "V"), None) if again else None
        between = d.sentence.tokens[d.first : verb.first] if verb is not None else []
        pointing = any(t.low in language.sets["demonstratives"] for t in between)
        opens = d.unit == 1 and units[0].low in language.sets["because_of"]  # "Akibat serangan helikopter itu, milisi menembakkan roket"
        cause = opens and any(x.sentence is d.sentence and x.type == d.type and x.unit > d.unit and not x.refused for x in drafts)
        if pointing and (cause or verb is not None and verb.low in language.sets["causative"]):
            d.refused = "told before, and here what it led to"
        else:
            before.append(d)


def _hit_too(drafts: list[Draft], language: Language) -> None:
    """“Kedutaan X ikut jadi sasaran”: what is hit besides, in the attack told just before."""
    act: Draft | None = None
    for d in drafts:
        if d.type != "ASSAULT" or d.refused:
            continue
        told = " ".join(d.sentence.lows[d.first : d.first + 2])
        words = language.sets["besides"]
        too = d.mark == "passive" and d.first > 0 and d.sentence.tokens[d.first - 1].low in words  # "juga diserang"
        besides = (too or told.startswith(tuple(words))) and not d.members("actor")
        if besides and act is not None and d.sentence.index - act.sentence.index <= HIT_NEAR:
            known = act.members("recipient", "victim")
            act.fills["recipient"] = Group([*known, *d.members("recipient")], act.unit, act.unit, "what was hit too")
            d.refused = "told by the attack before"
        else:
            act = d


def _doers_next(drafts: list[Draft], doc: Annotated, language: Language) -> None:
    """“Pelakunya milisi tak dikenal", "Behind the attacks were ...": who did what was told just before without a doer."""
    doers = tuple(language.sets["doers"])
    for d in drafts:
        nxt = continued.next_sentence(doc, d.sentence)
        if d.type != "ASSAULT" or d.refused or d.members("actor") or nxt is None or not nxt.tokens:
            continue
        opening = " ".join(nxt.lows[:5]) + " "
        who = next((u.m for u in nxt.units if u.m is not None and u.m.kind in ACTORS), None)
        said = " ".join(nxt.lows)
        behind = any(w in said for w in language.sets["behind_it"]) and who is not None and who.sector in ("UAF", "REB", "PRM", "CRM")
        if who is not None and (behind or opening.startswith(tuple(w + " " for w in doers))):
            d.fills["actor"] = Group([who], d.unit, d.unit, "told next to have done it")
            for x in drafts:
                if x.sentence is nxt and x.type == "ACCUSE" and who in x.members("recipient"):
                    x.refused = x.refused or "says who did what was told before"  # "X disebut sebagai pelakunya"


def _aimed_next(drafts: list[Draft]) -> None:
    """“A wave of rocket attacks followed. Militias aimed them at X's bases": the next sentence tells by whom, and at whom."""
    for x in drafts:
        if x.pattern.frame["frame"] != "assault.missile" or x.refused or x.pattern.kind != "noun":
            continue
        if x.members("actor", "recipient", "victim"):
            continue
        for d in drafts:
            near = d.sentence.index == x.sentence.index + 1 and d.type == "ASSAULT" and not d.refused and d.members("actor")
            pronoun = any(m.pronoun == "they" for m in d.sentence.mentions[1:3])
            if near and pronoun and d.pattern.frame is x.pattern.frame:
                x.fills.update({role: g for role, g in d.fills.items() if role in ("actor", "recipient")})
                d.refused = "told by the attacks before"
                break


def _heads(drafts: list[Draft], doc: Annotated, language: Language) -> None:
    """Who leads a side's delegation belongs to that side."""
    for d in drafts:
        party = d.members("party") if "head" in d.fills else []
        if not party:
            continue
        d.heads = [(m, party[0]) for m in d.members("head") if m.kind in ("person", "name") and (m.named or m.title)]
        gapped = _gapped(d.sentence, language)  # nearer to a head than the noun of the first side
        paired = gapped + _the_other(d.sentence, language)
        others = [s for _, s in paired if all(s.country != m.country for m in party)]
        if others and d.mutual:
            d.fills["party"].members += others  # "Peru's team was led by X and Chile's by Y"
        d.heads = [(m, s) for m, s in d.heads if all(m is not h or s.country == o.country for h, o in gapped)]
        d.heads += [(m, s) for m, s in gapped if all(m is not h for h, _ in d.heads)]
        beside = doc.sentences[d.sentence.index : d.sentence.index + 2]
        d.heads += [pair for s in beside for pair in _the_other(s, language) if all(pair[0] is not m for m, _ in d.heads)]
        for m, side in d.heads:
            own = m.of or m.owner
            if m.gazetteer is not None or (own is not None and own.country not in (None, "INT", side.country)):
                continue  # "led by Kenyan minister X and British minister Y": each is of his own state
            last = (m.name or m.head).split()[-1]
            for other in doc.mentions:
                if other is m or (other.kind in ("person", "name") and other.name and other.name.split()[-1] == last):
                    other.country = side.country
                    if other.sector in (None, "CVL", "of", "-"):
                        other.sector = side.sector


def _gapped(s: Sentence, language: Language) -> list[tuple[Mention, Mention]]:
    """“Iraq's delegation was led by X and the US side by Y”: the second head and side, without a verb of their own."""
    found, heading = [], language.sets["heading"] | language.sets["copulas"]
    for i, u in enumerate(s.units[:-1]):
        head = s.units[i + 1].m
        if i and u.low in language.sets["for_side"] and head is not None and head.kind == "state" and head.country:
            person = s.units[i - 1].m  # "and Minister Y for Chile"
            if person is not None and person.kind == "person" and not person.plural:
                found.append((person, head))
            continue
        if u.low not in language.either("by", "under") or head is None or head.kind not in ("person", "name"):
            continue
        j = i - 1
        while j > 0 and (s.units[j].kind in "X'd" or s.units[j].kind in "AV" and s.units[j].low in heading):
            j -= 1  # "and that of Japan was headed by"
        side = s.units[j].m if j >= 0 else None
        if side is not None and (side.country or side.owner):
            found.append((head, side.owner or side))
    return found


def _the_other(s: Sentence, language: Language) -> list[tuple[Mention, Mention]]:
    """“X led the Portuguese one", "X led the Polish team and Y the Georgian one", "and Y that of Peru": the head of the other side."""
    found = []
    for i, u in enumerate(s.units[:-1]):
        side = u.m
        if i > 2 and side is not None and side.kind == "state" and " ".join(x.low for x in s.units[i - 2 : i]) in language.sets["that_of"]:
            head = s.units[i - 3].m
            if head is not None and head.kind in ("person", "name"):
                found.append((head, side))
            continue
        if side is None or not (side.adjective or side.owner is not None) or s.units[i + 1].low not in language.sets["the_other"]:
            continue
        j = i - 1
        while j > 0 and (s.units[j].kind == "d" or s.units[j].kind == "V" and s.units[j].low in language.sets["heading"]):
            j -= 1
        head = s.units[j].m if j >= 0 else None
        if head is not None and head.kind in ("person", "name"):
            found.append((head, side.owner or side))
    return found


def _promised_again(drafts: list[Draft], promises: list[commit.Promise]) -> None:
    """“the redeployment of the troops", after a promise to redeploy them: the noun means what is promised, not an act done."""
    made = [p for p in promises if p.kind == "undertaking" and p.provision in commit.CONCESSIONS and not p.draft.refused]
    for d in drafts:
        again = d.pattern.kind == "noun" or d.factuality == "possible"  # "so that the troops can be withdrawn"
        if d.type != "RETREAT" or not again or d.refused or any(n.startswith("light verb") for n in d.notes):
            continue
        mine = {m.country for m in d.members("actor")}
        if any(
            mine & {m.country for m in p.promisors} or (p.sentence.index < d.sentence.index and mine - {"INT"} <= _sides(p)) for p in made
        ):
            d.refused = "what was promised before, named again"


def _sides(p: commit.Promise) -> set[str | None]:
    return {m.country for m in p.promisors + p.beneficiaries}


HIT_NEAR = 2  # sentences
CLAUSE = re.compile(r"[,;]\s|\b(?:bahwa|that)\s")


def _last_clause(text: str) -> str:
    """The last clause of ``text`` that has words enough to name an act."""
    cuts = [m.end() for m in CLAUSE.finditer(text) if len(text) - m.end() > 12]
    return text[cuts[-1] :] if cuts else text


LATER = 6  # sentences behind a withdrawal agreed among which its time may be told to be open
NEAR = 12  # characters at the start of a sentence within which its own time is named


def _opens_with(s: Sentence, found: tuple[int, int], which: str) -> bool:
    """Whether a time is told with the first words of ``s``."""
    return which == "deadline" and found[0] - s.start < NEAR


def _points_back(s: Sentence, language: Language) -> bool:
    """Whether the subject of ``s`` points to what was told before: "langkah itu", "keputusan ini"."""
    first = next((i for i, u in enumerate(s.units) if u.kind in "VB"), len(s.units) - 1)
    opening = [t for u in s.units[: first + 1] for t in s.tokens[u.first : u.last + 1]]
    return any(t.low in language.sets["pointing"] for t in opening + s.tokens[-3:])


def _known(found: tuple[int, int], promises: list[commit.Promise]) -> bool:
    """Whether the words that leave a time open are the deadline of a promise already."""
    told = [q.deadline for q in promises if q.kind == "undertaking" and q.deadline is not None]
    return any(what == "open" and span[0] == found[0] for what, span in told)


def _no_act(drafts: list[Draft], s: Sentence, p: commit.Promise, basis: Span) -> None:
    """“Penarikan itu dilakukan berdasarkan ...” of what is only promised: no withdrawal done, no decision of those it rests on."""
    if p.provision not in OF_FORCES:
        return
    for d in drafts:
        if d.sentence is not s or d.pattern.kind != "noun" or d.refused:
            continue
        if d.type == "RETREAT":
            d.refused = "what was promised before, named again"
        elif d.type == "AGREE" and d.end <= basis[0] and all(basis[0] <= m.start < basis[1] for m in d.members("promisor", "actor")):
            d.refused = "who is named is what it rests on"


def _carry_conditions(drafts: list[Draft], promises: list[commit.Promise], doc: Annotated, language: Language) -> None:
    """A later mention of the promised act ("penempatan kembali pasukan itu ...") lends the promise its deadline or basis."""
    table = provisions(language)
    made = [p for p in promises if p.kind == "undertaking" and (p.deadline is None or p.condition is None)]
    if not made:
        return
    for s in doc.sentences:
        span = (s.start, s.end)
        opens, hangs = terms.may_hang_in(doc.raw, s, span, language)  # most sentences have no word of that
        opened = terms.open_deadline(doc.raw, span, language) if opens else None
        based = (terms.condition(doc.raw, span, language) or terms.basis(doc.raw, span, language)) if hangs and not s.title else None
        if opened is None and based is None:
            continue
        for which, found in (("deadline", opened), ("condition", based)):
            if found is None or (which == "deadline" and _known(found, promises)):
                continue  # the time of a promise made in the sentence itself
            before = _last_clause(doc.raw[s.start : found[0]])
            near = {h[0] for h in table.hits(before[-120:])}
            stems = {terms.stem(w) for w in terms.words_of(before[-160:])}
            wide = {terms.stem(w) for w in terms.words_of(doc.raw[max(s.start, found[0] - 160) : found[0]])}
            again: set[str] = set()
            if which == "deadline" and _opens_with(s, found, which) and s.index and not s.title:
                told = doc.sentences[s.index - 1]  # "Pasukan itu dapat ditarik. Waktunya akan ditetapkan ...": of the act told just before
                again = {h[0] for h in table.hits(doc.raw[told.start : told.end])[:2]} & OF_FORCES
            kin = near | OF_FORCES if near & OF_FORCES else near  # forces placed anew are forces withdrawn
            fit = {id(p): 4 * (commit.stem_of(p, doc.raw) in stems) + 2 * (p.provision in near) + (p.provision in kin) for p in made}
            for p in made:  # "Jadwalnya akan ditetapkan", "Langkah itu didasarkan pada ...": of what was promised just before
                follows = p.sentence.index == s.index - 1 and p.provision in OF_FORCES
                named = commit.stem_of(p, doc.raw) in wide or _points_back(s, language)
                if p.sentence is s and which == "deadline" and p.provision in LEAVING:
                    fit[id(p)] += 1  # "the troops will leave, they agreed, though when is left to further talks"
                if p.provision in again and p.sentence.index < s.index:
                    fit[id(p)] += 2
                if p.provision in LEAVING and 0 < s.index - p.sentence.index <= LATER and _opens_with(s, found, which):
                    fit[id(p)] += 1  # "Waktunya akan ditetapkan ...": of the withdrawal told before
                if follows and (_opens_with(s, found, which) or not fit[id(p)] and named):
                    fit[id(p)] += 3
            for p in sorted(made, key=lambda p: -fit[id(p)]):
                if p.sentence is s and (p.draft.end > found[0] or which == "deadline" and p.provision not in LEAVING):
                    continue
                if not fit[id(p)]:
                    break
                if getattr(p, which) is not None:
                    continue
                if which == "deadline":
                    p.deadline = ("open", found)
                else:
                    p.condition = found
                    _no_act(drafts, s, p, found)
                p.evidence.append((found, which))
                p.draft.notes.append(f"{which} from a later mention of the same act")
                break
