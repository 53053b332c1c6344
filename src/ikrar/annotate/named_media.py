"""Papers and stations by a name that nobody else tells of: “harian Vedomosti", "surat kabar Israel, Haaretz", "the daily Haaretz"."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.model.annotation import NAMED_MEDIA, Annotated, Mention, Unit

LONGEST = 4  # words of the name of a paper


def settle(doc: Annotated, language: Language) -> None:
    """Makes houses of news of names behind the words for them, and of the same names wherever they stand."""
    words, firsts = language.sets["media_nouns"], language.firsts("media_nouns")
    known: dict[str, Mention] = {}
    for s in doc.sentences:
        if firsts.isdisjoint(s.words):
            continue
        for i, u in enumerate(s.units):
            if u.m is not None and u.m.named and u.m.sector == "JRN" and u.m.head in words and u.m.gazetteer is None:
                u.m.source = NAMED_MEDIA  # "Surat kabar DongA Ilbo"
            paper = _named_by(s.units, i, words) if u.m is not None and _unknown(u.m) else None
            if paper is not None and u.m is not None:
                _make(u.m, paper.m)
                known[(u.m.name or "").lower()] = u.m
    for s in doc.sentences if known else ():
        for m in s.mentions:
            same = known.get((m.name or "").lower())
            if same is not None and same is not m and _unknown(m):
                _make(m, same)


def _unknown(m: Mention) -> bool:
    """Whether ``m`` is a name of which nothing is told yet: no office, no body, nothing in the gazetteer."""
    told = m.gazetteer is not None or m.title or m.of is not None or (m.owner is not None and m.sector != "JRN")
    return m.named and not told and m.kind in ("person", "name", "organization") and len(m.words) <= LONGEST


def _named_by(units: list[Unit], i: int, words: frozenset[str]) -> Unit | None:
    """The unit of the word for a paper, of one state or of none, right before the name at ``i``, or before its comma."""
    j = i - 1
    if j > 0 and units[j].kind == ",":
        j -= 1
        m = units[j].m
        if m is None or m.kind == "state" and (j < 2 or units[j - 1].kind != "P"):
            return None
        if m.kind == "state":  # "stasiun televisi dari Jepang, NHK"
            j -= 2
    if j < 0 or units[j].kind not in "MX":
        return None
    m = units[j].m
    head = units[j].low if m is None else m.head
    return units[j] if (m is None or not m.named) and head in words else None


def _make(m: Mention, paper: Mention | None) -> None:
    """Makes a house of news of ``m``, of the state of the word for it, if any."""
    m.kind, m.sector, m.source = "organization", "JRN", NAMED_MEDIA
    if paper is not None and paper.country is not None:
        m.country = paper.country
