"""English noun phrases: a run of nouns, names and adjectives whose last head takes what precedes it ("Iraqi forces").

A possessive divides the run: the one before it owns what follows ("Iran's navy"). A noun of no list ends it: then those named before
only modify a thing ("US sanctions", "police raid").
"""

from __future__ import annotations

from ikrar.annotate.phrases import Phrase
from ikrar.annotate.segments_en import NOUNS, Segments
from ikrar.lexicon import Language
from ikrar.model.annotation import Mention, Sentence

LONGEST = 18  # units of a run
TRADE_WORDS = 3  # words that may stand before that of a trade
RUN = frozenset("d#mthblniKaX'-")  # what a run is made of


class English(Segments):
    """Builds the noun phrases of an English sentence."""

    def __init__(self, sentence: Sentence, raw: str, language: Language) -> None:
        super().__init__(sentence, raw, language)
        for i, u in enumerate(self.u):
            if u.low == "force" and u.kind == "X" and "led" in (self._low(i - 1), self._low(i + 1)):  # "the Syldavian-led force"
                u.kind = self.kinds[i] = "h"
                u.pay = language.phrases.called("coalition")[0]

    def _low(self, i: int) -> str:
        return self.u[i].low if 0 <= i < self.n else ""

    def phrase(self, i: int) -> Phrase | None:
        """As ``nominal``; "those who fled", "those arrested" are people too."""
        if self.u[i].low == "those" and self._people(i + 1):
            m = self.mention("group", i, i, "those")
            m.sector, m.plural = "CVL", True
            return [(m, i, i)], i + 1
        if self.u[i].low == "both" and i + 1 < self.n and self.u[i + 1].low in self.lang.sets["paired"] and (each := self._both_have(i)):
            return each
        if self.pay(i).get("c") == "that_state" and self.kind(i + 1) == "'" and (found := self._the_countrys(i)) is not None:
            return found
        if self.pay(i).get("c") == "both" and (found := self._one_each(i)) is not None:
            return found
        return super().phrase(i)

    def _both_have(self, i: int) -> Phrase | None:
        """“both armies": each side's own."""
        found = self.nominal(i + 1)
        if found is None or found[0][0][0].named:
            return None
        ((m, _, last), *_), after = found
        both = self.mention("pronoun", i, i, "both")
        both.pronoun = "both"
        m.start, m.owner, m.plural = self.u[i].start, both, True
        return [(m, i, last)], after

    def _one_each(self, i: int) -> Phrase | None:
        """“the two parliaments", "both countries' ministers": what each of the two sides has, owned by the words for both."""
        possessive = self.kind(i + 1) == "'" and self.u[i].low.endswith("s")
        if not possessive and not (self.u[i].low == "the two" and self.u[i + 1 if i + 1 < self.n else i].low in self.lang.sets["paired"]):
            return None
        found = self.nominal(i + 1 + possessive) if i + 1 + possessive < self.n else None
        if found is None or found[0][0][0].named:
            return None
        both = super().phrase(i)
        ((m, _, last), *_), after = found
        if both is None:
            return None
        m.start, m.owner, m.plural = self.u[i].start, both[0][0][0], True
        return [(m, i, last)], after

    def _the_countrys(self, i: int) -> Phrase | None:
        """“the country's largest union": a body of the state told of before, which the words for it own."""
        found = self.nominal(i + 2) if i + 2 < self.n else None
        if found is None:
            return None
        ((m, _, last), *_), after = found
        if m.owner is not None and (m.owner.kind != "group" or m.owner.country is not None):
            return None  # but "the country's miners' union"
        whole = self.mention("state", i, i, self.u[i].low)
        whole.sector, whole.pronoun = "GOV", "state"
        m.start = self.u[i].start
        self._owned(m, whole)
        return [(m, i, last)], after

    def _people(self, i: int) -> bool:
        """Whether what stands at ``i`` can only be said of people: "who", "arrested"."""
        return (
            self.kind(i) == "R"
            and self.u[i].low in ("who", "whom", "whose")
            or (self.kind(i) in tuple("Va") and self.u[i].low in self.lang.sets["undergone"])
        )

    def nominal(self, i: int) -> Phrase | None:
        """The mention that the run of nouns, names and adjectives from ``i`` begins with."""
        end = self._run(i)
        if NOUNS.isdisjoint([u.kind for u in self.u[i:end]]):
            return None  # adjectives, numbers and plain words only
        if i > 1 and self.paired(i - 2) and self.kind(end - 1) in "bh" and self.capital(end - 1) and (state := self.named(i)) is not None:
            return [(state, i, i)], i + 1  # "the Norway-Kenya Strategic Commission": of both
        parts, at = [], i
        for k in range(i, end):
            if self.kind(k) == "'" and not self._joined(k, end):
                parts.append((at, k))
                at = k + 1
        if at < end:
            parts.append((at, end))
        found: tuple[Mention, int] | None = None
        for a, b in parts:
            one = self._segment(a, b)
            if one is not None and found is not None and one[0].kind == "person" and one[0].adjective and not found[0].adjective:
                one[0].adjective = False  # "offered Venezuela's president asylum"
            if one is None or (found is not None and (one[0].adjective or one[0].kind == "name" and one[0].named)):
                break
            m, last = one
            if found is not None:
                owner = found[0]
                m.start = owner.start
                m.owner = None if m.owner is None or m.owner.kind == "place" else m.owner
                self._owned(m, owner)
            found = m, last
            if last + 1 != b:
                break
        if found is None:
            return None
        m, last = found
        if m.adjective and m.kind == "state" and self.kind(last + 1) in tuple("Xa") and (person := self._of_trade(m, last)) is not None:
            m, last = person
        if self.kind(i) == "d" and not m.named:
            ours, theirs = self.lang.sets["ours"], self.lang.sets["theirs"]
            for u in self.u[i : i + 2]:  # "one of its patrols"
                if u.kind == "d" and ((low := u.low.split()[-1]) in ours or low in theirs):
                    m.pronoun = "ours" if low in ours else "possessive"
                    break
        after = self._attached(m, last)
        if m.kind == "place" and not m.named and m.owner is None and self.kind(last) == "l" and not self.capital(last):
            return None  # "a red line", "both sides of the street"
        return [(m, i, after - 1)], after

    def _of_trade(self, m: Mention, last: int) -> tuple[Mention, int] | None:
        """“an Iranian nuclear physicist": somebody by a trade that no list names, behind the word for his nation."""
        k = last + 1
        while self.kind(k + 1) in tuple("Xa") and k - last < TRADE_WORDS:
            k += 1
        low = self.u[k].low
        plural = low.endswith("s")
        if (
            self.kind(k) != "X"
            or not low.removesuffix("s").endswith(tuple(self.lang.sets["trade_endings"]))
            or self.kind(k + 1) in tuple("hbtlnK")
            or self.capital(k)
        ):
            return None
        who = self.mention("group", last, k, low.removesuffix("s"))
        who.start, who.owner, who.country, who.sector, who.plural = m.start, m, m.country, "CVL", plural
        return who, k

    def _run(self, i: int) -> int:
        """The unit after the run of words that may make one noun phrase."""
        units, j = self.u, i
        while j < self.n and j - i < LONGEST:
            k = units[j].kind
            if k not in RUN:
                break
            before = units[j - 1].kind if j > i else ""
            if k == "d" and j > i and (before not in "d#" or (before == "#" and units[j].low in ("a", "an", "the"))):
                break  # "by 311 votes to 74 a resolution"
            if k == "#" and j > i and before not in "d#a":
                break
            if before and before in "htb" and units[j].low in self.lang.sets["taken_as"] and units[j - 1].low.endswith("s"):
                break  # "took 12 guards hostage"
            if k == "-":
                if before == "#" and j + 1 < self.n and self.u[j + 1].low.startswith(tuple(self.lang.sets["ages"])):
                    j += 1
                    continue  # "a 24-year-old man"
                if not (j > i and j + 1 < self.n and self.u[j].start == self.u[j - 1].end and self.u[j].end == self.u[j + 1].start):
                    break
                letters = (
                    self.kind(j - 1) == self.kind(j + 1) == "K" and self.text(j - 1, j - 1).isupper() and self.text(j + 1, j + 1).isupper()
                )
                if letters:
                    j += 2  # "the SPLM-N party"
                    continue
                if self._hyphenated(j, i) and not self.title:
                    j += 2  # "Karl-Theodor zu X"
                    continue
                if self._two_nations(j):
                    j += 2  # "German-Turkish reporter X"
                    continue
                if self.kind(j - 1) not in "nKXhab" or self.kind(j + 1) not in "Xahb":
                    break  # "US-Iraq talks": two names
                j += 2
                continue
            j += 1
        while j > i and self.kind(j - 1) == "'" and j == self.n:
            j -= 1
        return j

    def _two_nations(self, j: int) -> bool:
        """Whether the hyphen at ``j`` stands between two words of nations, of one person: "a French-Lebanese journalist"."""
        if self.kind(j - 1) != "n" or self.kind(j + 1) != "n" or self.kind(j + 2) not in tuple("ht"):
            return False
        both = self.pay(j - 1).get("adj") and self.pay(j + 1).get("adj")
        return bool(both) and self.pay(j + 2).get("t", "person") in ("person", "group") and not self.pay(j + 2).get("pl")

    # -- one part between possessives -----------------------------------------------------------------------------

    # -- a noun with what modifies it -----------------------------------------------------------------------------
