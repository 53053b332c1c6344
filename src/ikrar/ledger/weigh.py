"""What an act that bears on a promise speaks for: one meaning for its page, its counts, its card, and the judgement on it."""

from __future__ import annotations

from typing import Final

TURNED: Final = {"for": "not", "under-way": "not", "against": "cleared"}
"""What a bearing comes to where the act is said not to have happened."""
SIDES: Final = {
    "for": "for",
    "under-way": "for",
    "cleared": "for",
    "against": "against",
    "not": "against",
    "disputed": "against",
    "withdrawn": "against",
    "none": "neutral",
}
"""On which side it stands; ``none`` is the word that it bears on the promise not at all."""


def weighed(bearing: str, factuality: str) -> str:
    """How an act bears on a promise, when it is said to have happened or not."""
    return TURNED.get(bearing, bearing) if factuality == "denied" else bearing


def side(bearing: str, factuality: str) -> str:
    """Whether an act speaks for a promise being kept, or against it, or is neutral. Each happening counts once on each side."""
    return SIDES[weighed(bearing, factuality)]
