"""English names with "of" in them that no gazetteer knows: "the Sons of the Desert", "commander of the Guardians of X"."""

from __future__ import annotations

from ikrar.model.annotation import Mention, Sentence

UNKNOWN = frozenset((None, "-", "of", "PRM", "REB", "CVL"))


def join(s: Sentence, raw: str) -> None:
    """Joins what stands on both sides of the "of": people called by a plural, and a word with a capital."""
    u = s.units
    for i in range(len(u) - 3, -1, -1):
        m, after = u[i].m, u[i + 2].m
        if m is None or after is None or u[i + 1].low != "of":
            continue
        body = m.of if m.kind == "person" and m.of is not None and m.of.end == m.end else m
        if not _people(body) or after.title or (after.kind == "person" and after.gazetteer is not None):
            continue
        if not raw[after.start : after.end].removeprefix("the ")[:1].isupper() or raw[after.end : after.end + 1] not in tuple(",.)"):
            continue
        body.end, body.name = after.end, " ".join(raw[body.end - len(body.name or "") : after.end].split())
        m.end, body.words = after.end, tuple(body.name.lower().split())
        u[i].last, u[i].end = u[i + 2].last, after.end
        del u[i + 1 : i + 3]


def _people(m: Mention) -> bool:
    """Whether ``m`` is a name of one plural word: "Sons", "Guardians"."""
    name = m.name or ""
    plain = m.named and m.gazetteer is None and m.kind in ("name", "armed-group", "organization") and m.sector in UNKNOWN
    return plain and " " not in name and name.endswith("s") and name[:1].isupper() and not name.isupper() and len(name) > 3
