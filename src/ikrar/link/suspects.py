"""Private people whom police or courts hold, charge or convict for a crime: in the record they stand as criminals, as their case says."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.link.happenings import Happening
from ikrar.model.annotation import Annotated, Mention

BY = frozenset(("COP", "JUD"))
MODES = frozenset((("COERCE", "arrest"), ("ACCUSE", "allege"), ("ACCUSE", "investigate"), ("SANCTION", "convict")))
PRIVATE = frozenset((None, "-", "CVL"))


def settle(doc: Annotated, language: Language, happenings: list[Happening]) -> None:
    """Gives the sector CRM to those of no office who are arrested, charged or convicted in a sentence that names the crime."""
    crimes, plain = language.sets["crimes"], language.sets["anybody"]
    names: set[str] = set()
    for h in happenings:
        if not any((h.type, d.mode) in MODES for d in h.tellings) or any(m.sector not in BY for m in h.actors):
            continue
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


def _is_one(m: Mention, names: set[str]) -> bool:
    return m.kind in ("person", "name") and m.name in names and m.sector in PRIVATE
