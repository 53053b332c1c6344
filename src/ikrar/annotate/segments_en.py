"""One part of an English noun phrase, between possessives: its head, and what modifies it."""

from __future__ import annotations

from ikrar.annotate.attached_en import Attaching
from ikrar.annotate.phrases import letters_of_another
from ikrar.model.annotation import ACTORS, RANKED, Mention

NOUNS = frozenset("thbliKn")
FIRMS = frozenset(("BUS", "JRN"))
"""Sectors of which a noun for a body is no person's: "the carmaker X", but "policeman X"."""


class Segments(Attaching):
    """The parts of the noun phrases of an English sentence."""

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
            if kd == "K" and head == k - 1 and head is not None and self.kind(head) == "n" and self._militias(s, k, b):
                head = k  # "the pro-government Lome Shield militia"
                continue
            if kd in "nK" and head is not None and self.kind(head) == "n" and not {"adj", "family"} & self.pay(head).keys():
                if self._body_of_state(s, head, b):
                    continue  # "the Kenya Medical Practitioners Union"
                return head + 1, None  # "the US-Iraq Strategic Dialogue"
            if kd in NOUNS:
                head = k
        return b, None

    def _body_of_state(self, s: int, head: int, b: int) -> bool:
        """Whether an article stands before a state that takes none, and a word for a body ends the capitals behind it."""
        if head != s or not s or self.u[s - 1].low != "the" or self.u[s].low.startswith("the "):
            return False
        p = self.pay(s)
        ends = self.kind(b - 1) in tuple("bh") and all(self.capital(x) and self.kind(x) in tuple("Kahbl") for x in range(head + 1, b))
        return p["e"]["t"] == "state" and p["e"]["c"] not in self.lang.sets["articled"] and ends and self.kind(head + 1) != "-"

    def _describes(self, k: int) -> bool:
        """Whether the noun at ``k`` says what the name behind it is: "minister X", "rebel group X", "neighbour X"."""
        p, nxt = self.pay(k), self.pay(k + 1)
        title = self.kind(k) == "t"
        if self.kind(k + 1) == "K":
            if title:
                after = self.name_run(k + 1)
                return not (self.kind(after) == "i" and self.capital(after) and self.capital(k))  # "General Cooperation Agreement"
            if p.get("s") == "OPP" and self.kind(self.name_run(k + 1)) in "bh" and not self.capital(k):
                return False  # "the opposition Unity Party", "the opposition Liberty party"
            plain = not self.capital(k) or self._opens_with(k)
            return not p.get("pl") and plain and p.get("t") in ("person", "group", "armed-group", "organization")
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

    def _opens_with(self, k: int) -> bool:
        """Whether the noun at ``k`` has its capital only because it opens the sentence: "Mining company X said"."""
        u = self.u[k]
        if u.first > 0 or self.title:
            return False
        if u.first < u.last:
            return self.s.tokens[u.last].text[0].islower()
        return self.pay(k).get("s") in FIRMS and all(q["k"] != "body" for q in self.pay(k).get("all", ()))

    def _militias(self, s: int, k: int, b: int) -> bool:
        """Whether the name that goes on at ``k`` is that of the militia or group whose noun ends the run."""
        end = self.name_run(k)
        sided = any(self.kind(x) == "a" and self.pay(x).get("s") == "PRM" for x in range(s, k))
        return end < b and self.kind(end) == "h" and not self.capital(end) and self.pay(end).get("t") == "armed-group" and sided

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
            joined = m.kind == "state" and h + 1 < self.n and self.kind(h + 1) == "-"  # "the Strategic Dialogue Kenya-Peru"
            talks = joined and s < h and self.u[h - 1].low in self.lang.raw["extras"]["processes"]["names"]
            after = talks or (s < h and self.kind(h - 1) == "X" and (joined or not self.capital(h - 1)))
            if m.kind in ("state", "place") and not m.adjective and after:
                return None, h  # "in the January session Kenya promised": the name begins another phrase
            m.start = self.u[a].start
            for x in range(s, h):  # "the Peruvian Congress": a body that many countries have
                inner = self.named(x) if self.kind(x) == "n" else None
                if inner is not None and inner.country and inner.country != m.country and m.kind == "organization":
                    m.country, m.gazetteer, m.name, m.source = inner.country, None, self.text(s, h), "whose it is, is said"
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
            if letters_of_another(m, inner, self.raw):
                m.kind, m.name, m.named, m.end = "armed-group", self.raw[inner.start : inner.end], True, inner.end
                return m, name
            m.gazetteer, m.name, m.named = inner.gazetteer, inner.name, True
            m.country, m.sector, m.kind, m.end = inner.country or m.country, inner.sector, inner.kind, inner.end
            return m, name
        body = m.kind == "organization" and m.sector in FIRMS or self.u[desc].low.rpartition(" ")[2] in self.collective
        if self.kind(desc) == "h" and m.kind != "person" and body:
            self.set_name(m, name, end - 1)
            m.end = self.u[end - 1].end
            return m, end - 1
        m.kind = "person"
        m.title = m.title or p.get("en") or p.get("w")
        m.title_span = m.title_span or (m.start, self.u[desc].end)
        _, after = self.person_name(m, name)
        return m, max(after, name) - 1

    def _headed(self, a: int, s: int, h: int) -> tuple[Mention | None, int]:
        """A phrase that ends in the noun at ``h``."""
        p, k = self.pay(h), self.kind(h)
        if k == "i":
            return self._text(a, s, h), h
        proper = h > s and self.kind(h - 1) == "K" and self.raw[self.u[h].start].isupper() and not self.title
        if proper and p.get("t") in ("person", "group"):
            p = next((q for q in p.get("all", ()) if q["k"] == "body"), p)  # "the Sand Guard"
            k = "b" if p["k"] == "body" else k
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
        if m.kind == "state" and self.u[h].low == "state" and h == s + 1 and self.kind(s) == "n" and self.kind(s - 1) == "'":
            m.kind, m.name, m.named = "place", self.text(s, h), True  # "Nigeria's Niger state"
            return m, h
        untold = m.kind == "person" and m.sector in (None, "-", "of")  # "a Peruvian gang boss": the gang's, before it is Peru's
        for x in sorted(range(s, h), key=lambda x: self.kind(x) == "n") if untold else range(s, h):
            self._modifier(m, s, x, h)
        if m.kind == "organization" and m.sector == "PRM":
            m.kind = "armed-group"  # "the pro-government Sand Brigades"
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
