"""One act told all through a report: what the same side does to the same side, and nothing tells apart, it has done once.

The joining of tellings (``happenings``, ``told_again``) goes by the words of two sentences. A coder goes by the report: force that an
army used against a town, told again as the rockets that hit it, as the dead and as what an envoy condemns, is one act as long as no
day, place, number or name says that it is another. This step, when all is known of who and when, asks for what tells two acts apart.
"""

from __future__ import annotations

from collections.abc import Callable

from ikrar.link.doers import codes_of, officers_apart, other_bodies, other_people, other_sort
from ikrar.link.happenings import Happening
from ikrar.link.meetings import AROUND
from ikrar.link.same_act import Counts, of_others, on_nothing, one_more, times_differ
from ikrar.model.annotation import Mention

OFTEN_TOLD = frozenset("ACCUSE ASSAULT COERCE PROTEST REQUEST SANCTION THREATEN".split())
"""Types of acts that a report tells in many words; of talks, promises, praise, refusals and moves of troops it tells of many."""
OF_ONE_STATE = frozenset(("COERCE",))
"""Types of which one act is told of whichever arm of a state: the police who raid, and the government that has arrested them."""
YEAR_BY_YEAR = frozenset(("SANCTION",))
"""Types of acts that come again year after year: one with a year of its own is none of those without."""
SORTS = {
    **dict.fromkeys(("coerce.arrest", "coerce.detain", "coerce.hunt", "coerce.crackdown"), "people held"),
    "coerce.deport": "people sent away",
    **dict.fromkeys(("coerce.seize", "coerce.withhold"), "things taken"),
}
"""What is done to people, and to what they have; the other frames of COERCE lay down rules."""
OF_A_CASE = frozenset(("investigate",))
"""Modes of blame that are steps of a case."""
AGAIN = "one act with the one told before: nothing tells them apart"


def gather(happenings: list[Happening], counts: Counts, day: Callable[[Happening], str | None]) -> list[Happening]:
    """``happenings`` with those joined that nothing tells apart; ``day`` says when one was, as far as is known."""
    kept: list[Happening] = []
    told: dict[str, list[Happening]] = {}
    for h in happenings:
        mine = told.setdefault(h.type, []) if h.type in OFTEN_TOLD else []
        first = next((o for o in reversed(mine) if _one(o, h, counts) and not _apart(day(o), day(h))), None)
        if first is None:
            mine.append(h)
            kept.append(h)
            continue
        first.tellings += h.tellings
        first.actors, first.recipients = first.actors or h.actors, first.recipients or h.recipients
        first.time = first.time or h.time
        for d in h.tellings:
            d.notes.append(AGAIN)
    return kept


def _one(o: Happening, h: Happening, counts: Counts) -> bool:
    """Whether ``h``, of the type of ``o``, is by the same and to the same, and no word makes it another act."""
    if not (o.actors and h.actors or o.recipients and h.recipients) or o.lead.factuality != h.lead.factuality:
        return False
    land = h.type in OF_ONE_STATE
    if not _same(o.actors, h.actors, land) or not _same(o.recipients, h.recipients, land):
        return False
    if times_differ(o.time, h.time) or one_more(o, h.lead, counts.one_more) or counts.differ(o.lead.sentence, h.lead.sentence, h.type):
        return False
    if of_others(o.lead, h.lead, counts) or of_others(h.lead, o.lead, counts):
        return False
    if other_people(o.actors, h.actors) or other_people(o.recipients, h.recipients) or other_bodies(o.recipients, h.recipients):
        return False
    if _other_office(o.actors, h.actors) or land and _to_unknown(h):
        return False
    if _other_step(o, h):
        return False
    if h.type in YEAR_BY_YEAR and (_own_year(o) != _own_year(h) or _told_as_earlier(h, counts)):
        return False
    if land and (_sort(o) != _sort(h) or officers_apart(o.recipients, h.recipients) or other_sort(o.recipients, h.recipients)):
        return False
    return not _elsewhere(o, h) and not _does_it_too(o, h) and not _does_it_too(h, o)


def _same(a: list[Mention], b: list[Mention], land: bool) -> bool:
    """Whether two sides are one by their codes, or by their states alone (``land``); a side that is not told may be any."""
    if not a or not b:
        return True
    states = {m.country for m in a}, {m.country for m in b}
    return bool(states[0] & states[1]) if land else states[0] == states[1] and bool(codes_of(a) & codes_of(b))


def _sort(h: Happening) -> str:
    return SORTS.get(h.lead.pattern.frame["frame"], "rules laid down")


def _other_step(o: Happening, h: Happening) -> bool:
    """“Prosecutors questioned two officials. They have been named suspects”: two steps of one case, each with its own frame."""
    frames = {x.lead.pattern.frame["frame"] for x in (o, h)}
    return h.type == "ACCUSE" and len(frames) > 1 and any(x.lead.pattern.frame["event"].get("mode") in OF_A_CASE for x in (o, h))


def _other_office(a: list[Mention], b: list[Mention]) -> bool:
    """“The minister of justice", "the minister of health”: whether both are told by an office, and no office is of both."""
    mine, theirs = ({m.title for m in side if m.kind == "person"} for side in (a, b))
    return all(m.title for m in a + b) and bool(mine and theirs) and not mine & theirs


def _to_unknown(h: Happening) -> bool:
    """“Police arrested the authors of that post”: whether words say to whom it is done whom nobody knows, and he was sought elsewhere."""
    told = any(d.members("recipient", "victim") or on_nothing(d) for d in h.tellings)
    return not told and h.lead.pattern.kind == "verb" and h.lead.mark != "passive"


def _told_as_earlier(h: Happening, counts: Counts) -> bool:
    """“Earlier, he was sentenced to ...”: whether a word before the verb says that it was before."""
    return not counts.earlier.isdisjoint(h.lead.sentence.lows[max(0, h.lead.first - AROUND) : h.lead.first])


def _own_year(h: Happening) -> bool:
    return h.time is not None and bool(h.time.x.year)


def _does_it_too(o: Happening, h: Happening) -> bool:
    """“A and B attacked each other. B is accused of ...”: whether one to whom it is done in ``h`` does it in ``o``."""
    return any(m is a or m.named and m.name == a.name and m.kind == "person" for m in h.recipients for a in o.actors)


def _apart(a: str | None, b: str | None) -> bool:
    """Whether two days, or months or years, are not the same as far as both say."""
    return a is not None and b is not None and not a.startswith(b) and not b.startswith(a)


def _elsewhere(o: Happening, h: Happening) -> bool:
    a, b = ({d.place.name for d in x.tellings if d.place is not None and d.place.named} for x in (o, h))
    return bool(a and b) and a.isdisjoint(b)
