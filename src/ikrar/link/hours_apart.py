"""The day of an act told hours from another: “Beberapa jam kemudian, X menembakkan roket", "Hours after X quit, the cabinet ..."."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ikrar.link.sayings import Stamp
from ikrar.model.annotation import Unit

if TYPE_CHECKING:
    from ikrar.link.happenings import Happening
    from ikrar.link.times import Times

OPENING = 5  # words at the head of a sentence in which the hours are told
DAY = len("2019-05-04")  # of a date that names its day
DEEDS = frozenset("ASSAULT COERCE SANCTION PROTEST MOBILIZE RETREAT".split())
NEAR = 5  # sentences behind what the hours are counted from


def hours_apart(h: Happening, happenings: list[Happening], stamps: list[Stamp], times: Times) -> Unit | None:
    """The day of what was told before, or in the clause that the hours open: of an act, else of a saying.

    What is done is counted from what was done, where something was.
    """
    d, sets = h.lead, times.lang.sets
    lows = d.sentence.lows[:OPENING]
    if sets["hours"].isdisjoint(lows) or not any(a in sets["hours"] and b in sets["hours_on"] for a, b in pairwise(lows)):
        return None
    index = d.sentence.index
    dated = [(o, o.time) for o in happenings if o is not h and o.time is not None and len(times.at(o.time).value or "") == DAY]
    beside = [u for o, u in dated if any(t.sentence is d.sentence and t.start < d.start for t in o.tellings)]
    told = [(o.lead.start, u) for o, u in dated if 0 < index - o.lead.sentence.index <= NEAR]
    said = [(u.start, u) for s, u, _ in stamps if 0 < index - s.index <= NEAR]
    deeds = [(o.lead.start, u) for o, u in dated if o.type in DEEDS and 0 < index - o.lead.sentence.index <= 2 * NEAR]
    found = [(0, beside[-1])] if beside else deeds if h.type in DEEDS and deeds else [*told, *said]
    if not found:
        return None
    unit: Unit = max(found, key=lambda x: x[0])[1]
    d.notes.append(f'hours from what was told before: "{times.doc.raw[unit.start : unit.end]}"')
    return unit
