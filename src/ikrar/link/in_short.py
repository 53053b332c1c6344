"""Whose somebody is who is told with the letters of a body that the report has named: "juru bicara GPT Ana Kerling"."""

from __future__ import annotations

from ikrar.model.annotation import Annotated, Mention

BODIES = frozenset(("armed-group", "organization"))
SHORTEST = 2  # letters of a name in short
WHOSE = frozenset((None, "of", "-"))


def settle(doc: Annotated) -> None:
    """Gives people the body whose letters stand in their phrase."""
    people = [m for m in doc.mentions if m.kind == "person" and m.title and m.of is m.owner is None and not m.gazetteer]
    if not people:
        return
    short: dict[str, Mention] = {}
    for m in doc.mentions:
        if m.kind not in BODIES:
            continue
        called = doc.raw[m.start : m.end]
        if len(called) >= SHORTEST and called.isupper() and called.isalpha():
            short.setdefault(called, m)
    for m in people if short else ():
        words = doc.raw[m.start : m.end].split()
        letters = next((word for word in words if word in short), None)
        if letters is not None and (m.sector in WHOSE or short[letters].alias == letters):  # letters that the text explains are sure
            m.of = short[letters]
