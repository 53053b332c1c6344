"""The words of a promise by which a sentence of a later report is known to speak of it."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from ikrar.ledger import lands, meaning, rules
from ikrar.ledger.meaning import REMEMBERED, Word
from ikrar.ledger.promise import Party, Promise
from ikrar.ledger.stems import stem

SHORT: Final = re.compile(r"\b[A-Z]{2,}\b")  # of a name
TAIL: Final = 0.5  # of its weight counts a word that only says which is meant: "the villages that the flood had cut off"
HEADED: Final = 2.0  # weight of the words before such a clause without which it is no mere tail
WHICH: Final = re.compile(r",\s|\s(?:yang|whose|which|who|where|that|dengan|karena|because|so that|agar|supaya)\s")
_COUNT: Final = (
    r"(?:\d+|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve|sixty|ninety"
    r"|se|satu|dua|tiga|empat|lima|enam|tujuh|delapan|sembilan|sepuluh)"
)
_UNIT: Final = r"(?:hours?|days?|weeks?|months?|years?|jam|hari|pekan|minggu|bulan|tahun)"
WITHIN: Final = re.compile(
    rf"\b(?:within|in|inside|for|over|dalam|selama)\b(?: (?:the|next|waktu|tempo|kurun))*\s+{_COUNT}[ -]?{_UNIT}\b", re.I
)
AND_PROMISED: Final = re.compile(
    r",?\s+(?:and|dan|serta)\s+(?:also\s+|juga\s+)?(?:promised|pledged|vowed|renewed|agreed|undertook|berjanji|menjanjikan|berikrar|sepakat|bersedia)\b.*",
    re.S,
)
MARK: Final = "@"
AT_ONCE: Final = re.compile(
    r"\b(?:without (?:further )?delay|immediately|unconditionally|at once|tanpa (?:syarat|menunda|penundaan)|segera)\b", re.I
)


REFRAINS: Final = re.compile(
    r"\b(?:will|would|shall|should|must|may|can|could) (?:no longer|not|never)\b|\bno(?: \w+){1,2} (?:will|would|shall)\b"
    r"|\b(?:tidak|tak)(?: akan| boleh| pernah)* lagi\b|\b(?:tidak|tak) (?:akan|boleh|bakal|pernah)\b",
    re.I,
)


@lru_cache(REMEMBERED)
def refrains(action: str) -> bool:
    """Whether what is promised is that something is not done, by a whole clause: "crews from the lake would no longer be held"."""
    cut = WHICH.search(action)
    return REFRAINS.search(action, 0, cut.start() if cut else len(action)) is not None


def bare(action: str, language: str) -> str:
    """What is promised without what it hangs on, the time it is given, and what else was promised in the same breath."""
    return AT_ONCE.sub(" ", WITHIN.sub(" ", AND_PROMISED.sub("", rules.IF.sub(" ", action))))


def asked_for(action: str, language: str, promise: Promise, loose: bool = False) -> tuple[Word, ...]:
    """The words of a promised action, its numbers too; the names of who made it, and of states, say nothing of what is done.

    ``loose``: words that only say which is meant, and to whom it is promised, weigh less.
    """
    of = _lands_of(promise.promisors), _lands_of(promise.beneficiaries)
    return _asked_for(action, language, promise.makers, promise.names, of, loose)


@lru_cache(REMEMBERED)
def _lands_of(parties: tuple[Party, ...]) -> frozenset[str]:
    return frozenset(p.country for p in parties if p.country)


Lands = tuple[frozenset[str], frozenset[str]]
"""The countries of who promised, and of those to whom."""


@lru_cache(REMEMBERED)
def _asked_for(action: str, language: str, makers: tuple[str, ...], names: tuple[str, ...], of: Lands, loose: bool) -> tuple[Word, ...]:
    states = {name for name in names if " " not in name}
    named_ = {word for name in (*makers, *states) for word in meaning.words(f"_ {name}", language) if word.capital}
    senses = frozenset(sense for word in named_ for sense in word.senses)
    said = bare(action, language)
    countries = {land.country for land in lands.lands(said, language)} - of[0]
    plain = lands.without(said, language)
    whole = meaning.words(f"_ {plain}" if said.split(" ", 1)[0].istitle() else plain, language)  # "Ketua Umum"
    short = {token.lower() for token in SHORT.findall(said)}
    whole = tuple(word._replace(capital=True) if word.form in short else word for word in whole)
    asked = (word for word in whole if not (word.capital and word.senses <= senses))
    kept = [w for w in asked if not (w.name and any(w.form.startswith(state.lower()) for state in states))]  # "Bolivian"
    towards = [_land(country) for country in sorted(countries)]
    if not loose:
        return (*kept, *towards)
    head = _head(plain, language)
    return tuple(
        w._replace(weight=w.weight * TAIL) if (w.form[1:] in of[1] if is_land(w) else bool(head) and w.senses not in head) else w
        for w in (*kept, *towards)
    )


def _head(said: str, language: str) -> frozenset[frozenset[str]]:
    """The senses of the words before a clause that only says which is meant; none where they would say too little alone."""
    for cut in WHICH.finditer(said):
        words = meaning.words(said[: cut.start()], language)
        if meaning.weight(words) >= HEADED and sum(1 for word in words if word.weight > meaning.LIGHT) > 1:
            return frozenset(word.senses for word in words)
    return frozenset()


@lru_cache(REMEMBERED)
def named(sentence: str, language: str) -> tuple[Word, ...]:
    """The countries that a sentence names, as words."""
    return tuple(_land(country) for country in sorted({land.country for land in lands.lands(sentence, language)}))


def _land(country: str) -> Word:
    senses = frozenset((f"{MARK}{country}",))
    return Word(senses, senses, meaning.NAMED, name=True, form=f"{MARK}{country}")


def is_land(word: Word) -> bool:
    """Whether a word is a country."""
    return word.form.startswith(MARK)


def without(cues: tuple[str, ...], text: str, language: str) -> str:
    """A text without the words of some cues: "stop dumping" without "stop"."""
    stems = {stem(cue, language) for cue in cues if " " not in cue}
    return " ".join(word for word in text.split() if stem(word.lower().strip(".,;"), language) not in stems)
