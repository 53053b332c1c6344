"""English noun phrases: a run of nouns, names and adjectives whose last head takes what precedes it ("Iraqi forces").

A possessive divides the run: the one before it owns what follows ("Iran's navy"). A noun of no list ends it: then those named before
only modify a thing ("US sanctions", "police raid").
"""

from __future__ import annotations

from ikrar.annotate.phrases import UNTOLD, Maker, Phrase
from ikrar.model.annotation import ACTORS, RANKED, Mention

LONGEST = 18  # units of a run
NOUNS = frozenset("thbliKn")
RUN = frozenset("d#mthblniKaX'-")  # what a run is made of
BODIES = frozenset(("group", "organization", "armed-group"))


class English(Maker):
    """Builds the noun phrases of an English sentence."""

    def phrase(self, i: int) -> Phrase | None:
        """As ``nominal``; "those who fled", "those arrested" are people too."""
        if self.u[i].low == "those" and self._people(i + 1):
            m = self.mention("group", i, i, "those")
            m.sector, m.plural = "CVL", True
            return [(m, i, i)], i + 1
        if self.pay(i).get("c") == "both" and (found := self._one_each(i)) is not None:
            return found
        return super().phrase(i)

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

    def _people(self, i: int) -> bool:
        """Whether what stands at ``i`` can only be said of people: "who", "arrested"."""
        return (
            self.kind(i) == "R"
            and self.u[i].low in ("who", "whom", "whose")
            or (self.kind(i) in "Va" and self.u[i].low in self.lang.sets["undergone"])
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
            if k == "-":
                if not (j > i and j + 1 < self.n and self.u[j].start == self.u[j - 1].end and self.u[j].end == self.u[j + 1].start):
                    break
                if self.kind(j - 1) not in "nKXhab" or self.kind(j + 1) not in "Xahb":
                    break  # "US-Iraq talks": two names
                j += 2
                continue
            j += 1
        while j > i and self.kind(j - 1) == "'" and j == self.n:
            j -= 1
        return j

    def capital(self, k: int) -> bool:
        """Whether unit ``k`` is written with a capital."""
        return self.raw[self.u[k].start].isupper()

    def _joined(self, k: int, end: int) -> bool:
        """“Tigray People's Liberation Front": a possessive inside a name."""
        joins = self.u[k - 1].low.rpartition(" ")[2] in self.lang.sets["joined_in_names"]
        return joins and self.capital(k - 1) and k + 1 < end and self.capital(k + 1)

    # -- one part between possessives -----------------------------------------------------------------------------

    def _segment(self, a: int, b: int) -> tuple[Mention, int] | None:
        """The mention of this part and its last unit."""
        s = a
        while s < b and self.kind(s) in "d#" and not self._ordinal(s, b):
            s += 1
        end, desc = self._bounds(s, b)
        if desc is not None:
            return self._described(a, desc, end)
        heads = [k for k in range(s, end) if self.kind(k) in NOUNS]
        if not heads:
            return None
        h = heads[-1]
        m, last = self._named_only(a, s, h) if self.kind(h) in "Kn" else self._headed(a, s, h)
        if m is None:
            return None
        if last == h and h + 1 < b and self._modifies(m, h):
            m.adjective = True
        return m, last

    def _ordinal(self, s: int, b: int) -> bool:
        """Whether the number at ``s`` begins a name: "the 106th Brigade"."""
        return s + 2 < b and self.kind(s) == "#" and self.u[s].end == self.u[s + 1].start and self.capital(s + 2)

    def _bounds(self, s: int, b: int) -> tuple[int, int | None]:
        """Where the phrase ends that begins at ``s``, and the noun in it that describes the name at its end, if any does."""
        head: int | None = None
        for k in range(s, b):
            kd = self.kind(k)
            if kd in "th" and k + 1 < b and self._describes(k):
                return min(self._name_end(k + 1), b), k
            if kd in "nK" and head == k - 1 and head is not None and self.kind(head) in "thbli" and not self.capital(head):
                return k, None  # "the town Israel ...": a noun, then somebody else
            if kd in "nK" and head is not None and self.kind(head) == "n" and not {"adj", "family"} & self.pay(head).keys():
                return head + 1, None  # "the US-Iraq Strategic Dialogue"
            if kd in NOUNS:
                head = k
        return b, None

    def _describes(self, k: int) -> bool:
        """Whether the noun at ``k`` says what the name behind it is: "minister X", "rebel group X", "neighbour X"."""
        p, nxt = self.pay(k), self.pay(k + 1)
        title = self.kind(k) == "t"
        if self.kind(k + 1) == "K":
            if title:
                after = self.name_run(k + 1)
                return not (self.kind(after) == "i" and self.capital(after) and self.capital(k))  # "General Cooperation Agreement"
            return not p.get("pl") and not self.capital(k) and p.get("t") in ("person", "group", "armed-group", "organization")
        armed = p.get("t") == "armed-group" and not self.capital(k) and not p.get("pl")
        second = k + 3 if self.kind(k + 2) == "'" else k + 2  # "the militia People's Guard"
        named = self.kind(k + 1) in tuple("naXlhb") and self.kind(second) in tuple("KbhXat")
        if armed and named and self.capital(k + 1) and self.capital(second):
            return True  # "the paramilitary force White Falcons", "the militia Red Sea Guard"
        if self.kind(k + 1) != "n" or nxt.get("adj") or nxt.get("people"):
            return False
        kind = nxt["e"]["t"]
        if kind == "person":
            return title or not p.get("pl")
        if title or p.get("pl") or self.capital(k):
            return False
        if kind == "state":
            return p.get("t") == "state" or p.get("s") is None
        return kind in ("armed-group", "organization") and self.u[k].low.rpartition(" ")[2] in self.collective

    def _name_end(self, k: int) -> int:
        """The unit after the name that begins at ``k``: a place or a word for a body may be part of it ("Red Sea Guard")."""
        j = max(self.name_run(k), k + 1)
        while j < self.n and j - k < 4 and not self.title:
            possessive = self.kind(j) == "'" and j + 1 < self.n and self._joined(j, self.n)
            if not possessive and not (self.kind(j) in "KbhlXat" and self.capital(j)):
                break
            j += 1
        return j

    def _modifies(self, m: Mention, h: int) -> bool:
        """“police raid", "US-led talks": whether what ends at ``h`` only modifies the noun behind it."""
        nxt = h + 1
        if self.kind(nxt) == "-":
            return True
        if self.kind(nxt) != "X" or self.u[nxt].low in self.lang.sets["postnominal"]:
            return False
        if self.kind(h) in "Kn":
            return m.adjective
        if m.kind not in ACTORS | {"facility", "place"}:
            return False
        word = self.u[h].low.rpartition(" ")[2]
        plural = self.pay(h).get("pl") or word.endswith("s")
        return not plural or word in self.lang.sets["plural_modifiers"]

    def _named_only(self, a: int, s: int, h: int) -> tuple[Mention | None, int]:
        """A phrase that ends in a name: of the gazetteer, or unknown."""
        run = next((x for x in range(s, h + 1) if self.kind(x) in "Kn" and self.name_run(x) > max(x, h)), None)
        m: Mention | None
        if self.kind(h) == "n" and (run is None or run == h):
            m = self.named(h)
            if m is None:
                return None, h
            m.start = self.u[a].start
            for x in range(s, h):  # "the Peruvian Congress": a body that many countries have
                inner = self.named(x) if self.kind(x) == "n" else None
                if inner is not None and inner.country and inner.country != m.country and m.kind == "organization":
                    m.country, m.gazetteer, m.name = inner.country, None, self.text(s, h)
            if m.adjective and (h + 1 >= self.n or self.kind(h + 1) not in "XnK-"):
                m.plural = False
            return m, h
        if run is None:
            return None, h
        m = self.mention("name", a, h, self.u[run].low)
        self.set_name(m, run, h)
        for x in range(s, run):
            if self.kind(x) == "n":
                inner = self.named(x)
                if inner is not None and inner.kind in ("state", "place"):
                    m.country = m.country or inner.country
        return m, h

    def _described(self, a: int, desc: int, end: int) -> tuple[Mention, int] | None:
        """“the Kenyan minister X", "the rebel group X", "the neighbour X": noun and name are one."""
        s = a
        while self.kind(s) in "d#":
            s += 1
        m, _ = self._headed(a, s, desc)
        if m is None:
            return None
        p, name = self.pay(desc), desc + 1
        inner = self.named(name) if self.kind(name) == "n" and end == name + 1 else None
        if inner is not None and inner.kind != "person":
            if inner.kind == "state":
                inner.start = m.start
                return inner, name
            m.gazetteer, m.name, m.named = inner.gazetteer, inner.name, True
            m.country, m.sector, m.kind, m.end = inner.country or m.country, inner.sector, inner.kind, inner.end
            return m, name
        if self.kind(desc) == "h" and m.kind != "person" and self.u[desc].low.rpartition(" ")[2] in self.collective:
            self.set_name(m, name, end - 1)
            m.end = self.u[end - 1].end
            return m, end - 1
        m.kind = "person"
        m.title = m.title or p.get("en") or p.get("w")
        m.title_span = m.title_span or (m.start, self.u[desc].end)
        _, after = self.person_name(m, name)
        return m, max(after, name) - 1

    # -- a noun with what modifies it -----------------------------------------------------------------------------

    def _headed(self, a: int, s: int, h: int) -> tuple[Mention | None, int]:
        """A phrase that ends in the noun at ``h``."""
        p, k = self.pay(h), self.kind(h)
        if k == "i":
            return self._text(a, s, h), h
        default = {"t": "person", "l": "place", "b": "organization"}.get(k, "group")
        m = self.mention(p.get("t", default), a, h, p.get("w", self.u[h].low))
        m.sector, m.country = p.get("s"), p.get("country")
        m.plural = bool(p.get("pl")) or any(self.kind(x) == "#" for x in range(a, h))
        if k == "t":
            m.title, m.title_span = p.get("en") or p.get("w"), (m.start, m.end)
            m.source = RANKED if p.get("rank") else m.source
            m.former = bool(p.get("former"))
            other = self.as_noun(h)
            if other is not None and not self._describes(h):
                m.kind, m.title, m.title_span = other["t"], None, None
                m.sector = m.sector or other.get("s")
        if m.kind == "state" and self.u[h].low == "state" and h > s and self.kind(h - 1) == "K":
            m.kind = "place"  # "Upper Nile state"
        for x in range(s, h):
            self._modifier(m, s, x, h)
        named_behind = h + 1 < self.n and self.u[h + 1].low == "of"  # "the governments of X and Y"
        if m.kind == "state" and m.country is None and p.get("pl") and self.u[a].low not in ("their", "its", "our") and not named_behind:
            m.country = "INT"  # "neighbouring countries"
        return m, self._name_of(m, s, h)

    def _text(self, a: int, s: int, h: int) -> Mention:
        """A text that binds: "a trade agreement", "the Oslo accords"."""
        m = self.mention("instrument", a, h, self.pay(h).get("w", self.u[h].low))
        m.title = self.pay(h)["t"]
        for x in range(s, h):
            inner = self.named(x) if self.kind(x) == "n" else None
            if inner is not None and inner.kind in ACTORS:
                m.members.append(inner)
        m.name, m.named = self.text(s, h), h > s
        return m

    def _modifier(self, m: Mention, s: int, x: int, h: int) -> None:
        """What the word at ``x`` says of ``m``: whose it is, of which sector, by which name."""
        q, kx = self.pay(x), self.kind(x)
        if kx == "n":
            if self.kind(x + 1) == "-" and self.u[x + 2].low in self.lang.suffixes and self.u[x + 2].low not in self.lang.sets["owning"]:
                army = m.kind == "organization" and m.sector == "MIL"
                if m.head in self.lang.sets["coalitions"] or (self.u[x + 2].low == "led" and army):
                    m.country = m.country or "INT"
                leader = self.named(x)
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
            if q.get("s") and (q.get("of") is None or m.head in q["of"]) and (q.get("m") != "unknown" or m.sector in UNTOLD):
                m.sector = q["s"]
            m.former = m.former or q.get("m") == "former"
            if q.get("m") == "foreign" and m.country is None and m.kind in ("organization", "group", "armed-group", "equipment"):
                m.country = "INT"  # "foreign troops": of any country but this one
            if q.get("m") == "continental" and m.country is None and m.kind in ACTORS and (m.plural or m.kind != "state"):
                m.country = "INT"  # "European leaders"
        elif kx in "hbt":
            if q.get("country"):
                m.country = q["country"]
            whose = m.kind == "facility" and q.get("t") in ("group", "armed-group")  # "bandit hideouts", "rebel bases"
            if q.get("s") and (whose or m.sector in (None, "of", "-")):
                m.sector = q["s"]
            if kx == "b" and self.kind(h) in "th":
                self._body_inside(m, s, x, h)

    def _owned(self, m: Mention, owner: Mention) -> None:
        """``owner`` stands before ``m``: an office is of it, a body or group belongs to it."""
        before = m.owner
        self.own(m, owner)
        if m.country is None and owner.kind == "place" and owner.country != "INT":
            m.country = owner.country
        if m.kind in ("group", "organization") and m.sector in (None, "-") and owner.kind == "organization" and owner.sector == "MIL":
            m.kind, m.sector = "organization", owner.sector  # "an Iranian army unit"
        if m.kind == "facility" and owner.sector and (m.sector is None or owner.kind == "armed-group"):
            m.sector = owner.sector if owner.kind in ("organization", "armed-group", "group") else m.sector
        if m.head == "office" and owner.kind == "person" and owner.sector not in (None, "of", "-"):
            m.kind, m.sector, m.country = "organization", owner.sector, m.country or owner.country  # "the ombudsman's office said"
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
        m.country = m.country or body.country

    def _name_of(self, m: Mention, s: int, h: int) -> int:
        """Gives ``m`` its name where the words of the phrase are one; the last unit of it ("Ministry of Health")."""
        k = self.kind(h)
        first_name = next((x for x in range(s, h) if self.kind(x) == "K"), None)
        if k == "h" and m.kind == "facility" and m.owner is not None and m.owner.kind == "place" and m.owner.start >= m.start:
            m.name, m.named = self.text(s, h), True
            return h
        proper = self.capital(h) and self.u[h].first > 0
        if k in "bl" or (k == "h" and (proper or (first_name is not None and m.kind in ("facility", "place")))):
            if first_name is not None or proper:
                begin = s
                while begin < h and self.kind(begin) == "a" and not self.capital(begin):
                    begin += 1
                whole = self.u[h].first < self.u[h].last and self.s.tokens[self.u[h].last].text[0].isupper()  # "National Guard"
                m.name, m.named = self.text(begin, h), first_name is not None or begin < h or whole
        elif k == "h" and m.kind in BODIES and self.u[h].low in self.collective and self._named_before(first_name, h):
            begin = end = next(x for x in range(h - 1, s - 1, -1) if self.kind(x) == "K")  # "the Ennahdha party", "the CPC rebel alliance"
            while begin > s and self.kind(begin - 1) == "K":
                begin -= 1
            self.set_name(m, begin, end)
            m.kind = "organization" if m.kind == "group" else m.kind
        if not (k in "bh" and self.capital(h) and self.kind(h + 1) == "P" and self.u[h + 1].low in ("of", "for")):
            return h
        if k == "h" and not (m.kind in BODIES and self.kind(h + 2) == "K"):
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
        if m.named and m.kind == "organization" and m.country is None and self.u[nxt].low == "of" if nxt < self.n else False:
            behind = self.named(nxt + 1) if self.kind(nxt + 1) == "n" else None
            if behind is not None and behind.kind == "state" and not behind.adjective:
                self._owned(m, behind)  # "the National Assembly of Chad"
                m.end = behind.end
                return nxt + 2
        if m.kind == "instrument" or m.adjective or m.named or m.of is not None or self.kind(nxt) != "P":
            return nxt
        low = self.u[nxt].low
        if low in self.lang.sets["envoy_to"] and m.title is not None:
            return self._accredited(m, nxt)
        ours = low == "from" and m.kind == "organization" and m.sector == "MIL" and m.country is None  # "troops from the coalition"
        if low == "with" and m.head == "border" or low == "of" or ours:
            pass
        else:
            return nxt
        if m.owner is not None and low == "of" and m.kind != "place":
            return nxt
        if low == "of" and m.plural and self.pay(nxt + 1).get("c") == "both" and (both := self.pronoun(nxt + 1)) is not None:
            m.owner, m.end = both[0][0][0], self.u[nxt + 1].end
            return nxt + 2  # "the leaders of the two countries"
        found = self.nominal(nxt + 1) if self.kind(nxt + 1) in "d#mthblniKaX" else None
        if found is None:
            return nxt
        inner, after = found[0][0][0], found[1]
        if ours and inner.country != "INT":
            return nxt  # "withdrew troops from Syldavia"
        if inner.adjective or inner.kind not in ("state", "organization", "armed-group", "group", "place", "name", "person"):
            return nxt
        if m.kind == "place" and low == "of" and inner.kind in ("name", "place"):
            m.name, m.named, m.country = inner.name, True, inner.country or m.country
            m.gazetteer = inner.gazetteer
        elif m.title is not None:
            if inner.kind == "person":
                return nxt
            m.of = inner
            m.country = m.country or inner.country
            if m.sector in (None, "of"):
                m.sector = inner.sector
            after = self._part_of(m, inner, after)
            m.title_span = (m.start, inner.end)
            _, after = self.person_name(m, after)
        elif inner.kind == "name":
            return nxt
        else:
            self.belongs(m, inner, {"country": m.country} if m.country else {})
        m.end = max(inner.end, self.u[after - 1].end)
        return after

    def _accredited(self, m: Mention, nxt: int) -> int:
        """“US Special Envoy for Iran X Y": to whom an envoy goes, where the name follows; the next unit."""
        found = self.nominal(nxt + 1) if self.kind(nxt + 1) in "dn" else None
        if found is None or found[0][0][0].kind not in ("state", "place", "organization") or self.kind(found[1]) not in ("K", "n"):
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
