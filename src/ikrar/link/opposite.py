"""For which of two states a minister came, where only the other's is told: "Minister X and his counterpart from Peru, Y"."""

from __future__ import annotations

from collections import Counter

from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Mention, Sentence
from ikrar.model.ministers import minister

LEAST = 2  # times that each of the two states must be named, at least, for a report to be of those two
HOSTS, GUESTS = "hosts", "visiting_side"
BEFORE = 2  # sentences before, in which it is told where the two met
FURTHER = 2  # times as often as any third


def settle(doc: Annotated, language: Language) -> None:
    """Gives a minister of no state told, beside one of one side of the story, the other side."""
    sides = _two_sides(doc)
    if sides is None:
        return
    led = language.sets.get("led_by", frozenset())
    for n, s in enumerate(doc.sentences):
        lost = [m for m in s.mentions if minister(m, doc.raw, led)]
        for m in s.mentions:  # "the host government": of the state in whose capital they met
            hosting = (
                m.kind == "state" and not m.named and not m.country and m.owner is None and _hosting(doc.raw[m.start : m.end], language)
            )
            if hosting and (state := _host_of_talks(doc, n, sides, n)) is not None:
                m.country, m.owner = state, sides[state]
        if (host := _host_of_talks(doc, n, sides)) is not None:
            guest = next(iter(set(sides) - {host}))
            for m in lost:
                told = _called(doc, s, m, language)
                if told is not None:
                    m.country = host if told == HOSTS else guest
                    m.owner = sides[m.country]
            for m in s.mentions:  # "the hosts", "the visitors": the two sides themselves
                if m.kind == "group" and not m.named and m.owner is None and m.head in language.sets[HOSTS] | language.sets[GUESTS]:
                    m.kind, m.pronoun, m.refers = "pronoun", "that", [sides[host if m.head in language.sets[HOSTS] else guest]]
            lost = [m for m in lost if m.country is None]
        if len(lost) != 1:
            continue
        near = [s, *doc.sentences[n + 1 : n + 2]] if not _heads(s, sides) else [s]
        known = {c for x in near for c in _heads(x, sides)} or {c for x in doc.sentences[max(0, n - 1) : n] for c in _heads(x, sides)}
        if len(known) == 1:
            m, other = lost[0], next(iter(set(sides) - known))
            m.owner, m.country = sides[other], other


def _hosting(words: str, language: Language) -> bool:
    """Whether the words of a government say that it is the host: "the host government", "pemerintah tuan rumah"."""
    return any(f" {w} " in f" {words.lower()} " for w in language.sets[HOSTS])


def _host_of_talks(doc: Annotated, n: int, sides: dict[str, Mention], before: int = BEFORE) -> str | None:
    """The side in whose capital the talks are told to be, in sentence ``n`` or just before it."""
    for s in reversed(doc.sentences[max(0, n - before) : n + 1]):
        for i, m in s.placed:
            if i and m.kind == "place" and m.country in sides and m.capital and s.units[i - 1].kind == "P":
                return m.country
    return None


def _called(doc: Annotated, s: Sentence, m: Mention, language: Language) -> str | None:
    """Whether the clause before the minister ``m`` tells of the hosts or of their guests."""
    i = next((k for k, u in enumerate(s.units) if u.m is m), 0)
    k = i
    while k > 0 and s.units[k - 1].kind not in ",;SC":
        k -= 1
    words = " ".join(doc.raw[s.units[k].start : m.start].lower().replace("'", " ").replace("’", " ").split())
    told = [name for name in (HOSTS, GUESTS) if any(f" {w} " in f" {words} " for w in language.sets[name])]
    return told[0] if len(told) == 1 else None


def _two_sides(doc: Annotated) -> dict[str, Mention] | None:
    """The two states that the report is of: named often, and a third hardly."""
    states = [m for m in doc.mentions if m.kind == "state" and m.country not in (None, "INT")]
    counts = Counter(m.country for m in states).most_common(3)
    if len(counts) < 2 or counts[1][1] < LEAST or (len(counts) > 2 and counts[2][1] * FURTHER > counts[1][1]):
        return None
    return {str(c): next(m for m in states if m.country == c) for c, _ in counts[:2]}


def _heads(s: Sentence, sides: dict[str, Mention]) -> set[str]:
    """The sides of which an official is named in the sentence."""
    people = (m for m in s.mentions if m.kind == "person" and m.named and m.title)
    found = (m.country or next((o.country for o in (m.of, m.owner) if o is not None and o.country), None) for m in people)
    return {c for c in found if c in sides}
