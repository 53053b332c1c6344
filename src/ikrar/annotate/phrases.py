"""Noun phrases: units are joined into mentions. Indonesian heads come first ("pasukan Irak"), English ones last ("Iraqi forces")."""

from __future__ import annotations

from typing import Any

from ikrar.annotate.units import NAME_PARTICLES
from ikrar.lexicon import Language
from ikrar.model.annotation import Mention, Sentence, Unit

Json = dict[str, Any]
ACTORS = frozenset(("state", "person", "organization", "armed-group", "group", "equipment"))
# Heads that say what a named body is, so that head and name are one: "kelompok IS", "gerakan Hamas".
IDENTITY = frozenset(
    "kelompok militan gerakan milisi organisasi partai faksi jaringan teroris pemberontak grup gerilyawan kantor badan lembaga surat "
    "group movement organisation organization network militants militant faction party rebels rebel fighters fighter militia terrorists "
    "insurgents guerrillas guerrilla separatists agency newspaper pejuang separatis".split()
)
MAX_PLAIN = 3  # unknown words that a noun phrase may take in after its head
Found = tuple[Mention, int]  # a mention and the index of the unit after it


def build(sentence: Sentence, raw: str, language: Language) -> None:
    """Replaces the units of each noun phrase by one M unit with its mention."""
    maker = _Maker(sentence, raw, language)
    old = sentence.units
    new: list[Unit] = []
    i = 0
    while i < len(old):
        found = maker.phrase(i)
        if found is None:
            new.append(old[i])
            i += 1
            continue
        mentions, after = found
        for m, first, last in mentions:
            unit = Unit("M", old[first].first, old[last].last, m.start, m.end, m.head)
            unit.m, unit.b = m, old[first].b
            new.append(unit)
        i = after
    for u in new:  # names that no phrase took are words
        if u.kind in "htbliamnK":
            u.kind = "X"
    sentence.units = new


class _Maker:
    """Builds the noun phrases of one sentence."""

    def __init__(self, sentence: Sentence, raw: str, language: Language) -> None:
        self.s, self.raw, self.lang = sentence, raw, language
        self.u = sentence.units
        self.n = len(self.u)
        self.owners = language.sets["owners"]
        self.title = sentence.title

    def kind(self, i: int) -> str:
        return self.u[i].kind if 0 <= i < self.n else ""

    def pay(self, i: int) -> Json:
        return self.u[i].pay or {}

    def mention(self, kind: str, first: int, last: int, head: str) -> Mention:
        m = Mention(kind, self.u[first].start, self.u[last].end, head)
        m.sentence = self.s.index
        if self.u[last].low == "'s":
            m.end = self.u[last - 1].end
        return m

    # -- shared -------------------------------------------------------------------------------------------------

    def phrase(self, i: int) -> tuple[list[tuple[Mention, int, int]], int] | None:
        """The mentions that begin at unit ``i`` (usually one), each with its first and last unit, and where to go on."""
        k = self.u[i].kind
        if k == "Z" or k == "O":
            return self._pronoun(i)
        if k not in "d#mthblniKaX":
            return None
        if k == "X" and self.lang.code == "id":
            return None
        if self.lang.code == "id":
            found = self._indonesian(i)
            return ([(found[0], i, found[1] - 1)], found[1]) if found else None
        return self._english(i)

    def _pronoun(self, i: int) -> tuple[list[tuple[Mention, int, int]], int] | None:
        p = self.pay(i)
        how = {"both": "both", "that_state": "state"}.get(p.get("c", ""), p.get("p", ""))
        m = self.mention("pronoun", i, i, self.u[i].low)
        m.pronoun = how
        m.plural = how in ("both", "they") or self.u[i].low in ("kami", "we", "kita")
        return [(m, i, i)], i + 1

    def named(self, i: int) -> Mention | None:
        """A mention for the gazetteer name at unit ``i``."""
        p = self.pay(i)
        if p.get("k") != "name":
            return None
        e = p["e"]
        m = self.mention(e["t"], i, i, self.u[i].low)
        m.name, m.country, m.sector = e["n"], e.get("c"), e.get("s")
        m.named, m.gazetteer = True, e
        m.adjective = bool(p.get("adj"))
        m.source = "gazetteer"
        if p.get("family"):
            m.family = m.head
        if e["t"] == "place":
            for other in p.get("all", ()):
                if other.get("metonym"):
                    m.gazetteer = {**e, "capital": other["e"]["n"]}
            if p.get("capital"):
                m.gazetteer = {**e, "capital": p["capital"]}
        if p.get("people"):
            m.plural, m.named, m.name = True, False, None
        return m

    def name_run(self, i: int) -> int:
        """The unit after the run of name words that begins at ``i`` (``i`` where there is none)."""
        j = i
        while j < self.n:
            k = self.kind(j)
            p = self.pay(j)
            if (
                k == "K"
                or (k == "n" and j > i and p["e"]["t"] == "person")
                or (k == "n" and j == i and p.get("family") and self.kind(j + 1) == "K")
            ):
                j += 1
            elif (
                k in "nhblXat"
                and j > i
                and self.raw[self.u[j].start].isupper()
                and self.u[j].first == self.u[j].last
                and not (p.get("k") == "name" and p["e"]["t"] == "state")
                and self.lang.code == "en"
                and k in "Xa"
            ):
                j += 1
            elif k in "XP" and j > i and self.u[j].low in NAME_PARTICLES and self.kind(j + 1) in ("K", "n"):
                j += 1
            elif k == "." and j > i and self.u[j].low == "." and len(self.u[j - 1].low) == 1 and self.kind(j + 1) == "K":
                j += 1
            else:
                break
        return j

    def text(self, first: int, last: int) -> str:
        return " ".join(self.raw[self.u[first].start : self.u[last].end].split())

    def set_name(self, m: Mention, first: int, last: int) -> None:
        m.name = self.text(first, last).removesuffix("'s").removesuffix("’s")
        m.named = True
        m.words = tuple(t.low for t in self.s.tokens[self.u[first].first : self.u[last].last + 1])

    def own(self, m: Mention, owner: Mention) -> None:
        """``owner`` stands in the phrase of ``m``: its country is the phrase's, unless the phrase has its own."""
        m.owner = owner
        if m.country is None:
            m.country = owner.country

    # -- Indonesian ---------------------------------------------------------------------------------------------

    def _indonesian(self, i: int) -> Found | None:
        start = i
        while self.kind(i) in ("d", "#") and i - start < 3 and self.kind(i):
            i += 1
        if self.kind(i) == "T" or i >= self.n:
            return None
        k = self.kind(i)
        if i > start and k in "X":
            return None
        found: Found | None = None
        if k == "m" or k == "t":
            found = self._id_title(i)
            other = self._as_noun(i) if k == "t" else None
            if other is not None and found is not None and not found[0].named:
                found = self._id_noun(i, other)
        elif k == "b":
            found = self._id_body(i)
        elif k == "h":
            found = self._id_noun(i)
        elif k == "l":
            found = self._id_place(i)
        elif k == "i":
            found = self._instrument(i)
        elif k == "n":
            found = self._id_name(i)
        elif k == "K" and i == start:
            found = self._unknown(i)
        if found is None:
            return None
        m, after = found
        if i > start:
            m.start = self.u[start].start
            m.plural = m.plural or self.u[start].low not in ("seorang", "sebuah", "sang", "salah satu", "salah seorang")
        if "-" in self.u[i].low:
            a, _, b = self.u[i].low.partition("-")
            m.plural = m.plural or a == b
        while self.kind(after) == "D" and self.u[after].low in self.lang.sets["demonstratives"]:
            m.end = self.u[after].end
            after += 1
        return m, after

    def _unknown(self, i: int) -> Found | None:
        j = self.name_run(i)
        if j == i:
            return None
        if self.kind(j) == "i" and self.raw[self.u[j].start].isupper():  # "Strategic Framework Agreement"
            m = self.mention("instrument", i, j, self.u[j].low)
            m.title = self.pay(j)["t"]
            self.set_name(m, i, j)
            return m, j + 1
        m = self.mention("name", i, j - 1, self.u[i].low)
        self.set_name(m, i, j - 1)
        return m, j

    def _id_name(self, i: int) -> Found | None:
        p = self.pay(i)
        if p.get("family") and self.kind(i + 1) == "K":
            return self._unknown(i)
        m = self.named(i)
        if m is None:
            return None
        j = i + 1
        if (
            m.kind == "organization"
            and self.kind(j) == "n"
            and self.pay(j)["e"]["t"] == "state"
            and m.country in (None, "INT", self.pay(j)["e"]["c"])
        ):
            m.end = self.u[j].end
            m.country = self.pay(j)["e"]["c"] if m.country is None else m.country
            j += 1
        if m.kind == "place":
            m.name = m.name or self.text(i, i)
        return m, j

    def _inner(self, j: int) -> Found | None:
        """A body, state or group that directly follows a head, and may be what the head belongs to."""
        k = self.kind(j)
        if k == "n":
            return self._id_name(j) if self.pay(j)["e"]["t"] not in ("person",) else None
        if k == "b":
            return self._id_body(j)
        if k == "h":
            return self._id_noun(j)
        return None

    def _id_title(self, i: int) -> Found | None:
        start, former, deputy = i, False, False
        while self.kind(i) == "m":
            former = former or self.pay(i)["m"] == "former"
            deputy = deputy or self.pay(i)["m"] in ("deputy", "acting")
            i += 1
        if self.kind(i) not in ("t", "h") or i >= self.n:
            if deputy and i == start + 1 and self.pay(start).get("nya"):
                m = self.mention("person", start, start, self.u[start].low)
                m.title, m.title_span = self.u[start].low, (self.u[start].start, self.u[start].end)
                return m, i
            return None
        p = self.pay(i)
        if self.kind(i) == "h" and p.get("t") != "person":
            return None
        m = self.mention("person", start, i, p.get("w", self.u[i].low))
        m.title, m.sector, m.former = p.get("en") or p.get("w"), p.get("s"), former
        title_end = i
        j = i + 1
        while j < self.n:
            k = self.kind(j)
            if k == "a" or (
                k == "X"
                and j - i < 3
                and self.lang.nonverbs is not None
                and self.u[j].low not in self.lang.triggers
                and self.raw[self.u[j].start].islower()
            ):
                title_end = j
                j += 1
            elif k == "t" and self.pay(j).get("t") == "person":
                if m.sector in (None, "of"):
                    m.sector = self.pay(j).get("s")
                    m.title = self.pay(j).get("en") or self.pay(j).get("w")
                j += 1
            elif k in ("n", "b", "h") and m.of is None and not (k == "n" and self.pay(j)["e"]["t"] in ("person",)):
                if k == "n" and self.pay(j).get("family") and self.kind(j + 1) == "K":
                    break
                inner = self._inner(j)
                if inner is None:
                    break
                m.of, j = inner
                title_end = j - 1
            elif k == "n" and m.of is not None and self.pay(j)["e"]["t"] == "state" and m.of.country in (None, self.pay(j)["e"]["c"]):
                m.of.country = self.pay(j)["e"]["c"]
                title_end = j
                j += 1
            elif k == "P" and self.u[j].low in ("dari", "untuk", "bagi") and self.kind(j + 1) in ("n", "b", "h") and m.of is None:
                inner = self._inner(j + 1)
                if inner is None or inner[0].kind == "place":
                    break
                m.of, j = inner
                title_end = j - 1
            elif k == "P" and self.u[j].low == "dari" and m.of is not None and m.of.owner is None and self.kind(j + 1) in ("n", "b"):
                inner = self._inner(j + 1)
                if inner is None:
                    break
                m.of.owner, j = inner
                if m.of.country is None:
                    m.of.country = m.of.owner.country
                title_end = j - 1
            elif (
                k == "("
                and j + 2 < self.n
                and ")" in (self.kind(j + 2), self.kind(j + 3))
                and self.kind(j + (3 if self.kind(j + 2) == ")" else 4)) in ("K", "n")
            ):
                j += 3 if self.kind(j + 2) == ")" else 4
            else:
                break
        m.title_span = (m.start, self.u[title_end].end)
        m.end = self.u[title_end].end if j - 1 <= title_end else self.u[j - 1].end
        return self._person_name(m, j)

    def _person_name(self, m: Mention, j: int) -> Found:
        """Adds the name that follows a title."""
        if self.kind(j) == "n" and self.pay(j)["e"]["t"] == "person" and not (self.pay(j).get("family") and self.kind(j + 1) == "K"):
            e = self.pay(j)["e"]
            m.name, m.named, m.gazetteer = e["n"], True, e
            m.end = self.u[j].end
            m.words = tuple(t.low for t in self.s.tokens[self.u[j].first : self.u[j].last + 1])
            return m, j + 1
        k = self.name_run(j)
        if k > j and (self.kind(j) in ("K", "n")):
            self.set_name(m, j, k - 1)
            m.end = self.u[k - 1].end
            return m, k
        return m, j

    def _id_body(self, i: int) -> Found | None:
        p = self.pay(i)
        m = self.mention(p.get("t", "organization"), i, i, p.get("w", self.u[i].low))
        m.sector, m.country = p.get("s"), p.get("country")
        capital = self.raw[self.u[i].start].isupper()
        j = i + 1
        while j < self.n and j - i < 12:
            k = self.kind(j)
            upper = self.raw[self.u[j].start].isupper() or self.raw[self.u[j].start].isdigit()
            if k == "n" and self.pay(j)["e"]["t"] in ("state",):
                owner = self.named(j)
                if owner is not None:
                    self.own(m, owner)
                    m.country = owner.country
                j += 1
                break
            if k in "Kahbltinmd" and capital and upper and not (k == "n" and self.pay(j)["e"]["t"] == "person"):
                if k == "n" and self.pay(j)["e"].get("c") and m.country is None:
                    m.country = self.pay(j)["e"]["c"]
                if k == "t":
                    break
                j += 1
            elif k == "X" and capital and upper:
                j += 1
            elif (
                (k == "C" or self.u[j].low == "untuk")
                and capital
                and j + 1 < self.n
                and self.u[j].low in ("dan", "untuk", "&")
                and self.raw[self.u[j + 1].start].isupper()
                and self.kind(j + 1) in "ahKbliX"
            ):
                j += 2
            elif not capital and k in "ah" and j - i < 4:
                j += 1
            else:
                break
        m.end = self.u[j - 1].end
        m.name = self.text(i, j - 1)
        m.named = capital and j > i + 1
        return m, j

    def _as_noun(self, i: int) -> Json | None:
        """Words such as "tersangka" stand before a name like an office and alone like a noun: what they are alone."""
        return next((p for p in self.pay(i).get("all", ()) if p["k"] == "noun" and p["t"] != "person"), None)

    def _id_noun(self, i: int, payload: Json | None = None) -> Found | None:
        p = payload or self.pay(i)
        m = self.mention(p.get("t", "group"), i, i, p.get("w", self.u[i].low))
        m.sector, m.country = p.get("s"), p.get("country")
        if p.get("nya"):
            m.pronoun = "possessive"
        j, plain = i + 1, 0
        last = i
        while j < self.n:
            k = self.kind(j)
            q = self.pay(j)
            low = self.u[j].low
            if k == "a" or k == "m":
                if q.get("s"):
                    m.sector = q["s"]
                if q.get("m") == "unknown":
                    m.sector = "UAF"
                if q.get("m") == "former":
                    m.former = True
            elif k == "R" and self.kind(j + 1) == "a" and self.pay(j + 1).get("m") == "unknown":
                m.sector = "UAF"
                j += 1
            elif k == "h":
                if q.get("country"):
                    m.country = q["country"]
                if not m.sector or (
                    m.sector == "CVL"
                    and q.get("s") in ("REB", "MIL", "CRM", "UAF")
                    and m.kind == "group"
                    and p.get("w") in ("anggota", "kelompok")
                ):
                    m.sector = q.get("s")
                    if m.kind in ("group", "organization") and q.get("t") == "armed-group":
                        m.kind = "armed-group"
            elif k in ("b",) and m.owner is None:
                inner = self._id_body(j)
                if inner is None:
                    break
                self._belongs(m, inner[0], p)
                j = inner[1]
                last = j - 1
                continue
            elif k == "n":
                e = q["e"]
                if e["t"] == "person":
                    if m.kind == "person":
                        found = self._person_name(m, j)
                        return found
                    break
                if q.get("family"):
                    break
                inner_m = self.named(j)
                if inner_m is None or (m.owner is not None and e["t"] not in ("armed-group", "organization")):
                    break
                self._belongs(m, inner_m, p)
            elif (
                low in self.owners
                and self.kind(j + 1) in ("n", "h", "b", "t")
                and (low != "dari" or (m.kind in ("group", "person") and m.sector not in ("MIL", "REF")))
            ):
                inner2 = self._inner(j + 1)
                if inner2 is None:
                    break
                if low != "pimpinan":
                    self._belongs(m, inner2[0], p)
                elif m.owner is None:
                    m.owner = inner2[0]
                j = inner2[1]
                last = j - 1
                continue
            elif k == "K" and not (self.title and plain == 0 and self.u[j].forms):
                end = self.name_run(j)
                if m.kind in ("person",):
                    self.set_name(m, j, end - 1)
                    m.end = self.u[end - 1].end
                    m.start = self.u[i].start
                    return m, end
                if m.kind in ("facility", "place", "organization", "armed-group"):
                    m.name, m.named = self.text(i, end - 1), True
                j = end
                last = j - 1
                continue
            elif (
                k == "X"
                and plain < MAX_PLAIN
                and low not in self.lang.triggers
                and not self.u[j].forms
                and self.raw[self.u[j].start].islower()
            ):
                plain += 1
            elif k == "-" and self.kind(j - 1) == "n" and self.kind(j + 1) == "n":
                j += 2
                last = j - 1
                continue
            else:
                break
            last = j
            j += 1
        m.end = self.u[last].end
        return m, last + 1

    def _belongs(self, m: Mention, inner: Mention, payload: Json) -> None:
        """``inner`` stands after the head of ``m``: it is its owner, or its very name."""
        if inner.kind == "armed-group" or (m.head in IDENTITY and inner.kind == "organization" and inner.named):
            m.gazetteer, m.name, m.named = inner.gazetteer, inner.name, True
            m.country, m.sector, m.kind = inner.country, inner.sector, inner.kind
            return
        fixed = m.country == "INT"
        self.own(m, inner)
        if m.kind not in ("facility", "place") and inner.country and payload.get("country") is None and not fixed:
            m.country = inner.country
        if not m.sector or m.sector == "of":
            m.sector = inner.sector

    def _id_place(self, i: int) -> Found | None:
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
            elif k == "K" or (upper and k in "ahXblt"):
                j += 1
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

    def _instrument(self, i: int) -> Found | None:
        """A text that binds: its head and the words that name it ("Undang-Undang Nomor 8 Tahun 1981", "perjanjian damai")."""
        p = self.pay(i)
        m = self.mention("instrument", i, i, p.get("w", self.u[i].low))
        m.title = p["t"]
        first, j = i, i + 1
        if self.lang.code == "id":
            upper_head = self.raw[self.u[i].start].isupper()
            while j < self.n and j - i < 14:
                k = self.kind(j)
                upper = self.raw[self.u[j].start].isupper()
                if k == "n":
                    inner = self.named(j)
                    if inner is not None and inner.kind in ACTORS:
                        m.members.append(inner)
                    if inner is not None and inner.kind == "person":
                        break
                    j += 1
                elif k == "-" and self.kind(j + 1) == "n" and self.kind(j - 1) == "n":
                    j += 1
                elif (
                    k in "Kahbl"
                    or (k == "X" and (upper or j - i < 3) and not self.u[j].forms)
                    or k == "#"
                    or (k == "T" and self.u[j].x.kind == "law")
                ):
                    j += 1
                elif k in "i" and upper and upper_head:
                    j += 1
                elif (
                    upper_head
                    and self.u[j].low in ("dan", "tentang", "atas", "nomor", "tahun")
                    and j + 1 < self.n
                    and self.raw[self.u[j + 1].start].isupper()
                ):
                    j += 1
                else:
                    break
        m.end = self.u[j - 1].end
        m.name = self.text(first, j - 1)
        m.named = j > i + 1
        return m, j

    # -- English ------------------------------------------------------------------------------------------------

    def _english(self, i: int) -> tuple[list[tuple[Mention, int, int]], int] | None:
        """Reads the run of nouns, names and adjectives from ``i`` and splits it into mentions: the last head takes what precedes it."""
        j = i
        while j < self.n and self.kind(j) in "d#mthblniKaX'" and j - i < 14:
            if j > i and self.kind(j) == "d":
                break
            j += 1
        while j < self.n and self.kind(j) == "-" and j + 1 < self.n and self.kind(j - 1) in "nK" and self.kind(j + 1) in "XnKa":
            j += 2
            while j < self.n and self.kind(j) in "mthblniKaX'" and j - i < 16:
                j += 1
        out: list[tuple[Mention, int, int]] = []
        at = i
        while at < j:
            found = self._en_one(at, j)
            if found is None:
                at += 1
                continue
            m, first, last = found
            out.append((m, first, last))
            at = last + 1
        if not out:
            return None
        first = out[0][1]
        if first > i:
            if any(self.kind(k) not in "d#a" for k in range(i, first)):
                return None  # what stands before the first mention is not part of it
            out[0] = (out[0][0], i, out[0][2])  # an article belongs to the unit, not to the name
        return self._fill_gaps(out, j)

    def _fill_gaps(self, out: list[tuple[Mention, int, int]], end: int) -> tuple[list[tuple[Mention, int, int]], int]:
        """Only the leading mentions without words between them are taken; the rest is read on the next call."""
        taken = [out[0]]
        for item in out[1:]:
            if item[1] != taken[-1][2] + 1:
                break
            taken.append(item)
        return taken, taken[-1][2] + 1

    def _en_one(self, at: int, end: int) -> tuple[Mention, int, int] | None:
        """One mention that begins at ``at`` and ends before ``end``."""
        start = at
        heads = [k for k in range(at, end) if self.kind(k) in "thbli"]
        if self.kind(at) == "X" and not (heads and all(self.kind(k) in "Xadm#K" for k in range(at, heads[0]))):
            return None
        if self.kind(at) in ("'",):
            return None
        # The last head before a name or the end of the run.
        head = None
        for k in heads:
            head = k
            if self.kind(k) == "t" and k + 1 < end and self.kind(k + 1) in "Kn" and not self._ahead_head(k + 1, end):
                break
        if head is None or (self.kind(at) == "K" and not self._leads(at, head)):
            return self._en_names(at, end)
        if self.kind(at) == "n" and not self._leads(at, head):
            return self._en_names(at, end)
        return self._en_head(start, head, end, heads)

    def _ahead_head(self, k: int, end: int) -> bool:
        return any(self.kind(x) in "thb" for x in range(k, end))

    def _leads(self, at: int, head: int) -> bool:
        """Whether the words from ``at`` on modify the head (no verb-like gap between them)."""
        return all(self.kind(k) in "naXmthbli'#K-" for k in range(at, head)) and sum(self.kind(k) == "X" for k in range(at, head)) <= 4

    def _en_names(self, at: int, end: int) -> tuple[Mention, int, int] | None:
        while at < end and self.kind(at) in "d#am":
            at += 1
        if at >= end:
            return None
        if self.kind(at) == "n" and not (self.pay(at).get("family") and self.kind(at + 1) == "K" and at + 1 < end):
            m = self.named(at)
            if m is not None:
                if m.adjective and not (at + 1 < end and self.kind(at + 1) in "nK"):
                    m.plural = False
                return m, at, at
        if self.kind(at) in "Kn":
            j = min(self.name_run(at), end)
            if j > at:
                m = self.mention("name", at, j - 1, self.u[at].low)
                self.set_name(m, at, j - 1)
                return m, at, j - 1
        return None

    def _en_head(self, start: int, head: int, end: int, heads: list[int]) -> tuple[Mention, int, int] | None:
        p, k = self.pay(head), self.kind(head)
        if k == "i":
            m = self.mention("instrument", start, head, p.get("w", self.u[head].low))
            m.title = p["t"]
            first = start
            while first < head and self.kind(first) in "d#":
                first += 1
            for x in range(start, head):
                if self.kind(x) == "n":
                    inner = self.named(x)
                    if inner is not None and inner.kind in ACTORS:
                        m.members.append(inner)
            m.name = self.text(first, head)
            m.named = head > first
            return m, start, head
        default = {"t": "person", "l": "place", "b": "organization"}.get(k, "group")
        m = self.mention(p.get("t", default), start, head, p.get("w", self.u[head].low))
        m.sector, m.country = p.get("s"), p.get("country")
        m.plural = bool(p.get("pl")) or any(self.kind(x) == "#" for x in range(start, head))
        body: Mention | None = None
        first_name: int | None = None
        for x in range(start, head):
            q, kx = self.pay(x), self.kind(x)
            if kx == "n":
                inner = self.named(x)
                if inner is None or (self.kind(x + 1) == "-" and self.u[x + 2].low in self.lang.suffixes if x + 2 < head + 1 else False):
                    continue
                if inner.kind == "person":
                    if k in "hbl" and self.kind(x + 1) == "'":
                        self.own(m, inner)
                    continue
                if inner.kind == "armed-group" and k == "h" and m.kind in ("group", "armed-group", "organization"):
                    self._belongs(m, inner, p)
                elif body is not None and inner.kind == "state":
                    continue
                else:
                    owner = m.owner
                    self.own(m, inner)
                    if inner.kind == "place" and m.country is None:
                        m.country = inner.country
                    if owner is not None and inner.kind in ("organization",):
                        inner.country = inner.country or owner.country
                    if k == "t" and inner.kind == "organization":
                        m.of = inner
            elif kx in "a" or kx == "m":
                if q.get("s"):
                    m.sector = q["s"]
                if q.get("m") == "unknown":
                    m.sector = "UAF"
                if q.get("m") == "former":
                    m.former = True
            elif kx in "hb":
                if q.get("country"):
                    m.country = q["country"]
                if m.sector in (None, "of", "-") and q.get("s"):
                    m.sector = q["s"]
                if kx == "b" and k in "th":
                    body = self.mention(q.get("t", "organization"), max(start, x - 1), x, q.get("w", ""))
                    body.sector, body.named = q.get("s"), True
                    first = x
                    while first > start and self.kind(first - 1) in "KXa" and self.raw[self.u[first - 1].start].isupper():
                        first -= 1
                    if first > start and self.kind(first - 1) == "n" and self.pay(first - 1)["e"]["t"] == "state":
                        body.country = self.pay(first - 1)["e"]["c"]
                    body.start, body.name = self.u[first].start, self.text(first, x)
                    if k == "t":
                        m.of = body
                    else:
                        self.own(m, body)
            elif kx == "K" and first_name is None:
                first_name = x
        last = head
        if k in "bl" or (k == "h" and first_name is not None and m.kind in ("facility", "place")):
            if first_name is not None or self.raw[self.u[head].start].isupper():
                begin = start
                while begin < head and self.kind(begin) in "d#":
                    begin += 1
                m.name, m.named = self.text(begin, head), first_name is not None or begin < head
            if (
                k == "b"
                and self.kind(head + 1) == "P"
                and self.u[head + 1].low in ("of", "for")
                and head + 2 < self.n
                and self.kind(head + 2) in "KXanhbld"
                and self.raw[self.u[head].start].isupper()
            ):
                stop = head + 2
                while stop < self.n and (
                    self.kind(stop) in "Kanhblt"
                    and self.raw[self.u[stop].start].isupper()
                    or (self.kind(stop) in ("C",) and self.kind(stop + 1) in "Kahbl" and self.raw[self.u[stop + 1].start].isupper())
                ):
                    stop += 1
                if stop > head + 2 and self.kind(stop - 1) != "C":
                    begin = start
                    while begin < head and self.kind(begin) in "d#":
                        begin += 1
                    for x in range(head + 2, stop):
                        if self.kind(x) == "n" and m.country is None:
                            m.country = self.pay(x)["e"].get("c")
                    m.name, m.named, m.end, last = self.text(begin, stop - 1), True, self.u[stop - 1].end, stop - 1
        if m.kind == "person":
            if k == "t":
                m.title = p.get("en") or p.get("w")
                m.title_span = (m.start, m.end)
            n = head + 1
            while n < end and self.kind(n) == "t":
                if m.sector in (None, "of"):
                    m.sector = self.pay(n).get("s")
                n += 1
            found = self._person_name(m, n)
            if found[1] > n:
                m.title = m.title or p.get("w")
                return m, start, found[1] - 1
            other = self._as_noun(head) if k == "t" else None
            if other is not None:
                m.kind, m.title, m.title_span = other["t"], None, None
                m.sector = m.sector or other.get("s")
        # "president of France", "forces of the coalition": what it belongs to follows
        nxt = last + 1
        if m.owner is None and m.of is None and nxt + 1 < self.n and self.kind(nxt) == "P" and self.u[nxt].low == "of" and k in "thl":
            y = nxt + 1
            while self.kind(y) in ("d", "a"):
                y += 1
            inner3: Mention | None = None
            after = y
            if self.kind(y) in ("n", "b", "h", "K", "X"):
                stop = y
                while stop < self.n and self.kind(stop) in "nbhKaX'l":
                    stop += 1
                got = self._en_one(y, stop)
                if got is not None and got[1] == y:
                    inner3, after = got[0], got[2] + 1
            if inner3 is not None and inner3.kind in ("state", "organization", "armed-group", "group", "place", "name"):
                if k == "t":
                    m.of = inner3
                    m.country = m.country or inner3.country
                    if m.sector in (None, "of"):
                        m.sector = inner3.sector
                    m.end = inner3.end
                    m.title_span = (m.start, m.end)
                    found = self._person_name(m, after)
                    return m, start, found[1] - 1
                if inner3.kind != "name":
                    self._belongs(m, inner3, p)
                    m.end = inner3.end
                    return m, start, after - 1
        if m.kind in ("group", "organization", "armed-group", "state", "equipment") and last + 1 < end and self.kind(last + 1) == "X":
            m.adjective = True  # "troop withdrawal": the head lies further on
        return m, start, last
