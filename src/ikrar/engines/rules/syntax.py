"""Grammar by steps: the subject, object, obliques and complement of a verb or noun, found outward from it over units."""

from __future__ import annotations

from ikrar.lexicon import Language
from ikrar.model.annotation import Mention, Sentence, Unit

PASS = frozenset("ADNTQ")  # stepped over on the way
LIMIT = 40  # units; no subject stands further away


class Group:
    """Mentions that fill one role together, with the units they span and the step that found them."""

    __slots__ = ("first", "how", "last", "members", "thing")

    def __init__(self, members: list[Mention], first: int, last: int, how: str, thing: Unit | None = None) -> None:
        self.members, self.first, self.last, self.how, self.thing = members, first, last, how, thing


class Syntax:
    """The grammar of one sentence."""

    def __init__(self, sentence: Sentence, language: Language) -> None:
        self.s, self.u, self.lang = sentence, sentence.units, language
        self.n = len(self.u)
        sets = language.sets
        self.that, self.infinitive = sets["that"], sets["infinitive"]
        self.control, self.partner, self.by = sets["object_control"], sets["partner"], sets["by"]
        self.id = language.code == "id"
        self.skip = self._asides()

    def _asides(self) -> list[bool]:
        """Units inside parentheses: no step goes in."""
        return [u.b > 0 for u in self.u]

    # -- coordination -------------------------------------------------------------------------------------------

    def group(self, i: int, how: str, right: bool = True, left: bool = True) -> Group:
        """The coordination ("Irak, Iran dan AS") that the mention at unit ``i`` belongs to; appositions count as one with their head."""
        first = last = i
        members = [self.u[i].m]
        while left and first - 2 >= 0:
            sign, other = self.u[first - 1], self.u[first - 2]
            headline = self.s.title and sign.kind == "," and first == 2 and other.m is not None and other.m.named
            apart = (
                other.m is not None
                and other.m.kind == "place"
                and members[0] is not None
                and members[0].kind != "place"
                and first > 2
                and self.u[first - 3].kind == "P"
            )
            if (
                other.m is not None
                and not apart
                and other.m.kind not in ("instrument",)
                and (headline or sign.kind in "C-" or (sign.kind == "," and self._listed(first - 2, first)))
            ):
                if first - 3 >= 0 and self.u[first - 3].kind == "P" and sign.kind == ",":
                    break
                members.insert(0, other.m)
                first -= 2
            elif sign.kind in "C," and other.kind == ")" and (before := self._before_parenthesis(first - 2)) is not None:
                members.insert(0, self.u[before].m)
                first = before
            elif (
                sign.kind == "C"
                and other.m is not None
                and first - 4 >= 0
                and self.u[first - 3].kind == "P"
                and self.u[first - 4].m is not None
                and other.m.kind == "place"
                and members[0] is not None
                and members[0].kind != "place"
            ):
                members.insert(0, self.u[first - 4].m)  # "kedutaan AS di Kabul serta pangkalan itu"
                first -= 4
            elif other.kind == "," and sign.kind == "C" and first - 3 >= 0 and self.u[first - 3].m is not None:
                members.insert(0, self.u[first - 3].m)
                first -= 3
            else:
                break
        while right and last + 2 < self.n:
            j = last + 1
            if self.u[j].kind == "(":
                while j < self.n and self.u[j].kind != ")":
                    j += 1
                j += 1
            if j + 1 >= self.n:
                break
            sign, other = self.u[j], self.u[j + 1]
            if sign.kind in "C-" and other.m is not None and not self._new_clause(j + 1):
                members.append(other.m)
                last = j + 1
            elif sign.kind == "," and other.kind == "C" and j + 2 < self.n and self.u[j + 2].m is not None and not self._new_clause(j + 2):
                members.append(self.u[j + 2].m)
                last = j + 2
            elif sign.kind == "," and other.m is not None and (other.m.alias == "apposition" or self._listed(j + 1, j + 2)):
                members.append(other.m)
                last = j + 1
                if other.m.alias == "apposition":  # what the office is of may follow: "of Iran's Guard Corps"
                    k = last + 1
                    while k < self.n and k < last + 9 and self.u[k].kind in "P'dXM#":
                        k += 1
                    if k < self.n and self.u[k].kind == ",":
                        last = k - 1
                if other.m.alias == "apposition" and last + 1 < self.n and self.u[last + 1].kind == ",":
                    if last + 2 < self.n and self.u[last + 2].kind == "C":
                        continue
                    break
            elif sign.kind == "R" and (far := self._behind_relative(j)) is not None:
                members.append(self.u[far].m)  # "pangkalan yang menampung pasukan AS, serta kedutaan ..."
                last = far
            elif (
                sign.kind == "C"
                and other.kind == "X"
                and j + 2 < self.n
                and self.u[j + 2].m is not None
                and not self._new_clause(j + 2)
                and self.id
            ):
                members.append(self.u[j + 2].m)  # "AS dan personel koalisi"
                last = j + 2
            else:
                break
        return Group(
            [m for m in members if m is not None and m.alias != "apposition"] or [m for m in members if m is not None], first, last, how
        )

    def _before_parenthesis(self, i: int) -> int | None:
        """The mention before the parenthesis that closes at ``i``: "Amerika Serikat (AS) dan Irak"."""
        j = i
        while j >= 0 and self.u[j].kind != "(":
            j -= 1
        return j - 1 if j > 0 and self.u[j - 1].m is not None else None

    def _behind_relative(self, r: int) -> int | None:
        """The mention that goes on a list behind the relative clause that opens at ``r``: after a comma and a conjunction."""
        for j in range(r + 1, min(r + 16, self.n - 2)):
            if self.u[j].kind == "," and self.u[j + 1].kind == "C" and self.u[j + 2].m is not None:
                return j + 2 if not self._new_clause(j + 2) and not self._opens(j + 2) else None
            if self.u[j].kind in ".;:S":
                return None
        return None

    def _listed(self, i: int, end: int) -> bool:
        """Whether the mention at ``i`` stands in a list: further on a coordinator follows before anything else does."""
        j = i + 1
        for _ in range(8):
            if j >= self.n:
                return False
            k = self.u[j].kind
            if k == "C":
                return j + 1 < self.n and (self.u[j + 1].m is not None or self.u[j + 1].kind == "X")
            if k != "," and self.u[j].m is None:
                return False
            j += 1
        return False

    def _new_clause(self, i: int) -> bool:
        """Whether the mention at ``i`` opens a clause of its own: a verb follows it."""
        j = i + 1
        while j < self.n and self.u[j].kind in "ADN(":
            if self.u[j].kind == "(":
                while j < self.n and self.u[j].kind != ")":
                    j += 1
            j += 1
        return j < self.n and self.u[j].kind in "VB" and not self._reduced(j) and i > 0 and not self._verbless_before(i)

    def _verbless_before(self, i: int) -> bool:
        """Whether no verb stands before unit ``i`` in its clause, so that what stands there must be a subject too."""
        j = i - 1
        while j >= 0 and self.u[j].kind not in ".;:SR":
            if self.u[j].kind in "VB":
                return False
            j -= 1
        return True

    def _reduced(self, v: int) -> bool:
        """English "forces led by": a participle that describes the noun before it."""
        u = self.u[v]
        return (
            not self.id
            and "part" in u.forms
            and not self._passive_aux(v)
            and v + 1 < self.n
            and self.u[v + 1].kind == "P"
            and self.u[v + 1].low in self.by
        )

    def _passive_aux(self, v: int) -> bool:
        j = v - 1
        while j >= 0 and self.u[j].kind in "ADN":
            if self.u[j].low.rpartition(" ")[2] in (
                "is",
                "are",
                "was",
                "were",
                "be",
                "been",
                "being",
                "am",
                "get",
                "got",
                "gets",
                "getting",
            ):
                return True
            j -= 1
        return j >= 0 and self.u[j].kind == "B"

    # -- subject ------------------------------------------------------------------------------------------------

    def subject(self, v: int, depth: int = 0) -> Group | None:
        """Who or what does (or, in a passive, undergoes) the verb at unit ``v``."""
        if depth > 4:
            return None
        u, i, comma, coordinated, infinitive = self.u, v - 1, False, False, False
        steps = 0
        while i >= 0 and steps < LIMIT:
            x = u[i]
            steps += 1
            if self.skip[i]:
                i -= 1
                continue
            k = x.kind
            if k == "M" and x.m is not None:
                if x.m.adjective and not self.id and i + 1 < v and u[i + 1].kind == "X":
                    i -= 1
                    continue
                start = self._adjunct(i)
                if start is not None:
                    i = start - 1
                    continue
                rel = self._relative(i)
                if rel is not None and u[rel].kind == "R" and rel > 0:
                    i = rel - 1
                    continue
                if (comma or coordinated or infinitive) and self._object_of(i, infinitive and not (comma or coordinated)):
                    i -= 1
                    continue
                head = self._headed(i)
                if head is not None:
                    return Group([], head, i, "subject", thing=u[head])
                if x.m.alias == "apposition" and x.m.refers:
                    j = i - 1
                    while j >= 0 and u[j].m not in x.m.refers:
                        j -= 1
                    if j >= 0:
                        i = j
                        continue
                return self.group(i, "subject" if not infinitive else "subject of the verb that governs it", right=False)
            if k == "R":
                j = i - 1
                while j >= 0 and (u[j].kind in ",TQ)(#" or self.skip[j]):
                    j -= 1
                steps2 = 0
                while j >= 0 and steps2 < 12:
                    if u[j].m is not None:
                        start = self._adjunct(j)
                        if start is not None and u[j].mention_kind == "place":
                            j = start - 1
                            steps2 += 1
                            continue
                        g = self.group(
                            j,
                            "antecedent of a relative clause",
                            right=False,
                            left=not (
                                x.low == "yang" and i - 1 == j and j > 0 and u[j - 1].kind == "C" and u[j].mention_kind in ("group",)
                            ),
                        )
                        return g
                    if u[j].kind == "X":
                        return Group([], j, j, "antecedent of a relative clause", thing=u[j])
                    if u[j].kind in "VS.;":
                        break
                    j -= 1
                    steps2 += 1
                return None
            if k == "V" or k == "B":
                if self._reduced(i):
                    i -= 1
                    continue
                shared = self.subject(i, depth + 1)
                if shared is None:
                    return None
                return Group(shared.members, shared.first, shared.last, "shared with the verb before", shared.thing)
            if k == "S":
                if x.low in self.that:
                    coordinated = False
                if i == 0 or (u[i - 1].kind in ",.Q" and i < 3):
                    return self._after_comma(v)
                g2 = self._main_subject(i, depth)
                return g2
            if k == "I":
                infinitive = True
            elif k == "C":
                coordinated = True
            elif k == ",":
                comma = True
            elif k in ";:":
                return None
            elif k == ".":
                return None
            elif k == "X" and not infinitive and not (False):
                thing = self._thing(i)
                if thing is not None:
                    return thing
            i -= 1
        return None

    def _object_of(self, i: int, infinitive: bool) -> bool:
        """Whether the mention at ``i`` is the object of a verb before it, and so not the subject of what is joined on after it.

        Before an infinitive the object of an asking or causing verb is the subject ("meminta Irak untuk ...").
        """
        j = i - 1
        while j >= 0 and (
            self.u[j].kind in "XDdQ#'T"
            or self.u[j].kind in "C-,"
            and j > 0
            and self.u[j - 1].m is not None
            or self.u[j].m is not None
            and self.u[j + 1].kind in "C-,"
        ):
            j -= 1
        if j < 0 or self.u[j].kind != "V" or self.skip[j]:
            return False
        low = self.u[j].low
        if self.id and low.startswith("di"):
            return False
        return not (infinitive and low in self.control)

    def _headed(self, i: int) -> int | None:
        """Indonesian "serangan udara AS": the mention at ``i`` only ends a noun phrase whose head is a word of its own."""
        if not self.id or self.s.title:
            return None
        j = i - 1
        while j >= 0 and self.u[j].kind == "X":
            j -= 1
        if j == i - 1:
            return None
        if j < 0 or self.u[j].kind in ",;:.SQCdIR#":
            return j + 1
        return None

    def _after_comma(self, v: int) -> Group | None:
        """“Setelah menyerang X, Y ...”: the subject stands in the main clause that follows."""
        j = v + 1
        while j < self.n and j < v + 20:
            if self.u[j].kind == "," and j + 1 < self.n and self.u[j + 1].m is not None:
                return self.group(j + 1, "subject of the main clause")
            j += 1
        return None

    def _main_subject(self, i: int, depth: int) -> Group | None:
        """The subject of the verb before the subordinator at ``i``."""
        j = i - 1
        while j >= 0:
            if self.u[j].kind == "V" and not self.skip[j]:
                g = self.subject(j, depth + 1)
                return Group(g.members, g.first, g.last, "subject of the main clause", g.thing) if g is not None else None
            if self.u[j].kind in ".;":
                return None
            j -= 1
        return None

    def _thing(self, i: int) -> Group | None:
        """A subject that is nobody: "Ketegangan mendorong ..."; the mention that follows its head inside the phrase is its owner."""
        if not self.id:
            j = i
            while j >= 0 and self.u[j].kind in "X'd#":
                j -= 1
            owner = self.u[j].m if j >= 0 and j < i and self.u[j].m is not None else None
            return Group([], j + 1, i, "subject", thing=self.u[i]) if owner is None else Group([], j, i, "subject", thing=self.u[i])
        j = i
        while j - 1 >= 0 and self.u[j - 1].kind in "X":
            j -= 1
        if j == 0 or self.u[j - 1].kind in ",.;:SQCd#":
            return Group([], j, i, "subject", thing=self.u[j])
        return None

    def _adjunct(self, i: int) -> int | None:
        """Where the prepositional phrase begins that holds the mention at ``i``; None where there is none."""
        j = i - 1
        steps = 0
        while j >= 0 and steps < 8:
            k = self.u[j].kind
            if k == "P":
                # An English subject may hold its own "of": "the army of X attacked" is one mention already.
                return j
            if (
                k == "C"
                and j > 0
                and self.u[j - 1].m is not None
                and self.u[j - 1].mention_kind == "place"
                and self.u[i].m is not None
                and self.u[i].mention_kind != "place"
            ):
                return None
            if (
                k in "Xd#T"
                or (k == "C" and j > 0 and (self.u[j - 1].m is not None or self.u[j - 1].kind == "X"))
                or (self.u[j].m is not None and j < i and self.u[j + 1].kind in "C-")
            ):
                if k == "X" and self.id and j > 0 and self.u[j - 1].kind not in "PXd#":
                    return None
                j -= 1
                steps += 1
                continue
            if k == "," and j > 0 and self.u[j - 1].m is not None and self._listed(j - 1, j) and self.u[j + 1].m is not None:
                j -= 1
                continue
            return None
        return None

    def _relative(self, i: int) -> int | None:
        """The relative word of the clause in which the mention at ``i`` is object, agent or adjunct; None where it is in none."""
        j = i - 1
        verb = False
        while j >= 0 and i - j < 14:
            k = self.u[j].kind
            if k == "R":
                return j if verb else None
            if k == "V":
                verb = True
            if k in ",;.:SI" or (k == "C" and verb):
                return None
            j -= 1
        return None

    # -- right side ---------------------------------------------------------------------------------------------

    def clause_end(self, v: int) -> int:
        """The unit after the clause of the verb at ``v``: where another clause begins."""
        j = v + 1
        while j < self.n:
            u = self.u[j]
            if not self.skip[j]:
                if u.kind in ";." or (u.kind == "S" and u.low not in self.infinitive):
                    return j
                if u.kind == "R" and j > v + 1:
                    return j
                if u.kind == "V" and j > v + 1:
                    return j
            j += 1
        return self.n

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

    def clause_start(self, v: int) -> int:
        """The first unit of the clause of the verb at ``v``."""
        j = v - 1
        while j >= 0:
            k = self.u[j].kind
            if not self.skip[j] and (k in ";." or (k == "S" and j < v)):
                return j + 1
            j -= 1
        return 0

    def text_end(self, start: int) -> int:
        """The unit after the open text that begins at ``start``: a promise's words run to the end of what is said of it."""
        said = self.lang.sets["said"]
        speech, according = self.lang.sets["speech"], self.lang.sets["according"]
        j = start
        while j < self.n:
            u = self.u[j]
            if self.skip[j]:
                j += 1
                continue
            if u.kind in ".;":
                return j
            if u.kind == "," and j + 1 < self.n:
                nxt = self.u[j + 1]
                k = j + 1
                while k < self.n and self.u[k].kind in "QD":
                    k += 1
                nxt = self.u[k] if k < self.n else nxt
                if (
                    nxt.low in said
                    or nxt.low.removesuffix("nya") in said
                    or nxt.low in according
                    or (nxt.kind == "V" and nxt.low in speech)
                ):
                    return j
                if nxt.kind == "S" and nxt.low not in self.that and j > start + 2:
                    return j
                if nxt.kind == "C" and j + 2 < self.n and self.u[k + 1].m is not None and self._opens(k + 1):
                    return j
                if nxt.kind == "M" and self._opens(k) and k > start:
                    return j
            if (
                u.kind == "C"
                and j + 1 < self.n
                and self.u[j + 1].m is not None
                and self._opens(j + 1)
                and j > start
                and self._new_clause(j + 1)
            ):
                return j
            if u.kind == "S" and u.low not in self.that and u.low not in self.infinitive and j > start + 1 and not self._conditional(u):
                return j
            j += 1
        return self.n

    def _conditional(self, u: Unit) -> bool:
        return u.low in self.lang.modes["condition"] or u.low in self.lang.modes["deadline_before"]

    def _opens(self, i: int) -> bool:
        """Whether the mention at ``i`` is the subject of a finite verb close by."""
        j = i + 1
        finite = False
        while j < self.n and self.u[j].kind in "ADN":
            finite = finite or self.u[j].kind == "A"
            j += 1
        if j >= self.n or self.u[j].kind != "V":
            return False
        return self.id or finite or bool({"past", "s"} & set(self.u[j].forms)) and (self.u[j + 1].low if j + 1 < self.n else "") != "by"
