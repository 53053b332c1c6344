"""The times and places of a sentence: how far each is from an act in its grammar, and which are another's."""

from __future__ import annotations

from ikrar.dates import TimeExpr
from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.syntax import Syntax
from ikrar.lexicon import Language
from ikrar.model.annotation import Unit

NONE = -1
BOUNDS = frozenset(("until", "before", "after"))
"""Bounds that do not date an act: it was before or after."""
OF_A_SAYING = 60  # cost of the day of a saying for what is told in it: only where the sentence has no other
OTHER_VERB = 12  # cost of a time that another verb of the same clause governs
TOLD_ON = 16  # cost of a time in the clause before, for what is told next without one
LASTING = 30  # cost of a stretch of time ("sejak Maret", "20 Oktober hingga 8 November"), where a moment is told too
SAME_MOMENT = 20  # cost of a time in a clause that tells of the same moment ("ketika ...", "as ...")
NEAR = 5  # units behind the name of a meeting within which its own day stands
ROUND = 14  # units between "Thursday's" and the name of the meeting: "Thursday's fourth round of the A-B Security Dialogue"
SAID = frozenset(("ACCUSE", "REQUEST", "AGREE", "REJECT", "THREATEN"))
"""Types done in words, whose object clause has times of its own."""
TO_COME = frozenset(("AGREE", "CONCEDE", "REQUEST", "THREATEN", "REJECT"))
"""Types whose date is that of the saying, never of what is promised or asked."""


class Clock:
    """The times and places of one sentence, each with the verb that governs it."""

    __slots__ = ("closing", "governors", "lent", "places", "sayings", "syn", "times", "words")

    def __init__(self, syn: Syntax, language: Language) -> None:
        self.syn = syn
        self.words = language.sets
        kinds = enumerate(syn.kinds) if syn.s.times else ()
        self.times = [i for i, kind in kinds if kind == "T" and syn.u[i].x.kind not in ("law", "within")]
        self.places = [i for i, _ in syn.s.placed if i and syn.kinds[i - 1] == "P" and self._is_place(i)]
        self.lent: set[int] = set()
        """Times at the end of a relative clause that are those of the verb behind it."""
        self.closing: set[int] = set()
        """Stamps that end a sentence and are those of its main verb, whatever clause stands before them."""
        self.governors = {i: self._governor(i) for i in (*self.times, *self.places)}
        """Unit of a time or place -> unit of its verb, or NONE."""
        self.sayings = frozenset(i for i in self.governors if self._said(i))
        """Times and places at which something was said ("kata X di Jakarta, Selasa (21/10)", "told reporters on Tuesday")."""

    def _is_place(self, i: int) -> bool:
        """Whether unit ``i``, behind a preposition, is a place, and the preposition says where."""
        m, before = self.syn.u[i].m, self.syn.u[i - 1]
        return m is not None and m.kind in ("place", "facility") and before.low.split()[0] in self.words["place_at"]

    def _governor(self, i: int) -> int:
        """The verb whose time unit ``i`` is: the one before it in its clause, else the one behind it."""
        u, syn = self.syn.u, self.syn
        first = i - (i > 0 and u[i - 1].kind == "S")  # "sejak", "sebelum": before a time they are prepositions
        first -= first > 1 and u[first - 1].low in self.words["day_words"] and u[first - 2].kind == "P"  # "pada hari Rabu"
        while first > 0 and u[first - 1].kind in "PDd(" and not syn.skip[first - 1] | (u[first - 1].kind == "("):
            first -= 1
        left = self._left(first)
        if self._closes(first, i) and (left == NONE or not self._says(left)) and (main := self._main(first)) != NONE:
            self.closing.add(i)
            return main
        right = self._right(i)
        if right != NONE and u[first].kind == "P" and first > 0 and u[first - 1].kind == "," and self.syn.id:
            return right  # "X menambahkan, pada Senin (27/10), ia akan ...": it opens what is told
        after = i + 1
        while after < syn.n and u[after].kind in "AN":
            after += 1
        before_verb = after < syn.n and u[after].kind == "V" and first > 0 and (u[first - 1].m is not None or u[first - 1].kind in ",DX")
        if left != NONE and before_verb and right != NONE:
            if not self._relative(left, i):
                return right if u[first - 1].kind not in "DX" else left
            if self._lasting(left, u[i]):
                self.lent.add(i)
                return right
        if left != NONE and self._lasting(left, u[i]) and self._relative(left, i) and (main := self._left(self._opened(left))) != NONE:
            return main  # "jatuh ke tangan pemberontak yang didukung X pada 2014"
        return left if left != NONE else right

    def _closes(self, first: int, i: int) -> bool:
        """“X memerintahkan Y memulangkan orang yang mengungsi, Sabtu (7/2)": whether a stamp behind a comma ends an Indonesian sentence."""
        u = self.syn.u
        ends = self.syn.id and u[i].x is not None and u[i].x.stamp and first > 0 and u[first - 1].kind == ","
        return ends and all(k in ".?!)" for k in self.syn.kinds[i + 1 :])

    def _main(self, stop: int) -> int:
        """The first verb that stands in no clause of another, or NONE."""
        inner = False
        for j, u in enumerate(self.syn.u[:stop]):
            if u.kind in "SR":
                inner = True
            elif u.kind == ",":
                inner = False
            elif u.kind == "V" and not inner and not self.syn.skip[j]:
                return j
        return NONE

    def _lasting(self, v: int, time: Unit) -> bool:
        """“tim yang dipimpin X pada Rabu (1/5) menuduh ...": a moment is not that of what somebody is at all times."""
        x = time.x
        return x is not None and not x.bound and x.kind not in ("open", "range") and self.syn.u[v].low in self.words["at_all_times"]

    def _left(self, first: int) -> int:
        u, skip, kinds = self.syn.u, self.syn.skip, self.syn.kinds
        j = first - 1
        if j >= 0 and kinds[j] in "CS;:":
            return NONE
        while j >= 0:
            k = kinds[j]
            if not skip[j]:
                if k == "V" or u[j].low in self.words["said"] or (k in "XK" and self._by_doer(j)):
                    return j
                if k in ";.:S":
                    return NONE
            j -= 1
        return NONE

    def _right(self, i: int) -> int:
        for j, kind in enumerate(self.syn.outer[i + 1 :], i + 1):
            if kind == "V":
                return j
            if kind in ";.:" or j > i + 1 and kind in "SR":
                return NONE
        return NONE

    def _opened(self, v: int) -> int:
        """Where the relative clause with the verb at ``v`` opens."""
        return next((j for j in range(v - 1, -1, -1) if self.syn.u[j].kind == "R"), NONE)

    def _side_does(self, j: int) -> bool:
        """Whether "and" at ``j`` opens a clause of somebody else."""
        syn = self.syn
        return syn.u[j].kind == "C" and j + 1 < syn.n and syn.u[j + 1].m is not None and syn._opens(j + 1) and syn._new_clause(j + 1)

    def _thing_does(self, j: int) -> bool:
        """“dan ketegangan itu membuat ...”: whether "and" at ``j`` opens a clause about a thing told before that does something."""
        u = self.syn.u
        start = j = j + 1
        if u[j - 1].kind != "C":
            return False
        while j < self.syn.n and u[j].kind == "X":
            j += 1
        return self.syn.id and start < j < self.syn.n - 1 and u[j].low in self.words["demonstratives"] and u[j + 1].kind in "VA"

    def _by_doer(self, v: int) -> bool:
        """“yang A dan B teken”: whether the bare word at ``v`` is the verb of those who stand between it and "yang"."""
        u, j = self.syn.u, v - 1
        while j > 0 and (u[j].m is not None or u[j].kind in "CADN"):
            j -= 1
        bare = self.syn.id and u[v].kind in "VXK" and u[v].low[:2] not in ("me", "di", "be")
        return bare and 0 <= j < v - 1 and u[v - 1].m is not None and u[j].low == "yang"

    def _relative(self, v: int, i: int) -> bool:
        """Whether the verb at ``v`` stands in a relative clause that goes on up to unit ``i``."""
        if self._by_doer(v):
            return not any(self.syn.u[k].kind == "," for k in range(v, i))
        for j in range(v - 1, max(-1, v - 5), -1):
            if self.syn.u[j].kind == "R":
                return not any(self.syn.u[k].kind == "," for k in range(v, i))
            if self.syn.u[j].kind not in "AND":
                return False
        return False

    def _said(self, i: int) -> bool:
        """Whether unit ``i`` is the time of a saying: its verb is one of speech, or it stands behind a source that is named."""
        u = self.syn.u
        g = self.governors[i]
        x = u[i].x
        if x is not None and (x.bound or _ahead(x)):
            return False
        if g != NONE:
            low = u[g].low
            if low in self.words["speech"] or low in self.words["said_passive"] or low in self.words["issued"] or self._says(g):
                return True
        if (x is not None and x.stamp) or (g != NONE and u[g].low in self.words["met"]):  # "kata X saat ditemui di Jakarta, Rabu (8/5)"
            if any(self._says(j) or (u[j].low in self.words["said_passive"] and j < 6) for j in range(i)):
                return True
        for j in range(i - 1, max(-1, i - 14), -1):
            if u[j].low in self.words["according"]:
                return True
            if u[j].kind in "V;.:SR":
                return False
        return False

    def _says(self, j: int) -> bool:
        """Whether the word at ``j`` follows a quotation and names its speaker: "kata", "ujarnya"."""
        low, said = self.syn.u[j].low, self.words["said"]
        return low in said or (low.endswith("nya") and low[:-3] in said)

    def stamps(self) -> list[Unit]:
        """The times at which something was said."""
        if not self.syn.kinds.strip("T.Q"):  # "..., kata X di Jakarta. Selasa (21/10)": cut off from its saying
            return [u for u in self.syn.u if u.kind == "T"]
        return [self.syn.u[i] for i in self.times if i in self.sayings]

    def cost(self, i: int, d: Draft) -> int | None:
        """How far the time at ``i`` is from the act of ``d``; None where it is another's, or no moment of an act."""
        x = self.syn.u[i].x
        if x.bound and self._moment_after(i, d.unit):
            return SAME_MOMENT
        if x.bound in BOUNDS and not (
            x.bound == "after" and (self._within_after(i, d.unit) or d.type == "CONSULT" and self._attributive(i))
        ):
            return None
        if _ahead(x) and (d.factuality == "actual" or d.type in TO_COME):
            return None
        if self._of_noun(i) or d.type != "SUPPORT" and self._of_text(i):
            return None
        if d.type == "CONSULT" and x.kind == "year" and any(u.mention_kind == "instrument" for u in self.syn.u[d.unit + 1 : i]):
            return None  # "the talks were held in accordance with a treaty signed in 2018"
        if d.type in TO_COME and i not in self.sayings and any(" to come" in n for n in d.notes):
            modal = d.unit > 0 and self.syn.u[d.unit - 1].kind == "A"
            if modal or self.governors[i] != d.unit:
                return None  # "akan dimulai pada 3 Agustus": the day of what is to come, not of the promise
        steps = self.steps(i, d)
        return steps if steps is None else steps + (LASTING if x.bound and x.bound not in BOUNDS or x.kind == "range" else 0)

    def _within_after(self, i: int, v: int) -> bool:
        """“after on 11 May 2022 helicopters shot at ...”: a day within the clause that "after" opens, with a preposition of its own."""
        u = self.syn.u
        own = 1 < i < v and u[i - 1].kind == "P" and u[i - 2].low in self.words["apart"]
        return own and all(u[j].kind not in ",SR;:" for j in range(i + 1, v))

    def _of_noun(self, i: int) -> bool:
        """“asumsi RAPBN tahun 2021”, "UMP tahun 2024": the year right behind a noun that names nobody tells which one it is."""
        u = self.syn.u
        year = self.syn.id and u[i].x.kind == "year" and i > 1 and u[i - 1].low == "tahun"
        return year and u[i - 2].m is None and u[i - 2].kind in "XKh)"

    def _of_text(self, i: int) -> bool:
        """“berdasarkan Perjanjian Pertahanan tahun 2015", "the agreement of 2015": the year of a text, and of nothing else."""
        u = self.syn.u
        j = i - 1
        while j > 0 and (u[j].kind == "(" or u[j].low == "of"):
            j -= 1
        return j >= 0 and u[i].x.kind == "year" and u[j].mention_kind == "instrument"

    def steps(self, i: int, d: Draft) -> int | None:
        """How far the time or place at ``i`` is from the act of ``d`` in the grammar of the sentence; None where it is another's."""
        syn, u, v = self.syn, self.syn.u, d.unit
        g = self.governors[i]
        aside = syn.skip[i] and not (i > 0 and u[i - 1].kind == "(" and not d.sentence.title) and not (g == v and i in self.lent)
        if g == v and i in self.closing:
            return abs(i - v)
        if aside or any(a <= i < b and self._promised(a, i) for a, b, _ in d.clauses.values()):
            return None
        distance = abs(i - v)
        if d.type == "CONSULT" and d.pattern.kind == "noun" and abs(i - v) < NEAR and self._in_phrase(v, i):
            return distance  # "usai dialog strategis hari Rabu di X, keduanya menerbitkan ..."
        if d.type == "ASSAULT" and i < v and syn.kinds.startswith(":", i + 1):
            return distance  # "peristiwa 30 Agustus 2021: jet X menembakkan ..."
        if d.type == "CONSULT" and self._attributive(i):  # "released after Wednesday's round of the A-B Dialogue", "held Tuesday's talks"
            return distance if self._in_phrase(v, i) and i < v or i == v + 1 else None
        if d.factuality == "planned" and d.type not in TO_COME and u[i].kind == "T" and self._told_before(i, v):
            return None  # "A blamed B on Monday and said it would close the border": not on Monday
        if i in self.sayings and g != v:
            if g != NONE and u[g].low in self.words["issued"] and d.type not in TO_COME:
                return None  # when a statement was issued, not when what it tells of happened
            return OF_A_SAYING + distance
        if i < v and self._apart(i, v) and not self._moment_after(i, v):
            return None
        noun = d.pattern.kind == "noun"
        if noun and any(u[j].kind == "B" for j in range(i + 1, v)):
            return None  # "penandatanganan pakta itu pada 2019 menjadi dasar dialog": not the dialogue's
        if noun and v < g < i and u[v + 1].low in self.words["demonstratives"] and "," in syn.kinds[v:g]:
            return None  # "Merespons pengeboman itu, parlemen mengesahkan resolusi pada 3 Mei"
        if self._attributive(i):
            return distance if i < v and (self._in_phrase(v, i) or self._of_clause(v, i)) else None
        if g == v or (noun and self._in_phrase(v, i)):
            return distance
        lo, hi = min(i, v), max(i, v)
        if g != NONE:
            lo, hi = min(lo, g), max(hi, g)
        cost = distance + OTHER_VERB
        inside = self._relative(v, v) and self._opened(g) == self._opened(v)
        if g != NONE and self._relative(g, i) and not inside and not (noun and self._describes(g, v)):
            return None
        if v < g < i and self._by_doer(g) and not noun:
            return None  # "diadakan menurut perjanjian yang A dan B teken pada 2005"
        if v < g < i and d.type in SAID and not noun and all(u[j].kind in "MXADNdQ#" for j in range(v + 1, g)):
            return None  # "menuduh X menyerang Y pada Senin": the time of what is said
        at_once, right_after = self.words["at_once"], self.words["right_after"] if noun else frozenset()
        for j in range(lo + 1, hi):
            k, low = syn.kinds[j], u[j].low
            if k not in "S;:C" and low not in at_once and low not in right_after:
                continue
            if syn.skip[j] or (k == "S" and j + 1 in self.governors):
                continue
            if k == "S" and low in self.words["moment"]:
                cost += SAME_MOMENT
            elif low in at_once or (low in right_after and v - 4 < j < v):
                cost += OF_A_SAYING
            elif k == "S" and low not in syn.infinitive:
                if i > v or low in self.words["apart"] or not _goes_on(d):
                    return None
                cost += TOLD_ON
            elif k in ";:" or self._thing_does(j) or self._side_does(j):
                if i > v or not _goes_on(d):
                    return None
                cost += TOLD_ON
        return cost

    def _promised(self, a: int, i: int) -> bool:
        """Whether the time at ``i`` is of what the clause from ``a`` tells: not in "meneken perjanjian gencatan senjata pada 5 Mei"."""
        u = self.syn.u
        own = u[i].kind == "T" and u[i - 1].kind == "P" and not u[i].x.bound and u[a].mention_kind == "instrument"
        return not own or any(x.kind not in "MXP#d-" for x in u[a : i - 1])

    def _told_before(self, i: int, v: int) -> bool:
        """Whether the time at ``i`` is that of a saying, or stands before the one that tells the act at ``v``."""
        return i in self.sayings and self.governors[i] != v or any(u.low in self.words["speech"] for u in self.syn.u[i + 1 : v])

    def _apart(self, i: int, v: int) -> bool:
        """“Setelah pertemuan pada Rabu, X ...": the time stands in a clause of another moment, and the act behind its comma."""
        u = self.syn.u
        if not any(u[j].kind == "," for j in range(i, v)):
            return False
        for j in range(i - 2, -1, -1):
            if u[j].kind == "S" or (u[j].kind == "P" and u[j].low in self.words["apart"]):
                return u[j].low in self.words["apart"]
            if u[j].kind in ",;:":
                return False
        return False

    def _describes(self, g: int, v: int) -> bool:
        """Whether the verb at ``g`` stands in a relative clause about the noun at ``v``: "perundingan X dan Y yang digelar di Z"."""
        u = self.syn.u
        if v >= g or not all(u[j].kind in "MXCPd#'-(R)ADN," for j in range(v + 1, g)):
            return False
        opened = self._opened(g)
        if opened > v + 1 and u[opened - 1].mention_kind == "instrument":
            return False  # "dialog itu sesuai dengan perjanjian yang diteken pada 2012"
        return "-" not in {u[j].kind for j in range(v + 1, opened)} or all(u[j].kind != "," for j in range(v + 1, opened - 1))

    def _moment_after(self, i: int, v: int) -> bool:
        """“setelah 4 Mei, ketika X menyerang”: the day before the conjunction is that of its clause."""
        lo = self.syn.clause_start(v)
        u = self.syn.u
        if lo > 1 and u[lo - 1].kind == "S" and u[lo - 2].low in self.syn.lang.sets["namely"]:
            return i < lo  # "Sejak 4 Mei keduanya tak akur, yaitu sejak X menyerang ..."
        return lo > 0 and u[lo - 1].low in self.words["moment"] and lo - 4 <= i < lo

    def _attributive(self, i: int) -> bool:
        """English "the 2003 invasion", "last week's attack": the time tells which, and is that of its noun only."""
        u = self.syn.u
        if self.syn.id or i + 1 >= self.syn.n:
            return False
        return u[i + 1].low in ("'s", "’s") or (i > 0 and u[i - 1].kind == "d" and u[i + 1].kind in "XM")

    def _of_clause(self, v: int, i: int) -> bool:
        """“the 5 May strike in which a drone hit the convoy": whether the noun whose time it is is told of by the clause of ``v``."""
        u, j = self.syn.u, i + 1
        while j < self.syn.n and u[j].kind in "XM":
            j += 1
        which = i + 1 < j < v and u[j].kind == "P" and u[j + 1].kind == "R"
        return which and self._opened(v) == j + 1

    def _in_phrase(self, v: int, i: int) -> bool:
        """Whether the time stands in the noun phrase that the noun at ``v`` heads."""
        u = self.syn.u
        if i < v:  # "the 2003 invasion", "last week's attack", "Thursday's round of the A-B dialogue"
            near = v - i < 4 or v - i < ROUND and any(u[j].low in ("of", "'s", "’s") for j in range(i + 1, v))
            return near and all(u[j].kind in "XM'd-" or u[j].low == "of" for j in range(i + 1, v))
        return all(u[j].kind in "MXPDd#'T-(" and (u[j].kind != "T" or j == i) for j in range(v + 1, i))


def _ahead(x: TimeExpr) -> bool:
    """Whether the words themselves say that the time is to come: "bulan depan", "in two weeks' time"."""
    return x.shift == "next" or (x.offset > 0 and x.origin == "now")


def _goes_on(d: Draft) -> bool:
    """Whether the act is told on from the clause before: by a pronoun, or with that clause's subject."""
    return d.subject is None or d.subject.how != "subject" or any(m.pronoun for m in d.subject.members)
