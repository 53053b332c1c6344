"""Whose somebody is in a report too short to weigh signs of (likely): of whoever is told of nearest."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.link.entities import ARMED
from ikrar.link.ground import ABROAD, another_trade, at_home_too, only_where
from ikrar.link.likely import NO_HOME
from ikrar.link.locative import locative
from ikrar.model.annotation import Annotated, Mention, Sentence

NEAR = 12  # mentions back among which somebody is the one told of before
PUBLIC = frozenset("GOV MIL COP LEG JUD OPP SPY".split())
PRIVATE = frozenset((None, "-", "CVL", "NGO", "BUS", "EDU"))


def _lends_home(other: Mention) -> bool:
    """Whether those told beside ``other`` may be of its state: not beside a news agency, or forces from elsewhere."""
    return other.sector != "JRN" and other.source != ABROAD


def _of_power(other: Mention, m: Mention) -> bool:
    """Whether ``other`` may tell in a report of home whose ``m`` is: a state or body in power, and for a government only another."""
    if m.kind == "state":
        return other.kind == "state" and other.head == m.head
    return other.kind in ("state", "organization") and other.sector in PUBLIC


def _of_the_report(m: Mention, sole: frozenset[str]) -> bool:
    """“President X", "the opposition Y party" with no state told: of the one that an English report is about, whoever was named last."""
    if m.kind == "person":
        return m.named and m.of is None and not m.former and m.title in sole
    return m.kind == "organization" and m.named and m.sector in ("PTY", "OPP")


def government_before(m: Mention, near: list[Mention]) -> str | None:
    """“pemerintah ... dengan X. Pemerintah ...": a government is the one told of before, not X's; None where ``m`` is none."""
    told = (o.country for o in reversed(near if m.kind == "state" else ()) if o.kind == "state" and o.head == m.head)
    return next((country for country in told if country not in (None, "INT")), None)


def nearest(
    m: Mention, s: Sentence, i: int, seen: list[Mention], main: str | None, language: Language, doc: Annotated, passing: frozenset[str]
) -> str | None:
    """The country of ``m`` at unit ``i``: a person's is that of the subject of his sentence, a body's that of what stands before it.

    ``passing`` are countries that the report names but once, ``main`` is the one that it is about.
    """
    units = s.units
    at_home = (
        language.code == "id"
        and main is not None
        and (main == language.home or m.sector in ("COP", "JUD"))
        and m.sector in PUBLIC | {None, "-"}
        and not m.named
        and m.kind != "person"
    )
    clause = next((j for j in range(i - 1, 0, -1) if units[j].low == ";"), 0) if m.kind == "person" and ";" in s.words else 0
    for j, other in s.placed if m.kind == "person" else reversed(s.placed):  # a person belongs to the subject, a body to what is nearest
        if j >= i or m.kind == "person" and j < clause:
            continue
        if language.code == "en" and m.sector in PUBLIC | {None}:
            if other.kind == "facility" and other.sector == "GOV" or m.sector and other.sector == "BUS" and other.kind != "state":
                continue  # "the US embassy called on the government": not on its own; no firm has ministers
        if m.kind == "organization" and m.sector in ARMED and other.kind == "group" and other.guessed:
            continue  # "dua remaja ditembak tentara": of the army told of before, not of theirs
        if at_home and j and units[j - 1].low in language.sets["flagged"]:
            continue  # "orang asal Nigeria ditangkap polisi": where they are from
        if at_home and not _of_power(other, m) or another_trade(other, m, main, language):
            continue  # "di Facebook ia melapor ke polisi": of home, not of the firm
        if other.country not in (None, "INT") and _lends_home(other) and other.kind not in NO_HOME:
            if m.kind != "person" or not locative(s, j):
                return other.country
    if m.kind == "person" and m.named and not m.title:
        return main
    if m.kind == "organization" and not m.named and m.sector:  # "penyidik", "militer": those that the report named before
        for other in reversed(seen):
            if other.sector == m.sector and other.country and other.country != "INT" and not other.guessed:
                return other.country
    if language.code == "en" and main is not None and m.owner is None and _of_the_report(m, language.sets["sole_offices"]):
        return main
    if doc.party is not None and m.kind in ("person", "organization") and m.sector in PUBLIC | {None, "-", "of", "REB"}:
        return doc.party  # they sit across from each other, wherever that is
    near = [o for o in seen[-NEAR:] if (not at_home or _of_power(o, m)) and (o.country != doc.seat or o.sentence == s.index)]
    near = [o for o in near if not another_trade(o, m, main, language)]
    if (government := government_before(m, near)) is not None:
        return government
    if at_home and (m.kind == "organization" or any(o.country == main for o in near)):
        return main
    if at_home_too(m, main, language):
        return main
    for other in reversed(near):
        if language.code == "id" and main not in (None, other.country) and only_where(other, doc, language):
            continue  # "warga mengungsi ke Venezuela. Tentara ...": of the state that the report is about
        if language.code == "en" and m.kind == "person" and m.sector == "GOV" and only_where(other, doc, language):
            continue  # "Peru condemned a coup in Chad. Foreign Minister X ..."
        if m.kind == "state" and (other.sector in ("BUS", "JRN") or (other.kind == "person" and other.sector in PRIVATE)):
            continue  # "Facebook ... pemerintah": no firm has a government, and no teenager
        if language.code == "en" and m.sector in PUBLIC and (other.sector in PRIVATE or other.country in passing):
            continue  # nor an opposition leader; nor has a country that the report names but once
        if other.country and other.country != "INT" and other.kind in ("state", "organization", "person") and _lends_home(other):
            return other.country
    return main
