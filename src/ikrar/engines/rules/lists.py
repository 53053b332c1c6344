"""Coordination: the list ("Irak, Iran dan AS") that a mention belongs to."""

from __future__ import annotations

from ikrar.engines.rules.clauses import Clauses
from ikrar.engines.rules.group import ACTORS, Group
from ikrar.model.annotation import Mention

FURTHER = 16  # units within which a list goes on behind what describes its last member
PASSED = "MXDNPTId#'-()K"  # kinds of units that neither end what describes nor go on the list behind it
LONGEST_LIST = 24  # units of names and commas before the coordinator that shows them to be a list
LISTED = ACTORS | {"facility", "pronoun"}


class Lists(Clauses):
    """The lists of one sentence."""

    def _in_state(self, i: int, m: Mention | None) -> bool:
        """“fighting in Chad and troops ...": whether the mention at ``i`` is a state that says where, and ``m``, joined to it, is none."""
        where = i > 0 and self.u[i].mention_kind == "state" and self.u[i - 1].kind == "P" and self.u[i - 1].low in self.lang.sets["inside"]
        return where and m is not None and m.kind not in ("state", "place", "facility")

    def _apart_each(self, i: int, k: int) -> bool:
        """“A yang diusung P, dan B yang diusung Q”: whether the one at ``i`` is the doer told of one, the one at ``k`` described anew."""
        u = self.u
        if not self.id or i < 2 or k + 2 >= self.n or u[k].m is None or u[k + 1].kind != "R" or not u[k + 2].low.startswith("di"):
            return False
        v = i - 2 if u[i - 1].low in self.by else i - 1
        while v > 1 and u[v].kind in "AND":
            v -= 1
        return v > 0 and u[v].kind == "V" and u[v].low.startswith("di") and u[v - 1].kind in "RADN"

    def _closes_opening(self, comma: int) -> bool:
        """Whether the comma is the first of the sentence and closes the clause of circumstance, verb and all, with which it opens."""
        opens = self.kinds[:1] == "S" or (self.kinds[:1] == "V" and not self.id and not {"part", "ing"}.isdisjoint(self.u[0].forms))
        return opens and "," not in self.kinds[:comma] and "V" in self.kinds[:comma]

    def _object_before(self, j: int) -> bool:
        """English: whether the mention at ``j`` is what a verb in -ing right before it acts on."""
        return not self.id and j > 0 and self.u[j].m is not None and self.u[j - 1].kind == "V" and "ing" in self.u[j - 1].forms

    def _at_place(self, j: int) -> bool:
        """Whether the mention at ``j`` is a place behind the preposition that says where."""
        return j > 0 and self.u[j].mention_kind == "place" and self.u[j - 1].low in self.lang.sets["place_at"]

    def group(self, i: int, how: str, right: bool = True, left: bool = True) -> Group:
        """The coordination ("Irak, Iran dan AS") that the mention at unit ``i`` belongs to; appositions count as one with their head."""
        first = last = i
        members = [self.u[i].m]
        kinds = self.kinds
        while left and first - 2 >= 0 and kinds[first - 1] in ",C-":
            sign, other = self.u[first - 1], self.u[first - 2]
            if sign.kind == "," and self._closes_opening(first - 1):
                break  # "Though few call it an alliance, A and B agreed": the list begins behind the clause
            if self._apart_each(first - 2 if other.m is not None else first - 3, i):
                break  # "A yang diusung P, dan B yang diusung Q"
            twice = other.m is not None and any(m is not None and m.country == other.m.country for m in members)
            if sign.kind == "," and other.mention_kind == "state" and twice:
                break  # "will leave Chad, Kenya and Chad agreed": no list names a state twice
            if sign.kind == "C" and other.kind == "," and first > 4 and self._in_state(first - 3, members[0]):
                break  # "killed five soldiers in Chad, and troops killed ten": a clause of its own
            if (
                sign.kind == "C"
                and other.kind == ","
                and self._at_place(first - 3)
                and members[0] is not None
                and members[0].kind != "place"
            ):
                break  # "they met on Monday in Nairobi, and Chad promised ..."
            if sign.kind == "C" and other.kind == "," and how == "subject" and self._object_before(first - 3):
                break  # "..., killing two peacekeepers, and the government blamed rebels"
            opened = self.closing.get(first - 2, 0) if sign.kind == "C" else 0
            if how == "subject" and not right and sign.kind == "C" and self._agent(first - 2 - (other.kind == ",")):
                break  # "A's side was led by X, and Y led B's": Y begins a clause of his own
            if opened > 0 and self.u[opened - 1].m is not None:  # "Irak, yang berbatasan dengan Iran, dan AS"
                members.insert(0, self.u[opened - 1].m)
                first = opened - 1
                continue
            headline = self.headline and sign.kind == "," and first == 2 and other.m is not None and other.m.named
            apart = (
                other.m is not None
                and other.m.kind == "place"
                and members[0] is not None
                and members[0].kind != "place"
                and first > 2
                and self.u[first - 3].kind == "P"
            )
            apart = apart or self._in_state(first - 2, members[0])
            apart = apart or (members[0] is not None and members[0].kind == "facility" and self._in_land(first - 2))
            of = first > 3 and self.u[first - 3].kind == "P" and (self.id or self.u[first - 3].low in self.lang.sets["owners"])
            unit_of = self.u[first - 4].m if of else None
            who = members[0]
            people = who is not None and (who.kind in ("person", "name") or who.pronoun == "first")
            people = people and unit_of is not None and unit_of.kind == "person"
            if people and sign.kind == "C" and other.m is not None and other.m.kind != "person":
                members.insert(0, unit_of)  # "Jenderal X dari Garda Y dan Z": the person, not his unit
                first -= 4
            elif (
                other.m is not None
                and not apart
                and not (sign.kind == "-" and first == 2 and other.m.sector == "JRN")  # "HARIAN X - Y berkata": a credit
                and other.m.kind not in ("instrument",)
                and (headline or sign.kind in "C-" or (sign.kind == "," and self._listed(first - 2, first)))
            ):
                if first - 3 >= 0 and self.u[first - 3].kind == "P" and sign.kind == ",":
                    break
                members.insert(0, other.m)
                first -= 2
            elif sign.kind in "C," and other.kind == ")" and (before := self._before_parenthesis(first - 2)) is not None:
                members.insert(0, self.u[before].m)
                first = before
            elif (
                sign.kind == "C"
                and other.m is not None
                and first - 4 >= 0
                and self.u[first - 3].kind == "P"
                and self.u[first - 4].m is not None
                and (other.m.kind == "place" or self._in_land(first - 2))
                and members[0] is not None
                and members[0].kind == ("facility" if other.m.kind == "state" else members[0].kind)
                and members[0].kind != "place"
            ):
                members.insert(0, self.u[first - 4].m)  # "kedutaan AS di Kabul serta pangkalan itu"
                first -= 4
            elif sign.kind == "," and other.m is not None and other.m.alias == "apposition" and members[0] in other.m.refers:
                first -= 2  # "X dan mitranya dari Kenya, Y, memimpin ...": one with what he is
            elif other.kind == "," and sign.kind == "C" and members[0] is not None and members[0].pronoun == "first":
                break  # "X memiliki banyak perusahaan, dan kami siap ..."
            elif other.kind == "," and sign.kind == "C" and first - 3 >= 0 and self.u[first - 3].m is not None:
                outer = self._described_by(first - 3)
                members.insert(0, self.u[outer].m)
                first = outer
            else:
                break
        if left and not self.id and (site := self._site_left(first, i)) is not None:
            members.insert(0, self.u[site].m)
            first = site
        asked = self.id and i > 0 and self.u[i - 1].low in self.control  # "mendesak A dan B menyepakati ..."
        while right and last + 2 < self.n:
            j = last + 1
            if kinds[j] not in ",C-(" and self.u[last].mention_kind != "person" and not self._joins(j):
                break  # most
            if kinds[j] == "(":
                while j < self.n and self.u[j].kind != ")":
                    j += 1
                j += 1
            if j + 1 >= self.n:
                break
            sign, other = self.u[j], self.u[j + 1]
            if self.id and self._apart_each(last, j + 1 if other.m is not None else j + 2):
                break
            if sign.kind == "," and other.mention_kind == "state" and j + 3 < self.n and self.u[j + 2].kind == "C":
                again = self.u[j + 3].m
                if again is not None and any(m is not None and m.country == again.country for m in members):
                    break  # "will leave Chad, Kenya and Chad agreed"
            if (next_one := self._of_a_unit(last)) is not None:
                members.append(self.u[next_one].m)
                last = next_one
                continue
            two = last == i and i > 0 and self.u[i - 1].low in self.lang.sets["between"]  # "a deal between A and B made public ..."
            if sign.kind in "C-" and other.m is not None and (two or asked or not self._new_clause(j + 1)):
                members.append(other.m)
                last = j + 1
            elif (
                sign.kind == ","
                and other.kind == "C"
                and j + 2 < self.n
                and self.u[j + 2].m is not None
                and (asked and last > i or not self._new_clause(j + 2))
            ):
                members.append(self.u[j + 2].m)
                last = j + 2
            elif sign.kind == "," and other.m is not None and (other.m.alias == "apposition" or self._listed(j + 1, j + 2)):
                members.append(other.m)
                last = j + 1
                if other.m.alias == "apposition":  # what the office is of may follow: "of Iran's Guard Corps"
                    k = last + 1
                    while k < self.n and k < last + 9 and self.u[k].kind in "P'dXM#":
                        k += 1
                    if k < self.n and self.u[k].kind == ",":
                        last = k - 1
                if other.m.alias == "apposition" and last + 1 < self.n and self.u[last + 1].kind == ",":
                    if last + 2 < self.n and (self.u[last + 2].kind == "C" or self._beside(last, last + 1) is not None):
                        continue
                    break
            elif (beside := self._beside(last, j)) is not None:
                members.append(self.u[beside].m)
                last = beside
            elif (far := self._further(first, j)) is not None:
                members.append(self.u[far].m)
                last = far
            elif (
                sign.kind == "C"
                and other.kind == "X"
                and j + 2 < self.n
                and self.u[j + 2].m is not None
                and not self._new_clause(j + 2)
                and self.id
            ):
                members.append(self.u[j + 2].m)  # "AS dan personel koalisi"
                last = j + 2
            else:
                break
        if len(members) == 1 and members[0] is not None:
            return Group([members[0]], first, last, how)
        named = [m for m in members if m is not None]
        return Group([m for m in named if m.alias != "apposition" or not self._stands_for(m, named)] or named, first, last, how)

    def _stands_for(self, m: Mention, named: list[Mention]) -> bool:
        """Whether ``m`` says what one of ``named`` is; of a list's last, "and Kenya's leader, X", only ``m`` may be in it."""
        return self.id or not m.refers or any(r is x for r in m.refers for x in named)

    def _agent(self, i: int) -> bool:
        """Whether the mention at ``i`` is told with "by" behind a verb: the one who does what that verb says."""
        return i > 1 and self.u[i].m is not None and self.u[i - 1].low in self.lang.sets["by"] and self.u[i - 2].kind in "VT"

    def _in_land(self, i: int) -> bool:
        """“troops in Ecuador and the embassy": whether the state at ``i`` only says where."""
        return i > 0 and self.u[i].mention_kind == "state" and self.u[i - 1].low in self.lang.sets["locative"]

    def _site_left(self, first: int, last: int) -> int | None:
        """“bases housing US troops and the embassy", "bases where US troops live, and the embassy": the site before those who are there.

        ``first`` is where a list begins, ``last`` the unit that it was found from: a site too.
        """
        u, hosting = self.u, self.lang.sets["hosting"]
        if self.id or first < 2 or u[last].mention_kind != "facility":
            return None
        j = first - 1
        while j > 0 and u[j].kind in ",C":
            j -= 1
        if u[j].kind != "V" or u[j].low not in hosting or (j == first - 1 and first == last):
            return None
        for k in range(j - 1, max(j - 8, -1), -1):
            if u[k].mention_kind == "facility":
                return k
            if u[k].kind not in "ARSPM":
                break
        return None

    def _of_a_unit(self, i: int) -> int | None:
        """“Jenderal X dari tentara Y dan Z”, "General X, of the army of Y, and Z": the person who follows one told with his unit."""
        u = self.u
        j = i + 1 + (i + 1 < self.n and u[i + 1].kind == ",")
        if j + 3 >= self.n or u[i].mention_kind != "person":
            return None
        if u[j].kind != "P" or u[j].low not in self.lang.sets["owners"] or u[j + 1].mention_kind not in ("organization", "state"):
            return None
        k = j + 2 + (u[j + 2].kind == ",")
        joined = k + 1 < self.n and u[k].kind == "C" and u[k + 1].mention_kind in ("person", "name")
        return k + 1 if joined and not self._new_clause(k + 1) else None

    def _beside(self, last: int, j: int) -> int | None:
        """“menewaskan Kolonel X, perwira Y, bersama Z", "along with Z": the person beside the one at ``last``, behind the sign at ``j``."""
        u, company = self.u, self.company
        if u[last].mention_kind != "person":
            return None
        k = j + (u[j].kind == ",")
        while k < self.n and u[k].low not in company and u[k].kind in "DP" and k < j + 3:
            k += 1
        if k + 1 >= self.n or u[k].low not in company:
            return None
        return k + 1 if u[k + 1].mention_kind in ("person", "name") else None

    def _described_by(self, i: int) -> int:
        """The noun whose relative clause the mention at ``i`` ends: "pangkalan yang menampung pasukan AS, juga ..."; else ``i``."""
        j = i
        while j > 0 and i - j < FURTHER and self.u[j].kind in "MVXADPd#":
            j -= 1
        return j - 1 if j > 0 and self.u[j].kind == "R" and self.u[j - 1].mention_kind == "facility" else i

    def _joins(self, j: int) -> bool:
        """Whether a comma or a conjunction stands among the units from ``j`` on within which a list may go on."""
        near = self.kinds[j : min(j + FURTHER, self.n - 1)]
        return "," in near or "C" in near

    def _further(self, first: int, j: int) -> int | None:
        """The mention that goes on a list behind what describes its last member.

        "pangkalan di utara yang menampung pasukan AS, juga ke kedutaan": a comma or the same preposition said again, and a conjunction.
        """
        u = self.u
        preposition = u[first - 1].low if first > 0 and u[first - 1].kind == "P" else None
        described = False
        if not self._joins(j):
            return None
        for k in range(j, min(j + FURTHER, self.n - 1)):
            if self.kinds[k] in PASSED:
                continue
            x = u[k]
            described = described or x.kind == "R" or (x.kind in "VS" and self._describes_site(first, k))
            if x.kind in ".;:Q" or (x.kind in "VABS" and not described):
                return None
            if x.kind not in ",C":
                continue
            n, joined = k, False
            while n < self.n - 1 and n < k + 4 and (u[n].kind in ",CD" or (u[n].kind == "S" and u[n + 1].kind == ",")):
                joined = joined or u[n].kind == "C"
                n += 1
            again = n < self.n and u[n].kind == "P" and u[n].low == preposition
            n += again
            # "bases housing X and the embassy": like goes with like
            alike = described and n < self.n and u[n].mention_kind == "facility" == u[first].mention_kind
            if x.kind == "C" and not again and not alike:
                continue  # "di Nairobi dan Mombasa": goes on inside what describes
            if n < self.n and u[n].m is not None and u[n].mention_kind in LISTED and (joined or again):
                return n if not self._new_clause(n) and not (described and self._opens(n)) else None
            if x.kind == ",":
                return None
        return None

    def _describes_site(self, first: int, k: int) -> bool:
        """English "bases housing US troops", "bases that house US troops": whether who is at the site is told from unit ``k`` on."""
        hosts = self.u[k] if self.u[k].kind == "V" else self.u[k + 1]
        return not self.id and self.u[first].mention_kind == "facility" and hosts.low in self.lang.sets["hosting"]

    def _before_parenthesis(self, i: int) -> int | None:
        """The mention before the parenthesis that closes at ``i``: "Amerika Serikat (AS) dan Irak"."""
        j = i
        while j >= 0 and self.u[j].kind != "(":
            j -= 1
        return j - 1 if j > 0 and self.u[j - 1].m is not None else None

    def _listed(self, i: int, end: int) -> bool:
        """Whether the mention at ``i`` stands in a list: further on a coordinator follows before anything else does."""
        j = i + 1
        for _ in range(LONGEST_LIST):
            if j >= self.n:
                return False
            k = self.u[j].kind
            if k == "C":
                return j + 1 < self.n and (self.u[j + 1].m is not None or self.u[j + 1].kind == "X")
            if k != "," and self.u[j].m is None:
                return False
            j += 1
        return False
