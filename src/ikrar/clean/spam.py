"""Planted lists of gambling, pills and coins: told by what they are made of, not by a list of phrases.

A spam run is nothing but the trade's own words ("Link Slot Gacor Maxwin Hari Ini"); a report *about* the trade has other words
around them ("Polisi menggerebek markas judi online"). So a run must fill its unit, or stand where no sentence goes on.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping
from itertools import filterfalse
from typing import Any

import msgspec

from ikrar.clean.blocks import WORD, Marks, units
from ikrar.model import Span
from ikrar.model.late import late

_PHONE = re.compile(r"\b(?:wa|whatsapp|hubungi|telp|kontak|iklan)\b.{0,24}?\b(?:\+62|62|08\d\d)[\d .-]{5,16}\d", re.IGNORECASE)
CLOSING = 200  # characters of a last line that may be an advertisement as a whole
ADVERT = 3  # so many trade terms, with an advertiser's call, make a whole sentence an advertisement
LONG_SENTENCE = 6  # words of a sentence to which a list may be glued though it speaks of ministers or police
LISTED = 18  # words of a line that may be a planted one as a whole
LINE = 9  # words of a line that is no sentence, in which one word of the trade is enough where no sentence has one
STOPS = '.!?"”'  # what sentences end with
ABOVE = 3  # lines above a headline that may be planted ones
MOST = 0.6  # share of the trade's words in a line above a headline that calls on readers to buy or play
HALF = 0.5  # share of the trade's words in such a line
REPORTED = 2  # sentences of a report that speak of the trade: then it is the subject, and only lists go


class _Token(msgspec.Struct, frozen=True, gc=False):
    start: int
    end: int
    low: str
    strong: bool
    known: bool
    planted: bool


class Spam:
    """The trade's words, and how a run of them is told from a report."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.terms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        self.signs: dict[str, list[frozenset[str]]] = {}
        for kind in ("planted", "strong", "weak"):
            for entry in data[kind]:
                parts = tuple(WORD.findall(entry.lower()))
                self.terms.setdefault(parts[0], []).append((parts, kind))
                if kind != "weak":
                    self.signs.setdefault(parts[0], []).append(frozenset(parts))
        self.signs_begin = frozenset(self.signs)
        for options in self.terms.values():
            options.sort(key=lambda o: -len(o[0]))
        stems = "|".join(map(re.escape, sorted(data["stems"], key=len, reverse=True)))
        endings = "|".join(map(re.escape, data["endings"]))
        # Names of such houses: a stem, letters, and a lucky number ("slot88", "dewatoto4d").
        self.house = late(rf"(?:(?:{stems})[a-z]{{0,12}}\d{{2,4}}d?|[a-z]{{3,14}}(?:{endings})|(?:{stems}){{2}})")
        self.guards = frozenset(data["guards"])
        self.calls = frozenset(data["calls"])

    def _tokens(self, raw: str, start: int, end: int) -> list[_Token]:
        found = [(m.start(), m.end(), m.group().lower()) for m in WORD.finditer(raw, start, end)]
        out: list[_Token] = []
        i = 0
        while i < len(found):
            first = found[i][2]
            kind, length = "", 1
            for parts, name in self.terms.get(first, ()):
                n = len(parts)
                if n == 1 or tuple(f[2] for f in found[i : i + n]) == parts:
                    kind, length = name, n
                    break
            if not kind and (first.isdigit() or (first[-1].isdigit() or first[-1] == "d") and self.house.fullmatch(first)):
                kind = "weak" if first.isdigit() else "planted"
            for s, e, low in found[i : i + length]:
                out.append(_Token(s, e, low, kind in ("strong", "planted"), bool(kind), kind == "planted"))
            i += length
        return out

    def mark(self, marks: Marks, lines: list[Span], hinted: bool) -> None:
        """Planted runs anywhere; ``hinted`` is whether any word of the trade occurs."""
        raw = marks.raw
        self._last(marks, lines, hinted)
        if not hinted:
            return
        spans = [(unit, line) for line in lines for kept in marks.kept(*line) for unit in units(raw, *kept)]
        places = [at for at, _ in marks.places(filter(self._begins, marks.present))]
        traded = [bisect_left(places, unit[0]) < bisect_left(places, unit[1]) for unit, _ in spans]  # few: the others are not looked into
        read = [(unit, line, self._tokens(raw, *unit) if may else []) for (unit, line), may in zip(spans, traded, strict=True)]
        subject = sum(1 for _, _, tokens in read if self._reports(tokens)) >= REPORTED
        sentences = [number for number, (unit, _, _) in enumerate(read) if raw[unit[1] - 1] in STOPS]
        last = max(sentences, default=len(read))
        foreign = not any(t.strong for number in sentences for t in read[number][2])
        for number, (unit, line, tokens) in enumerate(read):
            if tokens and any(t.strong for t in tokens):
                if foreign and number and number not in sentences and (unit == line or number > last) and self._line(raw, tokens):
                    marks.drop(*unit, "spam")
                    continue
                self._unit(marks, unit, tokens, subject, number == 0, alone=unit == line)

    def _last(self, marks: Marks, lines: list[Span], hinted: bool) -> None:
        """An advertisement as the last line: the trade's own words with a call to readers, or a number to ring."""
        line = next((line for line in reversed(lines[1:]) if next(marks.kept(*line), None) is not None), None)
        if line is None or line[1] - line[0] > CLOSING:
            return
        rung = _PHONE.search(marks.raw, *line) is not None
        if not (hinted or rung):
            return
        tokens = self._tokens(marks.raw, *line)
        if any(t.low in self.guards for t in tokens):
            return
        if rung or (any(t.planted for t in tokens) and any(t.low in self.calls for t in tokens)):
            marks.drop(*line, "spam")

    def above(self, marks: Marks, lines: list[Span]) -> None:
        """Planted lines above the headline: the trade's own words, among them a name of its own, and little but a call beside them."""
        for start, end in lines[:ABOVE]:
            kept = next(marks.kept(start, end), None)
            if kept is None:
                continue
            tokens = self._tokens(marks.raw, *kept)
            if len(tokens) < 2 or not any(t.planted for t in tokens) or not self._advert(tokens):
                return
            marks.drop(*kept, "spam")

    def _advert(self, tokens: list[_Token]) -> bool:
        """Whether a line is nothing but the trade's words, or most of them with an advertiser's call."""
        if all(t.known for t in tokens):
            return True
        called = any(t.low in self.calls for t in tokens) and not any(t.low in self.guards for t in tokens)
        return called and sum(t.known for t in tokens) >= MOST * len(tokens)

    def _line(self, raw: str, tokens: list[_Token]) -> bool:
        """Whether a line that is no sentence, in a report no sentence of which speaks of the trade, is planted.

        Such lines are headings or lists: words in small letters that are not the trade's own make it a sentence without its stop.
        """
        if len(tokens) > LINE or any(t.low in self.guards for t in tokens):
            return False
        small = sum(not t.known and raw[t.start].islower() for t in tokens)
        return small <= 1 or sum(t.known for t in tokens) >= HALF * len(tokens)

    def hints(self, marks: Marks) -> bool:
        """Whether any trade word occurs at all: most articles are done here."""
        present = marks.present
        if any(sign <= present for word in present & self.signs_begin for sign in self.signs[word]):
            return True
        numbered = [word for word in filterfalse(str.isalpha, present) if word[-1] in "0123456789d" and not word[0].isdigit()]
        return any(word[-2:].strip("d").isdigit() and self.house.fullmatch(word) for word in numbered)

    def _begins(self, word: str) -> bool:
        """Whether with ``word`` may begin what only the trade says."""
        return word in self.signs_begin or (word[-1].isdigit() or word[-1] == "d") and self.house.fullmatch(word) is not None

    def _reports(self, tokens: list[_Token]) -> bool:
        if not any(t.strong for t in tokens):
            return False
        return any(t.low in self.guards for t in tokens) and sum(not t.known for t in tokens) >= 3

    def _unit(self, marks: Marks, unit: Span, tokens: list[_Token], subject: bool, opening: bool, *, alone: bool) -> None:
        unknown = [t for t in tokens if not t.known]
        strong = sum(t.strong for t in tokens)
        planted = any(t.planted for t in tokens)
        guarded = any(t.low in self.guards for t in unknown)
        if not unknown:
            if not (subject or opening) or planted or strong >= 4:
                marks.drop(*unit, "spam")
            return
        if guarded:
            if not subject and not opening and len(unknown) >= LONG_SENTENCE:
                self._glued(marks, unit, tokens, subject)
            return
        if not (subject or opening) and planted and len(tokens) <= LISTED:
            # A line of its own that is no sentence, or that sends the reader to a house's address.
            known = sum(t.known for t in tokens)
            text = marks.raw[slice(*unit)]
            if alone and text[-1] != "." and known >= HALF * len(tokens) or "www." in text or "http" in text:
                marks.drop(*unit, "spam")
                return
        calls = sum(t.low in self.calls for t in tokens)
        share = sum(t.known for t in tokens) / len(tokens)
        if not subject and (share >= 0.75 and strong >= 2 or strong >= ADVERT and calls >= 1 and share >= 0.35):
            marks.drop(*unit, "spam")
            return
        self._glued(marks, unit, tokens, subject)

    def _glued(self, marks: Marks, unit: Span, tokens: list[_Token], subject: bool) -> None:
        """A run before the first word of a sentence, or behind the last of the unit."""
        raw = marks.raw
        run = next((i for i, t in enumerate(tokens) if not t.known), len(tokens))
        head = tokens[:run]
        sentence = raw[unit[1] - 1] in STOPS  # a heading about the trade has no stop
        if len(head) >= 2 and any(t.planted for t in head) and raw[tokens[run].start].isupper() and sentence:
            if not subject or sum(t.strong for t in head) >= 3:
                marks.drop(unit[0], head[-1].end, "spam")
        back = len(tokens)
        while back > run and tokens[back - 1].known:
            back -= 1
        tail = tokens[back:]
        # Without a stop between, only a planted name in title case, at the very end of a line that has no stop itself.
        while tail and raw[tail[0].start].islower() and not tail[0].planted:
            tail = tail[1:]
        if not subject and len(tail) >= 2 and any(t.planted for t in tail) and raw[unit[1] - 1].isalnum():
            marks.drop(tail[0].start, unit[1], "spam")
