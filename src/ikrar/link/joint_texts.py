"""What one joint text tells was agreed on one day: finds its day, and gives it to what its sides agree to."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from ikrar.link.meetings import PASSING
from ikrar.model.annotation import Mention, Sentence, Unit

if TYPE_CHECKING:
    from ikrar.link.happenings import Happening
    from ikrar.link.times import Times

NONE = -1
AGREED = ("AGREE", "CONSULT")
TEXT = 16  # sentences within which what one joint text says is told
LEAD = 6  # sentences in which a report tells of the talks that it is of
NEWS = 14  # days
OPENING = 6  # units within which a verb says what the day behind it is of
AT_ONCE = 1  # sentences between a joint text and the saying of its makers that has its day


class JointText:
    """The joint text that a report is of, if it is of one."""

    def __init__(self, times: Times, happenings: Sequence[Happening], stamped: Sequence[tuple[Sentence, Unit]]) -> None:
        self.times, self.lang, self.happenings = times, times.lang, happenings
        sentences = times.doc.sentences
        at = sorted({m.sentence for m in times.doc.mentions if m.title == "joint-statement"})
        self.told = [sentences[i] for i in at if not sentences[i].title]
        """Sentences that tell of it."""
        self.sides: set[str | None] = next((c for o in happenings if o.type in AGREED and len(c := _countries(o) - {"INT"}) == 2), set())
        if not self.told and len(self.sides) > 1:  # "said a statement": of both, where they agree
            self.told = [s for s in sentences[:LEAD] if not s.title and not self.lang.sets["statements"].isdisjoint(s.words)]
        self.issued = self._issued() or self._nearest(False) if self.told else None
        """The words for the day on which it came out, where they stand beside it."""
        self.said = self.issued or self._declared(stamped) or self._nearest(True) if self.told else None
        """The words for its day, be it settled or not: "Rabu" of a report that nobody dates."""
        self.day = self.said if self.said is not None and times.past(self.said) else None

    def _issued(self) -> Unit | None:
        """“pernyataan bersama yang dirilis pada Senin", "kesepakatan yang diumumkan kedua negara pada Senin": when it came out."""
        issued, texts = self.lang.sets["issued"], self.lang.sets["statements"]
        for s in self.times.doc.sentences[: self.told[0].index + LEAD]:
            if s.title or issued.isdisjoint(s.words):
                continue
            for i, u in enumerate(s.units):
                if u.kind != "T" or not _names_day(u):
                    continue
                v = next((k for k in range(i - 1, max(NONE, i - OPENING), -1) if s.units[k].kind == "V" or s.units[k].low in issued), NONE)
                if v == NONE or s.units[v].low not in issued:
                    continue
                text = any(x.low in texts or x.mention_kind == "instrument" for x in s.units[max(0, v - OPENING) : i])
                heard = any(x.m is not None and x.m.sector == "JRN" for x in s.units[v:i])  # "seperti dilansir AFP, Rabu"
                if text and not heard and not self._of_talks(s, v, i):
                    return u
        return None

    def _of_talks(self, s: Sentence, at: int, i: int) -> bool:
        """“released after talks in Maputo on Tuesday": whether the day at ``i`` is of what came before the text told at ``at``."""
        u = s.units
        return not u[i].x.stamp and any(x.kind in "SP" and x.low in self.times.counter.signs for x in u[at + 1 : i])

    def _nearest(self, anyhow: bool) -> Unit | None:
        """“pernyataan bersama, Senin (6/5)”: the day nearest to where it is first told with one; ``anyhow``, be it that of the talks."""
        statements = self.lang.sets["statements"]
        for s in self.times.doc.sentences[self.told[0].index :]:
            at = next((i for i, u in enumerate(s.units) if u.m is not None and u.m.title == "joint-statement"), None)
            if at is None:  # "The statement was issued on Tuesday"
                at = next((i for i, u in enumerate(s.units[:OPENING]) if u.low in statements), None)
            if s.title or at is None:
                continue
            signed = [i for i, u in enumerate(s.units) if u.low in self.lang.sets["signing"]]
            days = [i for i, u in enumerate(s.units) if u.kind == "T" and _names_day(u)]
            days = [i for i in days if not any(0 < i - v < OPENING for v in signed)]  # when a treaty was signed
            days = [i for i in days if anyhow or not self._of_talks(s, at, i)]
            if days:
                return s.units[min(days, key=lambda i: abs(i - at))]
        return None

    def _declared(self, stamped: Sequence[tuple[Sentence, Unit]]) -> Unit | None:
        """“A and B said on Monday. "...," they said in a joint statement": the day of their saying right before."""
        first = self.told[0].index
        days = [u for s, u in stamped if not s.title and 0 < first - s.index <= AT_ONCE and _names_day(u)]
        if not days:  # "A and B agreed on Monday ... The decision was announced in a joint statement"
            both = [o for o in self.happenings if o.type == "AGREE" and o.time is not None and len(_countries(o)) > 1]
            days = [o.time for o in both if 0 < first - o.lead.sentence.index <= LEAD and _names_day(o.time)]
        return days[-1] if days else None

    def agreed(self, h: Happening) -> Unit | None:
        """“A dan B sepakat pada Rabu ..., kata pernyataan bersama. B menjamin ...”: of the day of what it is told to hold besides."""
        if h.type != "AGREE" or h.lead.pattern.kind == "noun" or self.times.once(h) or not self.told:
            return None
        latest = sorted(self.happenings, key=lambda o: -o.lead.start)
        for kind in AGREED:  # an agreement first: a meeting may be an earlier one
            for o in latest:
                if kind == "CONSULT" and self.said is not None and o.time is not self.said:
                    continue  # the text has a day of its own, known or not
                if o is not h and o.type == kind and len(_countries(o)) > 1 and not _long_ago(o) and dated_between(h, o, TEXT, _on_side):
                    h.lead.notes.append("of one joint text with what was agreed before")
                    unit: Unit | None = o.time
                    return unit
        return None

    def its_own(self, h: Happening) -> Unit | None:
        """What is told as of no speaker, or as the words of the text itself, is of its day, whoever speaks near it."""
        speaker = h.lead.sentence.speaker
        return self.on_its_day(h) if self.day is not None and (speaker is None or speaker.kind == "instrument") else None

    def on_its_day(self, h: Happening) -> Unit | None:
        """“A dan B sepakat ... Hal itu tertuang dalam pernyataan bersama pada Sabtu": what its sides agree to is of its day."""
        if not self.told or h.type != "AGREE" or self.times.once(h):  # "have agreed" is of that day too
            return None
        day = self.day if self.said is not None else self._day_of_talks()
        if day is None or not self.sides or not {m.country for m in h.actors} <= self.sides | {"INT"}:
            return None
        h.lead.notes.append("the day of the joint text")
        return day

    def hours_before(self, h: Happening) -> Unit | None:
        """“... yang dirilis pada Rabu, beberapa jam setelah dialog", "held earlier in the day": talks on the day of their joint text."""
        if h.type != "CONSULT" or self.day is None or len(_countries(h)) < 2:
            return None
        for d in h.tellings:
            lows = " " + " ".join(d.sentence.lows) + " "
            if any(f" {w} " in lows for w in self.lang.sets["hours_after"]):
                d.notes.append("the day of the joint text, hours before it")
                return self.day
        return None

    def _day_of_talks(self) -> Unit | None:
        """The day of the latest talks of two sides, at whose end a joint text without a day came out."""
        talks = [o for o in self.happenings if o.type == "CONSULT" and len(_countries(o)) > 1]
        told = [o.time for o in talks if o.time is not None and o.lead.sentence.index <= LEAD and not self.times.once(o)]
        days: list[Unit] = [u for u in told if self.times.past(u) and self._lately(self.times.at(u).value or "")]
        return max(days, key=lambda u: self.times.at(u).value or "", default=None)

    def _lately(self, day: str) -> bool:
        """Whether a day lies at most so far before the report that it may be the day of its news."""
        published = self.times.published
        return published is None or (published - date.fromisoformat(day)).days <= NEWS


def _countries(o: Happening) -> set[str | None]:
    return {m.country for m in (*o.actors, *o.recipients)}


def dated_between(h: Happening, o: Happening, reach: int, alike: Callable[[Mention, Mention], bool]) -> bool:
    """Whether ``o`` has a time, is told at most ``reach`` sentences before ``h``, and all of ``h`` are ``alike`` one of its sides."""
    if o.time is None or not 0 <= h.lead.sentence.index - o.lead.sentence.index <= reach:
        return False
    sides = (*o.actors, *o.recipients)
    return all(any(alike(m, side) for side in sides) for m in (*h.actors, *h.recipients))


def _long_ago(o: Happening) -> bool:
    """Whether a meeting is told as an earlier one, or by its month or year alone: no text of today came out of it."""
    x = o.time.x if o.time is not None else None
    return o.lead.pattern.frame["frame"] == PASSING or x is not None and x.kind in ("month", "year", "range")


def _names_day(u: Unit) -> bool:
    """Whether the unit is a day or a day of the week."""
    return bool(u.x.day or u.x.weekday >= 0)


def _on_side(m: Mention, side: Mention) -> bool:
    """Whether somebody stands on a side of a deal: its state, its troops, or the coalition that its troops are of."""
    return m.country == side.country or (m.country == "INT" and m.sector == "MIL")
