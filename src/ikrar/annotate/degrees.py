"""Degrees behind a person's name are part of it, and nobody: "Ana Kerling, S.H., M.Si."."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Mention, Sentence, Unit

PEOPLE = frozenset(("person", "name"))
LONGEST = 5  # words and stops of a degree: "S . Th . I"


def settle(doc: Annotated, language: Language) -> None:
    """Takes the degrees of each name into its unit."""
    degrees, begins = language.degrees, language.degrees_begin
    for s in doc.sentences:
        if "," not in s.words or begins.isdisjoint(s.words):
            continue
        before = ""
        for u in s.units:
            if u.kind == "," and before in PEOPLE:
                _join(s, degrees)
                break
            before = u.m.kind if u.m is not None else ""


def _join(s: Sentence, degrees: frozenset[str]) -> None:
    units: list[Unit] = []
    gone: list[Mention] = []
    i = 0
    while i < len(s.units):
        u = s.units[i]
        units.append(u)
        i += 1
        if u.mention_kind not in PEOPLE or u.m is None or not u.m.named:
            continue
        while (after := _degree(s, i, degrees)) > i:
            gone += [x.m for x in s.units[i:after] if x.m is not None]
            u.last, u.end = s.units[after - 1].last, s.units[after - 1].end
            i = after
    s.units = units
    for m in gone:
        m.kind, m.named, m.name = "thing", False, None


def _degree(s: Sentence, i: int, degrees: frozenset[str]) -> int:
    """The unit after a degree that stands at ``i`` with the comma before it; ``i`` where none does."""
    if i + 1 >= len(s.units) or s.units[i].kind != ",":
        return i
    first = s.units[i + 1].first
    if not s.tokens[first].text[0].isupper():
        return i
    for size in range(LONGEST, 0, -1):
        last = first + size - 1
        word = "".join(t.low for t in s.tokens[first : last + 1])
        if last < len(s.tokens) and word.rstrip(".") in degrees and (not word.endswith(".") or last + 1 < len(s.tokens)):
            return next((k + 1 for k in range(i + 1, len(s.units)) if s.units[k].last == last), i)
    return i
