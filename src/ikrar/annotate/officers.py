"""Whose army an officer is of, and whose side a brigade is on: "perwira militer Chad", "Brigade itu merupakan milisi pro-pemerintah"."""

from __future__ import annotations

from ikrar.annotate import their_bodies
from ikrar.lexicon import Language
from ikrar.model.annotation import RANKED, Annotated, Mention, Placed, Sentence

BACK = 2  # sentences before, in which the brigade is named that is described here
IS = 3  # units among which it is said what it is


def of_a_body(s: Sentence, told: Placed, sets: dict[str, frozenset[str]]) -> None:
    """“Colonel X, an officer in the Kenyan army": an officer of an army is no policeman, and no body."""
    for i, m in told:
        if m.kind != "organization" or m.named or m.plural or m.head not in sets["army_officers"]:
            continue
        after = s.units[i + 2].m if i + 2 < len(s.units) and s.units[i + 1].low in sets["serves_in"] else None
        army = m.owner or after
        if army is None or army.sector != "MIL":
            continue
        m.kind, m.sector, m.of, m.owner, m.country = "person", "MIL", army, None, army.country
        named = s.units[i - 2].m if i > 1 and s.units[i - 1].kind == "," else None
        if named is not None and named.kind in ("name", "person") and not named.title:
            m.title, m.title_span = m.head, m.span


def counted(told: Placed, raw: str, numerals: frozenset[str]) -> None:
    """“dua komandan milisi X", "80 tahanan FRT", "12 tahanan Front Tala": the name is that of the band or body, not that of two or more."""
    for _, m in told:
        if m.kind != "person" or not m.named or not m.title or m.gazetteer is not None:
            continue
        first = raw[m.start : m.end].split()[0].lower()
        if first not in numerals and not first[0].isdigit():
            continue
        band = m.sector in their_bodies.GROUP and m.of is None
        body = m.sector == "CVL" and (m.of is not None or (m.name or "").isupper())  # "12 saksi Budi dan Ani" have names
        if band or body:
            their_bodies.body_of(m)
            m.plural = True


def of_whose_army(s: Sentence, told: Placed, origin: frozenset[str]) -> None:
    """“Brigade Borneo dari Angkatan Darat Malaysia", "the Borneo Brigade of the Malaysian army": of that state, whatever its name."""
    u = s.units
    for i, m in told:
        body = m.of if m.kind == "person" and m.of is not None else m
        if body.kind != "organization" or body.sector != "MIL" or not body.named or body.gazetteer is not None:
            continue
        army = body.owner
        after = u[i + 2].m if i + 2 < len(u) and u[i + 1].low in origin else None
        if after is not None and after.sector == "MIL" and after.country and (army is None or army.kind == "place"):
            army = body.owner = after
        if army is None or army.sector != "MIL" or not army.country or army.country == body.country:
            continue
        for one in (body, m, *m.refers):
            if one is body or one.gazetteer is None and one.kind == "person":
                one.country = army.country


IRREGULAR = frozenset(("REB", "PRM", "CRM"))


def named_next(s: Sentence, told: Placed) -> None:
    """“dua pemimpin geng X, Ana Kerling dan Budi Contoh,": those named next are the two, of the same band."""
    units = s.units
    for i, m in told:
        body = m.of
        if m.kind != "person" or m.named or body is None or body.sector not in IRREGULAR:
            continue
        j = i + 1
        while j < min(i + 4, len(units)) and (units[j].kind in "#KX" or units[j].mention_kind == "name"):
            j += 1  # "geng 400 Mawar"
        if j + 3 >= len(units) or units[j].kind != "," or units[j + 2].kind != "C":
            continue
        two = [u.m for u in (units[j + 1], units[j + 3]) if u.m is not None and u.m.kind in ("person", "name") and u.m.gazetteer is None]
        if len(two) < 2 or any(x.of is not None for x in two):
            continue
        for x in two:
            x.kind, x.sector, x.of = "person", body.sector, body


def armies(s: Sentence, told: Placed, language: Language) -> None:
    """“perwira militer Chad", "Kenyan army general X": the army stands among the words for the officer."""
    ranks, arms = language.sets["army_officers"], language.sets["army_words"]
    for _, m in told:
        state = m.owner
        if m.kind == "person" and m.source == RANKED and m.sector == "COP" and m.of is not None and m.of.sector == "MIL":
            m.sector, m.country = "MIL", m.of.country  # "Brigadir X, komandan pada angkatan bersenjata Chad": police have that rank too
        if m.kind != "person" or m.sector != "MIL" or m.of is not None or state is None or state.kind != "state" or m.gazetteer is not None:
            continue
        tokens = [t for t in s.tokens if m.start <= t.start and t.end <= m.end]
        at = next((t for t in tokens if t.low in arms), None)
        if at is None or ranks.isdisjoint(t.low for t in tokens):
            continue
        army = Mention("organization", min(at.start, state.start), max(at.end, state.end), at.low)
        if army.end > m.end or army.start < m.start:
            continue
        army.sector, army.country, army.owner, army.sentence = "MIL", state.country, state, m.sentence
        for one in (m, *m.refers):
            if one.kind == "person" and one.of is None and one.gazetteer is None:
                one.of = army


def sides(doc: Annotated, language: Language) -> None:
    """“... komandan Brigade X. Brigade itu adalah milisi yang ...": what a brigade is may be told in a sentence of its own."""
    for s in doc.sentences[1:]:
        u = s.units
        if len(u) < IS or (body := u[0].m) is None or body.kind != "organization" or body.sector != "MIL" or body.owner is not None:
            continue
        kind = next((x.m for x in u[1:IS] if x.m is not None), None)
        plain = kind is not None and kind.kind == "armed-group" and kind.sector == "PRM" and not kind.named
        if kind is None or not plain or (u[1].m is not kind and u[1].low not in language.sets["copulas"]):
            continue
        for before in (m for b in doc.sentences[max(0, s.index - BACK) : s.index] for m in b.mentions):
            for one in (before, before.of):
                if one is None or not one.named or one.kind != "organization" or one.sector != "MIL" or one.gazetteer is not None:
                    continue
                if one.owner is None and (one.name or "").lower() == (body.name or "").lower() or one.head == body.head:
                    _militia(before, one)
                    body.kind, body.pronoun, body.refers = "pronoun", "that", [one]


def _militia(person: Mention, body: Mention) -> None:
    body.kind, body.sector, body.country = "armed-group", "PRM", None
    for m in (person, *person.refers):
        if m.kind == "person" and m.gazetteer is None:
            m.sector, m.country = "PRM", None
