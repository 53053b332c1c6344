"""Those who meet, where the words of the meeting name only one side, or none."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.fits import Fitting
from ikrar.engines.rules.group import ACTORS, Group
from ikrar.engines.rules.predicate import predicate
from ikrar.lexicon import Pattern

HOSTS = frozenset("GOV LEG JUD IGO PTY OPP REB NGO LAB REL SOC".split())  # who hold meetings that are told of


ARRIVES = "consult.arrive"
SITTING = "consult.sitting"


class Meeting(Fitting):
    """The sides of a meeting."""

    def _met(self, d: Draft, p: Pattern, v: int, last: int) -> None:
        """Who meets, where the words of a meeting do not say: those there, the other side, or both sides."""
        if not self.id and p.frame["frame"] == ARRIVES and p.obj is None and (carried := self._object(v, last - v + 1)) is not None:
            if carried.members and carried.thing is None and carried.first == last + 1:
                d.fills.pop("actor", None)  # "flew the deposed president to Lima": who is flown pays no visit
                d.fills.pop("recipient", None)
        there = self._those_there(v, last) if p.kind == "noun" and not d.fills else None
        if there is not None:
            d.fills["actor"] = there
        other: Group | None = None
        if "actor" in p.roles and "recipient" in d.fills:
            known = d.fills.get("actor")
            other = self._other_side(d, v) if known is None or not known.members else None
        elif p.kind == "noun" and d.mutual and "actor" in p.roles and "actor" not in d.fills:
            other = self._both_sides(last, v)
        if other is not None:
            d.fills["actor"] = other
        bare = p.kind == "noun" and "actor" not in d.fills and "recipient" not in d.fills
        if bare and p.frame["frame"] == SITTING and (one := self._other_side(d, v)) is not None:
            d.score -= 10  # words that name both sides say more
            d.fills["actor"] = one  # “..., kata menteri dalam rapat terbatas di Istana”
            return
        if bare and (not self.id or d.pattern.frame["frame"] == "consult.talks" and self._by_what(last)):
            both = self._other_side(d, v)
            if both is not None and len({m.country for m in expand(both.members) if m.kind == "state" or m.capital}) == 2:
                d.fills["actor"] = both

    def _by_what(self, last: int) -> bool:
        """“setelah perundingan melalui tautan video”: whether it is told by what means they met, and no more."""
        u = self.s.units
        return last + 1 < self.syn.n and u[last + 1].low in self.lang.sets["by_way_of"] | self.lang.sets["means"]

    def _hosts(self, d: Draft, v: int) -> Group | None:
        """“Kemarin digelar pertemuan”, kata X; "rapat itu berlangsung ...": of a meeting held, whose sides nobody names, those told of."""
        hung = predicate(d, self.syn, self.lang) if d.pattern.kind == "noun" else v if d.mark == "passive" else None
        one = not d.mutual or d.pattern.frame["frame"] == "consult.mediate"  # one who holds it, or stands between the sides
        if one or hung is None or self.s.units[hung].low not in self.lang.modes["held"]:
            return None
        if d.unit and self.s.units[d.unit - 1].kind == "P" and self.s.units[d.unit - 1].low in self.lang.sets["by_way_of"]:
            return None  # "dialog lewat konferensi video yang digelar ...": how they met
        between = self._marked(self.lang.sets["between"], hung + 1, v, d.unit, self.syn.clause_end(hung), before=False)
        if between is not None and between.members:
            return between
        for told, how in ((self.s.voices, "who tells of it"), (self.before, "those told of before")):
            sides = [m for m in expand(told) if m.kind in ACTORS and m.sector in HOSTS]
            if sides:
                return Group(sides, v, v, how)
        return None

    def _those_there(self, v: int, last: int) -> Group | None:
        """“Dalam rapat kerja pada Senin, komisi dan pemerintah menyetujui ...”: a meeting of those who act in it."""
        units = self.s.units
        before = units[v - 1] if v else None
        if not self.id or before is None or before.kind != "P" or before.low not in self.lang.modes["amid"]:
            return None
        comma = next((i for i in range(last + 1, self.syn.n - 1) if units[i].kind in ",VS"), None)
        if comma is None or units[comma].kind != "," or units[comma + 1].m is None:
            return None
        g = self.syn.group(comma + 1, "who act in the main clause", left=False)
        if not self.syn._opens(g.last):
            return None
        return g if len(expand([m for m in g.members if m.kind in ACTORS])) > 1 else None

    def _other_side(self, d: Draft, v: int) -> Group | None:
        """“Dalam audiensi dengan DPR, mahasiswa menuntut ...”: of a meeting told with one side, the other acts or speaks there."""
        units = self.s.units
        met = d.fills["recipient"].members if "recipient" in d.fills else []
        j = v - 1
        while j > 0 and (units[j].kind in "XdDaAN#" or (units[j].low == "of" and units[j - 1].kind == "X")):
            j -= 1  # "in a first round of talks with X"
        found: list[Group | None] = []
        if j >= 0 and units[j].low in self.lang.sets["there_was"]:  # "Tadi ada rapat dengan X", kata Y
            who = self.s.speaker
            return Group([who], v, v, "who speaks of it") if who is not None and who not in met else None
        if self.id and met and (j < 0 or units[j].kind in ",:;Q" or units[j].low in self.syn.that):
            who = self.s.speaker  # "pertemuan dengan X merupakan silaturahmi", kata Y: the one who tells of it was there
            nxt = d.fills["recipient"].last + 1
            if nxt < self.syn.n and units[nxt].kind in ".C,":
                return None  # "Negosiasi dengan X.": nothing is told of it
            return Group([who], v, v, "who speaks of it") if who is not None and who not in met else None
        if j < 0 or units[j].kind not in "PS" or units[j].low not in self.lang.modes["amid"]:
            return None
        k = next((i for i in range(j - 1, -1, -1) if units[i].kind == "V" and not self.syn.skip[i]), None)
        if k is not None:
            found.append(self.syn.subject(k))
            if self.id and units[k].low.startswith("di") and units[k + 1].m is not None:
                found.append(self.syn.group(k + 1, "who said it", left=False))
        comma = next((i for i in range(d.fills["recipient"].last if met else v, self.syn.n - 1) if units[i].kind == ","), None)
        if comma is not None and units[comma + 1].m is not None and self.syn._opens(comma + 1):
            found.append(self.syn.group(comma + 1, "who acts in the main clause", left=False))
        if self.s.speaker is not None:
            found.append(Group([self.s.speaker], v, v, "who speaks of it"))
        for g in found:
            if g is not None and g.members and not any(m in met for m in g.members):
                return Group(list(g.members), g.first, g.last, "the other side: " + g.how)
        return None

    def _both_sides(self, last: int, v: int) -> Group | None:
        """“Seusai dialog itu, Peru dan Cile mengeluarkan ...": talks of no named side are those of the two who act."""
        units = self.s.units
        j = v - 1
        while j >= 0 and units[j].kind in ("XdDaAN#" if self.id else "XdDaAN#T'"):  # "Following Wednesday's dialogue, ..."
            j -= 1
        if j < 0 or units[j].kind not in "PS" or units[j].low not in self.lang.modes["amid"]:
            return None
        comma = next((i for i in range(last + 1, self.syn.n - 1) if units[i].kind == "," and not self.syn.skip[i]), None)
        if comma is None or units[comma + 1].m is None:
            return None
        g = self.syn.group(comma + 1, "both sides of the main clause", left=False)
        after = next((x for x in units[g.last + 1 :] if x.kind not in "ADN"), None)
        two = len({m.country for m in expand(g.members)}) == 2 and all(m.kind == "state" for m in expand(g.members))
        return g if two and after is not None and after.kind == "V" else None
