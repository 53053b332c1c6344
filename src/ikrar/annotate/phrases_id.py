"""Indonesian noun phrases: the head comes first, what it belongs to and its name follow ("pasukan Irak", "Menteri Luar Negeri X")."""

from __future__ import annotations

from ikrar.annotate.bodies_id import FIGHTERS
from ikrar.annotate.offices_id import Offices
from ikrar.annotate.phrases import NUMBERS, STATE_BODIES, Found, Json, Phrase
from ikrar.model.annotation import ACTORS, GENERIC, Mention
from ikrar.model.late import late

MAX_PLAIN = 3  # unknown words that a noun phrase may take in after its head
ARMED = frozenset(("COP", "MIL"))
LED = 4  # units that say who leads ("yang dipimpin oleh")
# Alone these are no names: a numeral ("Komisi III"), a letter or two of an alias ("tersangka W"), money.
NO_NAME = late(r"[IVX]+|[A-Z]|Rp\.?\d*|US|USD|IDR")


class Indonesian(Offices):
    """Builds the noun phrases of an Indonesian sentence."""

    openers = Offices.openers - {"X"}
    in_office = False
    """Whether what is read is the body of an office, behind which its holder may be named."""

    def nominal(self, i: int) -> Phrase | None:
        """One phrase, its head first."""
        found = (self.english_body(i) if self.english else None) or self._one(i)
        return ([(found[0], i, found[1] - 1)], found[1]) if found else None

    def _one(self, i: int) -> Found | None:
        start, kinds = i, self.kinds
        while (k := kinds[i]) in NUMBERS and i - start < 6:
            i += 1
        if k == "T" or not k:
            return None
        if i > start and k == "X":
            return self._people(start, i)
        if kinds[i - 1] in NUMBERS and self.u[i].low in self.lang.sets["counters"]:
            return None  # "tiga kali" counts times, whatever else the word may head
        found: Found | None = None
        if k == "m" or k == "t":
            found = self.title_phrase(i)
            other = self.as_noun(i) if k == "t" else None
            if other is not None and found is not None and not found[0].named:
                found = self._noun(i, other)
        elif k == "b" or k == "h" and self.as_body(i) is not None:
            found = self.body_phrase(i)
        elif k == "h":
            found = self._noun(i)
        elif k == "l":
            found = self._place(i)
        elif k == "i":
            found = self._instrument(i)
        elif k == "n":
            found = self._name(i)
        elif k == "K" and i == start:
            found = self._unknown(i)
        if found is None:
            return None
        m, after = found[0], self.past_form(*found)
        if i > start:
            m.start = self.u[start].start
            m.plural = m.plural or self.u[start].low not in self.lang.sets["single"]
        if m.kind == "person" and not m.named and self.kind(after) == "P" and self.u[after].low.split()[-1] in self.lang.sets["everywhere"]:
            m.plural = True  # "gubernur di seluruh provinsi"
        if "-" in (text := self.s.tokens[self.u[i].first].text):
            a, _, b = text.lower().partition("-")
            m.plural = m.plural or a == b
        while self.kind(after) == "D" and self.u[after].low in self.lang.sets["demonstratives"]:
            m.end = self.u[after].end
            after += 1
        return m, after

    def person_name(self, m: Mention, j: int) -> Found:
        """The name behind an office; of one who acts for another, whom he acts for where he is named next: "kuasa hukum X, Y,"."""
        if m.of is None and m.head in self.lang.sets["acts_for_another"] and (end := self._somebody(j)) and self.kind(end) == ",":
            after = self._somebody(end + 1)
            if after and self.kind(after) not in "C" and not (self.kind(after) == "," and self.kind(after + 1) == "C"):
                m.owner, _ = super().person_name(self.mention("person", j, j, self.u[j].low), j)
                m.end = self.u[end - 1].end
                return m, end
        if self.kind(j) == "K" and self.u[j].low.startswith("rp") and NO_NAME.fullmatch(self.text(j, j)):
            return m, j  # "gaji wakil presiden Rp 40 juta"
        return super().person_name(m, j)

    def _people(self, start: int, i: int) -> Found | None:
        """“para pemudik", "kaum nelayan": a plain noun behind a word that only people have is a group of them."""
        if not any(self.u[x].low in self.lang.sets["peoples"] for x in range(start, i)):
            return None
        m = self.mention("group", i, i, self.u[i].low)
        m.start, m.plural = self.u[start].start, True
        return m, i + 1

    def _unknown(self, i: int) -> Found | None:
        j = self.name_run(i)
        if j == i or (j > i + 1 and self.paired(j - 1)):
            return None
        if self.kind(j) == "i" and self.raw[self.u[j].start].isupper():  # "Strategic Framework Agreement"
            m = self.mention("instrument", i, j, self.u[j].low)
            m.title = self.pay(j)["t"]
            self.set_name(m, i, j)
            return m, j + 1
        if all(self.kind(x) in "ahltbi" or (self.kind(x) == "K" and self.common(x)) for x in range(i, j)):
            return None  # words of the language, with capitals: a title, a heading, the first word
        if " ".join(self.u[x].low for x in range(i, j)) in self.lang.no_names:
            return None
        if j == i + 1 and i == 0 and self.kind(j) == "D" and self.u[j].low in self.lang.sets["demonstratives"]:
            return None  # "Gesekan itu ...": a word with the capital of its sentence
        if j == i + 1 and (self.text(i, i).removesuffix("-nya") in self.lang.no_bodies or i == 0 and self.u[i].low.endswith("nya")):
            return None
        if j == i + 1 and NO_NAME.fullmatch(self.text(i, i)):
            return None
        m = self.mention("name", i, j - 1, self.u[i].low)
        self.set_name(m, i, j - 1)
        office = self.kind(j) == "," and self.kind(j + 1) == "t"  # "Sipan Kobani, komandan milisi itu"
        if j - i > 1 and not office and self.kind(j - 1) == "n" and self.pay(j - 1)["e"]["t"] == "place":
            m.kind = "organization"  # "Persija Jakarta": people are not called after towns
        return m, j

    def _name(self, i: int) -> Found | None:
        p = self.pay(i)
        if p.get("family") and (self.kind(i + 1) == "K" or self._person_at(i + 1) and self.pay(i + 1).get("family")):
            return self._unknown(i)
        m = self.named(i)
        if m is None:
            return None
        end = self.name_run(i + 1) if self._no_paper(i) else self._tailed(i) if m.kind in ("place", "state") else 0
        if end:
            m = self.mention("name", i, end - 1, self.u[i].low)
            self.set_name(m, i, end - 1)
            return m, end
        j = i + 1
        if p.get("metonym") and self.u[i].first == self.u[i].last and self.capital(j) and not self.title:
            there = self.pay(j)["e"] if self.kind(j) == "n" else {}
            if self.kind(j) == "K" or there.get("t") == "place" and there.get("c") != m.country:
                house = self.mention("facility", i, j, self.u[i].low)  # "Istana Miraflores": a palace of another state
                self.set_name(house, i, j)
                house.sector, house.country = "GOV", there.get("c")
                return house, j + 1
        if m.kind == "organization" and m.sector == "BUS" and self._firm_goes_on(i, j, self.in_office):
            return self._firm_of_its_own(i, j)
        if m.kind == "organization" and self.capital(j) and self.u[j].low in self.lang.sets["branches"] and self._placed(j + 1):
            m.end, m.gazetteer, m.source = self.u[j + 1].end, None, ""  # "Ombudsman Perwakilan Sumatera Barat"
            m.name = self.text(i, j + 1)
            return m, j + 2
        if m.kind == "organization" and self.kind(j) == "(" and self.kind(after := self._aside(j)) == "n":
            whose = self.pay(after)["e"] if after else {}
            j = after if whose.get("t") == "state" and (m.source == GENERIC or whose["c"] == m.country) else j  # "Kemhan (X) Rusia"
        if self.kind(j) == "n" and self.pay(j)["e"]["t"] == "state" and m.source == GENERIC:
            m.source = "gazetteer"  # whose it is, is said
        if (
            m.kind == "organization"
            and self.kind(j) == "n"
            and self.pay(j)["e"]["t"] == "state"
            and m.country in (None, "INT", self.pay(j)["e"]["c"])
        ):
            m.end = self.u[j].end
            m.country = self.pay(j)["e"]["c"] if m.country is None else m.country
            j += 1
        elif m.kind == "organization" and m.country != "INT" and self.kind(j) == "n" and self.pay(j)["e"]["t"] == "state":
            self.of_state(m, i, j)
            j += 1
        elif m.kind == "organization" and m.sector in ARMED and self.kind(j) in ("n", "b") and (part := self._inner(j)) is not None:
            outer, after = part  # "Propam Polda X": a part of the police of X
            if outer.kind == "organization" and outer.sector == m.sector:
                m.owner, m.country, m.end, j = outer, outer.country or m.country, self.u[after - 1].end, after
        elif m.kind == "armed-group" and self.kind(j) == "n" and self.pay(j)["e"]["t"] == "state" and self.capital(i):
            if self.pay(j)["e"]["c"] not in (m.country, "INT") and self.u[i].first < self.u[i].last:  # "Pasukan Pertahanan Rakyat Tanzania"
                m.kind, m.sector, m.country, m.gazetteer, m.source = "organization", "MIL", self.pay(j)["e"]["c"], None, ""
                m.name, m.named, m.end, j = self.text(i, j), True, self.u[j].end, j + 1
        if m.kind == "place":
            m.name = m.name or self.text(i, i)
        return m, j

    def _inner(self, j: int) -> Found | None:
        """A body, state or group that directly follows a head, and may be what the head belongs to."""
        k = self.kind(j)
        if k == "n":
            return self._name(j) if self.pay(j)["e"]["t"] not in ("person",) else None
        if k == "b" or self.as_body(j) is not None:
            return self.body_phrase(j, office=self.in_office)
        if k == "h":
            return self._noun(j)
        return None

    def _of(self, j: int) -> Found | None:
        self.in_office = True
        found = self._inner(j)
        self.in_office = False
        return found

    def pronoun(self, i: int) -> Phrase | None:
        """A pronoun; "kelima negara itu" stands for five states, and "27 negara itu" for nobody who could be named."""
        if i and self.pay(i).get("c") == "that_state" and (self.kind(i - 1) == "#" or self.kind(i - 1) == "d"):
            number = self.u[i - 1].low.removeprefix("ke")
            if not any(counted.split()[1] == number for counted in self.lang.sets["all_of_them"]):
                return None if self.kind(i - 1) == "#" or number in self.lang.sets["numerals"] else super().pronoun(i)
            m = self.mention("pronoun", i, i, f"ke{number}nya")
            m.pronoun, m.plural = "they", True
            return [(m, i, i)], i + 1
        return super().pronoun(i)

    def _noun(self, i: int, payload: Json | None = None) -> Found | None:
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
            if j == i + 1 and (end := self.named_for(i, j)) > j:
                m.name, m.named, j, last = self.text(i, end - 1), True, end, end - 1
                continue
            if k == "h" and (end := self.named_for(j, j + 1)) > j:
                j, last = end, end - 1  # "pengurus Masjid X"
                continue
            if (end := self._group_named(m, i, j)) > j:
                m.name, m.named, m.kind = self.text(j, end - 1), True, "organization" if m.kind == "group" else m.kind
                m.country = m.country or (self.pay(end - 1)["e"].get("c") if self.kind(end - 1) == "n" else None)
                if m.sector in FIGHTERS:
                    m.kind, m.sector = "armed-group", "REB" if m.sector == "UAF" else m.sector
                j, last = end, end - 1
                continue
            if k == "m" and self.kind(j + 1) == "t":
                break  # "pemerintahan mantan Presiden X": the word is the office's
            if k == "a" or k == "m":
                m.sector = "UAF" if q.get("m") == "unknown" else q.get("s") or m.sector
                m.former = m.former or q.get("m") == "former"
            elif k == "R" and self.kind(j + 1) == "a" and self.pay(j + 1).get("m") == "unknown":
                m.sector = "UAF"
                j += 1
            elif self._staff_of(m, j) and (inner := self.body_phrase(j, office=self.in_office)) is not None:
                self.belongs(m, inner[0], p)  # "jajaran Pengurus Lembaga X"
                j = inner[1]
                last = j - 1
                continue
            elif k == "h" and (end := self.served(m, j)) > j:
                j, last = end, end - 1
                continue
            elif k == "h":
                if q.get("country"):
                    m.country = q["country"]
                officers = m.head in self.lang.sets["employed"] and q.get("t") == "organization" and q.get("s") in STATE_BODIES
                fighters = m.sector == "CVL" and q.get("s") in ("REB", "MIL", "CRM", "UAF") and m.kind == "group"
                if not m.sector or officers or fighters and p.get("w") in ("anggota", "kelompok"):
                    m.sector = q.get("s")
                    if m.kind in ("group", "organization") and q.get("t") == "armed-group":
                        m.kind = "armed-group"
            elif k == "(" and j == i + 1 and self.capital(i) and self._placed(self._aside(j)):
                j = self._aside(j)  # "Pemerintah Provinsi (Pemprov) X"
                continue
            elif k == "b" and m.kind == "armed-group" and m.owner is not None and self.capital(j) and self.capital(j + 1):
                inner = self.body_phrase(j)  # "milisi propemerintah Chad Garda Ennedi": its name
                if inner is None:
                    break
                m.name, m.named, j = self.text(j, inner[1] - 1), True, inner[1]
                last = j - 1
                continue
            elif k == "l" and m.kind == "group" and m.owner is None and (where := self._place(j)) is not None:
                if not where[0].named and not (self.capital(j) and self.capital(j + 1)):
                    break  # but "warga Kabupaten X", "penduduk Kampung Tua"
                self.belongs(m, where[0], p)
                j = where[1]
                last = j - 1
                continue
            elif k in ("b",) and m.owner is None:
                inner = self.body_phrase(j, office=self.in_office)
                if inner is None:
                    break
                if m.kind == "armed-group" and inner[0].named and inner[0].sector in ("MIL", "REB"):  # "milisi pro-pemerintah Garda Ennedi"
                    m.name, m.named, j = inner[0].name, True, inner[1]
                    last = j - 1
                    continue
                self.belongs(m, inner[0], p)
                j = inner[1]
                last = j - 1
                continue
            elif k == "n":
                e = q["e"]
                if self._no_paper(j):
                    break
                if e["t"] == "person":
                    if m.kind == "person":
                        found = self.person_name(m, j)
                        return found
                    break
                if q.get("family"):
                    break
                inner_m = self.named(j)
                if inner_m is None or (m.owner is not None and e["t"] not in ("armed-group", "organization")):
                    break
                self.belongs(m, inner_m, p)
            elif m.owner is None and self._joint(m) and (led := self._led(j)) is not None:
                m.country = "INT"
                m.owner, j = led
                last = j - 1
                continue
            elif (
                low in self.owners
                and self.kind(j + 1) in ("n", "h", "b", "t")
                and (low != "dari" or (m.owner is None and m.kind in ("group", "person") and m.sector not in ("MIL", "REF")))
            ) or (low in self.lang.sets["from_body"] and m.head in self.lang.sets["employed"] and self._body_at(j + 1)):
                inner2 = self._inner(j + 1)
                if inner2 is None:
                    break
                if low != "pimpinan":
                    self.belongs(m, inner2[0], p)
                elif m.owner is None:
                    m.owner = inner2[0]
                j = inner2[1]
                last = j - 1
                continue
            elif k == "K" and m.kind == "organization" and self.of_body(m) and (self.in_office or not self.capital(i)):
                break  # "fraksi Partai X Ana Kerling", "anggota DPR Fraksi Partai X Ana Kerling"
            elif k == "K" and not (self.title and plain == 0 and self.u[j].forms):
                end = self.name_run(j)
                if m.kind in ("person",):
                    self.set_name(m, j, end - 1)
                    m.end = self.u[end - 1].end
                    m.start = self.u[i].start
                    return m, end
                if m.kind == "group" and i and self.u[i - 1].low in self.lang.sets["fighting_against"] and not m.plural:
                    gang = m.sector == "CRM"  # "menumpas geng X"
                    m.kind, m.sector = "armed-group", "CRM" if gang else "REB"  # "perang melawan kelompok Ansar al-Sunna"
                if m.kind == "armed-group" and not (i and self.capital(i)):  # "militan X", "kelompok teror X": X is what they are called
                    m.name, m.named = f"{m.name or ''} {self.text(j, end - 1)}".strip(), True  # "milisi Front Pertahanan Ennedi"
                    m.words = tuple(t.low for t in self.s.tokens[self.u[j].first : self.u[end - 1].last + 1])
                elif m.kind in ("facility", "place", "organization", "armed-group"):
                    m.name, m.named = self.text(i, end - 1), True
                j = end
                last = j - 1
                continue
            elif (
                k == "X"
                and plain < MAX_PLAIN
                and self.plain_word(j)
                and (low not in self.lang.triggers or (m.kind == "facility" and low.startswith("pe")))  # "lokasi peluncuran rudal X"
            ):
                plain += 1
            elif k == "-" and self.kind(j - 1) == "n" and self.kind(j + 1) == "n" and not self.two_forces(j):
                j += 2
                last = j - 1
                continue
            elif low == "resmi" and self.kind(j + 1) == "n":
                pass  # "kantor berita resmi X": an adjective before whose it is
            else:
                break
            last = j
            j += 1
        m.end = self.u[last].end
        return m, last + 1

    def _joint(self, m: Mention) -> bool:
        """Whether ``m`` is a force of several states, which one of them may lead."""
        return m.country == "INT" or (m.country is None and m.head in self.lang.sets["joint"])

    def _led(self, j: int) -> Found | None:
        """“koalisi pimpinan AS", "koalisi yang dipimpin oleh AS": who leads a body of no one country, and the unit after."""
        told, k = "", j
        while k < self.n and k < j + LED:
            told = f"{told} {self.u[k].low}".strip()
            k += 1
            if told in self.lang.sets["led_by"] and (inner := self._inner(k)) is not None:
                return inner
        return None

    def _instrument(self, i: int) -> Found | None:
        """A text that binds: its head and the words that name it ("Undang-Undang Nomor 8 Tahun 1981", "perjanjian damai")."""
        p = self.pay(i)
        m = self.mention("instrument", i, i, p.get("w", self.u[i].low))
        m.title = p["t"]
        first, j = i, i + 1
        upper_head = self.raw[self.u[i].start].isupper()
        while j < self.n and j - i < 14:
            k = self.kind(j)
            upper = self.raw[self.u[j].start].isupper()
            house = m.title == "resolution" and not (upper and upper_head) and self.pay(j).get("s") == "LEG"
            of_state = k == "n" and self.pay(j)["e"]["t"] == "organization" and self.kind(j + 1) == "n"
            maker = self._inner(j) if house and k in ("b", "h") or of_state else None
            if maker is not None:  # "resolusi parlemen Kenya"
                m.members.append(maker[0])
                j = maker[1]
            elif k == "n":
                inner = self.named(j)
                if inner is not None and inner.kind in ACTORS:
                    m.members.append(inner)
                if inner is not None and inner.kind == "person":
                    break
                j += 1
            elif k == "-" and self.kind(j + 1) == "n" and self.kind(j - 1) == "n":
                j += 1
            elif k == "C" and self._of_two(m, j):  # "pernyataan bersama Kenya dan Peru"
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
            elif k == "(" and self.kind(j + 1) == "i" and self.kind(j + 2) == ")" and self._numbers(j + 3):
                j += 3  # "Peraturan Pemerintah (PP) 51/2023"
            elif (
                upper_head
                and self.u[j].low in ("dan", "tentang", "atas", "nomor", "tahun")
                and j + 1 < self.n
                and self.raw[self.u[j + 1].start].isupper()
            ):
                j += 1
            else:
                break
        if p.get("numbered") and not any(self.kind(k) in "#T" for k in range(i + 1, j)):
            return None  # "PP", "APBN": a text only with its number or year
        m.end = self.u[j - 1].end
        m.name = self.text(first, j - 1)
        m.named = j > i + 1
        return m, j
