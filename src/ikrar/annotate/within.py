"""Whose a body is by the words within its name, where the head alone may be of anybody's: "Lembaga Dakwah X", "Y Alumni Association"."""

from __future__ import annotations

from collections.abc import Iterable

from ikrar.lexicon import Language

WITHIN = {"of_learning": "EDU", "of_faith": "REL", "of_press": "JRN", "of_medicine": "MED", "of_work": "LAB", "of_trade": "BUS"}
"""Sets of words within the names of bodies, and whose those are: of a body with words of two, the first."""


def whose_by_words(words: Iterable[str], language: Language) -> str | None:
    """The sector of a body of which all kinds of people have some, by the words of its name."""
    told = set(words)
    return next((sector for name, sector in WITHIN.items() if not language.sets[name].isdisjoint(told)), None)
