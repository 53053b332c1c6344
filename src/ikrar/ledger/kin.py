"""Kin: words that tell one deed, or call one thing, in many ways (data/ledger/kin.yaml)."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Final, NamedTuple

import msgspec

from ikrar.ledger.packaged import as_type
from ikrar.ledger.stems import WORD, base, roots, stem, words_in

REMEMBERED: Final = 4096  # sentences that came lately
WORDS: Final = 50_000  # that came lately
BESIDE: Final = 1  # words on from its first word, where more of what is done is told: "go back to the table"
EXACT: Final = "="  # before a word of the table: this form only
TELLS: Final = "~"  # before one: it tells that the deed was done, and promises another
ROOT: Final = "."  # before the first word of a cue as it is written, where the forms of a rare root are looked for
SHORT: Final = 3  # letters of a root that the stemmer takes from no form: "sah" of "disahkan"
AFFIXED: Final = re.compile(r"(?:me(?:nge?|m|n)?|pe(?:nge?|m|n)?|di|ter)?(?P<root>[a-z]{3})(?:kan|an|i)?(?:nya)?")
"""A form of a root of three letters."""


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """data/ledger/kin.yaml: families by name, with their words by language."""

    whose: dict[str, tuple[str, ...]]
    """Of families of deeds, those of the things that they are done to."""
    deeds: dict[str, dict[str, tuple[str, ...]]]
    things: dict[str, dict[str, tuple[str, ...]]]
    idioms: dict[str, tuple[str, ...]]
    """Words in a row of which none tells what it tells alone: nobody opens what he opens fire on."""


class Kin(NamedTuple):
    """The families that a text has words of: what is done there, and what it is done to."""

    deeds: frozenset[str] = frozenset()
    things: frozenset[str] = frozenset()


class _Cue(NamedTuple):
    words: tuple[str, ...]
    exact: bool
    family: str
    deed: bool
    tells: bool
    """Whether it only tells of the deed."""


NONE: Final = Kin()


@cache
def table() -> Table:
    """The families of data/ledger/kin.yaml."""
    return as_type("data/ledger/kin.yaml", Table)


@cache
def _cues(language: str) -> dict[str, tuple[_Cue, ...]]:
    """The words of all families by the first of each: its stem, or itself with the mark of an exact form."""
    found: dict[str, list[_Cue]] = {}
    for deed, families in ((True, table().deeds), (False, table().things)):
        for family, by in families.items():
            for written in by.get(language, ()):
                tells, written_ = written.startswith(TELLS), written.removeprefix(TELLS)
                exact = written_.startswith(EXACT)
                forms = tuple(WORD.findall(written_.lower()))
                words = forms if exact else tuple(base(form, language) for form in forms)
                cue = _Cue(words, exact, family, deed, tells)
                found.setdefault(EXACT * exact + words[0], []).append(cue)
                if language == "id" and len(forms) == 1 and not exact and deed:
                    found.setdefault(ROOT + forms[0], []).append(cue)
    return {first: tuple(cues) for first, cues in found.items()}


@cache
def _idioms(language: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The idioms by the stem of their first words, as stems."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for written in table().idioms.get(language, ()):
        words = tuple(base(form, language) for form in WORD.findall(written))
        found.setdefault(words[0], []).append(words)
    return {first: tuple(idioms) for first, idioms in found.items()}


def _in_idioms(forms: list[str], language: str) -> frozenset[int]:
    """The words that stand in an idiom."""
    idioms = _idioms(language)
    found: set[int] = set()
    for at, form in enumerate(forms):
        for words in idioms.get(stem(form, language), ()):
            if tuple(stem(word, language) for word in forms[at : at + len(words)]) == words:
                found |= {*range(at, at + len(words))}
    return frozenset(found)


@lru_cache(REMEMBERED)
def of(text: str, language: str) -> Kin:
    """The families of the words of ``text``."""
    deeds: set[str] = set()
    things: set[str] = set()
    for _, cue in _found(text, language):
        (deeds if cue.deed else things).add(cue.family)
    return Kin(frozenset(deeds), frozenset(things)) if deeds or things else NONE


@lru_cache(REMEMBERED)
def head(text: str, language: str) -> frozenset[str]:
    """The families of the first words of a promised action that tell a deed: what is to be done."""
    deeds = [(at, cue.family) for at, cue in _found(text, language) if cue.deed and not cue.tells]
    first = min((at for at, _ in deeds), default=0)
    families = frozenset(family for at, family in deeds if at <= first + BESIDE)
    things = of(text, language).things
    return frozenset(family for family in families if not things.isdisjoint(table().whose.get(family, ()))) or families


def _found(text: str, language: str) -> list[tuple[int, _Cue]]:
    """Where words of families stand in ``text``, by the number of the word with which each begins; most words begin none."""
    forms = words_in(text.lower())
    found: list[tuple[int, _Cue]] = []
    idle: frozenset[int] | None = None  # most texts have no word of a family at all
    for at, form in enumerate(forms):
        for cue in _beginning(form, language):
            idle = _in_idioms(forms, language) if idle is None else idle
            if at in idle:
                continue
            words = forms[at : at + len(cue.words)]
            if len(cue.words) == 1 or tuple(words if cue.exact else [stem(word, language) for word in words]) == cue.words:
                found.append((at, cue))
    return found


@lru_cache(WORDS)
def _beginning(form: str, language: str) -> tuple[_Cue, ...]:
    """The words of families of which a word in small letters is the first.

    A root that few common words have is taken from its forms each in another way ("serah" of "penyerahan", not of "menyerahkan"), so that
    a verb of the table is found by whatever may be one of its forms.
    """
    cues = _cues(language)
    found = (*cues.get(stem(form, language), ()), *cues.get(EXACT + form, ()))
    if language != "id":
        return found
    may = roots(form) - {form}
    if form.startswith(("ber", "per", "ter")):  # of a root that begins with an r
        may = may | roots(form[2:])
    if (short := AFFIXED.fullmatch(form)) is not None and len(form) > SHORT:
        may = may | {short["root"]}
    rare = (cue for root in sorted(may) for cue in cues.get(ROOT + root, ()))
    return (*found, *(cue for cue in dict.fromkeys(rare) if cue not in found))
