"""The day of a saying, and what else was said then: by the same speaker near it, or in one run of his sayings."""

from __future__ import annotations

from ikrar.link.entities import FORCES
from ikrar.link.happenings import Happening
from ikrar.model.annotation import Mention, Sentence, Unit

SAID = frozenset("AGREE REQUEST ACCUSE REJECT THREATEN SUPPORT CONCEDE".split())
"""Types done in words: their day is that of the saying."""
NEAR = 8  # sentences within which the day of a speaker's saying is that of what he is told to have said besides
RUN = 25  # sentences over which the words of one person run on, where no other saying with a day comes between
PEOPLE = ("person", "name")
Stamp = tuple[Sentence, Unit, list[Mention]]
"""A saying's sentence, its day, and who is heard in it."""


def in_words(h: Happening) -> bool:
    """Whether a happening is done by saying it: an accusation is, an inquiry or the naming of a suspect is a deed."""
    return h.type in SAID and h.lead.mode != "investigate"


def day_of_saying(h: Happening, stamps: list[Stamp]) -> Unit | None:
    """The day of the nearest saying of who does ``h``; else that of the nearest saying of all, where ``h`` is told in its run.

    "..., kata X di Jakarta, Senin (2/3)" and, ten sentences on, "Pemerintah siap membantu, kata X": a person speaks for his side too.
    """
    at = h.lead.sentence.index
    near = sorted(stamps, key=lambda t: (abs(t[0].index - at), t[0].index < at))
    for s, unit, speakers in near:
        if abs(s.index - at) > NEAR:
            break
        if any(same(a, m) and (m.kind != "state" or s.index == at) for a in h.actors for m in speakers):
            return unit
    if not near or abs(near[0][0].index - at) > RUN:
        return None
    _, unit, speakers = near[0]
    people = [m for m in speakers if m.kind in PEOPLE]
    heard = [m for m in heard_in(h.lead.sentence) if not h.actors or any(a.country == m.country for a in h.actors)]
    return unit if any(same(a, m) for a in (*h.actors, *heard) for m in people) else None


def heard_in(s: Sentence) -> list[Mention]:
    """Who is heard in a sentence."""
    m = s.speaker
    if m is None:
        return []
    return list(m.refers) if m.refers and (m.pronoun or m.alias == "apposition") else [m]


def same(a: Mention, b: Mention) -> bool:
    """Whether two mentions are one, or a body and the one who speaks for it."""
    if a is b:
        return True
    if a.kind in ("person", "name") and b.kind in ("person", "name"):
        return bool(a.name and b.name and (a.name == b.name or a.name.split()[-1] == b.name.split()[-1]))
    if not a.country or a.country != b.country:
        return False
    if a.name and b.name and a.name == b.name:
        return True
    bodies = [m.of for m in (a, b) if m.of is not None] + [m for m in (a, b) if m.kind not in ("person", "name")]
    named = {m.name for m in bodies if m.named and m.name and not FORCES.search(m.name)}  # a part speaks for the whole
    return a.sector == b.sector != "CVL" and len(named) <= 1
