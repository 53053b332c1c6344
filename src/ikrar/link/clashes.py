"""A clash told in one sentence and what the police did in it in the next: one use of force, of which the second tells who used it."""

from __future__ import annotations

from ikrar.link.entities import UNNAMED
from ikrar.link.happenings import Happening
from ikrar.link.same_act import times_differ
from ikrar.model.annotation import Mention

CLASH = "assault.clash"
OFFICERS = frozenset(("COP", "MIL"))
ARMED = frozenset(("MIL", "COP", "REB", "PRM", "UAF", "CRM"))
NEAR = 3  # sentences from a clash to what was done in it
PART = "what was done in the clash"


def fold(happenings: list[Happening]) -> list[Happening]:
    """“Demonstran bentrok dengan polisi. Aparat menyiram mereka dengan meriam air”: the second is what the first was."""
    kept: list[Happening] = []
    for h in happenings:
        one = _what_was_done(h, happenings) if str(h.lead.pattern.frame["frame"]) == CLASH else None
        if one is None:
            kept.append(h)
            continue
        one.tellings += h.tellings
        one.time = one.time or h.time
        for d in h.tellings:
            d.notes.append(PART)
    return kept


def _what_was_done(h: Happening, happenings: list[Happening]) -> Happening | None:
    """The use of force by officers against the crowd with whom ``h`` tells that they clashed."""
    officers = [m for m in h.actors if m.sector in OFFICERS]
    crowd = [m for m in h.actors if m.sector not in ARMED]
    if h.type != "ASSAULT" or not officers or not crowd or not all(_unnamed(m) for m in crowd):
        return None
    return next((o for o in happenings if o is not h and _in_it(o, h, officers)), None)


def _in_it(o: Happening, h: Happening, officers: list[Mention]) -> bool:
    if o.type != "ASSAULT" or o.lead.mutual or not o.actors or not o.recipients or o.lead.factuality != h.lead.factuality:
        return False
    if abs(o.lead.sentence.index - h.lead.sentence.index) > NEAR or times_differ(o.time, h.time):
        return False
    by = {m.country for m in o.actors} == {m.country for m in officers} and all(m.sector in OFFICERS for m in o.actors)
    return by and all(_unnamed(m) and m.sector not in ARMED for m in o.recipients)


def _unnamed(m: Mention) -> bool:
    return m.kind == "group" and (not m.named or m.source in UNNAMED)
