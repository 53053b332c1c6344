"""Names told in a list: behind what they are ("operator seluler, yakni X dan Y"), beside known bodies, in pairs of candidates."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.model.annotation import INITIALS, LISTED, Mention, Sentence, Unit

BODIES = frozenset(("organization", "armed-group"))
PLAIN = frozenset((None, "-", "of", "CVL", "UNK"))
CANDIDATE = "candidate"
SPELT_OUT = frozenset(("group", "person", "organization", "armed-group"))
"""Kinds of those who may be told one by one behind what they are."""


def told(s: Sentence, language: Language) -> None:
    """Gives the unknown names of a list the kind and sector of what stands before it."""
    units, exemplifies, pairs = s.units, language.sets["exemplifies"], language.sets["pairs_of_candidates"]
    for i, u in enumerate(units):
        if u.low in exemplifies:
            _exemplified(units, i, language.sets["namely"])
        elif u.low in pairs:
            _pair(units, i + 1)


def _unknown(m: Mention | None) -> bool:
    if m is None or m.source == INITIALS:
        return False  # "ditangkap polisi, yakni AB dan CD": people, whatever stands before
    return m.kind in ("name", "person") and m.named and m.gazetteer is None and not m.title and m.of is None


def members(units: list[Unit], i: int) -> list[Mention]:
    """The mentions listed from unit ``i`` on: "A, B, dan C"."""
    out: list[Mention] = []
    while i < len(units) and (m := units[i].m) is not None:
        out.append(m)
        joins = 0
        while i + 1 + joins < len(units) and units[i + 1 + joins].kind in ",C" and joins < 2:
            joins += 1
        if not joins:
            break
        i += 1 + joins
    return out


def _exemplified(units: list[Unit], i: int, namely: frozenset[str]) -> None:
    """“perusahaan seperti X", "aktivis, termasuk Ana Kerling": those named are what stands before."""
    j = i - 2 if i > 1 and units[i - 1].kind == "," else i - 1
    what = units[j].m if j >= 0 else None
    if what is not None and what.kind == "state" and what.plural and not what.named:
        what.members = [m for m in members(units, i + 1) if m.kind == "state" and m.named]  # "sejumlah negara, termasuk X dan Y"
    whole = what is not None and (what.plural or units[i].low in namely and what.kind != "organization")
    if what is not None and whole and what.kind in SPELT_OUT and not what.named and not what.pronoun:
        told = members(units, i + 1)
        if len(told) > 1 and all(m.named and m.kind in SPELT_OUT | {"name"} for m in told):
            what.members = told  # "tiga calon gubernur, yakni X, Y, dan Z": they, by their names
    if what is None or what.named or what.pronoun or what.sector in PLAIN or what.kind not in BODIES | {"group"}:
        if what is None or not what.members or what.kind != "person" or what.sector in PLAIN:
            return
    candidates = what.kind == "group" and what.sector == "PTY"
    for m in members(units, i + 1):
        if candidates and m.kind == "person" and m.gazetteer is not None and not m.title:
            m.title, m.title_span, m.sector = CANDIDATE, what.span, "PTY"
        elif _unknown(m):
            m.kind = what.kind if what.kind in BODIES else "person"
            m.sector, m.source = what.sector, LISTED


def _pair(units: list[Unit], i: int) -> None:
    """“pasangan Ana Kerling-Budi Contoh": two who stand for election."""
    pair = [units[k].m for k in (i, i + 2) if k < len(units)]
    if len(pair) == 2 and (units[i + 1].kind in "-C" or units[i + 1].low in ("dan", "and")):
        for m in pair:
            if m is not None and m.kind in ("person", "name") and m.named and not m.title:
                m.kind, m.title, m.title_span, m.sector = "person", CANDIDATE, m.span, "PTY"


def beside_bodies(units: list[Unit]) -> None:
    """“Telkomsel, Indosat, dan X": one unknown word in a list of known bodies is one of them."""
    for i in [i for i, u in enumerate(units) if u.kind == "C"]:
        if i < 3 or units[i - 1].kind != "," and units[i - 2].kind != ",":
            continue
        first = i - 1 - (units[i - 1].kind == ",")
        while first > 1 and units[first].m is not None and units[first - 1].kind == "," and units[first - 2].m is not None:
            first -= 2
        listed = members(units, first)
        known = [m for m in listed if not _unknown(m)]
        bodies = all(m.kind == "organization" and m.gazetteer is not None and m.sector == known[0].sector for m in known)
        if len(listed) < 3 or not known or not bodies:
            continue
        for m in listed:
            if _unknown(m) and len(m.words) == 1:
                m.kind, m.sector, m.source = "organization", known[0].sector, "listed beside known bodies"
