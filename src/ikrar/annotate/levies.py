"""What is no body: short forms that are a levy's too ("kenaikan PBB" is a tax), and how many men a force is cut to."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.model.annotation import Placed, Sentence, Unit


def settle(placed: list[tuple[Sentence, Placed]], language: Language) -> None:
    """In a report that once tells of the levy by what is done with levies, it is meant wherever its short form stands."""
    short, before = language.sets["levies"], language.sets["of_a_levy"]
    found = [(s.units, i, m) for s, told in placed if not short.isdisjoint(s.words) for i, m in told if s.units[i].low in short]
    if any(_levied(units, i, before) for units, i, _ in found):
        for _, _, m in found:
            m.kind, m.named, m.name, m.gazetteer, m.country, m.sector = "thing", False, None, None, None, None


def _levied(units: list[Unit], i: int, before: frozenset[str]) -> bool:
    return i > 0 and units[i - 1].low in before


def strength(s: Sentence, told: Placed, language: Language) -> None:
    """“mengurangi tentaranya menjadi 900 orang": how many a force has are nobody beside it."""
    for i, m in told:
        if m.kind == "group" and m.head in language.sets["anybody"] and i and s.units[i - 1].low in language.sets["down_to"]:
            if any(x.mention_kind == "organization" and x.m is not None and x.m.sector == "MIL" for x in s.units[:i]):
                m.kind = "thing"
