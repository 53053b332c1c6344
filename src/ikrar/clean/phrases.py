"""Phrases that announce what is no part of the report: read from data, found by their first word, closed by their extent.

A phrase is written as it reads: ``[a|b c]`` one of these, ``(x)`` maybe, ``{name}`` capitalised words, ``{text}`` a few words,
``{below}`` the same below a heading, which ends no sentence or bracket,
``{quoted}`` words in quotation marks, ``{date}``, ``{url}``, ``{alone}`` nothing more on the line.
How far the drop goes is the entry's ``to``; see ``EXTENTS``.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import pairwise
from typing import Any, NamedTuple

from ikrar.clean.blocks import WORD, Marks, unit_end, unit_start
from ikrar.clean.headline import Headlines
from ikrar.model import Span
from ikrar.model.late import late

URL = r"(?:https?://|www\.)[^\s<>\"”)\]]{1,600}"
_SLOTS = {
    "name": r"(?:[A-Z][\w.'’\-]{0,40})(?:[ /&,]{1,2}(?:[A-Z][\w.'’\-]{0,40}|bin|binti|al|de|van|von|and|dan|di)){0,7}",
    "text": r"[^\n]{0,120}?",
    "below": r"(?![.)])[^\n]{0,120}?",
    "quoted": r"[\"'“‘’][^\n]{1,200}?[\"'”’](?![\w])",
    "date": r"(?:[A-Za-z]{1,12},? ?)?\d{1,2}[ /.\-]{1,3}[\w]{1,10}[ /.,\-]{1,3}\d{4}"
    r"(?:\s{0,3}[,|\-]?\s{0,3}\d{1,2}[.:]\d{2}(?:[.:]\d{2})?(?: ?(?:WIB|WITA|WIT|GMT|UTC|AM|PM))?)?",
    "number": r"\d+",
    "capital": r"(?=[A-Z])",
    "alone": r"(?=[ \t]{0,9}(?:\n|\Z))",
    "url": URL,
}
_TOKEN = re.compile(r"\[([^\]]+)\]|\(([^)]+)\)|\{(\w+)\}|([^\s\[\](){}]+)")
# A dateline's house in capitals, before which a byline ends ("Laporan Wartawan ... RURITANIANEWS.COM, STRELSAU - ").
_HOUSE = late(r"(?:\b[A-Z]{2,12}, )?\b[A-Z][A-Z\-]{2,20}\.(?:COM?|CO\.ID|ID|NET)\b")
MOST_LISTED = 6  # headlines below "Baca juga:"
ALONE_BELOW = 140  # characters of such a headline; a paragraph of the report is longer, or ends with a stop
MOST_CITED = 100  # words, links aside, of a list of sources; of those seen, lists had up to 54 and reports in full from 91 on
TAIL = 900  # a closing credit stands this near the end of the text, or on a line of its own
SHORT_LINE = 240  # a line that begins with the phrase goes as a whole up to this length; beyond, only its first unit
AT = frozenset("any start unit end".split())
EXTENTS = frozenset("words line sentence headline credit rest caption".split())


class Phrase(NamedTuple):
    """One phrase, ready to match: where it may stand, how far its drop goes, and why."""

    text: str  # as it is written: its pattern is made where its first word is met, for of hundreds a report has two or three
    exact: bool  # whether its words must be written so
    at: str  # any | start (of a line) | unit (of a line or sentence) | end (near the end of the text, or a line's start)
    to: str
    reason: str
    lower: bool  # whether the first word may begin with a small letter inside a line
    needs: frozenset[str]  # words of it (lower case) that must stand by themselves: a text without one of them need not be tried


class Hit(NamedTuple):
    """A phrase found."""

    start: int
    end: int
    phrase: Phrase


def _literal(text: str) -> str:
    """Words with any white space between; a sign may stand apart from the word before it."""
    out = r"\s{1,40}".join(map(re.escape, text.split()))
    return re.sub(r"(\\s\{1,40\})(?=(?:\\?[:,;|/)\]]))", r"\\s{0,3}", out)


def first_words(text: str) -> frozenset[str]:
    """The first words (lower case) of a phrase."""
    firsts: set[str] = set()
    for match in _TOKEN.finditer(text):
        one, maybe, slot, plain = match.groups()
        if slot is not None:
            raise ValueError(f"a phrase cannot begin with a slot: {text!r}")
        for option in [plain] if plain is not None else (one or maybe or "").split("|"):
            word = WORD.search(option)
            if word is None:
                raise ValueError(f"a phrase begins with a word: {text!r}")
            firsts.add(word.group().lower())
        if maybe is None:
            return frozenset(firsts)
    raise ValueError(f"nothing in this phrase must stand: {text!r}")


def needed_words(text: str) -> frozenset[str]:
    """The words of a phrase (lower case) that stand in every text that has it, parted from what is beside them."""
    tokens = [match.groups() for match in _TOKEN.finditer(text)]
    if tokens[0][1] is not None:
        tokens = tokens[2:]  # to what may be left out at the head, the next word may be glued
    # What may be left out and slots may be glued to the word before, and the last word to what follows.
    apart = [plain for (*_, plain), behind in pairwise(tokens) if plain is not None and behind[3] is not None]
    return frozenset(word for plain in apart for word in WORD.findall(plain.lower()))


@lru_cache(2_000)
def pattern(text: str, exact: bool) -> re.Pattern[str]:
    """The pattern of a phrase; ``exact`` words may be glued to a capital behind them ("Baca JugaMenteri")."""
    source = _source(text)
    return re.compile(source.replace("(?i:", "(?:").removesuffix(r"(?!\w)") + "(?![a-z])" if exact else source)


def _source(text: str) -> str:
    pieces: list[str] = []
    open_start = True
    for match in _TOKEN.finditer(text):
        one, maybe, slot, plain = match.groups()
        if slot is not None:
            pieces.append(r"\s{0,3}" + _SLOTS[slot])
            continue
        options = [plain] if plain is not None else (one or maybe or "").split("|")
        body = "|".join(_literal(option) for option in sorted(options, key=len, reverse=True))
        if open_start:
            open_start = maybe is not None
            gap = "" if not pieces else r"\s{0,40}"
        else:
            glued = not WORD.match(options[0]) or text[: match.start()].rstrip().endswith((":", ",", "(", "/"))
            gap = r"\s{0,3}" if glued or maybe is not None else r"\s{1,40}"
        pieces.append(f"(?i:(?:{gap}(?:{body}))?)" if maybe is not None else f"(?i:{gap}(?:{body}))")
    # A phrase ends with a whole word; a date may be glued to what follows ("2024Here").
    return "".join(pieces) + ("" if text.endswith("{capital}") else r"(?!\d)" if text.endswith("{date}") else r"(?!\w)")


class Phrases:
    """All phrases, by their first word."""

    def __init__(self, entries: Iterable[Mapping[str, Any]], reason: str, headlines: Headlines) -> None:
        self.headlines = headlines
        self.index: dict[str, list[Phrase]] = {}
        self.glued: dict[str, str] = {}  # how a phrase begins that is found glued to the word before it too, and its first word
        self.add(entries, reason)

    def add(self, entries: Iterable[Mapping[str, Any]], reason: str) -> None:
        for entry in entries:
            at, to = entry.get("at", "unit"), entry.get("to", "sentence")
            if at not in AT or to not in EXTENTS:
                raise ValueError(f"unknown place or extent in {entry!r}")
            written = entry["phrase"]
            for text in written if isinstance(written, list) else [written]:
                if entry.get("glued"):
                    self.glued[entry["glued"]] = entry["glued"].split()[0].lower()
                case = entry.get("case")
                phrase = Phrase(text, case == "exact", at, to, entry.get("reason", reason), case == "any", needed_words(text))
                for first in first_words(text):
                    self.index.setdefault(first, []).append(phrase)
        self.firsts = frozenset(self.index)

    def mark(self, marks: Marks, lines: list[Span]) -> None:
        hits = self._hits(marks, lines)
        for number, (hit, line) in enumerate(hits):
            if marks.codes[hit.start]:
                continue
            following = hits[number + 1][0].start if number + 1 < len(hits) else len(marks.raw)
            self._close(marks, hit, line, following)
            bare = hit.start == line[0] and hit.phrase.to == "headline"  # "Baca Juga" alone on its line
            if hit.end >= line[1] and (marks.raw[hit.end - 1] == ":" or bare):
                self._listed(marks, lines, line, following, hit.phrase.reason)

    def _listed(self, marks: Marks, lines: list[Span], line: Span, following: int, reason: str) -> None:
        """“Baca juga:” alone on its line: the headlines below it, one or a list of them."""
        number = bisect_left(lines, line) + 1
        for count, (start, end) in enumerate(lines[number : number + MOST_LISTED]):
            text = marks.raw[start:end]
            listed = text[0] in "-*•·–"
            if start >= following or end - start > ALONE_BELOW or text[-1] in '.,:;”"' or marks.codes[start] or count and not listed:
                break
            marks.drop(start, end, reason)

    def _hits(self, marks: Marks, lines: list[Span]) -> list[tuple[Hit, Span]]:
        """Every phrase where it may stand, in order, at most one a place."""
        found: list[tuple[Hit, Span]] = []
        raw, present = marks.raw, marks.present
        tail = len(raw) - TAIL
        past = number = 0
        begun = {word: [p for p in self.index[word] if p.needs <= present] for word in present & self.firsts}
        places = marks.places([word for word, phrases in begun.items() if phrases])
        for text, word in self.glued.items():
            at = raw.find(text)
            while at > 0:
                if raw[at - 1].isalnum():
                    places.append((at, word))
                at = raw.find(text, at + len(text))
        places.sort()
        for begin, word in places:
            if begin < past:
                continue
            while lines[number][1] <= begin:
                number += 1
            line = lines[number]
            at_start = begin == line[0] or begin - line[0] < 24 and WORD.search(raw, line[0], begin) is None
            capital = not raw[begin].islower()
            for phrase in begun.get(word) or self.index[word]:
                if not (capital or at_start or phrase.lower):
                    continue
                if not at_start and not self._may_stand(raw, phrase, begin, line[0], tail):
                    continue
                match = pattern(phrase.text, phrase.exact).match(raw, begin)
                if match is not None:
                    found.append((Hit(begin, match.end(), phrase), line))
                    past = match.end()
                    break
        return found

    @staticmethod
    def _may_stand(raw: str, phrase: Phrase, begin: int, floor: int, tail: int) -> bool:
        if phrase.at == "any":
            return True
        if phrase.at == "end":
            return begin >= tail
        if phrase.at == "unit":
            before = raw[max(floor, begin - 6) : begin].rstrip(" \t\xa0([{*_-–—|>\"'“")
            return not before or before[-1] in '.!?…)]:"”’*;|'
        return False

    def _close(self, marks: Marks, hit: Hit, line: Span, following: int) -> None:
        raw, phrase = marks.raw, hit.phrase
        start = _opening(raw, hit.start, line[0])
        ceiling = max(hit.end, min(line[1], following))
        to = phrase.to
        if to == "rest":  # but a report that is told in full below its source is read
            told = sum(not word.startswith(("http", "www.")) for word in raw[hit.end :].split())
            end = len(raw) if told <= MOST_CITED else _closing(raw, hit.end, ceiling)
        elif to == "words":
            end = _closing(raw, hit.end, ceiling)
        elif to == "headline":
            end = self.headlines.end(raw, hit.end, ceiling, line[1] == ceiling)
        elif to == "line" and start == line[0] and line[1] - start <= SHORT_LINE:
            end = line[1]
        elif to == "credit":
            house = _HOUSE.search(raw, hit.end, min(ceiling, hit.end + 160))
            if house is not None:
                end = house.start()
            else:
                end = ceiling if ceiling - hit.end <= 80 else unit_end(raw, hit.end, ceiling)
        elif to == "caption":
            start = unit_start(raw, hit.start, line[0])
            end = _closing(raw, hit.end, ceiling)
        else:
            end = max(hit.end, unit_end(raw, max(hit.start, hit.end - 1), ceiling))
        marks.drop(start, end, phrase.reason)


def _opening(raw: str, start: int, floor: int) -> int:
    """Take along the brackets, marks and list signs right before a phrase."""
    while start > floor and raw[start - 1] in "([{*_#>|\\-–—•·►▶©@=:<":
        start -= 1
        if start - 1 > floor and raw[start - 1] == " " and raw[start - 2] in "*#>|-–—•·=":
            start -= 1
    return start


def _closing(raw: str, end: int, ceiling: int) -> int:
    while end < ceiling and raw[end] in ")]}*_:.\\|…;!\"'”":
        end += 1
    return end
