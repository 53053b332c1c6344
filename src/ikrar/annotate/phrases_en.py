"""English noun phrases: a run of nouns, names and adjectives whose last head takes what precedes it ("Iraqi forces")."""

from __future__ import annotations

from ikrar.annotate.phrases import ACTORS, IDENTITY, Maker, Phrase
from ikrar.model.annotation import Mention


class English(Maker):
    """Builds the noun phrases of an English sentence."""

    def nominal(self, i: int) -> Phrase | None:
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
            found = self._one(at, j)
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

    def _fill_gaps(self, out: list[tuple[Mention, int, int]], end: int) -> Phrase:
        """Only the leading mentions without words between them are taken; the rest is read on the next call."""
        taken = [out[0]]
        for item in out[1:]:
            if item[1] != taken[-1][2] + 1:
                break
            taken.append(item)
        return taken, taken[-1][2] + 1

    def _one(self, at: int, end: int) -> tuple[Mention, int, int] | None:
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
            return self._names(at, end)
        if self.kind(at) == "n" and not self._leads(at, head):
            return self._names(at, end)
        return self._headed(start, head, end, heads)

    def _ahead_head(self, k: int, end: int) -> bool:
        return any(self.kind(x) in "thb" for x in range(k, end))

    def _leads(self, at: int, head: int) -> bool:
        """Whether the words from ``at`` on modify the head (no verb-like gap between them)."""
        return all(self.kind(k) in "naXmthbli'#K-" for k in range(at, head)) and sum(self.kind(k) == "X" for k in range(at, head)) <= 4

    def _names(self, at: int, end: int) -> tuple[Mention, int, int] | None:
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

    def _headed(self, start: int, head: int, end: int, heads: list[int]) -> tuple[Mention, int, int] | None:
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
                if (inner.kind == "armed-group" and k == "h" and m.kind in ("group", "armed-group", "organization")) or (
                    inner.kind == "organization" and inner.named and m.kind == "organization" and m.head in IDENTITY
                ):
                    self.belongs(m, inner, p)
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
        if k == "h" and m.kind == "facility" and m.owner is not None and m.owner.kind == "place" and m.owner.start >= m.start:
            m.name, m.named = self.text(next(x for x in range(start, head + 1) if self.kind(x) not in "d#"), head), True
        elif k in "bl" or (k == "h" and first_name is not None and m.kind in ("facility", "place")):
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
            found = self.person_name(m, n)
            if found[1] > n:
                m.title = m.title or p.get("w")
                return m, start, found[1] - 1
            other = self.as_noun(head) if k == "t" else None
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
                got = self._one(y, stop)
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
                    found = self.person_name(m, after)
                    return m, start, found[1] - 1
                if inner3.kind != "name":
                    self.belongs(m, inner3, p)
                    m.end = inner3.end
                    return m, start, after - 1
        if m.kind in ("group", "organization", "armed-group", "state", "equipment") and last + 1 < end and self.kind(last + 1) == "X":
            m.adjective = True  # "troop withdrawal": the head lies further on
        return m, start, last
