"""Indonesian words as they are written: which begin a name, which belong to the language, where a name ends."""

from __future__ import annotations

import re

from ikrar.annotate.phrases import Found, Maker
from ikrar.model.annotation import Mention
from ikrar.model.late import late

NOMINAL = late(r"(?:pe|per|pen|pem|peng|peny|ke)[a-z]{4,}an|ke-\d+|pe(?:ng|ny)[a-z]{4,}")
LEARNED = re.compile(r"[a-z]{3,}(?:itas|isasi|ologi|isme|ikasi|ulasi|ormasi|egasi|igasi)")
"""Words of the language by how they end: "Aksesibilitas"."""
ROMAN = re.compile(r"[IVX]+")

FORCES = {"MIL", "COP"}
AMONG = "antar"
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
        if LEARNED.fullmatch(low):
            return True
        if low.startswith(AMONG) and (low[len(AMONG) :] in lang.common or low[len(AMONG) :] in lang.institutional):
            return True  # "Antarumat"
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
        behind = i + 1 + (self.kind(i + 1) == ")")  # "Rumah Sakit Umum Daerah (RSUD) Mayor X"
        ranked = self.kind(j) == "t" and self.capital(j) and bool(self.pay(j).get("rank"))
        if j != behind or not (self.capital(i) or ranked) or not self._for_people(i):
            return 0
        j += ranked or self.kind(j) == "t" and bool(self.pay(j).get("rank"))
        end = j + 1 if self._person_at(j) else Maker.name_run(self, j) if self.kind(j) == "K" else 0
        return Maker.name_run(self, end) if end and self.kind(end) == "K" and self.kind(end - 1) == "n" else end

    def two_forces(self, j: int) -> bool:
        """“aparat TNI-Polri", "personel TNI/Polri": whether the sign at ``j`` joins the names of an army and a police."""
        known = [self.pay(x).get("e") or self.pay(x) for x in (j - 1, j + 1) if self.kind(x) in tuple("nhb")]
        return {e.get("s") for e in known if e.get("t") == "organization"} == FORCES

    def _for_people(self, i: int) -> bool:
        """Whether the word at ``i`` is for sites that are named for people."""
        return self.u[i].low in self.lang.sets["named_for_people"]

    def _ranked_for(self, i: int, j: int) -> bool:
        """Whether at ``j`` stands the man for whom the site is named that goes by the word in brackets at ``i``."""
        return self.kind(j) in "tK" and self._for_people(i) and self.named_for(i, j) > j

    def _firm_known(self, j: int) -> bool:
        """Whether the whole name of a firm that the gazetteer knows stands at ``j``."""
        firm = self.kind(j) == "n" and self.pay(j)["e"]["t"] == "organization" and self.pay(j)["e"].get("s") == "BUS"
        return firm and not (self.capital(j + 1) and self.kind(j + 1) in tuple("KXahlb"))

    def past_form(self, m: Mention, j: int) -> int:
        """The unit behind what sort of company the one that ends before ``j`` is: "PT X (Persero) Tbk"."""
        if m.kind != "organization" or m.sector != "BUS":
            return j
        forms = self.lang.sets["legal_forms"]
        k = j
        while self.kind(k) == "K":
            k += 1
        if k > j and self.kind(k) == "(" and self._aside(k) == k + 3 and self.u[k + 1].low in forms:
            first = next(x for x in range(j, -1, -1) if self.u[x].start <= m.start)
            self.set_name(m, first, k - 1)  # "Direktur Utama PT Tirta Nusa (Persero) Ana Kerling": what stands before it is all the firm's
            j = k
        if self.kind(j) == "(" and self._aside(j) == j + 3 and self.u[j + 1].low in forms:
            j += 3
        if self.kind(j) == "," and j + 1 < self.n and self.u[j + 1].low in forms:
            j += 1  # "PT X, Tbk"
        return j + (j < self.n and self.u[j].low in forms)

    def _abbreviation(self, x: int) -> bool:
        """Whether the letters at ``x`` are those of a body: "LENSA"; of people's names only two letters are written so."""
        text = self.text(x, x)
        return len(text) > 2 and text.isupper() and text.isalpha() and text not in self.lang.no_bodies

    def _letters_before(self, j: int) -> bool:
        """Whether the letters at ``j`` are those of a body, with the name of its somebody right behind them."""
        named = self.kind(j + 1) == "K" and not self.common(j + 1) and not self.text(j + 1, j + 1).isupper() or self._person_at(j + 1)
        return named and self._abbreviation(j) and not self.title and self.u[j + 1].start == self.u[j].end + 1

    def _number(self, j: int) -> bool:
        """Whether the word at ``j`` says which of those who held an office one was: "Kelima", "ke-5"."""
        return self.u[j].low.startswith("ke") and self.u[j].low in self.lang.ordinals or self.u[j].low.startswith("ke-")

    def _firm_of_its_own(self, i: int, j: int) -> Found:
        """“Pertamina Patra Niaga": the firm whose name begins with that of one that the gazetteer knows, and goes on at ``j``."""
        end, known = self.name_run(j), self.pay(i)["e"]
        m = self.mention("organization", i, end - 1, self.u[i].low)
        m.sector, m.country = known["s"], known.get("c")
        self.set_name(m, i, end - 1)
        return m, end

    def _firm_goes_on(self, i: int, j: int, office: bool) -> bool:
        """Whether the name of the firm at ``i`` goes on at ``j``, and nobody's office or name stands there ("PR Manager X Ana Kerling")."""
        unknown = self.kind(j) == "K" and not self.common(j) and self.u[j].low not in self.lang.given | self.lang.first_names
        return unknown and not (office or self.title or self.kind(i - 1) in tuple("Kt") or i and self.capital(i - 1))

    def _somebody(self, j: int) -> int:
        """The unit after the full name of a person at ``j``; 0 where none stands there."""
        if self._person_at(j):
            return self._spelt_out(j) + 1
        end = self.name_run(j) if self.kind(j) == "K" and not self.common(j) else j
        return end if end > j else 0

    def _stopped(self, j: int) -> bool:
        """Whether a full stop that was passed over stands before the unit ``j``."""
        return "." in self.raw[self.u[j - 1].end : self.u[j].start]

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
        if self.u[i].low in self.lang.sets["within_bodies"] and self.pay(i + 1).get("t") == "organization":
            m.kind = "thing"  # "di lingkungan Pemkab X": no place
        return m, j
