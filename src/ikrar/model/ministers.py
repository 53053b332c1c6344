"""Who is a minister by what the text calls him: asked where mentions are found, and again where their states are settled."""

from __future__ import annotations

from ikrar.model.annotation import Mention

LEADER = "leader"
SECOND = frozenset(("vice president", "deputy president"))  # of no state told, sent as ministers are


def minister(m: Mention, raw: str, led: frozenset[str]) -> bool:
    """Whether ``m`` is a minister known by name and title alone."""
    told = m.of is not None or m.owner is not None or m.country is not None or m.gazetteer is not None
    if m.kind != "person" or not m.named or m.title is None or told:
        return False
    if "minister" in m.title or m.title in SECOND:
        return True
    return m.title == LEADER and raw[m.start : m.end].split()[0].lower() in led  # "pimpinan Menteri X"
