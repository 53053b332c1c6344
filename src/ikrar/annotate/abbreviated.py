"""Bodies whose abbreviation stands within their name: "Pemerintah Provinsi (Pemprov) DKI Jakarta" is "Pemprov DKI Jakarta"."""

from __future__ import annotations

import re
from typing import Any

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


def _call(m: Mention, name: str, language: Language) -> None:
    m.name, m.named = name, True
    known = _known(name.lower().split(), language)
    if known is not None:
        m.name, m.country, m.sector, m.gazetteer = known["n"], known.get("c"), known.get("s"), known


def _known(words: list[str], language: Language) -> dict[str, Any] | None:
    """The body of the gazetteer that goes by just these words."""
    return next((p["e"] for p in language.phrases.called(*words) if p["k"] == "name" and p["e"]["t"] == "organization"), None)
