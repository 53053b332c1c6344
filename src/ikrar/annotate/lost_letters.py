"""Texts in which each comma swallowed the letter before it and came out as a full stop: "PA. Budi mengataka. kemarin".

That was "PAN, Budi mengatakan, kemarin". Whole archives are damaged so. It is told by what no sound text has: many full stops inside
sentences, behind words that lack their end, and nowhere a comma between two words. The text stays as it came; the words before such
stops are looked up with their letter.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from typing import NamedTuple

from ikrar.lexicon import Language
from ikrar.model import Repair, Span
from ikrar.model.annotation import Sentence
from ikrar.model.late import late

SOUND = re.compile(r"\w, \w")
STOP = late(r"(?<=[\w%”\"])\. +(?=[^\s.])")
WHOLE = late(r"\w+(?:-\w+)*(?![\w-])(?!\.)")
"""A word that is whole: no full stop stands behind it."""
LAST = re.compile(r"[\w\-]{1,40}$")
LEAST = 2  # stops before a small letter that make a text a damaged one
QUOTES = '"“'
BRACKET = 40  # characters among which what a bracket opened is closed
LETTERS = "nataiusrhgkdmlpbeoyjfwvcxqz"
"""Those that words end with, the commonest first."""
CLOSING = ")"


class Lost(NamedTuple):
    """A full stop that stands for a letter and its comma."""

    at: int
    char: str
    """The lost letter, or a closing bracket; "" where it cannot be told."""
    ends: bool
    """Whether a quotation opens behind it, before which the sentence ends all the same."""


def find(raw: str, spans: list[Span], language: Language) -> list[Lost]:
    """The stops in ``spans`` that stand for a letter and its comma, in order; none in a sound text."""
    if any(SOUND.search(raw, start, end) for start, end in spans):
        return []  # most texts, at their first comma
    stops = [m for start, end in spans for m in STOP.finditer(raw, start, end)]
    if sum(raw[m.end()].islower() for m in stops) < LEAST:
        return []
    told = {m[0] for start, end in spans for m in WHOLE.finditer(raw, start, end)}
    brackets: set[int] = set()
    for at in [m.start() for m in stops]:
        if _open(raw, max(0, at - BRACKET, *brackets), at):
            brackets.add(at)
            told.update(word[0] for word in LAST.finditer(raw, max(0, at - BRACKET), at))
    found: list[Lost] = []
    for m in stops:
        at = m.start()
        char = CLOSING if at in brackets else _char(raw, at, told, language)
        if char or raw[m.end()].islower():
            found.append(Lost(at, char or "", raw[m.end()] in QUOTES))
    return found if sum(bool(one.char) for one in found) >= LEAST else []


def _open(raw: str, start: int, at: int) -> bool:
    """Whether a bracket is open at ``at`` that was opened behind ``start``."""
    return raw.rfind("(", start, at) > raw.rfind(")", start, at)


def _char(raw: str, at: int, told: AbstractSet[str], language: Language) -> str | None:
    """The letter that a comma at ``at`` has swallowed; None where none is missing or it cannot be told."""
    found = LAST.search(raw, max(0, at - BRACKET), at)
    word = found[0] if found is not None else ""
    if not word or word[-1].isdigit() or word in told:
        return None
    whole = [c for c in _cases(word) if word + c in told]
    if whole:
        return whole[0]
    low = word.lower()
    if _known(low, language):
        return None
    return next((c for c in LETTERS if low + c in language.common), None) or next((c for c in LETTERS if _known(low + c, language)), None)


def _cases(word: str) -> str:
    return LETTERS.upper() if word.isupper() else LETTERS


def _known(low: str, language: Language) -> bool:
    return low in language.common or low in language.verbs or low in language.phrases


def with_commas(raw: str, lost: Sequence[Lost]) -> str:
    """``raw`` with a comma, or the bracket that it swallowed, for each stop inside a sentence; as long as it was."""
    parts: list[str] = []
    done = 0
    for one in lost:
        if one.ends:
            continue
        parts += [raw[done : one.at], CLOSING if one.char == CLOSING else ","]
        done = one.at + 1
    return "".join((*parts, raw[done:]))


def restore(s: Sentence, lost: Mapping[int, str]) -> None:
    """Has the words of ``s`` looked up with the letters that they lost; ``lost`` gives them by where the word ends."""
    for token in s.tokens:
        if token.end in lost:
            token.text += lost[token.end]
            token.low += lost[token.end].lower()


def repairs(lost: Sequence[Lost], known: tuple[Repair, ...]) -> tuple[Repair, ...]:
    """The repairs ``known`` with those stops among them, in order."""
    marked = {r.span[0] for r in known}
    new = [Repair(span=(one.at, one.at + 1), kind="stray-full-stop") for one in lost if not one.ends and one.at not in marked]
    return tuple(sorted((*known, *new), key=lambda r: r.span)) if new else known
