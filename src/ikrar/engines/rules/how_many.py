"""How many: numbers of a sentence, in figures and in words, and what they count."""

from __future__ import annotations

import re
from typing import Any

from ikrar.lexicon import Language
from ikrar.lexicon.words import words
from ikrar.model import Span
from ikrar.model.annotation import Sentence, Token
from ikrar.model.late import late

FIGURES = late(r"\d+(?:[.,]\d+)*")
GLUED = re.compile(r"rp\d+$")  # "Rp3,5 triliun": the currency and the figures before the comma are one word
REACH = 8  # words behind a number within which its predicate stands
REMEMBERED = 50_000  # words
SIGNS = frozenset('.,;()"“”!?–—')
Phrase = tuple[str, ...]


class Count:
    """A number with its words and what it counts."""

    __slots__ = ("end", "start", "value", "what")

    def __init__(self, what: str, value: float, start: int, end: int) -> None:
        self.what, self.value, self.start, self.end = what, value, start, end

    @property
    def span(self) -> Span:
        """Where it stands in the raw text."""
        return (self.start, self.end)

    def __repr__(self) -> str:
        return f"{self.what} {self.value:g} {self.span}"


class _Table:
    """Phrases by their first word, longest first, each with its name."""

    def __init__(self, groups: dict[str, list[str]]) -> None:
        self.first: dict[str, list[tuple[Phrase, str]]] = {}
        self.last: dict[str, list[tuple[Phrase, str]]] = {}
        for name, texts in groups.items():
            for text in texts:
                ws = words(text)
                self.first.setdefault(ws[0], []).append((ws, name))
                self.last.setdefault(ws[-1], []).append((ws, name))
        for side in (self.first, self.last):
            for entries in side.values():
                entries.sort(key=lambda e: -len(e[0]))

    def at(self, t: list[Token], i: int) -> tuple[int, str] | None:
        """The longest phrase that begins at word ``i``: the word behind it, its name."""
        for ws, name in self.first.get(t[i].low, ()) if i < len(t) else ():
            if i + len(ws) <= len(t) and all(t[i + k].low == w for k, w in enumerate(ws)):
                return i + len(ws), name
        return None

    def before(self, t: list[Token], i: int) -> tuple[int, str] | None:
        """The longest phrase that ends just before word ``i``: its first word, its name."""
        for ws, name in self.last.get(t[i - 1].low, ()) if i > 0 else ():
            n = len(ws)
            if i >= n and all(t[i - n + k].low == w for k, w in enumerate(ws)):
                return i - n, name
        return None


class HowMany:
    """Finds the counts of sentences of one language."""

    def __init__(self, data: dict[str, Any], verbs: frozenset[str], auxiliaries: frozenset[str]) -> None:
        self.comma: bool = data["decimal"] == ","
        self.ones = {w: float(n) for n, ws in data["ones"].items() for w in ws}
        self.times = {w: float(n) for n, ws in data["times"].items() for w in ws}
        self.starts = frozenset(self.ones.keys() | self.times.keys())
        self.short = {letters: self.times[word] for letters, word in data["short"].items()}
        lists = ("ten_more", "joins", "articles", "not_before", "measures", "skip", "coordinators", "others")
        self.set = {name: frozenset(data[name]) for name in lists}
        self.measures = self.set["measures"] - self.set["others"]
        self.about, self.including = _Table({"about": data["about"]}), _Table({"": data["including"]})
        what = data["what"]
        self.before = _Table({name: spec["before"] for name, spec in what.items()})
        self.after = _Table({name: spec["after"] for name, spec in what.items()})
        self.of = _Table({name: spec["of"] for name, spec in what.items()})
        self.money_before, self.money_after = _Table({"": data["money"]["before"]}), _Table({"": data["money"]["after"]})
        self.stop = verbs - auxiliaries
        self.shut: set[str] = set()
        """Words met so far that open no number: a sentence of none but these has none, and is not looked through."""
        self.open: set[str] = set()
        """Words met so far that may open one."""

    def find(self, s: Sentence, raw: str) -> list[Count]:
        """The counts of ``s``, in order."""
        t = s.tokens
        out: list[Count] = []
        opens = s.words - self.shut
        if not opens:
            return out
        if not self.open.issuperset(opens):
            opens = self._opening(opens)
            if not opens:
                return out
        last: tuple[int, Count | None] = (-1, None)  # the word behind the number before, and what it counted
        behind = 0
        for i in [i for i, low in enumerate(s.lows) if low in opens]:
            if i < behind or any(x.start <= t[i].start < x.end for x in s.times):
                continue
            read = self._number(t, i, raw)
            if read is None:
                continue
            value, first, j = read
            behind = j
            found = self._money(t, first, j, value)
            if found is not None and last[1] is not None and last[1].what == "money" and self._converted(t, last[0], first):
                last = (j, last[1])
                continue
            found = found or self._people(s, first, j, value, last)
            if found is not None:
                out.append(found)
            last = (j, found)
        return out

    def _opening(self, words: frozenset[str]) -> frozenset[str]:
        """Those of ``words`` that may open a number; the others are not asked for again."""
        found = frozenset(filter(self._begins, words))
        for known in (self.shut, self.open):
            if len(known) > REMEMBERED:
                known.clear()
        self.shut |= words - found
        self.open |= found
        return found

    def _begins(self, low: str) -> bool:
        """Whether a word may open a number."""
        if low in self.starts or low[:1].isdigit():
            return True
        if low.isalpha() or low in SIGNS:
            return False
        if len(low) == 1:
            return False  # a sign
        return low.startswith("rp") and GLUED.match(low) is not None or "-" in low and low.split("-")[0] in self.ones

    # -- the number itself ----------------------------------------------------------------------------------------

    def _number(self, t: list[Token], i: int, raw: str) -> tuple[float, int, int] | None:
        """The number at word ``i``: its value, its first word, the word behind it."""
        total, now, seen, first, j = 0.0, 0.0, False, i, i
        glued = GLUED.match(t[i].low)
        if t[i].low[:1].isdigit() or glued:
            start = t[i].start + (2 if glued else 0)
            m = FIGURES.match(raw, start)
            value = self._figures(m[0]) if m else None
            if m is None or value is None:
                return None
            while j < len(t) and t[j].start < m.end():
                j += 1
            if t[j - 1].end > m.end():  # a range, a date, a clock time
                return None
            now, seen = value, True
            short = self.short.get(t[j].low) if j < len(t) and t[j].start == m.end() else None
            if short is not None:
                return value * short, first, j + 1
        elif t[i].low in self.times and i > 0 and t[i - 1].low in self.set["articles"]:
            now, seen, first = 1.0, True, i - 1
        while j < len(t):
            parts = t[j].low.split("-")
            if seen and parts[0] in self.set["joins"] and j + 1 < len(t) and t[j - 1].low in self.times and t[j + 1].low in self.ones:
                j += 1
                continue
            done = self._words(parts, total, now, seen)
            if done is None:
                break
            total, now = done
            seen = True
            j += 1
        if not seen or j == i:
            return None
        return total + now, first, j

    def _words(self, parts: list[str], total: float, now: float, seen: bool) -> tuple[float, float] | None:
        """What one word, or its parts, adds to a number; None where it goes on no number."""
        for w in parts:
            if w in self.ones:
                n = self.ones[w]
                if seen and now and (now % 10 or n >= 100 or (n >= 10 and now % 100)):
                    return None
                now += n
            elif w in self.set["ten_more"] and seen:
                now += 10
            elif w in self.times and seen:
                n = self.times[w]
                if n >= 1000:
                    total, now = total + now * n, 0.0
                elif n == 10:
                    now += 9 * (now % 10)
                else:
                    now *= n
            else:
                return None
            seen = True
        return total, now

    def _figures(self, text: str) -> float | None:
        """“1.200” is thousands in Indonesian and a fraction in English; “3,5” and “3.5” are fractions in both, “12,000” thousands."""
        signs = {c for c in text if c in ".,"}
        if len(signs) == 2:
            last = max(text.rfind("."), text.rfind(","))
            whole, fraction, sign = text[:last], text[last + 1 :], "." if text[last] == "," else ","
            groups = whole.split(sign)
        elif signs:
            sign = signs.pop()
            groups, fraction = text.split(sign), ""
            thousands = all(len(g) == 3 for g in groups[1:]) and len(groups[0]) <= 3 and groups[0] != "0"
            if not thousands or (len(groups) == 2 and sign == "." and not self.comma):
                if len(groups) > 2:
                    return None
                groups, fraction = groups[:1], groups[1]
        else:
            groups, fraction = [text], ""
        if any(len(g) != 3 or not g.isdigit() for g in groups[1:]) or not fraction.isdigit() and fraction:
            return None
        return float("".join(groups) + ("." + fraction if fraction else ""))

    # -- what it counts -------------------------------------------------------------------------------------------

    def _money(self, t: list[Token], i: int, j: int, value: float) -> Count | None:
        """A sum of money, by its currency before or behind."""
        ahead = self.money_before.before(t, i)
        behind = self.money_after.at(t, j)
        if ahead is None and behind is None and not GLUED.match(t[i].low):
            return None
        start, end = ahead[0] if ahead is not None else i, behind[0] if behind is not None else j
        bound = self.about.before(t, start)
        return Count("money", value, t[bound[0] if bound is not None else start].start, t[end - 1].end)

    def _converted(self, t: list[Token], i: int, j: int) -> bool:
        """Whether the sum at ``j`` only tells the one before ``i`` in another currency: "(sekitar Rp 1,9 triliun)"."""
        between = [t[k].low for k in range(i, j)]
        return len(between) < 8 and any(w in ("(", "atau", "or", "setara") for w in between) and not any(w in (",", ".") for w in between)

    def _people(self, s: Sentence, i: int, j: int, value: float, last: tuple[int, Count | None]) -> Count | None:
        """People, by the word that says what befell them: before the number, behind it, or of the number told before."""
        t = s.tokens
        nxt = t[j].low if j < len(t) else ""
        if nxt in self.measures or nxt in ("%", "/", "-", "–") or (i and t[i - 1].low in self.set["not_before"]):
            return None
        if value != int(value) or value == 0:
            return None
        noun = self.of.at(t, j)
        k = i
        while k > 0 and t[k - 1].low in self.set["skip"]:
            k -= 1
        including = self.including.before(t, k) is not None or self.including.before(t, i) is not None
        found = None if including else self.before.before(t, k) or (self.before.before(t, i) if k != i else None)
        stop = noun[0] if noun is not None else j
        if found is not None:
            what, end = found[1], self._noun_end(s, stop)
        else:
            behind = self._behind(t, j)
            if behind is not None:
                what, end = behind[1], behind[0]
            elif noun is not None:
                what, end = noun[1], noun[0]
            elif last[1] is not None and last[1].what != "money" and 0 < i - last[0] <= 4 and not including and self._joined(t, last[0], i):
                what, end = last[1].what, self._noun_end(s, j)
            else:
                return None
        if value > 1900 and value < 2100 and t[i].low.isdigit() and what != "troops" and nxt not in self.set["others"]:
            return None  # rather a year
        start = i
        bound = self.about.before(t, i)
        if bound is not None:
            start = bound[0]
        return Count(what, value, t[start].start, t[end - 1].end)

    def _behind(self, t: list[Token], j: int) -> tuple[int, str] | None:
        """The predicate behind the number: "12 orang tewas", "12 people were killed", "12 orang, termasuk tiga anak, tewas"."""
        k, steps = j, 0
        while k < len(t) and steps < REACH:
            found = self.after.at(t, k)
            if found is not None:
                return found
            low = t[k].low
            if low == "," and (inner := self.including.at(t, k + 1)) is not None:
                k = inner[0]
                while k < len(t) and t[k].low != ",":
                    k += 1
                k, steps = k + 1, 0
                continue
            if low in SIGNS or low in self.set["coordinators"] or low[:1].isdigit() or low in self.ones:
                return None
            if low in self.stop and k > j + (1 if self.comma else 0):
                return None
            k, steps = k + 1, steps + 1
        return None

    def _joined(self, t: list[Token], i: int, j: int) -> bool:
        """Whether words ``i`` to ``j`` only carry on a list: "tiga polisi dan [dua warga]"."""
        between = [t[k].low for k in range(i, j)]
        return any(w in ("dan", "and", "serta", ",") for w in between) and not any(w in SIGNS - {","} for w in between)

    def _noun_end(self, s: Sentence, j: int) -> int:
        """The word behind the noun that is counted."""
        start = j
        while j < len(s.tokens) and s.tokens[j].low in self.set["others"]:
            j += 1
        if j == start:
            return next((u.last + 1 for u in s.units if u.first <= j <= u.last and u.m is not None), j)
        return j


_ready: dict[str, HowMany] = {}


def how_many(language: Language) -> HowMany:
    """The finder of a language, built once."""
    if language.code not in _ready:
        _ready[language.code] = HowMany(language.raw["extras"]["quantities"], frozenset(language.verbs), language.sets["auxiliaries"])
    return _ready[language.code]
