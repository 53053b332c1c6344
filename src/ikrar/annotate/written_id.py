"""Indonesian words as they are written: which begin a name, which belong to the language, where a name ends."""

from __future__ import annotations

import re

from ikrar.annotate.phrases import Found, Maker
from ikrar.model.late import late

NOMINAL = late(r"(?:pe|per|pen|pem|peng|peny|ke)[a-z]{4,}an|ke-\d+")
ROMAN = re.compile(r"[IVX]+")

CLITICS = ("lah", "kah", "pun")


class Written(Maker):
    """Tells names from words of the language."""

    def capital(self, j: int) -> bool:
        """Whether unit ``j`` is written with a capital or a digit."""
        return j < self.n and (self.raw[self.u[j].start].isupper() or self.raw[self.u[j].start].isdigit())

    def vocabulary(self, j: int) -> bool:
        """Whether unit ``j`` is a word of the language, a number or an abbreviation, so that no person's name begins with it."""
        u = self.u[j]
        if u.kind != "K":
            return u.kind not in "n"
        text = self.raw[u.start : u.end]
        if len(text) == 1:  # "Komisi D", but "M Saleh"
            return text == "I" or self.kind(j + 1) not in ("K", ".") and not self._person_at(j + 1)
        return text.isupper() and "." not in text or self.common(j)

    def common(self, j: int) -> bool:
        """Whether unit ``j`` is a word of the language or a Roman number, for all its capital."""
        u, lang = self.u[j], self.lang
        low = u.low
        if low in lang.first_names:
            return False
        if u.forms or low in lang.common or low in lang.nonverbs or low in lang.institutional:
            return True
        if low[:1] in "pk" and NOMINAL.fullmatch(low):
            return True
        if low.endswith(CLITICS) and (low[:-3] in lang.common or low[:-3] in lang.nonverbs):
            return True  # "Beginilah caranya"
        return low[:1] in "ivx" and ROMAN.fullmatch(self.raw[u.start : u.end]) is not None

    def _given_names(self) -> None:
        """“Imam Gunarto", "Bintang Emon": such a word before an unknown name is a given name, even at the head of its sentence."""
        for i, u in enumerate(self.u):
            if u.kind in "hX" and u.low in self.lang.first_names and self.capital(i) and self.kind(i + 1) == "K" and not self.common(i + 1):
                u.kind = self.kinds[i] = "K"

    def name_run(self, i: int) -> int:
        """The unit after the words of a name that begins at ``i``: a name may hold words of the language, and does not begin with them."""
        j = super().name_run(i)
        if j == i:
            return i
        if self.title:  # headlines write all words with a capital: the name ends where the language goes on
            stop = i + 1
            while stop < j and not (self.kind(stop) == "K" and (self.u[stop].forms or self.vocabulary(stop))):
                stop += 1
            return stop
        while j < self.n and self.kind(j) in "ahlt" and self.capital(j) and self.u[j].first == self.u[j].last and j - i < 5:
            if self.kind(j) == "t" and not self.pay(j).get("rank"):
                break
            after = super().name_run(j + 1) if self.kind(j + 1) == "K" else j + 1
            ends = after == j + 1 and self.kind(j) in "tlh" and self.kind(after) not in ("K", "n", "t", "b", "h", "l", "#", "a")
            if ends and (self.kind(j) == "t" or self.kind(j - 1) == "K"):
                return after  # "Arif Maulana", "Yuli Tanjung": a rank or a word behind a name is part of it
            if self.kind(j) == "l" and j == i + 1 and self.kind(after) in (*",.)R", ""):
                return after  # "Perisai Gurun": the last word of a name
            if after == j + 1 and (self.kind(j) != "a" or self.capital(j + 1)):
                break
            j = after
        return j

    def _aside(self, j: int) -> int:
        """The unit after the one or two words in brackets at ``j``; 0 where there is more between them."""
        last = (j + 2, j + 3, j + 4) if self.kind(j + 2) == "/" else (j + 2, j + 3)  # "(ATR/BPN)"
        return next((x + 1 for x in last if self.kind(x) == ")"), 0)

    def _slash(self, j: int) -> bool:
        """Whether a stroke at ``j`` joins two parts of a name ("XVII/Cenderawasih")."""
        return self.kind(j) == "/" and self.capital(j + 1) and self.u[j].end == self.u[j + 1].start

    def listed(self, j: int) -> int:
        """“Direktur Pangan, Gizi, dan Kesehatan": the unit after the next of the matters that an office is of, joined at ``j``; else 0."""
        joins = self.lang.sets["body_joins"]
        j += self.kind(j) == "," and self.kind(j + 1) == "C" and self.u[j + 1].low in joins  # ", dan"
        joined = self.kind(j) == "," or self.kind(j) == "C" and self.u[j].low in joins
        word = self.capital(j + 1) and self.kind(j + 1) in tuple("Kahi") and (self.kind(j + 1) != "K" or self.vocabulary(j + 1))
        return j + 2 if joined and word else 0

    def _person_at(self, j: int) -> bool:
        """Whether a person's name stands at unit ``j``."""
        if self.kind(j) != "n":
            return False
        return self.pay(j)["e"]["t"] == "person" or bool(self.pay(j).get("family") and self.kind(j + 1) == "K")

    def named_for(self, i: int, j: int) -> int:
        """“RSUD dr X", "Stadion Kapten X Y": the unit after the person for whom the site at ``i`` is named; else 0."""
        if j != i + 1 or not self.capital(i) or self.u[i].low not in self.lang.sets["named_for_people"]:
            return 0
        j += self.kind(j) == "t" and bool(self.pay(j).get("rank"))
        end = j + 1 if self._person_at(j) else Maker.name_run(self, j) if self.kind(j) == "K" else 0
        return Maker.name_run(self, end) if end and self.kind(end) == "K" and self.kind(end - 1) == "n" else end

    def _place(self, i: int) -> Found | None:
        p = self.pay(i)
        m = self.mention(p.get("t", "place"), i, i, p.get("w", self.u[i].low))
        m.sector = p.get("s")
        j = i + 1
        while j < self.n and j - i < 8:
            k = self.kind(j)
            upper = self.raw[self.u[j].start].isupper()
            if k == "n" and self.pay(j)["e"]["t"] in ("state", "place", "organization"):
                inner = self.named(j)
                if inner is not None:
                    self.own(m, inner)
                j += 1
            elif k == "n" and self.pay(j)["e"]["t"] == "person" and self.capital(i):  # "Jalan Jenderal X", "Bandara X"
                j += 1
            elif k == "K" or (upper and k in "ahXblt" and self.u[j].low not in self.lang.sets["firms"]):
                j += 1  # but "Operator jalan tol PT X": the name is the firm's
            elif k == "a" or (k == "h" and m.kind == "facility"):
                if self.pay(j).get("s") and not m.sector:
                    m.sector = self.pay(j)["s"]
                j += 1
            else:
                break
        if j == i + 1 and m.kind == "place":
            return None
        m.end = self.u[j - 1].end
        m.name = self.text(i, j - 1)
        m.named = any(self.kind(x) in "nK" for x in range(i + 1, j))
        return m, j
