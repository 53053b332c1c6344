"""Rounds of talks whose sides stand elsewhere: begun on a day, or told in passing; and the texts that talks rest on."""

from __future__ import annotations

from ikrar.engines.rules.agreed import between, give, sides_here, sides_of_story
from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.group import Group
from ikrar.engines.rules.syntax import Syntax
from ikrar.engines.rules.texts import MUTUAL
from ikrar.lexicon import Language
from ikrar.model.annotation import Mention

HELD, EARLIER, MEDIATE, SIGN, PASS = "consult.held", "consult.earlier", "consult.mediate", "support.sign", "support.pass"
REAFFIRM, OUTCOME = "agree.reaffirm", "agree.outcome"
CARRIED = "those told of before"
BEFORE = frozenset(("CONSULT", "ASSAULT"))  # types told in passing as having been before: "after the talks", "following the raid"
ROUND = 5  # words of talks among which it is told which round they are
BESIDE = 8  # units behind an earlier round of talks within which its time is told


def meetings(drafts: list[Draft], language: Language) -> None:
    """“Pembicaraan itu dimulai 18 Juni”: talks that begin on a day of their own, or are mediated, between the sides of the story."""
    for n, d in enumerate(drafts):
        _teams(d, drafts)
        mediator = d.members("actor") if d.pattern.frame["frame"] == MEDIATE and not d.refused else []
        if mediator and not d.members("recipient"):
            sides = between(drafts, n)
            if sides and all(m.country != s.country for m in mediator for s in sides):
                d.fills["recipient"] = Group(sides, d.unit, d.unit, "the sides of the talks")
            continue
        if d.pattern.frame["frame"] == HELD and (own := d.fills.get("actor")) is not None and all(_no_party(m) for m in own.members):
            del d.fills["actor"]  # "putaran pertama forum itu"
        if d.pattern.frame["frame"] == HELD and not d.refused:
            for x in drafts:  # "sesi perdana digelar ...": not by whoever was told of before
                carried = x.fills.get("actor")
                if x is not d and x.sentence is d.sentence and x.type == "CONSULT" and carried is not None and carried.how == CARRIED:
                    x.refused = x.refused or "the talks that the sentence names"
        if d.pattern.frame["frame"] == EARLIER and not d.refused:
            _earlier(d, drafts, n, language.modes["held"])
            continue
        if d.pattern.frame["frame"] != HELD or d.refused or d.members("actor"):
            continue
        if d.time is None and not _just_held(d, language):
            d.refused = "talks told before"
            continue
        give(d, "actor", between(drafts, n) or sides_here(d.sentence), "the sides of the talks", "nobody is known to talk")


def outcomes(drafts: list[Draft], language: Language) -> None:
    """Gives an agreement with which talks end the sides of those talks; one that they did not end with is none."""
    for d in drafts:
        if d.pattern.frame["frame"] == OUTCOME and not d.refused:
            give(d, "promisor", _talkers(d, drafts, language), "the sides of the talks", "nobody is known to agree")


def _talkers(d: Draft, drafts: list[Draft], language: Language) -> list[Mention]:
    """“Talks between A and B ended with an accord on ...": the two sides of the talks that the sentence of ``d`` tells."""
    if language.sets["partner"].isdisjoint(d.sentence.lows[max(0, d.first - 2) : d.first]):
        return []
    here = [x for x in drafts if x.sentence is d.sentence and x.type == "CONSULT" and not x.refused and x.unit < d.unit]
    return next((found for x in here if (found := sides_of_story([x]))), [])


def _just_held(d: Draft, language: Language) -> bool:
    """“sehari setelah Dialog putaran ketiga digelar di Lima": a round that a clause of what came before tells, with its number."""
    units = d.sentence.units
    link = next((j for j in range(d.unit - 1, max(-1, d.unit - BESIDE), -1) if units[j].kind in "S,;."), 0)
    rounds = language.raw["extras"]["processes"]["rounds"]
    counted = any(t.low in rounds for t in d.sentence.tokens[d.first : d.first + ROUND])
    return units[link].low in language.sets["right_after"] and counted


def _teams(d: Draft, drafts: list[Draft]) -> None:
    """“X and Y led the delegations, which met by video": the meeting of those whom the delegations are of, told by who led them."""
    who = d.fills.get("actor")
    if d.type != "CONSULT" or d.refused or who is None or "relative" not in who.how or len({m.country for m in d.members("actor")}) > 1:
        return
    led = any(x.sentence is d.sentence and x is not d and x.pattern.frame["frame"].startswith("consult.delegation") for x in drafts)
    if led and all(m.kind in ("group", "person") and not m.named and (m.plural or m.title is None) for m in who.members):
        d.refused = "told by the delegations"


def of_text(drafts: list[Draft], told: list[Draft]) -> None:
    """“The statement restated their wish to ...": what a text says that both will is of the sides of the story as ``told`` before."""
    for n, d in enumerate(drafts):
        if d.pattern.frame["frame"] != REAFFIRM or d.refused or d.members("promisor"):
            continue
        sides = sides_of_story([*told, *drafts[:n]])
        give(d, "promisor", sides if len(sides) > 1 else [], "the sides of the text", "nobody is known to will it")


def where_promised(d: Draft, language: Language) -> bool:
    """“X telah berjanji mengurangi pasukannya dalam sesi dialog yang dimulai 4 Juli": the talks at which it was promised, no part of it."""
    units = d.sentence.units
    if d.pattern.frame["frame"] != HELD or d.unit == 0:
        return False
    after = units[d.unit + 1 : d.unit + BESIDE + 3]
    begun = any(u.kind == "R" for u in after) and any(u.kind == "T" and u.x.shift != "next" for u in after)
    return begun and any(u.low in language.sets["at_talks"] for u in units[max(0, d.unit - 3) : d.unit] if u.kind in "PS")


WITHIN = 14  # units behind a meeting within which its day is told


def at_which(d: Draft, outer: Draft, syn: Syntax) -> bool:
    """“menawarkan kerja sama dalam pertemuan dengan X", "meminta Y hadir seusai bertemu X": where ``outer`` is said, no part of it."""
    units, sets = syn.u, syn.lang.sets
    j = d.unit - 1
    while j > outer.unit and units[j].kind in "XdDaA":
        j -= 1
    if d.type != "CONSULT" or j <= outer.unit:
        return False
    idle = not any(u.kind == "V" for u in units[outer.unit + 1 : j])
    if units[j].low in sets["done_before"]:
        return idle or units[j].low in sets["just_done"]
    if d.pattern.kind != "noun" or units[j].low not in sets["at_talks"]:
        return False
    verb = next((u.low for u in reversed(units[outer.unit + 1 : j]) if u.kind == "V"), "")
    when = next((u.x for u in units[d.unit + 1 : d.unit + WITHIN] if u.kind == "T"), None)
    if when is not None and when.shift == "next":
        return False
    dated = syn.id and when is not None and bool(when.day or when.weekday >= 0)
    return idle or (dated and verb not in sets["attending"])


def _earlier(d: Draft, drafts: list[Draft], n: int, held: frozenset[str]) -> None:
    """“At an earlier session, in January 2023, X undertook ...”: a round of the story's sides, with a time of its own beside it."""
    units = d.sentence.units
    last = d.last_unit()
    when = next((i for i in range(last + 1, len(units)) if units[i].kind not in "XPMd,(-'CDAS" and units[i].low not in held), len(units))
    if d.time is not None and (when == len(units) or units[when].kind != "T"):
        when = next((i for i in range(max(0, d.unit - BESIDE), d.unit) if units[i] is d.time), when)  # "on that day held the first session"
    x = units[when].x if when < len(units) and when - last <= BESIDE and units[when].kind == "T" else None
    told = x is not None and bool(x.month or x.kind == "year" or x.origin == "told")
    if give(d, "actor", between(drafts, n) if told else [], "the sides of the talks", "no time of its own"):
        d.time = units[when]


def signed(drafts: list[Draft], language: Language) -> None:
    """“Dialog itu diatur dalam traktat yang diteken pada 1980”: a text that talks rest on, signed by nobody named, is of their sides."""
    talks, pointing = frozenset(language.raw["extras"]["processes"]["names"]), language.either("pointing", "those_who_talked")
    for n, d in enumerate(drafts):
        passed = d.pattern.frame["frame"] == PASS and any(m.title in MUTUAL for m in d.members("instrument"))
        if not (passed or d.pattern.frame["frame"] == SIGN) or d.refused or d.members("actor", "recipient"):
            continue
        if d.time is None or d.factuality != "actual":
            continue
        units = d.sentence.units
        named = any(t.low in talks for t in d.sentence.tokens)
        before = drafts[n - 1] if n else None
        follows = before is not None and before.type == "CONSULT" and d.sentence.index - before.sentence.index == 1
        named = named or (follows and units[0].low in pointing) or any(len(m.refers) > 1 for m in d.sentence.mentions)
        if not named or any(m.kind == "state" and not m.adjective and m.start > d.end for m in d.sentence.mentions):
            continue
        sides = between(drafts, n)
        if sides:
            d.fills["actor"] = Group(sides, d.unit, d.unit, "the sides of the talks that rest on it")


def _no_party(m: Mention) -> bool:
    """Whether ``m`` is nobody who talks, but what they sit in: "forum itu"."""
    return m.kind == "group" and not m.named and m.owner is None and m.sector in (None, "-", "CVL") and not m.plural
