"""Bare offices are of the readers' own state: whoever opens a report or a sentence in office, with no word of whose he is.

A report writes whose the others are. It asks this of its first sentence, for what it is about, and of each office that opens another.
"""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.link.locative import locative
from ikrar.model.annotation import GENERIC, Annotated, Mention, Sentence

OFFICES = frozenset(("GOV", "LEG"))


def begins(doc: Annotated, begin: int, language: Language) -> bool:
    """“Presiden bertolak ke Hanoi": whether a report, behind its dateline, begins with somebody in office of no named state."""
    s = next((s for s in doc.sentences if s.start >= begin and s.mentions), None)
    return s is not None and (m := s.mentions[0]).kind == "person" and s.units[0].m is m and _opens(m, s, 0, language)


def at_home(m: Mention, s: Sentence, i: int, seen: list[Mention], language: Language) -> bool:
    """“Pemerintah menyatakan solidaritas kepada rakyat Peru”: one in office with whom a sentence opens before another state is told of."""
    if m.country is not None or language.code != "id" or m.kind == "person" and m.named or not _opens(m, s, i, language):
        return False
    if s.speaker is not None and s.speaker is not m and s.speaker.country not in (None, language.home):
        return False  # “Pemerintah siap berunding”, kata Presiden X
    return all(not _foreign(o, language) for o in seen)


def _opens(m: Mention, s: Sentence, i: int, language: Language) -> bool:
    """Whether ``m`` is in office, is told of no state, opens the sentence with unit ``i``, and is not told to act elsewhere."""
    sets = language.sets
    if not _bare(m) or m.head in sets["offices_elsewhere"] or any(u.m is not None for u in s.units[:i]):
        return False  # "Perdana Menteri ...": home has none
    if i + 1 < len(s.units) and m.head in sets["called_by_ruler"] and s.units[i + 1].mention_kind == "person":
        return False  # "Pemerintahan Presiden X": of whoever leads it
    if not sets["of_the_place"].isdisjoint(s.words):
        return False  # "pemerintah setempat"
    told = [(j, o) for j, o in s.placed if j > i and _foreign(o, language)]
    return not told or any(s.units[j - 1].low in sets["to_reach"] or s.units[j - 1].kind != "," and not locative(s, j) for j, _ in told)


def _bare(m: Mention) -> bool:
    """Whether ``m`` is a government, a ministry or somebody in office told without a state: "Pemerintah", "Menteri Luar Negeri"."""
    if m.country is not None or m.pronoun is not None or m.plural or m.former or m.owner is not None or m.of is not None:
        return False
    if m.kind == "organization":
        return m.sector == "GOV" and (m.gazetteer is None or m.source == GENERIC)
    if m.kind == "person":
        return m.gazetteer is None and m.title is not None and m.sector in OFFICES
    return m.kind == "state" and not m.named


def _foreign(m: Mention, language: Language) -> bool:
    """Whether ``m`` is told to be of another state than home; in a place told with it, it acts: "menembaki demonstran di Kenya"."""
    return not m.guessed and m.country not in (None, "INT", language.home)
