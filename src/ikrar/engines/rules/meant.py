"""What a promise in few words points back to: "make it public", "berjanji merampungkannya", "the permits", "such lorries would pass".

The words that it points to are kept as evidence (``meant``): they say what is promised, and so which promise it may be that is told again.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from ikrar.engines.rules.commit import Promise
from ikrar.engines.rules.provisions import provisions
from ikrar.engines.rules.terms import stem
from ikrar.lexicon import Language
from ikrar.model import Span
from ikrar.model.annotation import AS_PROMISED, TOPIC, Annotated, Unit

MEANT: Final = "meant"
MOST: Final = 300  # characters of what is pointed to: those nearest to the promise
NAMES: Final = frozenset(("state", "person", "place", "process"))


class _Pointer(NamedTuple):
    word: str
    noun: str | None
    """The noun that is told before in more words; None where it may be any."""
    loose: bool
    """Whether it points back even where that noun does not stand before."""


def settle(promises: Sequence[Promise], doc: Annotated, language: Language) -> None:
    """Finds what the promises mean that only point to it, and by that what they are about."""
    for p in promises:
        if p.action is None or p.draft.refused or p.sentence.title or p.kind == "declaration":
            continue
        pointer = _pointer(p, doc.raw, language)
        span = _before(p, pointer, doc, language) if pointer is not None else None
        if pointer is None or span is None:
            continue
        p.evidence.append((span, MEANT))
        p.draft.notes.append(f"“{pointer.word}” is what was told before: “{doc.raw[span[0] : span[1]]}”")
        if p.provision == "other" or (p.cue == TOPIC and pointer.loose):
            provision, _ = provisions(language).best(doc.raw[span[0] : span[1]])
            if provision != "other":
                p.provision, p.cue = provision, "what it points back to"


def _pointer(p: Promise, raw: str, language: Language) -> _Pointer | None:
    """The word of an action that points back to what it is done to; None where the action says it itself."""
    assert p.action is not None
    d, s = p.draft, p.sentence
    units = [u for u in s.units if p.action[0] <= u.start and u.end <= p.action[1]]
    if units and units[0].kind == "P" and d.sentence is s:  # "offered it in May to all": the object stands before
        units = [u for u in s.units if d.end <= u.start and u.end <= p.action[1]]
    if AS_PROMISED in d.notes and len(units) > 1 and not units[1].m and _head(units, raw) in language.sets["named_again"]:
        return _Pointer(raw[units[0].start : units[1].end], None, loose=True)  # "The handover came two days before the date promised"
    for i, u in enumerate(units):
        before = units[i - 1].kind if i else "V" if u.start < p.action[0] else ""
        opening = raw[u.start : u.end].partition(" ")[0].lower() if u.kind == "M" else u.low
        if u.kind == "V" and i < FIRST and u.low.endswith(tuple(language.sets["points_back_with"])):
            return _Pointer(u.low, None, loose=True)
        if u.low in language.sets["stands_for"] and u.mention_kind == "pronoun" and before and before in "VD":
            return _Pointer(u.low, None, loose=True)
        of = i + 1 < len(units) and units[i + 1].kind == "P"  # "the rest of the troops"
        if opening in language.sets["points_back"] and not of:
            noun = next((n for n in _nouns(units[max(0, i - 1) : i + 2], language) if n is not u or u.kind == "M"), None)
            return _Pointer(u.low, noun.low if noun is not None else None, loose=True)
    if p.action[0] > d.start and all(u.kind in "VADIT" for u in units):
        return _Pointer(raw[slice(*p.action)], None, loose=False)  # "the money it had agreed to free"
    nouns = list(_nouns(units[: next((i for i, u in enumerate(units) if u.kind == "P"), len(units))], language))
    if len(nouns) == 1 and not any(u.m is not None and u.m.kind in NAMES for u in units):
        at = units.index(nouns[0])
        more = units[at + 1 : at + 2]
        if more and (more[0].kind == "R" or more[0].low in language.sets["of_what"]):
            return None  # "the presence of troops"
        beside = [u.low for u in (units[max(0, at - 1) : at] if language.code == "en" else units[at + 1 : at + 2])]
        again = language.sets["named_again"]
        if not again.isdisjoint(beside) or (
            nouns[0].kind == "M" and not again.isdisjoint(raw[nouns[0].start : nouns[0].end].lower().split())
        ):
            return _Pointer(nouns[0].low, nouns[0].low, loose=False)
    return None


def _head(units: Sequence[Unit], raw: str) -> str:
    """The word by which the first noun is one told of before: "the" before it, "itu" behind it."""
    return units[0].low if units[0].kind == "d" else units[1].low


FIRST: Final = 3  # units of an action in which its verb stands


def _nouns(units: Sequence[Unit], language: Language) -> Iterator[Unit]:
    """The nouns that say what an act is done to: no names, and no words that say nothing of it."""
    for u in units:
        thing = u.kind == "X" or (u.kind == "M" and u.mention_kind not in ("pronoun", *NAMES))
        if thing and u.low not in language.either("says_little", "points_back"):
            yield u


def _before(p: Promise, pointer: _Pointer, doc: Annotated, language: Language) -> Span | None:
    """The words that are pointed to: those before the promise in its sentence, or the sentence before; of a noun, where it stands last."""
    s, d = p.sentence, p.draft
    own = range(d.subject.first, d.subject.last + 1) if d.subject is not None else range(0)
    begin = p.action[0] if AS_PROMISED in d.notes and p.action is not None else d.start
    ahead = [u for i, u in enumerate(s.units) if u.end <= begin and i not in own]
    nouns = list(_nouns(ahead, language))
    if pointer.noun is not None:
        root = stem(pointer.noun)
        if any(_is(u, root) for u in nouns):
            return _cut((s.units[0].start, d.start))
        told = next((t for t in reversed(doc.sentences[: s.index]) if not t.title and any(_is(u, root) for u in t.units)), None)
        if told is not None or not pointer.loose:
            return _cut((told.start, told.end)) if told is not None else None
    elif nouns and any(u.kind in "VA" for u in ahead):
        return _cut((s.units[0].start, d.start))
    told = doc.sentences[s.index - 1] if s.index and pointer.loose else None
    return _cut((told.start, told.end)) if told is not None and not told.title else None


def _is(u: Unit, root: str) -> bool:
    """Whether a unit is a noun of this stem."""
    return u.kind in "XM" and any(stem(word) == root for word in u.low.split())


def _cut(span: Span) -> Span:
    return max(span[0], span[1] - MOST), span[1]
