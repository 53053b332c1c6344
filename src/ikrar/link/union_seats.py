"""Whose seat a capital is besides its own government's: "Brussels" is the European Union where a report tells of it, and not of Belgium."""

from __future__ import annotations

from ikrar.link.locative import locative
from ikrar.model.annotation import Annotated


def settle(doc: Annotated, begin: int) -> None:
    """Gives a capital that acts for a union of states the union's codes, where the report names it and nothing of the capital's own state.

    ``begin`` is where the report begins behind its dateline; a capital where something happens stays a place.
    """
    seats = {m.gazetteer["seat"]: m for m in doc.mentions if m.gazetteer is not None and "seat" in m.gazetteer}
    for country, union in seats.items():
        told = (one for m in doc.mentions for one in (m, m.owner, m.of) if one is not None)
        if any(one.country == country and one.kind != "place" for one in told):
            continue
        for s in doc.sentences:
            for i, m in s.placed:
                if m.capital and m.country == country and m.start >= begin and not locative(s, i):
                    m.kind, m.gazetteer, m.name, m.country, m.sector = union.kind, union.gazetteer, union.name, union.country, union.sector
