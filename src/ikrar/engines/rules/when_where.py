"""When and where: which time and which place of a sentence belong to which act in it."""

from __future__ import annotations

from ikrar.engines.rules.clock import NONE, Clock
from ikrar.engines.rules.draft import Draft
from ikrar.model.annotation import Mention

ON_THE_SPOT = frozenset(("ASSAULT", "COERCE", "RETREAT", "MOBILIZE", "PROTEST", "AID"))
"""Types of acts done where the place acted on is: "menyerang kota X"; a state may go by its capital in the others."""
LEAD = 1  # index of the last sentence that may be a lead


def settle(d: Draft, clock: Clock) -> None:
    """Gives ``d`` its time and its place."""
    best: tuple[int, int] | None = None
    for i in clock.times:
        cost = clock.cost(i, d)
        if cost is not None and (best is None or cost < best[0]):
            best = (cost, i)
    if best is not None:
        d.time = clock.syn.u[_to_be_exact(clock, best[1])]
        d.heard = best[1] in clock.sayings and clock.governors[best[1]] != d.unit
    elif (last := _closing(d, clock)) is not None:
        d.time = clock.syn.u[last]
    d.place = _where(d, clock)


def _closing(d: Draft, clock: Clock) -> int | None:
    """“Raja meminta menterinya pulang dalam pertemuan di istana, Lima, Rabu 5 Maret 2025.”: the day that closes a lead."""
    u = clock.syn.u
    if not clock.times or d.sentence.index > LEAD or d.sentence.title:
        return None  # most
    last = next((i for i in range(len(u) - 1, -1, -1) if u[i].kind not in ".Q)"), NONE)
    if last not in clock.times or not u[last].x.stamp or last < d.unit:
        return None
    opens = d.pattern.kind == "verb" and all(x.kind not in "VSR" for x in u[: d.unit])
    return last if opens and d.factuality == "actual" else None


def _to_be_exact(clock: Clock, i: int) -> int:
    """“Sepekan berselang, tepatnya 18 Januari 2020": the day that is told behind a time which leaves it to be counted."""
    u = clock.syn.u
    j = i + 1
    while j < len(u) and j <= i + 3 and (u[j].kind in ",(PD" or u[j].low in clock.words["namely"] or u[j].low in clock.words["exactly"]):
        j += 1
    exact = i + 1 < j < len(u) and u[j].kind == "T" and bool(u[j].x.day) and not u[i].x.day
    return j if exact and any(x.low in clock.words["namely"] | clock.words["exactly"] for x in u[i + 1 : j]) else i


def _where(d: Draft, clock: Clock) -> Mention | None:
    """Where the act took place: what stands behind "di" or "in" in its clause, never the place of a saying; else the place acted on."""
    best: tuple[tuple[bool, int], Mention] | None = None  # a site that only says whose it is ("a base") gives way to a named place
    for i in clock.places:
        steps, m = clock.steps(i, d), _spot(clock.syn.u[i].m)
        if steps is None or m is None or (i in clock.sayings and clock.governors[i] != d.unit):
            continue
        if best is None or (not m.named, steps) < best[0]:
            best = ((not m.named, steps), m)
    if best is not None:
        return best[1]
    if d.type not in ON_THE_SPOT:
        return None
    acted_on = (_spot(m) for role in ("place", "recipient", "victim") if role in d.fills for m in d.fills[role].members)
    return next((m for m in acted_on if m is not None), None)


def _spot(m: Mention | None) -> Mention | None:
    """The place that can be named: a named one, a site of somebody's, or the name in "kota X"."""
    if m is None or m.kind not in ("place", "facility"):
        return None
    if m.named or (m.kind == "facility" and m.owner is not None):
        return m
    return m.owner if m.owner is not None and m.owner.kind == "place" and m.owner.named else None
