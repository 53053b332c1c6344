"""Whether two tellings are of two meetings: of two rounds of a series, with two counterparts, or of the series and one of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ikrar.model.annotation import Mention

if TYPE_CHECKING:
    from ikrar.link.happenings import Happening
    from ikrar.link.same_act import Counts


def which_round(d: Any, counts: Counts) -> str | None:
    """Which meeting of a series a telling is of: "the fourth session", "putaran perdana"; None where it does not say."""
    tokens = d.sentence.tokens
    for i in range(max(0, d.first - AROUND), min(len(tokens), d.first + AROUND)):
        number: str | None = counts.ordinals.get(tokens[i].low)
        if number is not None and any(t.low in counts.rounds for t in tokens[max(0, i - BESIDE) : i + BESIDE + 1]):
            return number
    return None


OPENING = ("first", "earlier")  # rounds that were before
LEAD = 3  # index of the last sentence that tells of the talks that a report is of
AROUND = 5  # words around the word of a meeting among which it is told which of a series it was
BESIDE = 2  # words between the ordinal and the round that it counts


def other_round(h: Happening, d: Any, counts: Counts) -> bool:
    """Whether two tellings are of two rounds: by their numbers, or since one is told in passing as an earlier one."""
    mine = which_round(d, counts)
    theirs = {number for t in h.tellings if (number := which_round(t, counts)) is not None}
    if mine is not None and theirs:
        return mine not in theirs
    if mine in OPENING and d.time is not None and d.time.x.weekday < 0 and h.time is None and d.sentence.index > LEAD:
        return True  # "on 3 May held the first session", told behind the talks that the report is of
    passing = [t.pattern.frame["frame"] == PASSING for t in h.tellings]
    return bool(d.pattern.frame["frame"] == PASSING) != any(passing)


ATTENDED = "consult.attend"
NEXT = 2  # sentences behind a meeting in which it is told who took part


def taken_part(h: Happening, d: Any, actors: list[Mention], definite: frozenset[str]) -> bool:
    """“Pertemuan tersebut diikuti delegasi X", "X's delegation attended the talks": who of those that met was at the meeting just told."""
    if d.pattern.frame["frame"] != ATTENDED or not 0 <= d.sentence.index - h.tellings[-1].sentence.index <= NEXT or h.lead.sentence.title:
        return False
    here = {m.country for m in actors}
    around = d.sentence.lows[: d.first] if d.mark == "passive" else d.sentence.lows[d.first : d.first + AROUND]
    return bool(here) and here <= {m.country for m in h.actors} and not definite.isdisjoint(around)


MET = frozenset(("consult.meet", "consult.see", "consult.visit", "consult.speak"))


def other_counterpart(h: Happening, d: Any, actors: list[Mention], recipients: list[Mention]) -> bool:
    """“Presiden X bertemu Presiden Y ... sudah bertemu Menteri Z": whether who met him is another person of the same country."""
    if d.pattern.kind != "verb" or h.lead.pattern.kind != "verb":
        return False
    mine, theirs = (
        {m.name: m for m in side if m.kind == "person" and m.named} for side in ((*h.actors, *h.recipients), (*actors, *recipients))
    )
    if not mine.keys() & theirs.keys():
        return False
    one = {m.country for name, m in mine.items() if name not in theirs}
    return any(m.country in one for name, m in theirs.items() if name not in mine)


def new_series(h: Happening, d: Any, counts: Counts) -> bool:
    """Whether ``d`` tells that a series of meetings began, and ``h`` tells of none."""
    return _begins_series(d, counts) and not any(_begins_series(t, counts) for t in h.tellings)


def _begins_series(d: Any, counts: Counts) -> bool:
    """“launched the dialogue sessions on 1 June", "memulai rangkaian dialog": the series, not one meeting of it."""
    if d.pattern.frame["frame"] not in HELD or d.time is None:
        return False
    behind = set(d.sentence.lows[max(0, d.first - BESIDE) : d.first + AROUND])
    return not behind.isdisjoint(counts.series) and (d.time.x.bound == "from" or not behind.isdisjoint(counts.begins))


HELD = frozenset(("consult.hold", "consult.held", "consult.talks"))
PASSING = "consult.earlier"
