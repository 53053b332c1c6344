"""Talks told in passing, by what came out of them: "the accord was announced after the Security Dialogue in Lima"."""

from __future__ import annotations

from ikrar.engines.rules.agreed import between, give, sides_here
from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.talked_of import PASSING
from ikrar.engines.rules.together import JOINT, sides_of_text
from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Unit

BACK = 9  # units before the noun among which the word stands that says what came out of the talks
BEHIND = 4  # units behind it among which it is told where or when they were
BEGUN = 9  # units behind it within which it is told on what day they began or were held


def settle(drafts: list[Draft], doc: Annotated, language: Language) -> None:
    """Gives talks told in passing the sides of the story, where they are told as a meeting of their own."""
    joint = [m.sentence for m in doc.mentions if m.title in JOINT]
    for n, d in enumerate(drafts):
        if d.pattern.frame["frame"] != PASSING or d.refused:
            continue
        begun = _begun(d, d.last_unit(), language) is not None
        d.refused = _why_not(d, drafts, language)
        if d.refused:
            continue
        sides = between(drafts, n) or (sides_here(d.sentence) if begun else []) or sides_of_text(doc, joint, drafts, d.sentence)
        give(d, "actor", sides, "the sides of the story", "nobody is known to talk")


def _why_not(d: Draft, drafts: list[Draft], language: Language) -> str | None:
    """Why the noun tells no meeting by itself, or None."""
    s, units = d.sentence, d.sentence.units
    if s.title or d.cues:
        return "only named"
    if any(x is not d and x.sentence is s and x.type == "CONSULT" and not x.refused and x.members("actor", "party") for x in drafts):
        return "the meeting that the sentence tells"
    last = d.last_unit()
    if (when := _begun(d, last, language)) is not None:
        d.time = when
        return "talks told before" if _pointed(d, last, language) and not when.x.day else None
    opened = _opening(d, language) if units[d.unit].low not in language.sets["sittings"] else None
    if opened is None:
        return "only named"
    if _pointed(d, last, language):
        return "talks told before"
    rounds = language.raw["extras"]["processes"]["rounds"]
    counted = any(t.low in rounds for t in s.tokens[units[opened].last + 1 : d.first])
    if not (counted or s.tokens[d.first].text[:1].isupper() or _placed(units, last, language)):
        return "talks told before"
    return None


def _begun(d: Draft, last: int, language: Language) -> Unit | None:
    """“serangkaian perundingan yang dimulai pada 7 Juni", "at a session on May 5": the time of its own right behind talks."""
    units, begins = d.sentence.units, language.sets["talks_begin"]
    j = d.unit - 1
    while j > 0 and units[j].kind in "XdDa":
        j -= 1
    begun = units[d.unit].low in language.sets["sittings"] and j >= 0 and units[j].kind == "P" and units[j].low in language.sets["at_talks"]
    for u in units[last + 1 : last + 1 + BEGUN]:
        if u.kind == "T":
            told = u.x.shift != "next" and bool(u.x.day or u.x.weekday >= 0 or u.x.origin == "told")
            return u if begun and told else None
        if u.low in begins:
            begun = True
        elif u.low in language.sets["will"] or not (u.kind in "PRADdXS,(-" or u.mention_kind in ("place", "pronoun")):
            return None
    return None


def _pointed(d: Draft, last: int, language: Language) -> bool:
    """“dialog strategis itu”, "these talks": whether they are told as known already; "the" is said of any that were held."""
    units, before = d.sentence.units, d.sentence.tokens[d.first - 1].low
    behind = next((u for u in units[last + 1 :] if u.kind != "X"), units[last])
    return before in language.sets["pointing"] or behind.low in language.sets["demonstratives"]


def _opening(d: Draft, language: Language) -> int | None:
    """The unit of the word before the noun that says that something came out of the talks: "seusai", "at the close of"."""
    units, j, opens = d.sentence.units, d.unit - 1, language.sets["out_of_talks"]
    while j >= 0 and d.unit - j <= BACK:
        u = units[j]
        if u.low in opens and u.kind in "PSVX":
            return j
        of = u.low in language.sets["owners"] and j and units[j - 1].kind in "XM"
        if not (of or u.kind in "XdD#a" or (u.m is not None and u.m.adjective)):
            return None
        j -= 1
    return None


def _placed(units: list[Unit], last: int, language: Language) -> bool:
    """Whether a place, a day or the means stands right behind: "di Lima", "on Monday", "lewat tautan video"."""
    behind = units[last + 1 : last + 1 + BEHIND]
    for i, u in enumerate(behind):
        at = i and behind[i - 1].kind == "P" and u.mention_kind in ("place", "facility")
        if u.kind == "T" or at or u.low in language.sets["by_way_of"]:
            return True
        if u.kind not in "XPd#a":
            return False
    return False
