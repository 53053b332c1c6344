"""Names by which somebody goes besides his own: "Ana Kerling alias Anka", "Budi Contoh yang akrab disapa Bud"."""

from __future__ import annotations

from collections.abc import Iterator

from ikrar.model.annotation import Mention, Placed, Unit

PEOPLE = ("person", "name")
REACH = 5  # units from a name to the other one: ", yang akrab disapa X"


def pairs(told: Placed, units: list[Unit], called: frozenset[str]) -> Iterator[tuple[Mention, Mention]]:
    """Each two names of one person in a sentence, of which a word of ``called`` stands between: the fuller one first."""
    for i, m in told:
        if not m.named or m.kind not in PEOPLE:
            continue
        link = False
        for u in units[i + 1 : i + 1 + REACH]:
            if u.m is not None:
                if link and u.m.named and u.m.kind in PEOPLE and u.m.name != m.name:
                    yield (m, u.m) if len(m.words) >= len(u.m.words) else (u.m, m)
                break
            link = link or u.low in called
            if u.kind in ".;:QC":
                break
