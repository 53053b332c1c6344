"""What a sentence says of a promise, where it tells of a deed that is no event of any type (data/ledger/deeds.yaml)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final, NamedTuple

from ikrar.ledger import amounts, kin, lands, meaning, rules, wanted
from ikrar.ledger.clause import THEN, Clause, otherwise, parts, plainly, table
from ikrar.ledger.keys import folded, whole_name
from ikrar.ledger.meaning import REMEMBERED, Word
from ikrar.ledger.promise import Promise
from ikrar.ledger.retold import as_said
from ikrar.ledger.stems import stands, stems
from ikrar.ledger.turns import turn

ENOUGH: Final = 0.45  # of what is promised, by weight, must be said
SOME: Final = 1.0  # and of that so much in its very words, where others are of the same families
SAYING: Final = 0.25  # and of its words that are no names so much
LEAST: Final = 2.0  # and so much at least: two words, or a name and a light one
LITTLE: Final = 0.9  # and so much where its report speaks of the promise right there
TAKEN_BACK: Final = 0.3  # where the sentence says that something is taken back
SPOKEN: Final = 0.28  # where the sentence before or behind it, or it itself, tells the promise again
REFERRED: Final = 0.34  # where it says that something was promised: "the audit that it had promised"
PLAIN: Final = 0.6  # where neither a name nor a number is the same
KIN: Final = 0.7  # how far a word is told by another of its family
CEASEFIRE: Final = "ceasefire"
SHORTEST: Final = 3  # words of a promise that say what it is


class Told(NamedTuple):
    """How a sentence bears on a promise, and which part of what was promised it says (0-1)."""

    bearing: str
    extent: int | None
    share: float


def told(promise: Promise, sentence: str, language: str, loose: bool = True, spoken: bool = False, akin: bool = False) -> Told | None:
    """How ``sentence`` of a later report bears on ``promise``; None where it says nothing of what became of it.

    A promise of few words is too vague to be told by any. ``loose``: other words of the same families (data/ledger/kin.yaml) tell it, too;
    ``akin``: of its verb only. ``spoken``: its report speaks of the promise right there, so that fewer words tell it.
    """
    share, strictly, tongue, action = max(
        (
            (*_said(action, tongue, sentence, language, promise, loose, spoken), tongue, action)
            for tongue, action in promise.told_elsewhere(sentence)
        ),
        default=(0.0, 0.0, "", ""),
    )
    if share < min(TAKEN_BACK, SPOKEN if spoken else 1.0):
        return None
    words = table()
    taken_back = _but_promised(words.taken_back, promise)
    if share < (SPOKEN if spoken else _enough(sentence, language, taken_back, loose)):
        return None
    refrains, keeps = (stands(cue, _head(otherwise(tongue).sub(" ", action)), tongue) for cue in (words.refrain, words.keep))
    refrains = refrains or wanted.refrains(action)
    said = meaning.words(wanted.bare(action, tongue), tongue)
    deeds = _deeds(promise, refrains) if loose or akin else frozenset[str]()
    clauses = [Clause(part, language, said, deeds) for part in parts(sentence)]
    for before, clause in pairwise(clauses):
        clause.goes_on = THEN.match(clause.text.strip()) is not None and (before.goes_on or before.to_come())
    done = [clause for clause in clauses if clause.at is not None and (strictly >= ENOUGH or clause.does)]
    if akin and not loose and not spoken:
        done = [clause for clause in done if clause.surely]
    if not done:
        return None
    if any(clause.has(taken_back) for clause in clauses):
        return Told("withdrawn", None, share)
    open_ = [clause for clause in done if not clause.ahead() and not (spoken and clause.to_come())]
    if any(clause.has(words.refused) for clause in done):
        return Told("against", None, share)
    if not open_ or (not any(clause.does for clause in open_) and max(map(_told_of, open_)) < max(map(_told_of, done))):
        return None
    if any(stands(words.disputed, turn("argued").sub(" ", plainly(clause.text, language)), language) for clause in clauses):
        accused = any(clause.has(words.accused) for clause in clauses) and not any(clause.has(words.undone) for clause in open_)
        return None if accused and not refrains else Told("disputed", None, share)  # of doing it
    truce = promise.provision == CEASEFIRE and is_called(promise)  # not all that was promised in a truce is one
    keeps = keeps or truce
    ended = any(clause.has(words.ended) for clause in open_)
    if keeps and ended:
        return Told("for", 3, share) if _not_once(clauses, language) else Told("against", None, share)
    if keeps:
        return Told("under-way", 2, share)
    undone = _but_promised(words.undone, promise)
    if any(clause.has(undone) for clause in open_):
        return None
    if refrains:
        if promise.kind == "demand":  # who was asked has broken nothing
            return None
        stopped = any(clause.has(words.refrain) for clause in open_) or _not_once(clauses, language)
        return Told("under-way", 2, share) if stopped else Told("against", None, share)
    tellings, there = promise.told_elsewhere(sentence), "; ".join(clause.text for clause in open_)  # "ten men, after two ships left"
    part = amounts.part(tellings, there)
    if any(clause.has(words.partly) for clause in open_) or amounts.partly(tellings, sentence):
        return Told("under-way", part, share)
    if promise.provision in rules.table().continuing and (truce or promise.provision != CEASEFIRE):
        if promise.kind != "demand" or not as_said(sentence):
            return Told("under-way", 2, share)
    return Told("for", 3, share) if not amounts.fewer(tellings, there, sure=spoken) else Told("under-way", part, share)


def _not_once(clauses: Sequence[Clause], language: str) -> bool:
    """“Not one shot was fired": whether clauses tell that a thing was never done."""
    return any(stands(table().not_once, plainly(clause.text, language), language) for clause in clauses)


def speaks_of_a_promise(sentence: str, language: str) -> bool:
    """Whether a sentence says of something that it was promised, asked for, or ordered."""
    return stands(table().promised, plainly(sentence, language), language)


def _enough(sentence: str, language: str, taken_back: dict[str, tuple[str, ...]], loose: bool) -> float:
    """Which part of what is promised a sentence must say: less where it says of something that it was promised, or is taken back."""
    said = plainly(sentence, language)
    if stands(taken_back, said, language):
        return TAKEN_BACK
    return REFERRED if loose and stands(table().promised, said, language) else ENOUGH


def _but_promised(cue: dict[str, tuple[str, ...]], promise: Promise) -> dict[str, tuple[str, ...]]:
    """Words without those of what is promised: who vowed to "take back" refugees and takes them back has not taken back his word."""
    ours = {language: _head(action) for language, action in promise.actions.items()}
    return {
        language: tuple(w for w in listed if not stands({language: (w,)}, ours.get(language, ""), language))
        for language, listed in cue.items()
    }


@lru_cache(REMEMBERED)
def _deeds_of(tellings: tuple[tuple[str, str], ...], refrains: bool) -> frozenset[str]:
    found: set[str] = set()
    for language, action in tellings:
        said = wanted.bare(action, language)
        if refrains:  # "stop dumping": the deed is to dump
            said = wanted.without(table().refrain.get(language, ()), said, language)
        found |= kin.head(meaning.nameless(said), language)
    return frozenset(found)


def _deeds(promise: Promise, refrains: bool) -> frozenset[str]:
    """The families of verbs by which what is promised may be told as done."""
    return _deeds_of(promise.tellings(), refrains)


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
        if len(words) >= LETTERS and maker[:1].isupper() and not _called(maker).isdisjoint(_all_called(sentence)):
            return True
    return False


RUN: Final = re.compile(r"[^\W\d_a-z]\w+(?: [^\W\d_a-z]\w+)+")  # a name of several words


@lru_cache(REMEMBERED)
def _called(name: str) -> frozenset[str]:
    """What a body's name is in either language: "Front Pembebasan Toba" is "the Toba Liberation Front"."""
    return frozenset(key for language in ("id", "en") for key in meaning.name_keys(name, language))


@lru_cache(REMEMBERED)
def _all_called(sentence: str) -> frozenset[str]:
    return frozenset(key for run in RUN.findall(sentence) for key in _called(run))


LETTERS: Final = 3  # of a name in short


def particular(promise: Promise, sentence: str, language: str) -> bool:
    """Whether a sentence names, of what is promised, something besides who made it: a place, a thing by its name, a number."""
    there = meaning.words(sentence, language)
    asked = [word for tongue, action in promise.tellings() for word in wanted.asked_for(action, tongue, promise)]
    return any(meaning.best(word, there) for word in asked if word.name or meaning.is_number(word))


def tells(promise: Promise, sentence: str, language: str, spoken: bool = False) -> float:
    """Which part of what is promised a sentence says, where words that go with anything count little (0-1)."""
    told_by = (meaning.telling(wanted.asked_for(action, tongue, promise), tongue) for tongue, action in promise.tellings())
    return max((_strictly(words, sentence, language, promise, spoken) for words in told_by), default=0.0)


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
    words, clauses = table(), parts(sentence)
    here = [part for part in clauses if stands(words.called[provision], plainly(part, language), language)]
    said = [plainly(part, language) for part in here]

    def has(cue: dict[str, tuple[str, ...]]) -> bool:
        return any(stands(cue, part, language) for part in said)

    if any(stands(words.taken_back, plainly(part, language), language) for part in clauses):
        return Told("withdrawn", None, 1.0)
    to_come = tuple(w for w in words.ahead.get(language, ()) if w not in words.nearest.get(language, ()))
    if provision != CEASEFIRE or not said or has({language: to_come}):
        return None
    if has(words.broken):
        return Told(
            "disputed" if any(stands(words.disputed, plainly(part, language), language) for part in clauses) else "against", None, 1.0
        )
    if turn("another").search(sentence):
        return None
    undone = {language: tuple(w for w in words.undone.get(language, ()) if w not in words.unbroken.get(language, ()))}
    if not has(words.held) or has(undone):
        return None
    return Told("for", 3, 1.0) if has(words.to_its_end) else Told("under-way", 2, 1.0)


def _said(
    action: str, tongue: str, sentence: str, language: str, promise: Promise, loose: bool, spoken: bool = False
) -> tuple[float, float]:
    """Which part of what is promised a sentence says (0-1), and which by the very words.

    ``loose``: by words of the same families, too, where a name or a number ties it, or the report speaks of the promise (``spoken``).
    """
    strictly = _strictly(wanted.asked_for(action, tongue, promise), sentence, language, promise, spoken)
    return max(strictly, _loosely(action, tongue, sentence, language, promise, spoken) if loose and strictly < 1.0 else 0.0), strictly


def _strictly(asked: Sequence[Word], sentence: str, language: str, promise: Promise, spoken: bool = False) -> float:
    """The same by the very words."""
    rows = meaning.rows_of(sentence, language)
    likely = [word for word in asked if not rows.isdisjoint(meaning.reach(word)) or wanted.is_land(word)]
    if meaning.weight(likely) < LEAST:  # most sentences speak of something else: that is seen at once
        return 0.0
    there = (*meaning.unnamed(sentence, language, promise.names), *wanted.named(sentence, language))
    found = {word: fit for word in likely if (fit := meaning.best(word, there))}
    share = _share(asked, found, there)
    return share if share >= PLAIN or spoken or any(map(ties, found)) else 0.0


def _loosely(action: str, tongue: str, sentence: str, language: str, promise: Promise, spoken: bool = False) -> float:
    """The same by words of the families of those promised, and by fewer of what only says which is meant; what may be said of anything ties
    nothing, and a name, a number or the country that it was promised to must stand there.
    """
    asked = meaning.telling(wanted.asked_for(action, tongue, promise, loose=True), tongue)
    rows = meaning.rows_of(sentence, language)
    likely = [word for word in asked if not rows.isdisjoint(meaning.reach(word)) or wanted.is_land(word)]
    if meaning.weight(likely) < SOME and not spoken:
        return 0.0
    there = (*meaning.unnamed(sentence, language, promise.names), *wanted.named(sentence, language))
    found = {word: fit for word in likely if (fit := meaning.best(word, there))}
    plain = sum(1 for word in found if is_plain(word) and word.weight > meaning.LIGHT)
    by_land = plain > 1 and (any(meaning.is_number(word) or wanted.is_land(word) for word in found))
    tied = spoken or by_land or any(ties(word) and not wanted.is_land(word) for word in found)
    if not tied and not names_whom(promise, sentence, language):
        return 0.0
    akin = kin.of(meaning.nameless(sentence), language)
    things = akin._replace(deeds=frozenset())
    if not any(is_plain(word) and (word in found and word.weight > meaning.LIGHT or _akin(word, tongue, things)) for word in asked):
        return 0.0  # a place and a verb that is said of it are not what was promised
    least = LITTLE if spoken else LEAST
    return _share(asked, {word: KIN for word in asked if word not in found and _akin(word, tongue, akin)} | found, there, least)


def _share(asked: Sequence[Word], found: dict[Word, float], there: Sequence[Word], least: float = LEAST) -> float:
    plain = [word for word in found if is_plain(word) and word.weight > meaning.LIGHT]  # names alone say nothing of what is done
    if not plain or (len(plain) == 1 and all(wanted.is_land(word) or word in plain for word in found)):
        return 0.0
    whole, weight = (sum(word.weight for word in of if is_plain(word)) for of in (asked, found))
    if weight < SAYING * whole:  # of a place and a day much else is told
        return 0.0
    weight = sum(word.weight * fit for word, fit in found.items())
    if weight < least or meaning.weight(asked) < (least if least < LEAST else rules.SAYS):
        return 0.0
    untold = sum(word.weight for word in asked if meaning.is_number(word) and not meaning.best(word, there))  # not every report counts
    return weight / (meaning.weight(asked) - untold)


def to_whom(promise: Promise) -> frozenset[str]:
    """The countries to which something was promised by others."""
    return frozenset(p.country for p in promise.beneficiaries if p.country) - {p.country for p in promise.promisors}


def names_whom(promise: Promise, sentence: str, language: str) -> bool:
    """Whether a sentence names the country to which something was promised by another."""
    to = to_whom(promise)
    return any(land.country in to for land in lands.lands(sentence, language)) if to else False


def _akin(word: Word, tongue: str, there: kin.Kin) -> bool:
    """Whether a sentence has a word of the family of one that is promised."""
    if not is_plain(word) or not (there.deeds or there.things):
        return False
    own = kin.of(word.form, tongue)
    return not (own.deeds.isdisjoint(there.deeds) and own.things.isdisjoint(there.things))


def ties(word: Word) -> bool:
    """Whether a word is one that few sentences share by chance: a name, a number above those that count anything."""
    return word.name or (meaning.is_number(word) and not any(len(sense) < SMALL for sense in word.senses))


SMALL: Final = 3  # signs of a number of one digit, with its mark


def is_plain(word: Word) -> bool:
    """Whether it is a word of the language, and neither a name, nor of one, nor a number."""
    return not word.name and not word.capital and not meaning.is_number(word)


def _head(action: str) -> str:
    """The first words of a promised action: what is to be done."""
    return " ".join(action.split()[:4])


def _told_of(clause: Clause) -> int:
    """How many words of a clause are of what is promised."""
    return len(clause.fits)
