"""Indonesian bodies: where the name of a body begins and ends, with the gazetteer and without.

Bodies are named with words of the language ("Humas", "Penanggulangan"), people with others; what ends a name, or joins its parts, tells
the rest.
"""

from __future__ import annotations

import re

from ikrar.annotate.phrases import Found, Json, Maker
from ikrar.annotate.within import whose_by_words
from ikrar.annotate.written_id import Written
from ikrar.model.annotation import Mention

ORDINAL = re.compile(r"ke-\d+|\d{1,4}")
LONGEST_GROUP = 5  # units in the name of a group
FIGHTERS = frozenset(("REB", "PRM", "UAF"))
SERVICES = frozenset(("COP", "MIL", "JUD", "LEG"))  # bodies whose desks are of their own sector
APART = SERVICES | {"PTY", "GOV", "BUS"}  # "DPW X dan DPP X", "Kanwil X dan Bank Y": two bodies
MAX_BODY = 14  # units of a body's name


class Bodies(Written):
    """Reads the names of bodies."""

    def body_phrase(self, i: int, *, office: bool = False) -> Found | None:
        """A body by its head and the words of its name; in an office (``office``) the holder's name is left to the office."""
        p = self.as_body(i) or self.pay(i)
        if self.u[i].low in self.lang.sets["only_in_names"] and not self.capital(i):
            return None  # "menciptakan persatuan"
        if self.u[i].low in self.lang.sets["firms"] and self._firm_known(i + 1) and (known := self.named(i + 1)) is not None:
            known.start = self.u[i].start  # "PT Bank Rakyat Indonesia": that everybody knows
            return known, i + 2
        m = self.mention(p.get("t", "organization"), i, i, p.get("w", self.u[i].low))
        m.sector, m.country = p.get("s"), p.get("country")
        capital = self.raw[self.u[i].start].isupper()
        j = i + 1
        while j < self.n and j - i < MAX_BODY:
            k, upper = self.kind(j), self.capital(j)
            if (m.sector == "PTY" or self.u[i].low in self.lang.sets["of_pairs"]) and k in "nK" and (after := self.past_pair(j)):
                m.end, m.name, m.named = self.u[after - 1].end, self.text(i, j - 1), True
                return m, after
            if j == i + 1 and (after := self.named_for(i, j)) > j and (self.kind(j) == "t" or not office):
                j = after  # "RSUD Mayor X": the man for whom it is named
                continue
            if k == "n" and self.paired(j):  # what two states have together: "Forum Keamanan Prancis-Niger"
                for x in range(i, j):
                    self.u[x].kind = self.kinds[x] = "X"
                return None
            if k == "n" and self.pay(j)["e"]["t"] == "state":
                owner = self.named(j)
                if owner is not None:
                    self.own(m, owner)
                    m.country = owner.country
                j += 1
                if capital and self.capital(j) and self.kind(j) in tuple("KXa") and self.vocabulary(j) and not (office or self.title):
                    continue  # "Koalisi Indonesia Maju"
                break
            if office and capital and k == "K" and not self.vocabulary(j) and not self._body_goes_on(i, j):
                break
            if k in "Kahbltinmd" and capital and upper and not (k == "n" and office and self.pay(j)["e"]["t"] == "person"):
                firm = not office and self.u[i].low in self.lang.sets["firms"]  # "PT Raja Laut Berjaya": any word may be its name
                if (
                    k == "t"
                    and not firm
                    and (office or self.pay(j).get("rank") or j > i + 1)
                    and self.u[j].low not in self.lang.institutional
                ):
                    break
                if k == "n" and office and j > i + 1 and self.pay(j)["e"]["t"] == "organization" and self.pay(j)["e"].get("s") == "MIL":
                    break  # "Brigade Selatan Angkatan Darat X": a part of it
                if k == "b" and office and j > i + 1 and self.pay(j).get("s") not in (None, "-"):
                    break  # a body of its own: "Divisi Humas", of "Polri"
                presides = m.head in self.lang.sets["presiding"]
                if k == "b" and (presides or self.pay(j).get("s") in SERVICES and m.head in self.lang.sets["desks"]):
                    m.sector = self.pay(j)["s"] or m.sector  # "Unit Siber Ditreskrimsus Polda X"
                if k in "hb" and m.country is None and (home := self.pay(j).get("country")):
                    m.country, m.sector = home, m.sector or self.pay(j).get("s")  # "Tim KBRI Kairo": whose embassy, not where
                whole = self.named(j) if k == "n" else None
                if whole is not None and m.country is None and (whole.country != "INT" or whole.kind != "place"):
                    m.country = whole.country  # not of a strait or a sea
                if whole is not None and whole.kind == "organization":  # "Sekretariat Umum TNI"
                    desk = whole.sector is not None and (
                        presides or m.head in self.lang.sets["desks"] or {m.sector, whole.sector} <= SERVICES
                    )
                    m.owner, m.sector = whole, m.sector if m.sector not in (None, "-") and not desk else whole.sector
                j += 1
            elif k == "(" and m.sector == "PTY" and (end := self._aside(j)) and (after := self.past_pair(end)):
                m.end, m.name, m.named = self.u[after - 1].end, self.text(i, j - 1), capital and j > i
                return m, after
            elif k == "(" and capital and (after := self._aside(j)) and (self._same_body(after, office) or self._ranked_for(j + 1, after)):
                j = self.named_for(j + 1, after) or after  # "Kepolisian Daerah (Polda) X", "Rumah Sakit Umum Daerah (RSUD) Mayor Y"
            elif capital and m.sector == "MIL" and k in "#X" and ORDINAL.fullmatch(self.u[j].low) and not self._counts(j):
                j += 1  # "Resimen Para ke-12", "Batalyon 641"
            elif capital and upper and (k == "X" or (k in "ADV" and not self.title)):
                j += 1
            elif capital and self._slash(j):
                j += 2
            elif k == "," and capital and (after := self._listed_within(i, j)):
                j = after
            elif (
                (k == "C" or self.u[j].low == "untuk")
                and capital
                and self.u[j].low in self.lang.sets["body_joins"]
                and self.capital(j + 1)
                and (self.kind(j + 1) in tuple("ahKbliX") or self.kind(j + 1) == "t" and self.kind(j + 2) in tuple("(V"))
                and self.u[j + 1].low.split()[0] != self.u[i].low.split()[0]  # "Partai X dan Partai Y": two
                and not (k == "C" and self.kind(j + 1) == "b" and self.capital(j + 2) and self.pay(j + 1).get("s") in APART)
                and not (office and self.kind(j + 1) == "K" and not self.vocabulary(j + 1))
            ):
                j += 2
            elif not capital and k == "n" and self.pay(j)["e"]["t"] == "armed-group" and (whole := self.named(j)) is not None:
                m.owner, m.sector, m.country = whole, whole.sector, whole.country  # "biro politik Hamas"
                j += 1
                break
            elif not capital and k in "ah" and j - i < 4:
                j += 1
            else:
                break
        if j == i + 1 and self.u[i].low in self.lang.sets["never_alone"]:
            return None  # "KONI Pusat"
        m.end = self.u[j - 1].end
        m.name = self.text(i, j - 1)
        if j > i + 1 and f"{self.u[i].low} {self.u[i + 1].low}" in self.lang.sets["state_panels"]:
            m.sector = "GOV"
        m.named = capital and (j > i + 1 or self._alliance(i))
        if m.named and self.u[i].low in self.lang.sets["of_anybody"]:
            m.sector = whose_by_words({t.low for t in self.s.tokens[self.u[i].last + 1 : self.u[j - 1].last + 1]}, self.lang) or m.sector
        return m, j

    def _staff_of(self, m: Mention, j: int) -> bool:
        """Whether the noun at ``j`` heads the name of the body at work in which the people of ``m`` are."""
        return m.owner is None and m.kind == "group" and m.head in self.lang.sets["staff"] and self.as_body(j) is not None

    def served(self, m: Mention, j: int) -> int:
        """“perwira angkatan laut X": the unit after the army or police, told with its state, in which ``m`` serves; else 0."""
        p = self.pay(j)
        armed = p.get("t") == "organization" and p.get("s") in ("MIL", "COP")
        if m.kind != "person" or m.of is not None or m.owner is not None or not armed:
            return 0
        state = self.named(j + 1) if self.kind(j + 1) == "n" and self.pay(j + 1)["e"]["t"] == "state" else None
        if state is None:
            return 0
        m.of = self.mention("organization", j, j + 1, p.get("w", self.u[j].low))
        m.of.sector, m.sector = p["s"], p["s"]
        self.own(m.of, state)
        m.country = m.of.country
        return j + 2

    def _listed_within(self, i: int, j: int) -> int:
        """“Kementerian Usaha Mikro, Kecil, dan Menengah": the unit after the list in the name at ``i`` that goes on at ``j``; else 0."""
        if self.u[i].low.split()[0] not in self.lang.sets["departments"]:
            return 0
        while self.kind(j) == "," and self.capital(j + 1) and self.kind(j + 1) in tuple("KahXil"):
            j += 1
            while self.capital(j) and self.kind(j) in tuple("KahXil"):
                j += 1
        j += self.kind(j) == ","
        ends = self.kind(j) == "C" and self.capital(j + 1) and self.kind(j + 1) in tuple("KahXil")
        return j + 2 if ends else 0

    def _counts(self, j: int) -> bool:
        """Whether the number at ``j`` counts the plain noun behind it ("Brigade Utara 200 prajurit")."""
        plain = self.kind(j + 1) in tuple("hX") and not self.capital(j + 1)
        return self.kind(j) == "#" and plain and self.pay(j + 1).get("t") != "organization"

    def _same_body(self, j: int, office: bool) -> bool:
        """Whether the name of a body goes on at ``j``, behind its abbreviation in brackets: with a place, a party, another part."""
        if not self.capital(j):
            return False
        if self.kind(j) == "n":
            return self.pay(j)["e"]["t"] in ("place", "state", "organization")
        return self.kind(j) in "bl" or (self.kind(j) == "h" and not office)

    def as_body(self, i: int) -> Json | None:
        """A noun that heads the name of a body ("Yayasan Bina Desa"): written with a capital, as what follows it is."""
        if self.kind(i) != "h" or not self.capital(i) or self.title:
            return None
        k = self.kind(i + 1)
        named = self.capital(i + 1) and (k in tuple("Khabldi") or k == "n" and self._bears(i + 1))
        named = named or self._person_at(i + 1) and self.kind(i + 2) == "K" and self.u[i].low in self.lang.sets["of_pairs"]
        if not named and not self._alliance(i):
            return None
        return next((p for p in self.pay(i).get("all", ()) if p["k"] == "body"), None)

    def _alliance(self, i: int) -> bool:
        """Whether the head at ``i`` is an alliance by its own name: "Koalisi Masyarakat Sipil"."""
        first, _, more = self.u[i].low.partition(" ")
        return bool(more) and first in self.lang.sets["alliances"] and self.s.tokens[self.u[i].last].text[0].isupper()

    def _bears(self, j: int) -> bool:
        """Whether the place at ``j``, or the state with more words behind it, is in the name of a body ("Koalisi Indonesia Bersatu")."""
        t = self.pay(j)["e"]["t"]
        return t == "place" or t == "state" and self.capital(j + 1) and self.kind(j + 1) in tuple("KXa")

    def of_body(self, m: Mention) -> bool:
        """Whether ``m`` is told as part of another body."""
        return m.owner is not None and m.owner.kind == "organization"

    def past_pair(self, j: int) -> int:
        """The unit after the two at ``j`` whose team a body is: "TKN Ana-Budi", "Tim Pemenangan Ana Kerling-Budi Contoh"."""
        while self._person_at(j) or self.kind(j) == "K":
            j += 1
            if self.kind(j) == "-" and self.u[j - 1].end == self.u[j].start:
                after = j + 1
                while self._person_at(after) or self.kind(after) == "K" and after < j + 3:
                    after += 1
                return after if after > j + 1 else 0
        return 0

    def _abbreviated(self, i: int, j: int) -> bool:
        """“Direktur PT Surya Karya Maju (SKM) X”: whether the words up to the brackets are the name of the body, as its letters show."""
        end = Maker.name_run(self, j)
        letters = self.text(end + 1, end + 1) if self.kind(end) == "(" and self._aside(end) == end + 3 else ""
        whole = "".join(self.raw[self.u[x].start] for x in range(i + 1, end))
        return len(letters) > 1 and letters.isupper() and letters[0] == whole[0] and letters[-1] in whole[1:]

    def _body_goes_on(self, i: int, j: int) -> bool:
        """Whether the unknown name at ``j`` still belongs to the body at ``i``: more of the body, or a rank, follows."""
        k = j + 1
        while k < self.n and self.kind(k) in "KahX" and self.capital(k) and k - j < 4:
            k += 1
        if self.kind(k) == "t" and (self.capital(k) or self.pay(k).get("rank")):
            return True  # "RSUD Raden X dr Y": an honorific begins the holder's name
        if self.kind(k) == "n" and self.pay(k)["e"]["t"] == "state" and self.kind(k + 1) in tuple("K,.)("):
            return True  # "Garda Nasional Bolivarian Venezuela": no name of a holder ends in a state
        if self._abbreviated(i, j):
            return True
        if k > j and self.u[k - 1].low in self.lang.tails and self._sector_by_tail(k - 1) and self.kind(k) in (",", "K"):
            return True  # "Ketua Yayasan X Peace Foundation, Ana Kerling,"
        if self.kind(j + 1) == "n" and self.pay(j + 1)["e"]["t"] == "organization" and self.kind(j + 2) in tuple("K,"):
            return True  # "Ketua Panitia Harlah Partai X, Ana Kerling"
        if j > i + 1:
            return False
        if i and self.u[i - 1].low == "di" and self.named_for(i, j):
            return True
        head = self.u[i]
        if head.low.split()[-1] in self.lang.sets["of_a_place"]:
            return True  # "Kejaksaan Negeri X": of a place
        if head.first == head.last and not self.raw[head.start : head.end].isupper() and self.kind(j + 1) not in "tn":
            return True  # "Brigade X": the head alone names nothing
        return self.kind(j + 1) == "K" or (self.kind(j + 1) in tuple("ahl") and self.capital(j + 1))

    def _unknown_body(self, first: int, last: int) -> Mention | None:
        """The body of "koordinator Suara Ibu Nusantara, X": words with capitals that name no desk and no known body."""
        if last <= first or not self.capital(first) or self.u[first].low.partition(" ")[0] in self.lang.sets["desks"] or self.title:
            return None
        if any(not self.capital(x) and self.u[x].low not in self.lang.sets["body_joins"] for x in range(first, last + 1)):
            return None
        body = self.mention("organization", first, last, self.u[first].low)
        self.set_name(body, first, last)
        body.sector = "NGO"
        return body

    def _letters(self, j: int) -> bool:
        """Whether the unknown word at ``j`` is the abbreviation of a body, with the name of its somebody behind it."""
        text = self.text(j, j) if self.kind(j) == "K" else ""
        return len(text) > 2 and text.isupper() and text not in self.lang.no_bodies and self.kind(j + 1) in tuple(",K")

    def _sector_by_tail(self, j: int) -> str | None:
        """The sector of the body whose name ends in the word at ``j``."""
        low = self.u[j].low
        tail = self.lang.tails.get(low) or self.lang.tails.get(low.removesuffix("s"))
        return (tail["s"] or "BUS") if tail is not None and tail["t"] in ("organization", "facility") else None

    def _body_before_name(self, j: int) -> int:
        """The unit after the name at ``j`` of a body that no gazetteer knows, where it can be told from its holder's; else 0.

        "Analis Harapan Maju Futures Ana Kerling": the last word tells; so do a place and letters within the name ("Direktur Big Data
        LENSA Ana Kerling"); "Direktur Political and Policy Studies Ana Kerling": "and" stands in no name of a person; "Ketua Kobar Guru,
        Ana Kerling,": the holder is named behind the comma; "Direktur Lingkar Muda (Lida) Ana Kerling": behind the brackets.
        """
        end, joined = j, j
        while end < self.n and end - j < MAX_BODY and (self._of_a_name(end, j) or self._joins(end, j)):
            joined = end if not self.capital(end) else joined
            end += 1
        tails = [x + 1 for x in range(max(j, joined) + 1, end) if self._sector_by_tail(x)]
        if tails:
            short = self.text(tails[-1], tails[-1]) if tails[-1] < end - 1 else ""
            return tails[-1] + (len(short) > 2 and short.isupper())  # "... Strategic Studies ISSS Ana Kerling"
        if joined > j:
            return max(end - 2, joined + 2)
        inner = [x + 1 for x in range(j + 1, end - 1) if self.kind(x) == "n" or self._abbreviation(x)]
        if inner:
            return inner[-1]
        if end > j + 1 and self._known(end) and not self.pay(end).get("family"):
            return end  # "Direktur Lingkar Muda X": whom everybody knows
        if end == j or self.kind(end) not in (",", "("):
            return 0
        if self.kind(end) == "(":
            after = self._aside(end)
            return after if after and self.kind(after) == "K" and self.text(end + 1, end + 1).isalpha() and not self.common(after) else 0
        after = Maker.name_run(self, end + 1) if self.kind(end + 1) == "K" and not self.common(end + 1) else end + 1
        holder = after > end + 2 or self._person_at(end + 1)
        after = max(after, end + 2)
        return end if holder and self.kind(after) in tuple(",V(.)") and self.kind(after + 1) != "C" else 0

    def _joins(self, x: int, j: int) -> bool:
        """Whether an English "and" or "of" at ``x`` goes on with the name of a body that begins at ``j``."""
        return x > j and self.u[x].low in self.lang.sets["english_joins"] and self.capital(x + 1)

    def _of_a_name(self, x: int, j: int) -> bool:
        """Whether the word at ``x`` may be one of the name of a body that begins at ``j``."""
        k = self.kind(x)
        if k == "n":
            sort = self.pay(x)["e"]["t"]
            return x > j and (sort == "place" and self.kind(x + 1) == "K" or sort == "person" and self.kind(x + 1) == ",")
        return self.capital(x) and (k in tuple("KahliX") or k == "t" and x > j and not self.pay(x).get("rank"))

    def _group_named(self, m: Mention, i: int, j: int) -> int:
        """“kelompok bersenjata Fajar Utara": the unit after the name at ``j`` of a group headed at ``i``; 0 where none stands there."""
        if self.title or m.named or m.kind not in ("group", "armed-group") or self.capital(i) or not self.capital(j):
            return 0
        head = self.u[i].low
        if head.rpartition(" ")[2] not in self.identity and head not in self.lang.sets["described_fighters"]:
            return 0
        if self.kind(j) not in tuple("KX") and not (self.kind(j) in tuple("hal") and self.capital(j + 1)):
            return 0
        end = j
        while end < self.n and end - j < LONGEST_GROUP and self.kind(end) in tuple("KXahlmdAVDin"):
            if self.kind(end) == "n" and (end == j or self.pay(end)["e"]["t"] != "place"):
                break  # "milisi Brigade Benghazi", but "milisi Kenya"
            if not (self.capital(end) or self.kind(end) == "K"):  # "al-Sunna"
                break
            end += 1
        fighting = head in self.lang.sets["described_fighters"] or m.sector in FIGHTERS
        return end if fighting or end - j > 1 or self.kind(end) == "(" else 0

    def _no_paper(self, i: int) -> bool:
        """“Guardian Angels”: whether the name of a paper at ``i`` only begins another's."""
        paper = self.kind(i) == "n" and self.pay(i)["e"].get("s") == "JRN" and self.pay(i)["e"]["t"] == "organization"
        if not paper or self.u[i].first != self.u[i].last or self.text(i, i).isupper():
            return False  # "NHK World"
        return self.kind(i + 1) == "K" and not self.common(i + 1)

    def _tailed(self, i: int) -> int:
        """The unit after a name that begins with a place and ends by saying what it is ("Kuala Lumpur Convention Centre"); else 0."""
        j = i + 1
        while j < self.n and j - i < 5 and self.capital(j) and (self.kind(j) in tuple("Kil") or self._placed(j)):
            j += 1
            if self.kind(j - 1) == "l":
                break  # "Jakarta Convention Center"
        return j if j > i + 1 and self.u[j - 1].low.split()[-1] in self.lang.tails else 0

    def english_body(self, i: int) -> Found | None:
        """“Institute for Development of Policy and Finance": a body with an English name, by the words that join it and what it ends as."""
        j, joins, tail = i, 0, None
        while j < self.n and j - i < MAX_BODY:
            joined = j > i and self.u[j].low in self.lang.sets["english_joins"] and self.capital(j + 1)
            if not joined and not (self.capital(j) and self.kind(j) in tuple("KXbhlan") and self.text(j, j)[:1].isalpha()):
                break
            joins += joined
            j += 1
            ends = not joined and (self.u[j].low in self.lang.sets["english_joins"] if j < self.n else True)
            tail = tail or (self.lang.tails.get(self.u[j - 1].low) if ends or joins and not joined else None)
            if tail is not None and joins and not joined and self.u[j - 1].low in self.lang.tails:
                break  # "... Democracy Studies Ana Kerling"
        if not joins or tail is None or tail["t"] not in ("organization", "facility") or self.title:
            return None
        m = self.mention("organization", i, j - 1, self.u[i].low)
        self.set_name(m, i, j - 1)
        m.sector = tail["s"] or "NGO"
        return m, j

    def of_state(self, m: Mention, i: int, j: int) -> None:
        """“Garda Nasional Aljazair", "Kemhan Rusia": not the one that goes by the bare name, but that of the state at ``j``."""
        m.country, m.end = self.pay(j)["e"]["c"], self.u[j].end
        m.words = tuple(t.low for t in self.s.tokens[self.u[i].first : self.u[j].last + 1])
        state, body = self.u[j].low.split(), self.lang.phrases.body
        full = self.lang.anybodys_of.get(m.name or "", ())
        known = next((e for words in full if (e := body(*words, *state)) is not None), None)
        m.name, m.gazetteer = (known["n"], known) if known is not None else (f"{self.text(i, i)} {self.text(j, j)}", None)

    def _placed(self, j: int) -> bool:
        """Whether the name of a place stands at ``j``."""
        return j > 0 and self.kind(j) == "n" and self.pay(j)["e"]["t"] == "place"

    def _body_at(self, j: int) -> bool:
        """Whether the name of a body begins at ``j``."""
        return self.kind(j) == "b" or self.kind(j) == "n" and self.pay(j)["e"]["t"] == "organization"

    def _of_two(self, m: Mention, j: int) -> bool:
        """Whether "dan" at unit ``j`` joins a second state to the first whose text ``m`` is, and no clause of its own opens with it."""
        if self.kind(j - 1) != "n" or self.kind(j + 1) != "n" or self.kind(j + 2) in "VAN":
            return False
        other = self.named(j + 1)
        return [x.kind for x in m.members] == ["state"] and other is not None and other.kind == "state"

    def _numbers(self, i: int) -> bool:
        """Whether a number of a text begins at unit ``i``: "51/2023", "Nomor 5"."""
        return self.kind(i) in ("#", "T") or (i < self.n and self.u[i].low in ("nomor", "no"))
