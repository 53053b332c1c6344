"""Whether those of two tellings cannot be the same people: by their sort, their office or their names."""

from __future__ import annotations

from collections.abc import Iterable

from ikrar.model.annotation import Mention

SORTS = {
    **dict.fromkeys(("GOV", "MIL", "COP", "LEG", "JUD", "SPY", "IGO"), "office"),
    **dict.fromkeys(("REB", "PRM", "UAF", "CRM"), "arms"),
    **dict.fromkeys(("PTY", "OPP"), "party"),
    "BUS": "firm",
    **dict.fromkeys(("CVL", "LAB", "EDU", "SOC", "AGR", "REF", "MED", "REL", "NGO"), "people"),
}
"""Sectors that may be two words for the same people; of two sorts are two doers."""


def codes_of(members: Iterable[Mention]) -> frozenset[tuple[str | None, str | None]]:
    """Country and sector of each of ``members``: those of one code are one side."""
    return frozenset((m.country, m.sector) for m in members)


def other_sort(a: list[Mention], b: list[Mention]) -> bool:
    """“Rebels killed five soldiers, and troops killed ten of them": whether two doers of one country cannot be the same."""
    if not a or not b:
        return False
    mine, theirs = {SORTS.get(m.sector or "") for m in a}, {SORTS.get(m.sector or "") for m in b}
    return None not in mine | theirs and not mine & theirs


def officers_apart(a: list[Mention], b: list[Mention]) -> bool:
    """“Two policemen were arrested ... the arrest of a man": whether it is done to officials here, and to other people there."""
    if any(m.named for m in a + b):
        return False
    office = [{SORTS.get(m.sector or "") == "office" for m in side} for side in (a, b)]
    return bool(a and b) and len(office[0]) == len(office[1]) == 1 and office[0] != office[1]


def other_people(a: list[Mention], b: list[Mention]) -> bool:
    """Whether both are people known by name, and none of the one among the other."""
    if not a or not b or not all(m.kind == "person" and m.named and m.name for m in a + b):
        return False
    known = {w for m in a for w in str(m.name).lower().split()}
    return not any(w in known for m in b for w in str(m.name).lower().split())


MANY = frozenset("PTY NGO BUS EDU JRN REL LAB SOC".split())
"""Sectors of which a state has many bodies."""


def other_bodies(a: list[Mention], b: list[Mention]) -> bool:
    """Whether both are parties, firms or associations known by name, and none of the one among the other."""
    if not a or not b or not all(m.kind == "organization" and m.named and m.name and m.sector in MANY for m in a + b):
        return False
    return {m.name for m in a}.isdisjoint({m.name for m in b})
