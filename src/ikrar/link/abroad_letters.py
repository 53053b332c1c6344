"""Letters of bodies of other states in a report from home that tells nothing else of those states: "KTT IAF di Bali" is no air force."""

from __future__ import annotations

from collections import Counter

from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Mention

LONGEST = 5  # letters of what may be short for many things
EVERYWHERE = frozenset(("JRN", "BUS", "SPY", "COP"))
"""Sectors of bodies that are known by their letters alone: agencies of news, firms, secret services, the FBI."""
KNOWN_STATE = "USA"
"""The state whose bodies reports call by their letters without a word of it."""


def settle(doc: Annotated, language: Language) -> None:
    """Forgets what stands behind letters that only the gazetteer takes for a body of a state of which nobody else in the report is."""
    if language.code != "id":
        return
    parts = ((m, m.of, m.owner) if m.of is not None or m.owner is not None else (m,) for m in doc.mentions)
    told = [one for of_one in parts for one in of_one if one is not None]
    letters = [m for m in told if m.source == "gazetteer" and _only_letters(m, doc.raw, language.home)]
    if not letters:
        return
    same = {(m.country, m.name) for m in letters}
    others = Counter(m.country for m in told if (m.country, m.name) not in same)
    for m in letters:
        if not others[m.country]:
            m.kind, m.gazetteer, m.name, m.country, m.sector, m.source = "thing", None, doc.raw[m.start : m.end], None, None, ""


def _only_letters(m: Mention, raw: str, home: str | None) -> bool:
    """Whether ``m`` is known only by capital letters that the gazetteer has for a body of another state."""
    if m.country in (None, "INT", home, KNOWN_STATE) or m.gazetteer is None:
        return False
    if m.kind not in ("organization", "armed-group") or m.sector in EVERYWHERE:
        return False
    text = raw[m.start : m.end].split()[0]
    return len(text) <= LONGEST and text.isalpha() and text.isupper()
