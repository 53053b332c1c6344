"""What a sentence says of a promise, where it tells of a deed that is no event of any type (data/ledger/deeds.yaml)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Any, Final, NamedTuple

import msgspec

from ikrar.ledger import amounts, meaning, rules
from ikrar.ledger.keys import folded, whole_name
from ikrar.ledger.meaning import REMEMBERED, Word
from ikrar.ledger.packaged import packaged
from ikrar.ledger.rules import Promise
from ikrar.ledger.stems import stands, stems

ENOUGH: Final = 0.45  # of what is promised, by weight, must be said
LEAST: Final = 2.0  # and so much at least: two words, or a name and a light one
TAKEN_BACK: Final = 0.3  # where the sentence says that something is taken back
PLAIN: Final = 0.6  # where neither a name nor a number is the same
CLAUSE: Final = re.compile(r"[,;:]|\s[-–—]\s|\b(?:tetapi|namun|sedangkan|sementara|but|while|whereas|though|meski|meskipun)\b")
NEAREST: Final = frozenset(("to", "untuk", "guna", "demi"))  # these say so right before the word only


SHORTEST: Final = 3  # words of a promise that say what it is
UNBROKEN: Final = frozenset(("without", "tanpa"))  # "has held without a shot"
SHORT: Final = re.compile(r"\b[A-Z]{2,}\b")  # of a name
SAYING: Final = frozenset(("menurut", "kata", "demikian", "ujar", "according", "said", "says"))  # a clause of who says it


class Table(msgspec.Struct, frozen=True, rename="kebab"):
    """data/ledger/deeds.yaml."""

    ahead: dict[str, tuple[str, ...]]
    taken_back: dict[str, tuple[str, ...]]
    refused: dict[str, tuple[str, ...]]
    undone: dict[str, tuple[str, ...]]
    disputed: dict[str, tuple[str, ...]]
    partly: dict[str, tuple[str, ...]]
    finished: dict[str, tuple[str, ...]]
    ended: dict[str, tuple[str, ...]]
    keep: dict[str, tuple[str, ...]]
    refrain: dict[str, tuple[str, ...]]
    called: dict[str, dict[str, tuple[str, ...]]]
    fighting: dict[str, dict[str, tuple[str, ...]]]
    held: dict[str, tuple[str, ...]]
    broken: dict[str, tuple[str, ...]]
    that: dict[str, tuple[str, ...]]
    earlier: dict[str, tuple[str, ...]]
    otherwise: dict[str, tuple[str, ...]]
    aspect: dict[str, tuple[str, ...]]
    examples: dict[str, Any]


class Told(NamedTuple):
    """How a sentence bears on a promise, and which part of what was promised it says (0-1)."""

    bearing: str
    extent: int | None
    share: float


@cache
def table() -> Table:
    """The words of data/ledger/deeds.yaml."""
    return msgspec.convert(packaged("data/ledger/deeds.yaml"), Table, strict=False)


@cache
def _otherwise(language: str) -> re.Pattern[str]:
    listed = "|".join(map(re.escape, table().otherwise.get(language, ()))) or "(?!)"
    return re.compile(rf"\b(?:{listed})\b", re.I)


@lru_cache(REMEMBERED)
def _plainly(text: str, language: str) -> str:
    """A text without its names, and without forms of words that say another thing: "pemerintah" gives no order."""
    return _otherwise(language).sub(" ", meaning.nameless(text))


def told(promise: Promise, sentence: str, language: str) -> Told | None:
    """How ``sentence`` of a later report bears on ``promise``; None where it says nothing of what became of it.

    A promise of few words is too vague to be told by any.
    """
    best = max(
        (
            (_said(asked_for(action, tongue, promise), sentence, language, promise.names), tongue, action)
            for tongue, action in promise.told_elsewhere(sentence)
        ),
        default=(0.0, "", ""),
    )
    share, tongue, action = best
    words = table()
    if share < TAKEN_BACK or share < (ENOUGH if not stands(words.taken_back, _plainly(sentence, language), language) else TAKEN_BACK):
        return None
    asked = meaning.words(rules.IF.sub(" ", action), tongue)
    clauses = [_Clause(part, language, asked) for part in _clauses(sentence)]
    done = [clause for clause in clauses if clause.at is not None]
    if not done:
        return None
    if any(clause.has(words.taken_back) for clause in clauses):
        return Told("withdrawn", None, share)
    open_ = [clause for clause in done if not clause.ahead()]
    if any(clause.has(words.refused) for clause in done):
        return Told("against", None, share)
    if not open_:
        return None
    if any(clause.has(words.disputed) for clause in clauses):
        return Told("disputed", None, share)
    refrains, keeps = (stands(cue, _otherwise(tongue).sub(" ", _head(action)), tongue) for cue in (words.refrain, words.keep))
    keeps = keeps or promise.provision == "ceasefire"
    ended = any(clause.has(words.ended) for clause in open_)
    if keeps:
        return Told("against", None, share) if ended else Told("under-way", 2, share)
    if any(clause.has(words.undone) for clause in open_):
        return None
    if refrains:
        stopped = any(clause.has(words.refrain) for clause in open_)
        return Told("under-way", 2, share) if stopped else Told("against", None, share)
    if any(clause.has(words.partly) for clause in open_):
        return Told("under-way", amounts.part(promise.told_elsewhere(sentence), sentence), share)
    if promise.provision in rules.table().continuing:
        return Told("under-way", 2, share)
    return (
        Told("for", 3, share)
        if _whole(promise, sentence)
        else Told("under-way", amounts.part(promise.told_elsewhere(sentence), sentence), share)
    )


def may_be_told(promise: Promise) -> Callable[[int], bool]:
    """Whether a sentence of which the bits are known (`meaning.bits`) may tell something of a promise (`told`): most do not."""
    tellings = [
        [(word.weight, meaning.bits_of_reach(word)) for word in asked_for(action, tongue, promise)] for tongue, action in promise.tellings()
    ]
    tellings = [asked for asked in tellings if sum(weight for weight, _ in asked) >= rules.SAYS]
    return lambda there: any(sum(weight for weight, bits in asked if bits & there) >= LEAST for asked in tellings)


def _clauses(sentence: str) -> list[str]:
    return [part for part in CLAUSE.split(sentence) if part.strip()]


def asked_for(action: str, language: str, promise: Promise) -> tuple[Word, ...]:
    """The words of a promised action, its numbers too; the names of who made it, and of states, say nothing of what is done."""
    return _asked_for(action, language, promise.makers, promise.names)


@lru_cache(REMEMBERED)
def _asked_for(action: str, language: str, makers: tuple[str, ...], names: tuple[str, ...]) -> tuple[Word, ...]:
    states = {name for name in names if " " not in name}
    named = {word for name in (*makers, *states) for word in meaning.words(f"_ {name}", language) if word.capital}
    senses = frozenset(sense for word in named for sense in word.senses)
    said = rules.IF.sub(" ", action)
    whole = meaning.words(f"_ {said}" if said.split(" ", 1)[0].istitle() else said, language)  # "Ketua Umum"
    short = {token.lower() for token in SHORT.findall(said)}
    whole = tuple(word._replace(capital=True) if word.form in short else word for word in whole)
    asked = (word for word in whole if not (word.capital and word.senses <= senses))
    return tuple(w for w in asked if not (w.name and any(w.form.startswith(state.lower()) for state in states)))  # "Bolivian"


def names(makers: Iterable[str], sentence: str, least: int = 1) -> bool:
    """Whether a sentence names one of some by two words of the name in a row, by its letters, or by the name of one word that it is.

    A record tells only of those who do something in it, and so may leave out who "finished the wells". ``least``: words of such a name.
    """
    said = f" {folded(sentence)} "
    for maker in makers:
        words = whole_name(maker).split()
        if len(words) < least or not words:
            continue
        letters = "".join(word[0] for word in words).upper()
        if len(words) == 1 and f" {words[0]} " in said or any(f" {a} {b} " in said for a, b in pairwise(words)):
            return True
        if len(letters) >= LETTERS and re.search(rf"\b{re.escape(letters)}\b", sentence):
            return True
    return False


LETTERS: Final = 3  # of a name in short


def particular(promise: Promise, sentence: str, language: str) -> bool:
    """Whether a sentence names, of what is promised, something besides who made it: a place, a thing by its name, a number."""
    there = meaning.words(sentence, language)
    asked = [word for tongue, action in promise.tellings() for word in asked_for(action, tongue, promise)]
    return any(meaning.best(word, there) for word in asked if word.name or meaning.is_number(word))


def tells(promise: Promise, sentence: str, language: str) -> float:
    """Which part of what is promised a sentence says, where words that go with anything count little (0-1)."""
    asked = ((meaning.telling(asked_for(action, tongue, promise), tongue)) for tongue, action in promise.tellings())
    return max((_said(words, sentence, language, promise.names) for words in asked), default=0.0)


def provision_called(sentence: str, language: str) -> str | None:
    """Of which provision's promise a sentence speaks by what such promises go by: "the truce", "amnesti"."""
    said = meaning.nameless(sentence)
    return next((provision for provision, cue in table().called.items() if stands(cue, said, language)), None)


def may_be_called(there: frozenset[str], language: str) -> bool:
    """Whether a report of which the stems are known may speak of a promise by such a name (`provision_called`)."""
    return any(asked <= there for asked in _names_of_promises(language))


@cache
def _names_of_promises(language: str) -> frozenset[frozenset[str]]:
    return frozenset(frozenset(stems(name, language)) for cue in table().called.values() for name in cue.get(language, ()))


def of_an_earlier(sentence: str, language: str) -> bool:
    """Whether a sentence speaks of a promise that another has followed: "the first truce"."""
    return stands(table().earlier, sentence, language)


def is_called(promise: Promise) -> bool:
    """Whether a promise is one that goes by such a name: not all that stands in a truce is the truce."""
    cue = table().fighting[promise.provision]
    return any(stands(cue, action, language) or len(action.split()) < SHORTEST for language, action in promise.tellings())


def told_of(provision: str, sentence: str, language: str) -> Told | None:
    """What a sentence says of the promise that it only names, as "the truce" or "the amnesty"."""
    words, clauses = table(), _clauses(sentence)
    here = [part for part in clauses if stands(words.called[provision], _plainly(part, language), language)]
    said = [_plainly(part, language) for part in here]

    def has(cue: dict[str, tuple[str, ...]]) -> bool:
        return any(stands(cue, part, language) for part in said)

    if any(stands(words.taken_back, _plainly(part, language), language) for part in clauses):
        return Told("withdrawn", None, 1.0)
    if provision != "ceasefire" or not said or has({language: tuple(w for w in words.ahead.get(language, ()) if w not in NEAREST)}):
        return None
    if has(words.broken):
        return Told(
            "disputed" if any(stands(words.disputed, _plainly(part, language), language) for part in clauses) else "against", None, 1.0
        )
    undone = {language: tuple(w for w in words.undone.get(language, ()) if w not in UNBROKEN)}
    return Told("under-way", 2, 1.0) if has(words.held) and not has(undone) else None


def denies(sentence: str, language: str) -> bool:
    """Whether a sentence denies what was said right before it: "The families denied that"."""
    first = next(iter(_clauses(sentence)), "")
    return stands(table().disputed, _plainly(first, language), language) and stands(table().that, first, language)


def _said(asked: Sequence[Word], sentence: str, language: str, names: tuple[str, ...]) -> float:
    rows = meaning.rows_of(sentence, language)
    likely = [word for word in asked if not rows.isdisjoint(meaning.reach(word))]
    if meaning.weight(likely) < LEAST:  # most sentences speak of something else: that is seen at once
        return 0.0
    there = meaning.unnamed(sentence, language, names)
    found = [(word, fit) for word in likely if (fit := meaning.best(word, there))]
    plain = any(_plain(word) and word.weight > meaning.LIGHT for word, _ in found)  # names alone say nothing of what is done
    weight = sum(word.weight * fit for word, fit in found)
    if not plain or weight < LEAST or meaning.weight(asked) < rules.SAYS:
        return 0.0
    untold = sum(word.weight for word in asked if meaning.is_number(word) and not meaning.best(word, there))  # not every report counts
    share = weight / (meaning.weight(asked) - untold)
    named = any(word.name or meaning.is_number(word) for word, _ in found)
    return share if named or share >= PLAIN else 0.0


def _plain(word: Word) -> bool:
    """Whether it is a word of the language, and neither a name, nor of one, nor a number."""
    return not word.name and not word.capital and not meaning.is_number(word)


@lru_cache(REMEMBERED)
def _ahead(language: str, asked: tuple[Word, ...]) -> tuple[str, ...]:
    """Words that say that something is still to come, but for those of what is promised: who vowed to ban it has done so by a ban."""
    listed = (word for word in table().ahead.get(language, ()) if word not in NEAREST)
    plain = [word for word in asked if not word.name and word.weight > meaning.LIGHT]
    return tuple(cue for cue in listed if not any(meaning.best(word, plain) for word in meaning.words(cue, language)))


def _deed(plain: Sequence[Word]) -> Word | None:
    """Of the words of a promise the first that says what is done: "build" of "build a bridge", "talks" of "resume talks"."""
    telling = [word for word in plain if word.weight > meaning.LIGHT]
    return next((word for word in telling if word.form not in _aspects()), next(iter(telling), None))


@cache
def _aspects() -> frozenset[str]:
    return frozenset(word for words in table().aspect.values() for word in words)


def _head(action: str) -> str:
    """The first words of a promised action: what is to be done."""
    return " ".join(action.split()[:4])


def _whole(promise: Promise, sentence: str) -> bool:
    """Whether no number says that less was done than was promised."""
    return not amounts.fewer(promise.told_elsewhere(sentence), sentence)


class _Clause:
    """A clause of a sentence: whether it tells that something promised is done, and up to where it does."""

    def __init__(self, text: str, language: str, asked: Sequence[Word]) -> None:
        self.text, self.language, self.asked = text, language, asked
        self.tokens = meaning.tokens(text, language)
        plain = [word for word in asked if not word.name and not meaning.is_number(word)]
        deed = _deed(plain)
        self.fits = [i for i, (_, _, word) in enumerate(self.tokens) if word and not word.name and meaning.best(word, plain)]
        said = [word for _, _, word in self.tokens if word and meaning.best(word, asked)]
        does = deed is not None and meaning.best(deed, said) > 0 and self.tokens[0][1] not in SAYING
        cues = table()
        says = does or any(self.has(cue) for cue in (cues.finished, cues.taken_back, cues.refused))
        self.at: int | None = self.fits[-1] if self.fits and says else None

    def has(self, cue: dict[str, tuple[str, ...]]) -> bool:
        """Whether one of these words stands in it."""
        return stands(cue, _plainly(self.text, self.language), self.language)

    def ahead(self) -> bool:
        """Whether what is told is still to come, asked for, or promised."""
        assert self.at is not None
        before = _plainly(self.text[: self.tokens[self.at][0]], self.language)
        near = {token for _, token, _ in self.tokens[max(0, self.fits[0] - 1) : self.fits[0]]}
        return bool(near & NEAREST) or stands({self.language: _ahead(self.language, tuple(self.asked))}, before, self.language)
