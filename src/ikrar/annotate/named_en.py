"""English words with capitals that make names, and bare numbers that are people: settled before the verbs are looked for."""

from __future__ import annotations

import itertools

from ikrar.lexicon import Language
from ikrar.model.annotation import Sentence

NOMINAL = frozenset("nKtbhliXM)")


class Named:
    """What the words of an English sentence are before its verbs are known."""

    def __init__(self, sentence: Sentence, language: Language) -> None:
        self.s, self.u, self.lang = sentence, sentence.units, language
        words = [t.text for t in sentence.tokens if len(t.text) > 3 and t.text[0].isalpha()]
        self.cased = sentence.title and len(words) > 2 and sum(w[0].isupper() for w in words) > 0.7 * len(words)
        """Whether every word of a headline has its capital, so that a capital makes no name."""
        self.headline = sentence.title or sentence.tokens[-1].text not in ".?!\"”'’)"
        """Whether it is told as headlines are: with no full stop."""

    def capital(self, i: int) -> bool:
        """Whether unit ``i`` is written with a capital."""
        return self.s.tokens[self.u[i].first].text[0].isupper()

    def names(self) -> None:
        """“To Lam”, "Liu He": little words with a capital inside a name. The apostrophe of "students' union" is a possessive."""
        u, no_adverbs, after_auxiliary = self.u, self.lang.sets["no_adverbs"], self.lang.sets["after_auxiliary"]
        for i in range(1, len(u)):
            if u[i].low == "remains" and u[i].kind == "B" and u[i - 1].kind in "d'":
                u[i].kind = "X"  # "the remains of soldiers"
            if u[i].low in ("'", "’") and u[i].kind in ".Q" and u[i].start == u[i - 1].end and u[i - 1].low.endswith("s"):
                if i + 1 < len(u) and u[i + 1].kind in NOMINAL | set("aV#"):
                    u[i].kind = "'"
            if u[i].kind == "X" and len(u[i].low) > 4 and u[i].low.endswith("ly") and u[i].low not in no_adverbs:
                u[i].kind = "D"
            if u[i - 1].kind == "A" and u[i].low in after_auxiliary:
                u[i].kind = "D"  # "have since left", "had long refused"
            if u[i - 1].kind == "n" and u[i].kind == "K" and not self.cased and self._called_after_town(i - 1):
                u[i - 1].kind, u[i - 1].pay = "K", None
            if not self.cased and u[i].low == "the" and self.capital(i) and u[i - 1].kind == "h" and not self.capital(i - 1):
                if i + 1 < len(u) and u[i + 1].kind in "KX" and self.capital(i + 1):
                    u[i].kind = "K"  # "the newspaper The Sun"
            if self.cased or u[i].kind not in "IOADSPCd" or not self.capital(i) or u[i - 1].kind not in "Kt":
                continue
            if (u[i].kind == "O" and u[i - 1].kind == "K") or (i + 1 < len(u) and u[i + 1].kind == "K" and u[i].low not in ("the", "of")):
                u[i].kind = "K"

    def _called_after_town(self, i: int) -> bool:
        """“Milan Radovic, a former commander of ...”: a first name that is a town's too, of one who is told to be somebody."""
        u = self.u
        pay = u[i].pay or {}
        if pay.get("k") != "name" or pay["e"]["t"] != "place" or u[i].first != u[i].last:
            return False
        office = (u[i - 1].pay or {}) if i and u[i - 1].kind in "th" else {"pl": True}
        if office.get("t", "person") == "person" and not office.get("pl"):
            return u[i - 1].kind == "t" or not self.capital(i - 1)  # "the lawmaker Milan Radovic"
        j = i + 1
        while j < len(u) and u[j].kind == "K":
            j += 1
        return j + 2 < len(u) and u[j].low == "," and any(x.kind == "t" for x in u[j + 1 : j + 5]) and u[j + 1].kind in "dmtn"

    def crowds(self) -> None:
        """“Thousands marched", "dozens were held": a bare number with a verb behind it is people."""
        crowds = self.lang.sets["crowds"]
        before = None
        for u, nxt in itertools.pairwise(self.u):
            joined, before = before is None or before.kind in ",C", u
            if joined and u.kind in "d#" and nxt.kind == "A" and nxt.low in self.lang.sets["were"] and self._number(u.low):
                u.kind, u.pay = "h", {"k": "noun", "t": "group", "s": "CVL", "w": "people", "pl": True}  # "..., and two were deported"
                continue
            if u.low not in crowds or u.kind not in "d#X":
                continue
            if nxt.kind in "AB" or (nxt.kind in "XP" and (nxt.low in self.lang.verbs or nxt.low in ("in", "across"))):
                u.kind, u.pay = "h", {"k": "noun", "t": "group", "s": "CVL", "w": "people", "pl": True}
        if "ethnic" in self.s.words:
            self._peoples()
        for i, u in enumerate(self.u[1:], 1):
            if u.kind == "n" and u.pay is not None and u.pay.get("adj") and u.pay["e"].get("c") and self._counted(i) and self._alone(i):
                people = {"t": "group", "n": u.low, "c": u.pay["e"]["c"], "s": "CVL"}
                u.pay = {**{k: v for k, v in u.pay.items() if k not in ("adj", "all")}, "e": people, "people": 1}

    def _peoples(self) -> None:
        """“clashes between ethnic Kyrgyz and Uzbeks": people of where they live, not of the state of their name."""
        last = -1
        for i, u in enumerate(self.u[1:], 1):
            named = u.kind == "n" and u.pay is not None and (u.pay.get("adj") or u.pay.get("people"))
            joined = self.u[i - 1].kind == "C" and last == i - 2
            if not named or not joined and self.u[i - 1].low != "ethnic":
                continue
            if i + 1 < len(self.u) and self.u[i + 1].kind in "htb":
                u.kind, u.pay = "a", {"k": "adj"}  # "ethnic Albanian rebels"
                continue
            u.kind, u.pay, last = "h", {"k": "noun", "t": "group", "s": "CVL", "w": u.low, "pl": True}, i

    def _number(self, low: str) -> bool:
        return low in self.lang.sets["numerals"] or low.isdigit() and len(low) < 4

    def _counted(self, i: int) -> bool:
        """“thousands of Sudanese", "five Japanese": whether the word of a nation at ``i`` is counted."""
        before = self.u[i - 1]
        if before.low in ("a", "an", "another"):
            return self.u[i].low.endswith("n") or self.u[i].low.endswith("i")  # "a Kenyan stabbed", "an Iraqi was held"
        return before.kind == "#" or before.kind == "d" and (before.low.endswith(" of") or before.low in self.lang.sets["numerals"])

    def _alone(self, i: int) -> bool:
        """Whether no noun follows that the word at ``i`` would describe: "thousands of Sudanese demonstrated", "... in Cairo"."""
        nxt = self.u[i + 1] if i + 1 < len(self.u) else None
        if nxt is None or nxt.kind in "ABPCSR,.;)":
            return True
        told = self.lang.verbs.get(nxt.low, frozenset()) & {"past"}
        if nxt.low in self.lang.sets["describing"]:
            return nxt.kind in "Xa" and bool(told) and (i + 2 >= len(self.u) or self.u[i + 2].kind in "PTD.,dI")
        return nxt.kind == "X" and bool(told)
