"""To whom somebody says what he will do: "mengatakan kepada Peru bahwa ia bersedia ..."."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.link.around import apart, other
from ikrar.link.happenings import Happening
from ikrar.model.annotation import Mention

HEARS = frozenset(("state", "organization", "person"))


def told_to(h: Happening, language: Language) -> list[Mention]:
    """Those to whom the clause of ``h`` is told, where nobody else is told of between; not the press."""
    units, k = h.lead.sentence.units, h.lead.unit - 1
    while k > 0 and units[k].kind != "S":
        if units[k].kind in "VB;." or units[k].m is not None and not units[k].m.pronoun:
            return []
        k -= 1
    if k < 2 or units[k].low not in language.sets["that"]:
        return []
    found: list[Mention] = []
    k -= 1
    while k > 0 and (units[k].m is not None or units[k].kind in ",CT"):
        if (m := units[k].m) is not None:
            found.insert(0, m)
        k -= 1
    to = units[k].kind == "P" and units[k].low in language.sets["hearing"] and units[k - 1].low in language.sets["speech"]
    fit = all(m.kind in HEARS and m.sector != "JRN" and (other(m, h, False) or apart(m, h)) for m in found)
    return found if found and fit and to else []
