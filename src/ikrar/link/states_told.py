"""States that stand in the record though they do nothing: those that a report lists, and those that it is about."""

from __future__ import annotations

from collections import Counter

from ikrar.lexicon import Language
from ikrar.link.entities import Registry
from ikrar.model.annotation import Annotated, Mention, Unit

LISTED = 3  # states one after the other that are told for themselves
SPOKEN_OF = 3  # namings that make a state a part of the story though it does nothing: measured on the coded texts


def listed(registry: Registry, doc: Annotated, language: Language) -> None:
    """States told one after the other: "diplomats from Peru, Chad, Kenya and Togo".

    Those that only show what is meant ("negara rawan konflik seperti X, Y dan Z") or make up a whole are not told for themselves.
    """
    examples = language.sets["only_examples"]
    many = Counter(m.sentence for m in doc.mentions if m.kind == "state" and m.named and not m.adjective)
    for s in doc.sentences:
        if many.get(s.index, 0) < LISTED:
            continue
        run: list[Mention] = []
        depth, shown = 0, False
        for i, u in enumerate((*s.units, None)):
            if u is not None and (u.kind in ",C" or depth or u.kind == "("):
                depth += (u.kind == "(") - (u.kind == ")")
                continue
            if u is not None and u.m is not None and u.m.kind == "state" and u.m.named and not u.m.adjective:
                shown = shown if run else not examples.isdisjoint(x.low for x in s.units[max(0, i - 2) : i])
                run.append(u.m)
                continue
            if len(run) >= LISTED and not shown:
                for m in run:
                    registry.id(m)
            run = []


def spoken_of(doc: Annotated, language: Language, told: set[int]) -> set[str | None]:
    """The countries that the report speaks of again and again.

    A state in which something only lies or happens is a place. The home state of a language is named in every report of home: it is
    a part of the story where it does something.
    """
    acting = {b.country for m in doc.mentions if m.sentence in told for b in (m.of, m.owner) if b is not None and b.kind == "state"}
    namings: dict[str | None, int] = {}
    within = language.sets["within_state"]
    home_acts = False
    for s in doc.sentences:
        for i, m in s.placed:
            if m.kind != "state" or m.adjective or i and s.units[i - 1].low in within:
                continue
            namings[m.country] = namings.get(m.country, 0) + 1
            home_acts = home_acts or m.country == language.home and _does(s.units, i)
    if not home_acts:
        namings.pop(language.home, None)
    return {country for country, n in namings.items() if n >= SPOKEN_OF - (country in acting)}


def _does(units: list[Unit], i: int) -> bool:
    """Whether a verb follows on the mention at unit ``i``, behind no preposition, or another state stands with it: "antara X dan Y"."""
    if any(units[c].kind == "C" and units[b].mention_kind == "state" for c, b in ((i + 1, i + 2), (i - 1, i - 2)) if 0 <= b < len(units)):
        return True
    j = i + 1
    while j < len(units) and units[j].kind in "ADN":
        j += 1
    return j < len(units) and units[j].kind == "V" and not (i and units[i - 1].kind == "P")
