"""Grammar by steps: the subject, object and obliques of a verb or noun, found outward from it over units."""

from __future__ import annotations

from ikrar.engines.rules.group import Group
from ikrar.engines.rules.subject import Subjects
from ikrar.model.annotation import Unit


class Syntax(Subjects):
    """The grammar of one sentence."""

    def object(self, v: int, word_count: int = 1) -> Group | None:
        """What stands behind the verb without a preposition."""
        j = v + word_count
        plain = 0
        thing: Unit | None = None
        while j < self.n and plain < 5:
            u = self.u[j]
            if self.skip[j]:
                j += 1
                continue
            if u.m is not None:
                g = self.group(j, "object" if thing is None else "owner of the object")
                g.thing = thing
                return g
            if u.kind in "DAQd#":
                j += 1
                continue
            if u.kind == "T" and not self.id:
                j += 1
                continue
            if u.kind == "P" and u.low == "of" and not self.id and j > v + word_count and self.u[j - 1].kind in "d#":
                j += 1  # "four of them"
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
        return Group([], j - 1, j - 1, "object", thing=thing) if thing is not None else None

    def oblique(self, v: int, preps: frozenset[str], start: int, end: int) -> Group | None:
        """A mention behind one of ``preps`` within the clause, after the verb first, then before it."""
        for j in [*range(v + 1, end), *range(v - 1, start - 1, -1)]:
            u = self.u[j]
            if self.skip[j] or u.low not in preps or u.m is not None:
                continue
            k = j + 1
            plain = 0
            thing: Unit | None = None
            while k < self.n and plain < 4:
                w = self.u[k]
                if w.m is not None:
                    g = self.group(k, u.low)
                    g.thing = thing
                    return g
                if w.kind in "X":
                    thing = thing or w
                    plain += 1
                elif w.kind == "P" and thing is not None and w.low in self.lang.sets["owners"] | {"of"}:
                    pass
                elif w.kind not in "DdQ#'":
                    break
                k += 1
            if thing is not None:
                return Group([], j + 1, k - 1, u.low, thing=thing)
        return None
