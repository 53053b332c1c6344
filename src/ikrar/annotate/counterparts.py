"""“his Kenyan counterpart, X", "mitranya, Menlu Kenya X": who is known by holding the office of somebody else in another state."""

from __future__ import annotations

from ikrar.annotate.delegations import side_of
from ikrar.lexicon import Language
from ikrar.model.annotation import Mention, Placed, Sentence

COUNTERPART = "counterpart"


def settle(s: Sentence, told: Placed, raw: str, language: Language) -> None:
    """Joins a counterpart with the name, or the office and the name, behind a comma."""
    units, heads = s.units, language.sets["counterparts"]
    for i, a in told:
        if a.named or a.plural or i >= len(units) - 2 or a.kind not in ("group", "person"):
            continue
        if a.head.rpartition(" ")[2] not in heads and a.title != COUNTERPART:
            continue
        j = i + 1
        state = units[i + 2].m
        if units[j].low in language.either("from_place", "origin") and state is not None and state.kind == "state":
            a.country, a.owner, j = state.country, state, i + 3
        if j < len(units) and units[j].kind == ",":
            j += 1
        b = units[j].m if j < len(units) else None
        if b is None or b.kind not in ("name", "person") or not b.named:
            continue
        if b.title and units[j - 1].kind == ",":
            a.refers, a.alias = [b], "apposition"
        elif not b.title and b.gazetteer is None and len(b.words) > 1:
            a.owner = a.owner or a.of
            if a.owner is None and (side := side_of(units, i, j, raw, language)) is not None:
                a.owner, a.country = side, side.country  # "delegasi Peru (dipimpin) oleh mitranya, X"
            if a.owner is None or a.owner.kind == "state":
                _join(a, b)


def _join(a: Mention, b: Mention) -> None:
    b.kind, b.title, b.title_span = "person", COUNTERPART, a.span
    b.country, b.owner, b.sector = a.country, a.owner, None
    a.refers, a.alias = [b], "apposition"
