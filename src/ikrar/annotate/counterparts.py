"""“his Kenyan counterpart, X", "mitranya, Menlu Kenya X": who is known by holding the office of somebody else in another state."""

from __future__ import annotations

from ikrar.model.annotation import Mention, Placed, Sentence

COUNTERPART = "counterpart"
FROM = frozenset(("from", "of", "dari", "asal"))


def settle(s: Sentence, told: Placed, heads: frozenset[str]) -> None:
    """Joins a counterpart with the name, or the office and the name, behind a comma."""
    units = s.units
    for i, a in told:
        if a.named or a.plural or i >= len(units) - 2 or a.kind not in ("group", "person"):
            continue
        if a.head not in heads and a.title != COUNTERPART:
            continue
        j = i + 1
        state = units[i + 2].m
        if units[j].low in FROM and state is not None and state.kind == "state":
            a.country, a.owner, j = state.country, state, i + 3
        if j < len(units) and units[j].kind == ",":
            j += 1
        b = units[j].m if j < len(units) else None
        if b is None or b.kind not in ("name", "person") or not b.named:
            continue
        if b.title and units[j - 1].kind == ",":
            a.refers, a.alias = [b], "apposition"
        elif not b.title and a.owner is not None and a.owner.kind == "state" and b.gazetteer is None:
            _join(a, b)


def _join(a: Mention, b: Mention) -> None:
    b.kind, b.title, b.title_span = "person", COUNTERPART, a.span
    b.country, b.owner, b.sector = a.country, a.owner, None
    a.refers, a.alias = [b], "apposition"
