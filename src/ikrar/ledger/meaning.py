"""What two wordings have in common, in one language or in two: "membuka reaktor bagi pemeriksa" and "admit inspectors to the reactor".

A word is its senses: its stem, and the English words that the glossary (data/ledger/glossary.csv) has for it. Names are as they are
written, numbers by their value. Two words are one where they share a sense.
"""

from __future__ import annotations

import csv
import re
import string
import zlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib import resources
from itertools import islice, product
from typing import Final, NamedTuple

from ikrar.ledger.packaged import packaged
from ikrar.ledger.stems import irregular, roots, stem

REMEMBERED: Final = 4096
TOKEN: Final = re.compile(r"[a-zA-Z]+[^\W\d_]*|\d+(?:[.,]\d+)*|[^\W\d_]+")  # plain letters, as most are, are passed over faster
NAMED: Final = 1.5  # a name says more than a word does, and so does a number
NUMBERED: Final = 1.25
LIGHT: Final = 0.4  # a word that goes with anything: give, hold, new
AKIN: Final = 0.7  # two English words that mean one Indonesian
_MONTH: Final = (
    "(?:Januar[iy]|[FP]ebruar[iy]|March|Maret|April|Mei|May|Jun[ie]|Jul[iy]|August|Agustus|September|O[ck]tober|November|De[cs]ember)"
)
DATE: Final = re.compile(
    rf"\b\d{{1,2}} {_MONTH}(?: \d{{4}})?|\b{_MONTH}(?: \d{{1,2}}(?:, \d{{4}})?)?\b"
    r"|\(\d{1,2}/\d{1,2}(?:/\d{2,4})?\)|\b(?:19|20)\d{2}\b"
)
MAY_DATE: Final = re.compile(  # what begins every date, or the name of its month
    r"[(12JFPMASOND](?:(?<=\()\d|(?<=1)9\d\d|(?<=2)0\d\d|(?<=J)(?:an|u[nl])|(?<=[FP])eb|(?<=M)(?:ar|ei|ay)|(?<=A)(?:pr|ug|gu)"
    r"|(?<=S)ep|(?<=O)[kc]t|(?<=N)ov|(?<=D)e[sc])"
)
THOUSANDS: Final = re.compile(r"\d{1,3}(?:[.,]\d{3})+")
A_YEAR: Final = re.compile(r"(?:19|20)\d\d")


class Word(NamedTuple):
    """A word that says something."""

    senses: frozenset[str]
    rows: frozenset[str]
    """The rows of the glossary that it stands in, or else its stem: what the same word in the other language has too."""
    weight: float
    name: bool = False
    """Whether it is a name, and no word of the language."""
    capital: bool = False
    form: str = ""
    """As it is written, in small letters; a number has none."""

    bits: int = 0
    """What it says, as bits: of two words that say one thing some are the same."""


@cache
def _words() -> dict[str, dict[str, frozenset[str]]]:
    """data/ledger/words.yaml: empty and light words, by language."""
    table = packaged("data/ledger/words.yaml")
    return {
        kind: {language: frozenset(listed.split()) for language, listed in by.items()} for kind, by in table.items() if kind != "numbers"
    }


@cache
def _vague(language: str) -> frozenset[str]:
    """Of words that may be said of anything the rows, or in English the senses."""
    both = (_senses(word, language) for word in _words()["vague"][language])
    return frozenset(key for senses, rows in both for key in (language == "id" and rows or senses))


def telling(said: Sequence[Word], language: str) -> tuple[Word, ...]:
    """The same words, those light that may be said of anything: who will "evaluate" and "coordinate" has named nothing to be told by."""
    tongue = "id" if language == "id" else "en"
    vague = _vague(tongue)
    any_ = (w.weight == 1.0 and (w.rows if tongue == "id" else w.senses) <= vague for w in said)
    return tuple(w._replace(weight=LIGHT) if light else w for w, light in zip(said, any_, strict=True))


@cache
def numbers_spelt() -> dict[str, str]:
    """The numbers that are written as words, in either language, with their digits."""
    return {word: value for listed in packaged("data/ledger/words.yaml")["numbers"].values() for word, value in listed.items()}


@cache
def _glossary() -> tuple[dict[str, tuple[str, ...]], dict[str, frozenset[str]]]:
    """The English words of each Indonesian one, and of each English word the rows that it stands in."""
    indonesian: dict[str, tuple[str, ...]] = {}
    english: dict[str, set[str]] = defaultdict(set)
    with (resources.files("ikrar") / "data/ledger/glossary.csv").open(encoding="utf-8") as file:
        for row in csv.DictReader(file):
            indonesian[row["id"]] = tuple(row["en"].split("|"))
            for word in indonesian[row["id"]]:
                english[word].add(row["id"])
    return indonesian, {word: frozenset(rows) for word, rows in english.items()}


def words(text: str, language: str) -> tuple[Word, ...]:
    """The words of ``text`` that say something, in order, each once."""
    return _words_of(text, "id" if language == "id" else "en")


@lru_cache(REMEMBERED)
def _words_of(text: str, language: str) -> tuple[Word, ...]:
    found: dict[tuple[frozenset[str], bool], Word] = {}
    text = undated(text)
    if _is_plain(text):
        for token in dict.fromkeys(_plainly(text)):
            word = _word(token, language, token[0] in CAPITALS)
            if word is not None:
                found.setdefault((word.senses, word.capital), word)
        return tuple(found.values())
    for match in TOKEN.finditer(text):
        token = match[0]
        word = _word(token, language, token[0].isupper() and _is_name(text, match))
        if word is not None:
            found.setdefault((word.senses, word.capital), word)
    return tuple(found.values())


def _is_plain(text: str) -> bool:
    """Whether all letters of ``text`` are plain, as in most it is."""
    return text.isascii() or ODD.search(text) is None


def _plainly(text: str) -> list[str]:
    """The words of such a text: what begins a sentence takes a small letter, and then what has a capital one is a name."""
    return PLAIN.findall(BEGINS.sub(_small, text))


def _small(match: re.Match[str]) -> str:
    return match[0].lower()


CAPITALS: Final = frozenset(string.ascii_uppercase)
PLAIN: Final = re.compile(r"[a-zA-Z]+|[0-9]+(?:[.,][0-9]+)*")  # `TOKEN`, where all letters are plain
ODD: Final = re.compile(r"[^\x00-\x7f“”‘’–—…]")
BEGINS: Final = re.compile(r"(?:\A|[.:!?\"“”\n\-–—(]) *[A-Z]")  # of which `_is_name` says that it is no name


def undated(text: str) -> str:
    """A text without its dates. Most have none: that is seen by looking for the letters of a month, and for digits."""
    return DATE.sub(" ", text) if MAY_DATE.search(text) else text


def tokens(text: str, language: str) -> list[tuple[int, str, Word | None]]:
    """The words of ``text`` in order: where each begins, as it is written in small letters, and what it says, if anything."""
    tongue = "id" if language == "id" else "en"
    plain = DATE.sub(lambda m: " " * len(m[0]), text)
    return [(m.start(), m[0].lower(), _word(m[0], tongue, _is_name(plain, m))) for m in TOKEN.finditer(plain)]


def _is_name(text: str, match: re.Match[str]) -> bool:
    """Whether a word is a name by its capital letter: not at the start of a sentence, where any word has one."""
    at = match.start()
    if not text[at].isupper():
        return False
    while at and text[at - 1] == " ":
        at -= 1
    return at > 0 and text[at - 1] not in '.:!?"“”\n-–—('


@lru_cache(50_000)
def _word(token: str, language: str, capital: bool) -> Word | None:
    word = _said(token, language, capital)
    return None if word is None else word._replace(bits=_bits(word.senses) | _bits(word.rows))


def _said(token: str, language: str, capital: bool) -> Word | None:
    low = token.lower()
    if low[0].isdigit():
        return None if A_YEAR.fullmatch(low) else _number(low)
    if (value := numbers_spelt().get(low)) is not None:
        return _number(value)
    if low in _words()["empty"][language] or len(low) < 2:
        return None
    senses, rows = _senses(low, language)
    if capital and not rows:
        return Word(frozenset((low,)), frozenset((low,)), NAMED, name=True, capital=True, form=low)
    if capital:
        senses |= {low}
    common = _words()["light"]["en"]
    firsts = {_first(row) for row in rows} if language == "id" else {low}
    light = bool(rows) and firsts <= common or (len(senses) == 1 and senses <= common)
    return Word(senses, rows or senses, LIGHT if light else 1.0, capital=capital, form=low)


def _first(row: str) -> str:
    """The English word that is meant first by an Indonesian one."""
    listed = _glossary()[0].get(row)
    return listed[0] if listed else row


def _number(text: str) -> Word:
    """A number by its value: "1.500" and "1,500" are one, and so are "2,5" and "2.5"."""
    plain = re.sub(r"[.,]", "", text) if THOUSANDS.fullmatch(text) else text.replace(",", ".")
    value = frozenset((f"#{plain}",))
    return Word(value, value, NUMBERED)


@lru_cache(REMEMBERED)
def unnamed(text: str, language: str, names: tuple[str, ...]) -> tuple[Word, ...]:
    """The words of ``text`` without those of some names in it: the Liberation Front frees nobody by its name."""
    called = {token.lower() for name in names if name[:1].isupper() for token in TOKEN.findall(name)}  # "warga Desa Toba" tells where
    return tuple(word for word in words(text, language) if not (word.capital and word.form in called))


@lru_cache(REMEMBERED)
def nameless(text: str) -> str:
    """A sentence without its names: the Liberation Front frees nobody by its name."""
    return NAME.sub(_without, text)


def _without(m: re.Match[str]) -> str:
    return m[0] if m[1] is not None else " "


NAME: Final = re.compile(r"(^\s*|[\"“”.:\-–]\s*)?\b[^\W\d_a-z]\w*")
"""A word that begins with a capital letter, with what it stands behind where a sentence or a part of it begins there."""


def is_number(word: Word) -> bool:
    """Whether it is a number."""
    return not word.form


def _senses(low: str, language: str) -> tuple[frozenset[str], frozenset[str]]:
    indonesian, english = _glossary()
    if language == "id":
        chosen = {form for form in (low, _root(low)) if form in indonesian}
        listed = [english_word for root in chosen for english_word in indonesian[root]]
        return frozenset(listed or (stem(low, "id"),)), frozenset(chosen)
    bases = {form for form in _bases(low) if form in english}
    return frozenset(bases or (stem(low, "en"),)), frozenset().union(*(english[base] for base in bases))


def _bases(word: str) -> Iterator[str]:
    """What may be the base of an English word."""
    yield word
    if (base := irregular().get(word)) is not None:
        yield base
    for ending, instead in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) > 1:
            bare = word.removesuffix(ending)
            yield bare + instead
            if not instead and ending in {"ed", "ing"} and bare[-1] == bare[-2]:
                yield bare[:-1]


ENDINGS: Final = (
    ("ies", "y"), ("ied", "y"), ("es", "e"), ("es", ""), ("s", ""), ("ed", "e"), ("ed", ""), ("ing", "e"), ("ing", ""),
    ("er", "e"), ("er", ""),
)  # fmt: skip


def fits(a: Word, b: Word) -> float:
    """How far two words mean one thing (0-1)."""
    if a.capital is not b.capital and a.form != b.form and not (a.senses | b.senses) & _words()["sites"]["en"]:
        return 0.0
    if a.senses & b.senses:
        return 1.0
    return AKIN if a.rows & b.rows else 0.0


@lru_cache(50_000)
def reach(word: Word) -> frozenset[str]:
    """All rows of words that mean the same."""
    _, english = _glossary()
    return word.rows.union(word.senses, *(english.get(sense, ()) for sense in word.senses))


def forms(word: Word) -> dict[str, frozenset[str]]:
    """By language, as what a word may be written: a name or a number in both as it is."""
    if word.name or is_number(word):
        plain = frozenset(sense.lstrip("#") for sense in word.senses)
        return {"id": plain, "en": plain}
    return {"id": word.rows, "en": word.senses}


BITS: Final = 1024


@lru_cache(50_000)
def _bits(said: frozenset[str]) -> int:
    """One bit for each sense."""
    found = 0
    for sense in said:
        found |= 1 << zlib.crc32(sense.encode("utf-8", "surrogatepass")) % BITS
    return found


@lru_cache(50_000)
def bits_of_reach(word: Word) -> int:
    """The bits of all words that mean the same."""
    return _bits(reach(word))


def bits(text: str, language: str) -> int:
    """The bits of the words of ``text``: a word of whose reach none is there is not said there (`rows_of`)."""
    tongue, plain, found = "id" if language == "id" else "en", undated(text), 0
    if not _is_plain(plain):
        return bits_of(words(text, language))
    for token in set(_plainly(plain)):
        found |= _bits_of(token, tongue)
    return found


@lru_cache(50_000)
def _bits_of(token: str, language: str) -> int:
    word = _word(token, language, token[0] in CAPITALS)
    return 0 if word is None else word.bits


@lru_cache(REMEMBERED)
def rows_of(text: str, language: str) -> frozenset[str]:
    """The rows of all words of ``text``: a word that has none of them in its reach is not said there."""
    return frozenset(row for word in words(text, language) for row in (*word.rows, *word.senses))


KEYS: Final = 8  # words of a promise by which it is found


def keys(said: Iterable[Word], most: int = KEYS) -> list[str]:
    """By what wordings that mean the same find each other, in either language: the weightiest words."""
    telling = sorted((word for word in said if word.weight > LIGHT), key=lambda word: -word.weight)[:most]
    return sorted({row for word in telling for row in word.rows})


READINGS: Final = 60  # English readings of an Indonesian name that are tried
CHOICES: Final = 4  # English words that are tried for one of its words


def name_keys(name: str, language: str) -> list[str]:
    """What a name of several words may be called, in any order: "Front Danau Lanao" and "Lanao Lake Front" share one of these."""
    tokens = [t.lower() for t in TOKEN.findall(name)]
    if language == "id":
        indonesian, _ = _glossary()
        tokens = [t for t in tokens if t not in _words()["empty"]["id"]]
        choices = [[*[*dict.fromkeys((*indonesian.get(t, ()), *indonesian.get(_root(t), ())))][:CHOICES], t] for t in tokens]
    else:
        tokens = [t for t in tokens if t not in _words()["empty"]["en"]]
        choices = [[t] for t in tokens]
    if len(tokens) < 2:
        return []
    readings = islice(product(*choices), READINGS)
    return sorted({" ".join(sorted(reading)) for reading in readings})


def has_own_name(name: str) -> bool:
    """Whether a word of a name is no word of either language: "Front Pembebasan Tarimba", but not "Front Pembebasan Rakyat"."""
    indonesian, english = _glossary()
    tokens = [t.lower() for t in TOKEN.findall(name)]
    return any(t not in indonesian and t not in english and _root(t) not in indonesian for t in tokens)


def _root(low: str) -> str:
    """The longest of an Indonesian word's roots that the glossary has; the word itself where it has none."""
    indonesian, _ = _glossary()
    return max((root for root in roots(low) if root in indonesian), key=lambda root: (len(root), root), default=low)


def weight(said: Iterable[Word]) -> float:
    """How much words say."""
    return sum(word.weight for word in said)


def shared(a: Sequence[Word], b: Collection[Word]) -> float:
    """Which part of what ``a`` says ``b`` says too (0-1), by the weights of its words."""
    whole = weight(a)
    return sum(word.weight * fit for word, fit in zip(a, _fitting(a, b), strict=True)) / whole if whole else 0.0


def likeness(a: Sequence[Word], b: Collection[Word], there: int | None = None) -> float:
    """The same, halved where only names or numbers are shared: in one place much is done. ``there``: the bits of ``b``, where known."""
    whole = weight(a)
    if not whole:
        return 0.0
    told = [(word, fit) for word, fit in zip(a, _fitting(a, b, there), strict=True) if fit]
    share = sum(word.weight * fit for word, fit in told) / whole
    return share if any(not word.name and not is_number(word) for word, _ in told) else share / 2


def _fitting(a: Sequence[Word], b: Collection[Word], there: int | None = None) -> list[float]:
    """How far each word of ``a`` is said by ``b``; most are not, which the bits of all that is said there tell at once."""
    said = bits_of(b) if there is None else there
    return [best(word, b) if word.bits & said else 0.0 for word in a]


def bits_of(said: Iterable[Word]) -> int:
    """The bits of some words together."""
    found = 0
    for word in said:
        found |= word.bits
    return found


def best(word: Word, others: Iterable[Word]) -> float:
    """How far ``word`` is said by one of ``others`` (0-1)."""
    akin, senses, rows = 0.0, word.senses, word.rows
    for other in others:
        if senses.isdisjoint(other.senses) and rows.isdisjoint(other.rows):  # so it is with nearly all
            continue
        fit = fits(word, other)
        if fit == 1.0:
            return fit
        akin = max(akin, fit)
    return akin
