"""Whose somebody is whom an English report names without a state, where the words beside him say it."""

from __future__ import annotations

from collections.abc import Mapping

from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Mention, Sentence, Unit

BACK = 8  # sentences within which "council members" are those of the council told of
ADDRESSED = frozenset("MIL REB PRM UAF OPP PTY COP".split())
OWN = frozenset("NGO IGO PTY LAB BUS REB PRM REL EDU".split())
"""Sectors of bodies whose people are of it too: "prosecutors at the court", "whose chairman"."""
OPEN = frozenset((None, "-", "of", "GOV"))
AT_HOME = frozenset("REB OPP LAB PTY".split())
WHO = frozenset(("state", "person", "organization", "armed-group", "pronoun"))
REACH = 3  # units between whoever asks and those whom he asks


def told_en(m: Mention, s: Sentence, i: int, seen: list[Mention], there: str | None, doc: Annotated, language: Language) -> str | None:
    """The country of ``m`` at unit ``i``; ``there`` is where the report takes place."""
    if m.named or m.owner is not None or m.of is not None:
        return None
    return (
        _whose(m, s.units, i)
        or _at_body(m, s.units, i, language.sets["at_body"])
        or _in_place(m, s.units, i, language.sets)
        or _of_council(m, seen, doc, language.sets["of_council"])
        or _asked_abroad(m, s.units, i, there, language.sets["asking"])
    )


def near_border(spot: Mention, units: list[Unit], j: int, sets: Mapping[str, frozenset[str]]) -> bool:
    """“villagers near the Chadian border": a border only says how far from another state those are."""
    return spot.kind == "place" and spot.head in sets["borders"] and units[j - 1].low.partition(" ")[0] in sets["along_border"]


def _whose(m: Mention, units: list[Unit], i: int) -> str | None:
    """“the African Union, whose chairman ...": somebody of the body or the state told of before the comma."""
    if i < 2 or units[i - 1].low != "whose" or m.kind not in ("person", "organization", "group"):
        return None
    j = i - 3 if units[i - 2].kind == "," else i - 2
    one = units[j].m if j >= 0 else None
    if one is None or one.country is None or one.kind not in ("state", "organization", "armed-group", "person", "group"):
        return None
    if m.sector in OPEN and one.sector in OWN:
        m.sector = one.sector
    return one.country


def _at_body(m: Mention, units: list[Unit], i: int, at: frozenset[str]) -> str | None:
    """“Prosecutors at the criminal court", "officials from the bank": those of a body that is named behind them."""
    if i + 2 >= len(units) or units[i + 1].low not in at or m.kind not in ("person", "group", "organization"):
        return None
    body = units[i + 2].m
    if body is None or body.kind != "organization" or not body.named or body.country is None or body.sector in ("JRN", "MIL"):
        return None
    if m.sector in OPEN and body.sector in OWN:
        m.sector = body.sector
    return body.country


def _in_place(m: Mention, units: list[Unit], i: int, sets: Mapping[str, frozenset[str]]) -> str | None:
    """“A federal judge in Boston": an official is of where he is told to be, unless he was sent there."""
    if i + 2 >= len(units) or m.kind != "person" or not m.title or m.plural or units[i + 1].low not in sets["inside"]:
        return None
    spot = units[i + 2].m
    sent = not sets["sent_abroad"].isdisjoint(m.title.split())
    if sent or spot is None or spot.kind not in ("place", "state") or spot.adjective or m.sector in ("IGO", "MIL", "ELI"):
        return None
    return spot.country if spot.country != "INT" else None


def _of_council(m: Mention, seen: list[Mention], doc: Annotated, members: frozenset[str]) -> str | None:
    """“the Security Council ... council members": those of the body of which that is the last word."""
    words = doc.raw[m.start : m.end].lower().removeprefix("the ").split()
    if m.kind not in ("person", "group") or len(words) != len(("council", "members")) or words[1].removesuffix("s") not in members:
        return None
    for other in reversed(seen):
        if m.sentence - other.sentence > BACK:
            return None
        name = doc.raw[other.start : other.end].lower().split()
        if other.kind == "organization" and other.named and other.country and len(name) > 1 and name[-1] == words[0]:
            m.sector = other.sector if m.sector in OPEN and other.sector in OWN else m.sector
            return other.country
    return None


def _asked_abroad(m: Mention, units: list[Unit], i: int, there: str | None, asking: frozenset[str]) -> str | None:
    """“The United States called on the mutineers": not its own, where the report is about another state."""
    if not (m.sector in ADDRESSED or m.kind == "state"):
        return None
    v = next((j for j in range(i - 1, max(i - REACH, 0), -1) if units[j].kind == "V"), 0)
    if not v or units[v].low not in asking or any(u.m is not None for u in units[v + 1 : i]):
        return None
    who = units[v - 1].m if units[v - 1].kind not in "ADN" else units[v - 2].m
    if units[v - 1].kind in "CS":  # "it freed two men, yet accused the army"
        who = next((u.m for u in units[: v - 1] if u.mention_kind in WHO), None)
    if who is not None and who.kind == "pronoun" and len(who.refers) == 1:
        who = who.refers[0]
    if who is not None and who.kind in ("armed-group", "organization") and who.sector in AT_HOME and who.country not in (None, "INT"):
        return who.country  # rebels and unions speak of the army and the government at home
    if there in (None, "INT"):
        return None
    foreign = who is not None and who.kind == "state" and who.named and not who.adjective and who.country not in (there, None)
    return there if foreign else None
