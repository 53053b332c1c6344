"""Whose act is praised, blamed or rejected where a noun stands for it: "welcomed the deal", "mengecam serangan itu"."""

from __future__ import annotations

from typing import Any

from ikrar.lexicon import Language
from ikrar.link.around import apart, other
from ikrar.link.doers import codes_of
from ikrar.link.happenings import Happening
from ikrar.model.annotation import Mention, Token

ANSWERS = frozenset(("ACCUSE", "REJECT", "SUPPORT"))
"""Types of acts that are words on an act of another."""
BACK = 6  # sentences before in which the act was told that a noun stands for
FAR = 20  # sentences before in which a deal was: reports are of one deal
BEHIND = 6  # words behind the verb among which the noun stands
POINTS = 3  # words between the noun and what makes it the known one: "the new trade deal", "serangan udara itu"
DEEDS: dict[str, frozenset[str]] = {
    "deals_told": frozenset(("AGREE", "CONCEDE")),
    "steps_told": frozenset("SANCTION COERCE CONCEDE RETREAT MOBILIZE".split()),
    "attacks_told": frozenset(("ASSAULT",)),
    "arrests_told": frozenset(("COERCE",)),
    "verdicts_told": frozenset(("SANCTION",)),
    "offers_told": frozenset(("AGREE",)),
    "penalties_told": frozenset(("SANCTION",)),
    "launches_told": frozenset(("MOBILIZE",)),
    "releases_told": frozenset(("RETREAT", "CONCEDE")),
}
"""Lists of nouns that stand for an act told before, and the types it may be of."""


DECIDED = frozenset(("AGREE",))
"""A word given is a step too, where nothing was done."""
MUTUAL = frozenset(("COOPERATE", "SUPPORT"))
"""Types by which a deal is told where two sides do it together: to sign it, to trade under it."""


def named_again(h: Happening, happenings: list[Happening], language: Language) -> list[Mention]:
    """Those who did the act that ``h`` is words on, where its words name it as one told before; of a deal all sides."""
    if h.type not in ANSWERS or h.lead.pattern.kind != "verb":
        return []
    told = _noun(h.lead, language)
    if told is None:
        return []
    found = _doers(h, happenings, told, DEEDS[told])
    return found or (_doers(h, happenings, told, DECIDED) if told == "steps_told" else [])


def _doers(h: Happening, happenings: list[Happening], told: str, types: frozenset[str]) -> list[Mention]:
    """Those who did the last act of ``types`` before ``h``; none where they are those who speak of it."""
    at = h.lead.sentence.index
    for o in reversed(happenings):
        near = o.lead.start < h.lead.start and at - o.lead.sentence.index <= (FAR if told == "deals_told" else BACK)
        deal = told == "deals_told" and o.lead.mutual and o.type in MUTUAL
        if not near or not (deal or o.type in types) or not o.actors:
            continue
        if told == "deals_told" and len(codes_of(o.actors)) == 1:
            continue
        if told == "verdicts_told" and any(a.sector != "JUD" for a in o.actors):
            continue
        sides = [*o.actors, *o.recipients] if told == "deals_told" else o.actors
        found = [m for m in sides if other(m, h, False) or apart(m, h)]
        return found if len(found) == len(sides) or told == "deals_told" else []
    return []


def _noun(d: Any, language: Language) -> str | None:
    """The list of the known noun that is the object of the verb of ``d``: "criticised the new ban", "mengecam serangan itu"."""
    behind = [t for t in d.sentence.tokens if t.start >= d.end][:BEHIND]
    definite = language.sets["definite"]
    for n, t in enumerate(behind):
        if not t.low[0].isalpha():
            return None
        name = next((k for k in DEEDS if t.low in language.sets[k]), None)
        if name is None:
            continue
        near: list[Token] = behind[n + 1 : n + 1 + POINTS] if language.code == "id" else behind[max(0, n - POINTS) : n]
        if any(x.low in definite for x in near):
            return name
    return None
