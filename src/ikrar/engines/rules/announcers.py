"""Who may announce what they will do, besides those who decide for a state or a body: firms that serve, bodies that report, unions."""

from __future__ import annotations

from collections.abc import Sequence

from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import decides
from ikrar.lexicon import Language
from ikrar.model.annotation import Mention

SERVING = frozenset((None, "-", "BUS", "NGO", "EDU", "REL", "SOC", "MED"))
SERVED = frozenset(("CVL", "EDU", "AGR", "LAB"))
LABOUR = "LAB"
COMMANDS = frozenset(("MIL", "REB", "PRM", "COP", "UAF", LABOUR))
"""Who binds those whom they lead by saying what these will do."""


def may(d: Draft, verb: int, members: Sequence[Mention], language: Language) -> bool:
    """Whether what ``members`` are told to be going to do binds them."""
    return all(decides(m) for m in members) or _serves(d, members) or _reports(d, members, language) or _works(d, verb, members, language)


def _serves(d: Draft, members: Sequence[Mention]) -> bool:
    """“PT X akan menyediakan toilet bagi warga": a firm or a body that is named, of what it will do for the public or the state."""
    if "action" not in d.clauses or not all(_serving(m) for m in members):
        return False
    first, stop, _ = d.clauses["action"]
    inside = [m for u in d.sentence.units[first:stop] if u.m is not None for m in expand([u.m])]
    return any((m.kind == "group" and m.sector in SERVED and not m.named) or m.kind == "state" or m.sector == "GOV" for m in inside)


def _reports(d: Draft, members: Sequence[Mention], language: Language) -> bool:
    """“Tim pencari fakta itu akan menyerahkan laporan kepada parlemen”: a body set up to find out, of what it finds, to who set it up."""
    if "action" not in d.clauses or any(m.head.split()[0] not in language.sets["finders"] for m in members):
        return False
    first, stop, _ = d.clauses["action"]
    units = d.sentence.units[first:stop]
    return any(u.low.removesuffix("nya") in language.sets["findings"] for u in units) and any(
        u.mention_kind in ("state", "organization") for u in units
    )


def _serving(m: Mention) -> bool:
    if m.kind == "person":
        return m.sector == "BUS" and (m.title is not None or m.of is not None)
    return m.kind == "organization" and m.named and m.sector in SERVING


def _works(d: Draft, verb: int, members: Sequence[Mention], language: Language) -> bool:
    """“The union said its members would not strike before July": a union, of work and strikes."""
    return all(m.sector == LABOUR for m in members) and d.sentence.units[verb].low in language.sets["strikes_or_works"]


def his_men(d: Draft, language: Language) -> bool:
    """“his men would ...": whether only a plain word for people, and whose they are, tells of those whom an officer who speaks commands."""
    who = d.fills.get("promisor")
    voices = expand(d.sentence.voices)
    if who is None or len(who.members) != 1 or not any(v.sector in COMMANDS for v in voices):
        return False
    m = who.members[0]
    if m.head in language.sets["of_a_union"] and all(v.sector == LABOUR for v in voices):
        return True  # "the union said its members would not strike"
    return m.pronoun == "possessive" and m.kind == "group" and m.head in language.sets["anybody"]
