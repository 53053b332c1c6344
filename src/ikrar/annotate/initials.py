"""People of whom the police tell only initials, whatever else goes by the letters: "tersangka berinisial AS", "RT (22)"."""

from __future__ import annotations

from collections.abc import Iterator

from ikrar.model.annotation import Annotated, Mention, Sentence, Unit

MOST = 4  # the most initials that stand for a person
AGE = 2  # digits of an age


def settle(doc: Annotated, words: frozenset[str]) -> None:
    """Makes a person of letters that one of ``words`` ("berinisial") or an age shows to be initials, here and wherever they stand again."""
    found: dict[str, Mention] = {}
    for s in doc.sentences:
        for i, u in enumerate(s.units):
            if u.low in words:
                for k in _listed(doc.raw, s.units, i + 1):
                    letters = doc.raw[s.units[k].start : s.units[k].end]
                    found.setdefault(letters, _unknown(s, s.units[k], letters, None))
            elif _aged(doc.raw, s.units, i):
                letters = doc.raw[u.start : u.end]
                found.setdefault(letters, _unknown(s, u, letters, "CRM"))
    for s in doc.sentences if found else ():
        for u in s.units:
            model = found.get(doc.raw[u.start : u.end])
            if model is None or (u.m is not None and u.m.kind == "person"):
                continue
            m = model
            if u.start != model.start:
                m = _unknown(s, u, model.name or "", model.sector)
                m.refers, m.alias = [model], "apposition"
            u.kind, u.m = "M", m


def _letters(raw: str, u: Unit) -> bool:
    text = raw[u.start : u.end]
    return len(text) <= MOST and text.isupper() and text.isalpha()


def _listed(raw: str, units: list[Unit], i: int) -> Iterator[int]:
    """Where the initials stand that begin at ``i``: "FE, GW (20), dan MD"."""
    while i < len(units) and _letters(raw, units[i]):
        yield i
        i += 1
        if i + 2 < len(units) and units[i].kind == "(" and units[i + 2].kind == ")":
            i += 3
        while i < len(units) and units[i].kind in ",C":
            i += 1


def _aged(raw: str, u: list[Unit], i: int) -> bool:
    """“RT (22)”: whether an age stands behind the letters at ``i``."""
    if i + 3 >= len(u) or u[i + 1].kind != "(" or u[i + 3].kind != ")" or not _letters(raw, u[i]):
        return False
    age = raw[u[i + 2].start : u[i + 2].end].removesuffix(" tahun")
    return age.isdigit() and len(age) == AGE


def _unknown(s: Sentence, u: Unit, letters: str, sector: str | None) -> Mention:
    """A person of whom only the initials are told."""
    m = Mention("person", u.start, u.end, letters.lower())
    m.name, m.named, m.words, m.sentence = letters, True, (letters.lower(),), s.index
    m.sector, m.source = sector, "initials"
    return m
