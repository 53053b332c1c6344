"""The table of acts that bear on promises (data/ledger/status.yaml): read, checked, and tried on an act and a promise."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache
from typing import Final, Literal, NamedTuple

import msgspec

from ikrar.ledger import amounts, meaning, retold
from ikrar.ledger.meaning import Word
from ikrar.ledger.packaged import as_type
from ikrar.ledger.points import ordinal
from ikrar.ledger.promise import Act, Party, Promise
from ikrar.ledger.retold import as_said
from ikrar.ledger.stems import stands
from ikrar.model.said import Said

RULE: Final = "status 1"
"""Who makes these claims, with the version of the table."""
REMEMBERED: Final = 4096  # sentences that came lately

Side = Literal["promisor", "beneficiary", "other", "anyone", "all"]


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One row of the table."""

    rule: str
    provisions: tuple[str, ...]
    event: tuple[str, ...]
    actor: Side
    bearing: Literal["for", "under-way", "against", "disputed", "withdrawn"]
    example: tuple[str, ...]
    action: dict[str, tuple[str, ...]] = {}
    words: dict[str, tuple[str, ...]] = {}
    also: dict[str, tuple[str, ...]] = {}
    """Words of which one must stand there besides."""
    unless: dict[str, tuple[str, ...]] = {}
    target: Side | None = None
    whole: bool = False
    alike: float = 0.0
    """Which part of the promised action's words the event's sentence must have (0-1)."""
    object: bool = False
    """Whether the sentence must name what the promised action is on, where that says what it is on besides the rule's own words."""
    kinds: tuple[str, ...] = ("undertaking", "obligation", "demand")
    within: int = 0
    """Days after the promise in which an act of the rule is set against it; 0 as for all."""
    nothing: tuple[str, ...] = ()


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The table, with what holds for all its rows."""

    complete: dict[str, tuple[str, ...]]
    beginning: dict[str, tuple[str, ...]]
    continuing: tuple[str, ...]
    within: int
    rules: tuple[Rule, ...]


class Bearing(NamedTuple):
    """What a rule says: how the act bears on the promise, and how far the promise is kept by it (0-3)."""

    bearing: str
    extent: int | None
    rule: str
    why: Said


@cache
def table() -> Table:
    """The table as data/ledger/status.yaml has it."""
    return as_type("data/ledger/status.yaml", Table)


@cache
def typed(type_: str, mode: str | None) -> tuple[Rule, ...]:
    """The rules that are tried on acts of this type."""
    return tuple(rule for rule in table().rules if any(asked == type_ and (not as_ or as_ == mode) for asked, _, as_ in _events(rule)))


def _events(rule: Rule) -> Iterable[tuple[str, str, str]]:
    return (e.partition("/") for e in rule.event)


def types_of(rule: Rule) -> frozenset[str]:
    """The types of acts that a rule is tried on."""
    return _types(rule.event)


@cache
def _types(acts: tuple[str, ...]) -> frozenset[str]:
    return frozenset(act.partition("/")[0] for act in acts)


@lru_cache(REMEMBERED)
def fitting(type_: str, mode: str | None, quote: str, language: str) -> tuple[Rule, ...]:
    """The rules that an act may speak by, whatever the promise: its type and its words fit."""
    rules = typed(type_, mode)
    said = meaning.nameless(quote) if rules else ""
    fits = (r for r in rules if _stand(r.words, said, language) and _stand(r.also, said, language))
    return tuple(r for r in fits if not (r.unless and _stand(r.unless, said, language)))


def concerning(promise: Promise) -> tuple[Rule, ...]:
    """The rules that may speak of a promise, whatever the act."""
    return tuple(rule for rule in _of(promise.kind, promise.provision) if _speaks_of(rule, promise))


@cache
def _of(kind: str, provision: str) -> tuple[Rule, ...]:
    """The rules that may speak of promises of a kind and a provision."""
    return tuple(rule for rule in table().rules if _concerns(rule, kind, provision))


@cache
def _tried(type_: str, mode: str | None, kind: str, provision: str) -> tuple[Rule, ...]:
    """The rules that are tried on acts of a type and promises of a provision."""
    return tuple(rule for rule in typed(type_, mode) if _concerns(rule, kind, provision))


def _concerns(rule: Rule, kind: str, provision: str) -> bool:
    if rule.bearing in {"against", "disputed"} and kind == "demand" and rule.kinds != ("demand",):
        return False  # who was asked has broken nothing
    return kind in rule.kinds and (not rule.provisions or provision in rule.provisions)


def _speaks_of(rule: Rule, promise: Promise) -> bool:
    return not rule.action or any(_stand(rule.action, action, language) for language, action in promise.tellings())


def bears(promise: Promise, act: Act) -> Bearing | None:
    """How ``act`` bears on ``promise`` by the first rule that fits; None where none does. Words are looked at last: they cost most."""
    rules = _tried(act.type, act.mode, promise.kind, promise.provision)
    if not rules or not _later(promise, act):
        return None
    for rule in rules:
        if act.promises and rule.bearing == "for" and rule.kinds != ("demand",):
            continue
        if rule.within and ordinal(act.first or "") - ordinal(promise.made or "") > rule.within:
            continue
        who = _is(rule.actor, act.actors, promise)
        if who is None or not _hits(rule, promise, act) or (rule.bearing == "against" and _may_be_before(promise, act)):
            continue
        if rule not in fitting(act.type, act.mode, act.quote, act.language) or not _speaks_of(rule, promise):
            continue
        if rule.alike and rule.bearing == "for" and not _says_enough(promise):
            continue
        if (rule.alike and shared(promise, act) < rule.alike * _part_asked(rule, promise, act)) or (
            rule.object and not _on_the_same(rule, promise, act)
        ):
            continue
        if _at_home(rule, promise, act, who) and not (_says_enough(promise) and shared(promise, act) >= (SURE if rule.alike else HALF)):
            continue
        bearing, extent = ("disputed" if act.alleged and rule.bearing == "against" else rule.bearing), None
        if bearing == "for":
            told = promise.told_elsewhere(act.quote)
            asked = as_said(act.quote)
            whole = ((rule.whole or asked) and not amounts.fewer(told, act.quote)) or _whole(rule, promise, act)
            whole = whole and not amounts.partly(told, act.quote)
            begins = any(_stand(table().beginning, action, language) for language, action in promise.tellings())
            holds = (
                promise.provision in table().continuing
                and not rule.whole
                and not (begins and whole)
                and not (promise.kind == "demand" and asked)
            )
            less = 2 if holds else amounts.part(told, act.quote)
            bearing, extent = ("for", 3) if whole and not holds else ("under-way", less)
        return Bearing(bearing, extent, rule.rule, who)
    return None


def _part_asked(rule: Rule, promise: Promise, act: Act) -> float:
    """Which part of the words asked for must be said: fewer where a promise to the very side that is hit is told to be taken back."""
    if rule.bearing != "withdrawn" or not retold.recalled(act.quote, act.language):
        return 1.0
    return REFERRED if _is("beneficiary", act.recipients, promise) is not None else 1.0


def _says_enough(promise: Promise) -> bool:
    """Whether a promise says what is to be done in more words than a few that go with anything."""
    return any(meaning.weight(told_by(action, language, promise.names)) >= SAYS for language, action in promise.tellings())


SAYS: Final = 2.5


def _at_home(rule: Rule, promise: Promise, act: Act, who: Said) -> bool:
    """Whether nothing but the country ties an act to a promise that is made within it: there everybody is of the state, or its people."""
    codes = {p.code for p in (*promise.promisors, *promise.beneficiaries) if p.code}
    lands = {code[:3] for code in codes if code not in {p.code for p in promise.beneficiaries} or code[:3] != NOWHERE}
    if len(lands) != 1 or any(code.endswith(":armed") for code in codes):
        return False
    itself = rule.actor not in {"promisor", "beneficiary"} or who.code == ITSELF
    if {p.country for p in (*act.actors, *act.recipients) if p.country} - lands and (itself or not rule.alike):
        return False
    if rule.alike or not itself:
        return True
    known = {p.actor for p in promise.beneficiaries} - {None}
    hit = any(p.actor in known for p in act.recipients or act.actors)
    return rule.target == "beneficiary" and not hit and all((p.code or "").partition(":")[2] in PEOPLE for p in promise.beneficiaries)


NOWHERE: Final = "INT"  # bodies of many states
ITSELF: Final = "because.itself"
PEOPLE: Final = frozenset(("", "CVL", "BUS", "EDU", "LAB"))
NUMBERED: Final = 0.4  # of them where the number promised is the number told
REFERRED: Final = 0.6  # of the words asked for, where the sentence says that it was promised
BY_CHANCE: Final = 1.5  # weight of words that may be shared by chance: one word is
BEGUN: Final = 0.4  # where what is promised is to begin
HALF: Final = 0.5
SURE: Final = 0.8
ENOUGH: Final = 0.6  # of the promised action's words: so much alike, an act of which no number says otherwise does it all


def shared(promise: Promise, act: Act) -> float:
    """Which part of what is promised the sentence of the act says (0-1), in the telling that is most like it."""
    return max((_said(action, language, promise.names, act) for language, action in promise.told_elsewhere(act.quote)), default=0.0)


def _said(action: str, language: str, names: tuple[str, ...], act: Act) -> float:
    asked = asked_for(action, language, names)
    share = meaning.likeness(asked, meaning.unnamed(act.quote, act.language, names)) if len(asked) > 1 else 0.0
    return share if share * meaning.weight(asked) >= BY_CHANCE else 0.0


@lru_cache(REMEMBERED)
def asked_for(action: str, language: str, names: tuple[str, ...] = ()) -> tuple[Word, ...]:
    """The words of a promised action, without its numbers and what it hangs on; that its parties are named says nothing of what they do."""
    parties = {sense for name in names for word in meaning.words(f"_ {name}", language) for sense in word.senses if word.capital}
    told = meaning.words(IF.sub(" ", action), language)
    return tuple(word for word in told if not (word.senses <= parties) and not meaning.is_number(word))


@lru_cache(REMEMBERED)
def told_by(action: str, language: str, names: tuple[str, ...] = ()) -> tuple[Word, ...]:
    """The same words by how much they tell: those that go with anything tell little."""
    return meaning.telling(asked_for(action, language, names), language)


def _on_the_same(rule: Rule, promise: Promise, act: Act) -> bool:
    """Whether the act is on what the promise is on: sanctions on a bank are not lifted with those on three generals."""
    if {p.actor for p in promise.beneficiaries if p.body} & {p.actor for p in act.recipients}:
        return True
    there = meaning.words(act.quote, act.language)
    told = [_same_object(rule, action, language, there) for language, action in promise.tellings()]
    return not told or any(told)


def _same_object(rule: Rule, action: str, language: str, there: tuple[Word, ...]) -> bool:
    own = [w for word in (*rule.words.get(language, ()), *rule.action.get(language, ())) for w in meaning.words(word, language)]
    on = [word for word in asked_for(action, language) if not meaning.best(word, own)]
    things, called = ([word for word in on if word.name is named] for named in (False, True))
    if things:
        return any(meaning.best(word, there) for word in things)
    return not called or sum(meaning.best(word, there) for word in called) / len(called) >= HALF


def _whole(rule: Rule, promise: Promise, act: Act) -> bool:
    """Whether the act does all that was promised: it says so, or it is told in the promise's words with no smaller number."""
    told = promise.told_elsewhere(act.quote)
    promised, done = amounts.counted(told, act.quote)
    if _stand(table().complete, END.sub(" ", act.quote), act.language):
        return True
    if promised and done.isdisjoint(max(numbers) for _, action in told if (numbers := amounts.values(action))):
        return False
    if rule.provisions and amounts.same(told, act.quote):  # the 34 men, by an act of that very kind
        return True
    if any(_stand(table().beginning, action, language) for language, action in promise.tellings()) and shared(promise, act) >= BEGUN:
        return True
    return shared(promise, act) >= (NUMBERED if promised else ENOUGH) and (bool(promised) or not amounts.numbers(act.quote))


END: Final = re.compile(r"\bakhir\b")  # "sampai akhir 2023" is no last one, "terakhir"
IF: Final = re.compile(r"\b(?:if|unless|provided that|jika|bila|apabila|kalau|asalkan|asal)\b.*", re.S)


def _later(promise: Promise, act: Act) -> bool:
    """Whether the act comes after the promise; one without a time of its own only where another report tells it."""
    if promise.made is None or act.first is None:
        return False
    if promise.document == act.document and (not act.told or act.first <= promise.made):  # it is agreed there, and not yet done
        return False
    made, day = ordinal(promise.made), ordinal(act.last or act.first if act.told else act.first)
    if not act.told:
        return made < day + UNTOLD and day - made <= table().within
    return made <= day and day - made <= table().within


def _may_be_before(promise: Promise, act: Act) -> bool:
    """Whether an act of a year or so, told later, may as well have been before the promise: then it breaks nothing."""
    known = act.told and act.first and act.last and promise.made
    return bool(known) and (act.first or "") < (promise.made or "") and ordinal(act.last or "") - ordinal(act.first or "") > A_MONTH


A_MONTH: Final = 31
UNTOLD: Final = 10  # days before a report within which lies what it tells without a time


def _stand(asked: dict[str, tuple[str, ...]], text: str, language: str) -> bool:
    """Whether one of the words asked for stands in ``text``, in any of its forms; nothing asked for always does."""
    return not asked or stands(asked, text, language)


def _is(side: Side, parties: Iterable[Party], promise: Promise) -> Said | None:
    """Why one of ``parties`` is of the side that a rule asks for; None where none is."""
    if side == "anyone":
        return Said("because.whoever")
    if side == "other":
        actors, codes = {p.actor for p in promise.promisors} - {None}, {p.code for p in promise.promisors}
        return Said("because.another") if any(p.actor not in actors and (p.actor or p.code not in codes) for p in parties) else None
    ours = promise.promisors if side == "promisor" else promise.beneficiaries
    for party in parties:
        if party.actor is not None and party.actor in [p.actor for p in ours]:
            return Said(ITSELF, {"side": side})
        if (code := party.code) is not None and any(code == p.code and not _strangers(party, p) for p in ours):
            return Said("because.ours", {"code": code, "side": side})
    return None


def _strangers(a: Party, b: Party) -> bool:
    """Whether two parties of one state are bodies that do not answer for each other: ministries, courts, governors, but not its forces."""
    return a.body and b.body and a.sector != "MIL" and b.sector != "MIL"


@lru_cache(REMEMBERED)
def _known_by(parties: tuple[Party, ...]) -> tuple[frozenset[int], frozenset[str]]:
    """Their numbers, and their codes."""
    return frozenset(p.actor for p in parties if p.actor is not None), frozenset(p.code for p in parties if p.code is not None)


def _hits(rule: Rule, promise: Promise, act: Act) -> bool:
    if rule.target is None:
        return True
    if rule.target == "anyone":
        return bool(act.recipients or act.place)
    if rule.target == "all":
        there, asked = (*act.actors, *act.recipients), promise.promisors
        both = {p.code for p in there} & {p.code for p in asked}
        lands = {p.country for p in there} & {p.country for p in asked}
        return max(len(both), len(lands)) >= min(2, len({p.code for p in asked}))
    ours = promise.beneficiaries if rule.target == "beneficiary" else promise.promisors
    if rule.target == "beneficiary" and not ours:  # promised to each other: the others are who it is promised to
        hit = {p.code for p in (*act.actors, *act.recipients)} & {p.code for p in promise.promisors}
        return len(hit) > 1
    if not ours:
        return False
    actors, codes = _known_by(ours)
    if codes == {p.code for p in promise.promisors} and len(codes) > 1:  # promised to each other: two of them act together
        there, lands = (*act.actors, *act.recipients), {p.country for p in ours}
        return len({p.code for p in there} & codes) > 1 or len({p.country for p in there} & lands) > 1
    others = act.recipients or tuple(a for a in act.actors if _is("promisor", (a,), promise) is None)
    if any((p.code in codes and not all(_strangers(p, o) for o in ours)) or p.actor in actors for p in others):
        return True
    return act.place is not None and act.place in {p.country for p in ours} and not others
