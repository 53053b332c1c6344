"""“negara Afrika Barat itu", "republik Asia Tengah tersebut": a land told by where it lies is one that was told of before."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.model.annotation import Mention, Sentence


def point_back(m: Mention, s: Sentence, i: int, raw: str, language: Language) -> None:
    """Makes ``m`` at unit ``i`` a pronoun of a state, where it is a land of some region with a word behind it that points back."""
    if m.plural and m.gazetteer is None or m.kind not in ("state", "group"):
        return
    words = raw[m.start : m.end].lower().split()
    if words[0] not in language.sets["lands"]:
        return
    j = i + 1  # "negara Afrika [Barat] itu"
    while j < len(s.units) and s.units[j].kind == "X" and raw[s.units[j].start].isupper():
        j += 1
    behind = s.units[j].low if j < len(s.units) else ""
    if words[-1] in language.sets["demonstratives"] or behind in language.sets["demonstratives"]:
        m.kind, m.pronoun, m.country, m.sector = "pronoun", "state", None, None
        m.named, m.gazetteer, m.owner, m.of = False, None, None, None
