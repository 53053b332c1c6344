"""Houses and firms that no list of bodies has, where they give their word: "the museum agreed to return", "raksasa cip X menyanggupi".

Elsewhere a museum is a place, a giant or a line a plain noun; only people and bodies give their word.
"""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.model.annotation import Mention, Sentence, Unit

FAR = 12  # units between a body and the verb by which it gives its word
BETWEEN = "ADNTPX#d,"
"""Kinds of units that may stand there: where it is, what it is called, when it was."""

DOES = "ISAV"
"""Kinds of units that open what one gives one's word to do."""


def settle(s: Sentence, language: Language) -> None:
    """Makes bodies of the heads in ``giving_houses`` and ``giving_firms`` whose next verb is one of giving one's word."""
    houses, known = language.sets["giving_houses"], language.either("giving_houses", "giving_firms")
    found = False
    for i, u in enumerate(s.units):
        head = u.m.head if u.m is not None and u.m.kind == "facility" else u.low
        if u.m is not None and u.m.kind != "facility" or u.kind not in "XM":
            continue
        head = head if language.code == "id" else head.removesuffix("s") if head.removesuffix("s") in known else head
        if head not in known or not _gives(s, i, language):
            continue
        first, last = _phrase(s.units, i, language.code)
        if first > 0 and s.units[first - 1].kind in "PVR":
            continue  # "in the museum", "praised the museum"
        _name(s, first, i, last, head, "EDU" if head in houses else "BUS")
        found = True
    if found:
        s.take_mentions()


def _gives(s: Sentence, i: int, language: Language) -> bool:
    """Whether the first verb behind unit ``i`` is one of giving one's word to do something: not "the plant promised a rich bloom"."""
    for j, u in enumerate(s.units[i + 1 : i + 1 + FAR], i + 1):
        if u.kind == "V":
            given = u.low in language.sets["gives_word"] or s.tokens[u.first].low in language.sets["gives_word"]
            behind = next((x for x in s.units[j + 1 :] if x.kind not in "TPDN"), u)
            return given and behind.kind in DOES
        if u.kind not in BETWEEN and u.m is None:
            return False
    return False


def _phrase(units: list[Unit], i: int, code: str) -> tuple[int, int]:
    """The first and last unit of the noun phrase of the head at ``i``: before an English head, behind an Indonesian one."""
    first = last = i
    if code == "id":
        while last + 1 < len(units) and (units[last + 1].kind == "X" or units[last + 1].mention_kind == "state"):
            last += 1
        return first, last
    while first > 0 and (units[first - 1].kind in "Xd#" or _adjective(units[first - 1])):
        first -= 1
    return first, last


def _adjective(u: Unit) -> bool:
    return u.m is not None and u.m.kind == "state" and u.m.adjective


def _name(s: Sentence, first: int, i: int, last: int, head: str, sector: str) -> None:
    """Gives the phrase a mention of its own; a state in it is whose it is."""
    units = s.units
    known = units[i].m
    m = known or Mention("organization", units[first].start, units[last].end, head, sentence=s.index)
    m.kind, m.sector = "organization", sector
    for u in units[first : last + 1]:
        if u.m is not None and u.m is not m and u.m.kind == "state":
            m.country, m.owner = u.m.country, u.m
            if u is not units[i]:
                u.kind, u.m = "X", None
    units[i].kind, units[i].m = "M", m
