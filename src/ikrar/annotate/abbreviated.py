"""Bodies told by less than their name: by an abbreviation within it ("Pemerintah Provinsi (Pemprov) X" is "Pemprov X"), by their head."""

from __future__ import annotations

import re
from typing import Any

from ikrar.annotate.phrases import CIVIL
from ikrar.lexicon import Language
from ikrar.model.annotation import Mention

WITHIN = re.compile(r".+? \(([^\W\d_]+)\) ((?:[A-Z\d][^\s()]*(?: |$))+)")
"""A name with its abbreviation in brackets, and the words with capitals behind it."""


def settle(everybody: list[Mention], raw: str, language: Language) -> None:
    """Calls each such body by its abbreviation and what follows, as the text does from there on."""
    if "(" not in raw:
        return
    for m in everybody:
        if m.kind == "organization" and m.gazetteer is None and raw.find("(", m.start, m.end) >= 0:
            found = WITHIN.match(" ".join(raw[m.start : m.end].split()))
            if found is not None and found[1][0].isupper() and found[1].lower() not in language.sets["legal_forms"]:
                _call(m, f"{found[1]} {found[2].strip()}", language)


def united(everybody: list[Mention], raw: str, heads: frozenset[str]) -> None:
    """“Koalisi Masyarakat Sipil ... Koalisi", "koalisi" beside parties: no force of several states."""
    alone = [m for m in everybody if m.head in heads and m.sector == "MIL" and not m.named and m.end - m.start == len(m.head)]
    if not alone:
        return
    told = [m for m in everybody if m.sector in CIVIL and raw[m.start : m.end].lower().startswith(tuple(heads))]
    at_war = any(m.sector in ("MIL", "REB") and m.head not in heads for m in everybody)
    for m in alone:
        before = next((o for o in reversed(told) if o.start < m.start and o.head.startswith(m.head)), None)
        if before is not None:
            m.kind, m.country, m.sector, m.owner = before.kind, before.country, before.sector, before.owner
            m.name, m.named, m.words, m.source = before.name, before.named, before.words, "named before"
            m.head = before.head
        elif not at_war and any(o.sector == "PTY" for o in everybody):
            m.country, m.sector = None, "PTY"


def _call(m: Mention, name: str, language: Language) -> None:
    m.name, m.named = name, True
    known = _known(name.lower().split(), language)
    if known is not None:
        m.name, m.country, m.sector, m.gazetteer = known["n"], known.get("c"), known.get("s"), known


def _known(words: list[str], language: Language) -> dict[str, Any] | None:
    """The body of the gazetteer that goes by just these words."""
    return next((p["e"] for p in language.phrases.called(*words) if p["k"] == "name" and p["e"]["t"] == "organization"), None)
