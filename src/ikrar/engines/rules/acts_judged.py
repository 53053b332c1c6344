"""Whose act is judged where only a word points at it: "X mengusir duta besar Y, langkah yang dikecam Z", "The move was welcomed by Z"."""

from __future__ import annotations

from collections.abc import Sequence

from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.group import Group
from ikrar.lexicon import Language
from ikrar.model.annotation import Mention, Unit

JUDGING = frozenset(("ACCUSE", "SUPPORT", "REJECT"))
NEAR = 3  # units between a verb and the noun that it judges
HOW = "who did the act that is judged"


def settle(drafts: Sequence[Draft], language: Language) -> None:
    """Fills whom a judgement is of, where it is of an act told just before; whom that act was done to is not judged."""
    words = language.sets["act_words"]
    for d in drafts:
        if d.refused or d.type not in JUDGING or d.members("recipient") or words.isdisjoint(d.sentence.words):
            continue
        noun = _noun(d, words)
        how = _points(d, noun, language) if noun is not None else ""
        if noun is None or not how:
            continue
        doers = _doers(d, drafts, noun, how == "before")
        if doers and not any(_alike(m, a) for m in doers for a in d.members("actor")):
            d.fills["recipient"] = Group(doers, noun, noun, HOW)
            d.notes.append(HOW)


def _noun(d: Draft, words: frozenset[str]) -> int | None:
    """The unit of the word for an act that ``d`` judges: its subject, what its clause describes, or what stands behind the verb."""
    units = d.sentence.units
    subject = d.subject
    if d.mark != "passive" and subject is not None and subject.members:
        before = subject.first - 1
        if before > 0 and units[before].low in words and units[before].m is None:
            return before  # "a decision Peru welcomed"
        last = d.last_unit()
        return next((i for i in range(last + 1, min(last + 1 + NEAR, len(units))) if units[i].low in words and units[i].m is None), None)
    thing = subject.thing if subject is not None and not subject.members else None
    if thing is None:
        j = d.unit - 1
        while j > 0 and d.unit - j < NEAR and units[j].kind in "DdAN" and units[j].low not in words:
            j -= 1
        return j if j >= 0 and units[j].low in words and units[j].m is None else None
    return next((i for i in range(d.unit) if units[i] is thing and thing.low in words), None)


def _points(d: Draft, noun: int, language: Language) -> str:
    """How the word at ``noun`` points at an act: "here" at one told before it in its sentence, "before" at one of the sentence before."""
    units = d.sentence.units
    behind = units[noun + 1 : noun + 1 + NEAR]
    by = d.subject is not None and d.subject.first == noun + 1  # "a decision Peru welcomed"
    if not by and any(u.m is not None or u.kind == "I" for u in _phrase(behind)):
        return ""  # "langkah Kenya itu", "the decision to ...": told whose or what it is
    opens = noun - 1
    while opens >= 0 and units[opens].kind in "dD#X":
        opens -= 1
    before = [u.low for u in units[opens + 1 : noun]]
    if opens > 0 and (units[opens].kind == "," or units[opens].low in language.sets["in_which_act"]):
        described = any(u.kind in "RV" for u in behind) or noun + 1 < d.unit
        if described and (language.code == "id" or before[:1] in (["a"], ["an"])):
            return "here"
    if language.code == "id":
        return "before" if any(u.low in language.sets["demonstratives"] for u in _phrase(behind)) else ""
    return "before" if before and before[0] in language.sets["definite"] and not any(u.low == "of" for u in behind) else ""


def _phrase(units: Sequence[Unit]) -> list[Unit]:
    """The first of ``units`` that still belong to a noun phrase."""
    out: list[Unit] = []
    for u in units:
        if u.kind not in "XDdI" and u.m is None:
            break
        out.append(u)
    return out


def _doers(d: Draft, drafts: Sequence[Draft], noun: int, before: bool) -> list[Mention]:
    """Who did what was told last in front of the word at ``noun``, or in the sentence before."""
    here = [x for x in drafts if x.sentence is d.sentence and x.unit < noun and _an_act(x) and x is not d]
    if not here and before:
        here = [x for x in drafts if x.sentence.index == d.sentence.index - 1 and not x.sentence.title and _an_act(x)]
    main = [x for x in here if not _by_the_way(x)]
    act = (main or here)[-1] if here else None
    return act.members("actor", "promisor") if act is not None and not act.mutual else []


def _an_act(d: Draft) -> bool:
    return d.refused is None and d.type is not None and d.factuality != "denied" and bool(d.members("actor", "promisor"))


def _by_the_way(d: Draft) -> bool:
    """Whether the act stands in a clause that only says when or why."""
    units = d.sentence.units
    for j in range(d.unit - 1, -1, -1):
        if units[j].kind in ",;.":
            return False
        if units[j].kind in "SR":
            return True
    return False


def _alike(one: Mention, other: Mention) -> bool:
    return one is other or (one.country == other.country and one.sector == other.sector and one.country is not None)
