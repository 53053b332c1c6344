"""Offices told with where they are held before the name: “Duta Besar Peru di Lamu Ana Sari", "the UN envoy in Lamu, Ana Sari, ..."."""

from __future__ import annotations

from ikrar.model.annotation import Mention, Sentence, Unit

REACH = 2  # units from an office to the place where it is held


def settle(s: Sentence, where: frozenset[str]) -> None:
    """Gives a name of which nothing is told the office told before it with its place; ``where`` are prepositions."""
    units = s.units
    for i, m in s.placed:
        if i + REACH + 1 >= len(units) or not _office(m) or units[i + 1].low not in where or units[i + REACH].mention_kind != "place":
            continue
        name = _named(units, i + REACH + 1)
        if name is not None:
            _holds(name, m)


def _office(m: Mention) -> bool:
    """Whether ``m`` is an office of one, held by nobody named."""
    return m.kind == "person" and not m.named and bool(m.title) and not m.plural and not m.refers and m.alias is None


def _named(units: list[Unit], i: int) -> Mention | None:
    """The person of whom nothing is told at ``i``, or between the two commas from there on."""
    closed = units[i].kind == "," and i + 2 < len(units) and units[i + 2].kind in ",.("
    m = units[i + 1].m if closed else units[i].m
    free = m is not None and m.kind == "person" and m.named and not m.title and m.of is None and m.owner is None and m.gazetteer is None
    return m if free and m is not None and len(m.words) > 1 else None


def _holds(m: Mention, office: Mention) -> None:
    """``m`` holds the ``office``."""
    m.title, m.title_span, m.former = office.title, office.title_span, office.former
    m.of, m.owner, m.country, m.sector = office.of, office.owner, office.country, office.sector
    office.alias, office.refers = "apposition", [m]
