"""Kin: words that tell one deed, or call one thing, in many ways (data/ledger/kin.yaml)."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Final, NamedTuple

import msgspec

from ikrar.ledger.packaged import as_type
from ikrar.ledger.stems import WORD, stem, words_in

REMEMBERED: Final = 4096  # sentences that came lately
WORDS: Final = 50_000  # that came lately
BESIDE: Final = 1  # words on from its first word, where more of what is done is told: "go back to the table"
EXACT: Final = "="  # before a word of the table: this form only
TELLS: Final = "~"  # before one: it tells that the deed was done, and promises another


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """data/ledger/kin.yaml: families by name, with their words by language."""

    whose: dict[str, tuple[str, ...]]
    """Of families of deeds, those of the things that they are done to."""
    deeds: dict[str, dict[str, tuple[str, ...]]]
    things: dict[str, dict[str, tuple[str, ...]]]


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
                words = forms if exact else tuple(stem(form, language) for form in forms)
                found.setdefault(EXACT * exact + words[0], []).append(_Cue(words, exact, family, deed, tells))
    return {first: tuple(cues) for first, cues in found.items()}


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
    found = []
    for at, form in enumerate(forms):
        for cue in _beginning(form, language):
            words = forms[at : at + len(cue.words)]
            if len(cue.words) == 1 or tuple(words if cue.exact else [stem(word, language) for word in words]) == cue.words:
                found.append((at, cue))
    return found


@lru_cache(WORDS)
def _beginning(form: str, language: str) -> tuple[_Cue, ...]:
    """The words of families of which a word in small letters is the first."""
    cues = _cues(language)
    return (*cues.get(stem(form, language), ()), *cues.get(EXACT + form, ()))
