"""The day of what was told just before, where the next sentence opens with words for it: "Dukungan itu disampaikan pada Sabtu"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ikrar.link.sayings import Stamp, heard_in, in_words, same
from ikrar.model.annotation import Mention, Sentence, Unit

if TYPE_CHECKING:
    from ikrar.link.happenings import Happening
    from ikrar.link.times import Times

OPENING = 6  # words at the head of a sentence in which its subject and its verb stand
SINCE = 3  # sentences from an occasion to what is done right after it
BEHIND = 4  # sentences behind a lead in which its sides tell when it was
SUBJECT = 4  # words of a subject that points back: "rapat kerja nasional itu"


def told_on(h: Happening, happenings: list[Happening], times: Times) -> Unit | None:
    """The one day of the sentence right behind ``h`` that opens with words for it.

    "X mendukung Y. Dukungan itu disampaikan seusai rapat, Sabtu (7/10)"; "X bertemu Y. Pertemuan itu berlangsung di Z, Rabu (2/4)".
    """
    d = h.lead
    sentences = times.doc.sentences
    if d.factuality != "actual" or d.pattern.kind == "noun" or d.sentence.index + 1 >= len(sentences):
        return None
    after = sentences[d.sentence.index + 1]
    lows = after.lows[:OPENING]
    subject = _points_back(after, times)
    if not after.times or not subject:
        return None
    said = in_words(h) and not times.lang.sets["said_passive"].isdisjoint(lows)
    said = said and all(any(same(a, m) for a in h.actors) for m in heard_in(after))
    met = h.type == "CONSULT" and lows[0] in times.lang.sets["occasions"]
    last = max((o.lead.start for o in happenings if o.lead.sentence is d.sentence), default=d.start)
    if not (said or met) or last != d.start:
        return None
    days = [u for u in after.units if u.kind == "T" and u.x.stamp and times.past(u)]
    return _noted(d, days, f'the day on which it is told to have been: "{subject}"')


def at_occasion(h: Happening, times: Times) -> Unit | None:
    """“X menggelar rapimnas pada Sabtu. Rapimnas itu dihadiri Y": who came to an occasion came on the one day told of it before."""
    d = h.lead
    if h.type != "CONSULT" or not d.sentence.index or times.once(h):
        return None
    before = times.doc.sentences[d.sentence.index - 1]
    subject = _points_back(d.sentence, times)
    if not subject or subject.split()[0] not in before.words:
        return None
    return _noted(d, _days(before, times), f'the day of "{subject}"')


def _points_back(s: Sentence, times: Times) -> str:
    """The words of a subject at the head of a sentence that point to what was told before; "" where none do."""
    points, lows = times.lang.sets["occasion_points"], s.lows
    at = next((i for i, low in enumerate(lows[1:SUBJECT], 1) if low in points), 0)
    headed = bool(at) and bool(s.units) and s.units[0].kind not in "PSV"
    return " ".join(lows[: at + 1]) if headed and times.lang.code == "id" else ""


def _days(s: Sentence, times: Times) -> list[Unit]:
    """The days of a sentence that were before the report."""
    return [u for u in s.units if u.kind == "T" and u.x.day and times.past(u)]


def _noted(d: Any, days: list[Unit], note: str) -> Unit | None:
    """The day, where there is only one."""
    if len(days) != 1:
        return None
    d.notes.append(note)
    return days[0]


def went_on(h: Happening, times: Times) -> Unit | None:
    """“Pada Senin (5/5) tim X mendatangi desa itu. Mereka membagikan beras": what the same ones are told to do next is of that day."""
    d = h.lead
    goes_on = d.subject is not None and bool(d.subject.members) and all(m.pronoun in ("they", "third") for m in d.subject.members)
    if not goes_on or d.subject.first > 1 or d.factuality != "actual" or d.pattern.kind == "noun" or in_words(h):
        return None
    if not d.sentence.index or times.once(h) or d.sentence.speaker is not None:
        return None
    before = times.doc.sentences[d.sentence.index - 1]
    if before.speaker is not None or not any(same(a, m) for a in h.actors for m in before.mentions):
        return None
    return _noted(d, _days(before, times), "what the same ones did next")


def after_occasion(h: Happening, times: Times) -> Unit | None:
    """“X menggelar rapat pada Sabtu (7/10). Usai rapat, Y mendatangi Z": at once after an occasion that was of one day told before."""
    d, lows = h.lead, h.lead.sentence.lows
    if d.factuality != "actual" or d.pattern.kind == "noun" or len(lows) < 2 or lows[0] not in times.lang.sets["right_after"]:
        return None
    if lows[1] not in times.lang.sets["occasions"]:
        return None
    for s in times.doc.sentences[max(0, d.sentence.index - SINCE) : d.sentence.index]:
        if lows[1] in s.words:
            return _noted(d, _days(s, times), f'right after "{lows[1]}"')
    return None


def of_the_news(h: Happening, stamps: list[Stamp], times: Times) -> Unit | None:
    """“X bertemu Y. ... kata Y di Lima, Rabu (11/10)": a lead without a day is of the one day on which its sides speak right behind it."""
    d = h.lead
    first = next((s.index for s in times.doc.sentences if not s.title), 0)
    if d.sentence.index != first or d.factuality != "actual" or not (h.type == "CONSULT" or in_words(h)) or d.pattern.kind == "noun":
        return None
    if times.once(h) or any(c.endswith(("-> past", "-> future")) for c in d.cues):
        return None
    near = [t for t in stamps if 0 < t[0].index - d.sentence.index <= BEHIND]
    days = {times.at(u).value for _, u, _ in near}
    sides = [*h.actors, *h.recipients] if h.type == "CONSULT" else h.actors
    if len(days) != 1 or not any(same(a, m) or _one_of(a, m) for a in sides for m in near[0][2]):
        return None
    d.notes.append("the day on which its sides speak of it")
    return near[0][1]


def _one_of(many: Mention, m: Mention) -> bool:
    """Whether ``m`` is one of a group: of its country and its sector."""
    return many.kind == "group" and many.country == m.country is not None and many.sector == m.sector
