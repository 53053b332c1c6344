"""The subject of a verb: found by steps to the left, over adjuncts, relative clauses and joined verbs."""

from __future__ import annotations

from ikrar.engines.rules.circumstance import behind_places, over_moment
from ikrar.engines.rules.group import ACTORS, OWNERS, Group
from ikrar.engines.rules.things import Things
from ikrar.model.annotation import saying_opened

LIMIT = 40  # units; no subject stands further away
HOUSES = frozenset(("facility", "organization", "place"))
"""Kinds of what lies in the place named behind it: "ke KJRI Lima, Peru"."""
PASSED = "ADNQTP#d'-()"  # kinds of units that lead to no subject and end no clause


class Subjects(Things):
    """The subjects of one sentence."""

    def _told_by(self, v: int) -> Group | None:
        """“according to reports received by X": the thing behind a preposition that a participle with "by" describes."""
        u, kinds = self.u, self.kinds
        if v < 2 or v + 1 >= self.n or kinds[v - 1] != "X" or u[v + 1].low not in self.by or "part" not in u[v].forms:
            return None
        j = v - 2
        while j > 0 and kinds[j] in "XdD":
            j -= 1
        return Group([], v - 1, v - 1, "described by a participle", u[v - 1]) if kinds[j] == "P" else None

    def subject(self, v: int, depth: int = 0) -> Group | None:
        """Who or what does (or, in a passive, undergoes) the verb at unit ``v``."""
        if depth > 4:
            return None
        if self.id and self.over is not None and v == self.over.main:
            return self._of_content(self.over, v)
        u, i, comma, coordinated, infinitive = self.u, v - 1, False, False, False
        kinds, sets, low = self.kinds, self.lang.sets, u[v].low
        if self.id and low.startswith("di") and low in self.lang.modes["making"] and (text := self._text_of(v)) is not None:
            return text
        by = v > 3 and not self.id and "ing" in u[v].forms and u[v - 1].low in sets["by"]  # "..., mainly by providing training"
        if not self.id and v > 3 and u[v - 1].low == "in" and "ing" in u[v].forms and (joined := self.joined_in(v)) is not None:
            one, other = self.subject(joined, depth + 1), self.group(joined + 1, "subject")
            return Group([*(one.members if one is not None else ()), *other.members], joined + 1, other.last, "who joined in it")
        chiefly = v - by > 2 and u[v - 1 - by].low in sets["chiefly"]
        if chiefly and kinds[v - 2] == "V" and self.id:
            return self.subject(v - 2, depth + 1)  # "mengusir bahkan memukuli X"
        if chiefly and kinds[v - 2 - by] == ",":
            chief = next((k for k in range(self.clause_start(v), v) if u[k].kind == "V" and not self.skip[k]), None)
            return self.subject(chief, depth + 1) if chief is not None else None  # "..., terutama memberi pelatihan": the main clause's
        if by and (first := next((k for k in range(v - 2, max(v - 9, -1), -1) if u[k].kind == "V"), None)) is not None:
            return self.subject(first, depth + 1)  # "answered the strike by firing rockets": who did the one did the other
        if not self.id and v < 2 and (behind := self._inverted(v)) is not None:
            return self.group(behind, "subject behind the verb")
        if not self.id and (thing := self._told_by(v)) is not None:
            return thing
        if self.id and v < 2 and low in sets["died"] and (dead := self._dead_behind(v)) is not None:
            return self.group(dead, "subject behind the verb")
        if (
            not self.id
            and v > 3
            and u[v - 1].kind == "A"
            and u[v - 2].low in sets["speech"]
            and (told := self._told_of(v - 2, v)) is not None
        ):
            return told  # "an attack that the Red Cross said had killed nine"
        if not self.id and v < 2 and (main := self.participial(v)) is not None:
            return main
        if not self.id and v and u[v].forms == ("ing",) and u[v - 1].mention_kind == "facility" and low in sets["hosting"]:
            return self.group(v - 1, "who are there", right=False)  # "bases hosting US troops": no host of a visit
        asks = low in sets["asking"] or (not self.id and (low in sets["speech"] or low in sets["gives_word"]))
        if asks and (who := self._went_on(v, depth)) is not None:
            return who
        if self.id and asks and v > 2 and u[v - 1].mention_kind in ("person", "organization") and (met := self._met(v)) is not None:
            return self.subject(met, depth + 1)  # "X menemui Y meminta bantuan": X asks
        if self.id and v > 2 and kinds[v - 1] == "P" and u[v - 1].low in sets["by_way_of"] and low.startswith("me"):
            i, coordinated = v - 2, True  # "membalas serangan X dengan menyerang Y": who does the one does the other
        if self.id and (moment := over_moment(self, v)) is not None:
            i = moment - 1
        steps = 0
        while i >= 0 and steps < LIMIT:
            k = kinds[i]
            steps += 1
            if k in PASSED or self.skip[i]:
                i -= 1
                continue
            x = u[i]
            if k == "," and (opened := self.closing.get(i)) is not None and opened >= 0:
                name = self._named_in(opened, i) if self.id else self._says_so(opened, i, v)
                if name is not None:
                    return self.group(name, "named in an apposition", right=False, left=False)
                i = opened - 1
                continue
            if k == "M" and x.m is not None:
                if x.m.adjective and not self.id and i + 1 < v and u[i + 1].kind == "X":
                    i -= 1
                    continue
                if i > 3 and self.id and x.m.kind == "state" and kinds[i - 3 : i] == "PM," and u[i - 2].mention_kind == "place":
                    i -= 4  # "menghujani klinik di Sinjar, Irak, menewaskan ...": the state in which the place lies
                    continue
                if infinitive and self.id and i > 3 and kinds[i - 3 : i + 2] == "PM,M," and u[i - 2].mention_kind in HOUSES:
                    i -= 4  # "mengirim surat ke KJRI Lima, Peru, untuk meminta ...": the state or town in which the house is
                    continue
                if self.id and x.m.kind == "place" and (of := behind_places(self, i)) is not None:
                    i = of
                    continue
                if i > 1 and x.m.kind == "place" and kinds[i - 1] == ",":
                    if i > 2 and u[i - 2].mention_kind == "place" and kinds[i - 3] in "PX":
                        i -= 2  # "kedutaan di kawasan Gigiri, Nairobi, ikut ...": of nested places
                        continue
                    if self.id and not x.m.capital and u[i - 2].mention_kind in ACTORS:
                        i -= 2  # "warga asal Kota X, Provinsi Y menolak", "Polres X, Provinsi Y menahan": where they are of
                        continue
                if (body := self._body_before(i) if x.m.kind == "place" else None) is not None or (body := self._companion(i)) is not None:
                    i = body
                    continue
                start = self._adjunct(i)
                if not self.id and x.m.pronoun in ("both", "they") and i > 1 and kinds[i - 2 : i] == "PX":
                    return self.group(i, "subject", right=False, left=False)  # "the Agreement on Security the two countries signed"
                mine = x.m.pronoun == "first" and i > 0 and kinds[i - 1] == "C"  # "Minister X of Norway and I agreed"
                if start is not None and (mine or not self.id and self._counted_anew(i)):
                    return self.group(i, "subject", right=False, left=mine)
                if start is not None and not self.id and i == v - 1 and u[start].low == "with" and "ing" in u[v].forms:
                    return self.group(i, "subject")  # "with Rome vowing to ..."
                if self.id and start == i - 1 and i == v - 1 and u[start].low == "dengan" and start and u[start - 1].kind == ",":
                    return self.group(i, "subject", right=False, left=False)  # "..., dengan X berjanji untuk ..."
                if start is None and not self.id and (doing := self._doing(i)) is not None and not (comma or infinitive):
                    i = doing
                    continue
                if start is not None and not (comma or coordinated or infinitive) and (over := self._over_relative(i)) is not None:
                    i = over
                    continue
                if start is not None:
                    if i == v - 1 and u[start].low == "with" and "ing" in u[v].forms:
                        return self.group(i, "subject", right=False)  # "with Syldavia promising to ..."
                    if self.id and start > 0 and u[start].low in self.company and u[start - 1].m is not None:
                        with_ = self.group(start - 1, "subject", right=False)
                        return Group(with_.members + self.group(i, "subject", right=False).members, with_.first, i, "subject")
                    i = start - 1
                    continue
                # "yang menyebut X diperiksa", "yang beredar memperlihatkan X memukuli Y"
                moves = (
                    infinitive and self.id and u[i - 1].low.startswith("me") and u[i - 1].low in sets["causative"]
                )  # "yang mendorong X untuk"
                inner = i > 0 and kinds[i - 1] == "V" and (moves or self._tells(u[i - 1].low))
                rel = self._relative(i) if "R" in kinds[:i] and not inner else None
                if rel is not None and u[rel].kind == "R" and rel > 0:
                    if (both := self._sites(i, rel)) is not None:
                        return both
                    i = rel - 1
                    continue
                if (comma or coordinated or infinitive) and self._object_of(i, infinitive and not (comma or coordinated)):
                    i -= 1
                    continue
                head = self._headed(i)
                if head is not None:
                    return self._owned(head, i, v, "subject")
                if x.m.alias == "apposition" and x.m.refers:
                    j = i - 1
                    while j >= 0 and u[j].m not in x.m.refers:
                        j -= 1
                    if j >= 0:
                        i = j
                        continue
                return self.group(i, "subject" if not infinitive else "subject of the verb that governs it", right=False)
            if k == "R":
                return self._antecedent(i, v)
            if k == "V" or k == "B":
                if not (comma or coordinated or infinitive) and (whose := self._in_whose(i)) is not None:
                    return self._antecedent(whose, v)
                if (noun := self._where(i) if self.id and i == v - 1 else self._contact(i)) is not None:
                    i = noun
                    continue
                if coordinated and self._unlike(i, v):
                    i -= 1
                    continue
                if coordinated and (outer := self._bidder(i, v)) is not None:
                    i = outer
                if self._reduced(i) or not (comma or coordinated or infinitive) and self._only_describes(i):
                    i -= 1
                    continue
                if comma and not self.id and u[v].forms == ("ing",) and (opens := self._while(i)) is not None:
                    return self._main_subject(opens, depth)  # "set off a bomb as a convoy passed, killing six"
                shared = self.subject(i, depth + 1)
                if (shared is None or not shared.members) and coordinated and u[v].low in self.lang.sets["asking"] and not self._reduced(i):
                    # "warned that the economy was collapsing and urged ...": who asks is a person, so the one who warned
                    opener = next((j for j in range(i - 1, -1, -1) if u[j].kind == "S" and u[j].low in self.that), None)
                    shared = (self._main_subject(opener, depth) if opener is not None else None) or shared
                if shared is None:
                    return None
                return Group(shared.members, shared.first, shared.last, "shared with the verb before", shared.thing)
            if k == "S":
                if x.low in self.that:
                    coordinated = False
                if i == 0 or (u[i - 1].kind in ",.Q" and i < 3) or (self.id and u[i - 1].mention_kind == "instrument" and u[0].kind == "P"):
                    return self._after_comma(v)
                g2 = self._main_subject(i, depth)
                return g2
            if k == "I":
                infinitive = True
            elif k == "C":  # "mengatakan lima orang juga tewas": they too, and not "he said and died"
                coordinated = coordinated or x.low not in sets["one_more"] or u[i - 1].m is None or kinds[i + 1 : v].strip("AN") != ""
            elif k == "," and not self.id and (opened := saying_opened(u, i, self.lang.either("speech", "says_on"))) is not None:
                i = opened
            elif k == ",":
                comma = comma or not (infinitive and u[i + 1].kind == "I" and u[i - 1].m is not None)  # "pushed both, X and Y, to talk"
            elif k in ";:.":
                return None
            elif k == "X" and not self.id and x.low in self.lang.sets["postnominal"]:
                if i == v - 2 and "ing" in u[v].forms and i and u[i - 1].m is not None:
                    return self.group(i - 1, "subject", right=False)  # "belongs to the group responsible for attacking X"
                # "troops loyal to X"
            elif k == "X" and not (comma or coordinated or infinitive) and (over := self._over_relative(i)) is not None:
                i = over
                continue
            elif k == "X" and self.id and i and kinds[i - 1] in "d#" and x.low in sets["counters"]:
                i -= 1  # "setelah dua hari berunding": how long
            elif k == "X" and not infinitive:
                before = self._before_thing(i)
                while before and (comma or coordinated) and kinds[before] == "D":
                    before -= 1  # "held out a carrot, offering to ...", "accused X of carrying out a massacre and appealed to ..."
                if before is not None and u[before].low in sets["not_said"] and self._speaks_in(i, v):
                    return None
                if before is not None and u[before].kind == "V" and i == v - 1 and self._speaks_in(i, v):
                    i = before  # "issued a statement urging ...": who speaks in the text has made it
                    continue
                if before is not None and (u[before].kind == "P" or ((comma or coordinated) and u[before].kind == "V")):
                    i = before - 1 if u[before].kind == "P" else before
                    continue
                thing = self._thing(i, coordinated)
                if thing is not None and coordinated and self.id and thing.first > 0 and self.u[thing.first - 1].kind == "V":
                    i = thing.first - 1  # "X menilai aturan itu keliru dan meminta ...": X asks
                    continue
                if thing is not None and coordinated and self.id and u[thing.first - 1].kind == "C" and self._object_of(thing.first, False):
                    i = thing.first - 1  # "X menjual mesin dan suku cadang dan meminta ...": one of two things that X sells
                    continue
                if thing is not None:
                    return thing
            i -= 1
        # "Accusing the West of meddling, X threatened ..."; "Ditangkap polisi, X ...", "Kecam Kenya, X ...": who acts next
        undergoes = self.id and (v < 3 and low.startswith("di") or v == 0 and (self.s.title or low.startswith("me")))
        if i < 0 and (undergoes or not self.id and v < 3 and "ing" in u[v].forms):
            main = self._after_comma(v)
            return main if main is not None and self._opens(main.last) else None
        return None

    def _inverted(self, v: int) -> int | None:
        """“Killed in the strike were X and Y”: the subject behind the auxiliary, of a participle with which the sentence opens."""
        u = self.u
        if "part" not in u[v].forms or any(x.kind not in "DC" for x in u[:v]):
            return None
        j = v + 1
        while j < self.n and (u[j].kind in "PXdT#'" or u[j].m is not None):
            j += 1
        told = j + 1 < self.n and u[j].kind == "A" and u[j].low in self.lang.sets["be"] and u[j + 1].m is not None
        return j + 1 if told else None

    def participial(self, v: int) -> Group | None:
        """“Sent to X to help, the troops mostly train": the main clause's subject, of a participle with which the sentence opens."""
        u = self.u
        behind = u[v + 1].kind if v + 1 < self.n else ""
        if self.id or "part" not in u[v].forms or behind != "P" or any(x.kind not in "D" for x in u[:v]):
            return None
        comma = next((j for j in range(v + 2, min(v + 24, self.n - 1)) if u[j].kind == "," and u[j + 1].m is not None), None)
        return self.group(comma + 1, "subject of the main clause") if comma is not None and self._opens(comma + 1) else None

    def _met(self, v: int) -> int | None:
        """The main verb of going to see somebody, whose object stands right before the verb of asking at ``v``."""
        i = v - 2
        if self.u[i].kind == "P" and i:
            i -= 1
        met = self.u[i].kind == "V" and self.u[i].low in self.lang.sets["gone_to"]
        return i if met and i and self.u[i - 1].kind not in "RCSP" else None

    def _text_of(self, v: int) -> Group | None:
        """“Resolusi yang mewajibkan ... dikeluarkan oleh X”: the text with which the sentence opens, over its relative clause."""
        i = next((i for i in range(v) if self.u[i].m is not None), v)
        m = self.u[i].m if i + 1 < v else None
        if m is None or m.kind != "instrument" or self.u[i + 1].kind != "R" or not self._verbless_before(i):
            return None
        return Group([m], i, i, "the text that the sentence is about")

    def _went_on(self, v: int, depth: int) -> Group | None:
        """“X said the deaths were caused by Y and called on ...": who asks, blames or promises on top of saying is who said it."""
        u, j = self.u, v - 1
        while j > 0 and u[j].kind in ("DQ" if self.id else "DQA"):
            j -= 1
        if j < 2 or u[j].kind != "C":
            return None
        quoted = aim = False
        for k in range(j - 1, 0, -1):
            quoted ^= u[k].kind == "Q"
            if quoted:
                continue
            aim = aim or (self.id and u[k].kind == "I")  # "meminta warga yang ... untuk pergi": the relative clause is over
            if u[k].kind in ".;" or (u[k].kind == "R" and not aim) or (u[k].kind == "S" and u[k].low not in self.that):
                return None
            asks = u[k].low in self.lang.sets["asking"] and u[k].low not in self.lang.sets["speech"]
            if u[k].kind == "V" and not self.skip[k] and asks and not self.id:
                return None  # "accused X of Y and urged": joined to the nearest
            says = asks or u[k].low in self.lang.sets["speech"] or (not self.id and u[k].low in self.lang.modes["denied"])
            given = self.lang.sets["gives_word"]
            says = says or not self.id and u[v].low in given and (u[k].low in given or self._that_behind(k))
            if u[k].kind == "V" and says and not self.skip[k]:
                g = self.subject(k, depth + 1)
                good = g is not None and g.members and all(m.kind in OWNERS or m.kind == "facility" for m in g.members)
                return Group(g.members, g.first, g.last, "who said it", g.thing) if g is not None and good else None
        return None

    def _that_behind(self, k: int) -> bool:
        """“gave its word that A and promised to ...": whether a clause of what is said opens behind the verb at ``k``."""
        return any(x.kind == "S" and x.low in self.that for x in self.u[k + 1 : k + 4])

    def _tells(self, low: str) -> bool:
        """Whether ``low`` is a verb of saying, asking or showing what somebody does."""
        return low in self.lang.sets["speech"] or low in self.lang.sets["asking"] or low in self.lang.said["showing"]

    def _speaks_in(self, i: int, v: int) -> bool:
        """“a statement urging": whether the verb in -ing at ``v`` says what the text named at ``i`` says."""
        return not self.id and "ing" in self.u[v].forms and self.u[i].low.removesuffix("s") in self.lang.sets["messages"]

    def _doing(self, i: int) -> int | None:
        """English "bases housing US troops were hit": the noun that a participle describes whose object is the mention at ``i``."""
        if self.id or i < 2 or self.u[i - 1].kind != "V" or "ing" not in self.u[i - 1].forms:
            return None
        if i > 3 and self.u[i - 2].kind == "P" and self.u[i - 2].low in self.lang.modes["gerund_purpose"] and self.u[i - 3].kind == "V":
            return i - 3  # "men accused of killing X were arrested"
        if self.u[i - 2].m is None:
            return None
        housing = self.u[i - 2].mention_kind == "facility" and self.u[i - 1].low in self.lang.sets["hosting"]
        return i - 2 if housing or self._verbless_before(i - 1) else None

    def _body_before(self, i: int) -> int | None:
        """“Dinas Perhubungan (Dishub) Kota X": the body whose place is the mention at ``i``, its short name between."""
        if not self.id:
            return None
        j = i - 1
        while j >= 0 and (self.skip[j] or self.u[j].kind in "()"):
            j -= 1
        return j if j >= 0 and self.u[j].mention_kind == "organization" else None

    def _named_in(self, opened: int, closed: int) -> int | None:
        """“Mantan kapten timnas X, NAMA, ...”: the person between the commas, where a plain noun phrase stands before them."""
        if closed - opened != 2 or self.u[opened + 1].mention_kind != "person" or opened == 0:
            return None
        before = self.u[opened - 1]
        plain = before.kind in "Xd" or (before.m is not None and before.mention_kind != "person" and self._headed(opened - 1) is not None)
        return opened + 1 if plain else None

    def _object_of(self, i: int, infinitive: bool) -> bool:
        """Whether the mention at ``i`` is the object of a verb before it, and so not the subject of what is joined on after it.

        Before an infinitive the object of an asking or causing verb is the subject ("meminta Irak untuk ...").
        """
        j = i - 1
        while j >= 0 and (
            self.u[j].kind in "XDdQ#'T"
            or self.u[j].kind in "C-,"
            and j > 0
            and (self.u[j - 1].m is not None or (self.id and self.u[j].kind == "C" and self.u[j - 1].kind == "X"))
            or self.u[j].m is not None
            and self.u[j + 1].kind in "C-,"
        ):
            j -= 1
        if j < 0 or self.u[j].kind != "V" or self.skip[j]:
            return False
        low = self.u[j].low
        if self.id and low.startswith("di"):
            return False
        return not (infinitive and low in self.control)

    def _headed(self, i: int) -> int | None:
        """Indonesian "serangan udara AS": the mention at ``i`` only ends a noun phrase whose head is a word of its own."""
        if not self.id or self.s.title:
            return None
        j = i - 1
        while j >= 0 and self.u[j].kind == "X":
            j -= 1
        if j == i - 1 or self.u[i - 1].low in self.lang.sets["counters"]:  # "sudah tiga kali Kenya ...": no noun phrase
            return None
        if j > 0 and self.u[j].kind == "#" and self.u[j - 1].kind == ")":
            return None  # "Detasemen Khusus (Densus) 88 Antiteror Polri": the name goes on
        if j < 0 or self.u[j].kind in ",;:.SQCdIR#T":
            return j + 1
        return None

    def _after_comma(self, v: int) -> Group | None:
        """“Setelah menyerang X, Y ...”: the subject stands in the main clause that follows."""
        j = v + 1
        while j < self.n and j < v + 20:
            if self.u[j].kind == "," and j + 1 < self.n and self.u[j + 1].m is not None:
                g = self.group(j + 1, "subject of the main clause")
                while g.last + 2 < self.n and self.u[g.last + 1].kind == "C" and (more := self.u[g.last + 2].m) is not None:
                    g = Group([*g.members, more], g.first, g.last + 2, g.how)  # "Setelah berdialog, A dan B mufakat ..."
                return g
            j += 1
        return None

    def _told_of(self, says: int, v: int) -> Group | None:
        """What a relative clause describes in which only the one who says it stands before its verb at ``says``."""
        j = says - 1
        while j > 0 and (self.u[j].m is not None or self.u[j].kind in "dDT"):
            j -= 1
        return self._antecedent(j, v) if 0 < j < says - 1 and self.u[j].kind == "R" else None

    def _while(self, v: int) -> int | None:
        """Where the clause of the verb at ``v`` opens, if it only says when: "as a convoy passed"."""
        j = v - 1
        while j > 0 and self.u[j].kind not in ",;.SRVAB":
            j -= 1
        opens = j > 0 and self.u[j].kind == "S" and self.u[j].low in self.lang.sets["meanwhile"]
        return j if opens and "V" in self.kinds[:j] else None

    def _main_subject(self, i: int, depth: int) -> Group | None:
        """The subject of the verb before the subordinator at ``i``; the one who speaks, in "kata X saat membuka rapat"."""
        j = i - 1
        said = self.lang.sets["said"]
        if self.id and j > 0 and self.u[j].m is not None and self.u[j].m is self.s.speaker and self.u[j - 1].low in said:
            return self.group(j, "who speaks of it", right=False, left=False)
        if self.id and j > 0 and self.s.speaker is not None and self.u[j].low.endswith("nya") and self.u[j].low[:-3] in said:
            return Group([self.s.speaker], j, j, "who speaks of it")  # "katanya usai mengikuti rapat"
        while j >= 0:
            if (self.u[j].kind == "V" or (self.id and self.u[j].kind == "B")) and not self.skip[j]:
                g = self.subject(j, depth + 1)
                text = g is not None and all(m.kind == "instrument" for m in g.members)
                if (g is None or text) and (doer := self._doer_behind(j, i)) is not None:
                    return doer
                told = self.id and self.u[j].low.removesuffix("nya") in self.lang.sets["said_passive"]
                if told and (g is None or not g.members) and self.s.speaker is not None:
                    return Group([self.s.speaker], j, j, "who speaks of it")  # "hal ini disampaikan saat bertemu X"
                return Group(g.members, g.first, g.last, "subject of the main clause", g.thing) if g is not None else None
            if self.u[j].kind in ".;":
                return None
            j -= 1
        return self._of_state(i) if self.id else None
