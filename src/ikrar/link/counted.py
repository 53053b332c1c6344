"""Days told by counting from another act: “dua hari setelah X menyerang Y”, "a week before the talks"."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any, NamedTuple

from ikrar.dates import TimeExpr, moved
from ikrar.lexicon import Language
from ikrar.model import Span
from ikrar.model.annotation import Sentence, Unit

if TYPE_CHECKING:
    from ikrar.link.happenings import Happening
    from ikrar.link.times import Times

NONE = -1
OPENS = 2  # units at the head of a sentence in which a count opens it ("Hanya dua hari setelah ...")
EXACT = 4  # units behind the clause counted from among which the day itself may stand
STEM = 3  # letters that what two words share must have
NEAR = 3  # sentences behind an act in which one may count from it
CLAUSE = frozenset(",;:")


class Gap(NamedTuple):
    """One count in a sentence: so many units of time between its clause and the one that its conjunction opens."""

    first: int  # unit with which the count begins
    link: int  # unit of the conjunction
    stop: int  # unit at which the clause ends that the conjunction opens
    amount: int  # of units of time by which what stands outside that clause came later; below 0 where it came earlier
    unit: str
    span: Span

    @property
    def opens(self) -> bool:
        """Whether it stands at the head of the sentence, before all that it counts from."""
        return self.first < OPENS


class Counter:
    """What the language has for counting days."""

    def __init__(self, language: Language) -> None:
        words = language.raw["dates"]
        self.signs = {w: sign for bound, sign in (("after", 1), ("before", -1)) for w in words["bounds"][bound]}
        self.units = {w: unit for unit, ws in words["units"].items() for w in ws if unit in ("day", "week", "month", "year")}
        self.fused = {w: unit for unit, ws in words["fused"].items() for w in ws}
        self.numbers = {w: int(n) for n, ws in words["numbers"].items() for w in ws}
        self.the = frozenset(words["determiners"])
        self.lasting = frozenset((*words["within"], *words["during"]))
        self.counted = self.units.keys() | self.fused.keys()
        self.pointing = language.sets["demonstratives"] | language.sets["occasion_points"] | self.the

    def gaps(self, s: Sentence) -> list[Gap]:
        """All counts in a sentence."""
        if self.counted.isdisjoint(s.words) or self.signs.keys().isdisjoint(s.words):
            return []
        return [g for j in range(1, len(s.units) - 1) if (g := self._gap(s, j)) is not None]

    def _gap(self, s: Sentence, j: int) -> Gap | None:
        u, at = s.units, s.units[j].first
        sign = self.signs.get(u[j].low)
        if sign is None or u[j].kind not in "SP":
            return None
        lows = s.lows[max(0, at - 3) : at]
        unit, amount, size = self.fused.get(lows[-1]), 1, 1
        if unit is None:
            unit, size = self.units.get(lows[-1]), 2
            if unit is None or len(lows) < size:
                return None
            low = lows[-2]
            amount = int(low) if low.isdigit() else self.numbers.get(low, 1 if low in self.the and unit == "day" else 0)
        if not amount or (len(lows) > size and lows[-size - 1] in self.lasting):
            return None
        first = next(k for k in range(j) if u[k].last >= at - size)
        stop = next((k for k in range(j + 1, len(u)) if u[k].kind in CLAUSE and not u[k].b), len(u))
        return Gap(first, j, stop, sign * amount, unit, (s.tokens[at - size].start, u[j].end))


@lru_cache(maxsize=4)
def counter(language: Language) -> Counter:
    """The counter of a language, made once."""
    return Counter(language)


def outside(g: Gap, d: Any) -> bool:
    """Whether the act of ``d`` is what came so much later: told right before the count, or behind the clause that a count opens."""
    u = d.sentence.units
    v = d.predicate if d.predicate is not None else d.unit
    if g.opens:
        return bool(v > g.stop)
    return bool(v < g.first) and not any(x.kind in "SRV" for x in u[v + 1 : g.first] if not x.b)


def counted(h: Happening, happenings: list[Happening], times: Times) -> Unit | None:
    """The day of an act that is told by a count from another's."""
    for d in h.tellings:
        for g in times.gaps(d.sentence):
            inside = g.link < d.unit < g.stop
            if inside or outside(g, d):
                exact = (
                    [u for u in d.sentence.units[g.stop : g.stop + EXACT] if u.kind == "T" and u.x.day] if g.opens and not inside else []
                )
                if exact:  # "Sepekan sesudah serangan itu, 15 Februari, X ..."
                    day: Unit = exact[0]
                    return day
                base = _base(g, d, happenings, times, inside)
                value = moved(base, -g.amount if inside else g.amount, g.unit) if base else None
                if value is not None:
                    d.notes.append(f'counted from {base}: "{times.doc.raw[slice(*g.span)]}"')
                    return moment(value, g.span)
    return None


def _base(g: Gap, d: Any, happenings: list[Happening], times: Times, inside: bool) -> str | None:
    """The day from which is counted: told on the other side of the count, else that of an act on that side, or told before."""
    s = d.sentence
    there = [i for i in range(len(s.units)) if (g.link < i < g.stop) != inside]
    if inside and not g.opens:
        there = [i for i in there if i < g.first][::-1]
    days = [v for i in there if (u := s.units[i]).kind == "T" and u.x.kind != "law" and (v := times.at(u).value)]
    if days:
        return days[0]
    for o in happenings:
        if o.time is not None and any(t.sentence is s and t.unit in there for t in o.tellings):
            return times.at(o.time).value
    told = [o for o in happenings if o.time is not None and 0 < s.index - o.lead.sentence.index <= NEAR]
    pointed = any(not times.counter.pointing.isdisjoint(s.lows[u.first : u.last + 1]) for u in (s.units[i] for i in there))
    if not inside:
        own = s.lows[s.units[g.link].last + 1 : s.units[min(g.stop, len(s.units)) - 1].last + 1]
        told = [
            o for o in told if any(_tells(low, o) for low in own)
        ] or told  # "sehari sebelum pengesahan": of what was told of as "mengesahkan"
        clause = any(s.units[i].kind == "V" for i in there)
        if not (clause or pointed or any(low.endswith("nya") for low in own) or any(_tells(low, o) for low in own for o in told)):
            return None
    elif not pointed:
        told = [o for o in told if s.index - o.lead.sentence.index == 1]
    return times.at(max(told, key=lambda o: o.lead.start).time).value if told else None


def _tells(low: str, h: Happening) -> bool:
    """Whether a noun of an act is of the verb that tells a happening: both hold "gesah", as "pengesahan" and "mengesahkan" do."""
    low = low.removesuffix("nya")
    core = low[3:-2] if low.startswith("pe") else low[1:-2]
    return low.endswith("an") and len(core) > STEM and any(core in w for w in h.lead.sentence.lows[h.lead.first : h.lead.first + 2])


def moment(value: str, span: Span) -> Unit:
    """A time unit that names a moment outright."""
    year, month, day = (int(part) for part in (value + "-00-00").split("-")[:3])
    made = Unit("T", NONE, NONE, *span, "")
    made.x = TimeExpr(*span, "day" if day else "month" if month else "year", year=year, month=month, day=day)
    return made
