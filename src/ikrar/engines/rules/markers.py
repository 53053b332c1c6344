"""Looks up phrases among the words of a sentence: prepositions and other markers with what stands behind them, required words."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from ikrar.engines.rules.clauses import first_words
from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.group import ACTORS, Group
from ikrar.engines.rules.syntax import Syntax
from ikrar.lexicon import Language, Pattern
from ikrar.model.annotation import Mention, Sentence

SUBJECT_HEAD = 3  # units before a subject that may be its head: "bantuan kemanusiaan untuk X dihentikan"
QUOTES = frozenset("\"“”'‘’")
BESIDE = 3  # words behind a passive whose subject is told, within which its required words stand
LONGEST_NEED = 12  # words of the longest phrase that may be required, a quotation mark before each
NEED_REACH = 9  # words behind a trigger within which its required words stand
MAY_END_NEED, MAY_END_REACH = re.compile("[PSRV]"), re.compile("[;.SVR]")  # kinds of units


@cache
def _by_first(markers: frozenset[str]) -> dict[str, list[tuple[str, ...]]]:
    """Markers laid out by first word, longest first; once for each set of them that patterns use."""
    out: dict[str, list[tuple[str, ...]]] = {}
    for marker in markers:
        ws = tuple(marker.split())
        out.setdefault(ws[0], []).append(ws)
    for entries in out.values():
        entries.sort(key=len, reverse=True)
    return out


class Markers:
    """The words of one sentence, with its grammar."""

    def __init__(self, sentence: Sentence, language: Language, raw: str, told: list[Syntax]) -> None:
        self.s, self.lang, self.raw = sentence, language, raw
        self.syn = Syntax(sentence, language)
        self.told = told
        """The sentences before."""
        self.t = sentence.tokens
        self.figurative: frozenset[str] = frozenset()
        """Its words that may make something else of a trigger."""
        self.unit_of: list[int] = []
        """The number of the unit of each token, once a word of the sentence may trigger a frame."""
        self._before: list[Mention] | None = None
        self._has_text: bool | None = None
        self._heads: frozenset[str] | None = None
        self._subjects: dict[int, Group | None] = {}
        self._objects: dict[tuple[int, int], Group | None] = {}
        self._subjectless: dict[int, bool] = {}
        self._lights: dict[int, tuple[Group | None, str, int] | None] = {}
        self._bounds_of: dict[tuple[int, int], tuple[int, int]] = {}
        self._needs_end: dict[int, int] = {}
        self._told_far: list[int] | None = None
        self._behind: dict[int, set[str]] = {}
        self._around: dict[tuple[int, int], set[str]] = {}
        self._voices: dict[tuple[int, str, int], str | None] = {}
        self.id = language.code == "id"
        words = sentence.words
        ends = self.id and "nya " in " ".join(sentence.lows) + " "
        self.suffixed = [low for low in words if low[-3:] == "nya"] if ends else []
        """Its words that end in the Indonesian "-nya"."""
        self.lows = words
        if not self.id:
            bare = [low[:-1] for low in words if low[-1:] == "s"]
            self.lows = words.union(bare, [low[:-2] for low in (*words, *bare) if low[-2:] == "es"])
        elif self.suffixed:
            self.lows = words.union([low[:-3] for low in self.suffixed])
        self._may_be_mutual: bool | None = None
        self._may_be_nature: bool | None = None

    @property
    def before(self) -> list[Mention]:
        """Who acted in the sentences before: the subject that a sentence without one carries over. Few ask for it."""
        if self._before is None:
            who: list[Mention] = []
            while self.told and not (who := self.told[-1].acting()):
                self.told.pop()  # it is not asked again
            self._before = who
        return self._before

    @property
    def heads(self) -> frozenset[str]:
        """What sorts of things the mentions of the sentence are."""
        if self._heads is None:
            self._heads = frozenset([m.head for _, m in self.s.placed])
        return self._heads

    @property
    def has_text(self) -> bool:
        """Whether a law, an agreement or another text may be meant: named in the sentence, carried over to it or pointed back to."""
        if self._has_text is None:
            here = not self.lang.modes["law_words"].isdisjoint(self.lows) or self._names_text(self.s.mentions)
            here = here or self.s.units[0].low in self.lang.sets["pointing"]
            self._has_text = here or self._names_text(self.before)
        return self._has_text

    def _names_text(self, among: Iterable[Mention]) -> bool:
        return any(m.kind == "instrument" or m.refers and any(r.kind == "instrument" for r in m.refers) for m in among)

    def _subject(self, v: int) -> Group | None:
        """The subject of the verb at ``v``; remembered, since every pattern of a trigger asks for it. Who narrows it takes a copy."""
        if v not in self._subjects:
            self._subjects[v] = self.syn.subject(v)
        return self._subjects[v]

    def _object(self, v: int, size: int) -> Group | None:
        """The object of the verb of ``size`` units at ``v``, remembered; to each who asks a group of its own, for roles narrow theirs."""
        if (v, size) not in self._objects:
            self._objects[v, size] = self.syn.object(v, size)
        g = self._objects[v, size]
        return None if g is None else g.copy()

    def _phrase_before(self, j: int, phrases: frozenset[str]) -> bool:
        first = self.s.units[j].first
        return any(" ".join(t.low for t in self.t[first : first + n]) in phrases for n in (2, 3))

    def _marked(
        self, markers: frozenset[str], first_unit: int, v: int, start: int, end: int, *, before: bool, own: bool = False
    ) -> Group | None:
        """The mention behind one of ``markers``; a marker may be a noun inside a mention ("delegasi Irak"): then its owner.

        Of those ``before`` the verb at ``v``, "of", "from", "in" and "by" belong to its subject, unless that is a passive's ``own``.
        """
        units, begins = self.s.units, first_words(markers)
        of_mention = not self.heads.isdisjoint(markers)
        if not of_mention and self.lows.isdisjoint(begins):
            return None  # most markers
        kinds, skip, opening, of_subject = self.syn.kinds, self.syn.skip, self.syn.opening, self.lang.sets["of_subject"]
        if not self.id and "by" in markers and end + 2 < self.syn.n and kinds[end] == "V" and "part" in units[end].forms:
            by = end + 1 + (kinds[end + 1] == "D")
            end = by + 1 if units[by].low == "by" else end  # "a plan put forward by X"
        late = (
            end < self.syn.n and kinds[end] == "S" and units[end].low in self.lang.sets["before_or_after"]
        )  # "scrambled jets after X entered its airspace"
        if end < self.syn.n and kinds[end] in "VS" and not late and self._marker_at(units[end].first, markers):
            end += 1  # "accounts held by X", "said on Monday that X": the word that ends the reach is itself the marker
        zones = [range(first_unit, min(end, self.syn.n))]
        if before:
            zones.append(range(v - 1, start - 1, -1))
        for zone in zones:
            for j in zone if of_mention or not self.id else [j for j in zone if opening[j] in begins]:  # most bring nothing in
                u = units[j]
                if j < v and not self.id and kinds[j] == "C" and not kinds[j + 1 : v].strip("ADN"):
                    break  # "is linked to X and said ...": belongs to the verb before
                if skip[j]:
                    continue
                if u.m is not None:
                    if of_mention and u.m.head in markers and u.m.owner is not None:
                        return Group([u.m.owner], j, j, u.m.head)
                    continue
                subjects = u.low in of_subject and j > 0 and units[j - 1].mention_kind in ACTORS
                if j < v and not self.id and not own and (subjects or u.low == "by"):
                    continue  # "rebels of the ELN turned down X's offer": of the subject
                if opening[j] not in begins or not (size := self._marker_at(u.first, markers)):
                    continue
                if u.kind == "D" and size <= u.last - u.first and self.t[u.first].low not in self.lang.sets["inside"]:
                    continue  # "pada kesempatan itu": no preposition, one word for when ("di situ" is where, and ends the search)
                if u.kind == "V" and not self.id and not {"ing", "part"} & set(u.forms) and size == 1:
                    continue  # "refused to free those it calls criminals": a verb of its own, not the noun "calls"
                how = f'"{" ".join(t.low for t in self.t[u.first : u.first + size])}"'
                after = self.unit_of[u.first + size - 1] + 1
                if size > 1 and after + 1 < self.syn.n and units[after].kind == "C" and units[after + 1].kind == "V":
                    after += 2  # "to train and advise X", "untuk melatih dan menasihati X"
                if not self.id and u.kind == "X" and (whose := self._possessor(j)) is not None:
                    return Group([whose], j, j, how)
                if after < self.syn.n and units[after].kind == "R" and u.low not in self.syn.by:  # "a resolution under which ..."
                    text = next((k for k in range(j - 1, -1, -1) if units[k].mention_kind == "instrument"), None)
                    if text is not None:
                        return self.syn.group(text, how, left=False, right=False)
                if (found := self.syn.behind(j, after, u.low, over="DdQ#'a", how=how, left=False)) is not None:
                    return found
        return None

    def _possessor(self, i: int) -> Mention | None:
        """“the government's new plan": whose the noun at ``i`` is."""
        j = i - 1
        while j > 0 and self.s.units[j].kind in "Xa":
            j -= 1
        if j >= 0 and (m := self.s.units[j].m) is not None and m.adjective:
            return m  # "a government proposal"
        return self.s.units[j - 1].m if j > 0 and self.s.units[j].kind == "'" else None

    def _marker_at(self, first: int, markers: frozenset[str]) -> int:
        """How many words of a marker stand at token ``first``; 0 for none."""
        lows = self.s.lows
        for ws in _by_first(markers).get(lows[first], ()):
            if len(ws) == 1 or lows[first : first + len(ws)] == ws:
                return len(ws)
        return 0

    def _needs(self, d: Draft, p: Pattern, after: int, passive: bool, v: int) -> bool:
        """Whether each group of required words is there: behind the trigger, or for a passive in its subject."""
        last = self.unit_of[after - 1]
        stop = self._need_stop(last)
        within = min(after + NEED_REACH, self.s.units[stop].first + 1 if stop < self.syn.n else len(self.t))  # "karena dugaan"
        if self.id and not passive and p.kind == "verb" and p.event.get("type") == "AID":
            verb = self.syn.kinds.find("V", last + 1)  # "memberi petunjuk soal dana", "memberi izin membeli BBM subsidi"
            within = min(within, self._topic(last), self.s.units[verb].first if verb > 0 else len(self.t))
        if self.id and not passive and p.kind == "verb" and d.type == "REQUEST" and not p.comp:
            opens = self.syn.kinds.find("IV", last + 1)  # "meminta X untuk membagi pasukannya": no troops are asked for
            within = min(within, self.s.units[opens].first if opens > 0 else len(self.t))
        obj = d.fills.get(p.obj or "")
        if obj is not None and not passive and p.kind == "verb" and last < obj.first and obj.last + 1 < stop:
            # "menghujani X, yang ..., dengan roket"
            within = max(within, self.s.units[min(obj.last + NEED_REACH, stop - 1)].first)
        adverb = not self.id and d.first > 0 and self.t[d.first - 1].low.endswith("ly")  # "sexually assaulted"
        reach = range(d.first - 1 if adverb else after, within)
        relative = not self.id and "R" in self.syn.kinds[max(0, v - 4) : v]  # "the raids that troops carried out"
        relative = relative or (not self.id and d.subject is not None and self._text_told(d.subject.first - 1))
        if passive or p.kind == "noun" or relative or (self.id and self._takes_up(d.first)):
            reach = self._reach_about(d, p, after, passive, v, stop)
        lows = self.s.lows
        tail, ends = ("nya", bool(self.suffixed)) if self.id else ("s", True)
        for group, starts in zip(p.need, p.need_starts, strict=True):
            if ends:
                begin = [at for at in reach if lows[at] in starts or lows[at].endswith(tail)]
            else:
                begin = [at for at in reach if lows[at] in starts]
            hits = [(len(ws), -at) for at in begin for ws in self._begun(starts, lows[at]) if self._word_at(at, ws)] if begin else []
            if not hits and self.id and p.kind == "verb" and not passive:
                hits = self._far_behind(within, stop, starts)
            if hits and self.s.times and (months := self.lang.sets["acts_and_months"].intersection(lows)):  # "held since March" is no march
                hits = [h for h in hits if lows[-h[1]] not in months or self.s.units[self.unit_of[-h[1]]].kind != "T"]
            longest, where = max(hits, default=(0, 0))
            d.used.update(range(-where, longest - where))
            if not longest:
                subject = d.fills.get(p.obj or "") if passive else None
                if subject is None or not any(ws[0] in m.head.split() for m in subject.members for ws in group):
                    return False
            d.score += 3 * max(0, longest - 1)  # "security forces" says more than "forces"
        return True

    def _need_stop(self, last: int) -> int:
        """The unit behind the trigger that ends at unit ``last`` up to which its words may stand: where another clause or act begins."""
        stop = self._needs_end.get(last)
        if stop is None:  # asked again by each pattern of a trigger
            stop = self.syn.n
            kinds = self.syn.kinds
            for sign in MAY_END_NEED.finditer(kinds, last + 1):
                j = sign.start()
                if self._ends_need(j) if sign[0] in "PS" else self._own_verb(j, last):
                    stop = j
                    break
            self._needs_end[last] = stop
        return stop

    def _far_behind(self, within: int, stop: int, starts: dict[str, list[tuple[str, ...]]]) -> list[tuple[int, int]]:
        """“menetapkan Budi, 31 tahun, anak anggota DPR, sebagai tersangka": as what, and why, behind all that is told of whom."""
        if self._told_far is None:  # asked again by each pattern of each trigger
            said = self.lang.sets["told_far"]
            self._told_far = [at for at, low in enumerate(self.s.lows) if low in said]
        last, lows = self.s.units[stop].first if stop < self.syn.n else len(self.t), self.s.lows
        far = [at for at in self._told_far if within <= at < last]
        return [(len(ws), -at) for at in far for ws in self._begun(starts, lows[at]) if len(ws) > 1 and self._word_at(at, ws)]

    def _begun(self, starts: dict[str, list[tuple[str, ...]]], low: str) -> list[tuple[str, ...]]:
        """The phrases that may begin with ``low``: with the word itself, or with what it is without the endings of its language."""
        if self.id:
            return [*starts.get(low, ()), *starts.get(low[:-3], ())]
        return [ws for form in (low, low[:-1], low[:-2]) for ws in starts.get(form, ())]

    def _reach_about(self, d: Draft, p: Pattern, after: int, passive: bool, v: int, stop: int) -> range:
        """Where the required words stand of what may be told before its trigger: in the subject of a passive, around a noun."""
        last = self.unit_of[after - 1]
        first = self.syn.clause_start(v)
        if passive and d.subject is not None:
            first = max(first, min(d.subject.first - SUBJECT_HEAD, self._content_noun(d.subject.first, first)))
        lo = self.s.units[first].first
        end = min(after + NEED_REACH, len(self.t))
        if not (passive and self.id):
            return range(lo, end)
        speech = self.lang.sets["speech"]  # "Pusat Informasi X menyebut medali itu diberikan kepada Y": not who says it
        lo = max((u.first + 1 for u in self.s.units[first:v] if u.low in speech), default=lo)
        # "hal ini dilakukan agar polisi dapat menggelar pemeriksaan": its aim
        aim = next((u.first for u in self.s.units[last + 1 :] if u.low in self.lang.sets["so_that"]), len(self.t))
        other = self.s.units[stop].first + 1 if stop < self.syn.n and self._ends_need(stop) else len(self.t)
        topic = self._topic(last) if p.obj is None else len(self.t)
        doer = last + 1 < self.syn.n and (self.s.units[last + 1].m is not None or self.s.units[last + 1].low in self.syn.by)
        told = d.subject is not None and d.subject.first < v and d.subject.thing is not None and not doer
        near = after + BESIDE if told and p.subj != "recipient" else len(self.t)  # "proses itu dilakukan, lalu hasil rapat ..."
        return range(max(lo, self._described_from(v)), min(end, aim, other, topic, near))

    def _described_from(self, v: int) -> int:
        """“persetujuan atas dua surat yang disampaikan X”: the token where the noun begins that the verb at ``v`` describes; 0 if none."""
        units, j = self.s.units, v - 1
        while j > 0 and units[j].kind in "AD":
            j -= 1
        if j < 1 or units[j].kind != "R" or units[j - 1].kind != "X":
            return 0
        while j > 1 and units[j - 1].kind in "X#dD":
            j -= 1
        return units[j].first if units[j - 1].kind == "P" and units[j].kind in "X#d" else 0

    def _topic(self, last: int) -> int:
        """“Ketua komisi ditahan terkait dana hibah”: the token behind the trigger at unit ``last`` from which on it is said over what."""
        about = self.lang.modes["about"]
        return next((u.first for u in self.s.units[last + 1 :] if u.low in about), len(self.t))

    def _text_told(self, i: int) -> bool:
        """“a pact (that) Peru and Chile signed": whether the text stands at ``i``, right before those who do it."""
        units = self.s.units
        if i > 1 and units[i].kind == "X" and units[i - 1].kind == "P":
            i -= 2  # "the Agreement on Security the two signed in 2011"
        return i >= 0 and (units[i].mention_kind == "instrument" or units[i].kind == "R")

    def _takes_up(self, at: int) -> bool:
        """“perjanjian, yang mana kedua pihak menandatanganinya": whether the verb at token ``at`` takes up what stands before "yang"."""
        low = self.s.lows[at]
        if low[-3:] != "nya" or low[:2] != "me" or "yang" not in self.s.words:
            return False
        return any(u.kind == "R" and u.first < at for u in self.s.units)

    def _content_noun(self, i: int, start: int) -> int:
        """“Niat untuk melanjutkan kerja sama ditegaskan": where the noun begins whose content ends in the phrase at ``i``."""
        units, j, infinitive = self.s.units, i, i
        while j > start and (units[j - 1].kind in "XCd#QPaDVI" or units[j - 1].m is not None):
            j -= 1
            if units[j].kind == "I":
                infinitive = j
            elif units[j].kind == "V" and units[max(start, j - 2)].kind != "I" and units[max(start, j - 1)].kind != "I":
                if not self.id or units[j].low.startswith(("me", "di")):
                    return infinitive if infinitive < i else i
        return j if infinitive < i else i

    def _ends_need(self, j: int) -> bool:
        """Whether another clause opens at unit ``j``, whose words are not those of the trigger: "setelah unjuk rasa"."""
        u = self.s.units[j]
        behind = self.s.units[j + 1 : j + 3]
        if self.id and u.kind == "P" and len(behind) > 1 and behind[0].low in self.lang.sets["times_to_set"]:
            return behind[1].kind in "RVA"  # "meninggalkan X pada waktu yang akan ditentukan dalam perundingan"
        told_by = self.lang.sets["according"] if u.kind == "P" and j and self.s.units[j - 1].kind == "," else ()
        if u.low in told_by or (told_by and u.low in self.lang.sets["thus"]):
            return True  # "menarik pasukannya, menurut laporan X": no report is withdrawn
        opens = u.kind == "S" and u.low not in self.syn.that and u.low not in self.syn.infinitive
        later = not self.id and u.kind == "P" and u.low in self.lang.sets["before_or_after"]  # "began a strike after talks"
        return (opens or later) and not self.syn.skip[j] and not self._dates(j)

    def _own_verb(self, j: int, last: int) -> bool:
        """“meminta X mengalokasikan anggaran": a verb with a subject of its own, whose words are not those of the trigger."""
        units = self.s.units
        if self.id and units[j].kind == "R" and j == last + 2 and units[j - 1].mention_kind in ("person", "group", "organization"):
            return True  # "menahan seorang tentara yang melintas tanpa izin": what he did
        if not self.id:
            return units[j].kind == "V" and units[j].forms == ("ing",) and units[j - 1].kind == ","  # "eased the sanctions, lifting ..."
        if units[j].kind != "V" or units[j].forms in (("guess",), ("root",)) or units[last].low in self.syn.control:
            return False
        i = j - 1
        while i > last and self.s.units[i].kind in "ADN":
            i -= 1
        m = self.s.units[i].m
        return i > last and m is not None and m.kind in ACTORS and self.s.units[i - 1].kind not in "PR"

    def _word_at(self, at: int, ws: tuple[str, ...]) -> bool:
        lows, first = self.s.lows, ws[0]
        low = lows[at]
        if low != first and not (low == first + "nya" and len(first) > 2 if self.id else low in (first + "s", first + "es")):
            return False
        last = len(ws) - 1
        if not last or lows[at + 1 : at + 1 + last] == ws[1:]:
            return True
        if at + last >= len(lows) or not self.suffixed and self.lows.isdisjoint(QUOTES):
            return False
        for k in range(1, last + 1):
            if lows[at + k] in QUOTES and at + k + 1 < len(lows):
                at += 1  # 'berhak "untuk membalas"': a quotation that begins within the phrase
            if lows[at + k] != ws[k] and not (self.id and k == last and lows[at + k] == ws[k] + "nya"):
                return False
        return True

    def _dates(self, j: int) -> bool:
        """“sejak 2017”, "hingga Mei": before a time the conjunction at ``j`` opens no clause."""
        return self.syn.kinds.startswith("T", j + 1)

    def _bounds(self, v: int, last: int) -> tuple[int, int]:
        """Where the clause of the trigger from ``v`` to ``last`` begins, and how far its obliques may stand."""
        known = self._bounds_of.get((v, last))
        if known is None:
            known = self._bounds_of[v, last] = self.syn.clause_start(v), self._reach(last)
        return known

    def _reach(self, v: int) -> int:
        """How far obliques of the verb at ``v`` may stand: over infinitives, not into another clause."""
        skip, kinds = self.syn.skip, self.syn.kinds
        for sign in MAY_END_REACH.finditer(kinds, v + 1):
            j, kind = sign.start(), sign[0]
            if kind == "V":
                low = self.s.units[j].low
                if self.id and kinds[j - 1] == "R" and low.startswith("di") and low.endswith("nya"):
                    continue  # "menarik pasukan yang dipimpinnya dari X": the clause of one word is over
                if j > v + 1 and kinds[j - 1] not in "IADN":
                    return j
            elif kind == "R":
                if self.id and kinds[j - 1] == "," and not skip[j]:
                    return j  # "diberlakukan pada April, yang kemudian diperpanjang oleh X": X's is the other
            elif not skip[j] and (kind != "S" or self.s.units[j].low not in self.syn.infinitive and not self._dates(j)):
                return j
        return self.syn.n
