"""The rules engine: from an annotated document to drafts and promises, sentence by sentence."""

from __future__ import annotations

from ikrar.engines.rules import (
    accused,
    across,
    agreed,
    announce,
    as_promised,
    aside,
    at_request,
    background,
    calls,
    carried,
    claims,
    commit,
    concluded,
    content,
    decided,
    declared,
    deployed,
    died,
    gaps,
    labelled,
    laws,
    mode,
    performed,
    rounds,
    said_as,
    sites,
    threats,
    to_come,
    under_text,
    unpromised,
    urged,
    verdicts,
    vows,
    when_where,
)
from ikrar.engines.rules.accused import DEEDS
from ikrar.engines.rules.clock import Clock
from ikrar.engines.rules.draft import Draft, relative
from ikrar.engines.rules.fill import Filler
from ikrar.engines.rules.group import Group
from ikrar.engines.rules.heard import Heard
from ikrar.engines.rules.how_many import Count, how_many
from ikrar.engines.rules.syntax import Syntax
from ikrar.lexicon import Language
from ikrar.model.annotation import TOPIC, Annotated, Mention, Sentence, Unit


class Extraction:
    """What the engine found: drafts (refused ones among them, for the trace), promises, the times of sayings, and numbers."""

    __slots__ = ("counts", "drafts", "promises", "sayings")

    def __init__(self) -> None:
        self.drafts: list[Draft] = []
        self.promises: list[commit.Promise] = []
        self.sayings: list[tuple[Sentence, Unit]] = []
        self.counts: list[tuple[Sentence, Count]] = []


def extract(doc: Annotated, language: Language) -> Extraction:
    """Runs every frame over every sentence of ``doc``."""
    out = Extraction()
    told: list[Syntax] = []
    numbers = how_many(language)
    refuted = claims.refuted(doc.raw, language)
    for s in doc.sentences:
        filler = Filler(s, language, doc.raw, told)
        drafts = filler.drafts()
        drafts += aside.find(drafts, filler.syn, language, doc.raw)
        if drafts:
            _settle(drafts, filler, language, doc.raw)
        if not s.title or s.speaker is not None:
            drafts = acts_of_speech(drafts, filler, doc, language)
        if not language.sets["labelling"].isdisjoint(filler.lows) and (called := labelled.find(drafts, filler.syn, language)):
            drafts = sorted([*drafts, *called], key=lambda d: d.start)
        for count in numbers.find(s, doc.raw):
            out.counts.append((s, count))
        told.append(filler.syn)
        if (
            not drafts
            and not s.times
            and not laws.may(s, language)
            and not under_text.may(s, language)
            and not as_promised.may(s, language)
        ):
            continue
        clock = Clock(filler.syn, language)
        for stamp in clock.stamps():
            out.sayings.append((s, stamp))
        claims.settle(drafts, refuted)
        claims.norms(drafts, language)
        claims.charged(drafts, language)
        claims.alleged(drafts, language)
        claims.admitted(drafts)
        claims.only_said(drafts, language)
        rounds.of_text(drafts, out.drafts)
        urged.sentenced(drafts, out.drafts)
        for d in drafts:
            when_where.settle(d, clock)
            _modes(d, language)
            found = commit.promises(d, doc, language)
            if d.kind == "declaration" and not found and d.refused is None:
                d.refused = declared.NO_DECLARATION
            announce.to_others(d, found)
            _concede(d, found)
            out.promises.extend(found)
        if (law := laws.find(drafts, filler.syn, doc, language)) is not None:
            drafts = [*drafts, law]
            out.promises.extend(commit.promises(law, doc, language))
        elif (under := under_text.find(drafts, out.drafts, filler.syn, doc, language)) is not None:
            drafts = [*drafts, under]
            out.promises.extend(commit.promises(under, doc, language))
        if (done := as_promised.find(drafts, filler.syn, clock, language)) is not None:
            out.promises = [p for p in out.promises if p.draft.unit != done.unit or p.sentence is not s]
            drafts = [*drafts, done]
            out.promises.extend(commit.promises(done, doc, language))
        out.drafts.extend(drafts)
    across.settle(out.drafts, out.promises, doc, language)
    return out


def acts_of_speech(drafts: list[Draft], filler: Filler, doc: Annotated, language: Language) -> list[Draft]:
    """``drafts`` with what the speaker of the sentence does by saying it, in order of the text."""
    if filler.s.speaker is None and language.said_phrases["wishing"].firsts.isdisjoint(filler.lows):
        return drafts  # most sentences: nobody is heard, and no wish is told
    heard = Heard(filler.syn, doc, language, filler.lows)
    call = calls.find(drafts, heard)
    if call is not None:
        if calls.MUST in call.notes and not call.members("recipient"):
            urged.unaddressed(call, language)
        drafts = [*drafts, call]
    threats.vowed(drafts, heard)
    threat = threats.find(drafts, heard)
    tried = verdicts.tried(drafts, heard)
    found = [*verdicts.find(drafts, heard), *(d for d in (threat, tried) if d is not None)]
    if (act := said_as.find([*drafts, *found], heard)) is not None:
        found.append(act)
    return sorted([*drafts, *found], key=lambda d: d.start) if found or call is not None else drafts


OWN_WORDS = frozenset("accuse.allege accuse.condemn concede.apologise consult.call support.praise support.thank".split())
"""Frames of words that nobody is asked to say: joined on behind what is asked or promised, they are his who asks."""


def _settle(drafts: list[Draft], filler: Filler, language: Language, raw: str) -> None:
    """What the drafts of one sentence mean beside each other. The order matters: a pass may read what the one before it has settled."""
    syn = filler.syn
    for d in drafts:
        mode.apply(d, syn, language)
        if d.type is not None and to_come.hangs_on(d, syn, language):
            d.refused = d.refused or "not done: what is to come counts from it"
        mode.abroad(d)
        performed.sent_home(d, language)
    rounds.outcomes(drafts, language)
    carried.settle(drafts, syn, language)
    if len(drafts) > 1:
        _noun_of(drafts)
    _said_so(drafts, language)
    announce.settle(drafts, syn, language, lambda: filler.before)
    announce.once(drafts)
    urged.settle(drafts, syn, language)
    at_request.settle(drafts, syn, language)
    decided.ordered(drafts, syn)
    agreed.approved(drafts, syn, language, raw)
    agreed.settle(drafts, syn, language, raw)
    content.find(drafts, syn, language, raw)
    agreed.agreed_acts(drafts, language)
    if len(drafts) > 1:
        _embed(drafts, syn)
    decided.sanctioned(drafts)
    decided.only_a_term(drafts)
    accused.settle(drafts)
    accused.charges(drafts, language.sets["charged_with"])
    accused.of_a_case(drafts)
    accused.warned(drafts)
    accused.not_blamed(drafts, language)
    _topics(drafts)
    for d in drafts:
        threats.aimed(d, language)
    vows.settle(drafts, syn, language)
    threats.of_promises(drafts, syn, language)
    vows.on_outlaws(drafts, syn, language)
    threats.on_condition(drafts, syn, language)
    if len(drafts) > 1:
        _declared_by(drafts)
    deployed.settle(drafts, language)
    sites.settle(drafts, syn, language)
    died.killed_when(drafts, syn)
    background.settle(drafts, syn, language)
    for d in drafts:
        concluded.settle(d, raw)


def _embed(drafts: list[Draft], syn: Syntax) -> None:
    """What stands inside the words of a promise or a demand is not done yet: it is that promise."""
    for outer in drafts:
        if outer.refused and not outer.refused.startswith("asked"):
            continue
        if outer.kind is None and outer.type not in mode.IRREALIS:
            continue
        if outer.kind == "declaration":
            continue
        if syn.id and not outer.clauses and outer.kind == "undertaking" and outer.pattern.kind == "verb":
            for d in drafts:
                if d.unit == outer.unit + 1 and d.pattern.kind == "verb":
                    d.refused = d.refused or "what is promised"  # "berkomitmen memberi perlindungan": one promise
        for role, (first, _, span) in outer.clauses.items():
            if role not in ("action", "condition"):
                continue
            for d in drafts:
                between = outer.end < d.start < span[0] and role == "action"
                # in between stands the verb alone: “mengundang X menghadiri KTT”, “siap bekerja sama dengan X untuk ...”
                marks = between and (d.unit == first - 1 or (d.unit == outer.last_unit() + 1 and d.pattern.kind == "verb"))
                if d is outer or not (marks or span[0] <= d.start < span[1]):
                    continue
                if d.refused:
                    near = d.refused.startswith(mode.UNDONE) and d.unit - first < 2  # the act itself that is promised
                    if near or outer.type == "REJECT":
                        _to_whom(outer, d)
                    if near:
                        decided.settle(outer, d, syn)
                    continue
                if d.sentence.speech and d.pattern.frame["frame"].startswith("commit.declare"):
                    continue
                if d.type in rounds.BEFORE and d.pattern.kind == "noun" and (_done_before(d, syn) or rounds.where_promised(d, syn.lang)):
                    continue
                if d.kind == "undertaking" and d.pattern.kind == "verb" and gaps.described(d, syn.lang) is not None:
                    continue  # "promised their release, and the money it said it would pay"
                if concluded.tells_on(d, syn.lang) or rounds.at_which(d, outer, syn) or accused.rejected(d, outer):
                    continue
                his = syn.id and d.pattern.frame["frame"] in OWN_WORDS and not _by_whom_asked(d, outer)
                beside = d.unit and (syn.kinds[d.unit - 1] == "C" or his and syn.u[d.unit - 1].low in syn.lang.sets["meanwhile_saying"])
                if beside and (outer.type == "COERCE" or his):
                    continue  # "melarang mereka berdemo dan meminta mereka pulang", "menugaskan polisi mengusut kasus itu dan menuding X"
                if d.start < outer.start and unpromised.rests(outer, syn.lang):
                    continue  # "A dan B menyetujuinya, seperti disebutkan dalam pernyataan itu"
                if agreed.signed_before(d, outer, syn) or (d.kind == "obligation" and outer.pattern.frame["frame"] == "request.resolution"):
                    continue
                if _presupposed(d, first) or _asked_why(d, first, syn):
                    continue
                d.refused = f"part of what is promised or asked ({outer.pattern.frame['frame']})"
                _to_whom(outer, d)
                decided.settle(outer, d, syn)


def _by_whom_asked(d: Draft, outer: Draft) -> bool:
    """“menuntut Peru menarik pasukannya dan meminta maaf”: whether he would do it who is asked."""
    asked, doers = outer.members("recipient"), d.members("actor")
    return outer.type == "REQUEST" and bool(doers) and all(m in asked for m in doers)


DESCRIBES = frozenset(("antecedent of a relative clause", "described by a participle"))
SHARED = "shared with the verb before"


def _presupposed(d: Draft, first: int) -> bool:
    """“meminta Iran melepas kapal yang disita Iran": the asked-for act is not done, but the deed that only describes its object is."""
    if d.type not in DEEDS or d.factuality != "actual" or d.unit <= first + 1:
        return False
    # "gerilyawan yang menyerah": alone, a kind of people; "yang dipukuli dan ditahan X": so is the verb joined on
    joined = d.mark == "passive" and relative(d, "VADNC") is not None
    described = next((g for g in d.fills.values() if g.how in DESCRIBES or (joined and g.how == SHARED)), None)
    return described is not None and any(g.first > described.last for g in d.fills.values())


def _asked_why(d: Draft, first: int, syn: Syntax) -> bool:
    """“meminta Kenya menjelaskan mengapa polisinya memukuli X": what one is to say the reason of has been done."""
    before = syn.u[first : d.unit]
    return d.factuality == "actual" and d.type in DEEDS and any(u.low in syn.lang.sets["why"] for u in before)


def _topics(drafts: list[Draft]) -> None:
    """“buruh berunjuk rasa menolak kenaikan pajak": what a protest asks for or rejects is its topic, no act of its own."""
    protests = [d for d in drafts if d.type == "PROTEST" and not d.refused]
    for d in drafts:
        if d.type not in ("REQUEST", "REJECT", "ACCUSE") or d.refused:
            continue
        mine = d.members("actor")
        against = d.members("recipient") if d.type == "ACCUSE" else []  # told by the protest itself, or an act of its own
        if d.type == "ACCUSE" and not against:
            continue
        if mine and any(_all_in(mine, p, "actor") and _all_in(against, p, "recipient") for p in protests):
            d.type = d.mode = None
            d.notes.append("the topic of a protest")


def _all_in(members: list[Mention], d: Draft, role: str) -> bool:
    return all(m in d.members(role) for m in members)


OF_STATE = ("MIL", "COP", "GOV")


def _to_whom(outer: Draft, inner: Draft) -> None:
    """“mengancam akan menyerang X", "berjanji membantu X": whom the act would be done to is whom the word is given."""
    own = {m.country for m in outer.members("actor", "promisor")}
    apart = {(m.country, m.sector == "REB") for m in outer.members("actor", "promisor")}
    many = any(m.kind == "pronoun" for role in ("actor", "promisor") if role in outer.fills for m in outer.fills[role].members)
    if outer.mutual and (len(apart) != 1 or many or inner.type == "CONSULT"):
        return
    if outer.refused or outer.type not in ("AGREE", "THREATEN", "CONCEDE", "REJECT") or outer.members(*GIVEN):
        return
    others = [m for m in inner.members(*GIVEN) if m.pronoun is None]
    public = any(m.sector in (None, *OF_STATE) for m in outer.members("actor", "promisor"))
    found = [m for m in others if m.country not in own or ((m.sector not in OF_STATE or not public) and m.kind != "place")]
    if not found and inner.type == "ASSAULT":
        found = [m for m in inner.members("place") if m.country and m.country not in own]  # "warned it would bomb targets in X"
    if found:
        outer.mutual = False  # "X setuju mengurangi pasukannya di Y": one side's word
        outer.fills["recipient"] = Group(found, inner.unit, inner.unit, f"whom the act in it is done to ({inner.pattern.frame['frame']})")


GIVEN = ("recipient", "beneficiary", "victim")  # roles that say to whom something is done


def _noun_of(drafts: list[Draft]) -> None:
    """“akan menerima kunjungan X”: a meeting that the verb tells already, and tells to be still to come or not to be, is no second one."""
    for verb in drafts:
        meets = verb.pattern.kind == "verb" and verb.pattern.event.get("type") == "CONSULT"
        if not meets or (verb.refused is None and verb.type == "CONSULT"):
            continue
        for d in drafts:
            told = d.first in verb.used or (d.unit > verb.unit and all(u.kind in "XDd#" for u in d.sentence.units[verb.unit + 1 : d.unit]))
            if d.pattern.kind == "noun" and d.type == "CONSULT" and told and not d.refused:
                d.refused = "told by its verb"


def _said_so(drafts: list[Draft], language: Language) -> None:
    """“..., janji X”: the word only names the speaker of what was told before it."""
    for d in [d for d in drafts if d.kind == "undertaking"]:
        before = d.sentence.units[d.unit - 1].kind if d.unit else ""
        first, stop, _ = d.clauses.get("action", (0, 0, (d.start, d.end)))
        behind = before == "Q" or before == "," and all(u.kind not in "VBA" for u in d.sentence.units[first:stop])
        behind = behind and [u.kind for u in d.sentence.units[max(0, d.unit - 3) : d.unit]] != [",", "D", ","]  # "X, meanwhile, pledged"
        behind = behind and not _apposed(d)
        told = d.pattern.kind == "verb" and behind and d.mark != "aside"
        if told and d.sentence.units[d.unit].low in language.sets["said"]:
            d.refused = d.refused or "names the speaker"
        after = d.sentence.units[d.unit + 1].low if d.unit + 1 < len(d.sentence.units) else ""
        if d.unit == 0 and after in language.sets["demonstratives"] and d.pattern.frame["frame"] not in agreed.POINTS:
            d.refused = d.refused or "names a word given before"  # "Janji itu mencakup ..."


def _apposed(d: Draft) -> bool:
    """“Peru's envoy, Ana Rojas, promised the recall of ...": whether the comma before the verb closes the name of who promises."""
    units = d.sentence.units[: d.unit]
    name = units[-2].m if len(units) > 3 else None
    return name is not None and name.kind == "person" and any(u.m is not None and name in u.m.refers for u in units[:-2])


def _done_before(d: Draft, syn: Syntax) -> bool:
    """“the decision was taken after the talks": whether a noun stands behind a preposition of what has been before."""
    j = d.unit - 1
    while j >= 0 and d.unit - j < 6 and (syn.u[j].kind in "XdDa#'-" or syn.u[j].m is not None):
        j -= 1
    return j >= 0 and syn.u[j].low in syn.lang.sets["done_before"]


def _declared_by(drafts: list[Draft]) -> None:
    """What stands inside "kedua pihak menekankan bahwa ..." is declared by those who say it."""
    for outer in drafts:
        if outer.kind != "declaration" or "promisor" not in outer.fills:
            continue
        for _, _, span in outer.clauses.values():
            for d in drafts:
                given = d.kind == "undertaking" and d.type == "AGREE" and not d.refused and not outer.refused and outer.type is None
                if given and span[0] <= d.start < span[1] and "promisor" in d.fills:
                    outer.refused = "what is told is a word given: that is the promise"  # "announced that X will send a ship"
                if d is not outer and d.kind == "declaration" and span[0] <= d.start < span[1]:
                    d.fills["promisor"] = outer.fills["promisor"]
                    d.notes.append("declared by the one who says it")


def _modes(d: Draft, language: Language) -> None:
    """The PLOVER mode, by words near the trigger."""
    table = d.pattern.frame["modes"].get(language.code) or []
    if not table or d.type is None:
        return
    words = " " + " ".join(d.sentence.lows[max(0, d.first - 12) : d.first + 14]) + " "
    for name, marks in table:
        for text in marks:
            if f" {text} " in words:
                d.mode = name
                d.notes.append(f'mode {name} by "{text}"')
                return


def _concede(d: Draft, found: list[commit.Promise]) -> None:
    """One side's promise to withdraw, reduce or cease fire is a concession."""
    if d.type != "AGREE" or not found or found[0].kind != "undertaking" or found[0].provision not in commit.CONCESSIONS:
        return
    if found[0].cue == commit.OTHERS_GO or d.pattern.frame["frame"] == "agree.offer" or found[0].cue == TOPIC:
        return  # what is offered is not conceded yet; nor does a truce of which the report tells make a promise of money one
    members = d.members("promisor", "actor") + (d.members("beneficiary") if d.mutual else [])
    one = len({(m.country, commit.apart(m)) for m in members}) == 1
    if one and all(m.pronoun in (None, "third") for m in (d.fills["promisor"].members if "promisor" in d.fills else [])):
        d.notes.append(f"AGREE of one side to {found[0].provision}: CONCEDE")
        d.type = "CONCEDE"
        if d.mutual and found[0].beneficiaries and not d.members("beneficiary", "recipient"):
            d.mutual, d.beneficiaries = False, list(found[0].beneficiaries)
