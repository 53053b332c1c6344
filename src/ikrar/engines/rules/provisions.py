"""What a promise is about: the provision whose cue fits the words of the promised action best."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from functools import lru_cache
from itertools import chain
from typing import Any

from ikrar.lexicon import Language
from ikrar.lexicon.words import words
from ikrar.lexicon.wordtable import WordTable
from ikrar.model import Span
from ikrar.model.annotation import TOPIC, Annotated, Sentence

Hit = tuple[str, int, str, int, int]  # provision, weight, cue, first word, last word

Begun = tuple[list[tuple[int, int]], list[tuple[str, list[str], int, int]]]
"""The cues that a word satisfies; those that it begins, with the word that must come next ("" for any of several) and all the rest."""
MOST_SEEN = 50_000  # words kept: some MB; the news of a year has more


def _is(word: str, wanted: str) -> bool:
    """Whether ``word`` is the one wanted: ``~`` is any, ``*`` ends a prefix."""
    return word == wanted or wanted == "~" or (wanted.endswith("*") and word.startswith(wanted[:-1]))


FEW, MORE = 3, 5  # letters by which a sentence and cues are compared first: no word of a cue is told by fewer


class Begins:
    """How the words of cues begin."""

    __slots__ = ("_all", "_beside", "_firsts", "_late", "groups", "known", "others")

    def __init__(self, groups: dict[str, list[list[frozenset[str]]]]) -> None:
        self.groups = groups
        """How a word of a cue's smallest group begins -> how those of its other groups do, for each such cue: one of each must be there."""
        self._firsts = frozenset(groups)
        self._all = self._firsts.union(*(group for cues in groups.values() for others in cues for group in others))
        self._beside = {start: frozenset().union(*(others[0] if others else (start,) for others in cues)) for start, cues in groups.items()}
        """For each, beginnings without any of which none of its cues is told."""
        self._late: set[str] = set()
        """Words seen that do not begin as a word of a cue's smallest group: alone they make no cue."""
        self.known: dict[str, tuple[str, ...]] = {}
        """Words seen, with the beginnings that they have."""
        self.others: set[str] = set()
        """Words seen that have none: most words, and the same come again in every sentence."""

    def starts(self, words: frozenset[str]) -> set[str]:
        """The beginnings that ``words`` have."""
        words = words - self.others
        try:
            return set(chain.from_iterable(map(self.known.__getitem__, words)))
        except KeyError:  # a word not seen before
            return {start for word in words for start in self.known.get(word) or self.of(word)}

    def met(self, words: frozenset[str]) -> bool:
        """Whether ``words`` begin as those of one of the cues must."""
        if not words - self._late:
            return False
        starts = self.starts(words)
        for start in self._firsts & starts:
            if starts.isdisjoint(self._beside[start]):
                continue  # most
            for groups in self.groups[start]:
                for group in groups:
                    if starts.isdisjoint(group):
                        break  # most cues
                else:
                    return True
        return False

    def of(self, word: str) -> tuple[str, ...]:
        """The beginnings that ``word`` has."""
        found = tuple(start for start in (word[:MORE], word[:FEW]) if start in self._all)
        if len(self.others) > MOST_SEEN or len(self.known) > MOST_SEEN:
            self.others, self.known, self._late = set(), {}, set()
        if self._firsts.isdisjoint(found):
            self._late.add(word)
        if found:
            self.known[word] = found
        else:
            self.others.add(word)
        return found


def _starts(word: str) -> frozenset[str]:
    """How a cue's word begins; where it is a compound, the sentence may have its first part alone."""
    part, dash, _ = word.rstrip("*").partition("-")
    return frozenset((part[:MORE],) if len(part) >= MORE else (part[:FEW], (part + dash)[:FEW]))


KEPT = 32  # texts whose hits are kept: more than a report has that are asked for twice; another report has others


class Provisions:
    """The provision cues of one language, laid out by word; those of the provisions ``only``, where some are named."""

    def __init__(self, language: Language, only: Collection[str] = ()) -> None:
        self.cues: list[tuple[str, list[list[str]], str]] = [(p, g, c) for p, g, c in language.raw["provisions"]]
        self.order = {p: n for n, p in enumerate(dict.fromkeys(p for p, _, _ in self.cues))}
        laid_out = language.raw["provision_words"]
        self.exact: dict[str, list[tuple[int, int]]] = laid_out["exact"]
        self.prefix: dict[str, list[tuple[str, int, int]]] = laid_out["prefix"]
        self.starts: dict[str, list[tuple[list[str], int, int]]] = laid_out["phrases"]
        self._chosen = frozenset(c for c, (provision, *_) in enumerate(self.cues) if not only or provision in only)
        self._kept: dict[str, list[Hit]] = {}
        self._seen: dict[str, Begun] = {}
        self._none: set[str] = set()
        """Words seen that are of no cue: most, and the same come again in every sentence."""

    def hits(self, text: str) -> list[Hit]:
        """All cues that the words of ``text`` satisfy, heaviest first. The same sentence is asked for by several rules: it is kept."""
        known = self._kept.get(text)
        if known is None:
            if len(self._kept) >= KEPT:
                self._kept.clear()
            known = self._kept[text] = self._find(text)
        return known

    def may_tell(self, s: Sentence, cues: Begins) -> bool:
        """Whether the words of ``s`` may satisfy one of ``cues`` (from ``begins``): far quicker than to find all that they satisfy."""
        if not s.tokens or s.tokens[-1].end + 2 < s.end:
            return True  # so long that not all of its words are there
        return cues.met(s.words)

    def begins(self, named: Collection[str], least: int) -> Begins:
        """The cues of the provisions ``named`` that may weigh ``least``, by how the words of their groups begin."""
        chosen = [groups for provision, groups, _ in self.cues if provision in named and 100 * len(groups) >= least]
        out: dict[str, list[list[frozenset[str]]]] = {}
        for groups in chosen:
            fewest, *others = sorted((frozenset().union(*(_starts(a.split()[0]) for a in group)) for group in groups), key=len)
            for start in fewest:
                out.setdefault(start, []).append(others)
        return Begins(out)

    def _find(self, text: str) -> list[Hit]:
        ws = words(text)
        found: dict[int, dict[int, int]] = {}
        none = self._none
        for i in [i for i, w in enumerate(ws) if w not in none]:
            single, longer = self._seen.get(ws[i]) or self._look_up(ws[i])
            for c, g in single:
                found.setdefault(c, {}).setdefault(g, i)
            after = ws[i + 1] if longer and i + 1 < len(ws) else ""
            for follows, rest, c, g in longer:
                if follows and follows != after:
                    continue  # most
                if len(rest) < len(ws) - i and all(map(_is, ws[i + 1 : i + 1 + len(rest)], rest)):
                    found.setdefault(c, {}).setdefault(g, i)
        out: list[Hit] = []
        for c, groups in found.items():
            provision, wanted, cue = self.cues[c]
            if len(groups) == len(wanted):
                at = sorted(groups.values())
                spread = at[-1] - at[0]
                out.append((provision, 100 * len(wanted) - min(spread, 40) - 2 * min(at[0], 20), cue, at[0], at[-1]))
        out.sort(key=lambda h: (-h[1], self.order[h[0]]))
        return out

    def _look_up(self, w: str) -> Begun:
        """What the word ``w`` satisfies alone and what it begins; kept, for the same words come again in every sentence."""
        base = w[:-3] if w.endswith("nya") and len(w) > 5 else None
        single = [pair for form in (w, base) if form for pair in self.exact.get(form, ())]
        single += [(c, g) for stem, c, g in self.prefix.get(w[:3], ()) if w.startswith(stem)]
        single = [pair for pair in single if pair[0] in self._chosen]
        begun = [(phrase, c, g) for phrase, c, g in self.starts.get(w[:3], ()) if c in self._chosen and _is(w, phrase[0])]
        longer = [("" if phrase[1][-1:] in ("~", "*") else phrase[1], phrase[1:], c, g) for phrase, c, g in begun]
        if len(self._seen) > MOST_SEEN or len(self._none) > MOST_SEEN:
            self._seen, self._none = {}, set()
        if single or longer:
            self._seen[w] = single, longer
        else:
            self._none.add(w)
        return single, longer

    def best(self, text: str) -> tuple[str, str]:
        """The provision of ``text`` and the cue that decided; ``("other", "")`` where none fits."""
        hits = self.hits(text)
        return (hits[0][0], hits[0][2]) if hits else ("other", "")


@lru_cache(maxsize=4)
def _cached(code: str, language: Any) -> Provisions:
    return Provisions(language)


def provisions(language: Language) -> Provisions:
    """The provisions of ``language``, laid out once."""
    return _cached(language.code, language)


TITLE = 3  # a word of the headline says as much of the report's topic as three of its body
# What acts of force and diplomacy are about is said by their own words, whatever the report is about.
PLAIN = frozenset(
    "ceasefire nuclear prisoners withdrawal-of-forces force-reduction deployment mission-change training-advising disarmament "
    "humanitarian-access humanitarian-aid refugees sanctions border sovereignty diplomatic-relations verification amnesty "
    "counter-terrorism security-cooperation arms intelligence".split()
)
# What is done to forces: whose forces they are says who promises it.
OF_FORCES = frozenset(("withdrawal-of-forces", "force-reduction", "deployment", "mission-change"))
FITTED = 100  # a cue of one group weighs no more: a word, that may stand in any context
# What a cue weighs, by its groups; a topic's words in the promise (1.5 at most) and in its sentence (2 at most); a topic's share of
# the report's, in full from `FULL` words on; the least that names a provision. Best on 377 hand-coded promises, and flat around.
CUE, GROUP, NEAR, SENTENCE, REPORT, FULL, LEAST = 1.0, 0.5, 0.7, 0.3, 2.4, 4, 0.5
DAMPED = 0.7  # the power to which a topic's words in a report are taken: the tenth says less than the first
FADES, FAR = 0.03, 20  # what a word loses for each word before it: who acts on what is said first
ACT = 3.0  # what the verb is worth with which an act opens: as good as all the rest
OPENS = 7  # how many words before that verb may be auxiliaries and light verbs
SCENES = frozenset(("culture", "arms"))
"""Of a report they say where it plays, a tournament or a war: only a promise with a word of it is of it."""
BESIDE = 0.3  # what words count for that only say when, how or why: "menjelang pemilu", "ahead of the talks"


def aside(text: str, language: Language) -> int:
    """Which of the words of a promised action is the first that only says when, how or why it is done."""
    marks = language.sets["beside_the_act"]
    return next((i for i, w in enumerate(words(text)) if i > 1 and w in marks), FAR * FAR)


def firm(hits: list[Hit], text: str, language: Language) -> bool:
    """Whether the words of an act say plainly what it is about, whatever the report is about."""
    if not hits or hits[0][3] >= aside(text, language):
        return False
    provision, weight, *_ = hits[0]
    return weight >= FITTED * 1.5 if provision == "protection" else weight >= FITTED and (provision in PLAIN or provision == "other")


def about(doc: Annotated, sentence: Sentence, span: Span | None, hits: list[Hit], language: Language) -> tuple[str, str]:
    """What a promise is about: the cues of its words, weighed with the topic of its sentence and of the report, and what decided."""
    text = doc.raw[span[0] : span[1]] if span is not None else ""
    if firm(hits, text, language):
        return hits[0][0], hits[0][2]
    table = _topics(language.code, language)
    weight: dict[str, float] = {}
    cues: dict[str, str] = {}
    beside = aside(text, language)
    for provision, _, cue, first, last in hits:
        w = CUE + GROUP * cue.count(" + ")
        w *= BESIDE if first > beside else (1 + BESIDE) / 2 if last > beside else 1
        w -= FADES * min(first, FAR)
        if w > weight.get(provision, 0.0):
            weight[provision], cues[provision] = w, cue
    if span is not None:
        act = [t.low for t in sentence.tokens if span[0] <= t.start < span[1]]
        done, at = _done(act, language)
        if hits and hits[0][0] != done and not language.sets["pays_for"].isdisjoint((" ".join(act[at : at + 2]), *act[at : at + 1])):
            done = None  # "pay for textbooks": what is paid for says what it is about
        if done is not None and not (
            hits and hits[0][0] != done and " + " in hits[0][2] and hits[0][3] == at
        ):  # "membayar ganti rugi": a cue knows better
            weight[done] = weight.get(done, 0.0) + ACT
        _add(weight, _worth(table.places(act), beside), NEAR, 1.5)
    scenes = SCENES - weight.keys()
    _add(weight, _worth(table.places(sentence.lows)), SENTENCE, 2)
    told = {name: n**DAMPED for name, n in _told(doc, table).items()}
    total = sum(told.values())
    for name, n in told.items():
        if name in scenes:
            continue
        weight[name] = weight.get(name, 0.0) + REPORT * n / total * min(n, FULL) / FULL
    best = max(weight, key=lambda name: weight[name], default="other")
    return (best, cues.get(best, TOPIC)) if weight.get(best, 0.0) >= LEAST else ("other", "")


def _done(act: list[str], language: Language) -> tuple[str | None, int]:
    """What the verb says with which an act opens, or the noun behind a light verb, and where; None where it could be done to anything."""
    passed = language.sets["opens_an_act"]
    at = next((i for i, w in enumerate(act[:OPENS]) if w not in passed), 0)
    found: str | None = language.raw["acts"].get(act[at]) if act else None
    return found, at


def _worth(places: list[tuple[int, tuple[str, ...]]], beside: int | None = None) -> dict[str, float]:
    """What the words of topics are worth: less those of several topics, and in an act (``beside``) those that come late or beside it."""
    out: dict[str, float] = {}
    for i, names in places:
        worth = 1 / len(names) ** 0.5
        if beside is not None:
            worth *= max(BESIDE, 1 - FADES * i) * (BESIDE if i > beside else 1)
        for name in names:
            out[name] = out.get(name, 0.0) + worth
    return out


def _add(weight: dict[str, float], worth: dict[str, float], factor: float, most: float) -> None:
    for name, n in worth.items():
        weight[name] = weight.get(name, 0.0) + factor * min(n, most)


def _told(doc: Annotated, table: WordTable) -> Counter[str]:
    """How often the report has words of each topic; counted once."""
    if doc.topics is None:
        doc.topics = Counter()
        for s in doc.sentences:
            for _, names in table.places(s.lows):
                for name in names:
                    doc.topics[name] += TITLE if s.title else 1
    return doc.topics


@lru_cache(maxsize=4)
def _topics(code: str, language: Any) -> WordTable:
    return WordTable(language.raw["topics"])
