"""Whom a crowd protests against, where its words name only a house or a square: those who sit there."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.link.at_large import in_charge
from ikrar.link.happenings import Happening
from ikrar.model.annotation import Annotated, Mention, Unit

GUARDS = frozenset(("COP", "MIL"))
"""Sectors of those who guard the streets."""
PROTESTED = frozenset("GOV MIL SPY LEG JUD COP IGO PTY BUS ELI EDU".split())
"""Whom people protest against."""


REACH = 6  # units behind "in protest at" within which it is said whose act it is
HOUSE = 5  # units behind a protest within which the house of another state is what it is against
APART = 4  # units between a protest and a noun that has its own place


def in_power(m: Mention, h: Happening) -> bool:
    """Whether the people of ``h`` protest against ``m``: a body or an office of a state, not those of theirs who only guard the streets.

    Of schools only the bodies, not the students told of beside them.
    """
    guards = m.sector in GUARDS and m.country in {a.country for a in h.actors}
    return m.sector in PROTESTED and m.country != "INT" and not guards and not (m.sector == "EDU" and m.kind == "group")


def in_front_of(h: Happening, doc: Annotated, language: Language) -> Mention | None:
    """“berunjuk rasa di depan Gedung DPR": people gather before the house of those whom they protest against."""
    if h.type != "PROTEST":
        return None
    near, seats = language.sets["gathered_at"], language.sets["seats"]
    for d in h.tellings:
        units = d.sentence.units
        for n, u in enumerate(units):
            m = u.m
            if m is None or not n or m.kind not in ("facility", "organization", "state") or not m.country or _elsewhere(units, n, d.unit):
                continue
            before = units[n - 1] if units[n - 1].kind == "P" or n < 2 else units[n - 2]  # "di area kompleks parlemen"
            words = doc.raw[m.start : m.end].lower().removeprefix("the ").split()
            official = (m.sector in PROTESTED and m.kind != "state") or not seats.isdisjoint((words[0], " ".join(words[:2]), words[-1]))
            named = language.code == "en" and _of_noun(units, n, d.unit)
            if before.low in near and official and m not in h.actors and not named:
                return m if m.sector else _who_sits(m, doc, not language.sets["houses"].isdisjoint(words))
    return None


STRIKE = "protest.strike"


def employer(h: Happening, language: Language) -> Mention | None:
    """“Pekerja PT X mogok menuntut upah": workers who are named by their firm strike against it."""
    if language.code != "id" or h.lead.pattern.frame["frame"] != STRIKE:
        return None
    for m in h.actors:
        firm = m.owner or m.of
        if m.sector == "LAB" and firm is not None and firm.kind in ("organization", "facility") and firm.sector == "BUS":
            firm.country = firm.country or m.country
            return firm
    return None


BILL = 4  # words behind the verb within which the bill stands: "menolak pembahasan RUU"


def against_a_bill(h: Happening, doc: Annotated, language: Language) -> Mention | None:
    """“turun ke jalan menentang revisi UU itu”: the parliament that makes the law, where the report tells of it."""
    if h.type != "PROTEST" or language.code != "id" or not h.actors:
        return None
    opposing, bills = language.sets["opposing"], language.sets["bills"]
    opposed = (d.sentence.lows[i + 1 : i + 1 + BILL] for d in h.tellings for i, low in enumerate(d.sentence.lows) if low in opposing)
    if all(bills.isdisjoint(behind) for behind in opposed):
        return None
    home = h.actors[0].country
    return next((m for s in doc.sentences for m in s.mentions if m.kind == "organization" and (m.sector, m.country) == ("LEG", home)), None)


def protested_at(h: Happening, language: Language) -> Mention | None:
    """“blocked roads in protest at the president's reform", "walked out, demanding that the government pay": whom English names for it."""
    if h.type != "PROTEST" or language.code != "en":
        return None
    house: Mention | None = next((m for m in h.lead.members("place") if m.kind == "facility" and m.sector == "GOV" and m.country), None)
    if house is not None:
        return house  # "picketed the Norwegian embassy"
    units, homes = h.lead.sentence.units, {a.country for a in h.actors}
    for u in units[h.lead.unit + 1 : h.lead.unit + HOUSE]:
        seat: Mention | None = u.m
        if seat is not None and seat.kind == "facility" and seat.sector == "GOV" and seat.country not in (None, *homes):
            return seat  # "broke into the Norwegian embassy"
    for n in range(h.lead.unit + 1, len(units)):
        u = units[n]
        if u.kind in ";.":
            return None
        asks = u.low in language.sets["demanding"]
        if not asks and (u.low not in ("at", "against") or units[n - 1].low != "protest"):
            continue
        for x in units[n + 1 : n + 1 + REACH]:
            if x.kind in ",;." or x.kind in "VB" and not asks:
                break
            m: Mention | None = x.m
            if m is not None and m.kind in ("state", "person", "organization") and not m.adjective and in_power(m, h):
                return m
            if m is not None and m.kind == "instrument" and m.owner is not None and in_power(m.owner, h):
                return m.owner
            if m is not None and asks:
                break  # "to demand the release of a student"
        return in_charge(h) if asks else None
    return None


def _elsewhere(units: list[Unit], n: int, at: int) -> bool:
    """“spoke at the parliament, after crowds protested": whether ``n`` belongs to other words than those of the protest at ``at``."""
    parted = any(u.kind in ",;" for u in units[min(n, at) + 1 : max(n, at)])
    return parted and (n > at or any(u.kind == "V" for u in units[:n]))  # "Di depan gedung DPR, massa berunjuk rasa"


def _of_noun(units: list[Unit], n: int, at: int) -> bool:
    """“skipped school ... in a reference to her speech at the assembly": whether the house at ``n`` only says where another thing was."""
    before = next((j for j in range(n - 1, max(n - 4, 0), -1) if units[j].kind == "P"), n) - 1
    return before > at + APART and units[before].kind == "X"


def sitting(m: Mention, doc: Annotated, language: Language) -> Mention:
    """“menggelar aksi di depan Gedung DPR": of a house by its name alone, those who sit there; anybody else as he is."""
    if m.kind != "facility" or m.sector is not None or not m.country:
        return m
    words = doc.raw[m.start : m.end].lower().removeprefix("the ").split()
    houses, seats = language.sets["houses"], language.sets["seats"]
    official = not houses.isdisjoint(words) or not seats.isdisjoint((words[0], " ".join(words[:2]), words[-1]))
    return _who_sits(m, doc, not houses.isdisjoint(words)) if official else m


def _who_sits(house: Mention, doc: Annotated, parliament: bool) -> Mention:
    """Those who sit in a house that only its name tells of: the parliament that the report speaks of, else the state."""
    sector = "LEG" if parliament else "GOV"
    bodies = (m for s in doc.sentences for m in s.mentions if m.kind == "organization" and m.country == house.country)
    body = next((m for m in bodies if parliament and m.sector == sector), None)
    if body is not None:
        return body
    return house.as_state("who sits there", sector=sector)
