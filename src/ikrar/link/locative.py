"""Whether a mention only says where: behind a preposition of place."""

from __future__ import annotations

from ikrar.model.annotation import Sentence

LOCATIVE = frozenset("di ke dari in at near across inside outside throughout around from to through off".split())


def locative(s: Sentence, i: int) -> bool:
    """Whether the mention at unit ``i`` says where."""
    return i > 0 and s.units[i - 1].kind == "P" and s.units[i - 1].low.split()[0] in LOCATIVE
