"""What two sides say with one voice: that a thing between them goes on, they affirm and undertake together."""

from __future__ import annotations

from functools import cache

from ikrar.engines.rules import commit, given
from ikrar.engines.rules.agreed import APPROVE, POINTS, between, give, sides_here, sides_of_story
from ikrar.engines.rules.deadlines import deadline
from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import Group
from ikrar.engines.rules.provisions import Provisions, provisions
from ikrar.engines.rules.syntax import Syntax
from ikrar.engines.rules.to_come import to_come
from ikrar.lexicon import Language, Pattern
from ikrar.model import Span
from ikrar.model.annotation import Annotated, Mention, Sentence
from ikrar.model.codes import LEAVING

SHARED, REACHED = "agree.shared", "agree.reached"
JOINT = frozenset(("joint-statement",))
"""Texts that speak for both sides of the story; an agreement has sides of its own."""
COMMON = frozenset(("security-cooperation", "counter-terrorism", "intelligence", "training-advising", "talks", "trade", "energy"))
"""What two sides do with each other, so that both saying it binds both."""
TOGETHER = frozenset(("security-cooperation", "counter-terrorism", "intelligence", "training-advising"))
"""Of these, what nobody does alone: to say that it will be is to say that it goes on."""
Saying = tuple[int, int, Span, list[Mention]]
"""From which unit up to which something is said, its words, and who say it."""
ELSEWHERE = "told elsewhere to be agreed on"
WITHDRAWAL = "withdrawal-of-forces"
TO_COME = "RETREAT to come"  # as rules/mode.py notes it
NEXT = 2  # sentences behind an agreement of one side in which its other side is told
BEHIND = 24  # units behind a comma in which it is told who affirms what stands before it
OPENING = 7  # units at the head of such a sentence, and of one that says that a text tells it
NAMED = 5  # units at the head of "Demikian bunyi pernyataan bersama ..." within which the text is named
ASIDE = 3  # units more where a relative clause says how the text was made known
HEAD = 3  # words at the head of what is said


def shared(drafts: list[Draft], made: list[commit.Promise]) -> None:
    """“Ditegaskan tekad bersama untuk ...”: what nobody is named to affirm together, the sides of the story do."""
    for n, d in enumerate(drafts):
        if d.pattern.frame["frame"] != SHARED or d.refused or d.members("promisor"):
            continue
        heard = _both(d.sentence.voices)
        sides = heard if _two(heard) else between(drafts, n)
        if not give(d, "promisor", sides, "the sides of the talks", "nobody is known to affirm it"):
            continue
        for p in made:
            if p.draft is d:
                p.promisors = p.beneficiaries = list(sides)


def agreed_again(drafts: list[Draft], made: list[commit.Promise]) -> None:
    """“Kepergian pasukan itu disepakati dalam dialog", "Kini X akan memulangkan pasukannya": what two have agreed on is agreed once."""
    for d in drafts:
        again = d.pattern.frame["frame"] == SHARED and d.pattern.subj is None
        done = d.type == "CONCEDE" and d.pattern.frame["frame"].startswith("retreat.") and any(n.startswith(TO_COME) for n in d.notes)
        if d.refused or not (again or done and not d.sentence.title):
            continue
        who = {m.owner.country if m.country == "INT" and m.owner is not None else m.country for m in d.members("promisor", "actor")}
        if done and not any(p.draft is d and p.provision == WITHDRAWAL for p in made):
            continue
        for p in made:
            x = p.draft
            told = x is not d and x.type == "AGREE" and not x.refused and not x.sentence.title
            same = told and p.kind == "undertaking" and p.provision == WITHDRAWAL
            sides = {m.country for m in p.promisors + p.beneficiaries}
            if same and (sides == who or done and len(sides) > 1 and {m.country for m in p.promisors} == who):
                x.beside, x.time, d.refused = [*x.beside, (d.start, d.end)], x.time or (d.time if again else None), ELSEWHERE
                break
    made[:] = [p for p in made if p.draft.refused != ELSEWHERE]


def reached(drafts: list[Draft], language: Language) -> None:
    """“Kesepakatan itu tercapai dalam Dialog A-B": more of the agreement just told; else the sides agree to what stands before."""
    for n, d in enumerate(drafts):
        if d.pattern.frame["frame"] not in POINTS or d.refused or d.sentence.title or not (d.pattern.kind == "noun" or d.pattern.need):
            continue
        mine = {m.country for m in d.members("promisor")}
        told = [x for x in drafts if not x.refused and 0 < d.sentence.index - x.sentence.index <= NEXT and not x.sentence.title]
        known = next((x for x in reversed(told) if x.type == "AGREE" and _agreed_by(x, mine)), None)
        if known is not None and not (mine and to_come(Syntax(d.sentence, language), 0, d.unit, language)):
            known.beside, known.time = [*known.beside, (d.start, d.end)], known.time or d.time
            d.refused = ELSEWHERE
        elif d.pattern.frame["frame"] != REACHED:
            continue
        elif any(x.kind == "undertaking" and x.sentence.index == d.sentence.index - 1 for x in told):
            give(d, "promisor", between(drafts, n), "the sides of the talks", "nobody is known to agree")
        else:
            d.refused = "nothing is told that is agreed on"


def _agreed_by(x: Draft, sides: set[str | None]) -> bool:
    """Whether several agree in ``x``, and no others than ``sides`` where those are known."""
    theirs = {m.country for m in x.members("promisor", "actor") + x.members("beneficiary")}
    return len(theirs) > 1 and (not sides or sides == theirs)


def voiced(drafts: list[Draft], made: list[commit.Promise], doc: Annotated, language: Language) -> None:
    """Adds what both sides say will go on: “We will keep up our security cooperation,” the two sides (or their statement) said."""
    table = provisions(language)
    told = {d.sentence.index: d for d in drafts if d.type == "AGREE" and not d.refused}
    joint = [m.sentence for m in doc.mentions if m.title in JOINT]
    since = min(joint, default=len(doc.sentences))
    affirming = language.firsts("affirming")
    for s in doc.sentences:
        if s.title:
            continue
        heard = _read_next(s, doc, language) if s.index + 1 in joint else None
        if heard is None and since < s.index or s.speaker is not None and _two(_both(s.voices)):
            heard = _heard(s, doc, joint, drafts, language)
        if heard is None and not affirming.isdisjoint(s.words):
            heard = _behind(s, language)
        text = text_says(s, language) if heard is None and joint and s.index not in told else None
        if text is not None:  # "The statement said that ..."
            heard = (*_from(text, s), sides_of_text(doc, joint, drafts, s))
        if heard is None or not heard[3]:
            continue
        first, stop, span, voices = heard
        provision, cue = _about(s, span, doc, table, language)
        if (known := told.get(s.index)) is not None:
            _named(known, made, provision, cue)
            continue
        syn = Syntax(s, language)
        opening = [t.low for t in s.tokens if t.start >= span[0]][:HEAD]  # "“Jadwal kepulangan akan ditentukan,” kata keduanya"
        when = not language.sets["times_to_set"].isdisjoint(opening)
        leaves = provision in LEAVING and to_come(syn, first, stop, language)
        if not leaves and (provision not in COMMON or not _goes_on(syn, first, stop, language, kept=provision not in TOGETHER)):
            continue
        pattern = _shared(language)
        d = Draft(pattern, s, 0, s.units[0].first, s.start, span[1], "words", *pattern.tells)
        d.fills["promisor"] = Group(voices, 0, stop, "those who say it")
        d.notes.append("both sides say so")
        if when:
            d.type = None  # only that its time is still to be set: the deal is told elsewhere
        sides = {m.country for m in voices}
        for x in drafts:
            if x.sentence is s and x.pattern.frame["frame"] == APPROVE and {m.country for m in x.members("actor")} == sides:
                x.refused = x.refused or "what both sides say"  # "..., kedua pemerintah telah menyetujui, menurut pernyataan itu"
            own = x.type is None and (x.kind == "undertaking" or (x.kind == "obligation" and text is not None))
            if x.sentence is s and x.start < span[1] and (own or x.type == "CONCEDE"):
                x.refused = x.refused or "what both sides say"
        made[:] = [p for p in made if p.sentence is not s or not p.draft.refused]
        drafts.append(d)
        p = commit.Promise(d, "undertaking", provision, cue)
        p.promisors, p.action = list(voices), span
        given.sides(p, s, span, language)
        deadline(p, s, span, language, doc.raw)
        made.append(p)


@cache
def _shared(language: Language) -> Pattern:
    return language.patterns.first_of(SHARED)


def _heard(s: Sentence, doc: Annotated, joint: list[int], drafts: list[Draft], language: Language) -> Saying | None:
    """What two states say together by a word of saying, or their joint text by its own."""
    if s.speaker is None and all(u.kind != "Q" for u in s.units):
        return None
    said = _said(s) or _said_that(s)
    if said is None:
        return None
    first, stop, span = said
    voices = _both(s.voices)
    if first == 0 and not _two(voices) and min(joint, default=s.index) < s.index and _read_out(s, span, language):
        voices = sides_of_text(doc, joint, drafts, s)
    return (first, stop, span, voices) if _two(voices) else None


def _from(first: int, s: Sentence) -> tuple[int, int, Span]:
    """All that stands from unit ``first`` to the full stop."""
    return first, len(s.units) - 1, (s.units[first].start, s.end)


def _said_that(s: Sentence) -> tuple[int, int, Span] | None:
    """“A and B said (that) they would ...": what stands behind who says it."""
    if s.speech is None:
        return None
    verb = next((j for j, u in enumerate(s.units) if u.end == s.speech[1] and u.kind == "V"), None)
    if verb is None or verb > OPENING or verb + 3 >= len(s.units):
        return None
    return _from(verb + 1 + (s.units[verb + 1].kind == "S"), s)


def _read_next(s: Sentence, doc: Annotated, language: Language) -> Saying | None:
    """““Pasukan itu akan pergi.” Demikian pernyataan bersama A dan B": a quotation whose text the next sentence names."""
    behind = doc.sentences[s.index + 1]
    quoted = s.speaker is None or s.speaker.sentence == behind.index
    if not quoted or behind.units[0].low not in language.sets["thus"] or all(u.kind != "Q" for u in s.units):
        return None
    text = next((u.m for u in behind.units[1:NAMED] if u.m is not None and u.m.title in JOINT), None)
    if text is None:
        return None
    named = list({m.country: m for m in [*text.members, *behind.mentions] if m.kind == "state" and m.country}.values())
    return *_from(0, s), named if len(named) == 2 else expand(sides_here(behind))


def _behind(s: Sentence, language: Language) -> Saying | None:
    """“..., demikian ditegaskan kembali oleh A dan B", "..., the two governments declared": those who affirm what stands before."""
    units, affirming = s.units, language.sets["affirming"]
    for j in range(len(units) - 2, 1, -1):
        if units[j].kind != ",":
            continue
        behind = units[j + 1 :]
        verbs = [u for u in behind if u.kind == "V"]
        voices = _both([u.m for u in behind if u.m is not None and u.m.kind in ("state", "pronoun")])
        if not verbs:
            continue
        if len(behind) > BEHIND or verbs[0].low not in affirming or behind[0].kind not in "SPDXMdV":
            return None
        if _two(voices):
            return 0, j, (s.start, units[j - 1].end), voices
    return None


def text_says(s: Sentence, language: Language) -> int | None:
    """“Pernyataan itu menyebutkan bahwa ...", "The communique also says ...": where the words begin that a text says."""
    for j, u in enumerate(s.units[: OPENING + ASIDE]):
        if u.kind == "V" and j and s.units[j - 1].kind == "R" and u.low in language.sets["issued"]:
            continue  # "Pernyataan bersama yang dibacakan seusai pertemuan menyebutkan ..."
        if u.kind == "V":
            text = any(x.low in language.sets["statements"] or (x.m is not None and x.m.title in JOINT) for x in s.units[:j])
            others = any(x.m is not None and x.m.kind != "instrument" for x in s.units[:j])
            if not text or others or (u.low not in language.sets["affirming"] and u.low not in language.sets["telling"]):
                return None
            return j + 1 + (s.units[j + 1].kind in "SR") if j + 3 < len(s.units) else None
    return None


def _two(voices: list[Mention]) -> bool:
    return len({m.country for m in voices}) > 1


def _both(voices: list[Mention]) -> list[Mention]:
    """The states among those who are heard."""
    return [m for m in expand(voices) if m.kind == "state" or m.capital]


def sides_of_text(doc: Annotated, joint: list[int], drafts: list[Draft], s: Sentence) -> list[Mention]:
    """The sides of a joint text named before ``s``: those of the story, else the two states that are named with the text."""
    sides = sides_of_story([d for d in drafts if d.sentence.index < s.index])
    if sides:
        return sides
    for n in joint:
        if n < s.index:
            states = {m.country: m for m in doc.sentences[n].mentions if m.kind == "state" and m.country}
            if len(states) == 2:
                return list(states.values())
    return []


def _read_out(s: Sentence, span: Span, language: Language) -> bool:
    """“..., begitu tertulis dalam pernyataan", "..., so read the statement": whether the text is named behind what is said."""
    named = s.speaker is not None and s.speaker.title in JOINT
    return named or any(t.low in language.sets["statements"] for t in s.tokens if t.start >= span[1])


def _said(s: Sentence) -> tuple[int, int, Span] | None:
    """The words that are said before who says them: up to the unit before that one."""
    start = min((m.start for m in s.voices if m.pronoun != "first"), default=s.end)
    comma = next((j for j, u in enumerate(s.units) if u.kind in ",Q" and u.end <= start and j and s.units[j - 1].kind != "Q"), None)
    if comma is None:
        return None
    while comma > 1 and s.units[comma - 1].kind in ",Q":
        comma -= 1
    return 0, comma, (s.start, s.units[comma - 1].end)


def _about(s: Sentence, span: Span, doc: Annotated, table: Provisions, language: Language) -> tuple[str, str]:
    """What is spoken of; “We shall keep it up” points to the sentence before."""
    though = next((u.start for u in s.units[2:] if u.kind == "S" and span[0] < u.start < span[1]), span[1])  # "..., meski pasukan pergi"
    found = table.best(doc.raw[span[0] : though])
    points = any(u.low.endswith("nya") or u.low in ("it", "this", "itu") for u in s.units[:-1] if u.start < span[1])
    if found[0] == "other" and points and s.index:
        before = doc.sentences[s.index - 1]
        found = table.best(doc.raw[before.start : before.end])
    return found


def _named(d: Draft, made: list[commit.Promise], provision: str, cue: str) -> None:
    """What both promise in a verb only (“will be continued”) is what the words before the verb name."""
    for p in made:
        if p.draft is d and p.kind == "undertaking" and p.provision == "other" and provision in COMMON and len(p.promisors) > 1:
            p.provision, p.cue = provision, cue


def _goes_on(syn: Syntax, first: int, stop: int, language: Language, *, kept: bool) -> bool:
    """Whether the words before ``stop`` say that a thing goes on: "tetap berlanjut", "we affirm to continue", or (not if ``kept``) will."""
    words = {u.low for u in syn.u[first:stop]}
    if not words.isdisjoint(language.sets["lasting"]) or (not kept and to_come(syn, first, stop, language)):
        return True
    lows = {t.low.removesuffix("nya") for t in syn.s.tokens[: syn.u[stop - 1].last + 1]}
    return not words.isdisjoint(language.sets["we"]) and not lows.isdisjoint(language.sets["keeping_on"])


def with_whom(drafts: list[Draft], doc: Annotated, language: Language) -> None:
    """“X setuju menarik pasukannya. Persetujuan dengan Y itu dicapai pada Selasa": what one agrees to with another, the two agree on."""
    for d in drafts:
        if d.refused or d.type != "CONCEDE" or not d.pattern.frame["frame"].startswith(("agree.", "retreat.")) or d.sentence.title:
            continue
        mine = d.members("promisor", "actor")
        if len({m.country for m in mine}) != 1 or mine[0].country is None:
            continue
        for s in doc.sentences[d.sentence.index + 1 : d.sentence.index + 1 + NEXT]:
            other = _other_side(s, mine[0].country, language)
            told = any(x.sentence is s and x.type == "AGREE" and not x.refused for x in drafts)
            if other is None or (told and d.pattern.frame["frame"].startswith("retreat.")):
                continue
            text, them = other
            mine = given.whose_forces(mine)
            d.type, d.mutual = "AGREE", True
            d.fills.pop("recipient", None)
            d.fills.pop("beneficiary", None)
            d.beneficiaries = []
            role = "actor" if "actor" in d.fills else "promisor"
            d.fills[role] = Group([*mine, *them], d.unit, d.unit, "those of the agreement told next")
            d.notes.append("the agreement told next is with another side: AGREE")
            d.beside = [text.span]
            d.time = d.time or next((u for u in s.units if u.kind == "T" and (u.x.day or u.x.weekday >= 0)), None)
            break


def _other_side(s: Sentence, mine: str, language: Language) -> tuple[Mention, list[Mention]] | None:
    """The agreement with which a sentence opens, and who made it with the state ``mine``."""
    text = next((u.m for u in s.units[:OPENING] if u.m is not None and u.m.title == "agreement" and not u.m.named), None)
    if text is None:
        return None
    for i, u in enumerate(s.units):
        m = u.m
        if m is None or m.start < text.start:
            continue
        them = [x for x in _both([m]) if x.country not in (None, "INT", mine)]
        both = m.pronoun == "both" and len(them) == 1
        if them and (both or (i and s.units[i - 1].low in language.sets["partner"])):
            return text, them
    return None
