"""Acts that a relative clause promises without their object: "the grain it agreed to send", "the men that they had vowed to free"."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft
from ikrar.lexicon import Language
from ikrar.model.annotation import Unit

PASSED = "ADN"
PHRASE = "Xd#'"
LONG = 6  # words of an act without an object, times and places not counted


def described(d: Draft, language: Language) -> int | None:
    """The unit with which the noun phrase begins that is the object of what ``d`` promises; None where that has an object of its own."""
    clause = d.clauses.get("action")
    if language.code == "id" or clause is None or d.pattern.kind != "verb" or clause[0] < d.unit:
        return None
    units = d.sentence.units
    verb = next((i for i in range(clause[0], min(clause[1], clause[0] + LONG)) if units[i].kind == "V"), None)
    if (
        verb is None
        or any(u.m is not None or u.kind == "A" for u in units[clause[0] : verb])
        or not _lacks(units, verb + 1, clause[1], language)
    ):
        return None
    end = _before_subject(units, d.unit - 1)
    if end is not None and units[end].kind == "V" and units[end].low in language.sets["speech"]:
        end = _before_subject(units, end - 1)  # "the sum it said it would pay"
    if end is not None and end > 0 and units[end].kind == "R" and units[end].low in language.sets["which"]:
        end -= 1
    if end is None or not (units[end].kind in "X#" or units[end].m is not None):
        return None
    noun = units[end]
    if noun.low in language.sets["says_little"] or noun.mention_kind in ("pronoun", "instrument"):
        return None
    first = end
    while first > 0 and (units[first - 1].kind in PHRASE or units[first - 1].m is not None):
        first -= 1
    before = units[first - 1] if first else None
    placed = before is not None and before.kind == "P" and before.low != "of"
    return None if placed and (first == 1 or units[first - 2].kind in ",S.;") else first  # "In the bay the two agreed to patrol"


def _lacks(units: list[Unit], i: int, stop: int, language: Language) -> bool:
    """Whether no object stands at ``i``, behind a verb: nothing up to ``stop``, or a time, a place, a purpose."""
    particles = language.either("split_particles", "verb_adverbs")
    while i < stop and (units[i].kind == "D" or units[i].low in particles):
        i += 1
    return i >= stop or units[i].kind in "PTSI,"


def _before_subject(units: list[Unit], i: int) -> int | None:
    """The unit before the subject that ends at ``i`` or before, over auxiliaries; None where none stands there."""
    while i > 0 and units[i].kind in PASSED:
        i -= 1
    if i < 1 or units[i].m is None or units[i].kind != "M":
        return None
    m = units[i].m
    return i - 1 if m is not None and m.kind != "instrument" else None
