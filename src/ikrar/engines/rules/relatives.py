"""Relative clauses: what one describes, and where the phrases begin that stand between it and its noun."""

from __future__ import annotations

from ikrar.engines.rules.group import ACTORS, PEOPLE, Group
from ikrar.engines.rules.lists import Lists
from ikrar.engines.rules.over_content import Over

SUBJECTS = frozenset(("third", "they", "both", "first"))
"""Pronouns of those who act: "it", "they", "the two", "we"."""


class Relatives(Lists):
    """The relative clauses of one sentence."""

    def _relative(self, i: int) -> int | None:
        """The relative word of the clause in which the mention at ``i`` is object, agent or adjunct; None where it is in none."""
        j = i - 1
        verb = False
        if self.id and i > 0 and self.u[i - 1].kind == "T":
            return None  # "resolusi yang dikeluarkan parlemen pada 5 Mei pemerintah diharuskan ...": a time ends what describes
        while j >= 0 and i - j < 14:
            k = self.u[j].kind
            if k == "R":
                return j if verb else None
            if k == "V":
                if not verb and i + 1 < self.n and self.u[i + 1].kind == "V" and self.u[j].low in self.lang.sets["causative"]:
                    return None  # "itulah yang mendorong X dan Y menggelar dialog": they do what follows
                verb = True
            if k in ",;.:SI" or (k == "C" and verb):
                return None
            j -= 1
        return None

    def _over_relative(self, i: int) -> int | None:
        """English "officers who opened fire on protesters have been ...": what the relative clause with ``i`` in it describes."""
        rel = None if self.id else self._relative(i)
        return rel - 1 if rel is not None and rel > 0 and self.u[rel].kind == "R" else None

    def _contact(self, v: int) -> int | None:
        """English "the prisoners it calls criminals", "the deal the government signed": the noun that such a clause describes.

        A noun with a subject and its verb right behind it, and nothing between: a relative clause without its relative word.
        """
        if self.id or self.headline or self.u[v].kind != "V":
            return None
        j = v - 1
        while j > 0 and self.u[j].kind in "ADN":
            j -= 1
        m, noun = self.u[j].m, self.u[j - 1] if j else None
        if m is None or noun is None or not (m.pronoun in ("third", "they", "first") or self._defined(j)):
            return None
        if noun.m is None or noun.m.adjective or noun.m.pronoun or m.alias == "apposition":
            return None
        opens = self._adjunct(j - 1)
        return None if opens is not None and opens == self.clause_start(j) else j - 1

    def _dead_behind(self, v: int) -> int | None:
        """“Tewas dalam serangan itu X dan Y”: those who died, told behind the verb with which the sentence opens."""
        u, j = self.u, v + 1
        if any(x.kind not in "ADC" for x in u[:v]) or j >= self.n or u[j].kind != "P":
            return None
        while j < self.n and u[j].kind in "PXdDT":
            j += 1
        pointed = j < self.n and u[j - 1].kind in "dDT"  # "dalam serangan itu", "pada 5 Mei"
        return j if pointed and u[j].mention_kind in ("person", "group", "name", "organization") else None

    def _unlike(self, i: int, v: int) -> bool:
        """“kept them from reaching the site and arrested two": whether the verb at ``i`` is no finite one, as that at ``v`` is."""
        if self.id or i == 0 or "past" not in self.u[v].forms:
            return False
        forms, before = set(self.u[i].forms), self.u[i - 1].kind
        return ("ing" in forms and before == "P") or ("base" in forms and "past" not in forms and before == "I")

    def _bidder(self, i: int, v: int) -> int | None:
        """“X melarang warga membakar sampah dan meminta ...”: the verb whose object does the one at ``i``, where that at ``v`` asks too."""
        u, asking = self.u, self.lang.sets["asking"]
        if not self.id or u[v].low not in asking or u[i].low in asking or u[i].low in self.lang.sets["speech"]:
            return None
        j = i - 1
        while j > 0 and u[j].kind in "ADNId":
            j -= 1
        while j > 0 and (u[j].m is not None or u[j].kind in "dDX"):
            j -= 1
        bids = u[j].kind == "V" and j < i - 1 and (u[j].low in self.control or u[j].low in asking)
        return j if bids and any(x.m is not None for x in u[j + 1 : i]) else None

    def _defined(self, i: int) -> bool:
        """Whether the mention at ``i`` begins with an article."""
        return self.s.tokens[self.u[i].first].low == "the"

    def _antecedent(self, r: int, v: int) -> Group | None:
        """What the relative clause that opens at ``r`` describes: the noun before it, over the adjuncts between."""
        u, how = self.u, "antecedent of a relative clause"
        j = r - 1
        while j >= 0 and (u[j].kind in ",TQ)(#D" or self.skip[j]):
            j -= 1
        for _ in range(12):
            if j < 0 or u[j].kind in "VS.;":
                return None
            m = u[j].m
            if m is not None:
                if m.kind == "place" and j > 2 and u[j - 1].kind == "," and u[j - 2].mention_kind == "place":
                    j -= 2  # "di kawasan X, Kota Y, yang ...": of nested places
                    continue
                if m.kind == "place" and j > 1 and u[j - 1].kind == "X" and u[j - 1].low in self.lang.sets["origin"]:
                    j -= 2  # "warga asal Kota X yang ..."
                    continue
                start = self._adjunct(j)
                if start is not None and (m.kind == "place" or self._placed(start, j) or self._outcome_of(start, v)):
                    j = start - 1
                    continue
                head = self._phrase_head(j) if self.id else None
                if head is not None and u[head].low in self.deeds:
                    return self._owned(head, j, v, how)
                if u[v].low in self.lang.modes["laying_down"] and (text := self._text_made_by(j)) is not None:
                    return text
                lone = u[r].low == "yang" and r - 1 == j and j > 0 and u[j - 1].kind == "C" and m.kind == "group"
                return self.group(j, how, right=False, left=not lone)
            if u[j].kind == "X":
                crowd = self._crowd(j) if self.id else None
                if crowd is not None:
                    return self.group(crowd, how, right=False)
                return self._speaking(j, how) or Group([], j, j, how, thing=u[j])
            j -= 1
        return None

    def _text_made_by(self, j: int) -> Group | None:
        """“Resolusi itu diloloskan oleh parlemen, yang mengikat pemerintah": the text that the one at ``j`` passed, which binds."""
        v = j - 1 - (self.u[j - 1].low in self.by)
        if v < 1 or self.u[v].kind != "V" or self.u[v].low not in self.lang.modes["making"]:
            return None
        made = self.subject(v)
        text = made is not None and len(made.members) == 1 and made.members[0].kind == "instrument"
        return made if text else None

    def _speaking(self, j: int, how: str) -> Group | None:
        """“X mengeluarkan pernyataan yang mengecam Y": who issues the text that ends at ``j`` says what it says."""
        head = j
        while head > 0 and self.u[head - 1].kind in "Xd#":
            head -= 1
        while head < j and self.u[head].low not in self.lang.sets["messages"]:
            head += 1
        verb = self.u[head - 1] if head else None
        if not self.id or verb is None or self.u[head].low not in self.lang.sets["messages"]:
            return None
        if verb.kind != "V" or not verb.low.startswith("me") or verb.low in self.lang.sets["receiving"]:
            return None
        g = self.subject(head - 1)
        return Group(g.members, g.first, g.last, how, thing=self.u[head]) if g is not None and g.members else None

    def subject(self, v: int, depth: int = 0) -> Group | None:
        """Who or what does the verb at unit ``v``."""
        raise NotImplementedError

    def _outcome_of(self, start: int, v: int) -> bool:
        """“serangan terhadap pasukan X yang menewaskan Y": the verb at ``v`` tells what came of the deed before the phrase at ``start``."""
        if not self.id or self.u[v].low not in self.lang.sets["results"] or start == 0:
            return False
        m = self.u[start - 1].m
        return (m.head.split()[0] if m is not None else self.u[start - 1].low) in self.deeds

    def _placed(self, start: int, j: int) -> bool:
        """“serangan AS di Irak yang ...”: whether the phrase from ``start`` to ``j`` only says where, with a noun before it."""
        return (
            self.u[start].low in ("di", "in")
            and self.u[j].mention_kind == "state"
            and start > 0
            and (self.u[start - 1].m is not None or self.u[start - 1].kind == "X")
        )

    def _crowd(self, j: int) -> int | None:
        """“massa aksi tolak revisi undang-undang yang ditangkap": the people whose cause the words up to ``j`` name."""
        while j >= 0 and (self.u[j].kind in "X()" or self.u[j].mention_kind == "instrument"):
            j -= 1
        m = self.u[j].m if j >= 0 else None
        return j if m is not None and m.kind == "group" and m.head in self.lang.sets["protesters"] else None

    def _sites(self, i: int, rel: int) -> Group | None:
        """“pangkalan Irak yang menampung pasukan AS dan kedutaan AS": a site joined to people inside is one more site, not of them."""
        u, site = self.u, self.u[i].m
        if site is None or site.kind != "facility" or u[i - 1].kind != "C" or u[rel - 1].mention_kind != "facility":
            return None
        inside = next((u[k].mention_kind for k in range(i - 2, rel, -1) if u[k].m is not None), None)
        if inside in (None, "facility"):
            return None
        before = self.group(rel - 1, "subject", right=False)
        return Group([*before.members, site], before.first, i, "subject")

    def _counted_anew(self, i: int) -> bool:
        """English "police shot at the crowd and 12 people were killed": people counted behind "and", before an auxiliary, open a clause."""
        u, j = self.u, i - 1
        while j > 0 and u[j].kind in "D#d":
            j -= 1
        if self.id or j < 1 or u[j].kind != "C" or i + 1 >= self.n or u[i + 1].kind != "A":
            return False
        if u[i].mention_kind not in ("group", "person", "organization"):
            return False
        first = self.s.tokens[u[j + 1].first]
        number = first.text[0].isdigit() or first.low in self.lang.sets["numerals"] or first.low in self.lang.sets["crowds"]
        return (number or u[j + 1].kind == "D") and any(x.kind == "V" for x in u[:j])

    def _adjunct(self, i: int) -> int | None:
        """Where the prepositional phrase begins that holds the mention at ``i``; None where there is none."""
        j = i - 1
        if not self.id and j > 0 and self._nominative(i) and (self.kinds[j] == "X" or self.u[j].m is not None):
            return None  # "of the 90 men they promised to free", "on the steps of the court the two agreed"
        steps = 0
        while j >= 0 and steps < 8:
            k = self.u[j].kind
            if k == "P":
                # An English subject may hold its own "of": "the army of X attacked" is one mention already.
                part = j > 0 and self.u[j].low == ("dari" if self.id else "of") and self.u[j - 1].kind in "d#"
                return None if part else j  # "dua dari lima orang", "two of the five"
            if k == "T" and j > 0 and self.u[j - 1].kind == "P":
                return None  # "On 5 May a drone of X struck ...": the phrase ends with its date
            m = self.u[j + 1].m
            if not self.id and k == "X" and m is not None and m.kind == "state" and not m.adjective:
                if all(x.kind in "MC" for x in self.u[j + 1 : i]):
                    return None  # "in the last session Kenya (and Uganda) promised": a state begins another phrase
            if not self.id and k == "X" and j + 1 == i and self.s.tokens[self.u[i].first].low in self.lang.sets["determiners"]:
                return None  # "in the statement the two sides pledged": no noun runs on into a determiner
            if (
                k == "C"
                and j > 0
                and self.u[j - 1].m is not None
                and self.u[j - 1].mention_kind == "place"
                and self.u[i].m is not None
                and self.u[i].mention_kind != "place"
            ):
                return None
            if k == "C" and self._in_land(j - 1) and self.u[i].mention_kind == "facility":
                return None  # "bases that house troops in Ecuador and the embassy"
            if k == "C" and self.u[i].mention_kind in ("person", "name") and self._of_person(j - 1):
                return None  # "General X of the army and Y were killed": Y beside X
            if (
                k in "Xd#T"
                or (k == "C" and j > 0 and (self.u[j - 1].m is not None or self.u[j - 1].kind == "X"))
                or (self.u[j].m is not None and j < i and (self.u[j + 1].kind in "C-" or self.u[j - 1].low == "of"))
            ):
                if k == "X" and self.id and j > 0 and self.u[j - 1].kind not in "PXd#":
                    return None
                j -= 1
                steps += 1
                continue
            if k == "," and j > 0 and self.u[j - 1].mention_kind == "pronoun" and self._adjunct(j - 1) is not None:
                return None  # "In the north of the country, A and B condemned X": no list goes on from there
            if k == "," and j > 0 and self.u[j - 1].m is not None and self._listed(j - 1, j) and self.u[j + 1].m is not None:
                j -= 2 if self._origins(j) else 1
                continue
            return None
        return None

    def _nominative(self, i: int) -> bool:
        """Whether the mention at ``i`` is a pronoun before a verb, which is subject there whatever noun stands before it."""
        m, j = self.u[i].m, i + 1
        while j < self.n and self.kinds[j] in "ADN":
            j += 1
        return m is not None and m.pronoun in SUBJECTS and j < self.n and self.kinds[j] in "VB"

    def _of_person(self, i: int) -> bool:
        """Whether the mention at ``i`` is only the unit that somebody before it is of: "General X of the army"."""
        u = self.u
        unit = i > 1 and u[i].mention_kind in ("organization", "state") and u[i - 2].mention_kind == "person"
        return unit and u[i - 1].low in self.lang.sets["owners"]

    def _origins(self, comma: int) -> bool:
        """“warships from Iran, Russia and China": whether the list with this comma says where those before it are from."""
        j = comma
        while j > 1 and (self.u[j].kind == "," or self.u[j].m is not None):
            j -= 1
        return self.u[j].low in self.lang.sets["owners"] and self.u[j - 1].m is not None and self._verbless_before(j)

    def _phrase_head(self, i: int) -> int | None:
        """The first of the plain words before the mention at ``i``: the head of the noun phrase that it ends."""
        j = i
        while j > 0 and self.u[j - 1].kind == "X":
            j -= 1
        return j if j < i else None

    def _owned(self, head: int, i: int, v: int, how: str) -> Group:
        """A thing with its owner, the mention at ``i``: what a deed of his does, he does; done to it is done to him."""
        low = self.u[head].low
        counts = self.u[v].low.startswith("di") or low in self.deeds or low.removesuffix("nya") in self.deeds
        if not counts or self.u[v].low in self.lang.sets["causative"]:
            return Group([], head, i, how, thing=self.u[head])
        g = self.group(i, how, right=False, left=False)
        return Group(g.members, head, g.last, how, thing=self.u[head])

    def _of_content(self, over: Over, v: int) -> Group:
        """“Langkah Kenya mengusir duta besar Peru dikecam X": the noun that tells its own content, with whose it is."""
        owner = next((i for i in range(over.head + 1, over.begin) if self.u[i].m is not None), None)
        if owner is None:
            return Group([], over.head, over.head, "subject", thing=self.u[over.head])
        return self._owned(over.head, owner, v, "subject")

    def _companion(self, i: int) -> int | None:
        """“Presiden Peru, didampingi Menteri X, mengunjungi ...": the unit before the words that tell who only goes with the subject."""
        if not self.id or self.lang.firsts("accompanied").isdisjoint(self.s.words):
            return None
        j = self.group(i, "", right=False).first - 1
        if j > 0 and self.u[j].low in self.by:
            j -= 1
        if j < 1 or self.u[j].low not in self.lang.sets["accompanied"]:
            return None
        return j - 2 if self.u[j - 1].kind == "," and j > 1 else j - 1

    def _says_so(self, opened: int, closed: int, v: int) -> int | None:
        """“..., X said, urging Y to ...”: who speaks between the commas does what the verb in -ing right behind them tells."""
        u = self.u
        if v != closed + 1 or "ing" not in u[v].forms:
            return None
        says = next((k for k in range(opened + 1, closed) if u[k].kind == "V" and u[k].low in self.lang.sets["speech"]), None)
        return next((k for k in range(opened + 1, closed) if u[k].m is not None), None) if says is not None else None

    def _doer_behind(self, v: int, stop: int) -> Group | None:
        """“Hal itu disinggung X saat menghadiri ...”: where a thing undergoes the verb at ``v``, its doer is the one who acts on."""
        if not self.id or not self.u[v].low.startswith("di"):
            return None
        j = v + 1 + (v + 1 < stop and self.u[v + 1].low in self.by)
        m = self.u[j].m if j < stop else None
        if m is None or m.kind not in ACTORS:
            return None
        g = self.group(j, "doer of the main clause", left=False)
        k = g.last + 1  # "disampaikan A bersama B, saat bertemu"
        if k + 1 < stop and self.u[k].low in self.company and self.u[k + 1].m is not None:
            g.members += self.group(k + 1, "", left=False).members
        return g

    def _of_state(self, i: int) -> Group | None:
        """“X kritis usai ditembak”, "X luka parah setelah diserang": who opens the sentence, and is said to be what no verb says."""
        k = next((k for k in range(i) if self.u[k].kind not in "T,#d"), i)
        if k + 1 >= i or self.u[k].mention_kind not in PEOPLE:
            return None
        g = self.group(k, "subject of the main clause")
        state = range(g.last + 1, i)
        return g if state and all(self.u[j].kind in "XADN" and self.u[j].m is None for j in state) else None

    def joined_in(self, v: int) -> int | None:
        """“Norway joined Sweden in condemning ...": the verb of joining others in the act in -ing at ``v``."""
        u, words = self.u, self.lang.sets["joins_in"]
        return next((k for k in range(v - 3, max(v - 9, 0), -1) if u[k].kind == "V" and u[k].low in words and u[k + 1].m is not None), None)

    def _where(self, i: int) -> int | None:
        """“pangkalan tempat tentara X ditempatkan ditembaki": the site of whose clause the verb at ``i``, right before another, is."""
        u, j = self.u, i - 1
        while j > 0 and (u[j].m is not None or u[j].kind in "ADNXC"):
            j -= 1
        told = self.id and j > 0 and u[j].kind == "R" and u[j].low in self.lang.sets["sited"]
        return j - 1 if told and u[j - 1].mention_kind == "facility" else None

    def _in_whose(self, i: int) -> int | None:
        """“militias whose identity is not known have fired": the "whose" in whose clause the verb at ``i`` stands, not the antecedent's."""
        if self.id or self.u[i + 1].kind != "A":
            return None
        return next((j for j in range(i - 1, max(i - 9, 0), -1) if self.u[j].low == "whose"), None)
