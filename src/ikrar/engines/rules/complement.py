"""Open text behind a trigger: what is promised, asked or said, and on what condition."""

from __future__ import annotations

from ikrar.engines.rules.clauses import first_words, opens_passive
from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.governed import told_after
from ikrar.engines.rules.lacking import Lacking
from ikrar.lexicon import Pattern
from ikrar.model.annotation import Unit

ASIDE = 14  # units between the two commas of an aside
NEAR_WHEN = 2  # units behind a verb within which a clause opens that only says when: "berjanji usai dua jam berunding bahwa"
MARKER_REACH = 26  # words within which a complement's marker stands
TO_ACT = ("recipient", "promisor", "beneficiary")
"""Roles of those who are to act: behind them the action may begin without a marker."""


class Complements(Lacking):
    """The complements of one sentence."""

    def _complements(self, d: Draft, p: Pattern, v: int, last: int) -> None:
        units, kinds = self.s.units, self.syn.kinds
        for markers, role in p.comp:
            begin: int | None = None
            nxt = last + 1
            while nxt < self.syn.n and (units[nxt].kind in "DQ" or self._asked(units[nxt], p, nxt - last)):
                nxt += 1
            if not markers:
                begun = self._behind_partner(nxt) or last + 1
                nxt = max(nxt, begun)
                if self.id and p.kind == "verb" and d.mark == "passive" and nxt == last + 1 < self.syn.n and units[nxt].m is not None:
                    continue  # "disepakati A dan B": by whom
                if p.kind == "noun" and units[last].m is not None and self.id:
                    continue  # "Instruksi presiden mengharuskan ...": a verb behind the whole phrase is the one it is the subject of
                alone = begun == last + 1 < nxt and kinds[begun] == "V" and role == "action"  # "tidak akan ragu bertindak jika ..."
                if alone or (nxt < self.syn.n and units[nxt].kind in "VXMANITdOB#" and units[nxt].kind != "I"):
                    begin = begun
                    given = self._object(v, last - v + 1) if p.obj is not None and p.kind == "verb" and not self.id else None
                    if given is not None and given.members and given.thing is None:
                        begin = given.last + 1  # "offered Kenya a loan": behind the one who is given it
            else:
                begin = self._marker_unit(markers, last)
                asks = begin is not None and d.type == "REQUEST" and not self.id
                if asks and begin and units[begin - 1].kind == "P" and units[begin - 1].low == "to":
                    begin = self._marker_unit(markers, begin - 1) if begin < self.syn.n and units[begin].m is not None else None
                    if begin is None or units[begin - 1].kind != "I":  # "made an appeal to X to release ..."
                        continue  # "pushed the region closer to a war": nothing is asked
                if begin is None and self.id and role == "action" and not markers.isdisjoint(self.syn.that):
                    begin = self._behind_doer(v, last)
                if begin is None and units[last].low.rpartition(" ")[2] in markers and units[last].low.count(" "):
                    begin = last + 1  # "ready to" is one unit
                bare = self.id and not (p.kind == "noun" and units[last].m is not None)
                if begin is None and bare and nxt < self.syn.n and role == "action" and self._optional(markers):
                    asked = units[last].low in self.lang.sets["asked_of"] and units[nxt].kind in "XAN"  # "warga diminta tidak panik"
                    if units[nxt].kind == "V" or asked:
                        begin = last + 1
                if begin is not None and bare and role == "action" and self._for_whom(nxt, begin):
                    begin = last + 1
                told = begin - last if begin is not None and self.id and units[begin - 1].kind == "A" else 0
                if told > 3 and units[last + 1].kind in "XM" or (told == 3 and units[last + 1].kind == "M" and d.type != "REQUEST"):
                    begin = last + 1  # "berjanji (jumlah) pasukannya akan dikurangi": the clause, not its verb alone
            if begin is None or begin >= self.syn.n:
                continue
            if role == "action" and self._of_its_object(p, last, begin):
                begin = last + 1
            stop = self._quoted(begin, self.syn.text_end(begin))
            if v == 0 and role == "action" and (main := self._main_behind(d, begin, stop)) is not None:
                stop = main
            if not self.id and role == "action":
                stop = told_after(self.syn, begin, stop)
            while begin < stop and kinds[begin] in ",:":
                begin += 1
            j = kinds.find("C", begin + 1, stop)
            while j >= 0:
                if self._says_on(j) or self._acts_on(j, begin, last) or self._gives_on(j, last):
                    stop = j
                    break
                j = kinds.find("C", j + 1, stop)
            while stop > begin and kinds[stop - 1] in ",Q:;":
                stop -= 1
            if stop > begin:
                d.clauses[role] = (begin, stop, (units[begin].start, units[stop - 1].end))
                if role == "action" and not self.id and (hangs := self._should(begin, stop)) and "condition" in p.roles:
                    d.clauses["condition"] = (hangs + 1, stop, (units[hangs + 1].start, units[stop - 1].end))
        if len(d.clauses) < 2:
            return
        roles = list(d.clauses)
        for a in roles:  # a condition that follows ends the action
            for b in roles:
                if a != b and d.clauses[a][0] < d.clauses[b][0] < d.clauses[a][1]:
                    cut = d.clauses[b][0] - 1
                    if cut > d.clauses[a][0]:
                        d.clauses[a] = (d.clauses[a][0], cut, (units[d.clauses[a][0]].start, units[cut - 1].end))

    def _of_its_object(self, p: Pattern, last: int, begin: int) -> bool:
        """“promised the recall of its envoy": whether the "of" before ``begin`` belongs to a noun that is what is promised."""
        units = self.s.units
        told = not (self.id or p.need or p.obj is not None) and p.kind == "verb" and units[begin - 1].low in ("of", "for")
        return told and begin > last + 2 and units[last + 1].kind in "dX#" and any(u.kind in "X#" for u in units[last + 1 : begin - 1])

    def _should(self, begin: int, stop: int) -> int:
        """“offered to help should Peru sign the treaty": the "should" between ``begin`` and ``stop`` that opens a condition; 0 for none."""
        units = self.s.units
        return next(
            (i for i in range(begin + 1, stop - 2) if units[i].low == "should" and units[i + 1].m is not None and units[i - 1].kind != "R"),
            0,
        )

    def _behind_partner(self, i: int) -> int:
        """“menyepakati dengan Peru penarikan pasukan”: where it begins behind the partner at ``i``; 0 where none is there."""
        units = self.s.units
        if not self.id or i + 2 >= self.syn.n or units[i].kind != "P" or units[i].low not in self.syn.partner or units[i + 1].m is None:
            return 0
        behind = self.syn.group(i + 1, "partner", left=False).last + 1
        return behind if behind < self.syn.n and units[behind].kind in "XVM#" else 0

    def _behind_doer(self, v: int, last: int) -> int | None:
        """“Ditekankan oleh A dan B, pangkalan itu ...”: what is said stands behind the comma that ends those who say it."""
        units = self.s.units
        if v > 2 or not units[last].low.startswith("di") or last + 1 >= self.syn.n or units[last + 1].kind not in "PMD":
            return None
        comma = next((j for j in range(last + 2, min(last + 8, self.syn.n - 1)) if units[j].kind == ","), None)
        if comma is None or any(units[j].kind not in "PMCDX" for j in range(last + 1, comma)) or units[comma - 1].m is None:
            return None
        return comma + 1

    def _says_on(self, j: int) -> bool:
        """“... melanjutkan kerja sama dan menekankan bahwa ...”: whether those who promise go on to say something else at ``j``."""
        units = self.s.units
        joined = units[j].kind == "C" and j + 2 < self.syn.n and units[j + 1].kind == "V"
        told = joined and units[j + 1].low in self.lang.sets["speech"]
        return told and (units[j + 2].low in self.syn.that or not self.id and "past" in units[j + 1].forms and units[j + 2].m is not None)

    def _for_whom(self, nxt: int, begin: int) -> bool:
        """“bersedia menggali sumur untuk desa itu": whether the act stands at ``nxt``, and what is at ``begin`` only says for whom."""
        units = self.s.units
        act = begin > nxt + 1 and units[nxt].kind == "V"
        return act and next((u.kind for u in units[begin:] if u.kind not in "ADN"), "") in ("X", "M", "#", "d")

    def _gives_on(self, j: int, last: int) -> bool:
        """“berjanji A dan bersedia B", "gave its word that A and promised to B": whether a second word is given behind "and" at ``j``."""
        units, given = self.s.units, self.lang.sets["gives_word"]
        if given.isdisjoint(self.s.lows[units[j].last + 1 :]):
            return False  # most
        k = j + 1
        while k + 1 < self.syn.n and units[k].kind in "D":
            k += 1
        if k + 1 >= self.syn.n or self.t[units[k].first].low not in given or units[last].kind not in "VAXIM":
            return False  # "undertook to", "committed themselves"
        if not self.id and "past" not in units[k].forms:
            return False  # "pledged to hold talks and agree on a date"
        behind = next((u for u in units[k + 1 :] if u.kind != "D" and u.low not in self.lang.sets["selves"]), units[k])
        return behind.kind in ("VN" if self.id else "I") or behind.low in self.syn.that or not self.id and behind.low == "to"

    def _acts_on(self, j: int, begin: int, last: int) -> bool:
        """English "pledged to help and invited X": a second verb in the past at ``j`` is joined to the first, not to what is promised."""
        units = self.s.units
        verb = units[last - 1] if units[last].kind in "IP" and last else units[last]  # "undertook to"
        told = "past" in verb.forms or verb.low == "would"  # "said they would help, and invited X"
        if self.id or units[j].kind != "C" or j + 1 >= self.syn.n or not told:
            return False
        if begin > 0 and units[begin - 1].low in self.syn.that or any(u.kind in "SRQ" for u in units[begin:j]):
            return False
        if any("past" in units[i].forms and units[i - 1].kind != "I" for i in range(begin, j)):
            return False  # not "threatened to cut off the gas, and accused X": "cut" is no past there
        k = j + 1
        while k < self.syn.n and units[k].kind in "D":
            k += 1
        behind = units[k + 1] if k + 1 < self.syn.n else None
        return k < self.syn.n and units[k].kind == "V" and "past" in units[k].forms and behind is not None and behind.kind in "MdP#XIST"

    def _asked(self, u: Unit, p: Pattern, far: int) -> bool:
        """Whether ``u`` is the object that the pattern asks for, or whose it is: "menyatakan <kesanggupan> mereka melindungi ..."."""
        if far > 5 or not self.id:
            return False
        return u.mention_kind == "pronoun" or u.low in self.lang.sets["again"] or (u.kind in "XV" and any(u.low in w for w in p.need_first))

    def _quoted(self, begin: int, stop: int) -> int:
        """Where open text that began inside a quotation ends: with the quotation."""
        kinds = self.syn.kinds
        if kinds.count("Q", 0, begin) % 2 == 0:
            return stop
        end = kinds.find("Q", begin, stop)
        if end < 0:
            return stop
        quoted_verb = self.id and not kinds[begin:end].strip("ADNV")  # 'berjanji "akan memangkas" jumlah pasukannya'
        return stop if quoted_verb and end + 1 < stop and kinds[end + 1] in "XMd#" else end

    def _nothing_late(self, d: Draft, p: Pattern, v: int, last: int) -> bool:
        """Whether ``_late_action`` can find none either: seen before any role is filled."""
        if not self.id or d.mutual:
            return False
        if self.syn.kinds.find("V", last + 2) < 0 and self.lows.isdisjoint(self.lang.sets["so_that"]):
            return True
        if p.kind == "noun":
            return False
        if any(role == p.obj or any(role == r and self._may_mark(markers) for markers, r in p.obl) for role in TO_ACT):
            return False
        subject = self._subject(v) if p.subj in TO_ACT else None
        return subject is None or subject.first <= last

    def _late_action(self, d: Draft, p: Pattern, last: int) -> None:
        """“mewajibkan pemerintah memulangkan ...”: without a marker the action begins at the verb behind the one who is to act."""
        role = "action"
        if role in d.clauses:
            return
        for markers, named in p.comp:
            if named == role and (self.id or not markers):
                break
        else:
            return  # English has it only in "demanded that X hold"
        units = self.s.units
        asker = ("actor",) if self.id and d.mark == "passive" and d.pattern.kind == "verb" else ()  # "diminta oleh X menarik ..."
        for name in (*TO_ACT, *asker):
            g = d.fills.get(name)
            if g is None or g.first <= last or not g.members:
                continue
            j = g.last + 1
            if self.id and p.kind == "verb" and j < self.syn.n and units[j].kind == "R":
                j = self._behind_relative(j)
            while j < self.syn.n and (units[j].kind in "ADNQ" or (self.id and units[j].low in self.lang.sets["besides"])):
                j += 1
            if not self.id and '"that"' not in g.how:
                continue
            if self.id and j < self.syn.n and units[j].kind == "P" and p.kind == "verb":
                j = self._behind_adjunct(j)
            plain = (
                self.id and g.how.strip('"') in self.lang.sets["so_that"] and j < self.syn.n and units[j].kind in "XB"
            )  # "agar X lebih adil"
            if plain or j < self.syn.n and units[j].kind == "V" and (p.kind == "verb" or self._done(units[j])):
                stop = self.syn.text_end(j)
                while stop > j and units[stop - 1].kind in ",Q:;":
                    stop -= 1
                d.clauses[role] = (j, stop, (units[j].start, units[stop - 1].end))
                return

    def _behind_relative(self, j: int) -> int:
        """“mengimbau anggota [yang berkeluarga] harus mulai ...", "nelayan [yang melaut] merawat ...": what is behind it."""
        units, k, told = self.s.units, j + 1, False
        while k < self.syn.n and units[k].kind not in ",.;:SQ":
            if told and units[k].kind == "A":
                return k
            if told and units[k].kind == "V" and units[k - 1].kind not in "VANICR" and self._done(units[k]):
                return k
            told = told or units[k].kind == "V" or (k == j + 1 and units[k].kind == "X")
            k += 1
        return j

    def _behind_adjunct(self, j: int) -> int:
        """“meminta gubernur [di seluruh provinsi] menahan diri": the verb behind a place at ``j``; ``j`` where none stands there."""
        units = self.s.units
        k = j + 1
        while k < self.syn.n and k - j < 6 and (units[k].kind in "XdDPA#NC" or (units[k].m is not None and units[k].kind == "M")):
            k += 1
        return k if k < self.syn.n and units[k].kind == "V" and units[j].low.startswith(("di", "dari", "se")) else j

    def _done(self, verb: Unit) -> bool:
        """Whether a verb behind a noun and its owner says what is decided ("keputusan X menutup ..."), not what the owner is like."""
        low = verb.low
        return not self.id or low.startswith("me") or (low.startswith("ber") and verb.forms != ("guess",))

    def _marker_unit(self, markers: frozenset[str], last: int) -> int | None:
        """The unit after the complement's marker; steps over mentions and adjuncts, not over another verb."""
        units, kinds, skip, n = self.s.units, self.syn.kinds, self.syn.skip, self.syn.n
        opening, begins = self.syn.opening, first_words(markers)
        if self.id and begins.isdisjoint(opening[last + 1 :]) and kinds.find("I", last + 1) < 0:
            return None  # most sentences: no marker stands behind
        j, steps = last + 1, 0
        while j < n and steps < MARKER_REACH:
            if skip[j]:
                j += 1
                continue
            u = units[j]
            if kinds[j] not in ",;.IVRS" and opening[j] not in begins and (self.id or u.low != "that"):
                j += 1  # most units
                steps += 1
                continue
            if u.kind == "," and (closed := self._aside(j, markers)) is not None:
                j = closed  # "promised, at a first round on 14 June, to reduce ..."
                continue
            if u.kind in ";." or (u.kind == "," and j + 1 < n and units[j + 1].kind == "P" and units[j + 1].low not in markers):
                return None  # ", with the timing to be set": an addition, not what is promised
            if u.kind == "I" and not self.id and self._in_apposition(last, j):
                return None  # "condemned Peru, an official who declined to be named said"
            if u.kind == "I" and u.low not in markers and u.low.rpartition(" ")[2] in markers:
                return j  # "not to raise" is part of what is promised
            if not self.id and u.low == "that" and "to" in markers and units[last].low in self.lang.sets["speech"]:
                return None  # "told X that those who hoped to leave ...": says, asks nothing
            size = self._marker_at(u.first, markers) if u.m is None else 0
            if size and u.kind == "P" and j + 1 < self.syn.n and units[j + 1].kind == "T":
                size = 0  # "agreed on Friday to the exit": says when
            if size and u.kind == "A" and units[j - 1].kind in "AR":
                size = 0  # "dengan tenggat yang masih akan dibahas": only describes
            if size:
                after = self.unit_of[u.first + size - 1] + 1
                return after
            if u.kind == "R" and not self.id and units[j - 1].kind == ",":
                return None  # "restated by both, which put it down to ...": said of them, not by them
            if u.kind == "V" and j > last + 1 and units[j - 1].kind != "R":
                if self._joined_past(j):
                    return None  # "condemned X and appealed to Y": the one behind it has its own
                if not (u.forms == ("guess",) or not self.id and "part" in u.forms):
                    return None
            told = not self.id and u.low in self.syn.that and not markers.isdisjoint(self.lang.sets["modals"])  # "said that X must ..."
            if u.kind == "S" and u.low not in markers and u.low not in self.syn.infinitive and not told and not self._dates(j):
                if j - last > NEAR_WHEN or (over := self._over_when(j, markers)) is None:
                    return None
                j = over  # "berjanji usai dua jam berunding bahwa ..."
                continue
            j += 1
            steps += 1
        return None

    def _in_apposition(self, last: int, j: int) -> bool:
        """Whether the unit at ``j`` stands in a clause that describes somebody brought in behind the one comma since ``last``."""
        before, _, behind = self.syn.kinds[last + 1 : j].partition(",")
        return "R" in behind and "," not in behind and bool(before) and behind[0] in "Md"

    def _main_behind(self, d: Draft, begin: int, stop: int) -> int | None:
        """“Asked by X to fill the gap, Y agreed ...": the comma that ends the passive with which the sentence opens."""
        units = self.s.units
        if d.mark == "past" or not opens_passive(self.syn):
            return None
        comma = self.syn.kinds.find(",", begin, stop)
        if comma < 0 or not any(u.m is not None for u in units[comma + 1 : comma + 4]) or "V" not in self.syn.kinds[comma + 1 : stop]:
            return None
        return comma

    def _over_when(self, j: int, markers: frozenset[str]) -> int | None:
        """The "bahwa" behind a clause that only says when, with no sign between."""
        for k in range(j + 1, self.syn.n):
            u = self.s.units[k]
            if u.kind in ",;.:Q":
                return None
            if u.kind == "S" and u.low in self.syn.that and u.low in markers:
                return k
        return None

    def _joined_past(self, j: int) -> bool:
        """Whether the verb at ``j`` is told in the past behind an English "and": one more act of those who did the first."""
        units, k = self.s.units, j - 1
        while k > 0 and units[k].kind == "D":
            k -= 1
        if (
            self.id
            or units[k].kind not in "CS"
            or units[k].low not in self.lang.either("joining", "adversative")
            or "past" not in units[j].forms
            or j + 1 >= self.syn.n
        ):
            return False
        return units[j + 1].kind in "PIdM#" and not (units[j + 1].kind == "P" and units[j + 1].low in self.syn.by)

    def _optional(self, markers: frozenset[str]) -> bool:
        """Whether one of ``markers`` is such as may be left out."""
        return not all(map(markers.isdisjoint, (self.syn.infinitive, self.syn.that, self.lang.sets["will"])))

    def _aside(self, j: int, markers: frozenset[str]) -> int | None:
        """The unit of the marker behind the words between two commas that open at ``j`` with a preposition; English only."""
        units = self.s.units
        if self.id or j + 2 >= self.syn.n or units[j + 1].kind != "P":
            return None
        end = next((k for k in range(j + 2, min(j + ASIDE, self.syn.n - 1)) if units[k].kind in ",;.VSR"), None)
        return end + 1 if end is not None and units[end].kind == "," and units[end + 1].low in markers else None

    def _phrase_start(self, i: int) -> int:
        """The first word of the noun phrase that ends or begins at unit ``i``."""
        while i > 0 and self.s.units[i - 1].kind in "X#d" and not self.syn.skip[i - 1]:
            i -= 1
        return i
