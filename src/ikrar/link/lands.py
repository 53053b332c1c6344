"""Lands and forces told by other words than their names: "negara Afrika Barat itu", "pasukan gabungan" of no one state."""

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


def of_region(m: Mention, seen: list[Mention], raw: str, language: Language) -> list[Mention]:
    """“Kuwait dan Iran berunding. Negara Teluk itu ...": the state told of last that lies in the region by which ``m`` tells it."""
    words = raw[m.start : m.start + LONGEST].lower().split()[1:]
    end = next((n for n, w in enumerate(words) if w.strip(".,") in language.sets["demonstratives"]), 0)
    name = " ".join(words[:end])
    inside = next((r.removeprefix(name).upper().split() for r in language.sets["regions"] if name and r.startswith(f"{name} ")), [])
    for o in reversed(seen if inside else []):
        if o.country in inside and o.sector != "JRN":
            return [o if o.kind == "state" else o.as_state("of the region")]
    return []


LONGEST = 40  # characters of a land told by its region


def neighbour(m: Mention, raw: str, language: Language) -> None:
    """“Peru mendesak (negara) tetangganya itu mundur": makes ``m`` a pronoun of the state told of last beside whose neighbour it is."""
    if m.plural or m.named or m.owner is not None or m.kind not in ("state", "group"):
        return
    words = raw[m.start : m.end].lower().split()
    if words[-1] in language.sets["pointing"] and not language.sets["neighbours"].isdisjoint(words):
        m.kind, m.pronoun, m.country, m.sector = "pronoun", "neighbour", None, None


def next_to(s: Sentence, i: int, seen: list[Mention]) -> list[Mention]:
    """Whom "its neighbour" at unit ``i`` stands for: the state told of last, by itself or its own, that does not speak or act here."""
    acting = [u.m for n, u in enumerate(s.units[:i]) if u.m is not None and not (n and s.units[n - 1].kind == "P")][:1]
    skip = {x.country for m in acting for x in (m.refers or [m])}
    if s.speaker is not None:
        skip |= {x.country for x in (s.speaker.refers or [s.speaker])}
    for m in reversed(seen):
        if m.country not in (None, "INT", *skip) and m.sector != "JRN" and m.kind in ("state", "person", "organization", "place"):
            return [m if m.kind == "state" else m.as_state("its neighbour")]
    return []


def allied(m: Mention, seen: list[Mention]) -> None:
    """“Pasukan gabungan pimpinan X ... anggota pasukan gabungan": forces of no one state, by the words that were said of them before."""
    for one in (m.of, m):
        if one is None or one.sector != "MIL":
            continue  # most
        plain = one.country is None and not one.named and one.owner is None and one.pronoun is None
        if not plain or " " not in one.head or one.head.endswith("nya"):
            continue  # "pasukannya": of whoever has them
        if any(o.country == "INT" and o.sector == "MIL" and o.head == one.head for o in seen):
            one.country = "INT"
    if m.country is None and m.of is not None and m.of.country == "INT" and not m.named and m.of.sector == "MIL":
        m.country = "INT"
