"""When and on what a promise hangs: a deadline left open, a condition, what it rests on."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from ikrar.lexicon import Language
from ikrar.model import Span
from ikrar.model.annotation import Sentence

WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def open_deadline(raw: str, span: Span, language: Language) -> Span | None:
    """The words that leave a time to be set ("tanggal yang akan ditentukan dalam perundingan berikutnya"), to the end of their clause."""
    begins, cues = _open_cues(language.code, language)
    if not _has(raw, span, begins):
        return None  # most sentences end here
    ws = list(map(str.lower, WORD.findall(raw, *span)))
    opening = [(i, w, f" {' '.join(ws[i : i + 12])} ") for i, w in enumerate(ws) if w in begins]
    for first, others in cues:
        for i, w, window in opening:
            if w not in first and f"{w} {ws[i + 1] if i + 1 < len(ws) else ''}" not in first:
                continue
            if all(any(map(window.__contains__, g)) for g in others):
                places = [m.span() for m in WORD.finditer(raw, *span)]
                start, end = places[i][0], span[1]
                for sign in (",", ";", "”", '"', ". "):
                    at = raw.find(sign, places[min(i + 3, len(ws) - 1)][1], end)
                    if at >= 0:
                        end = min(end, at)
                return (start, end)
    return None


def _has(raw: str, span: Span, words: Iterable[str]) -> bool:
    """Whether one of ``words`` occurs in ``span``, be it inside a longer word: tells quickly where no pattern needs to be tried."""
    text = raw[span[0] : span[1]].lower()
    return any(map(text.__contains__, words))


def may_hang_in(raw: str, s: Sentence, span: Span, language: Language) -> tuple[bool, bool]:
    """Of words of ``s``: whether they may leave a deadline open, and whether they may tell a condition or what something rests on."""
    return _may(raw, s, language) if s.start <= span[0] and span[1] <= s.end else (True, True)


def _may(raw: str, s: Sentence, language: Language) -> tuple[bool, bool]:
    if not s.tokens or s.tokens[-1].end + 2 < s.end:
        return True, True  # so long that words are missing
    begins, follows, others, every = _hanging(language.code, language)
    words = s.words
    if "-" in raw[s.start : s.end]:
        words = words.union(*[word.split("-") for word in words if "-" in word])  # a part of a word
    here = words & every
    return bool(here) and not (begins.isdisjoint(here) or follows.isdisjoint(here)), not others.isdisjoint(here)


@lru_cache(maxsize=4)
def _hanging(code: str, language: Language) -> tuple[frozenset[str], frozenset[str], frozenset[str], frozenset[str]]:
    """With what an open deadline begins, a word of what follows, and a word of each of the other phrases: the longest, as the rarest.

    All of them last.
    """
    begins, cues = _open_cues(code, language)
    follows = frozenset(_rarest(phrase) for first, others in cues for phrase in (others[-1] if others else first))
    capacity = language.raw["modes"]["capacity"]
    others = frozenset((*map(_rarest, language.modes["condition"]), *(c.split()[0] for c in capacity), *(f"{c}nya" for c in capacity)))
    return begins, follows, others, begins | follows | others


def _rarest(phrase: str) -> str:
    return max(reversed(phrase.split()), key=len)


# What a cue begins with, and the groups of words, with a blank on either side, of which one each must follow.
OpenCue = tuple[frozenset[str], list[list[str]]]


@lru_cache(maxsize=4)
def _open_cues(code: str, language: Language) -> tuple[frozenset[str], list[OpenCue]]:
    """The words that an open deadline can begin with, and its cues."""
    cues: list[OpenCue] = []
    for cue in language.raw["modes"]["deadline_open"]:
        first, *others = [g.split("|") for g in cue.split(" + ")]
        cues.append((frozenset(first), [[f" {words} " for words in group] for group in others]))
    return frozenset(text.split()[0] for first, _ in cues for text in first), cues


def condition(raw: str, span: Span, language: Language) -> Span | None:
    """The words of a condition inside ``span``, from its cue to the end of the clause."""
    cues = language.modes["condition"]
    m = _condition_cues(cues, language.modes["stretching"], language.modes["stretch"]).search(raw, *span) if _has(raw, span, cues) else None
    if m is None:
        return None
    end = span[1]
    for sign in ",;":
        at = raw.find(sign, m.end(), end)
        if at >= 0:
            end = at
    while end > m.end() and raw[end - 1] in " .":
        end -= 1
    return (m.start(), end)


def basis(raw: str, span: Span, language: Language) -> Span | None:
    """What forces go or stay by: "seiring meningkatnya kemampuan X", "kapasitas X yang bertumbuh menjadi dasar penarikan itu"."""
    capacity = language.raw["modes"]["capacity"]
    if not _has(raw, span, capacity):
        return None
    before, behind = _basis_cues(tuple(sorted(language.modes["basis"])), tuple(capacity), tuple(language.raw["modes"]["bases"]))
    m = before.search(raw, *span)
    if m is not None:
        end = next((i for i in range(m.end(), span[1]) if raw[i] in ",;"), span[1])
    else:
        m = behind.search(raw, *span)
        if m is None:
            return None
        end = m.end("what")
    while end > m.start() and raw[end - 1] in ' .”"':
        end -= 1
    return (m.start(), end)


@lru_cache(maxsize=4)
def _basis_cues(cues: tuple[str, ...], capacity: tuple[str, ...], bases: tuple[str, ...]) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A cue with a word of capacity a few words behind it; such a word with a verb of founding behind it."""
    cue, what, verb = ("|".join(map(re.escape, sorted(x, key=len, reverse=True))) for x in (cues, capacity, bases))
    few = r"(?:[^\W\d_][\w-]*\W{1,2}){0,6}?"
    before = re.compile(rf"(?<!\w)(?:{cue})\W{{1,3}}{few}(?:{what})(?:nya)?(?!\w)", re.I)
    behind = re.compile(rf"(?<!\w)(?P<what>(?:\w+\s)?(?:{what})(?:nya)?(?:\s[\w-]+){{0,9}}?)\s(?:{verb})(?!\w)", re.I)
    return before, behind


@lru_cache(maxsize=4)
def _condition_cues(cues: frozenset[str], stretching: frozenset[str], stretch: frozenset[str]) -> re.Pattern[str]:
    """The cues of a condition as one expression; "selama ini" is none, and so are "selama 30 hari" and "sepanjang Sungai Ilo"."""
    any_, long, of = ("|".join(map(re.escape, sorted(words, key=len, reverse=True))) for words in (cues, stretching, stretch))
    return re.compile(rf"(?<!\w)(?!(?:{long}) (?:\d|(?:{of})\b))(?:{any_})(?!\w)(?! (?:ini|itu|this|that)\b)", re.I)


STEMS = 20_000  # words whose stem is remembered
PREFIX = re.compile(r"^(?:memper|meng|meny|mem|men|me|peng|peny|pem|pen|pe|di|ber|ter)(?=\w{3})")


@lru_cache(maxsize=STEMS)
def stem(word: str) -> str:
    """A rough stem by which a noun is known for its verb: "penarikan" and "menarik", "withdrawal" and "withdraw"."""
    low = PREFIX.sub("", word.lower())
    for end in ("kan", "an", "i"):
        if low.endswith(end) and len(low) - len(end) >= 4:
            low = low[: -len(end)]
            break
    return low[:6]


def words_of(text: str) -> list[str]:
    """The plain words of ``text``."""
    return WORD.findall(text)
