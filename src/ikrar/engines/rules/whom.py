"""Who is named in the words of a promise: those for whom it is, and those who are to do a thing with each other."""

from __future__ import annotations

from collections.abc import Sequence

from ikrar.engines.rules.draft import Draft, expand
from ikrar.lexicon import Language
from ikrar.model import Span
from ikrar.model.annotation import Annotated, Mention, Sentence, Unit

PARTIES = frozenset(("state", "person", "organization", "armed-group", "group"))  # who can promise or be promised
PEOPLE = frozenset(("group", "organization", "state"))  # for whom a thing is promised at home
UNNAMED = "asked of nobody named"
"""The ``source`` of the authorities, of whom a thing is asked where nobody is named."""
OUTLAWS = frozenset(("CRM", "REB", "UAF"))

PENAL = frozenset(("ACCUSE", "COERCE", "SANCTION"))


def undergoes(d: Draft, u: Unit) -> bool:
    """“Telah ditangkap 13 tersangka": whether those who stand behind a passive without a subject are whom it is done to."""
    if d.type not in PENAL or u.m is None or u.m.kind not in ("group", "person") or u.m.sector in LAWGIVERS:
        return False
    return u.m.sector == "CRM" or d.sentence.tokens[u.first].text[0].isdigit()


LAWS = frozenset(("law", "decree", "ruling"))
"""Texts of a state, which bind those in it."""
LAWGIVERS = frozenset("GOV LEG COP MIL".split())  # courts bind those before them
NOWHERE = (None, "INT", "UNK", "VAT")
"""Where there are no authorities of whom those who live there would ask: what the pope calls for, he asks of the world."""


def authorities(d: Draft, country: str | None) -> Mention:
    """The authorities of ``country``, of whom ``d`` is told though it does not name them."""
    return Mention("state", d.start, d.end, "authorities", country=country, sector="GOV", sentence=d.sentence.index, source=UNNAMED)


def laid_on(d: Draft, doc: Annotated) -> list[Mention]:
    """“Presiden memerintahkan pemasangan kamera”: where nobody is named, those who carry out what an official or a law lays down."""
    by = d.members("actor")
    if by:
        country = by[0].country if all(m.sector in LAWGIVERS for m in by) else None
    else:
        country = doc.country if any(m.title in LAWS for m in d.members("instrument")) else None
    return [authorities(d, country)] if country not in NOWHERE else []


def for_whom(promisors: Sequence[Mention], s: Sentence, span: Span, language: Language, among: str = "for_whom") -> list[Mention]:
    """Those of the promisor's own country for whom it is done: "membantu warga", "bantuan bagi para petani", "a tax cut for families"."""
    words = language.modes[among]
    for i, u in enumerate(s.units):
        if u.m is None or not (span[0] <= u.start and u.end <= span[1]) or u.m.kind not in PEOPLE or u.m.sector in OUTLAWS:
            continue
        j = i - 1
        while j >= 0 and s.units[j].kind in "DdAXQ":
            j -= 1
        if j >= 0 and s.units[j].start >= span[0] and s.units[j].low in words:
            found = [m for m in expand([u.m]) if m.country and m not in promisors]
            if found:
                return found
    return []


def between(s: Sentence, span: Span | None, language: Language) -> list[Mention]:
    """“the agreement calls for talks between Kenya and Uganda": those who are to do a thing with each other."""
    units = s.units
    for i, u in enumerate(units[:-1]):
        if span is not None and span[0] <= u.start < span[1] and u.low in language.modes["between"]:
            return [m for v in units[i + 1 : i + 6] if v.m is not None for m in expand([v.m]) if m.kind in PARTIES][:2]
    return []


ARMED = frozenset(("MIL", "REB", "PRM"))


def site_named(s: Sentence, language: Language) -> bool:
    """Whether a sentence names a military site, another facility, or land that is not merely where something is ("di kota X").

    An adjective of a country may be of land too ("Kenyan soil").
    """
    for i, u in enumerate(s.units):
        if u.low in language.sets["military_sites"]:
            return True
        for m in expand([u.m]) if u.m is not None else []:
            if m.kind == "facility" or m.adjective or (m.kind == "place" and (i == 0 or s.units[i - 1].kind != "P")):
                return True
    return False


def declared_of(provision: str, s: Sentence, language: Language) -> bool:
    """Whether a sentence names what can be so declared: forces, a military site, a state, and for whose it is also any site or land."""
    sites = language.sets["military_sites"]
    if provision == "mission-change" and any(m.sector in ARMED for m in expand(s.voices)):
        return True  # one of the forces says it
    for u in s.units:
        if u.low in sites or (provision == "mission-change" and u.low.removesuffix("nya") in language.sets["missions"]):
            return True
        for m in expand([u.m]) if u.m is not None else []:
            if m.kind == "state" or (m.sector in ARMED and m.kind != "person") or (m.kind == "pronoun" and m.pronoun == "they"):
                return True
    return provision not in ("deployment", "mission-change") and site_named(s, language)


def holds(s: Sentence, span: Span | None, language: Language) -> bool:
    """Whether words tell how a thing is ("the base belongs to X"): what somebody does or will do is declared by nobody's saying so."""
    words = language.sets["holds"] | language.sets["copulas"] | language.sets["belonging"]
    return span is None or any(u.kind == "B" or u.low in words for u in s.units if span[0] <= u.start < span[1])
