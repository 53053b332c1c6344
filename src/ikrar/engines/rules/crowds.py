"""Who protests, where nobody is named: a crowd of the place, and whom it wants something of."""

from __future__ import annotations

from collections.abc import Sequence

from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import Group
from ikrar.engines.rules.mode import UNDONE
from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Mention

DEMO = "protest.demo"
STREET = ("ber", "ikut", "turun")
"""How Indonesian words begin for what only people do in the street: "berunjuk rasa", "ikut turun aksi"."""


IN_OFFICE = frozenset(("GOV", "LEG", "JUD", "MIL", "COP", "BUS", "PTY", "EDU"))


def _demanded_of(d: Draft, drafts: Sequence[Draft]) -> Group | None:
    """“rallied to demand that the minister resign": of whom the crowd demands it, which is whom it protests against."""
    for o in drafts:
        if o.sentence is not d.sentence or o.start <= d.end or o.refused is None:
            continue
        g = o.fills.get("recipient") if o.type == "REQUEST" else o.fills.get("actor") if o.pattern.frame["frame"] == RESIGNS else None
        if g is not None and o.refused.startswith(UNDONE) and any(m.sector in IN_OFFICE or m.capital for m in expand(g.members)):
            return Group(g.members, g.first, g.last, "of whom they demand it")
    return None


RESIGNS = "retreat.resign"


def crowds(drafts: Sequence[Draft], doc: Annotated, language: Language) -> None:
    """“kerusuhan pecah di X", "protests erupted": who protests and is not named is a crowd of the place."""
    for d in drafts:
        if d.type != "PROTEST" or d.refused or "actor" not in d.pattern.roles:
            continue
        named = d.fills.get("recipient")
        if (named is None or named.first < d.unit or named.how.strip('"') not in language.sets["protested_against"]) and (
            of_whom := _demanded_of(d, drafts)
        ) is not None:
            d.fills["recipient"] = of_whom
        if d.pattern.frame["frame"] == DEMO and _only_beside(d):
            del d.fills["actor"]  # "aparat memukul mahasiswa saat demonstrasi": they are sent to it, or told of beside it
        if d.members("actor"):
            continue
        street = doc.language == "id" and d.sentence.lows[d.first].startswith(STREET)
        if d.pattern.kind == "verb" and d.subject is not None and d.subject.thing is not None and not d.subject.members and not street:
            d.refused = "a thing does it, no crowd"  # "the tweets demonstrated why"
            continue
        crowd = Mention("group", d.start, d.end, "protesters")
        crowd.country = (d.place.country if d.place is not None and d.place.country != "INT" else None) or doc.country
        crowd.sector, crowd.sentence, crowd.source = "CVL", d.sentence.index, "the crowd of a protest"
        d.fills["actor"] = Group([crowd], d.unit, d.unit, "the crowd")
    told = any(d.type == "PROTEST" and not d.refused and d.pattern.frame["frame"] != CROWD for d in drafts)
    for d in drafts:
        if told and d.pattern.frame["frame"] == CROWD and not d.refused:
            d.refused = "the crowd of a protest told elsewhere"


CROWD = "protest.crowd"


def _only_beside(d: Draft) -> bool:
    """Whether those read as the crowd are police, or one in office who is not himself said to protest.

    “perdana menteri mundur setelah demonstrasi", and a "he" far from whoever marched: he is told of beside it.
    """
    g = d.fills.get("actor")
    if g is None or not g.members:
        return False
    told = d.pattern.kind == "verb" and g.how == "subject" and not any(m.pronoun for m in g.members)
    return all(m.sector == "COP" or not told and m.kind == "person" and not m.plural and m.sector in IN_POWER for m in expand(g.members))


IN_POWER = frozenset(("GOV", "JUD", "MIL"))


def guarded(drafts: Sequence[Draft]) -> None:
    """“Ribuan polisi dikerahkan untuk mengamankan demo": police sent out where people protest are sent out against them."""
    for d in drafts:
        if d.refused or d.pattern.frame["frame"] != "mobilize.police" or d.members("recipient"):
            continue
        later = (p for p in drafts if p.sentence is d.sentence and p.start > d.start)
        protest = next((p for p in later if p.type == "PROTEST" and not p.refused), None)
        if protest is not None and protest.members("actor"):
            d.fills["recipient"] = Group(protest.members("actor"), d.unit, d.unit, "who protest there")
