"""The day of a saying, and what else was said then: by the same speaker near it, or in one run of his sayings."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ikrar.link.entities import FORCES
from ikrar.link.happenings import Happening
from ikrar.model.annotation import Mention, Sentence, Unit

if TYPE_CHECKING:
    from ikrar.link.times import Times

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
    heard = [m for m in heard_in(h.lead.sentence) if not h.actors or any(a.country == m.country for a in h.actors)]
    before = [t for t in near if t[0].index <= at]  # the last word before, where another is nearer behind
    for s, unit, speakers in (near[0], *before[:1]):
        people = [m for m in speakers if m.kind in PEOPLE]
        if abs(s.index - at) <= RUN and any(same(a, m) for a in (*h.actors, *heard) for m in people):
            return unit
    return None


def right_behind(h: Happening, happenings: list[Happening], times: Times) -> Unit | None:
    """The one day stamped on the saying right before, of what the same one does next; and the day of what he said right before.

    "..., kata juru bicara KPK, Jumat (16/8). KPK juga memanggil X"; "Menteri X, Minggu (2/6), mengecam Y. “Kami menuntut ...,” ujarnya".
    """
    d, s = h.lead, h.lead.sentence
    if d.factuality != "actual" or d.pattern.kind == "noun" or not s.index or h.type == "ASSAULT":
        return None
    before = times.doc.sentences[s.index - 1]
    days = [u for u in before.units if u.kind == "T" and u.x.stamp and times.past(u)]
    also = before.speaker is not None and s.speaker is None and not times.lang.sets["besides"].isdisjoint(s.words)
    told = len(days) == 1 and (in_words(h) or also)  # a deed without an "also" was done before
    if told and any(same(a, m) for a in h.actors for m in before.mentions):
        d.notes.append("the day of the saying told right before")
        day: Unit = days[0]
        return day
    if not in_words(h) or s.speaker is None:
        return None
    for o in happenings:
        near = o is not h and o.time is not None and 0 <= s.index - o.lead.sentence.index <= 1 and o.lead.start < d.start
        if near and in_words(o) and times.past(o.time) and any(same(a, m) for a in h.actors for m in o.actors):
            d.notes.append("said with what was said right before")
            unit: Unit | None = o.time
            return unit
    return None


def heard_in(s: Sentence) -> list[Mention]:
    """Who is heard in a sentence."""
    m = s.speaker
    if m is None:
        return []
    return list(m.refers) if m.refers and (m.pronoun or m.alias == "apposition") else [m]


def _one_name(a: list[str], b: list[str]) -> bool:
    """Whether two names may be one person's: by the last word, unless both say more and not the same ("Joko Widodo", "Sigit Widodo")."""
    return a[-1] == b[-1] and (set(a) <= set(b) or set(b) <= set(a) or a[0] == b[0])


def same(a: Mention, b: Mention) -> bool:
    """Whether two mentions are one, or a body and the one who speaks for it."""
    if a is b:
        return True
    if a.kind in ("person", "name") and b.kind in ("person", "name"):
        if not (a.name or b.name):  # "Menteri Agama", told twice
            return bool(a.title and a.title == b.title and a.country == b.country and a.sector == b.sector and a.words == b.words)
        return bool(a.name and b.name and (a.name == b.name or _one_name(a.name.split(), b.name.split())))
    if not a.country or a.country != b.country:
        return False
    if a.name and b.name and a.name == b.name:
        return True
    bodies = [m.of for m in (a, b) if m.of is not None] + [m for m in (a, b) if m.kind not in ("person", "name")]
    named = {m.name for m in bodies if m.named and m.name and not FORCES.search(m.name)}  # a part speaks for the whole
    return a.sector == b.sector != "CVL" and len(named) <= 1
