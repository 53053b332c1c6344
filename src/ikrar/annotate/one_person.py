"""Two offices of one person, and somebody's kin named behind him: “presiden ke-5 yang juga ketua umum Partai X, Ana Kerling”."""

from __future__ import annotations

from ikrar.model.annotation import Mention, Sentence, Unit

WHO = frozenset("R")


def settle(s: Sentence, also: frozenset[str], kin: frozenset[str]) -> None:
    """Joins an office without a name to who is named with the other one behind "yang juga", and kin to their name."""
    units = s.units
    for i, u in enumerate(units[:-2]):
        a = u.m
        if a is None or a.named or a.pronoun or a.plural or a.alias == "apposition":
            continue
        if (a.title or a.kind == "group" and a.owner is not None) and (j := _past_also(units, i + 1, also)):
            b = units[j].m
            one = b if b is not None and b.named else b.refers[0] if b is not None and b.alias == "apposition" and b.refers else None
            if b is not None and b.kind == "person" and b.title and one is not None and one.kind == "person":
                a.kind, a.refers, a.alias = "person", [one], "apposition"
        elif a.head in kin and (one := _named_behind(units, i)) is not None:
            one.kind, a.refers, a.alias = "person", [one], "apposition"


def _past_also(units: list[Unit], i: int, also: frozenset[str]) -> int:
    """The unit behind "yang juga" or "sekaligus" at ``i``; 0 where neither stands there."""
    j = i + (units[i].kind in WHO)
    return j + 1 if j + 1 < len(units) and units[j].low in also else 0


def _named_behind(units: list[Unit], i: int) -> Mention | None:
    """“istri Perdana Menteri X, Ana Kerling": who is named behind a comma, behind him whose kin they are."""
    whose = units[i + 1].m
    if whose is None or whose.kind != "person" or not whose.named or i + 3 >= len(units) or units[i + 2].kind != ",":
        return None
    one = units[i + 3].m
    ends = units[i + 4].kind if i + 4 < len(units) else "."
    named = one is not None and one.named and one.kind in ("name", "person") and one.title is None
    return one if named and ends in ",.AV" else None
