"""Of whom a thing is asked that is asked of nobody in words: of those to whom the request turned out to be made."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from ikrar.lexicon import Language
from ikrar.link.at_large import rulers
from ikrar.link.happenings import Happening
from ikrar.link.implied import OTHER_SIDE

PRIVATE = (None, "CVL", "CRM")
"""What these ask of nobody in words, they ask of each other: no demand on record."""


def fill(promises: Sequence[Any], happenings: Sequence[Happening], language: Language) -> None:
    """Gives demands without an addressee that of their request: a demand is on whoever is asked, not on those against whom it is made."""
    open_ones = [p for p in promises if p.kind == "demand" and not p.promisors and not p.draft.refused]
    for p in open_ones:
        h = next((h for h in happenings if h.type == "REQUEST" and any(d is p.draft for d in h.tellings)), None)
        if h is None or p.action is None or p.sentence.title or all(m.sector in PRIVATE for m in h.actors):
            continue
        if any(p.action[0] <= u.start < p.action[1] and u.low in language.sets["against"] for u in p.sentence.units):
            continue
        here = {m.country for m in h.actors}
        if any(n.startswith(OTHER_SIDE) for n in h.lead.notes) and all(m.sector in PRIVATE and m.country in here for m in h.recipients):
            continue  # "Menteri meminta hasil audit": of no private people who happen to be told of
        home = h.recipients[0].country if h.recipients and _done_to_him(p) else None
        p.promisors = [rulers(h, home)] if home is not None else list(h.recipients)


def _done_to_him(p: Any) -> bool:
    """“menuntut pencopotannya": whether what is asked is to be done to the one told of, by those who rule where he is."""
    first = next((u for u in p.sentence.units if u.start == p.action[0]), None)
    return first is not None and first.low.startswith("pe") and first.low.endswith("annya")
