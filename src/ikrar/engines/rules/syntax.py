"""Grammar by steps: the subject, object and obliques of a verb or noun, found outward from it over units."""

from __future__ import annotations

from ikrar.engines.rules.clauses import first_words
from ikrar.engines.rules.draft import expand
from ikrar.engines.rules.group import ACTORS, OWNER, Group
from ikrar.engines.rules.subject import Subjects
from ikrar.model.annotation import Mention, Unit

PLAIN = 4  # words of no known part that may stand between a preposition and the mention that it brings in


class Syntax(Subjects):
    """The grammar of one sentence."""

    def acting(self) -> list[Mention]:
        """Who the sentence is about: its first subject, for a next sentence without one."""
        for i, u in enumerate(self.u):
            if u.kind == "V" and (g := self.subject(i)) is not None and g.members:
                return expand([m for m in g.members if m.kind in ACTORS or m.kind == "pronoun"])
        return []

    def object(self, v: int, word_count: int = 1) -> Group | None:
        """What stands behind the verb without a preposition."""
        j = v + word_count
        plain = 0
        thing: Unit | None = None
        if self.id and j + 2 < self.n and self.u[j].kind == "," and self.u[v].low in self.lang.modes["guessing"]:
            j += self.u[j + 1].m is not None and self.u[j + 2].kind != ","  # "Panglima yakin, X merupakan sosok yang tepat"
        while j < self.n and plain < 5:
            u = self.u[j]
            if self.skip[j]:
                j += 1
                continue
            if not self.id and u.low in self.lang.sets["asides_of"] and (over := self._named_as(j)) is not None:
                j = over
                continue
            if u.m is not None and not self.id and j + 2 < self.n and self.u[j + 1].kind == "'" and self.u[j + 2].mention_kind == "person":
                j += 2  # "met Norway's Ola Berg": him, not his state
                continue
            if u.m is not None:
                if u.m.adjective and u.m.head in self.lang.sets["fired_from"] and j + 1 < self.n and self.u[j + 1].kind == "X":
                    j += 1  # "denounced the artillery attack": of which sort it is
                    continue
                g = self.group(j, "object" if thing is None else OWNER)
                g.thing = thing
                return g
            if u.kind in "DAQd#":
                j += 1
                continue
            if u.kind == "T" and not self.id:
                j += 1
                continue
            if u.kind == "P" and u.low in self.lang.sets["part_of"] and j > v + word_count and self.u[j - 1].kind in "d#":
                j += 1  # "four of them", "38 dari 62 nelayan"
                continue
            if u.kind == "P" and thing is not None and u.low in self.lang.sets["owners"]:
                j += 1
                continue
            if u.kind == "X" or u.kind == "'":
                thing = thing or u
                plain += 1
                j += 1
                continue
            if u.kind == "C" and thing is not None and j + 1 < self.n and self.u[j + 1].kind == "X":
                j += 1
                continue
            break
        if thing is None:
            return self._of_which(j) if not self.id and self.u[j - 1].kind == "#" else None
        return self._made_by(j, thing) or Group([], j - 1, j - 1, "object", thing=thing)

    def _of_which(self, j: int) -> Group | None:
        """“Of the 40 men held, Kenya has freed 12": those of whom a number that stands alone before ``j`` counts some."""
        i = next(
            (i for i in range(j - 2) if self.u[i].kind == "P" and self.u[i].low == "of" and (not i or self.kinds[i - 1] in ":,;.C")), None
        )
        if i is None or j < self.n and self.kinds[j] not in ",.;CTS":
            return None
        return self.behind(i, i + 1, "of", over="Dd#", how="object", left=False)

    def _made_by(self, j: int, thing: Unit) -> Group | None:
        """“menolak usulan yang diajukan X", "mengkritik aturan yang dibuat X": the doer in the clause at ``j`` behind an object."""
        if not self.id or j + 2 >= self.n or self.u[j].kind != "R":
            return None
        j += 1 + (self.u[j + 1].kind == "A")
        if j + 1 >= self.n or self.u[j].kind != "V" or not self.u[j].low.startswith("di"):
            return None
        j += 1 + (self.u[j + 1].low in self.by)
        m = self.u[j].m if j < self.n else None
        if m is None or m.kind not in ACTORS:
            return None
        g = self.group(j, OWNER, left=False)
        g.thing = thing
        return g

    def _named_as(self, j: int) -> int | None:
        """“condemned what it called the cruelty of the police": the unit behind the words that only say who calls it so."""
        k = j + 1
        while k < self.n and k < j + 4 and (self.u[k].m is not None or self.u[k].kind in "ADQ"):
            k += 1
        if k >= self.n or self.u[k].kind != "V" or self.u[k].low not in self.lang.sets["naming"]:
            return None
        return k + 2 if k + 1 < self.n and self.u[k + 1].low in ("as", "was", "were") else k + 1

    def oblique(self, v: int, preps: frozenset[str], start: int, end: int) -> Group | None:
        """A mention behind one of ``preps`` within the clause, after the verb first, then before it."""
        if self.s.words.isdisjoint(first_words(preps)):
            return None  # most sentences
        if not self.id and preps == self.by:  # "were killed, and a law was passed by X": not who killed
            end = next((j for j in range(v + 2, end) if self.u[j].kind in "AB"), end)
        thing: Group | None = None
        for j in [*range(v + 1, end), *range(v - 1, start - 1, -1)]:
            u = self.u[j]
            if thing is not None and (u.kind == "V" or j < v):
                return thing
            if self.skip[j] or u.low not in preps or u.m is not None or (j + 1 < self.n and self.u[j + 1].kind == "R"):
                continue  # "a resolution by which": not who did it
            if j < v and not self.id and preps == self.by and j and self.kinds[j - 1] == "V":
                continue  # "reports received by X say that they were killed": by X they were received
            if (found := self.behind(j, j + 1, u.low, over="DdQ#'")) is not None:
                if found.members or j > v:
                    if not found.members and preps == self.by:
                        thing = thing or found  # "represented in talks by video by X": somebody may still follow
                        continue
                    return found
                thing = thing or found
        return thing

    def far_doers(self, last: int) -> Group | None:
        """“disepakati untuk ditarik oleh kedua negara": who agrees, told behind the verb of what is agreed on."""
        g = self.oblique(last, self.by, last + 1, self.n)
        return g if g is not None and len({m.country for m in expand(g.members)}) > 1 else None

    def behind(self, j: int, k: int, low: str, *, over: str, how: str = "", left: bool = True) -> Group | None:
        """The mention from unit ``k`` on that the preposition or marker ``low`` at ``j`` brings in, else the thing that it does.

        At most ``PLAIN`` plain words stand between, and units of the kinds ``over``; ``how`` tells it in the trace (``low`` if empty).
        """
        plain = 0
        thing: Unit | None = None
        while k < self.n and plain < PLAIN:
            w = self.u[k]
            if w.m is not None:
                g = self.group(k, how or low, left=left)
                g.thing = thing
                return g
            if thing is not None and w.kind == "D" and w.low in self.lang.sets["demonstratives"]:
                break  # "pada putaran itu Portugal berjanji": the phrase ends there
            if w.kind == "X":
                thing = thing or w
                plain += 1
            elif not (w.kind == "P" and thing is not None and w.low in self.lang.sets["owners"]) and w.kind not in over:
                break
            k += 1
        if k < self.n and self.u[k].kind == "R" and (thing or self.u[j].kind == "X"):
            made = self._made_by(k, thing or self.u[j])
            if made is not None:
                return made
        return Group([], j + 1, k - 1, low, thing=thing) if thing is not None else None
