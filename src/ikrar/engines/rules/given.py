"""Who of those named in a promise gives it, and who has the benefit: whose forces go, which land they leave."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from ikrar.engines.rules.draft import expand
from ikrar.engines.rules.provisions import OF_FORCES
from ikrar.engines.rules.whom import PARTIES
from ikrar.lexicon import Language
from ikrar.model import Span
from ikrar.model.annotation import Mention, Sentence
from ikrar.model.codes import LEAVING

if TYPE_CHECKING:
    from ikrar.engines.rules.commit import Promise


def whose_forces(members: list[Mention]) -> list[Mention]:
    """Forces do not set their own mission: the states whose forces they are do, and of a coalition those that are named."""
    states: list[Mention] = []
    for m in members:
        if m.sector in ("MIL", "COP") and m.country not in (None, "INT") and m.kind != "person":
            m = m.as_state()
        elif m.country == "INT" and m.kind == "organization" and (leader := leader_of(m)) is not None:
            m = m.as_state(country=leader)  # of a coalition, the one who leads it
        if all(m.country != x.country for x in states):
            states.append(m)
    named = [m for m in states if m.country != "INT"]
    return named or states


def leader_of(m: Mention) -> str | None:
    """The country of the state that leads a coalition, or that of which some forces are: "troops of a Nairobi-led force"."""
    owner = m.owner
    while owner is not None and owner.country in (None, "INT"):
        owner = owner.owner
    return owner.country if owner is not None else None


def possessed(m: Mention, s: Sentence) -> bool:
    """“Peru's remaining troops”: whether a possessive before the phrase says whose they are."""
    i = next((i for i, u in enumerate(s.units) if u.m is m), 0)
    owner = s.units[i - 2].m if i > 1 and s.units[i - 1].kind == "'" else None
    return owner is not None and owner.country == m.country


def owners(m: Mention) -> list[str | None]:
    """The countries of those to whom ``m`` belongs: "units of the Washington-led coalition"."""
    out: list[str | None] = []
    owner = m.owner
    while owner is not None and len(out) < 3:
        out.append(owner.country)
        owner = owner.owner
    return out


def left(s: Sentence, span: Span | None, out_of: frozenset[str]) -> set[str | None]:
    """The countries that are left, by the words of ``span``: "pasukan yang tersisa akan dipindahkan ke luar X"."""
    told = [(a, b) for a, b in pairwise(s.units) if span is not None and b.start >= span[0] and b.end <= span[1]]
    lands = [b.m for a, b in told if b.m is not None and a.low in out_of and b.m.kind in ("state", "place", "pronoun")]
    return {m.country for m in expand(lands)}


def sides(p: Promise, s: Sentence, span: Span | None, language: Language) -> None:
    """Of several parties, the one whose forces are to move promises it, and the others have the benefit; else those named in the action."""
    mentions = [u.m for u in s.units if u.m is not None and span is not None and u.start >= span[0] and u.end <= span[1]]
    countries = {m.country for m in p.promisors if m.country}
    if p.kind == "undertaking" and p.provision in OF_FORCES and len(countries) > 1:
        for m in mentions:
            one_phrase = m.kind == "instrument"  # "kesepakatan penarikan pasukan X" is one phrase
            if m.guessed and m.pronoun is None and m.country != "INT" and not possessed(m, s):
                continue  # "penarikan pasukan tempur": whose they are is not told
            if m.sector in ("MIL", "REB", "PRM") or (m.owner is not None and m.kind == "organization") or one_phrase:
                whose = {m.country, *owners(m), *(r.country for r in m.refers + m.members)} & countries
                if len(whose) == 1:
                    stay = [x for x in p.promisors if x.country in whose]
                    p.beneficiaries = [x for x in p.promisors if x.country not in whose]
                    p.promisors = stay
                    return
        hosts = left(s, span, language.sets["out_of"]) & countries if p.provision in LEAVING else set()
        if len(hosts) == 1:
            p.beneficiaries = [x for x in p.promisors if x.country in hosts]
            p.promisors = [x for x in p.promisors if x.country not in hosts]
            return
    if p.kind == "undertaking" and not p.beneficiaries:
        if len(countries) > 1:
            p.beneficiaries = list(p.promisors)
            return
        named = [m.owner if m.kind == "facility" and m.owner is not None else crew(m) for m in mentions]
        for m in expand([m for m in named if m.kind in PARTIES or m.kind == "pronoun"]):
            if p.provision in OF_FORCES and m.sector == "MIL" and m.guessed and not m.named and m.owner is None and m.country != "INT":
                continue  # "pengurangan tentara dijanjikan oleh X": whose they are is not told
            if m.country and m.country not in countries and m.kind in PARTIES:
                home = p.provision in LEAVING and m.sector == "MIL" and m.country != "INT"
                if m.kind == "person" and not m.named and m.of is not None and m.of.sector == "MIL":
                    m = m.of  # "anggota pasukan X"
                p.beneficiaries = whose_forces([m]) if home else [m]  # forces that leave leave a country, not its army
                return


def crew(m: Mention) -> Mention:
    """“gedung diplomatik koalisi": those whose site it is, where its own phrase says so; else ``m``."""
    if m.kind != "facility" or m.guessed or m.named or m.sector not in ("MIL", "REB", "PRM"):
        return m
    return m.as_forces()
