"""Indonesian offices and bodies: where the name of the body ends and that of the person begins.

"Kepala Bidang Humas Polda Jawa Tengah Kombes X": an office, what it is the head of, a rank, a name, with no sign between them.
What divides them is the words: bodies are named with words of the language ("Humas", "Penanggulangan"), people with others.
"""

from __future__ import annotations

from typing import Any

from ikrar.annotate.bodies_id import FIGHTERS, SERVICES, Bodies
from ikrar.annotate.counterparts import COUNTERPART
from ikrar.annotate.phrases import Found
from ikrar.annotate.units import NAME_PREFIXES
from ikrar.lexicon import Language
from ikrar.model.annotation import RANKED, Mention, Sentence

NAMED = frozenset("nt")  # kinds of the units of names and offices that the lexicon knows
DESK = 3  # unknown words of the name of a desk
MEMBER = "member"
CANDIDATE = "candidate"
PRESIDENT = "president"
ARMED = ("COP", "MIL")
OF_NOBODY = ("SOC", "CVL", "CRM")  # "selebgram X, ...": such people are of no body
PLAIN = ("CVL", "CRM")  # sectors of what somebody is in a case at law ("saksi", "tersangka")


def _outermost(m: Mention | None) -> Mention:
    while m is not None and m.owner is not None:
        m = m.owner
    return m or Mention("", 0, 0, "")


class Offices(Bodies):
    """Reads offices with their bodies and holders, and bodies by themselves."""

    def __init__(self, sentence: Sentence, raw: str, language: Language) -> None:
        super().__init__(sentence, raw, language)
        if not language.first_names.isdisjoint(sentence.words):
            self._given_names()
        if "/" in self.kinds:
            for i, u in enumerate(self.u):
                if u.kind == "/" and self.two_forces(i):
                    u.kind = self.kinds[i] = "C"
        self.english = not language.sets["english_joins"].isdisjoint(sentence.words)
        boards = "dpd" in sentence.words
        for i, u in enumerate(self.u):
            if u.pay is None or u.kind not in NAMED or not (boards or "all" in u.pay):
                continue  # most
            if u.kind == "n" and "all" in u.pay and (party := self._namesake(i)) is not None:
                u.pay = {**party, "all": u.pay["all"]}
            also = u.pay.get("all") if u.kind == "n" else None
            rank = next((p for p in also if p.get("rank")), None) if also and self.kinds[i + 1] == "K" else None
            if rank is not None:
                u.kind = self.kinds[i] = "t"
                u.pay = rank  # "Kapolsek X AKP Budi": no party of that name
            # "DPD Partai X": its board, no house of the state
            if boards and u.low.endswith("dpd") and u.low[-4:].strip() == "dpd" and self._party(i + 1):
                u.pay = self._like("ketua", ("dpp",)) if u.kind == "t" else self._like("dpp", ())
                u.kind = self.kinds[i] = "t" if u.kind == "t" else "b"

    def _namesake(self, i: int) -> dict[str, Any] | None:
        """“didukung PAN, PPP, dan PBB": the party that goes by the letters at ``i`` too, where parties stand beside it."""
        known = self.pay(i).get("all", ())
        if len(known) < 2:
            return None
        names = [p for p in known if p["k"] == "name"]
        if len(names) < 2 or names[0]["e"].get("s") == "PTY":
            return None
        party = next((p for p in names if p["e"].get("s") == "PTY"), None)
        sides = ((i - 1, i - 2), (i - 2, i - 3), (i + 1, i + 2))
        beside = any(self.kind(a) in tuple(",C") and self._party(b) for a, b in sides if b >= 0)
        return party if beside or i and self.u[i - 1].low == "partai" else None

    def _like(self, first: str, rest: tuple[str, ...]) -> dict[str, Any]:
        """What is known of a phrase of the language."""
        return self.lang.phrases.called(first, *rest)[0]

    def _party(self, i: int) -> bool:
        """Whether a party is named at ``i``."""
        return self.kind(i) == "n" and self.pay(i)["e"].get("s") == "PTY" or self.kind(i) == "b" and self.u[i].low == "partai"

    def _once_of(self, start: int, i: int) -> Found | None:
        """“sejumlah mantan relawan", "eks tentara": people who were once what the noun at ``i`` says."""
        found = self._inner(i) if self.pay(i).get("t") in ("group", "organization") else None
        if found is None or found[0].named:
            return None
        found[0].kind, found[0].former, found[0].start = "group", True, self.u[start].start
        return found

    def title_phrase(self, i: int) -> Found | None:
        """An office with its body and its holder, as far as they are said."""
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
            return self._once_of(start, i) if former else None
        m = self.mention("person", start, i, p.get("w", self.u[i].low))
        m.sector, m.former, m.country = p.get("s"), former, p.get("country")
        if p.get("rank") != "honorific":
            m.title = p.get("en") or p.get("w")
        if p.get("rank"):
            m.source = RANKED
        m.of, after = self._body_within(i)
        if m.of is not None and (m.of.gazetteer is None or m.of.sector == "IGO"):
            m.sector = m.of.sector or "of"  # "Kepala Badan X Internasional"
        if m.of is not None and m.sector == "PTY" and m.of.head == "dpd":
            m.of, after = None, i + 1  # "Ketua DPD Partai X": of its board
        j, title_end = self._complement(m, i, after)
        if m.title == PRESIDENT and m.of is not None and m.of.kind == "organization" and m.of.sector not in (None, "-", "of"):
            m.sector = m.of.sector  # "Presiden Asosiasi X"
        if m.title == CANDIDATE and m.of is not None and m.of.kind == "group" and not m.of.named:
            m.of.start = m.start  # "calon murid": who is to be one, nobody who stands for office
            return m.of, j
        if m.title == COUNTERPART and (m.of is None or m.of.kind != "state"):
            return self._theirs(i)
        people = m.of is not None and m.of.kind == "group" and not m.of.named and m.of.sector in PLAIN and self.raw[m.of.start].isupper()
        if (m.of is None or m.of.kind == "place" or people) and self.u[i].low in self.lang.sets["of_any_body"]:
            m.of = self._unknown_body(i + 1, title_end) or m.of
        if m.sector in FIGHTERS and m.of is not None and m.of.sector == "MIL" and m.of.named and m.of.gazetteer is None:
            m.of.kind, m.of.sector = "armed-group", m.sector  # "pemimpin milisi pro-pemerintah Garda Ennedi"
        m.title_span = (m.start, self.u[title_end].end)
        m.end = self.u[max(title_end, j - 1)].end
        if m.title == MEMBER and m.of is None and j == i + 1 and self.kind(j) == "K" and self.name_run(j) == j + 1 and not self.common(j):
            m.of = self.mention("organization", j, j, self.u[j].low)  # "anggota Paskibraka": the one word is the body's
            self.set_name(m.of, j, j)
            m.end, m.plural = m.of.end, m.plural or start == i
            return m, j + 1
        return self.person_name(m, self._with_body(m, i, j))

    def _theirs(self, i: int) -> Found | None:
        """“mitranya" with nobody named: a partner of whoever was told of, where the word is one for that."""
        base = self.u[i].low.removesuffix("nya")
        for size, _, payloads, *_ in self.lang.phrases.get(base) or ():
            noun = next((p for p in payloads if p["k"] == "noun"), None)
            if size == 1 and noun is not None:
                m = self.mention(noun["t"], i, i, noun.get("w", base))
                m.sector, m.pronoun = noun.get("s"), "possessive"
                return m, i + 1
        behind = i + 1 + (self.kind(i + 1) == ",")
        if self.kind(behind) == "K" and base.rpartition(" ")[2] in self.lang.sets["counterparts"]:  # "koleganya, X"
            m = self.mention("group", i, i, base)
            m.sector, m.pronoun = "-", "possessive"
            return m, i + 1
        return None

    def _body_within(self, i: int) -> tuple[Mention | None, int]:
        """The known body whose name begins inside an office ("Kepala Badan Gizi Nasional"), and the unit after both."""
        tokens, lows, last = self.s.tokens, self.s.lows, self.u[i].last
        for first in range(self.u[i].first + 1, last + 1):
            if not tokens[first].text[0].isupper():
                continue
            following = lows[first + 1] if first + 1 < len(lows) else ""
            for size, rest, payloads, *_ in self.lang.phrases.at(lows[first], following) or ():
                end = first + size - 1
                if not last <= end < len(tokens) or list(lows[first + 1 : end + 1]) != rest:
                    continue
                j = next((j for j in range(i, min(i + 6, self.n)) if self.u[j].last == end), None)
                p = next((p for p in payloads if p["k"] == "name" and p["e"]["t"] == "organization"), None)
                sort = next((p for p in payloads if p["k"] == "body" and size > 1 and end > last), None)
                if p is None and sort is not None and j is not None:
                    m = Mention(sort["t"], tokens[first].start, tokens[end].end, sort["w"])
                    m.sector, m.named, m.sentence = sort["s"], sort["t"] == "armed-group", self.s.index
                    m.name = " ".join(self.raw[m.start : m.end].split())
                    return m, j + 1  # "juru bicara Tentara Pembebasan X": no spokesman of soldiers
                if j is None or p is None or p.get("x") not in (None, tokens[first].text):
                    continue
                m = Mention("organization", tokens[first].start, tokens[end].end, tokens[first].low)
                m.name, m.country, m.sector, m.named = p["e"]["n"], p["e"].get("c"), p["e"].get("s"), True
                m.gazetteer, m.source, m.sentence = p["e"], "gazetteer", self.s.index
                return m, j + 1
        return None, i + 1

    def _unit_of_body(self, j: int) -> bool:
        """Whether the unknown word at ``j`` is a desk or bureau of the body right behind it, and the holder's name comes after that."""
        k = j
        while self.kind(k) == "K" and k - j < DESK and self.u[k].first == self.u[k].last:
            k += 1
        found = self._of(k) if self.kind(k) in ("b", "n") else None
        return found is not None and found[0].kind == "organization" and (self.kind(found[1]) in ("K", ",") or k == j + 1)

    def _complement(self, m: Mention, i: int, j: int) -> tuple[int, int]:
        """What stands from ``j`` between the office at ``i`` and the name: where the name may begin, the last unit of the office."""
        end = j - 1
        ranked = bool(self.pay(i).get("rank"))
        while j < self.n and j - i < 20:
            k, p = self.kind(j), self.pay(j)
            links = "office_of" if m.of is None else "parts_of"
            if k == "t" and p.get("t") == "person":
                if p.get("country") and m.country is None:
                    m.country = p["country"]
                known = m.of is not None and m.of.sector not in (None, "-", "of") and m.of.kind != "state"
                known = known and p.get("s") != _outermost(m.of).sector
                if (m.sector in (None, "of") and not known) or (m.title is None and p.get("s")):
                    m.sector = p.get("s")
                elif m.sector in PLAIN and p.get("s") not in (None, "-", "of", *PLAIN) and not known:
                    m.sector, m.title = p["s"], p.get("en") or p.get("w")  # "terdakwa Kombes X": an officer, for all that
                if m.title is None and p.get("rank") != "honorific":
                    m.title = p.get("en") or p.get("w")
                ranked = ranked or bool(p.get("rank"))
                j += 1
            elif ranked and (k == "K" or self._person_at(j)):
                break
            elif k == "m" and p["m"] != "former":
                j += 1
            elif m.of is None and m.sector in FIGHTERS and self.kind(j - 1) == "a" and self.capital(j) and self._a_name(j):
                last = j  # "pemimpin laskar pro-pemerintah Perlawanan X": the name of the militia
                while self.kind(last + 1) in tuple("KXhlandi") and self._proper(last + 1):
                    last += 1
                m.of = self.mention("armed-group", j, last, self.u[j].low)
                self.set_name(m.of, j, last)
                m.of.sector, end, j = m.sector, last, last + 1
            elif k == "a" or (k == "X" and m.of is None and j - i < 3 and self._plain(j)):
                end, j = j, j + 1
            elif k == "." and p.get("k") is None and ranked and self.u[j].start == self.u[j - 1].end and self.kind(j + 1) in tuple("Kn"):
                j += 1  # "Kombes Pol. X"
            elif k == "#" and self.capital(i) and self.kind(j + 1) in tuple("nb") and (m.of is not None or j > i + 1):
                end, j = j, j + 1  # "Pansus Haji 2024 DPR"
            elif k == "#" and self.u[j - 1].low in self.lang.sets["ballot"]:
                end, j = j, j + 1  # "calon presiden nomor urut 2 X"
            elif m.of is not None and self.u[j].low in self.lang.sets["hailing_from"] and self._placed(j + 1):
                end, j = j + 1, j + 2  # "anggota DPR asal Aceh X"
            elif self.u[j].low in self.lang.sets["holding"]:
                end, j = j, j + 1  # "Bupati X nonaktif Y"
            elif self.u[j].low in self.lang.sets["terms"] and self.kind(j + 1) in tuple("T#"):
                end, j = j + 1, j + 2  # "anggota DPR periode 2009-2014 X"
            elif k == "K" and m.of is None and self._unit_of_body(j):
                end, j = j, j + 1  # "Deputi Bapilu DPP Partai X Y": a desk of the body that follows
            elif k == "h" and m.of is None and self.capital(j) and self._desk(i) and p.get("s") not in SERVICES:
                end, j = j, j + 1  # "Kepala Dinas Tenaga Kerja"
            elif k in ("n", "b", "h") and m.of is None and not self._person_at(j):
                inner = self._of(j)
                if inner is None:
                    break
                desk = j > i + 1 and self.capital(j - 1) and self.kind(j) == "h" and not self.pay(j).get("rank")
                if inner[0].kind == "group" and self.capital(j) and (desk or self._body_soon(j + 1)):
                    end, j = j, j + 1  # "Direktur Pelindungan WNI Kementerian X": whom the desk is for
                    continue
                m.of, j = inner[0], self.past_form(*inner)
                end = j - 1
            elif (k in "nb" or k == "h" and p.get("s") == "LEG") and m.of is not None and not self._person_at(j):
                if k == "n" and p["e"]["t"] == "person":
                    break
                if k == "n" and p["e"]["t"] == "state" and m.of.country not in (None, "INT", p["e"]["c"]):
                    break
                inner = self._of(j)
                if inner is None:
                    break
                self._nest(m.of, inner[0])
                end, j = inner[1] - 1, inner[1]
            elif k == "P" and m.of is None and self.u[j].low in self.lang.sets["from_body"] and self._letters(j + 1):
                m.of = self.mention("organization", j + 1, j + 1, self.u[j + 1].low)  # "pengamat dari UMSU, X"
                self.set_name(m.of, j + 1, j + 1)
                end, j = j + 1, j + 2
            elif k == "h" and m.of is not None and m.of.named and m.of.sector == "MIL" == p.get("s") and p.get("t") == "organization":
                inner = self._of(j)  # "komandan Brigade Selatan angkatan darat X"
                if inner is None:
                    break
                self._nest(m.of, inner[0])
                end, j = inner[1] - 1, inner[1]
            elif k in "PX" and self.kind(j + 1) in tuple("nbh") and self.u[j].low in self.lang.sets[links]:
                inner = self._of(j + 1)
                if inner is None or inner[0].kind == "place":
                    break
                if m.of is not None and self.u[j].low == "di" and self.kind(inner[1]) not in ("K", ","):
                    break  # "ketua Komisi X di DPR menolak": where it was done
                abroad = m.title == COUNTERPART and inner[0].kind == "state"
                if self.u[j].low in self.lang.sets["placed"] and inner[0].kind not in ("armed-group", "organization") and not abroad:
                    break  # "komandan di Irak": where, not whose
                if m.of is None:
                    m.of = inner[0]
                else:
                    self._nest(m.of, inner[0])
                end, j = inner[1] - 1, inner[1]
            elif m.of is not None and m.of.kind == "place" and self._larger_place(j):
                end, j = j + 1, j + 2  # "Camat X Kota Y": the larger place
            elif k == "(" and (after := self._aside(j)) and (self.kind(after) in tuple("Kntb") or self._goes_on(after)):
                m.former = m.former or self.u[j + 1].low.startswith("purn")
                j = after
            elif k == "d" and m.of is None and self._number(j) and self.kind(j + 1) in tuple("ntK"):
                end, j = j, j + 1  # "Presiden Kelima RI X"
            elif k == "K" and m.of is None and self._letters_before(j):
                m.of = self.mention("organization", j, j, self.u[j].low)  # "Ketua LDK Ana Kerling"
                self.set_name(m.of, j, j)
                end, j = j, j + 1
            elif k in "KhliV" and self.capital(j) and (k != "K" or self.vocabulary(j)) and not self.title and not self._stopped(j):
                end, j = j, j + 1
            elif k in "PI" and self.u[j].low == "untuk" and m.of is not None and self.kind(j + 1) in tuple("nb"):
                inner = self._of(j + 1)  # "Duta Besar Israel untuk PBB X": where to, not whose
                if inner is None:
                    break
                m.host, end, j = inner[0], inner[1] - 1, inner[1]
            elif end == j - 1 and self._slash(j):
                end, j = j + 1, j + 2
            elif m.of is None and self.capital(i) and (j > i + 1 or self.u[i].first < self.u[i].last) and (after := self.listed(j)):
                end, j = after - 1, after
            elif k == "C" and m.of is not None and self.u[end].end > m.of.end and self.capital(j + 1) and self._plain_end(j + 1):
                end, j = j + 1, j + 2  # "Komisioner X Bidang Kesehatan dan Gizi, Y"
            elif k == "K" and end == i and (not self.title or self.pay(i).get("takes") == "place only") and self._its_place(i, j):
                m.of = self.mention("place", j, j, self.u[j].low)
                self.set_name(m.of, j, j)
                end, j = j, j + 1
            else:
                break
        return j, end

    def _goes_on(self, j: int) -> bool:
        """“Direktur Jenderal (Dirjen) Pajak X": whether the words of an office go on at ``j``, behind what it is called in brackets."""
        return self.kind(j) in tuple("Xha") and self.capital(j) and self.kind(j + 1) in tuple("KnbtXha")

    def _desk(self, i: int) -> bool:
        """Whether the office at ``i`` is that of a desk: "Kepala Dinas"."""
        return self.u[i].low.split()[-1] in self.lang.sets["desks"]

    def _proper(self, j: int) -> bool:
        """Whether the word at ``j`` is written as one of a name: with a capital, or "al-Bahr"."""
        return self.capital(j) or self.u[j].low.startswith(NAME_PREFIXES)

    def _a_name(self, j: int) -> bool:
        """Whether a name begins at unit ``j``, and not the state that a militia is of: "pemimpin milisi pro-pemerintah Chad"."""
        state = self.kind(j) == "n" and self.pay(j).get("e", {}).get("t") == "state"
        return self.kind(j) in tuple("KXhlandi") and not (state and not self.capital(j + 1))

    def _body_soon(self, j: int) -> bool:
        """Whether a body is named at ``j`` or behind the next words of a desk's name ("WNI dan BHI Kemlu")."""
        while self.kind(j) in tuple("CKXah") and self.capital(j + 1) and (self.kind(j) == "C" or self.capital(j)):
            j += 1
        return self._body_at(j)

    def _plain_end(self, j: int) -> bool:
        """Whether a word of the language stands at ``j``, and a comma behind it."""
        return self.kind(j) in tuple("XahK") and self.vocabulary(j) and self.kind(j + 1) == ","

    def _named_after(self, j: int) -> bool:
        """Whether a name, a rank or a larger place follows the place of an office ("Bupati X Jawa Barat Y", "Camat X Kota Y Z")."""
        if self._larger_place(j):
            return True
        if self.kind(j) == "K":
            return self.kind(j + 1) == "K" or bool(self.pay(j + 1).get("family"))  # of two words both are the name
        known = self.kind(j) == "n" and not self.pay(j).get("family")  # not "Camat Ana Airlangga"
        return self.kind(j) == "t" or (known and self.pay(j)["e"]["t"] in ("place", "person"))

    def _its_place(self, i: int, j: int) -> bool:
        """Whether the unknown word at ``j`` is the place of the office at ``i``: a name follows, or it is one like "Kapolsek X"."""
        takes = str(self.pay(i).get("takes") or "")
        alone = takes == "place only" and self.kind(j + 1) != "K" and self.u[j].low not in self.lang.common_names and len(self.u[j].low) > 2
        return takes.startswith("place") and (alone or self._named_after(j + 1))

    def _larger_place(self, j: int) -> bool:
        """Whether the word for a sort of place, with the name of one, stands at ``j``: "Kota Surabaya"."""
        return self.kind(j) in tuple("lh") and self.pay(j).get("t") == "place" and self.capital(j) and self.kind(j + 1) in tuple("nK")

    def _plain(self, j: int) -> bool:
        """Whether unit ``j`` is a word in lower case that tells of no act."""
        return self.u[j].low not in self.lang.triggers and self.raw[self.u[j].start].islower()

    def _nest(self, body: Mention, outer: Mention) -> None:
        """``outer`` is what the body belongs to ("Divisi Humas Polri")."""
        while body.owner is not None and body.owner is not outer:
            body = body.owner
        body.owner = outer
        if body.country is None:
            body.country = outer.country
        desk = body.head in self.lang.sets["desks"] and outer.kind == "organization" and outer.sector not in (None, "-")
        if (body.sector in (None, "-", "of") or desk) and outer.kind != "place":
            body.sector = outer.sector

    def person_name(self, m: Mention, j: int) -> Found:
        """Adds the name that follows an office: no word of the language begins one."""
        officer = m.source == RANKED and m.sector in ARMED and self.kind(j + 1) == "K" and not self.common(j + 1)  # "Brigjen Aneka X"
        return (m, j) if self.kind(j) == "K" and self.common(j) and not officer else super().person_name(m, j)

    def _with_body(self, m: Mention, i: int, j: int) -> int:
        """Gives the office at ``i`` the unknown body whose name stands before that of its holder, and returns where his may begin."""
        if m.of is not None or not m.title or m.source == RANKED or self.title or m.sector in OF_NOBODY:
            return j
        first = i + 1 if all(self.capital(x) for x in range(i + 1, j)) else j
        after = self._body_before_name(first)
        if after < j or after == first or self._desk(i):
            return j
        last = next((x - 1 for x in range(first, after) if self.kind(x) == "("), after - 1)
        m.of = self.mention("organization", first, last, self.u[first].low)
        m.of.sector = self._sector_by_tail(last) or (m.sector if m.sector not in ("of", "-") else None)
        self.set_name(m.of, first, last)
        m.end = m.of.end
        behind = self._aside(after) if self.kind(after) == "(" else 0  # "Direktur Suara Watch (Suwa) Ana Kerling"
        return behind if behind and self.kind(behind) == "K" and not self.common(behind) else after

    def _inner(self, j: int) -> Found | None:
        """What stands at ``j`` by itself; told in the class of all phrases."""
        raise NotImplementedError

    def _of(self, j: int) -> Found | None:
        """The body, state or group that an office belongs to."""
        raise NotImplementedError
