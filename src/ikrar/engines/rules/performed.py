"""What is done by saying it: "I would like to thank X" is thanks, "saya ingin meminta X ..." a request."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft
from ikrar.lexicon import Language

PERFORMED = frozenset(
    "support.thank support.praise support.congratulate support.welcome request.demand request.hope accuse.condemn concede.apologise".split()
)
"""Frames of what is done by saying it."""
WISHED = frozenset(("meant", "hoped", "future", "asked", "talked of", "planned"))


def is_done(d: Draft, effects: dict[str, str], courtesy: frozenset[str]) -> bool:
    """“I would like to thank X”, "saya ingin meminta X ...": whether the speaker does it by saying, in courtesy, that he would."""
    if d.pattern.kind != "verb" or d.pattern.frame["frame"] not in PERFORMED or not set(effects) <= WISHED:
        return False
    if not all(w.rpartition(" ")[2] in courtesy or w in courtesy for w in effects.values()):
        return False
    return d.subject is not None and bool(d.subject.members) and all(m.pronoun == "first" for m in d.subject.members)


def sent_home(d: Draft, language: Language) -> None:
    """“Malaysia memulangkan 200 pekerja Indonesia": a state that sends home those of another deports them; its own it brings home."""
    if d.type != "AID" or d.sentence.lows[d.first] not in language.sets["sends_home"]:
        return
    doers, sent = d.members("actor"), d.members("recipient")
    theirs = {m.country for m in sent}
    if any(t.low == "dari" and m.start < t.start < m.end for m in sent for t in d.sentence.tokens):
        return  # "memulangkan pekerja dari Sudan": where they were
    if any(m.sector == "REF" for m in sent):
        return  # refugees who go back
    if doers and sent and all(m.kind == "state" for m in doers) and not theirs & {None, "INT", *(m.country for m in doers)}:
        d.type, d.mode = "COERCE", "deport"
