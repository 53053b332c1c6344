"""What stands in and behind an English noun phrase: its modifiers and owners, its name, and what hangs on it by "of" and commas."""

from __future__ import annotations

from ikrar.annotate.phrases import STATE_BODIES, UNTOLD, Maker
from ikrar.model.annotation import ACTORS, GENERIC, Mention

BODIES = frozenset(("group", "organization", "armed-group"))
ANYBODYS = frozenset(("LEG", "JUD", "PTY", "OPP", "LAB", "JRN"))
"""Sectors whose bodies go by one name in many states."""


FIELD = 9  # units of the field of an office: "director for southern Asia and the Pacific at Amnesty"


class Attaching(Maker):
    """The parts of English noun phrases around their head."""

    def capital(self, k: int) -> bool:
        """Whether unit ``k`` is written with a capital."""
        return self.raw[self.u[k].start].isupper()

    def _joined(self, k: int, end: int) -> bool:
        """“Tigray People's Liberation Front": a possessive inside a name."""
        joins = self.u[k - 1].low.rpartition(" ")[2] in self.lang.sets["joined_in_names"]
        return joins and self.capital(k - 1) and k + 1 < end and self.capital(k + 1)

    def _modifier(self, m: Mention, s: int, x: int, h: int) -> None:
        """What the word at ``x`` says of ``m``: whose it is, of which sector, by which name."""
        q, kx = self.pay(x), self.kind(x)
        if kx == "n":
            if self.kind(x + 1) == "-" and self.u[x + 2].low in self.lang.suffixes and self.u[x + 2].low not in self.lang.sets["owning"]:
                army = m.kind == "organization" and m.sector == "MIL"
                if m.head in self.lang.sets["coalitions"] or (self.u[x + 2].low == "led" and army):
                    m.country = m.country or "INT"
                leader = self.named(x)
                if self.u[x + 2].low == "led" and m.kind == "equipment" and leader is not None:
                    self._owned(m, leader)  # "Saudi-led warplanes"
                if m.sector == "JUD" and leader is not None and leader.sector == "IGO":
                    m.country, m.sector = leader.country, leader.sector  # "a U.N.-backed court"
                if self.u[x + 2].low == "led" and m.country == "INT" and leader is not None and leader.country:
                    m.owner = m.owner or leader
                return
            inner = self.named(x)
            if inner is None or inner.kind == "person":
                if inner is not None and m.kind == "state":
                    m.country = m.country or inner.country  # "the Ruto government"
                return
            known = inner.kind == "organization" and inner.named and m.kind == "organization" and m.head.rpartition(" ")[2] in self.identity
            if known or (inner.kind == "armed-group" and self.kind(h) == "h" and m.kind in ("group", "armed-group", "organization")):
                self.belongs(m, inner, self.pay(h))
            elif m.of is None or inner.kind != "state":
                self._owned(m, inner)
        elif kx in "am":
            if (
                q.get("s")
                and (q.get("of") is None or m.head in q["of"])
                and (q.get("m") != "unknown" or m.sector in UNTOLD and m.head not in self.lang.sets["masked_crowds"])
            ):
                m.sector = q["s"]
            m.former = m.former or q.get("m") == "former"
            elsewhere = q.get("m") == "foreign" and not (self.capital(x) and self.capital(h))  # not "India's External Affairs Ministry"
            if elsewhere and m.country is None and m.kind in ("organization", "group", "armed-group", "equipment"):
                m.country = "INT"  # "foreign troops": of any country but this one
            if q.get("m") == "continental" and m.country is None and m.kind in ACTORS and (m.plural or m.kind != "state"):
                m.country = "INT"  # "European leaders"
        elif kx == "i" and (told := next((a for a in q.get("all", ()) if a["k"] == "adj" and m.head in a.get("of", ())), None)) is not None:
            m.sector = told["s"]  # "the ruling nationalists"
        elif kx in "hbt":
            told = next((a for a in q.get("all", ()) if a["k"] == "adj" and m.head in a.get("of", ())), None) if kx == "h" else None
            if told is not None and m.sector in (None, "of", "-"):
                m.sector = told["s"]  # "Muslim leaders"
            elif told is not None and told["s"] == "REB" and m.sector == "MIL" and not m.named:
                m.kind, m.sector = "armed-group", "REB"  # "rebel snipers", "separatist artillery": not the army's
            if q.get("country"):
                m.country = q["country"]
            whose = m.kind == "facility" and q.get("t") in ("group", "armed-group")  # "bandit hideouts", "rebel bases"
            ruler = kx == "t" and m.sector == "REL" and self.kind(h) == "t" and q.get("s") not in ("of", "-")  # "President Sheikh X"
            if q.get("s") and (whose or ruler or m.sector in (None, "of", "-")):
                m.sector = q["s"]
                if ruler:
                    m.title, m.source = q.get("en") or q.get("w"), ""
            if kx == "b" and self.kind(h) in "th":
                self._body_inside(m, s, x, h)

    def _owned(self, m: Mention, owner: Mention) -> None:
        """``owner`` stands before ``m``: an office is of it, a body or group belongs to it."""
        before = m.owner
        if m.country == "INT" and m.sector == "IGO" and m.head.endswith((" court", " tribunal")) and owner.kind == "state":
            m.country, m.sector = owner.country, "JUD"  # "a Bangladeshi war crimes court"
        if m.country == "VAT" and owner.kind == "state" and owner.country:
            m.country = owner.country  # "Egypt's Coptic pope"
        if m.gazetteer is not None and m.sector in ANYBODYS and owner.kind == "state" and owner.country not in (None, "INT", m.country):
            m.country, m.gazetteer, m.name = (
                owner.country,
                None,
                self.raw[m.start : m.end],
            )  # "Canada's House of Commons", "Kenya's Labour Party"
        self.own(m, owner)
        if m.country is None and owner.kind == "place" and owner.country != "INT":
            m.country = owner.country
        if m.kind in ("group", "organization") and m.sector in (None, "-") and owner.kind == "organization" and owner.sector == "MIL":
            m.kind, m.sector = "organization", owner.sector  # "an Iranian army unit"
        if m.kind == owner.kind == "group" and m.sector in (None, "-", "CVL") and owner.plural and owner.sector not in (None, "-"):
            m.sector = owner.sector  # "the doctors' association"
        if m.kind == "facility" and owner.sector and (m.sector is None or owner.kind == "armed-group"):
            official = owner.kind == "person" and owner.sector == "GOV" and m.head in self.lang.sets["homes"]  # "the premier's residence"
            m.sector = owner.sector if official or owner.kind in ("organization", "armed-group", "group") else m.sector
        if m.head == "office" and owner.kind == "person" and owner.sector not in (None, "of", "-"):
            m.kind, m.sector, m.country = "organization", owner.sector, m.country or owner.country  # "the ombudsman's office said"
        if m.kind == "group" and m.sector in (None, "-") and not m.plural and owner.named and owner.sector == "IGO":
            m.kind, m.sector = "organization", owner.sector  # "a UN panel"
        if owner.kind == "organization" and owner.named and owner.sector in ("NGO", "IGO") and m.sector in ("EDU", "CVL", "LAB", "NGO"):
            m.sector = owner.sector  # "an Amnesty researcher", "UN experts"
        if owner.kind == "organization":
            if before is not None:
                owner.country = owner.country or before.country
            if m.kind == "person":
                m.of = owner
        if m.kind == "person" and m.sector in (None, "of") and owner.sector and owner.kind not in ("place",):
            m.sector = owner.sector

    def _body_inside(self, m: Mention, s: int, x: int, h: int) -> None:
        """“Health Ministry spokesman": the body named before an office or a noun."""
        q = self.pay(x)
        first = x
        while first > s and self.kind(first - 1) in "KXa" and self.capital(first - 1):
            first -= 1
        body = self.mention(q.get("t", "organization"), first, x, q.get("w", ""))
        body.sector, body.named, body.name = q.get("s"), True, self.text(first, x)
        if first > s and self.kind(first - 1) == "n" and self.pay(first - 1)["e"]["t"] == "state":
            body.country = self.pay(first - 1)["e"]["c"]
        if self.kind(h) == "t":
            m.of = body
        else:
            self.own(m, body)
            if m.kind == "facility" and m.sector == "MIL" and body.sector == "COP":
                m.sector = "COP"  # "a Civil Guard barracks"
        m.country = m.country or body.country

    def _name_of(self, m: Mention, s: int, h: int) -> int:
        """Gives ``m`` its name where the words of the phrase are one; the last unit of it ("Ministry of Health")."""
        k = self.kind(h)
        first_name = next((x for x in range(s, h) if self.kind(x) == "K"), None)
        if k == "h" and m.kind == "facility" and m.owner is not None and m.owner.kind == "place" and m.owner.start >= m.start:
            m.name, m.named = self.text(s, h), True
            return h
        proper = self.capital(h) and self.u[h].first > 0 and not (self.title and m.sector == "MIL")
        if k in "bl" or (k == "h" and (proper or (first_name is not None and m.kind in ("facility", "place")))):
            if first_name is not None or proper:
                begin = s
                while begin < h and self.kind(begin) == "a" and not self.capital(begin):
                    begin += 1
                whole = self.u[h].first < self.u[h].last and self.s.tokens[self.u[h].last].text[0].isupper()  # "National Guard"
                m.name, m.named = self.text(begin, h), first_name is not None or begin < h or whole
                if m.named and m.kind == "group" and self.u[h].low in self.collective:
                    m.kind = "organization"  # "the Free Democratic Movement"
        elif k == "h" and m.kind in BODIES and self.u[h].low in self.collective and self._named_before(first_name, h):
            end = next(x for x in range(h - 1, s - 1, -1) if self.kind(x) == "K")  # "the Ennahdha party", "the CPC rebel alliance"
            self.set_name(m, self._proper_from(end, s), end)
            m.kind = "organization" if m.kind == "group" else m.kind
        elif k == "h" and m.kind == "armed-group" and h > s and not self.title and not proper and self._proper_from(h, s) < h:
            self.set_name(m, self._proper_from(h, s), h - 1)  # "the River Guard militia"
        if not (k in "bh" and self.capital(h) and self.kind(h + 1) == "P" and self.u[h + 1].low in ("of", "for")):
            return h
        if k == "h" and not (m.kind in BODIES and self.kind(h + 2) in tuple("KXah") and self.capital(h + 2)):
            return h  # "Coalition of Patriots for Change"
        stop = h + 2
        while stop < self.n and (
            (self.kind(stop) in "KXanhblt" and self.capital(stop))
            or (self.kind(stop) == "C" and self.kind(stop + 1) in tuple("KahblX") and self.capital(stop + 1))
            or (self.kind(stop) == "d" and stop == h + 2)
            or (self.u[stop].low == "for" and self.kind(stop - 1) == "K" == self.kind(stop + 1))
        ):
            stop += 1
        if stop <= h + 2 or self.kind(stop - 1) in "Cd":
            return h
        if self.kind(stop - 1) == "n" and self.kind(stop) in "hb":
            return h  # "the 5th Division of the Syldavian army": of a body that is told, not named
        for x in range(h + 2, stop):
            if self.kind(x) == "n" and m.country is None:
                m.country = self.pay(x)["e"].get("c")
        m.name, m.named, m.end = self.text(s, stop - 1), True, self.u[stop - 1].end
        return stop - 1

    def _proper_from(self, end: int, s: int) -> int:
        """The first of the words with capitals that stand before unit ``end``: where a name begins."""
        begin = end
        while begin > s and self.capital(begin - 1) and self.kind(begin - 1) in "Kahlb" and self.u[begin - 1].first > 0:
            begin -= 1
        return begin

    def _named_before(self, first_name: int | None, h: int) -> bool:
        """Whether a name stands before the head at ``h``, with nothing but what sort of body it is between."""
        if first_name is None:
            return False
        x = h - 1
        while x > first_name and self.kind(x) in "ha" and not self.capital(x):
            x -= 1
        return self.kind(x) == "K"

    # -- what follows ---------------------------------------------------------------------------------------------

    def _attached(self, m: Mention, last: int) -> int:
        """“president of France", "forces of the coalition", "the town of X", "the border with X": takes in what follows; the next unit."""
        nxt = last + 1
        anybodys = m.source == GENERIC
        if m.named and m.kind == "organization" and (m.country is None or anybodys) and nxt < self.n and self.u[nxt].low == "of":
            behind = self.named(nxt + 1) if self.kind(nxt + 1) == "n" else None
            if behind is not None and behind.kind == "state" and not behind.adjective:
                if anybodys:
                    m.country, m.gazetteer, m.source = None, None, "whose it is, is said"
                self._owned(m, behind)  # "the National Assembly of Chad"
                m.end = behind.end
                return nxt + 2
        if m.kind == "equipment" and m.owner is None and nxt + 1 < self.n and self.pay(nxt).get("adj") and self.kind(nxt + 1) in "VA":
            whose = self.named(nxt)
            if whose is not None and whose.kind == "state":
                self._owned(m, whose)  # "a drone Italian struck": as a translation has it
                m.end = whose.end
                return nxt + 1
        if nxt + 2 < self.n and self.u[nxt].low in self.lang.sets["loyal"] and self.u[nxt + 1].low == "to":
            return self._loyal(m, nxt)
        if m.kind == "facility" and self.kind(nxt) == "V" and self.u[nxt].low in self.lang.sets["owned_by"] and self.kind(nxt + 1) in "PI":
            return self._owned_by(m, nxt + 2, nxt)
        if m.kind == "facility" and self.kind(nxt) == "P" and self.u[nxt].low == "of" and m.owner is not None and m.owner.kind == "place":
            return self._owned_by(m, nxt + 1, nxt)  # "the Moscow office of Amnesty International"
        if m.kind == "instrument" or m.adjective or m.named or m.of is not None or self.kind(nxt) != "P":
            return nxt
        low = self.u[nxt].low
        speaks = low == "for" and m.title is not None and m.sector in (None, "of", "-")  # "a spokesman for the Kenyan army"
        if low in self.lang.sets["envoy_to"] and m.title is not None and not speaks:
            return self._accredited(m, nxt)
        if m.title is not None and m.sector in (None, "of", "-") and (at := self._director_at(m, nxt)) is not None:
            return at
        ours = low == "from" and m.kind == "organization" and m.sector == "MIL" and m.country is None  # "troops from the coalition"
        if not ours and not speaks and low in self.lang.sets["working_at"] and (end := self._workplace(m, nxt)) is not None:
            return end
        members = low == "from" and m.kind in ("group", "armed-group") and m.owner is None  # "fighters from the Rapid Support Forces"
        if low == "with" and m.head == "border" or low == "of" or ours or speaks or members:
            pass
        else:
            return nxt
        fights = m.kind == "armed-group" and m.owner is not None and m.owner.adjective  # "Colombian rebels of the ELN"
        part = m.head in self.lang.sets["parts_of_firms"] and m.owner is not None and m.owner.kind == "state"
        if m.owner is not None and low == "of" and m.kind != "place" and not fights and not part:
            return nxt
        if low == "of" and m.plural and self.pay(nxt + 1).get("c") == "both" and (both := self.pronoun(nxt + 1)) is not None:
            m.owner, m.end = both[0][0][0], self.u[nxt + 1].end
            return nxt + 2  # "the leaders of the two countries"
        if self.kind(nxt + 1) in tuple("ZO") and self.kind(nxt + 2) == "'":
            found = self.phrase(nxt + 1)  # "the head of the country's union"
        else:
            found = self.nominal(nxt + 1) if self.kind(nxt + 1) in "d#mthblniKaX" else None
        if found is None:
            return nxt
        inner, after = found[0][0][0], found[1]
        if low == "of" and m.head.rpartition(" ")[2] in self.lang.sets["sent_by"]:
            m.sector = "of"  # "representatives of the rebels" sit in no parliament
        if part:
            if inner.kind != "organization" or inner.sector != "BUS":
                return nxt
            m.kind, m.sector, m.end = "organization", inner.sector, max(inner.end, self.u[after - 1].end)
            return after  # "a British unit of Deutsche Bank"
        if (members or fights) and inner.kind != "armed-group":
            return nxt
        if ours and inner.country != "INT":
            return nxt  # "withdrew troops from Syldavia"
        if inner.adjective or inner.kind not in ("state", "organization", "armed-group", "group", "place", "name", "person"):
            return nxt
        if m.kind == "place" and low == "of" and inner.kind in ("name", "place"):
            told = m.country if m.owner is not None and m.owner.kind == "state" else None  # "the Colombian village of San Jose"
            m.name, m.named, m.country = inner.name, True, told or inner.country or m.country
            m.gazetteer = inner.gazetteer if told in (None, inner.country) else None
        elif m.title is not None:
            if inner.kind == "person":
                return nxt
            m.of = inner
            m.country = m.country or (None if inner.source == GENERIC else inner.country)  # "president of the Senate": of which state
            if m.sector in (None, "of"):
                m.sector = inner.sector
            after = self._part_of(m, inner, self._committee(after) if inner.kind == "organization" else after)
            m.title_span = (m.start, inner.end)
            _, after = self.person_name(m, after)
        elif inner.kind == "name":
            return nxt
        else:
            if (
                m.head.rpartition(" ")[2] in self.lang.sets["made_up_of"]
                and (inner.plural or inner.named)
                and inner.sector not in (None, "-", "of")
            ):
                m.sector = inner.sector  # "a delegation of US lawmakers"
                if m.country == "INT" and inner.sector != "MIL":
                    m.country = inner.country  # "a coalition of Nigerian rights groups"
            self.belongs(m, inner, {"country": m.country} if m.country else {})
        m.end = max(inner.end, self.u[after - 1].end)
        return after

    def _loyal(self, m: Mention, nxt: int) -> int:
        """“fighters loyal to the Sand Front", "troops loyal to the ousted president": theirs, if no state's; the next unit."""
        if m.kind not in BODIES or m.named or (found := self.nominal(nxt + 2)) is None:
            return nxt
        inner, after = found[0][0][0], found[1]
        if inner.adjective or inner.kind not in ("armed-group", "organization", "person", "name"):
            return nxt
        if inner.kind == "armed-group":
            self.belongs(m, inner, {})
        else:
            m.owner, m.country = inner, m.country or inner.country
        m.end = max(inner.end, self.u[after - 1].end)
        return after

    def _owned_by(self, m: Mention, at: int, nxt: int) -> int:
        """“a factory belonging to General Motors", "a pipeline run by the army": takes in the body whose site it is; the next unit.

        The body begins at ``at``, behind what joins it to the site at ``nxt``.
        """
        found = self.nominal(at) if self.kind(at) in tuple("dnbhK") else None
        body = found[0][0][0] if found is not None else None
        if found is None or body is None or body.adjective or body.kind not in ("organization", "armed-group", "state"):
            return nxt
        m.owner, m.country, m.sector = body, body.country or m.country, body.sector or m.sector
        m.end = max(body.end, self.u[found[1] - 1].end)
        return found[1]

    def _workplace(self, m: Mention, nxt: int) -> int | None:
        """“a professor at Oxford University", "a researcher with Amnesty": takes in the named body that one works at; the next unit."""
        staff = m.head.rpartition(" ")[2] in self.lang.sets["employed"]
        if not staff and (m.kind != "group" or m.plural or m.sector not in ("EDU", "MED", "NGO", "JRN", "BUS")) or m.owner is not None:
            return None
        found = self.nominal(nxt + 1) if self.kind(nxt + 1) in "dnbhK" else None
        if found is None or not (body := found[0][0][0]).named or body.kind != "organization":
            return None
        m.owner, m.country, m.end = body, m.country or body.country, self.u[found[1] - 1].end
        if staff and (body.sector in STATE_BODIES or body.sector == "IGO"):
            m.sector = body.sector  # workers of a firm are workers
        return found[1]

    def _committee(self, nxt: int) -> int:
        """“head of the State Duma's Foreign Affairs Committee Ana Kerling": behind what of the body, in capitals, it is; else ``nxt``."""
        k = nxt + 1
        while self.kind(nxt) == "'" and k - nxt < FIELD and self.kind(k) in "KXahbtC" and (self.capital(k) or self.kind(k) == "C"):
            if self.kind(k) in "hb" and self.kind(k + 1) in "K,":
                return k + 1
            k += 1
        return nxt

    def _director_at(self, m: Mention, nxt: int) -> int | None:
        """“director for North Africa and the Middle East at Amnesty": takes in the named body that an office is at; the next unit."""
        k = nxt
        while k - nxt < FIELD and self.kind(k) in "PdnaKhXC" and self.u[k].low not in self.lang.sets["working_at"]:
            k += 1
        if (
            self.kind(k) != "P"
            or self.u[k].low not in self.lang.sets["working_at"]
            or self.u[nxt].low not in ("for", "on", *self.lang.sets["working_at"])
        ):
            return None
        found = self.nominal(k + 1) if self.kind(k + 1) in "dnbhK" else None
        if found is None or not (body := found[0][0][0]).named or body.kind != "organization":
            return None
        m.of, m.country, m.end = body, m.country or body.country, self.u[found[1] - 1].end
        m.sector = body.sector or m.sector
        return found[1]

    def _accredited(self, m: Mention, nxt: int) -> int:
        """“US Special Envoy for Iran X Y": to whom an envoy goes, where the name follows; the next unit."""
        found = self.nominal(nxt + 1) if self.kind(nxt + 1) in "dn" else None
        if found is None or found[0][0][0].kind not in ("state", "place", "organization"):
            return nxt
        if self.kind(found[1]) == "," and self.kind(found[1] + 1) == "K" and self.kind(found[1] + 2) in tuple("K,"):
            m.end = found[0][0][0].end  # "Norway's ambassador to Kenya, Ana Dahl,"
            return found[1]
        if self.kind(found[1]) not in ("K", "n"):
            return nxt
        after = found[1]
        if self.kind(after) == "n" and self.pay(after)["e"]["t"] != "person":
            return nxt
        _, after = self.person_name(m, after)
        return after

    def _part_of(self, m: Mention, inner: Mention, after: int) -> int:
        """“commander of the Nusa Force of Indonesia's Reserve Corps": what the body of an office is part of; the next unit."""
        if inner.country is not None or not (self.kind(after) == "P" and self.u[after].low == "of"):
            return after
        found = self.nominal(after + 1) if self.kind(after + 1) in "d#mthblniKaX" else None
        if found is None or found[0][0][0].kind not in ("state", "organization", "armed-group"):
            return after
        whole = found[0][0][0]
        inner.owner, inner.country, m.country = whole, whole.country, m.country or whole.country
        inner.kind = "organization" if inner.kind == "name" else inner.kind
        inner.sector = inner.sector or (whole.sector if whole.kind != "state" else None)
        if m.sector in (None, "of"):
            m.sector = inner.sector
        return found[1]
