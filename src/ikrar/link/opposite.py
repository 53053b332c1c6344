"""For which of two states a minister came, where only the other's is told: "Minister X and his counterpart from Peru, Y"."""

from __future__ import annotations

from collections import Counter

from ikrar.annotate.delegations import minister
from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Mention, Sentence

LEAST = 2  # times that each of the two states must be named, at least, for a report to be of those two
FURTHER = 2  # times as often as any third


def settle(doc: Annotated, language: Language) -> None:
    """Gives a minister of no state told, beside one of one side of the story, the other side."""
    sides = _two_sides(doc)
    if sides is None:
        return
    led = language.sets.get("led_by", frozenset())
    for n, s in enumerate(doc.sentences):
        lost = [m for m in s.mentions if minister(m, doc.raw, led)]
        if len(lost) != 1:
            continue
        near = [s, *doc.sentences[n + 1 : n + 2]] if not _heads(s, sides) else [s]
        known = {c for x in near for c in _heads(x, sides)}
        if len(known) == 1:
            m, other = lost[0], next(iter(set(sides) - known))
            m.owner, m.country = sides[other], other


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
