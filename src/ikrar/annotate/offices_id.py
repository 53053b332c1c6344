"""Indonesian offices and bodies: where the name of the body ends and that of the person begins.

"Kepala Bidang Humas Polda Jawa Tengah Kombes X": an office, what it is the head of, a rank, a name, with no sign between them.
What divides them is the words: bodies are named with words of the language ("Humas", "Penanggulangan"), people with others.
"""

from __future__ import annotations

import re

from ikrar.annotate.phrases import Found, Json, Maker
from ikrar.model.annotation import RANKED, Mention

NOMINAL = re.compile(r"(?:pe|per|pen|pem|peng|peny|ke)[a-z]{4,}an|ke-\d+")
ROMAN = re.compile(r"[IVX]+")
SERVICES = ("COP", "MIL", "JUD", "LEG")  # bodies whose desks are of their own sector
MEMBER = "member"
PLAIN = ("CVL", "CRM")  # sectors of what somebody is in a case at law ("saksi", "tersangka")
MAX_BODY = 14  # units of a body's name


def _outermost(m: Mention | None) -> Mention:
    while m is not None and m.owner is not None:
        m = m.owner
    return m or Mention("", 0, 0, "")


class Offices(Maker):
    """Reads offices with their bodies and holders, and bodies by themselves."""

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
            return text == "I" or self.kind(j + 1) not in ("K", "n", ".")
        return text.isupper() and "." not in text or self.common(j)

    def common(self, j: int) -> bool:
        """Whether unit ``j`` is a word of the language or a Roman number, for all its capital."""
        u, lang = self.u[j], self.lang
        low = u.low
        if low in lang.first_names:
            return False
        if u.forms or low in lang.common or low in lang.nonverbs or low in lang.institutional or NOMINAL.fullmatch(low):
            return True
        return ROMAN.fullmatch(self.raw[u.start : u.end]) is not None

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
            if after == j + 1 and self.kind(j) == "t" and self.kind(after) not in ("K", "n", "t", "b"):
                return after  # "Arif Maulana": a rank behind a name is part of it
            if after == j + 1 and (self.kind(j) != "a" or self.capital(j + 1)):
                break
            j = after
        return j

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
            return None
        m = self.mention("person", start, i, p.get("w", self.u[i].low))
        m.sector, m.former, m.country = p.get("s"), former, p.get("country")
        if p.get("rank") != "honorific":
            m.title = p.get("en") or p.get("w")
        if p.get("rank"):
            m.source = RANKED
        m.of, after = self._body_within(i)
        j, title_end = self._complement(m, i, after)
        m.title_span = (m.start, self.u[title_end].end)
        m.end = self.u[max(title_end, j - 1)].end
        if m.title == MEMBER and m.of is None and j == i + 1 and self.kind(j) == "K" and self.name_run(j) == j + 1 and not self.common(j):
            m.of = self.mention("organization", j, j, self.u[j].low)  # "anggota Paskibraka": the one word is the body's
            self.set_name(m.of, j, j)
            m.end, m.plural = m.of.end, m.plural or start == i
            return m, j + 1
        return self.person_name(m, j)

    def _body_within(self, i: int) -> tuple[Mention | None, int]:
        """The known body whose name begins inside an office ("Kepala Badan Gizi Nasional"), and the unit after both."""
        tokens, last = self.s.tokens, self.u[i].last
        for first in range(self.u[i].first + 1, last + 1):
            if not tokens[first].text[0].isupper():
                continue
            for size, rest, payloads, *_ in self.lang.phrases.get(tokens[first].low) or ():
                end = first + size - 1
                if not last <= end < len(tokens) or any(tokens[first + 1 + k].low != w for k, w in enumerate(rest)):
                    continue
                j = next((j for j in range(i, min(i + 6, self.n)) if self.u[j].last == end), None)
                p = next((p for p in payloads if p["k"] == "name" and p["e"]["t"] == "organization"), None)
                if j is None or p is None or p.get("x") not in (None, tokens[first].text):
                    continue
                m = Mention("organization", tokens[first].start, tokens[end].end, tokens[first].low)
                m.name, m.country, m.sector, m.named = p["e"]["n"], p["e"].get("c"), p["e"].get("s"), True
                m.gazetteer, m.source, m.sentence = p["e"], "gazetteer", self.s.index
                return m, j + 1
        return None, i + 1

    def _unit_of_body(self, j: int) -> bool:
        """Whether the unknown word at ``j`` is a desk or bureau of the body right behind it, and the holder's name comes after that."""
        if self.u[j].first != self.u[j].last or self.kind(j + 1) != "b":
            return False
        found = self._of(j + 1)
        return found is not None and found[0].kind == "organization" and self.kind(found[1]) == "K"

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
                elif m.sector in PLAIN and p.get("s") not in (None, "-", "of") and not known:
                    m.sector, m.title = p["s"], p.get("en") or p.get("w")  # "terdakwa Kombes X": an officer, for all that
                if m.title is None and p.get("rank") != "honorific":
                    m.title = p.get("en") or p.get("w")
                ranked = ranked or bool(p.get("rank"))
                j += 1
            elif ranked and (k == "K" or self._person_at(j)):
                break
            elif k == "m" and p["m"] != "former":
                j += 1
            elif k == "a" or (k == "X" and m.of is None and j - i < 3 and self._plain(j)):
                end, j = j, j + 1
            elif k == "K" and m.of is None and self._unit_of_body(j):
                end, j = j, j + 1  # "Deputi Bapilu DPP Partai X Y": a desk of the body that follows
            elif k in ("n", "b", "h") and m.of is None and not self._person_at(j):
                inner = self._of(j)
                if inner is None:
                    break
                m.of, j = inner
                end = j - 1
            elif k in "nb" and m.of is not None and not self._person_at(j) and (k == "b" or self.pay(j)["e"]["t"] != "person"):
                if k == "n" and p["e"]["t"] == "state" and m.of.country not in (None, "INT", p["e"]["c"]):
                    break
                inner = self._of(j)
                if inner is None:
                    break
                self._nest(m.of, inner[0])
                end, j = inner[1] - 1, inner[1]
            elif k == "P" and self.kind(j + 1) in tuple("nbh") and self.u[j].low in self.lang.sets[links]:
                inner = self._of(j + 1)
                if inner is None or inner[0].kind == "place":
                    break
                if self.u[j].low in self.lang.sets["placed"] and inner[0].kind not in ("armed-group", "organization"):
                    break  # "komandan di Irak": where, not whose
                if m.of is None:
                    m.of = inner[0]
                else:
                    self._nest(m.of, inner[0])
                end, j = inner[1] - 1, inner[1]
            elif k == "(" and (after := self._aside(j)) and self.kind(after) in tuple("Kntb"):
                m.former = m.former or self.u[j + 1].low.startswith("purn")
                j = after
            elif k in "Khli" and self.capital(j) and (k != "K" or self.vocabulary(j)) and not self.title:
                end, j = j, j + 1
            elif k in "PI" and self.u[j].low == "untuk" and m.of is not None and self.kind(j + 1) in tuple("nb"):
                inner = self._of(j + 1)  # "Duta Besar Israel untuk PBB X": where to, not whose
                if inner is None:
                    break
                end, j = inner[1] - 1, inner[1]
            elif end == j - 1 and self._slash(j):
                end, j = j + 1, j + 2
            elif (
                (k == "C" and self.u[j].low in self.lang.sets["body_joins"] or k == ",")
                and self.capital(i)
                and self.capital(j + 1)
                and self.kind(j + 1) in tuple("Kahi")
                and (self.kind(j + 1) != "K" or self.vocabulary(j + 1))
                and m.of is None
                and j > i + 1
            ):
                end, j = j + 1, j + 2
            elif k == "K" and self.pay(i).get("takes") == "place" and end == i and self._named_after(j + 1) and not self.title:
                m.of = self.mention("place", j, j, self.u[j].low)
                self.set_name(m.of, j, j)
                end, j = j, j + 1
            else:
                break
        return j, end

    def _named_after(self, j: int) -> bool:
        """Whether a name, a rank or a larger place follows the place of an office ("Bupati X Jawa Barat Y")."""
        if self.kind(j) == "K":
            return self.kind(j + 1) == "K"  # of two words both are the name
        return self.kind(j) == "t" or (self.kind(j) == "n" and self.pay(j)["e"]["t"] in ("place", "person"))

    def _plain(self, j: int) -> bool:
        """Whether unit ``j`` is a word in lower case that tells of no act."""
        return self.u[j].low not in self.lang.triggers and self.raw[self.u[j].start].islower()

    def _aside(self, j: int) -> int:
        """The unit after the one or two words in brackets at ``j``; 0 where there is more between them."""
        return next((x + 1 for x in (j + 2, j + 3) if self.kind(x) == ")"), 0)

    def _slash(self, j: int) -> bool:
        """Whether a stroke at ``j`` joins two parts of a name ("XVII/Cenderawasih")."""
        return self.kind(j) == "/" and self.capital(j + 1) and self.u[j].end == self.u[j + 1].start

    def _nest(self, body: Mention, outer: Mention) -> None:
        """``outer`` is what the body belongs to ("Divisi Humas Polri")."""
        while body.owner is not None and body.owner is not outer:
            body = body.owner
        body.owner = outer
        if body.country is None:
            body.country = outer.country
        desk = body.head in self.lang.sets["desks"] and outer.sector in SERVICES
        if (body.sector in (None, "-", "of") or desk) and outer.kind != "place":
            body.sector = outer.sector

    def _person_at(self, j: int) -> bool:
        """Whether a person's name stands at unit ``j``."""
        if self.kind(j) != "n":
            return False
        return self.pay(j)["e"]["t"] == "person" or bool(self.pay(j).get("family") and self.kind(j + 1) == "K")

    def person_name(self, m: Mention, j: int) -> Found:
        """Adds the name that follows an office: no word of the language begins one."""
        return (m, j) if self.kind(j) == "K" and self.common(j) else super().person_name(m, j)

    def _of(self, j: int) -> Found | None:
        """The body, state or group that an office belongs to."""
        raise NotImplementedError

    def body_phrase(self, i: int, *, office: bool = False) -> Found | None:
        """A body by its head and the words of its name; in an office (``office``) the holder's name is left to the office."""
        p = self.as_body(i) or self.pay(i)
        if self.u[i].low in self.lang.sets["only_in_names"] and not self.capital(i):
            return None  # "menciptakan persatuan"
        m = self.mention(p.get("t", "organization"), i, i, p.get("w", self.u[i].low))
        m.sector, m.country = p.get("s"), p.get("country")
        capital = self.raw[self.u[i].start].isupper()
        j = i + 1
        while j < self.n and j - i < MAX_BODY:
            k, upper = self.kind(j), self.capital(j)
            if k == "n" and self.pay(j)["e"]["t"] == "state":
                owner = self.named(j)
                if owner is not None:
                    self.own(m, owner)
                    m.country = owner.country
                j += 1
                break
            if office and capital and k == "K" and not self.vocabulary(j) and not self._body_goes_on(i, j):
                break
            if k in "Kahbltinmd" and capital and upper and not (k == "n" and office and self.pay(j)["e"]["t"] == "person"):
                if k == "t" and (office or self.pay(j).get("rank") or j > i + 1):
                    break
                if k == "n" and office and j > i + 1 and self.pay(j)["e"]["t"] == "organization" and self.pay(j)["e"].get("s") == "MIL":
                    break  # "Brigade Selatan Angkatan Darat X": a part of it
                if k == "b" and office and j > i + 1 and self.pay(j).get("s") not in (None, "-"):
                    break  # a body of its own: "Divisi Humas", of "Polri"
                whole = self.named(j) if k == "n" else None
                if whole is not None and m.country is None and (whole.country != "INT" or whole.kind != "place"):
                    m.country = whole.country  # not of a strait or a sea
                if whole is not None and whole.kind == "organization":  # "Sekretariat Umum TNI"
                    m.owner, m.sector = whole, m.sector if m.sector not in (None, "-") else whole.sector
                j += 1
            elif k == "(" and capital and (after := self._aside(j)) and self._same_body(after, office):
                j = after  # "Kepolisian Daerah (Polda) X"
            elif capital and upper and (k == "X" or (k in "ADV" and not self.title)):
                j += 1
            elif capital and self._slash(j):
                j += 2
            elif (
                (k == "C" or self.u[j].low == "untuk")
                and capital
                and self.u[j].low in self.lang.sets["body_joins"]
                and self.capital(j + 1)
                and self.kind(j + 1) in tuple("ahKbliX")
                and not (office and self.kind(j + 1) == "K" and not self.vocabulary(j + 1))
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

    def _same_body(self, j: int, office: bool) -> bool:
        """Whether the name of a body goes on at ``j``, behind its abbreviation in brackets: with a place, a party, another part."""
        if not self.capital(j):
            return False
        if self.kind(j) == "n":
            return self.pay(j)["e"]["t"] in ("place", "state", "organization")
        return self.kind(j) in "bl" or (self.kind(j) == "h" and not office)

    def as_body(self, i: int) -> Json | None:
        """A noun that heads the name of a body ("Yayasan Bina Desa"): written with a capital, as what follows it is."""
        if self.kind(i) != "h" or not (self.capital(i) and self.capital(i + 1)) or self.title:
            return None
        if self.kind(i + 1) not in tuple("Khabld") and not (self.kind(i + 1) == "n" and self.pay(i + 1)["e"]["t"] == "place"):
            return None
        return next((p for p in self.pay(i).get("all", ()) if p["k"] == "body"), None)

    def _body_goes_on(self, i: int, j: int) -> bool:
        """Whether the unknown name at ``j`` still belongs to the body at ``i``: more of the body, or a rank, follows."""
        k = j + 1
        while k < self.n and self.kind(k) in "KahX" and self.capital(k) and k - j < 4:
            k += 1
        if self.kind(k) == "t" and self.capital(k):
            return True
        if self.kind(k) == "n" and self.pay(k)["e"]["t"] == "state" and self.kind(k + 1) in tuple("K,.)"):
            return True  # "Garda Nasional Bolivarian Venezuela": no name of a holder ends in a state
        if j > i + 1:
            return False
        head = self.u[i]
        if head.first == head.last and not self.raw[head.start : head.end].isupper() and self.kind(j + 1) not in "tn":
            return True  # "Brigade X": the head alone names nothing
        return self.kind(j + 1) == "K" or (self.kind(j + 1) in tuple("ahl") and self.capital(j + 1))
