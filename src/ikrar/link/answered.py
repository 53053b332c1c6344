"""Whose words are answered: "mengecam laporan itu", "rejected the findings" is said to those who blamed the speaker's side before."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.link.around import apart, other
from ikrar.link.happenings import Happening
from ikrar.model.annotation import Mention, Sentence

BEFORE, BEHIND = 8, 4  # words around the verb of blame among which the noun of what is answered stands
POINTS = 3  # words from the noun to the demonstrative: "laporan tahunan PBB itu"


def answered(h: Happening, happenings: list[Happening], language: Language) -> Mention | None:
    """The one who blamed the side of those who act in ``h``, where what these blame or reject is told to be those words."""
    d = h.lead
    if h.type != "ACCUSE" or not _of_words(d.sentence, d.first, language):
        return None
    mine = {a.country for a in h.actors}
    for o in reversed(happenings):
        if o.type != "ACCUSE" or o.lead.start >= d.start or not mine & {m.country for m in o.recipients}:
            continue
        who = next((a for a in o.actors if other(a, h, False) or apart(a, h)), None)
        if who is not None:
            return who
    return None


def _of_words(s: Sentence, first: int, language: Language) -> bool:
    """Whether a noun of what somebody has said of another, told as known, stands around the word at ``first``."""
    nouns, definite = language.sets["told_of_others"], language.sets["definite"]
    if nouns.isdisjoint(s.words):
        return False
    for i in range(max(0, first - BEFORE), min(first + BEHIND, len(s.lows))):
        if s.lows[i] in nouns:
            near = s.lows[i + 1 : i + 1 + POINTS] if language.code == "id" else s.lows[max(0, i - POINTS) : i]
            if not definite.isdisjoint(near):
                return True
    return False
