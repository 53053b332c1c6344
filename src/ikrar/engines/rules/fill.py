"""Finds triggers in a sentence and fills the roles of their patterns by grammar."""

from __future__ import annotations

from itertools import accumulate

from ikrar.engines.rules import split
from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import DECIDERS, OWNER, Group
from ikrar.engines.rules.met import Meeting
from ikrar.engines.rules.talked_of import PASSING
from ikrar.engines.rules.verbal import GIVEN
from ikrar.lexicon import Pattern
from ikrar.model.annotation import Unit

VERBAL = ("me", "di", "ber", "ter")  # how the words begin that are Indonesian verbs beyond doubt
UNLESS_SUBJECT = 8  # words before a passive: what it is done to stands there
UNLESS_BEFORE, UNLESS_AFTER = 3, 5  # words around a trigger among which those stand that make a figure of speech of it

OUTCOME = ("victim",)  # roles of a noun that its verb may bring in: "serangan itu menewaskan X"
LENT = ("victim", "recipient")  # ... and those that one may that lends it its subject
DECLARED = "commit.declare"
TEXT_SAYS = "agree.reaffirm"  # told of a text with the sides' will in it
OWN_WORK = frozenset(("AID", "CONCEDE"))  # what an official tells of in the passive is done by his own body
AGENTLESS = frozenset(("AID", "SUPPORT", "ACCUSE", "REJECT"))  # told in the passive without a doer as often as with one
ENDING = frozenset(("REJECT", "CONCEDE", "RETREAT", "COOPERATE"))  # acts whose words may name another: "menghentikan penyidikan"
ALLEGED = "accuse.allege"
OFFICIAL = frozenset(("ACCUSE", "COERCE", "SANCTION"))  # acts of those who may
ADJOINED, PARTED = (0,), (0, 1)  # words that may stand between the first and the second of a trigger
TIMED = 3  # words of a time that may stand before the "to" of a trigger


class Filler(Meeting):
    """Applies the patterns of a language to one sentence."""

    def drafts(self) -> list[Draft]:
        """Every application, the best pattern for each trigger, in order of the text."""
        found: list[Draft] = []
        triggers, patterns = self.lang.triggers, self.lang.patterns
        lows, skip, unit_of = self.s.lows, self.syn.skip, self.unit_of
        firsts = self.s.words & triggers.firsts
        begins = firsts.union([low for low in self.suffixed if low[:-3] in triggers.firsts]) if self.suffixed else firsts
        if not begins:
            return found
        ready, present = patterns.ready, self.lows & self.lang.needed
        self.figurative = self.lows & self.lang.figurative
        splits: dict[int, int] = {}
        end = len(lows)
        if not self.id and not self.lang.sets["split_particles"].isdisjoint(lows):
            splits = split.verbs(self.syn, self.lang)
        aside = self.syn.outer is not self.syn.kinds  # words in parentheses
        if splits or aside:
            self._number_units()
        hours, late = self.lang.sets["before_hour"], self.lang.sets["behind_time"]
        for at in [at for at, low in enumerate(lows) if low in begins]:
            if aside and skip[unit_of[at]]:
                continue
            low = lows[at]
            if low in hours and at + 1 < end and lows[at + 1][:1].isdigit():
                continue  # "mulai pukul 18.00": when
            if low not in firsts:
                low = low[:-3]
            best: Draft | None = None
            gaps: tuple[int, ...] = ADJOINED
            if not self.id and at + 2 < end and self._parted(low, lows[at + 1]):
                gaps = PARTED  # "stands firmly with"
            elif not (self.id or late.isdisjoint(lows[at + 2 : at + 2 + TIMED])) and (timed := self._time_between(at)):
                gaps = (0, timed)  # "refused on Friday to let in"
            for gap in gaps:
                follows = at + 1 + gap
                for rest, mark, number in triggers.among(low, lows[follows] if follows < end else "", present):
                    if len(rest) > 1 - gap and lows[follows : follows + len(rest)] != rest or gap and not rest:
                        continue
                    pattern = ready[number] or patterns[number]
                    if pattern.by_text and not self.has_text:
                        continue
                    if pattern.many_needs and any(map(present.isdisjoint, pattern.need_keys)):
                        continue
                    if not unit_of:
                        self._number_units()
                    draft = self._apply(at, len(rest) + 1 + gap, mark, pattern)
                    if draft is not None and (best is None or self._better(draft, best)):
                        best = draft
            if splits and at in splits and (best is None or best.end <= self.t[splits[at]].start):
                best = self._split(at, lows[splits[at]], present) or best
            if best is not None:
                found.append(best)
        if not found:
            return found
        found = self._longest(found)
        if self.id:  # "komitmen untuk ... disampaikan X": the noun is what is given, no verb of its own
            given = {at for d in found if d.mark == "passive" and d.pattern.kind == "verb" for at in d.used}
            if given:
                found = [d for d in found if d.pattern.kind == "noun" or d.first not in given or self.t[d.first].low.startswith(VERBAL)]
        told = {at: d.type for d in found if d.pattern.kind == "verb" and (not self.id or d.type in ENDING) for at in d.used}
        if not told:
            return found
        return [
            d
            for d in found
            if d.pattern.kind == "verb" or told.get(d.first, d.type) == d.type or (self.id and d.pattern.frame["frame"] == ALLEGED)
        ]  # "lifted the ban": one act; but "tuduhan X terhadap Y dibantah Y" tells that X has accused, too

    def _better(self, d: Draft, than: Draft) -> bool:
        """“menyatakan mundur”: what the whole phrase tells is no declaration, however many roles the bare verb would fill."""
        if self.id and d.end != than.end and (not d.pattern.event) != (not than.pattern.event):
            longer = d if d.end > than.end else than
            if longer.pattern.event and DECLARED in (d.pattern.frame["frame"], than.pattern.frame["frame"]):
                return longer is d
        return d.score > than.score

    def _number_units(self) -> None:
        """Fills ``unit_of``, once a word is there that may trigger a pattern."""
        opens = [0] * len(self.t)
        for u in self.s.units[1:]:
            opens[u.first] = 1
        self.unit_of[:] = accumulate(opens)

    def _parted(self, verb: str, low: str) -> bool:
        """Whether ``low`` is an English adverb that may stand inside a phrase that begins with ``verb``."""
        return (low.endswith("ly") or low in self.lang.sets["within_verbs"]) and verb not in self.lang.either("be", "get")

    def _time_between(self, at: int) -> int:
        """How many words tell a time, and nothing else, before what goes on: "refused on Friday to let in", "warned on Friday it would"."""
        gap = next(n for n, low in enumerate(self.s.lows[at + 2 : at + 2 + TIMED], 1) if low in self.lang.sets["behind_time"])
        if not self.unit_of:
            self._number_units()
        kinds = self.syn.kinds[self.unit_of[at] + 1 : self.unit_of[at + 1 + gap]]
        return gap if kinds in ("T", "PT") else 0

    def _split(self, at: int, particle: str, present: frozenset[str]) -> Draft | None:
        """“turned the offer down": the best pattern of the verb at ``at`` with the particle that stands behind its object."""
        best: Draft | None = None
        for rest, mark, number in self.lang.triggers.among(self.s.lows[at], particle, present):
            pattern = self.lang.patterns[number]
            if len(rest) != 1 or rest[0] != particle or pattern.kind != "verb" or pattern.by_text and not self.has_text:
                continue
            draft = self._apply(at, 1, mark, pattern)
            if draft is not None and (best is None or draft.score > best.score):
                best = draft
        return best

    def _longest(self, found: list[Draft]) -> list[Draft]:
        """Of triggers that overlap ("menegaskan", "menegaskan kembali"), the better one stays."""
        out: list[Draft] = []
        for d in found:
            if out and d.start < out[-1].end and not (out[-1].type == "REJECT" and d.start > out[-1].start):  # "refused to [send]"
                if d.score > out[-1].score:
                    out[-1] = d
                continue
            out.append(d)
        return out

    def _apply(self, at: int, size: int, mark: str, p: Pattern) -> Draft | None:
        v = self.unit_of[at]
        u = self.s.units[v]
        passive, verbal, after = False, p.kind == "verb", at + size
        voice: str | None = None
        if verbal:
            key = v, mark, size
            if key not in self._voices:
                self._voices[key] = self._voice(v, u, mark, size)
            voice = self._voices[key]
            if voice is None:
                return None
            passive = voice != "active"
        if self.figurative and p.unless and not self.figurative.isdisjoint(p.unless_first) and self._figure(p, at, size, mark):
            return None
        if passive:
            if self._interviewed(at, v):
                return None
            laid = not self.id and size == 1 and u.low in self.lang.sets["laid_on"] and self.s.lows[at + 1 : at + 2] == ("on",)
            if laid and p.obj is not None:
                return None  # "an attack blamed on rebels": they are not blamed for it who suffered it
            if self.id and p.need and p.obj is None and self._lacks_around(p, v, after):
                return None
        elif verbal:
            if self.id and (p.need and self._lacks(p, after) or p.brought and not self._brings(p)):
                return None
            if p.wants_doer and (self._no_subject(v, u) or p.no_thing_does and self._thing_does(v, u, p)):
                return None
        elif not self._noun(v, u, at, size):
            return None
        elif self.id and p.brought and not p.is_meeting and not self._brings(p, but=OUTCOME if self._light(v) is None else LENT):
            return None
        how = voice if passive and voice else mark
        draft = Draft(p, self.s, v, at, self.t[at].start, self.t[after - 1].end, how, *p.tells)
        last = self.unit_of[after - 1]
        if p.comp:
            self._complements(draft, p, v, last)
            if p.asks_action and not passive and "action" not in draft.clauses and self._nothing_late(draft, p, v, last):
                return None
        if verbal:
            self._fill_verb(draft, p, v, last, passive)
            if not passive and self._each_other(v, after):  # "attacked each other's plans": nobody else suffers it
                if p.obj is not None:
                    draft.fills.pop(p.obj, None)
                draft.mutual = True
        else:
            self._fill_noun(draft, p, v, last, after)
        if self._by_nature(draft, p, at, size):
            return None
        if self.id and voice == "active" and draft.type in OFFICIAL and self._by_thing(draft, p):
            return None
        if p.comp:
            self._late_action(draft, p, last)
        if not self.id and draft.type == "REQUEST" and verbal and not passive and self._apart(draft):
            return None
        if p.need and not self._needs(draft, p, after, passive, v):
            return None
        if draft.type == "CONSULT":
            if p.kind == "noun" and v and self.s.units[v - 1].low in self.syn.by:
                return None  # "yang terjadi oleh panggilan video": by what means
            moved = voice == "active" and p.subj is not None and u.low in self.lang.sets["causative"]
            if moved and draft.subject is not None and not draft.subject.members:
                return None  # "ketegangan memimpin kedua pihak untuk berunding": a thing moves others to meet
            if verbal and self._of_text(v):
                return None  # "a treaty that both concluded": not the talks of the sentence
            if p.frame["frame"] == PASSING:
                draft.score -= 10  # any other words of the talks say more
            else:
                self._met(draft, p, v, last)
        if not self.id and "ing" in u.forms and "instrument" in p.roles:
            self._text_before(draft, v)
        if p.subj == "instrument" and voice == "active":
            self._text_back(draft, v)
        elif p.subj == "instrument" and p.obj is None and draft.subject is not None and draft.subject.members:
            return None  # "pemerintah diwajibkan resolusi itu untuk ...": somebody is obliged, and no act is laid down
        fills, clauses = draft.fills, draft.clauses
        for role, takes, spec in p.slots:
            unfit = False
            if role in fills:
                if self.id and spec.get("itself") and not p.need and self._only_owner(fills[role]):
                    return None  # "menangkap keinginan rakyat": a thing, whoever it belongs to
                unfit = not self._fits(draft, role, takes, spec.get("sector"))
                if not unfit:
                    continue
                if role == "actor" and passive and self._moves(fills[role]):
                    return None  # "didorong oleh serangan itu": nobody asks
                del fills[role]
            if spec["required"] and role not in clauses:
                if role == "actor" and u.low in self.lang.sets["results"] and ("victim" in draft.fills or "recipient" in draft.fills):
                    draft.result = True  # "menyerang konvoi, yang menewaskan X": stands only beside the act
                    continue
                if role == p.obj and not passive and self._each_other(v, after):
                    continue  # "have accused each other": those who act are those who suffer it
                if role == "actor" and draft.type == "CONSULT" and (hosts := self._hosts(draft, v)) is not None:
                    draft.fills["actor"] = hosts
                    continue
                if role == "promisor" and passive and any(g.how == GIVEN for g in draft.fills.values()):
                    continue  # "teachers were offered a raise": nobody says by whom
                if (
                    role == "promisor"
                    and passive
                    and self.id
                    and u.low in self.lang.sets["agreeing"]
                    and (far := self.syn.far_doers(last)) is not None
                ):
                    draft.fills["promisor"] = far
                    continue
                own = self._teller(draft) if role == "actor" and passive and draft.type in OWN_WORK else None
                if own is not None:
                    draft.fills["actor"] = own
                    continue
                if role == "actor" and passive and self._asked_of(draft, at):
                    continue
                if role == "promisor" and p.frame["frame"] == TEXT_SAYS and not passive and self._a_text_says(draft, last):
                    continue  # "the statement restated their wish to ...": the sides of the story (rules/rounds.py)
                done = draft.fills.get(p.obj) if p.obj else None
                if role == "actor" and passive and not unfit and draft.type in AGENTLESS and done is not None and done.members:
                    continue  # "Tunisia has been praised": nobody says by whom
                return None
        if p.must and any(role not in fills and role not in clauses for role in p.must):
            return None
        if p.frame["frame"] == "agree.settle" and not self.id and self.s.units[last + 1].kind == ",":
            topic = draft.fills.get("topic")
            if topic is not None and topic.thing is not None and topic.thing.low in self.lang.sets["times_to_set"]:
                return None  # "A and B agreed, on a schedule still to be set": to what, stands before it
        if p.event.get("together") and len(draft.members("actor")) < 2:
            return None
        if clauses and p.commitment and any(self._tells_act(c[0]) for c in clauses.values()):
            draft.score += 6  # what is agreed is an act
        if self.id and draft.type != "CONSULT" and not fills and not clauses:
            draft.score -= 10  # who is there, fills nothing: another pattern that he fits says more
        if verbal and p.subj == "instrument" and p.roles["instrument"]["required"]:
            draft.score += 12  # "the law bans": a text that does it lays down a duty, whatever people do by that verb
        draft.score += p.weight + 4 * size + 2 * len(fills) + 5 * len(clauses) + (3 if p.obj in fills else 0)
        return draft

    def _tells_act(self, i: int) -> bool:
        """Whether the words from unit ``i`` on begin with an act that a noun tells; a name ("New Delhi") does not."""
        u = self.s.units[i]
        return self.s.lows[u.first] in self.lang.acts and (u.m is None or not u.m.named)

    def _no_subject(self, v: int, u: Unit) -> bool:
        """Whether the active verb at ``v`` has no subject in its sentence, and none that is carried over to it."""
        known = self._subjectless.get(v)
        if known is None:  # asked again by each pattern of a trigger
            told = self._subject(v) is not None or self._opens(v) or u.low in self.lang.sets["results"]
            known = self._subjectless[v] = not told and not (self.id and u.low.endswith("nya"))
        return known

    def _thing_does(self, v: int, u: Unit, p: Pattern) -> bool:
        """Whether a mere thing is the subject of the active verb at ``v``, which fits no pattern that wants somebody there."""
        g = self._subject(v)
        if g is None or g.members or p.frame["frame"] == TEXT_SAYS or u.low in self.lang.sets["results"]:
            return False
        return not (self.id and u.low.endswith("nya"))

    def _only_owner(self, g: Group | None) -> bool:
        """Whether those of ``g`` are only whose the object is; with a state it is unknown people of it: "tiga insinyur Kroasia"."""
        return g is not None and g.how == OWNER and all(m.kind not in ("state", "place") for m in g.members)

    def _apart(self, d: Draft) -> bool:
        """“what officials told reporters was a plan to ...": a verb between the one told and what would be asked of him."""
        asked, action = d.fills.get("recipient"), d.clauses.get("action")
        if asked is None or action is None or asked.how != "object" or asked.last >= action[0]:
            return False
        between = self.s.units[asked.last + 1 : action[0]]
        return bool(between) and between[-1].kind == "I" and any(u.kind == "B" or u.low in self.lang.sets["be"] for u in between)

    def _each_other(self, v: int, after: int) -> bool:
        """Whether the verb at unit ``v``, whose words end before token ``after``, is said of two sides: "each other", "saling"."""
        if self._may_be_mutual is None:
            self._may_be_mutual = not self.lows.isdisjoint(self.lang.firsts("reciprocal"))
        if not self._may_be_mutual:
            return False  # most sentences
        before = self.s.units[v - 1].low if v else ""
        words = self.lang.sets["reciprocal"]
        if before in words:
            return True
        behind = " ".join(t.low for t in self.t[after : after + 3])
        return behind.startswith(tuple(w for w in words if " " in w))

    def _teller(self, d: Draft) -> Group | None:
        """“Bantuan itu sudah disalurkan kepada warga,” kata menteri: of help without a helper that an official tells, his body is it."""
        who = [m for m in expand([self.s.speaker]) if m.sector in DECIDERS] if self.s.speaker is not None else []
        given = d.fills.get("recipient")
        if d.type == "CONCEDE" and given is None:
            given = d.subject  # “Aturan itu ditunda,” kata menteri
        if not who or given is None or any(m in given.members for m in who) or self.s.units[d.unit - 1].kind == "R":
            return None
        return Group([m.of if m.of is not None and m.of.kind == "organization" else m for m in who], d.unit, d.unit, "who tells it")

    def _interviewed(self, at: int, v: int) -> bool:
        """“ujar X saat ditemui di kantornya": reporters met the one who speaks."""
        if self.t[at].low not in self.lang.sets["met"]:
            return False
        behind = self.s.units[v + 1].m if v + 1 < self.syn.n else None  # "saat dihubungi Kompas"
        press = behind is not None and behind.sector == "JRN"
        return v > 0 and self.s.units[v - 1].kind == "S" and (press or self.s.speech is not None)

    def _a_text_says(self, d: Draft, last: int) -> bool:
        """“The statement restated their wish to ...", "komunike itu menegaskan kembali niat kedua negara": a text tells what both will."""
        who = d.subject
        if who is None or any(m.kind != "instrument" for m in who.members):
            return False
        text = bool(who.members) or (who.thing is not None and who.thing.low in self.lang.sets["statements"])
        of_both = self.lang.sets["of_both"]
        return text and any(t.low in of_both for u in self.s.units[last + 1 : last + 5] for t in self.t[u.first : u.last + 1])

    def _asked_of(self, d: Draft, at: int) -> bool:
        """“Pemerintah diminta mencabut ...”: somebody is asked to act, nobody says by whom; in a quotation it is the speaker who asks."""
        if self.t[at].low not in self.lang.sets["asked_of"] or "recipient" not in d.fills or "action" not in d.clauses:
            return False
        first, stop, span = d.clauses["action"]
        doer = self.syn.oblique(d.unit, self.syn.by, first, stop)
        if doer is not None:  # "... mencabut izin itu oleh warga": the doer may stand behind what is asked
            d.fills["actor"] = doer
            cut = next((j for j in range(first + 1, doer.first) if self.s.units[j].low in self.syn.by), stop)
            d.clauses["action"] = (first, cut, (span[0], self.s.units[cut - 1].end))
        elif self.s.speaker is not None and self.s.speaker not in d.fills["recipient"].members:
            d.fills["actor"] = Group([self.s.speaker], d.unit, d.unit, "who speaks of it")
        elif told := [m for m in self.before if m.sector in DECIDERS and m not in d.fills["recipient"].members]:
            d.fills["actor"] = Group(told, d.unit, d.unit, "those told of before")  # "Polisi menutup jalan itu. Warga diminta ..."
        return True

    def _figure(self, p: Pattern, at: int, size: int, mark: str) -> bool:
        """Whether words near the trigger make something else of it: "menyita perhatian", "menahan imbang"."""
        lows, passive = self.s.lows, mark in ("pas", "part")
        for rest in p.unless.get("^" + lows[at], ()):
            if lows[at + 1 : at + 1 + len(rest)] == rest:
                return True  # "meminta maaf": asks nobody
        stop = min(len(lows), at + size + UNLESS_AFTER)
        if passive and self.id:
            stop = min(stop, self._topic(self.unit_of[at]))
        start = max(0, at - (UNLESS_SUBJECT if passive else UNLESS_BEFORE))
        if p.unless_first.isdisjoint(lows[start:stop]) and not (self.id and self.suffixed):
            return False
        for k in range(start, stop):
            low = lows[k]
            entries = p.unless.get(low)
            if entries is None and self.id and low[-3:] == "nya":
                entries = p.unless.get(low[:-3])
            for rest in entries or ():
                if lows[k + 1 : k + 1 + len(rest)] == rest:
                    return True
        return False
