"""When things happened: the moment that words name, and the day that runs through a text, for acts told without one of their own."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from datetime import date
from typing import Any

from ikrar.dates import Anchor, anchors, lacks_year, limits, resolve, span_of
from ikrar.dates import deadline as resolve_deadline
from ikrar.lexicon import Language
from ikrar.link.counted import Gap, counted, counter, moment
from ikrar.link.happenings import Happening
from ikrar.link.hours_apart import hours_apart
from ikrar.link.joint_texts import JointText, dated_between
from ikrar.link.persons import years_of
from ikrar.link.pointed import after_occasion, at_occasion, of_the_news, told_on, went_on
from ikrar.link.sayings import NEAR, SAID, Stamp, day_of_saying, heard_in, in_words, right_behind, same
from ikrar.model import Span, Time
from ikrar.model.annotation import Annotated, Sentence, Unit
from ikrar.model.late import late

DEEDS = frozenset("ASSAULT COERCE SANCTION PROTEST MOBILIZE".split())
DAY = len("2019-05-04")  # of a date that names its day
MEETING = 3  # sentences behind a dated meeting in which its sides' words to each other are said there
SITTING = 6  # sentences behind a sitting of a parliament in which its members speak there
OPENS = 1  # index of the last sentence whose inquiry is the news of the day
NAME = 10  # words of the name of a meeting, before its last
SERIES = frozenset(("consult.passing", "consult.earlier", "consult.held"))  # frames of talks other than those that the report is of
MAKING = frozenset(("support.sign", "support.pass", "request.decree", "request.resolution"))  # frames of making a law or a treaty
YEAR_OF_LAW = late(r"(?:[Tt]ahun|of) ((?:19|20)\d\d)$")
ROUND = 3  # words of the trigger that tells a round of talks
NONE = -1
PAIR = 2  # who speak to each other
AUXILIARIES = 3  # words before a verb among which stand its auxiliaries
HEAD = 2  # words at the head of a sentence of which one may say that what it tells came earlier
PHRASE = 5  # words of a phrase that points to an occasion
OPENING = 6  # units at the head of a sentence in which "dalam kesempatan itu" stands


class Times:
    """Resolves the times of one document."""

    def __init__(self, doc: Annotated, language: Language, published: date | None) -> None:
        self.doc, self.lang, self.published = doc, language, published
        units = [u for s in doc.sentences if s.times for u in s.units if u.kind == "T"]
        exprs = [u.x for u in units]
        open_ = published is None and lacks_year(exprs)
        years = years_of(doc) if open_ else ()
        found: Sequence[Anchor] = anchors(exprs, published, years)
        self.anchor = {id(u): a for u, a in zip(units, found, strict=True)}
        self.ends = {
            id(u): s.units[i + 2] for s in doc.sentences if len(s.times) > 1 for i, u in enumerate(s.units[:-2]) if _to(s.units, i)
        }
        """Of the first of two days side by side, the second: "Kamis dan Jumat pekan lalu"."""
        for s in doc.sentences:
            self._quoted(s)
        self.counter = counter(language)
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
        if value is not None and (end := self.ends.get(id(unit))) is not None:
            last = resolve(end.x, self.anchor.get(id(end), Anchor()), future=future)
            value = span_of(value, last) if last else value
        return Time(value=value, text=self.doc.raw[unit.start : unit.end], span=(unit.start, unit.end))

    def gaps(self, s: Sentence) -> list[Gap]:
        """What a sentence counts from one act to another."""
        found = self._gaps.get(s.index)
        if found is None:
            found = self._gaps[s.index] = self.counter.gaps(s)
        return found

    def deadline(self, found: tuple[Any, Span], made: str | None = None, *, told: bool = False) -> Time:
        """A deadline: its last day, or "open". It counts from when the promise was ``made``, where the text says when.

        ``told``: the promise is only told of as past, so that its day without a year is the one nearest to the report.
        """
        what, span = found
        text = self.doc.raw[span[0] : span[1]]
        if what == "open":
            return Time(value="open", text=text, span=span)
        anchor = self.anchor_of_expr.get(id(what), Anchor())
        if limits.counts_from_saying(what):
            if made is not None and self.published is not None and made < self.published.isoformat()[: len(made)]:
                return Time(value=limits.since(what, made), text=text, span=span)
            if told:
                return Time(value=limits.nearest(what, anchor), text=text, span=span)
        return Time(value=resolve_deadline(what, anchor), text=text, span=span)

    def of(self, h: Happening) -> Time | None:
        """When a happening was: of its tellings' times the most exact one."""
        planned = h.lead.factuality == "planned"
        best: Time | None = None
        own = in_words(h) or h.type == "CONSULT"  # "..., kata X usai pertemuan itu, Kamis": both on one day
        heard = [] if own else [d.time for d in h.tellings if d.heard and d.time is not h.lead.time]  # heard later: dates no act
        for unit in dict.fromkeys((h.time, *(d.time for d in h.tellings))):
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
        stamps = [(s, u, heard_in(self._sayer(s))) for s, u in sayings if self.past(u)]
        joint = JointText(self, happenings, [(s, u) for s, u, _ in stamps])
        dated: Happening | None = None
        for h in sorted(happenings, key=lambda h: h.lead.start):
            if all(u is None or self.settles_nothing(u) for u in (h.time, *(d.time for d in h.tellings))):
                h.time = hours_apart(h, happenings, stamps, self) or h.time
            if not any(d.time is not None for d in h.tellings) and h.time is None:
                h.time = (
                    counted(h, happenings, self)
                    or self._day_before(h)
                    or self._begun(h, happenings)
                    or self._same_occasion(h, dated)
                    or joint.its_own(h)
                    or self._said(h, stamps)
                    or (None if self._earlier(h) or self._goes_on(h.lead) else right_behind(h, happenings, self))
                    or self._at_meeting(h, happenings, joint)
                    or self._agreed_there(h, happenings, joint)
                    or joint.agreed(h)
                    or joint.on_its_day(h)
                    or joint.hours_before(h)
                    or told_on(h, happenings, self)
                    or at_occasion(h, self)
                    or after_occasion(h, self)
                    or went_on(h, self)
                    or of_the_news(h, stamps, self)
                    or self._year_of_text(h)
                )
            if h.time is not None and not _by_month(h.time):  # an occasion is of a day, not of the month in which a treaty was signed
                dated = h

    @staticmethod
    def settles_nothing(u: Unit) -> bool:
        """Whether the words name no moment: "beberapa jam sebelumnya"."""
        return bool(u.x.kind == "open" or u.x.kind == "relative" and u.x.unit == "hour")

    def past(self, u: Unit) -> bool:
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
        if self.lang.pointing.isdisjoint(s.lows[first:stop]):
            return None
        lows = " " + " ".join(s.lows[first:stop]) + " "
        known = self.lang.same_occasion
        words = next((w for low in s.lows[first:stop] for w in known.get(low, ()) if f" {w} " in lows), None)
        if words is not None and any(lows.startswith(f" {x} ") for x in self.lang.sets["apart"]):
            words = None  # "Sejak saat itu X berkali-kali ...": not on that day
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
        words = words or self._points_back(d.sentence, 0, OPENING) or self._cleft(d) or self._there(d)
        if words is None:
            return None
        days = self._told(d.sentence.units[: d.unit])
        if not days and d.sentence.index:
            days = self._told(self.doc.sentences[d.sentence.index - 1].units)
        if len(days) != 1:
            return None
        d.notes.append(f'the same day: "{words}"')
        day: Unit = days[0]
        return day

    def _told(self, units: list[Unit]) -> list[Unit]:
        """The days and months told, but for those on which a treaty was signed."""
        signing, found = self.lang.sets["signing"], [i for i, u in enumerate(units) if _names_a_time(u)]
        return [units[i] for i in found if not any(u.low in signing for u in units[max(0, i - OPENING) : i])]

    def _there(self, d: Any) -> str | None:
        """“They opened their dialogue on 2 May. X then promised ...”, "promised there to ...": words with the talks told just before."""
        s, there = d.sentence, self.lang.sets["then_and_there"]
        if d.type not in SAID or there.isdisjoint(s.words):
            return None
        if all(self.lang.sets["occasions"].isdisjoint(x.words) for x in (s, self.doc.sentences[s.index - 1])):
            return None
        beside = (*s.lows[max(0, d.first - HEAD - 1) : d.first + HEAD], s.lows[0])
        return next((low for low in beside if low in there), None)

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
        return not self.lang.sets["under_way"].isdisjoint(d.sentence.lows[max(0, d.first - 3) : d.first])

    def _earlier(self, h: Happening) -> bool:
        """Whether the act is told as done before: by "telah", by "sebelumnya"."""
        return any(c.endswith("-> past") for c in h.lead.cues) or self.once(h)

    def retold(self, d: Any) -> bool:
        """Whether the words of a promise put it before what the report is about: "had vowed", "pernah berjanji", "had to be withdrawn"."""
        lows, earlier = d.sentence.lows, self.lang.sets["earlier"]
        if d.sentence.speaker is not None or d.sentence.title:
            return False  # "said it had agreed": the tense of what is quoted
        beside = (*lows[max(0, d.first - AUXILIARIES) : d.first + 1], *lows[: min(d.first, HEAD)])
        described = next((u.kind for u in reversed(d.sentence.units[: d.unit]) if u.kind not in "ADN"), "")
        return not earlier.isdisjoint(beside) or self.lang.code == "id" and d.kind == "obligation" and described == "R"

    def once(self, h: Happening) -> bool:
        """Whether a word before the act puts it before what the report is about: "sebelumnya", "formerly"."""
        d = h.lead
        lows, earlier = d.sentence.lows, self.lang.sets["earlier"]
        return not (earlier.isdisjoint(lows[max(0, d.first - 6) : d.first]) and earlier.isdisjoint(lows[: min(d.first, HEAD)]))

    def _at_meeting(self, h: Happening, happenings: list[Happening], joint: JointText) -> Unit | None:
        """What one says to the other just behind the telling of their meeting was said there."""
        both = len({m.country for m in h.actors}) > 1  # "They agreed to ..."
        if h.type not in SAID or len((*h.actors, *h.recipients)) < PAIR or self._earlier(h):
            return None
        for o in happenings:
            if h.type == "AGREE" and _deal(o) and o.lead.start < h.lead.start and dated_between(h, o, PAIR, same):
                h.lead.notes.append("said as both agreed")
                day: Unit | None = o.time
                return day
            if o.type != "CONSULT" or not (h.recipients or both and not joint.told or self._out_of(h, o)):
                continue
            there = self._out_of(h, o) or o.lead.sentence.index < h.lead.sentence.index or _where_then(h.lead) or self._one_round(o.lead)
            if there and (dated_between(h, o, MEETING, same) or self._sits_there(h, o)):
                h.lead.notes.append("said at the meeting told before")
                unit: Unit | None = o.time
                return unit
        return None

    def _agreed_there(self, h: Happening, happenings: list[Happening], joint: JointText) -> Unit | None:
        """“A dan B sepakat pada Rabu ... Kesepakatan itu dicapai dalam Dialog A-B": the talks at which they agreed were on that day."""
        sides = {m.country for m in (*h.actors, *h.recipients)}
        if h.type != "CONSULT" or len(sides) < PAIR or self._earlier(h) or not self._held_there(h):
            return None
        for o in happenings:
            near = o.type == "AGREE" and 0 <= h.lead.sentence.index - o.lead.sentence.index <= PAIR and not o.lead.sentence.title
            own = o.time is not None and o.time is o.lead.time and (o.time is not joint.issued or _beside(o.lead))
            if near and own and _deal(o) and sides <= {m.country for m in (*o.actors, *o.recipients)}:
                h.lead.notes.append("the talks at which they agreed")
                unit: Unit | None = o.time
                return unit
        return None

    def _held_there(self, h: Happening) -> bool:
        """Whether no telling puts the talks before what came of them ("seusai dialog itu", "the second session")."""
        before = [d.sentence.lows[max(0, d.first - NAME) : d.first] for d in h.tellings if d.pattern.kind == "noun"]
        apart = self.lang.sets["came_after"] | self.lang.sets["apart"] | self.lang.sets["earlier"]
        return bool(before) and all(apart.isdisjoint(lows) for lows in before) and h.lead.pattern.frame["frame"] not in SERIES

    def _out_of(self, h: Happening, o: Happening) -> bool:
        """“Setelah berunding pada Selasa malam, A dan B sepakat ...”: whether a clause before tells the talks at whose end they agreed."""
        d, talks = h.lead, o.lead
        if h.type != "AGREE" or talks.sentence is not d.sentence or talks.unit > d.unit:
            return False
        return any(u.low in self.lang.sets["right_after"] for u in d.sentence.units[max(0, talks.unit - OPENING) : talks.unit])

    def _year_of_text(self, h: Happening) -> Unit | None:
        """“menerbitkan Peraturan Pemerintah Nomor 28 Tahun 2024", "mengesahkan UU Nomor 8 Tahun 2022": a law is made in its year."""
        d = h.lead
        if d.pattern.frame["frame"] not in MAKING or d.factuality != "actual":
            return None
        behind = d.sentence.units[d.last_unit() + 1 : d.last_unit() + 1 + ROUND]
        text = next((u for u in behind if u.mention_kind == "instrument"), None)
        found = YEAR_OF_LAW.search(self.doc.raw, text.start, text.end) if text is not None else None
        if found is None or (self.published is not None and int(found[1]) > self.published.year):
            return None
        d.notes.append("the year of the text")
        return moment(found[1], found.span(1))

    def _sits_there(self, h: Happening, o: Happening) -> bool:
        """“Rapat komisi digelar Rabu ... Anggota komisi meminta menteri mundur”: what members of a body say right behind its sitting."""
        near = o.time is not None and 0 < h.lead.sentence.index - o.lead.sentence.index <= SITTING
        at_home = len({m.country for m in (*o.actors, *h.actors, *h.recipients)}) == 1
        return near and at_home and all(m.sector == "LEG" for m in h.actors) and any(m.sector == "LEG" for m in o.actors)

    def _one_round(self, d: Any) -> bool:
        """“At the first round, which opened on June 6, X promised": one round, which is over in a day, not sessions since then."""
        return not self.lang.ordinals.keys().isdisjoint(d.sentence.lows[d.first : d.first + ROUND])


def _where_then(d: Any) -> bool:
    """“membuka dialog pada 3 Maret, di mana X berjanji": a clause tied to the day; "..., dan X berjanji" is of some day since."""
    first = d.subject.first if d.subject is not None else d.unit
    before = [u for u in d.sentence.units[max(0, first - 2) : first] if u.kind not in "dD"]
    return bool(before) and before[-1].kind in "RSP"


def _beside(d: Any) -> bool:
    """Whether the time of an act stands right beside its verb: "agreed on Friday", "Selasa, sepakat"."""
    units = d.sentence.units
    return any(u is d.time for u in units[max(0, d.unit - PAIR) : d.last_unit() + 1 + PAIR])


def _deal(o: Happening) -> bool:
    """Whether two sides sign or agree, on a day."""
    both = len({m.country for m in (*o.actors, *o.recipients)}) > 1
    return both and o.time is not None and not _by_month(o.time) and (o.type == "AGREE" or o.lead.pattern.frame["frame"] == "support.sign")


def _by_month(u: Unit) -> bool:
    """Whether the unit names a month or a year, and no day of it."""
    return u.x.kind in ("month", "year", "range")


def _names_a_time(u: Unit) -> bool:
    """Whether the unit names a day or a month."""
    return u.kind == "T" and bool(u.x.day or u.x.kind in ("month", "weekday"))


def _to(units: list[Unit], i: int) -> bool:
    """Whether the day at ``i`` and another behind "and" are one stretch of time."""
    a, b = units[i], units[i + 2]
    return units[i + 1].kind == "C" and a.kind == b.kind == "T" and a.x.kind == b.x.kind == "weekday"
