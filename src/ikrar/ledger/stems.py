"""Stems, by which any form of a word finds all: "menarik", "ditarik" and "penarikan" have the root "tarik".

Snowball's stemmer for Indonesian takes "menarik" to "arik" and "tarik" to itself: it does not give back the k, p, s or t that "me-"
swallows, and cannot tell the -kan of "membebaskan" from the -an of "penarikan". So a word's possible roots are voted on by the common
words of the language that may have them too: "tarik" by "ditarik" and "tertarik", "tari" by "tarian" alone.
"""

from __future__ import annotations

import re
import threading
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from ikrar.ledger.packaged import packaged

if TYPE_CHECKING:
    from collections.abc import Callable

WORD: Final = re.compile(r"[^\W_]+")
_PLAIN: Final = re.compile(r"[a-z0-9]+")  # the same, where all letters are plain and small: found in half the time
REMEMBERED: Final = 50_000  # words
SENTENCES: Final = 4096  # that came lately
SHORTEST: Final = 4  # letters of a root that affixes were taken from
VOWELS: Final = "aeiou"
SUFFIXES: Final = ("kan", "an", "i")
_CLITIC: Final = re.compile(r"(?:nya|lah|kah|pun)$")
_PREFIX: Final = re.compile(r"(?:di|ter|ber|bel|be|se|ke|per|pel)")
_NASAL: Final = re.compile(r"(?:me|pe)(?P<nasal>ny|ng|m|n)?")


@lru_cache(REMEMBERED)
def stem(word: str, language: str) -> str:
    """The stem of a word in lower case."""
    return indonesian(word) if language == "id" else english(word)


def words_in(small: str) -> list[str]:
    """The words of a text in small letters, in order."""
    return (_PLAIN if small.isascii() else WORD).findall(small)


def stems(text: str, language: str) -> list[str]:
    """The stem of each word of ``text``, in order."""
    return [stem(word, language) for word in words_in(text.lower())]


def stands(asked: dict[str, tuple[str, ...]], text: str, language: str) -> bool:
    """Whether one of the words asked for in its language stands in ``text``, in any of its forms."""
    return _stands(asked.get(language, ()), text, language)


@lru_cache(4 * SENTENCES)
def _stands(words: tuple[str, ...], text: str, language: str) -> bool:
    (firsts, asked), (found, line) = _asked(words, language), _said(text, language)
    return not firsts.isdisjoint(found) and any(word in line for word in asked)  # of most not even the first word stands there


@lru_cache(SENTENCES)
def _asked(words: tuple[str, ...], language: str) -> tuple[frozenset[str], tuple[str, ...]]:
    """Of words that are asked for the first stem of each, and all of each in a line."""
    stemmed = [stems(word, language) for word in words]
    return frozenset(found[0] for found in stemmed if found), tuple(f" {' '.join(found)} " for found in stemmed)


@lru_cache(SENTENCES)
def _said(text: str, language: str) -> tuple[frozenset[str], str]:
    """The stems of ``text``, each once and in a line."""
    found = stems(text, language)
    return frozenset(found), f" {' '.join(found)} "


# -- Indonesian --------------------------------------------------------------------------------------------------


def indonesian(word: str) -> str:
    """The root of an Indonesian word: of those that it may have, the one that most common words may have too; of equals, the longest."""
    votes, found = _votes(), roots(word)
    best = max(found, key=lambda root: (votes[root], len(root), root))
    if votes[best]:
        return best
    return min((root for root in found if len(root) > SHORTEST), key=lambda root: (len(root), root), default=word)  # a rare word: bare


@cache
def _votes() -> Counter[str]:
    table = packaged("data/lang/id/common.yaml")
    return Counter(root for word in table["words"] for root in roots(word))


def roots(word: str) -> set[str]:
    """All that may be the root of ``word``, itself included."""
    found = {word}
    bare = _CLITIC.sub("", word)
    for form in {word, bare} if len(bare) >= SHORTEST else {word}:
        for inner in {form, *_unprefixed(form)}:
            found.add(inner)
            found.update(inner[: -len(s)] for s in SUFFIXES if inner.endswith(s) and len(inner) - len(s) >= SHORTEST)
    return found


def _unprefixed(word: str, depth: int = 2) -> set[str]:
    found: set[str] = set()
    if (plain := _PREFIX.match(word)) and len(word) - plain.end() >= SHORTEST:
        found.add(word[plain.end() :])
    if (nasal := _NASAL.match(word)) and len(word) - nasal.end() >= SHORTEST - 1:
        found.update(form for form in _unnasal(nasal["nasal"] or "", word[nasal.end() :]) if len(form) >= SHORTEST)
    return found | {root for form in found if depth > 1 for root in _unprefixed(form, depth - 1)}


def _unnasal(nasal: str, rest: str) -> list[str]:
    """What may have stood before a nasal: "menarik" is "tarik" or "narik", "mengirim" "kirim" or "irim"."""
    if nasal == "ny":
        return [f"s{rest}", f"ny{rest}"]
    if rest[0] not in VOWELS or not nasal:
        return [rest]
    return {"ng": [f"k{rest}", rest], "m": [f"p{rest}", f"m{rest}"], "n": [f"t{rest}", f"n{rest}"]}[nasal]


# -- English -----------------------------------------------------------------------------------------------------


@cache
def _snowball() -> Callable[[str], str]:
    import snowballstemmer  # of what opens a ledger, only adding and searching need it

    stem: Callable[[str], str] = snowballstemmer.stemmer("english").stemWord
    return stem


_ONE_AT_A_TIME: Final = threading.Lock()
"""The stemmer works on what it holds itself: two threads at once (`ikrar serve`) would get each other's letters, and keep them."""


@cache
def irregular() -> dict[str, str]:
    """The base of each irregular form: "withdrew" is "withdraw"."""
    table = packaged("data/lang/en/irregular.yaml")
    return {form: verb for verb, both in table.items() if isinstance(both, list) for forms in both for form in forms.split("/")}


def english(word: str) -> str:
    """The stem of an English word, of an irregular verb that of its base."""
    return _bare(irregular().get(word, word))


def base(word: str, language: str) -> str:
    """The stem of a word that is written as a base: "lay" of "lay off" is no form of "lie"."""
    return _bare(word) if language != "id" and word in _bases() else stem(word, language)


@cache
def _bases() -> frozenset[str]:
    return frozenset(irregular().values())


def _bare(word: str) -> str:
    with _ONE_AT_A_TIME:
        return _snowball()(word)
