"""Damage that later stages must know of. It is marked, never mended: the text stays as it came."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ikrar.clean.blocks import Marks, compiled
from ikrar.model import Repair, Span
from ikrar.model.late import late

_STOP = re.compile(r"[.](?<![.\s][.])(?:(?=[ \xa0]{1,3}[^\W\d_])|(?=[\"”’]?[A-Z“\"][^\W\d_]))")
_BEFORE = late(r"[\w.’'\-]{1,40}")  # read backwards
_AFTER = re.compile(r"[ \xa0]*([^\W\d_][\w’'\-]*)")
# UTF-8 read as Windows-1252 or Latin-1, its control characters, and escapes of escapes.
_MOJIBAKE = (
    r"â€[\x80-\xbfœ™˜“”¦¢š]?|â€|[ÃÂ][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|ï»¿|ï¿½|[\x80-\x9f]+"
    r"|&amp;[a-z]{2,6};|&(?:quot|ldquo|rdquo|lsquo|rsquo|nbsp|amp|ndash|mdash|hellip|#\d{2,5});"
)
_MAY_BE = late("[&\x80-\x9fÂÃâï](?:(?<!&)|(?=[a-z#]))")  # what all of these begin with
_BYTES = (b"&", b"\xc2", b"\xc3")  # with what that begins in UTF-8
_REPLACED = late("\ufffd+")
SMALL_STYLE = 0.6  # share of stops before a small letter at which a text simply writes no capitals
FEWEST = 5


class Repairs:
    """The words that tell a stray stop from a true one."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.abbreviations = frozenset(a.casefold().rstrip(".") for a in data["abbreviations"])
        self.unfinished = frozenset(w.casefold() for w in data["unfinished"])
        self.titles = frozenset(w.casefold() for w in data["unfinished_titles"])
        self.domains = frozenset(data["domain_endings"])
        self.small_names = tuple(data["small_names"])

    def find(self, marks: Marks, body: tuple[Span, ...]) -> tuple[Repair, ...]:
        raw = marks.raw
        out: list[Repair] = []
        stray: list[int] = []
        stops = 0
        whole = "\ufffd" not in raw
        plain = not any(map(raw.encode("utf-8", "surrogatepass").__contains__, _BYTES)) or _MAY_BE.search(raw) is None
        for start, end in body:
            for match in _STOP.finditer(raw, start, end):
                at = match.start()
                following = raw[at + 1]
                if following in " \xa0":
                    stops += 1
                    if self._stray(raw, at, start, end):
                        stray.append(at)
                elif self._missing_space(raw, at, start, end):
                    out.append(Repair(span=(at, at + 1), kind="missing-space"))
            if not plain:
                for match in compiled(_MOJIBAKE).finditer(raw, start, end):
                    out.append(Repair(span=match.span(), kind="mojibake"))
            for match in _REPLACED.finditer(raw, start, end) if not whole else ():
                out.append(Repair(span=match.span(), kind="replacement-character"))
        if len(stray) < FEWEST or len(stray) < stops * SMALL_STYLE:
            out.extend(Repair(span=(at, at + 1), kind="stray-full-stop") for at in stray)
        return tuple(sorted(out, key=lambda r: r.span))

    def _stray(self, raw: str, at: int, start: int, end: int) -> bool:
        """A stop behind which the sentence goes on: with a small letter, or behind a word that no sentence ends with."""
        word = _word_before(raw, at, start)
        low = word.casefold()
        if low in self.unfinished:
            return word[0].islower() or len(word) > 3  # "US. The", "AS. Di": not a small word but a name in capitals
        if low in self.titles and word[0].isupper():
            return True  # "Presiden. Joko Widodo", not "para menteri. Presiden ..."
        after = _AFTER.match(raw, at + 1, end)
        if after is None:
            return False
        following = after.group(1)
        if not following[0].islower() or any(c.isupper() for c in following) or following.startswith(self.small_names):
            return False
        if not word:
            return raw[at - 1] in ")]%"
        return not (low in self.abbreviations or "." in low or len(word) == 1 and word.isalpha())

    def _missing_space(self, raw: str, at: int, start: int, end: int) -> bool:
        word = _word_before(raw, at, start)
        after = _AFTER.match(raw, at + 1 + (raw[at + 1] in '"”’“'), end)
        following = after.group(1) if after else ""
        if following.casefold() in self.domains or "." in word or word.casefold() in self.abbreviations:
            return False
        if not word:
            return raw[at - 1] in ')]%”"'
        if word[-1].isdigit():
            return len(following) > 1 and following[0].isupper() and following[1:].islower()
        if raw[at + 1] == '"' and not following:
            return False
        if raw[at + 1] in '"”’':
            # '."Next': the quotation mark opens the next sentence only if a capital stands behind it.
            return following[:1].isupper()
        return len(word) >= 2 and word[-1].islower() and following[:1].isupper()


def _word_before(raw: str, at: int, start: int) -> str:
    """What stands right before ``at``, letters and the signs inside words; looked for from there on back, which is short."""
    before = raw[max(start, at - 40) : at]
    if (last := before.rpartition(" ")[2]).isalpha():
        return last  # most
    match = _BEFORE.match(before[::-1])
    return match.group()[::-1] if match is not None else ""
