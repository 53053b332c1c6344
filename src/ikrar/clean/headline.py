"""Where an inserted headline ends: "Baca juga: Menteri Temui Utusan Dalam kesempatan itu, ..." ends before "Dalam".

A headline in title case has no small words but the joining ones; the sentence after it betrays itself by its first small word.
"""

from __future__ import annotations

import re
from collections.abc import Collection

from ikrar.model.late import late

_TOKEN = re.compile(r"\S+")
_GLUED = late(r"(?<=\w)[\"“](?=[A-Z])|(?<=[a-z])(?=[A-Z][a-z]+ )")
_ADVERB = late(r"[A-Z]\w+nya,$")
_STRIP = "\"'“”‘’.,;:!?()[]*…"
LONGEST = 90  # tokens: several headlines may stand in one row
ALONE = 170  # characters: the rest of a line up to this length without a stop at its end is a headline as a whole
ALONE_BETWEEN = 110  # the same, when the next such phrase follows in the line
BACK = 5  # tokens: how far before its first small word the next sentence may begin with names


class Headlines:
    """The small words of a language, and how they part a headline from the sentence behind it."""

    def __init__(self, joining: Collection[str], openers: Collection[str], starters: Collection[str]) -> None:
        self.joining = frozenset(joining)
        self.openers = frozenset(openers)  # they never stand inside a headline
        self.starters = frozenset(starters) | self.openers  # they never stand inside one written like a sentence

    def end(self, raw: str, start: int, ceiling: int, to_line_end: bool) -> int:
        """The end of the headline that begins at ``start`` (a colon may stand there), not after ``ceiling``."""
        if raw[start : start + 1] in ('"', "“"):
            return start  # a bare "Baca Juga" glued to a quotation
        if raw[start : start + 1].isupper():
            return start
        tokens: list[re.Match[str]] = []
        for token in _TOKEN.finditer(raw, start, ceiling):
            if not tokens and not any(c.isalnum() for c in token.group()):
                continue
            tokens.append(token)
            if len(tokens) == LONGEST:
                break
        if not tokens:
            return ceiling if ceiling - start <= 3 else start
        rest = raw[tokens[0].start() : ceiling].rstrip()
        if len(rest) <= (ALONE if to_line_end else ALONE_BETWEEN) and rest[-1] not in '."”' and ". " not in rest:
            return ceiling
        small = self._small(tokens)
        if small is None:
            return tokens[-1].end() if len(tokens) < LONGEST else tokens[0].start()
        glued = [m.start() for m in _GLUED.finditer(raw, tokens[0].start(), tokens[small].start())]
        if glued:
            return glued[-1]
        last_stop = next((i for i in range(small - 1, 1, -1) if tokens[i].group()[-1] in '.”"!?'), None)
        if last_stop is not None and small - last_stop <= BACK + 3:
            return tokens[last_stop].end()
        if small < 3:
            return self._sentence_case(raw, tokens, start, ceiling)
        begin = self._begin(raw, tokens, small)
        return tokens[begin - 1].end() if begin > 1 else self._sentence_case(raw, tokens, start, ceiling)

    def _small(self, tokens: list[re.Match[str]]) -> int | None:
        """The first token no headline in title case has."""
        for number, token in enumerate(tokens):
            word = token.group().strip(_STRIP)
            if number and word[:1].islower() and word.lower() not in self.joining and not any(c.isupper() for c in word):
                return number
        return None

    def _begin(self, raw: str, tokens: list[re.Match[str]], small: int) -> int:
        """The token with which the next sentence begins."""
        begin = small - 1
        while begin > 1 and tokens[begin].group().strip(_STRIP)[:1].islower():
            begin -= 1
        for number in range(begin, max(1, begin - BACK), -1):
            text = tokens[number].group()
            if text[0] in '"“‘(' or text.startswith("&quot;") or text.strip(_STRIP) in self.openers or _ADVERB.match(text):
                return number
        # A name of several words opens the sentence when the report has it elsewhere too.
        while begin > 2 and begin > small - BACK:
            pair = raw[tokens[begin - 1].start() : tokens[begin].end()]
            if not pair.replace(" ", "").isalpha() or raw.find(pair, tokens[small].start(), tokens[small].start() + 20000) < 0:
                before = raw.rfind(pair, max(0, tokens[0].start() - 20000), tokens[0].start())
                if before < 0 or not pair.replace(" ", "").isalpha():
                    break
            begin -= 1
        return begin

    def _sentence_case(self, raw: str, tokens: list[re.Match[str]], start: int, ceiling: int) -> int:
        """A headline written like a sentence: it ends before a word that opens sentences, or at a stop close by."""
        for number in range(3, min(len(tokens), 26)):
            if tokens[number].group().strip(_STRIP) in self.starters and tokens[number - 1].group()[-1] not in ",;":
                return tokens[number - 1].end()
            if tokens[number].group()[-1] in ".?!":
                return tokens[number].end()
        return ceiling if ceiling - start <= ALONE else start
