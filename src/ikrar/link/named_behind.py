"""Those who are counted first and named behind it: "Dua komandan tewas, yakni X dan Y", "two countries, namely X and Y"."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Mention, Sentence, Unit

REACH = 7  # units behind those counted within which they are named
NUMBERS = {"two": 2, "dua": 2, "2": 2, "three": 3, "tiga": 3, "3": 3, "four": 4, "empat": 4, "4": 4}
"""Of so many, all are named behind the comma: "two visitors, X and Y"."""
DONE = 4  # units behind "the attackers" among which it is told who they were
PEOPLE = frozenset(("person", "group"))
PERSON = frozenset(("person",))
BODIES = frozenset(("state", "organization"))
COUNTED = PEOPLE | BODIES  # kinds of those who are counted first and named then


def settle(doc: Annotated, language: Language) -> None:
    """Lets those who are counted stand for those who are named behind them."""
    namely, copulas, doers = language.sets["namely"], language.sets["copulas"], language.sets["doers"]
    for n, s in enumerate(doc.sentences):
        done_by = not language.firsts("doers").isdisjoint(s.words)
        for i, m in s.placed:
            if m.named and m.country != "INT":
                continue  # most
            if done_by and not m.named and doc.raw[m.start : m.end].lower() in doers:
                done = next((x.m for x in s.units[i + 1 : i + DONE] if x.m is not None), None)
                if done is not None and done.sector in ("UAF", "REB", "PRM", "CRM") and s.units[i + 1].kind in "ABVM":
                    m.kind, m.pronoun, m.refers = "pronoun", "that", [done]  # "Pelakunya diduga milisi tak dikenal"
                    continue
            if m.pronoun or m.kind not in COUNTED:
                continue
            if not (m.plural or _counted(doc, m, language)):
                continue
            named: list[Mention] = []
            for j in range(i + 1, min(i + 1 + REACH, len(s.units))):
                if s.units[j].low in namely or s.units[j].low == ":" or (j == i + 1 and s.units[j].low in copulas):
                    named = _names(s.units, j + 1, BODIES if m.kind in BODIES else PERSON)
                    break
            if not named and i + 2 < len(s.units) and s.units[i + 1].kind == "," and m.kind in PEOPLE:
                named = _as_many(_names(s.units, i + 2, PERSON), doc, m)
            if not named and i + 2 < len(s.units) and s.units[i + 1].kind == "R" and m.kind in PEOPLE:  # "dua komandan X yang ..., A dan B"
                end = next((j for j in range(i + 2, min(i + 2 + REACH, len(s.units))) if s.units[j].kind == ","), len(s.units))
                named = _as_many(_names(s.units, end + 1, PERSON), doc, m)
            after = doc.sentences[n + 1] if not named and m.kind in PEOPLE and n + 1 < len(doc.sentences) else None
            if after is not None:
                named = _told_next(doc, after, m, language)
            if named:
                for one in named if m.kind in PEOPLE else []:
                    _is_what_they_are(one, m)
                m.kind, m.pronoun, m.refers = "pronoun", "that", named


def _told_next(doc: Annotated, s: Sentence, counted: Mention, language: Language) -> list[Mention]:
    """“They were A and B", "The dead were A and his deputy, B": who those counted in the sentence before were."""
    u, copulas = s.units, language.sets["copulas"]
    if len(u) < 2 or (u[0].m is not None and u[0].m.named):
        return []
    first = u[0].m
    pointed = first is not None and first.pronoun in ("they", "both")
    if pointed and (named := _names(u, 2 if u[1].low in copulas else 1, PERSON)):
        return named
    if not pointed and not doc.raw[s.start : s.end].lower().startswith(tuple(language.sets["the_slain"])):
        return []
    at = next((k for k, x in enumerate(u[1:REACH], 1) if x.m is not None and _named(x.m)), None)
    if at is None or not any(x.low in copulas or x.low in language.sets["namely"] for x in u[:at]):
        return []
    return _as_many(_names(u, at, PERSON), doc, counted, uncounted=True)


def _as_many(named: list[Mention], doc: Annotated, counted: Mention, *, uncounted: bool = False) -> list[Mention]:
    """Those ``named`` if they are as many as ``counted`` says, or says no number and ``uncounted`` lets it; else nobody."""
    number = NUMBERS.get(doc.raw[counted.start : counted.end].lower().split()[0])
    return named if len(named) == number or (uncounted and number is None) else []


def _is_what_they_are(one: Mention, counted: Mention) -> None:
    """“Dua wakil kepala badan itu, yakni X dan Y": each of those named is what they are called together."""
    if one.title or one.of is not None or one.gazetteer is not None:
        return
    one.title, one.title_span, one.former = counted.title, counted.title_span, counted.former
    one.of, one.owner, one.country = counted.of, counted.owner, one.country or counted.country
    if counted.sector not in (None, "CVL"):
        one.sector = counted.sector


def _counted(doc: Annotated, m: Mention, language: Language) -> bool:
    first = doc.raw[m.start : m.end].lower().split()[0]
    return first in language.sets["numerals"] or first.isdigit()


def _names(units: list[Unit], i: int, kinds: frozenset[str]) -> list[Mention]:
    """Those of ``kinds`` named from unit ``i`` on, which one of them opens."""
    if i >= len(units) or (first := units[i].m) is None or first.kind not in kinds or not _named(first):
        return []
    out: list[Mention] = []
    for u in units[i:]:
        if u.kind in "VB.;:":
            break
        if u.m is not None and u.m.kind in kinds and _named(u.m) and u.m.alias != "apposition":
            out.append(u.m)
    return out


def _named(m: Mention) -> bool:
    return not m.adjective and (m.named or m.kind == "state" and m.country not in (None, "INT"))
