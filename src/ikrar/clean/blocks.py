"""The text as lines, units and marks. Nothing is cut: a mark says which characters are left out, and why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from ikrar.lexicon.words import RUN, ascii_only, runs
from ikrar.model import Drop, Span
from ikrar.model.late import late

REASONS = ("", "duplicate-title", "spam", "boilerplate", "navigation", "caption")
CODE = {reason: code for code, reason in enumerate(REASONS)}

WORD = RUN
_LINE = late(r"[^\r\n\u2028\u2029\x0b\x0c]+")
_RARE = "\r\u2028\u2029\x0b\x0c"
"""Signs that end a line in few texts."""
# A stop that ends a unit: before white space or the end, or glued to a capital or an opening quote ("payment.Teachers"). It begins with
# signs for which a text is scanned quickly.
_STOP = late(r"([.!?…](?<!\b[A-Z].)(?<!\..)[.!?…]{0,7}[\"”’»)\]*]{0,4})(?=\s|$|[A-Z“])")
_RUN = re.compile(rb"\x00+|\x01+|\x02+|\x03+|\x04+|\x05+")
WINDOW = 600  # how far back a unit's beginning is looked for: longer sentences are not captions, credits or lists


@lru_cache(2_000)
def compiled(source: str) -> re.Pattern[str]:
    """A pattern, compiled when it is first tried: of hundreds, a report needs a few, and all would be a tenth of start-up."""
    return re.compile(source)


class Marks:
    """One reason code a character. The first reason given stays, so the order of the passes decides."""

    def __init__(self, raw: str) -> None:
        self.raw = raw
        self.codes = bytearray(len(raw))
        # The words in small letters, once for all passes: most passes have nothing to do in most texts, and see it by this set. Signs
        # beyond ASCII may be told by others.
        low = (ascii_only(raw) or raw).lower()
        self.low = low if len(low) == len(raw) else "".join(c.lower() if len(c.lower()) == 1 else c for c in raw)
        self.present = set(runs(self.low))

    def places(self, words: Iterable[str]) -> list[tuple[int, str]]:
        """Where these words stand, in order."""
        out = []
        low = self.low
        for word in words:
            size = len(word)
            at = low.find(word)
            while at >= 0:
                end = at + size
                if not (at and (low[at - 1].isalnum() or low[at - 1] == "_") or end < len(low) and (low[end].isalnum() or low[end] == "_")):
                    out.append((at, word))
                at = low.find(word, end)
        out.sort()
        return out

    def drop(self, start: int, end: int, reason: str) -> None:
        if start >= end:
            return
        code = CODE[reason]
        part = self.codes[start:end]
        if not any(part):
            self.codes[start:end] = bytes([code]) * (end - start)
        else:
            self.codes[start:end] = part.replace(b"\0", bytes([code]))

    def kept(self, start: int, end: int) -> Iterator[Span]:
        """The stretches of ``raw[start:end]`` that are not dropped, without white space at their ends, none blank."""
        if self.codes.startswith(bytes(end - start), start):  # most
            span = trim(self.raw, start, end)
            if span is not None:
                yield span
            return
        position = self.codes.find(0, start, end)
        while position != -1:
            match = _RUN.match(self.codes, position, end)
            assert match is not None
            span = trim(self.raw, position, match.end())
            if span is not None:
                yield span
            position = self.codes.find(0, match.end(), end)

    def drops(self) -> tuple[Drop, ...]:
        """The marks as spans: neighbours with one reason and only white space between are one drop."""
        out: list[Drop] = []
        for match in _RUN.finditer(self.codes):
            code = self.codes[match.start()]
            if not code:
                continue
            span = trim(self.raw, match.start(), match.end())
            if span is None:
                continue
            last = out[-1] if out else None
            if last is not None and last.reason == REASONS[code] and not self.raw[last.span[1] : span[0]].strip():
                out[-1] = Drop(span=(last.span[0], span[1]), reason=last.reason)
            else:
                out.append(Drop(span=span, reason=REASONS[code]))
        return tuple(out)


def trim(raw: str, start: int, end: int) -> Span | None:
    """The span without white space at its ends; None when nothing is left."""
    text = raw[start:end]
    left = len(text) - len(text.lstrip())
    right = len(text.rstrip())
    return (start + left, start + right) if right > left else None


def lines(raw: str) -> list[Span]:
    """The lines that are not blank, without white space at their ends."""
    if any(map(raw.__contains__, _RARE)):
        found = [trim(raw, match.start(), match.end()) for match in _LINE.finditer(raw)]
        return [span for span in found if span is not None]
    out, at = [], 0
    for line in raw.split("\n"):  # most texts
        end = at + len(line)
        if (span := trim(raw, at, end)) is not None:
            out.append(span)
        at = end + 1
    return out


def units(raw: str, start: int, end: int) -> Iterator[Span]:
    """Roughly the sentences of a line. Good enough to weigh words by; the annotate stage has the real splitter."""
    begin = start
    for match in _STOP.finditer(raw, start, end):
        span = trim(raw, begin, match.end())
        if span is not None:
            yield span
        begin = match.end()
    span = trim(raw, begin, end)
    if span is not None:
        yield span


def unit_start(raw: str, position: int, floor: int) -> int:
    """Where the unit that holds ``position`` begins, not before ``floor``."""
    low = max(floor, position - WINDOW)
    begin = low
    for match in _STOP.finditer(raw, low, position):
        begin = match.end()
    while begin < position and raw[begin].isspace():
        begin += 1
    return begin


def unit_end(raw: str, position: int, ceiling: int) -> int:
    """Where the unit that holds ``position`` ends, not after ``ceiling``."""
    match = _STOP.search(raw, position, ceiling)
    return match.end() if match else ceiling


def first_word(text: str) -> str:
    """The first of the words of a text, "" where it has none: a whole paragraph need not be read to see that it begins otherwise."""
    match = WORD.search(text)
    return WORD.findall(match.group().casefold())[0] if match is not None else ""


def words(text: str) -> tuple[str, ...]:
    """The words of a text, for comparing: no case, no punctuation."""
    return tuple(runs(text.casefold()))
