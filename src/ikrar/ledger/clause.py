"""Clauses of a sentence that may tell what became of a promise, and the words of data/ledger/deeds.yaml that say so."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import Any, Final

import msgspec

from ikrar.ledger import kin, meaning, rules
from ikrar.ledger.meaning import REMEMBERED, Word
from ikrar.ledger.packaged import as_type
from ikrar.ledger.stems import stands

CLAUSE: Final = re.compile(
    r"(?<!\d)[,;:]|[,;:](?!\d)|\s[-–—]\s|\b(?:tetapi|namun|sedangkan|sementara|but|while|whereas|though|meski|meskipun)\b"
)
THEN: Final = re.compile(r"(?:kemudian|lalu|dan|serta|sehingga|sekaligus|and|then|so that|or|atau)\b", re.I)


_WAS: Final = r"dijanjikan|disepakati|disanggupi|diminta|diwajibkan|diperintahkan|dituntut|diikrarkan|ditawarkan"
_HAD: Final = r"promised|pledged|agreed|vowed|undertaken"
PROMISED: Final = re.compile(
    rf"\byang (?:(?:telah|sudah|pernah|semula|dulu) )?(?:{_WAS})(?:nya)?\b"
    rf"|\b(?:it|he|she|they|the \w+) (?:had|has|have) (?:been )?(?:{_HAD})\b"
    r"|\b(?:said|says) (?:that )?(?:it|they|he|she) would \w+ (?=(?:is|are|was|were|has|have)\b)"
    r"|\b(?:the|its|their|of|his|her) (?:long[- ])?(?:promised|pledged|agreed)\b",
    re.I,
)
"""Of a thing, that it was promised: what follows may be done all the same."""


SURELY: Final = 2  # words of what is promised beside another verb


class Table(msgspec.Struct, frozen=True, rename="kebab"):
    """data/ledger/deeds.yaml."""

    ahead: dict[str, tuple[str, ...]]
    taken_back: dict[str, tuple[str, ...]]
    refused: dict[str, tuple[str, ...]]
    undone: dict[str, tuple[str, ...]]
    disputed: dict[str, tuple[str, ...]]
    accused: dict[str, tuple[str, ...]]
    partly: dict[str, tuple[str, ...]]
    finished: dict[str, tuple[str, ...]]
    ended: dict[str, tuple[str, ...]]
    keep: dict[str, tuple[str, ...]]
    refrain: dict[str, tuple[str, ...]]
    called: dict[str, dict[str, tuple[str, ...]]]
    fighting: dict[str, dict[str, tuple[str, ...]]]
    held: dict[str, tuple[str, ...]]
    to_its_end: dict[str, tuple[str, ...]]
    broken: dict[str, tuple[str, ...]]
    that: dict[str, tuple[str, ...]]
    earlier: dict[str, tuple[str, ...]]
    promised: dict[str, tuple[str, ...]]
    otherwise: dict[str, tuple[str, ...]]
    aspect: dict[str, tuple[str, ...]]
    modal: dict[str, tuple[str, ...]]
    nearest: dict[str, tuple[str, ...]]
    saying: dict[str, tuple[str, ...]]
    unbroken: dict[str, tuple[str, ...]]
    not_once: dict[str, tuple[str, ...]]
    examples: dict[str, Any]


@cache
def table() -> Table:
    """The words of data/ledger/deeds.yaml."""
    return as_type("data/ledger/deeds.yaml", Table)


@cache
def otherwise(language: str) -> re.Pattern[str]:
    """The forms that have the stem of a word of the table, and say another thing."""
    listed = "|".join(map(re.escape, table().otherwise.get(language, ()))) or "(?!)"
    return re.compile(rf"\b(?:{listed})\b", re.I)


@lru_cache(REMEMBERED)
def plainly(text: str, language: str) -> str:
    """A text without its names, and without forms of words that say another thing: "pemerintah" gives no order."""
    return otherwise(language).sub(" ", meaning.nameless(text))


def parts(sentence: str) -> list[str]:
    """The clauses of a sentence."""
    return [part for part in CLAUSE.split(sentence) if part.strip()]


@lru_cache(REMEMBERED)
def _ahead(language: str, asked: tuple[Word, ...]) -> tuple[str, ...]:
    """Words that say that something is still to come, but for those of what is promised: who vowed to ban it has done so by a ban."""
    nearest = table().nearest.get(language, ())
    listed = (word for word in table().ahead.get(language, ()) if word not in nearest)
    plain = [word for word in asked if not word.name and word.weight > meaning.LIGHT]
    return tuple(cue for cue in listed if not any(meaning.best(word, plain) for word in meaning.words(cue, language)))


def _deed(plain: Sequence[Word]) -> Word | None:
    """Of the words of a promise the first that says what is done: "build" of "build a bridge", "talks" of "resume talks"."""
    telling = [word for word in plain if word.weight > meaning.LIGHT]
    return next((word for word in telling if word.form not in _aspects()), next(iter(telling), None))


@cache
def _aspects() -> frozenset[str]:
    return frozenset(word for words in table().aspect.values() for word in words)


class Clause:
    """A clause of a sentence: whether it tells that something promised is done, and up to where it does."""

    def __init__(self, text: str, language: str, asked: Sequence[Word], deeds: frozenset[str]) -> None:
        text = rules.IF.sub(" ", text)  # what is said to be done if that is done
        self.text, self.language, self.asked = text, language, asked
        self.tokens = meaning.tokens(text, language)
        plain = [word for word in asked if not word.name and not meaning.is_number(word)]
        deed, akin = _deed(plain), not deeds.isdisjoint(kin.of(meaning.nameless(text), language).deeds)
        self.fits = [
            i
            for i, (_, form, word) in enumerate(self.tokens)
            if (word and not word.name and meaning.best(word, plain)) or (akin and not deeds.isdisjoint(kin.of(form, language).deeds))
        ]
        cues = table()
        said = [word for _, _, word in self.tokens if word and meaning.best(word, asked)]
        itself = deed is not None and meaning.best(deed, said) > 0
        self.surely = itself or len(said) >= SURELY
        """Whether it has that very verb, or else several words of what is promised."""
        does = (akin or itself) and self.tokens[0][1] not in cues.saying.get(language, ())
        self.does = does
        """Whether it has the verb of what is promised."""
        says = does or any(self.has(cue) for cue in (cues.finished, cues.taken_back, cues.refused))
        self.at: int | None = self.fits[-1] if self.fits and says else None
        self.goes_on = False
        """Whether it goes on with what is still to come: "the minister must go there, then inspect the sites"."""

    @staticmethod
    def to_come_in(text: str, language: str) -> bool:
        """Whether a word for what is still to come stands anywhere in a text."""
        return stands(table().modal, plainly(text, language), language)

    def to_come(self) -> bool:
        """Whether one stands in the clause."""
        return self.to_come_in(self.text, self.language)

    def has(self, cue: dict[str, tuple[str, ...]]) -> bool:
        """Whether one of these words stands in it."""
        return stands(cue, plainly(self.text, self.language), self.language)

    def ahead(self) -> bool:
        """Whether what is told is still to come, asked for, or promised."""
        assert self.at is not None
        if self.goes_on:
            return True
        before = plainly(PROMISED.sub(" ", self.text[: self.tokens[self.at][0]]), self.language)
        near = {token for _, token, _ in self.tokens[max(0, self.fits[0] - 1) : self.fits[0]]}
        return not near.isdisjoint(table().nearest.get(self.language, ())) or stands(
            {self.language: _ahead(self.language, tuple(self.asked))}, before, self.language
        )
