"""The bounds of clauses: where the one of a verb begins and ends, and what opens a new one."""

from __future__ import annotations

import re
from collections.abc import Collection
from functools import cache

from ikrar.engines.rules.over_content import Over, over_content
from ikrar.lexicon import Language
from ikrar.model.annotation import Sentence, Unit

OPENING = frozenset("([")  # signs of parentheses
ASIDES = 30  # units that people with what they are may fill before their verb
COMMA = re.compile(",")
OF_A_CLAUSE = re.compile("[VSRCB]")
ENDS_CLAUSE = re.compile("[;.SRV]")
ENDS_TEXT = frozenset(".;,CSV")  # kinds of the units that may end open text


@cache
def first_words(phrases: frozenset[str]) -> frozenset[str]:
    """The first words of ``phrases``: a sentence with none of them has none of the phrases."""
    return frozenset(phrase.split()[0] for phrase in phrases)


@cache
def _beside(partner: frozenset[str]) -> frozenset[str]:
    return partner - {"dengan", "with"}


def opens_passive(syn: Clauses) -> bool:
    """“Asked by X to send troops, Y agreed ...", "Diminta X, Y sepakat ...": whether a passive opens the sentence."""
    first = syn.u[0]
    return first.kind == "V" and (first.low.startswith("di") if syn.id else "part" in first.forms)


class Clauses:
    """One sentence and its clauses."""

    def __init__(self, sentence: Sentence, language: Language) -> None:
        self.s, self.u, self.lang = sentence, sentence.units, language
        self.n = len(self.u)
        self.kinds = "".join([u.kind for u in self.u])
        """The kinds of its units, a letter each: a step that passes over units of some kinds reads them here. "M" has a mention."""
        sets = language.sets
        self.that, self.infinitive = sets["that"], sets["infinitive"]
        self.control, self.partner, self.by = sets["object_control"], sets["partner"], sets["by"]
        self.id = language.code == "id"
        self.headline = sentence.title or (not self.id and bool(sentence.tokens) and sentence.tokens[-1].text not in ".?!\"”'’)")
        """Told as headlines are: a comma stands for "and"."""
        self.deeds = language.deeds
        self._closing: dict[int, int] | None = None
        self._opening: list[str] | None = None
        self._over: Over | None = None
        self._over_known = False
        self._parted: str | None = None
        """The kinds of the units, those of full stops and semicolons as those of subordinators, which part clauses too."""
        self.skip, self.outer = [False] * self.n, self.kinds
        """Units inside parentheses, where no step goes in; and the kinds of the units without theirs."""
        if not OPENING.isdisjoint(sentence.words):
            self.skip = [u.b > 0 for u in self.u]
            self.outer = "".join([" " if inside else kind for kind, inside in zip(self.kinds, self.skip, strict=True)])

    @property
    def opening(self) -> list[str]:
        """The first word of each unit, laid out when somebody asks."""
        if self._opening is None:
            lows = self.s.lows
            self._opening = [lows[u.first] for u in self.u]
        return self._opening

    @property
    def company(self) -> frozenset[str]:
        """“Peru bersama Bolivia mengecam”: joins a second subject to the first."""
        return _beside(self.partner)

    @property
    def closing(self) -> dict[int, int]:
        """The comma that closes an aside between commas -> the comma that opens it: ", yang ...,", ", kata X,", ", sekutu AS,".

        A verb or a list goes on behind them. Sentences in which nothing is told never ask for it.
        """
        if self._closing is None:
            self._closing = self._asides()
        return self._closing

    def _asides(self) -> dict[int, int]:
        out: dict[int, int] = {}
        commas = [m.start() for m in COMMA.finditer(self.outer)]
        for n, first in enumerate(commas):
            if first == 0 or first + 1 >= self.n or first in out:
                continue
            opens = self._aside_at(first)
            if not opens:
                continue
            for last in commas[n + 1 : n + 4]:
                inner = self.kinds[first + 1 : last]
                if "." in inner or ";" in inner:
                    break
                if opens == "name" and (told := OF_A_CLAUSE.search(inner)) is not None:
                    if self._in_front(first) or self._only_a_name(first - 1) or not self._describing(first + 1 + told.start()):
                        break
                if self._goes_on(last, opens):
                    out.setdefault(last, first)  # of two that end together the outer one
                    break
        return out

    def _aside_at(self, comma: int) -> str:
        """What sort of aside may open at ``comma``; "" for none."""
        u = self.u
        nxt = comma + 1
        while nxt + 1 < self.n and u[nxt].kind in "QD":
            nxt += 1
        low = u[nxt].low
        if u[nxt].kind == "," and nxt == comma + 2 and not self.id:
            return "adverb"
        if u[nxt].kind == "R":
            return "where" if low == "where" else "relative"
        if u[comma - 1].kind == "R":
            return "adjunct"  # "yang, menurut X, ..."
        if not self.id and u[nxt].kind == "V" and set(u[nxt].forms) & {"part", "ing"} and u[comma - 1].kind in "MX":
            opening = u[0].kind == "P" and all(x.kind != "," for x in u[:comma])  # "At the talks, held in Oslo, X said"
            return "participle" if self._verbless_before(comma) and not opening else ""
        if low in self.lang.sets["said"] or low in self.lang.sets["according"]:
            return "speech"
        if u[nxt].m is not None and self._only_says(nxt + 1):
            return "speech"  # "The government, it said, must ..."
        if self.id and low in self.lang.sets["quoted_from"] and u[nxt + 1].m is not None:
            return "speech"  # "Menteri itu, diberitakan AFP, meminta ..."
        if (
            not self.id
            and u[nxt].kind == "d"
            and nxt + 1 < self.n
            and u[nxt + 1].low in self.lang.sets["statements"]
            and self._only_says(nxt + 2)
        ):
            return "speech"  # "The government, the statement said, must ..."
        if self._tells_when(nxt) and u[comma - 1].m is not None and self._verbless_before(comma):
            return "reason"  # "Kenya, karena ketegangan itu, ...", "X, two days after taking office, ..."
        before = comma - 1
        while before > 0 and (u[before].kind in "Q" or self.skip[before]):
            before -= 1
        first, second = u[before].m, u[nxt].m
        if first is not None and (second is not None or u[nxt].kind == "X") and self._verbless_before(comma):
            if self.id and u[0].kind == "P" and second is not None and not any(x.kind == "," for x in u[:comma]):
                return ""  # "Di Oslo, menteri itu, NAMA, mengecam ...": who follows a phrase of where or how is its sentence's subject
            named = second is not None and second.named and second.kind in ("person", "name")
            return "" if named and first.kind == "person" and not first.named else "name"  # an office and its name: the name leads
        return ""

    def _tells_when(self, i: int) -> bool:
        """Whether the words from ``i`` on, behind a comma, may tell when, where or how the subject before it acts."""
        kind = self.u[i].kind
        low = self.u[i].low
        if self.id and kind == "d" and not (low in self.lang.sets["numerals"] or low[0].isdigit()):
            return False  # "Almeida, seorang bekas agen, ...": what he is
        if kind == "d":
            return not self._in_front(i - 1)  # "In talks with Kenya, two officials, ...": others act
        if self.id:
            return kind in "SP"
        return (kind == "S" and self.u[i].low not in self.that) or self.u[i].low in self.lang.sets["part_of_them"]

    def _in_front(self, comma: int) -> bool:
        """Whether the first comma of the sentence, at ``comma``, only ends words of where or when: the subject stands behind it."""
        return self.kinds[0] in "PS" and "," not in self.kinds[1:comma]

    def _only_a_name(self, i: int) -> bool:
        """“Barnett, eks agen CIA yang ..., ditangkap": whether what somebody is stands only in the words behind the name at ``i``."""
        m = self.u[i].m
        return m is not None and m.kind in ("person", "name") and m.named and not m.title

    def _describing(self, i: int) -> bool:
        """Whether the unit at ``i`` only opens what describes a name: "a teacher who ...", "a teacher known for ...", "tokoh yang ..."."""
        if self.kinds[i] == "R":
            return True
        return not self.id and self.kinds[i : i + 2] == "VP" and "part" in self.u[i].forms

    def _only_says(self, i: int) -> bool:
        """Whether a verb of speech, and at most an adverb, stands at ``i`` before the next comma."""
        low = self.u[i].low if i < self.n else ""
        if low not in self.lang.sets["speech"] and low not in self.lang.sets["said"]:
            return False
        return any(self.u[j].kind == "," for j in range(i + 1, min(i + 3, self.n)))

    def _goes_on(self, comma: int, opens: str) -> bool:
        """Whether the clause goes on behind the aside that ``comma`` closes: with its verb, or with the rest of a list."""
        j, kinds = comma + 1, self.kinds
        while j < self.n and (kinds[j] in "ADNQT" or (opens == "speech" and self.u[j].low in self.lang.sets["besides"])):
            j += 1
        if j >= self.n:
            return False
        if kinds[j] == "V" or (opens == "reason" and kinds[j] == "B"):
            return True
        if opens == "where" and kinds[j : j + 2] == "CV" and "past" in self.u[j + 1].forms:
            return True  # "shelled the barracks, where soldiers slept, and fired at ...": the same do both
        return opens in ("relative", "where") and kinds[j] == "C" and j + 1 < self.n and self.u[j + 1].m is not None and self._opens(j + 1)

    def clause_start(self, v: int) -> int:
        """The first unit of the clause of the verb at ``v``."""
        if v <= 0:
            return 0
        if self._parted is None:
            self._parted = self.outer.replace(".", "S").replace(";", "S")
        start = self._parted.rfind("S", 0, v) + 1
        over = self.over
        return over.head if over is not None and start <= over.main <= v else start

    @property
    def over(self) -> Over | None:
        """The main verb over a subject that tells its own content, and where that content stands; None in most sentences."""
        if not self._over_known:
            self._over_known, self._over = True, over_content(self)
        return self._over

    def circumstance(self, v: int, turning: Collection[str], conditional: Collection[str]) -> str | None:
        """The conjunction that makes a circumstance of the clause of the verb at ``v``: "ketika X akan", not "Ketika X pergi, Y akan"."""
        start = self.clause_start(v)
        if start == 0 or self.u[start - 1].kind != "S" or self.u[start - 1].low in self.that or self.u[start - 1].low in turning:
            return None
        if self.u[start - 1].low not in conditional and self.main_begins(start, v):
            return None  # the clause of circumstance is over, and the main clause begins
        if self.kinds[start : start + 2] == "TC":
            return None  # "akan memperbaiki jalan sebelum Mei dan tidak akan ...": a mere date
        return self.u[start - 1].low

    def main_begins(self, start: int, v: int) -> bool:
        """Whether a comma ends the clause or phrase begun at ``start`` before ``v``: "Saat di pasar, X akan ..."."""
        comma = self.kinds.rfind(",", start + 1, v)
        if comma < 0 or self.u[comma + 1].m is None:
            return False
        own, _, relative = self.kinds[start:comma].partition("R")
        if "V" in own:
            return True
        if start == 1 and "V" in relative and "," not in self.kinds[:comma]:
            return True  # "Setelah tertutup akibat tembakan yang menewaskan X, pos itu akan dibuka": one comma, which ends both
        return not relative and ("C" not in self.kinds[comma:v] or all(k == "Q" for k in self.kinds[: start - 1]))

    def hangs_on(self, v: int, conditional: Collection[str]) -> tuple[int, int] | None:
        """The units of a clause of condition before the main clause of the verb at ``v``: "jika X menang, (maka) Y akan ..."."""
        start = self.clause_start(v)
        if start and self.u[start - 1].low in self.lang.sets["thus_then"]:
            start = self.clause_start(start - 1)
        if start == 0 or self.u[start - 1].kind != "S" or self.u[start - 1].low not in conditional:
            return None
        comma = next((j for j in range(v - 1, start, -1) if self.u[j].kind == ","), 0)
        if comma and self.u[comma + 1].low in self.lang.sets["thus_then"]:
            return start - 1, comma
        opens = all(x.kind == "Q" for x in self.u[: start - 1]) and self.u[comma + 1].m is not None
        return (start - 1, comma) if comma and (opens or self.main_begins(start, v)) else None

    def clause_end(self, v: int) -> int:
        """The unit after the clause of the verb at ``v``: where another clause begins."""
        for m in ENDS_CLAUSE.finditer(self.outer, v + 1):
            j, kind = m.start(), m[0]
            if kind in ";." or (j > v + 1 if kind in "RV" else self.u[j].low not in self.infinitive):
                return j
        return self.n

    def text_end(self, start: int) -> int:
        """The unit after the open text that begins at ``start``: a promise's words run to the end of what is said of it."""
        end = self._text_end(start)
        over = self.over
        return min(end, over.end) if over is not None and over.begin <= start < over.end else end

    def _text_end(self, start: int) -> int:
        said = self.lang.sets["said"]
        speech, according = self.lang.sets["speech"], self.lang.sets["according"]
        making, described = self.lang.modes["making"], "R" in self.kinds[:start]
        listed = "M" in self.kinds[start : start + 2]  # "personel X, konvoi, dan Y"
        outer = self.outer
        for j in range(start, self.n):
            if outer[j] not in ENDS_TEXT:
                continue  # most
            u = self.u[j]
            if u.kind in ".;":
                return j
            if u.kind == "V":
                if described and u.low in making and j + 1 < self.n and self.u[j + 1].low in self.by:
                    while j > start + 1 and self.u[j - 1].kind in "AD":
                        j -= 1
                    return j  # "resolusi yang mewajibkan ... disahkan oleh X": the main clause goes on
                continue
            if listed and u.kind in ",C" and "V" not in self.kinds[start:j] and "B" not in self.kinds[start:j]:
                continue  # "bahwa X, Y, dan Z akan dilindungi": a list that is the subject of what is said
            if u.kind == "," and j + 1 < self.n:
                k = j + 1
                while k < self.n and self.kinds[k] in "QD":
                    k += 1
                nxt = self.u[k if k < self.n else j + 1]
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
            if u.kind == "C" and j + 2 < self.n and self.u[j + 1].low in self.lang.sets["asking"] and self.u[j + 2].low in self.that:
                return j  # "meminta warga pergi dan memperingatkan bahwa ...": the one who asks goes on
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
        return self.n

    def _conditional(self, u: Unit) -> bool:
        return u.low in self.lang.modes["condition"] or u.low in self.lang.modes["deadline_before"]

    def _opens(self, i: int) -> bool:
        """Whether the mention at ``i`` is the subject of a finite verb close by."""
        j, kinds = i + 1, self.kinds
        finite = False
        while j < self.n and kinds[j] in "ADN":
            finite = finite or kinds[j] == "A"
            j += 1
        if j >= self.n or kinds[j] != "V":
            return False
        return self.id or finite or bool({"past", "s"} & set(self.u[j].forms)) and (self.u[j + 1].low if j + 1 < self.n else "") != "by"

    def _new_clause(self, i: int) -> bool:
        """Whether the mention at ``i`` opens a clause of its own: a verb follows it."""
        j = i + 1
        if j < self.n and self.u[j].kind == ",":
            j = self._behind_asides(j)
        while j < self.n and self.u[j].kind in "ADN(":
            if self.u[j].kind == "(":
                while j < self.n and self.u[j].kind != ")":
                    j += 1
            j += 1
        if j >= self.n or self.u[j].kind not in "VB" or self._reduced(j) or i == 0 or self._verbless_before(i):
            return False
        return not (self.id and self._in_subject(i))

    def _behind_asides(self, j: int) -> int:
        """“X, commander of Y, and Z, head of W, were killed": the auxiliary behind people with what they are; else ``j``."""
        k = j
        while k < self.n and k - j < ASIDES and (self.u[k].m is not None or self.u[k].kind in ",CXdP'-#"):
            k += 1
        return k if not self.id and k < self.n and self.u[k].kind in "AB" and self.u[k - 1].kind == "," else j

    def _in_subject(self, i: int) -> bool:
        """“Perjanjian yang ditandatangani A dan B itu mengatur": whether ``i`` still stands in a relative clause of the subject."""
        j, kinds = i - 1, self.kinds
        while j >= 0 and kinds[j] not in ".;:S":
            if kinds[j] == "R":
                return j > 0 and self._verbless_before(j)
            if kinds[j] == ",":
                return False
            j -= 1
        return False

    def _verbless_before(self, i: int) -> bool:
        """Whether no verb stands before unit ``i`` in its clause, so that what stands there must be a subject too."""
        j, kinds = i - 1, self.kinds
        while j >= 0 and kinds[j] not in ".;:SR":
            if kinds[j] in "VB":
                return False
            j -= 1
        return True

    def _only_describes(self, v: int) -> bool:
        """English "hackers linked to X attacked": a participle with a preposition, met on the way from the clause's own verb."""
        if self.id or v == 0 or v + 1 >= self.n or self.u[v + 1].kind != "P" or self.u[v - 1].kind not in "MX":
            return False
        return "part" in self.u[v].forms and not self._passive_aux(v)

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
        j, kinds, be = v - 1, self.kinds, self.lang.either("be", "get")
        while j >= 0 and kinds[j] in "ADN":
            if self.u[j].low.rpartition(" ")[2] in be:
                return True
            j -= 1
        return j >= 0 and kinds[j] == "B"
