"""What of a sentence is heard from its speaker, clause by clause: the words of a quotation, or what stands beside "kata X", "X said"."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from itertools import pairwise
from typing import NamedTuple

from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.syntax import Syntax
from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Mention, Quotation, Sentence

NEAR = 4  # sentences among which a speaker goes on in the same vein
CUTS = frozenset("-,;:.QS")  # kinds of the units that part clauses
LEAST = 4  # units between quotation marks that make a quotation, not a word in quotes


def told_again(drafts: Sequence[Draft]) -> None:
    """Refuses what a speaker goes on to say in the vein of what he has said close by, where nobody is named to whom: it is one act."""
    for d in drafts:
        if d.refused or not d.pattern.frame.get("grammar") or d.members("recipient"):
            continue
        for other in drafts:
            near = other is not d and not other.refused and other.type == d.type and abs(other.sentence.index - d.sentence.index) <= NEAR
            if near and {id(m) for m in d.members("actor")} & {id(m) for m in other.members("actor")}:
                d.refused = "said again"
                break


class Clause(NamedTuple):
    """A stretch of a sentence between its signs and conjunctions, in the speaker's own words."""

    first: int
    stop: int
    opener: str
    """The word or sign before it; "" at the start of what is heard."""
    direct: bool
    """Whether these are the speaker's very words, not the reporter's account of them."""
    question: bool


class Heard:
    """What is heard in one sentence: its clauses, and where the phrases of ``said.yaml`` stand in them."""

    __slots__ = ("_clauses", "_doc", "_lows", "_of", "_stretches", "lang", "said", "starts", "syn", "tokens", "units", "voices")

    def __init__(self, syn: Syntax, doc: Annotated, language: Language, lows: AbstractSet[str]) -> None:
        s = syn.s
        self.syn, self.lang, self.said, self.units, self.tokens = syn, language, language.said, syn.u, s.tokens
        self.voices = expand(s.voices)
        """Who is heard."""
        self._doc = doc
        self._clauses: list[Clause] | None = None
        self._stretches: list[tuple[int, int, bool]] | None = None
        self._lows = lows
        self.starts: dict[str, set[int]] = {}
        """The units at which a phrase of a list may begin, by the list's name."""
        firsts = language.said_firsts
        begins, starts = syn.opening, self.starts
        here = syn.s.words & firsts.keys()
        for i in [i for i, low in enumerate(begins) if low in here] if here else ():  # few
            for name in firsts[begins[i]]:
                if name in starts:
                    starts[name].add(i)
                else:
                    starts[name] = {i}
        self._of: dict[int, int] = {}

    @property
    def stretches(self) -> list[tuple[int, int, bool]]:
        """``(first unit, unit after the last, whether these are the speaker's very words)`` of what is heard."""
        if self._stretches is None:
            self._stretches = _stretches(self.syn.s, self._doc.quotations) if self.voices else []
        return self._stretches

    @property
    def clauses(self) -> list[Clause]:
        """What is heard, clause by clause; cut when somebody asks, for most sentences have no word that makes an act of saying."""
        if self._clauses is None:
            self._clauses = [c for first, stop, direct in self.stretches for c in _cut(self.syn, self._doc.raw, first, stop, direct)]
        return self._clauses

    def may(self, name: str) -> bool:
        """Whether the sentence has a first word of a phrase of the list ``name``."""
        return not self.lang.said_phrases[name].firsts.isdisjoint(self._lows)

    def tells(self, name: str) -> bool:
        """Whether a phrase of the list ``name`` stands in the sentence, whole: of most there is no more than a first word."""
        phrases, end = self.lang.said_phrases[name], len(self.tokens)
        return any(phrases.at(self.tokens, self.units[i].first, end) for i in self.starts.get(name, ()))

    def begins(self, firsts: AbstractSet[str]) -> bool:
        """Whether the sentence has one of these first words of phrases."""
        return not firsts.isdisjoint(self.syn.s.words)

    def may_be_direct(self) -> bool:
        """Whether the speaker's very words may be heard: none are where nothing is quoted and nobody is told to say it."""
        s = self.syn.s
        return s.speech is not None or s.title or any(q.start < s.end and q.end > s.start for q in self._doc.quotations)

    def at(self, name: str, i: int, stop: int) -> int | None:
        """The last unit of the phrase of the list ``name`` that begins at unit ``i`` and ends before ``stop``; None where there is none."""
        if name not in self.starts or i not in self.starts[name]:
            return None
        first, end = self.units[i].first, self.units[stop - 1].last + 1
        size = self.lang.said_phrases[name].at(self.tokens, first, end)
        return self.unit_of(first + size - 1) if size else None

    def unit_of(self, token: int) -> int:
        """The unit in which the token of number ``token`` lies."""
        if not self._of:
            self._of = {k: n for n, u in enumerate(self.units) for k in range(u.first, u.last + 1)}
        return self._of[token]

    def told_to(self) -> Mention | None:
        """“kata X kepada kementerian": whom the speaker tells it, unless that is the press."""
        speech = self.syn.s.speech
        if speech is None:
            return None
        for before, u in pairwise(self.units):
            m = u.m
            if m is not None and u.start >= speech[1] and before.low in self.said["told_to"]:
                return None if m.sector == "JRN" or m.head in self.said["press"] else m
        return None

    def carrier(self, frame: str, first: int, last: int) -> Draft:
        """A draft of the frame ``frame``, whose trigger are the units from ``first`` to ``last``; its roles are for the finder to fill."""
        u, carrier = self.units, self.lang.carriers[frame]
        return Draft(carrier, self.syn.s, first, u[first].first, u[first].start, u[last].end, "words", *carrier.tells)


def _stretches(s: Sentence, quotations: list[Quotation]) -> list[tuple[int, int, bool]]:
    units = s.units
    quoted: list[tuple[int, int, bool]] = []
    for q in quotations:
        if q.end <= s.start or q.start >= s.end:
            continue
        inside = [i for i, u in enumerate(units) if q.start <= u.start and u.end <= q.end and u.kind != "Q"]
        if inside and (len(inside) >= LEAST or q.start < s.start or q.end > s.end or len(inside) + 2 >= len(units)):
            quoted.append((inside[0], inside[-1] + 1, True))
    if quoted and _beside(s, quoted):
        return quoted
    if s.speech is None:
        return [(0, len(units), False)]
    said = [i for i, u in enumerate(units) if s.speech[0] <= u.start < s.speech[1]]
    if not said:
        return quoted or [(0, len(units), False)]
    first, last = said[0], said[-1]
    before = sum(u.kind not in "Q,." for u in units[:first])
    apart = first > 0 and units[first - 1].kind in ",Q."
    if apart and 0 < before < LEAST and last + 1 < len(units):  # "Harus diakui, kata dia, ..."
        return [(0, first, True), (last + 1, len(units), False)]
    if apart and before:
        goes_on = before < 2 * LEAST and last + 2 < len(units) and units[last + 1].kind == "," and units[last + 2].kind in "AVNXMD"
        rest = [(last + 2, len(units), False)] if goes_on and units[first - 1].kind == "," and not quoted else []
        return [(0, first, True), *rest]
    return [(last + 1, len(units), s.title)]


def _beside(s: Sentence, quoted: list[tuple[int, int, bool]]) -> bool:
    """Whether the verb of saying stands outside of the quotations, which then are what is said."""
    if s.speech is None:
        return True
    return not any(s.units[a].start <= s.speech[0] and s.speech[1] <= s.units[b - 1].end for a, b, _ in quoted)


def _in_quotes(syn: Syntax, first: int, stop: int) -> set[int]:
    """The quotation marks around a word or two that are only somebody's choice of words: 'had "lied" to us'."""
    out: set[int] = set()
    if syn.kinds.count("Q", first, stop) < 2:
        return out
    u = syn.u
    marks = [i for i in range(first, stop) if u[i].kind == "Q"]
    for a, b in pairwise(marks):
        whole = u[a].end == u[a + 1].start and u[b - 1].end == u[b].start and (a == 0 or u[a - 1].end < u[a].start)
        if 1 < b - a <= LEAST and whole and all(x.kind not in ",;:." for x in u[a + 1 : b]):
            out |= {a, b}
    return out


def _cut(syn: Syntax, raw: str, first: int, stop: int, direct: bool) -> list[Clause]:
    """The stretch in clauses: cut at signs and conjunctions, a mark of question seen behind each."""
    units, begin, opener = syn.u, first, ""
    out: list[Clause] = []
    words, outer = _in_quotes(syn, first, stop), syn.outer
    for i in (*[i for i in range(first, stop) if outer[i] in CUTS and i not in words], stop):
        if i > begin:
            after = raw[units[i - 1].end : units[i].end if i < len(units) else syn.s.end + 1]
            out.append(Clause(begin, i, opener, direct, "?" in after))
        opener = units[i].low if i < stop else ""
        begin = i + 1
    return out
