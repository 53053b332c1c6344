"""Private people whom police or courts hold, charge or convict for a crime: in the record they stand as criminals, as their case says.

And suspects told without a name are those whom the report names elsewhere as held or charged.
"""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.link.happenings import Happening
from ikrar.model.annotation import SOUGHT, Annotated, Mention

BY = frozenset(("COP", "JUD"))
MODES = frozenset((("COERCE", "arrest"), ("ACCUSE", "allege"), ("ACCUSE", "investigate"), ("SANCTION", "convict")))
HELD = frozenset((("COERCE", "arrest"), ("ACCUSE", "allege"), ("SANCTION", "convict")))
"""Not those who are heard: they may be witnesses."""
PRIVATE = frozenset((None, "-", "CVL"))
ACCUSED = "accused"


def settle(doc: Annotated, language: Language, happenings: list[Happening]) -> None:
    """Gives the sector CRM to those of no office who are arrested, charged or convicted in a sentence that names the crime."""
    cases = [h for h in happenings if _case(h)]
    crimes, plain = language.sets["crimes"], language.sets["anybody"]
    names: set[str] = set()
    for h in cases:
        if all(crimes.isdisjoint(d.sentence.words) for d in h.tellings):
            continue
        for m in h.recipients:
            if m.sector not in PRIVATE or m.gazetteer is not None or m.of is not None:
                continue
            if m.kind in ("person", "name") and m.named and m.name and not m.title:
                names.add(m.name)
            elif m.kind == "group" and not m.named and m.head in plain:
                m.sector = "CRM"
    for m in doc.mentions if names else ():
        if _is_one(m, names):
            m.sector = "CRM"
    if cases:
        _who_they_are(doc, language, cases)


def _case(h: Happening) -> bool:
    """Whether police or a court, or nobody named, hold, charge or convict somebody."""
    return any((h.type, d.mode) in MODES for d in h.tellings) and all(m.sector in BY for m in h.actors)


def _who_they_are(doc: Annotated, language: Language, cases: list[Happening]) -> None:
    """“KPK mengusut kasus itu ... X ditetapkan sebagai tersangka": those looked for, and "tersangka", are X."""
    accused: dict[str, Mention] = {}
    for h in cases:
        for m in h.recipients if any((h.type, d.mode) in HELD for d in h.tellings) else ():
            if m.kind == "person" and m.named and m.name:
                accused.setdefault(m.name, m)
    for m in doc.mentions:
        if m.kind == "person" and m.named and m.name and m.title == ACCUSED:
            accused.setdefault(m.name, m)
    if not accused:
        return
    for h in cases:
        if any(_unnamed(m, language, doc, len(accused)) for m in h.recipients):
            kept = [m for m in h.recipients if not _unnamed(m, language, doc, len(accused))]
            h.recipients = [*kept, *(m for name, m in accused.items() if all(k.name != name for k in kept))]


def _unnamed(m: Mention, language: Language, doc: Annotated, named: int) -> bool:
    """Whether ``m`` is all suspects of a case of whom so many are ``named``: those looked for, "tersangka", "dua orang" of two."""
    if m.source == SOUGHT:
        return True
    sought = m.head in language.sets["sought"]
    if m.kind != "group" or m.named or not (sought or m.head in language.sets["anybody"]):
        return False
    first, *rest = doc.raw[m.start : m.end].lower().split()
    if not language.sets["others"].isdisjoint(rest):
        return False
    one = first in language.sets["single"] or bool(rest) and f"{first} {rest[0]}" in language.sets["single"]
    told = language.raw["dates"]["numbers"]
    count = 1 if one else int(first) if first.isdigit() else next((int(n) for n, words in told.items() if first in words), None)
    return count == named if count is not None else sought and (not m.plural or named > 1)


def _is_one(m: Mention, names: set[str]) -> bool:
    return m.kind in ("person", "name") and m.name in names and m.sector in PRIVATE
