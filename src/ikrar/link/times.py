"""When things happened: the moment that words name, and the day that runs through a text, for acts told without one of their own."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from ikrar.dates import Anchor, anchors, lacks_year, resolve, told_years
from ikrar.dates import deadline as resolve_deadline
from ikrar.lexicon import Language
from ikrar.link.counted import Counter, Gap, counted
from ikrar.link.happenings import Happening
from ikrar.link.meetings import PASSING
from ikrar.link.sayings import NEAR, SAID, Stamp, day_of_saying, heard_in, in_words, same
from ikrar.model import Span, Time
from ikrar.model.annotation import Annotated, Mention, Sentence, Unit

DEEDS = frozenset("ASSAULT COERCE SANCTION PROTEST MOBILIZE".split())
DAY = len("2019-05-04")  # of a date that names its day
MEETING = 3  # sentences behind a dated meeting in which its sides' words to each other are said there
SITTING = 6  # sentences behind a sitting of a parliament in which its members speak there
AGREED = ("AGREE", "CONSULT")
TEXT = 16  # sentences within which what one joint text says is told
OPENS = 1  # index of the last sentence whose inquiry is the news of the day
LEAD = 6  # sentences in which a report tells of the talks that it is of
NEWS = 14  # days
ROUND = 3  # words of the trigger that tells a round of talks
NONE = -1
HEAD = 2  # words at the head of a sentence of which one may say that what it tells came earlier
PHRASE = 5  # words of a phrase that points to an occasion
OPENING = 6  # units at the head of a sentence in which "dalam kesempatan itu" stands


class Times:
    """Resolves the times of one document."""

    def __init__(self, doc: Annotated, language: Language, published: date | None) -> None:
        self.doc, self.lang, self.published = doc, language, published
        self.pointing = frozenset(phrase.rpartition(" ")[2] for phrase in language.sets["same_occasion"]) | language.sets["occasion_points"]
        """Words without which nothing points to an occasion."""
        units = [u for s in doc.sentences if s.times for u in s.units if u.kind == "T"]
        exprs = [u.x for u in units]
        open_ = published is None and lacks_year(exprs)
        years = told_years(" ".join(doc.raw[s.start : s.end] for s in doc.sentences)) if open_ else ()
        found: Sequence[Anchor] = anchors(exprs, published, years)
        self.anchor = {id(u): a for u, a in zip(units, found, strict=True)}
        for s in doc.sentences:
            self._quoted(s)
        self.ordinals = frozenset(itertools.chain.from_iterable(language.raw["extras"]["processes"]["ordinals"].values()))
        """Words that say which meeting of a series it was."""
        self.joint_text = any(m.kind == "instrument" and m.title == "joint-statement" for m in doc.mentions)
        """Whether the report is of a joint statement."""
        self.joint_day: Unit | None = None
        """The day on which it came out."""
        self.joint_said: Unit | None = None
        """The words for that day, be it settled or not: "Rabu" of a report that nobody dates."""
        self.counter = Counter(language)
        self._gaps: dict[int, list[Gap]] = {}
        self.anchor_of_expr = {id(u.x): self.anchor[id(u)] for u in units}

    def _quoted(self, s: Sentence) -> None:
        """“Hari ini” in a quotation, or beside its date, is the day stamped on the saying, whenever the report came out."""
        if len(s.times) < 2:
            return
        times = [(i, u) for i, u in enumerate(s.units) if u.kind == "T"]
        days = [(i, u, self.at(u).value or "") for i, u in times if u.x.day]
        days = [(i, u, value) for i, u, value in days if len(value) == 10]
        marks = [i for i, u in enumerate(s.units) if u.kind == "Q"]
        for i, u in times:
            if u.x.kind != "relative" or u.x.unit != "day" or u.x.origin != "now":
                continue
            for j, day, value in days:
                said = day.x.stamp and i < j and any(i < k < j for k in marks)
                beside = not u.x.offset and abs(i - j) <= 2 and all(s.units[k].kind in ",(" for k in range(min(i, j) + 1, max(i, j)))
                if said or beside:
                    self.anchor[id(u)] = Anchor(published=date.fromisoformat(value))
                    break

    def at(self, unit: Unit, *, future: bool = False) -> Time:
        """The moment that a T unit names."""
        value = resolve(unit.x, self.anchor.get(id(unit), Anchor()), future=future)
        return Time(value=value, text=self.doc.raw[unit.start : unit.end], span=(unit.start, unit.end))

    def gaps(self, s: Sentence) -> list[Gap]:
        """What a sentence counts from one act to another."""
        found = self._gaps.get(s.index)
        if found is None:
            found = self._gaps[s.index] = self.counter.gaps(s)
        return found

    def deadline(self, found: tuple[Any, Span]) -> Time:
        """A deadline: its last day, or "open"."""
        what, span = found
        text = self.doc.raw[span[0] : span[1]]
        if what == "open":
            return Time(value="open", text=text, span=span)
        return Time(value=resolve_deadline(what, self.anchor_of_expr.get(id(what), Anchor())), text=text, span=span)

    def of(self, h: Happening) -> Time | None:
        """When a happening was: of its tellings' times the most exact one."""
        planned = h.lead.factuality == "planned"
        best: Time | None = None
        own = in_words(h) or h.type == "CONSULT"  # "..., kata X usai pertemuan itu, Kamis": both on one day
        heard = [] if own else [d.time for d in h.tellings if d.heard and d.time is not h.lead.time]  # heard later: dates no act
        for unit in (h.time, *(d.time for d in h.tellings)):
            if unit is None or any(unit is t for t in heard):
                continue
            future = planned and any(unit is d.time for d in h.tellings)  # a day lent by another act is that act's
            found = self.at(unit, future=future)
            if not future and found.value and self.published and found.value > self.published.isoformat()[: len(found.value)]:
                continue  # what has happened was not after the report: a slip, or the time of something else
            if best is None or len(found.value or "") > len(best.value or ""):
                best = found
        return best

    def run_on(self, happenings: list[Happening], sayings: list[tuple[Sentence, Unit]]) -> None:
        """Gives undated acts the day that runs through the text, where the text ties them to it."""
        stamps = [(s, u, heard_in(self._sayer(s))) for s, u in sayings if self._past(u)]
        self.joint_said = self._day_of_joint_text() if self.joint_text else None
        self.joint_day = self.joint_said if self.joint_said is not None and self._past(self.joint_said) else None
        dated: Happening | None = None
        for h in sorted(happenings, key=lambda h: h.lead.start):
            if not any(d.time is not None for d in h.tellings) and h.time is None:
                h.time = (
                    counted(h, happenings, self)
                    or self._day_before(h)
                    or self._begun(h, happenings)
                    or self._same_occasion(h, dated)
                    or self._said(h, stamps)
                    or self._at_meeting(h, happenings)
                    or self._of_one_text(h, happenings)
                    or self._on_joint_day(h, happenings)
                    or self._hours_before(h)
                )
            if h.time is not None:
                dated = h

    def _past(self, u: Unit) -> bool:
        """Whether the day of a saying is settled, and not after the report itself."""
        value = self.at(u).value
        return value is not None and len(value) == DAY and (self.published is None or value <= self.published.isoformat())

    def _sayer(self, s: Sentence) -> Sentence:
        """The sentence itself, or the one before where this is only the day cut off from it."""
        return s if s.speaker is not None or s.index == 0 or len(s.units) > 2 else self.doc.sentences[s.index - 1]

    def _same_occasion(self, h: Happening, dated: Happening | None) -> Unit | None:
        """“Dalam kesempatan itu, X ...”: on the day of what was told just before."""
        if dated is None or h.lead.sentence.index - dated.lead.sentence.index > MEETING:
            return None
        words = self._points_back(h.lead.sentence, 0, OPENING)
        if words is None:
            return None
        h.lead.notes.append(f'the same day: "{words}"')
        unit: Unit | None = dated.time
        return unit

    def _points_back(self, s: Sentence, first: int, stop: int) -> str | None:
        """The words from ``first`` to before ``stop`` that point to the occasion told just before: "kala itu", "that day"."""
        if self.pointing.isdisjoint(s.lows[first:stop]):
            return None
        lows = " " + " ".join(s.lows[first:stop]) + " "
        since = any(lows.startswith(f" {x} ") for x in self.lang.sets["apart"])  # "Sejak saat itu X berkali-kali ...": not on that day
        words = None if since else next((w for w in self.lang.sets["same_occasion"] if f" {w} " in lows), None)
        return words or self._occasion(s.lows[first:stop])

    def _occasion(self, lows: Sequence[str]) -> str | None:
        """“Dalam operasi gabungan tersebut”, "during that visit": a preposition, and a noun of an occasion with what points back at it."""
        sets, named = self.lang.sets, ("occasions", "occasion_points")
        for i, low in enumerate(lows):
            if low in sets["occasion_at"]:
                at = [next((n for n, w in enumerate(lows[i + 1 : i + PHRASE]) if w in sets[name]), NONE) for name in named]
                if min(at) != NONE and (at[0] < at[1]) == (self.lang.code == "id"):
                    return " ".join(lows[i : i + max(at) + 2])
        return None

    def _day_before(self, h: Happening) -> Unit | None:
        """“... bermula pada 3 Mei. Hari itu X menyerang": the one day told just before, where the words point back to it."""
        d = h.lead
        words = self._points_back(d.sentence, max(0, d.first - OPENING), d.first + OPENING)
        words = words or self._points_back(d.sentence, 0, OPENING) or self._cleft(d)
        if words is None:
            return None
        days = [u for u in d.sentence.units[: d.unit] if _names_a_time(u)]
        if not days and d.sentence.index:
            days = [u for u in self.doc.sentences[d.sentence.index - 1].units if _names_a_time(u)]
        if len(days) != 1:
            return None
        d.notes.append(f'the same day: "{words}"')
        day: Unit = days[0]
        return day

    def _cleft(self, d: Any) -> str | None:
        """“It was in the first session, on 6 June, that X promised": the day stands in the clause that points to the act."""
        lows, that = " ".join(d.sentence.lows[:2]), [u.low for u in d.sentence.units[: d.unit] if u.kind == "S"]
        return lows if lows in self.lang.sets["clefts"] and "that" in that else None

    def _begun(self, h: Happening, happenings: list[Happening]) -> Unit | None:
        """“Ketegangan bermula pada 19 Agustus 2023. Drone X menembak ...": the deed with which something began is of the day it began."""
        d = h.lead
        if h.type not in DEEDS or not d.sentence.index or self._earlier(h):
            return None
        before = self.doc.sentences[d.sentence.index - 1]
        if before.title or any(o.lead.sentence is before for o in happenings):
            return None
        days = [u for u in before.units if _names_a_time(u)]
        begun = not self.lang.sets["begins"].isdisjoint(before.words)
        named = h.type == "ASSAULT" and not self.lang.sets["incidents"].isdisjoint(before.words)  # "over a raid on 6 May. X bombed"
        if len(days) != 1 or not (begun or named):
            return None
        d.notes.append("the day on which it is said to have begun" if begun else "the day of the incident named just before")
        day: Unit = days[0]
        return day

    def _said(self, h: Happening, stamps: list[Stamp]) -> Unit | None:
        """The day stamped on a saying of the one who does this act in words, or who tells it of his own side."""
        d = h.lead
        to_come = any(c.endswith("-> future") for c in d.cues)  # "akan melakukan penandatanganan"
        if h.type not in SAID or d.pattern.kind == "noun" and not to_come:
            return None
        if self._earlier(h):
            if not any(t.low in self.lang.sets["earlier"] for t in d.sentence.tokens[: min(d.first, HEAD)]):
                return None
            behind = (t for t in stamps if 0 <= t[0].index - d.sentence.index <= NEAR)
            stamps = list(itertools.islice(behind, 1))  # "Sebelumnya, X meminta ...", with a stamp of its own: "..., kata X, Senin (13/11)"
        if not in_words(h) and (d.sentence.index > OPENS or self._goes_on(d)):
            return None  # an inquiry: told in a saying it was made before, or is under way
        unit = day_of_saying(h, stamps)
        if unit is not None:
            d.notes.append(f'the day of a saying of the same speaker: "{self.doc.raw[unit.start : unit.end]}"')
        return unit

    def _goes_on(self, d: Any) -> bool:
        """“KPK masih mendalami kasus itu”, "police are still investigating": what is under way has no day."""
        before = d.sentence.tokens[max(0, d.first - 3) : d.first]
        return any(t.low in self.lang.sets["under_way"] for t in before)

    def _of_one_text(self, h: Happening, happenings: list[Happening]) -> Unit | None:
        """“A dan B sepakat pada Rabu ..., kata pernyataan bersama. B menjamin ...”: what one joint text tells was agreed on one day."""
        if h.type != "AGREE" or h.lead.pattern.kind == "noun" or self._once(h) or not self.joint_text:
            return None
        latest = sorted(happenings, key=lambda o: -o.lead.start)
        for kind in AGREED:  # an agreement first: a meeting may be an earlier one
            for o in latest:
                if kind == "CONSULT" and self.joint_said is not None and o.time is not self.joint_said:
                    continue  # the text has a day of its own, known or not
                two = len({m.country for m in (*o.actors, *o.recipients)}) > 1
                if o is not h and o.type == kind and two and not _long_ago(o) and _dated_between(h, o, TEXT, _on_side):
                    h.lead.notes.append("of one joint text with what was agreed before")
                    unit: Unit | None = o.time
                    return unit
        return None

    def _day_of_joint_text(self) -> Unit | None:
        """“pernyataan bersama yang keluar pada Minggu (14/7)": the day nearest to where a joint text is first told with one."""
        statements, known = self.lang.sets["statements"], False
        for s in self.doc.sentences:
            at = next((i for i, u in enumerate(s.units) if u.m is not None and u.m.title == "joint-statement"), None)
            if at is None and known:  # "The statement was issued on Tuesday"
                at = next((i for i, u in enumerate(s.units[:OPENING]) if u.low in statements), None)
            if s.title or at is None:
                continue
            known = True
            signed = [i for i, u in enumerate(s.units) if u.low in self.lang.sets["signing"]]
            days = [i for i, u in enumerate(s.units) if u.kind == "T" and _names_day(u)]
            days = [i for i in days if not any(0 < i - v < OPENING for v in signed)]  # when a treaty was signed
            if days:
                return s.units[min(days, key=lambda i: abs(i - at))]
        return None

    def _on_joint_day(self, h: Happening, happenings: list[Happening]) -> Unit | None:
        """“A dan B sepakat ... Hal itu tertuang dalam pernyataan bersama pada Sabtu": what its sides agree to is of its day."""
        if not self.joint_text or h.type != "AGREE" or self._once(h):  # "have agreed" is of that day too
            return None
        day = self.joint_day if self.joint_said is not None else self._day_of_talks(happenings)
        if day is None:
            return None
        sides = next(
            (c for o in happenings if o.type in AGREED and len(c := {m.country for m in (*o.actors, *o.recipients)} - {"INT"}) == 2), set()
        )
        if not sides or not {m.country for m in h.actors} <= sides:
            return None
        h.lead.notes.append("the day of the joint text")
        return day

    def _hours_before(self, h: Happening) -> Unit | None:
        """“... yang dirilis pada Rabu, beberapa jam setelah dialog", "held earlier in the day": talks on the day of their joint text."""
        if h.type != "CONSULT" or self.joint_day is None or len({m.country for m in (*h.actors, *h.recipients)}) < 2:
            return None
        for d in h.tellings:
            lows = " " + " ".join(d.sentence.lows) + " "
            if any(f" {w} " in lows for w in self.lang.sets["hours_after"]):
                d.notes.append("the day of the joint text, hours before it")
                return self.joint_day
        return None

    def _day_of_talks(self, happenings: list[Happening]) -> Unit | None:
        """The day of the latest talks of two sides, at whose end a joint text without a day came out."""
        talks = [o for o in happenings if o.type == "CONSULT" and len({m.country for m in (*o.actors, *o.recipients)}) > 1]
        told = [o.time for o in talks if o.time is not None and o.lead.sentence.index <= LEAD and not self._once(o)]
        days: list[Unit] = [u for u in told if self._past(u) and self._lately(self.at(u).value or "")]
        return max(days, key=lambda u: self.at(u).value or "", default=None)

    def _lately(self, day: str) -> bool:
        """Whether a day lies at most so far before the report that it may be the day of its news."""
        return self.published is None or (self.published - date.fromisoformat(day)).days <= NEWS

    def _earlier(self, h: Happening) -> bool:
        """Whether the act is told as done before: by "telah", by "sebelumnya"."""
        return any(c.endswith("-> past") for c in h.lead.cues) or self._once(h)

    def _once(self, h: Happening) -> bool:
        """Whether a word before the act puts it before what the report is about: "sebelumnya", "formerly"."""
        d = h.lead
        words = (*d.sentence.tokens[max(0, d.first - 6) : d.first], *d.sentence.tokens[: min(d.first, HEAD)])
        return any(t.low in self.lang.sets["earlier"] for t in words)

    def _at_meeting(self, h: Happening, happenings: list[Happening]) -> Unit | None:
        """What one says to the other just behind the telling of their meeting was said there."""
        if h.type not in SAID or not h.recipients or self._earlier(h):
            return None
        for o in happenings:
            if o.type != "CONSULT":
                continue
            there = o.lead.sentence.index < h.lead.sentence.index or _where_then(h.lead) or self._one_round(o.lead)
            if there and (_dated_between(h, o, MEETING, same) or self._sits_there(h, o)):
                h.lead.notes.append("said at the meeting told before")
                unit: Unit | None = o.time
                return unit
        return None

    def _sits_there(self, h: Happening, o: Happening) -> bool:
        """“Rapat komisi digelar Rabu ... Anggota komisi meminta menteri mundur”: what members of a body say right behind its sitting."""
        near = o.time is not None and 0 < h.lead.sentence.index - o.lead.sentence.index <= SITTING
        at_home = len({m.country for m in (*o.actors, *h.actors, *h.recipients)}) == 1
        return near and at_home and all(m.sector == "LEG" for m in h.actors) and any(m.sector == "LEG" for m in o.actors)

    def _one_round(self, d: Any) -> bool:
        """“At the first round, which opened on June 6, X promised": one round, which is over in a day, not sessions since then."""
        return not self.ordinals.isdisjoint(d.sentence.lows[d.first : d.first + ROUND])


def _long_ago(o: Happening) -> bool:
    """Whether a meeting is told as an earlier one, or by its month or year alone: no text of today came out of it."""
    x = o.time.x if o.time is not None else None
    return o.lead.pattern.frame["frame"] == PASSING or x is not None and x.kind in ("month", "year", "range")


def _dated_between(h: Happening, o: Happening, reach: int, alike: Callable[[Mention, Mention], bool]) -> bool:
    """Whether ``o`` has a time, is told at most ``reach`` sentences before ``h``, and all of ``h`` are ``alike`` one of its sides."""
    if o.time is None or not 0 <= h.lead.sentence.index - o.lead.sentence.index <= reach:
        return False
    sides = (*o.actors, *o.recipients)
    return all(any(alike(m, side) for side in sides) for m in (*h.actors, *h.recipients))


def _where_then(d: Any) -> bool:
    """“membuka dialog pada 3 Maret, di mana X berjanji": a clause tied to the day; "..., dan X berjanji" is of some day since."""
    first = d.subject.first if d.subject is not None else d.unit
    before = [u for u in d.sentence.units[max(0, first - 2) : first] if u.kind not in "dD"]
    return bool(before) and before[-1].kind in "RSP"


def _names_day(u: Unit) -> bool:
    """Whether the unit is a day or a day of the week."""
    return bool(u.x.day or u.x.weekday >= 0)


def _names_a_time(u: Unit) -> bool:
    """Whether the unit names a day or a month."""
    return u.kind == "T" and bool(u.x.day or u.x.kind in ("month", "weekday"))


def _on_side(m: Mention, side: Mention) -> bool:
    """Whether somebody stands on a side of a deal: its state, its troops, or the coalition that its troops are of."""
    return m.country == side.country or (m.country == "INT" and m.sector == "MIL")
