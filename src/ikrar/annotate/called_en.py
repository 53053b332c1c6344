"""By what short names a report goes on: "the front", after "the Kibo Freedom Front"; and a leader's house that acts: "the palace vowed"."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.model.annotation import Annotated, Mention, Sentence

BODIES = ("organization", "armed-group")
BEFORE_VERBS = "ADN"


def fronts(doc: Annotated, bands: frozenset[str]) -> None:
    """English: gives "the front" and "the brigade" a mention, once a body has been named that is one."""
    named: set[str] = set()
    for s in doc.sentences:
        if found := named & s.words:
            _short(s, found)
        for m in s.mentions:
            if m.kind in BODIES and m.named and m.name and (last := m.name.rpartition(" ")[2].lower()) in bands:
                named.add(last)


def _short(s: Sentence, words: set[str]) -> None:
    """Gives the plain nouns ``words`` of ``s``, with an article and nothing more, a mention; whose it is the link stage tells."""
    for before, u, behind in zip(s.units, s.units[1:], [*s.units[2:], None], strict=False):
        alone = behind is None or behind.kind not in "XM"
        if u.kind == "X" and u.low in words and before.low == "the" and alone:
            u.kind, u.m = "M", Mention("group", before.start, u.end, u.low, sector="-", sentence=s.index)
    s.take_mentions()


def houses(s: Sentence, language: Language) -> None:
    """A palace that gives its word, asks or says something, or by whom that is done, is the state's government."""
    sets, units = language.sets, s.units
    acts = language.either("speech", "asking", "gives_word")
    for i, m in s.placed:
        if m.kind != "facility" or m.head not in sets["palaces"] or (m.owner is not None and m.owner.kind != "state"):
            continue
        j = i + 1
        while j < len(units) and units[j].kind in BEFORE_VERBS:
            j += 1
        says = j < len(units) and units[j].kind == "V" and s.tokens[units[j].first].low in acts
        by = i > 0 and units[i - 1].kind == "V" and units[i - 1].low in sets["word_given_by"]
        if says and (i == 0 or units[i - 1].kind != "P") or by:
            m.kind, m.sector = "state", "GOV"
