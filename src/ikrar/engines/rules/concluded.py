"""Texts that are told of with what is promised: a treaty that was concluded, a statement that says more."""

from __future__ import annotations

from ikrar.engines.rules import agreed, rounds
from ikrar.engines.rules.draft import Draft
from ikrar.lexicon import Language
from ikrar.model.annotation import Mention, Unit

MADE = 9  # units around a verb of concluding among which the text stands that was concluded


def _that_they(units: list[Unit], v: int) -> bool:
    """Whether only those who do it stand between the verb at ``v`` and a text, or the word that relates it to one."""
    j = v - 1
    while j > 0 and (units[j].kind in "CAD" or units[j].mention_kind in ("state", "pronoun", "place")):
        j -= 1
    return 0 < j < v - 1 and (units[j].kind == "R" or units[j].mention_kind == "instrument")


def settle(d: Draft, raw: str) -> None:
    """“concluded a Strategic Framework Agreement in 2011": a text with a name of its own was signed, not just agreed on."""
    own = d.sentence.units[d.unit].m
    text = own if own is not None and own.kind == "instrument" and own.named and not _only_whose(own) else None
    if d.pattern.frame["frame"] == agreed.THUS and d.pattern.kind == "noun" and text is not None:
        d.refused = d.refused or "a text with a name: told by its signing"
    if d.pattern.frame["frame"] != "agree.accord" or d.refused:
        return
    units = d.sentence.units
    made = next((u for u in units[d.unit + 1 : d.unit + MADE] if u.mention_kind == "instrument"), None)
    if made is None and _that_they(units, d.unit):  # "the Framework Agreement (that) the two concluded in 2012"
        made = next((u for u in reversed(units[max(0, d.unit - MADE) : d.unit]) if u.mention_kind == "instrument"), None)
    if d.mark == "passive":
        made = next((u for u in reversed(units[max(0, d.unit - MADE) : d.unit]) if u.mention_kind == "instrument"), None)
    if made is None or made.m is None or sum(w[0].isupper() for w in raw[made.m.start : made.m.end].split()) < 2 or made.m.named is False:
        return
    d.type, d.kind = "SUPPORT", None
    d.notes.append("a text with a name: it was signed")


def _only_whose(text: Mention) -> bool:
    """“kesepakatan Peru dan Cile": whether nothing but its sides names a text."""
    return len(text.members) == 2 and text.members[0].start - text.start < len(text.head) + 2 and text.members[1].end == text.end


def tells_on(d: Draft, language: Language) -> bool:
    """“Niger will protect them, according to the statement, which also reaffirmed ...": told of the text that tells of the promise."""
    units, j = d.sentence.units, d.unit - 1
    while j > 0 and units[j].kind in "ADN":
        j -= 1
    if d.pattern.frame["frame"] != rounds.REAFFIRM or j < 2 or units[j].kind != "R":
        return False
    text = next(u for u in reversed(units[:j]) if u.kind != ",")
    return text.mention_kind == "instrument" or text.low in language.sets["statements"]
