"""Which event a count belongs to: the nearest of its sentence that can have it, else the last one told before."""

from __future__ import annotations

from typing import Any

from ikrar.link.happenings import Happening
from ikrar.link.same_act import COUNTED
from ikrar.model import Quantity
from ikrar.model.annotation import Sentence

CARRIED = frozenset(("killed", "wounded", "missing", "abducted", "detained"))
"""What may be told in a sentence of its own, behind its event: "Sedikitnya 12 orang tewas."."""
BEHIND = 2  # sentences behind its event in which such a count stands
CLOSE = 160  # characters between a count and the trigger of its event within one sentence


def assign(happenings: list[Happening], counts: list[tuple[Sentence, Any]]) -> dict[int, tuple[Quantity, ...]]:
    """Counts of each happening, by ``id``: each what and value once, in order of the text."""
    out: dict[int, list[Quantity]] = {}
    for s, c in counts:
        if s.title and any(h.lead.sentence is not s for h in happenings):
            continue  # the body tells it again, and better
        home = _home(happenings, s, c)
        if home is None:
            continue
        have = out.setdefault(id(home), [])
        if not any(q.what == c.what and q.value == c.value for q in have):
            have.append(Quantity(what=c.what, value=c.value, span=c.span))
    return {k: tuple(v) for k, v in out.items()}


def _home(happenings: list[Happening], s: Sentence, c: Any) -> Happening | None:
    best: tuple[int, Happening] | None = None
    for h in happenings:
        if h.type not in COUNTED[c.what]:
            continue
        for d in h.tellings:
            if d.sentence is not s:
                continue
            gap = max(d.start - c.end, c.start - d.end, 0)
            if gap <= CLOSE and (best is None or gap < best[0]):
                best = (gap, h)
    if best is not None or c.what not in CARRIED:
        return best[1] if best is not None else None
    before = [h for h in happenings if h.type in COUNTED[c.what] and any(0 < s.index - d.sentence.index <= BEHIND for d in h.tellings)]
    return max(before, key=lambda h: h.lead.start) if before else None
