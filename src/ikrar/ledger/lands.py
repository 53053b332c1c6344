"""The countries that a text names: by name, capital, adjective or people, in the spelling of its language."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import Any, Final, NamedTuple

from ikrar.lexicon import lexicon

REMEMBERED: Final = 4096  # sentences that came lately
CAPITAL: Final = re.compile(r"[^\W\d_a-z][^\W_]*")  # a word that begins with a capital letter
_PLAIN: Final = re.compile(r"[A-Z][A-Za-z0-9]*")  # the same, where all letters are plain
NEXT: Final = re.compile(r"[\s-]+([^\W_]+)")
WORDS: Final = 50_000  # that came lately


class Land(NamedTuple):
    """A country where it is named."""

    start: int
    end: int
    country: str
    government: bool
    """Whether it stands for the government: by its name or its capital, and not by its people."""


class _Called(NamedTuple):
    """One of the names that begin with a word."""

    rest: tuple[str, ...]
    exact: str
    country: str
    government: bool


@lru_cache(REMEMBERED)
def lands(text: str, language: str) -> tuple[Land, ...]:
    """The countries named in ``text``, in order; of names that begin with one word the longest."""
    found, end = [], 0
    for match in _capital(text).finditer(text):
        if match.start() < end:
            continue
        for name in _beginning(match[0].lower(), language):
            if name.exact and not text.startswith(name.exact, match.start()):
                continue
            if (stop := _after(text, match.end(), name.rest)) is not None:
                end = stop
                found.append(Land(match.start(), stop, name.country, name.government))
                break
    return tuple(found)


def named(texts: Sequence[str], language: str) -> list[frozenset[str]]:
    """The countries that each of some texts names. Words with which names of countries begin are looked for in all of them at once."""
    whole = "\n".join(texts)
    begin = [word for word in set(_capital(whole).findall(whole)) if _beginning(word.lower(), language)]
    if not begin:
        return [NOWHERE] * len(texts)
    may = {at for word in begin for at, text in enumerate(texts) if word in text}
    return [frozenset(land.country for land in lands(text, language)) if at in may else NOWHERE for at, text in enumerate(texts)]


NOWHERE: Final[frozenset[str]] = frozenset()


def _capital(text: str) -> re.Pattern[str]:
    return _PLAIN if text.isascii() else CAPITAL


@lru_cache(WORDS)
def _beginning(first: str, language: str) -> tuple[_Called, ...]:
    """The names of countries that begin with a word, longest first; most words begin none."""
    found = []
    for _, rest, payloads, *_ in lexicon().language(language).phrases.get(first) or ():
        if (land := next((p for p in payloads if _is_land(p)), None)) is not None:
            found.append(_Called(tuple(rest), land.get("x", ""), land["e"]["c"], not (land.get("adj") or land.get("people"))))
    return tuple(found)


def _is_land(payload: dict[str, Any]) -> bool:
    entry = payload.get("e") or {}
    return (
        payload["k"] == "name" and bool(entry.get("c")) and bool(entry["t"] == "state" or payload.get("capital") or payload.get("people"))
    )


def _after(text: str, at: int, rest: tuple[str, ...]) -> int | None:
    """Where the words ``rest`` end that follow ``at``; None where others do."""
    for word in rest:
        following = NEXT.match(text, at)
        if following is None or following[1].lower() != word:
            return None
        at = following.end()
    return at


def without(text: str, language: str) -> str:
    """A text with blanks for the countries named in it."""
    for land in lands(text, language):
        text = text[: land.start] + " " * (land.end - land.start) + text[land.end :]
    return text
