"""Finds triggers in a sentence and fills the roles of their patterns by grammar."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft, expand
from ikrar.engines.rules.group import ACTORS, DECIDERS, OWNER, SITES, Group
from ikrar.engines.rules.predicate import predicate
from ikrar.engines.rules.verbal import GIVEN, Verbal
from ikrar.lexicon import Pattern
from ikrar.model.annotation import Mention

NARROW = frozenset(("people", "land", "forces", "outlaws", "protesters", "government", "citizens", "officers", "country"))
VERBAL = ("me", "di", "ber", "ter")  # how the words begin that are Indonesian verbs beyond doubt
WORDS = frozenset(("AGREE", "CONCEDE", "CONSULT"))  # what a people does only by its government
UNLESS_SUBJECT = 8  # words before a passive: what it is done to stands there
UNLESS_BEFORE, UNLESS_AFTER = 3, 5  # words around a trigger among which those stand that make a figure of speech of it

OWN_WORK = frozenset(("AID", "CONCEDE"))  # what an official tells of in the passive is done by his own body
AGENTLESS = frozenset(("AID", "SUPPORT", "ACCUSE", "REJECT"))  # told in the passive without a doer as often as with one
HOSTS = frozenset("GOV LEG JUD IGO PTY OPP REB NGO LAB REL SOC".split())  # who hold meetings that are told of
ENDING = frozenset(("REJECT", "CONCEDE", "RETREAT"))  # acts whose words may name another act: "menghentikan penyidikan"
OFFICIAL = frozenset(("ACCUSE", "COERCE", "SANCTION"))  # acts of those who may
BESIDE = 3  # units between a subject and its verb
WORDS_OF = frozenset(("resolution", "decree", "ruling", "joint-statement"))  # texts that are the word of those who make them


class Filler(Verbal):
    """Applies the patterns of a language to one sentence."""

    def drafts(self) -> list[Draft]:
        """Every application, the best pattern for each trigger, in order of the text."""
        found: list[Draft] = []
        triggers, patterns, absent = self.lang.triggers, self.lang.patterns, (self.lows & self.lang.needed).isdisjoint
        firsts, lows = triggers.firsts, tuple(token.low for token in self.t)
        for at, low in enumerate(lows):
            if low not in firsts:
                if not self.id or not low.endswith("nya") or (low := low[:-3]) not in firsts:
                    continue
            if self.s.units[self.unit_of[at]].b > 0:
                continue
            best: Draft | None = None
            for rest, mark, number in triggers.at(low, lows[at + 1] if at + 1 < len(lows) else ""):
                if len(rest) > 1 and lows[at + 1 : at + 1 + len(rest)] != rest:
                    continue
                pattern = patterns[number]
                if pattern.need_first and any(map(absent, pattern.need_first)):
                    continue  # most others here
                draft = self._apply(at, len(rest) + 1, mark, pattern)
                if draft is not None and (best is None or draft.score > best.score):
                    best = draft
            if best is not None:
                found.append(best)
        if not found:
            return found
        found = self._longest(found)
        if self.id:  # "komitmen untuk ... disampaikan X": the noun is what is given, no verb of its own
            given = {at for d in found if d.pattern.kind == "verb" for at in d.used if d.mark == "passive"}
            found = [d for d in found if d.pattern.kind == "noun" or d.first not in given or self.t[d.first].low.startswith(VERBAL)]
        told = {at: d.type for d in found if d.pattern.kind == "verb" and (not self.id or d.type in ENDING) for at in d.used}
        return [d for d in found if d.pattern.kind == "verb" or told.get(d.first, d.type) == d.type]  # "lifted the ban": one act

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
        if p.unless and not self.lows.isdisjoint(p.unless_first) and self._figure(p, at, size, mark):
            return None
        passive = False
        voice: str | None = None
        if p.kind == "verb":
            if (v, mark, size) not in self._voices:
                self._voices[v, mark, size] = self._voice(v, u, mark, size)
            voice = self._voices[v, mark, size]
            if voice is None:
                return None
            passive = voice in ("passive", "fronted")
            if p.need and self.id and not passive and self._lacks(p, at + size):
                return None
        elif not self._noun(v, u, at):
            return None
        if passive and self._interviewed(at, v):
            return None
        draft = Draft(p, self.s, v, at, self.t[at].start, self.t[at + size - 1].end, voice if passive and voice else mark)
        last = self.unit_of[at + size - 1]
        if p.kind == "verb":
            self._fill_verb(draft, p, v, last, passive)
        else:
            self._fill_noun(draft, p, v, last, at + size)
        if p.kind == "verb" and not passive and self._each_other(v, at + size):  # "attacked each other's plans": nobody else suffers it
            if p.obj is not None:
                draft.fills.pop(p.obj, None)
            draft.mutual = True
        if self._by_nature(draft, p, at, size):
            return None
        if self._by_thing(draft, p, voice):
            return None
        self._late_action(draft, p, last)
        if not self.id and draft.type == "REQUEST" and p.kind == "verb" and not passive and self._apart(draft):
            return None
        if not self._needs(draft, p, at + size, passive, v):
            return None
        if draft.type == "CONSULT":
            if p.kind == "verb" and self._of_text(v):
                return None  # "a treaty that both concluded": not the talks of the sentence
            self._met(draft, p, v, last)
        if not self.id and "ing" in u.forms and "instrument" in p.roles:
            self._text_before(draft, v)
        for role, takes, spec in p.slots:
            if self.id and spec.get("itself") and not p.need and self._only_owner(draft.fills.get(role)):
                return None  # "menangkap keinginan rakyat": a thing, whoever it belongs to
            unfit = role in draft.fills and not self._fits(draft, role, takes, spec.get("sector"))
            if unfit:
                del draft.fills[role]
            if spec["required"] and role not in draft.fills and role not in draft.clauses:
                if role == "actor" and u.low in self.lang.sets["results"] and ("victim" in draft.fills or "recipient" in draft.fills):
                    draft.result = True  # "menyerang konvoi, yang menewaskan X": stands only beside the act
                    continue
                if role == p.obj and not passive and self._each_other(v, at + size):
                    continue  # "have accused each other": those who act are those who suffer it
                if role == "actor" and draft.type == "CONSULT" and (hosts := self._hosts(draft, v)) is not None:
                    draft.fills["actor"] = hosts
                    continue
                if role == "promisor" and passive and any(g.how == GIVEN for g in draft.fills.values()):
                    continue  # "teachers were offered a raise": nobody says by whom
                own = self._teller(draft) if role == "actor" and passive and draft.type in OWN_WORK else None
                if own is not None:
                    draft.fills["actor"] = own
                    continue
                if role == "actor" and passive and self._asked_of(draft, at):
                    continue
                done = draft.fills.get(p.obj) if p.obj else None
                if role == "actor" and passive and not unfit and draft.type in AGENTLESS and done is not None and done.members:
                    continue  # "Tunisia has been praised": nobody says by whom
                return None
        if any(role not in draft.fills and role not in draft.clauses for role in p.must):
            return None
        if p.event.get("together") and len(draft.members("actor")) < 2:
            return None
        if p.commitment and any(self.t[self.s.units[c[0]].first].low in self.lang.acts for c in draft.clauses.values()):
            draft.score += 6  # what is agreed is an act
        if self.id and draft.type != "CONSULT" and not draft.fills and not draft.clauses:
            draft.score -= 10  # who is there, fills nothing: another pattern that he fits says more
        if p.kind == "verb" and p.subj == "instrument" and p.roles["instrument"]["required"]:
            draft.score += 12  # "the law bans": a text that does it lays down a duty, whatever people do by that verb
        draft.score += p.weight + 4 * size + 2 * len(draft.fills) + 5 * len(draft.clauses) + (3 if p.obj and p.obj in draft.fills else 0)
        return draft

    def _met(self, d: Draft, p: Pattern, v: int, last: int) -> None:
        """Who meets, where the words of a meeting do not say: those there, the other side, or both sides."""
        there = self._those_there(v, last) if p.kind == "noun" and not d.fills else None
        if there is not None:
            d.fills["actor"] = there
        other: Group | None = None
        if "actor" in p.roles and "recipient" in d.fills:
            known = d.fills.get("actor")
            other = self._other_side(d, v) if known is None or not known.members else None
        elif p.kind == "noun" and d.mutual and "actor" in p.roles and "actor" not in d.fills:
            other = self._both_sides(last, v)
        if other is not None:
            d.fills["actor"] = other
        if p.kind == "noun" and not self.id and "actor" not in d.fills and "recipient" not in d.fills:
            both = self._other_side(d, v)
            if both is not None and len({m.country for m in expand(both.members) if m.kind == "state"}) == 2:
                d.fills["actor"] = both

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

    def _hosts(self, d: Draft, v: int) -> Group | None:
        """“Kemarin digelar pertemuan”, kata X; "rapat itu berlangsung ...": of a meeting held, whose sides nobody names, those told of."""
        hung = predicate(d, self.syn, self.lang) if d.pattern.kind == "noun" else v if d.mark == "passive" else None
        one = not d.mutual or d.pattern.frame["frame"] == "consult.mediate"  # one who holds it, or stands between the sides
        if one or hung is None or self.s.units[hung].low not in self.lang.modes["held"]:
            return None
        if d.unit and self.s.units[d.unit - 1].kind == "P" and self.s.units[d.unit - 1].low in self.lang.sets["by_way_of"]:
            return None  # "dialog lewat konferensi video yang digelar ...": how they met
        between = self._marked(self.lang.sets["between"], hung + 1, v, d.unit, self.syn.clause_end(hung), before=False)
        if between is not None and between.members:
            return between
        for told, how in ((self.s.voices, "who tells of it"), (self.before, "those told of before")):
            sides = [m for m in expand(told) if m.kind in ACTORS and m.sector in HOSTS]
            if sides:
                return Group(sides, v, v, how)
        return None

    def _each_other(self, v: int, after: int) -> bool:
        """Whether the verb at unit ``v``, whose words end before token ``after``, is said of two sides: "each other", "saling"."""
        if not self._may_be_mutual:
            return False
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

    def _those_there(self, v: int, last: int) -> Group | None:
        """“Dalam rapat kerja pada Senin, komisi dan pemerintah menyetujui ...”: a meeting of those who act in it."""
        units = self.s.units
        before = units[v - 1] if v else None
        if not self.id or before is None or before.kind != "P" or before.low not in self.lang.modes["amid"]:
            return None
        comma = next((i for i in range(last + 1, self.syn.n - 1) if units[i].kind in ",VS"), None)
        if comma is None or units[comma].kind != "," or units[comma + 1].m is None:
            return None
        g = self.syn.group(comma + 1, "who act in the main clause", left=False)
        if not self.syn._opens(g.last):
            return None
        return g if len(expand([m for m in g.members if m.kind in ACTORS])) > 1 else None

    def _other_side(self, d: Draft, v: int) -> Group | None:
        """“Dalam audiensi dengan DPR, mahasiswa menuntut ...”: of a meeting told with one side, the other acts or speaks there."""
        units = self.s.units
        met = d.fills["recipient"].members if "recipient" in d.fills else []
        j = v - 1
        while j > 0 and (units[j].kind in "XdDaAN#" or (units[j].low == "of" and units[j - 1].kind == "X")):
            j -= 1  # "in a first round of talks with X"
        found: list[Group | None] = []
        if j >= 0 and units[j].low in self.lang.sets["there_was"]:  # "Tadi ada rapat dengan X", kata Y
            who = self.s.speaker
            return Group([who], v, v, "who speaks of it") if who is not None and who not in met else None
        if j < 0 or units[j].kind not in "PS" or units[j].low not in self.lang.modes["amid"]:
            return None
        k = next((i for i in range(j - 1, -1, -1) if units[i].kind == "V" and not self.syn.skip[i]), None)
        if k is not None:
            found.append(self.syn.subject(k))
            if self.id and units[k].low.startswith("di") and units[k + 1].m is not None:
                found.append(self.syn.group(k + 1, "who said it", left=False))
        comma = next((i for i in range(d.fills["recipient"].last if met else v, self.syn.n - 1) if units[i].kind == ","), None)
        if comma is not None and units[comma + 1].m is not None and self.syn._opens(comma + 1):
            found.append(self.syn.group(comma + 1, "who acts in the main clause", left=False))
        if self.s.speaker is not None:
            found.append(Group([self.s.speaker], v, v, "who speaks of it"))
        for g in found:
            if g is not None and g.members and not any(m in met for m in g.members):
                return Group(list(g.members), g.first, g.last, "the other side: " + g.how)
        return None

    def _both_sides(self, last: int, v: int) -> Group | None:
        """“Seusai dialog itu, Peru dan Cile mengeluarkan ...": talks of no named side are those of the two who act."""
        units = self.s.units
        j = v - 1
        while j >= 0 and units[j].kind in "XdDaAN#":
            j -= 1
        if j < 0 or units[j].kind not in "PS" or units[j].low not in self.lang.modes["amid"]:
            return None
        comma = next((i for i in range(last + 1, self.syn.n - 1) if units[i].kind == "," and not self.syn.skip[i]), None)
        if comma is None or units[comma + 1].m is None:
            return None
        g = self.syn.group(comma + 1, "both sides of the main clause", left=False)
        after = next((x for x in units[g.last + 1 :] if x.kind not in "ADN"), None)
        two = len({m.country for m in expand(g.members)}) == 2 and all(m.kind == "state" for m in expand(g.members))
        return g if two and after is not None and after.kind == "V" else None

    def _by_nature(self, d: Draft, p: Pattern, at: int, size: int) -> bool:
        """Whether weather, an illness, a film or the like does it: "badai menyerang", "diserang virus", "serangan jantung"."""
        if not self._may_be_nature:
            return False
        nature = self.lang.sets["nature"]
        passive = d.mark == "passive"
        if p.kind == "noun" or passive:
            k = at + size if self.id or passive else at - 1
            k += k < len(self.t) and self.t[k].low in self.syn.by
            if 0 <= k < len(self.t) and self.t[k].low in nature:
                return True
        if self.id and p.kind == "verb" and not passive and self._thing_before(d.unit) in nature:
            return True
        doer = None if passive else d.subject
        return doer is not None and doer.thing is not None and doer.thing.low.removesuffix("nya") in nature

    def _by_thing(self, d: Draft, p: Pattern, voice: str | None) -> bool:
        """“dugaan suap yang menjerat X": a thing in which nobody acts accuses, holds and punishes nobody."""
        if not self.id or voice != "active" or p.subj != "actor" or d.type not in OFFICIAL or d.members("actor"):
            return False
        near = d.subject is not None and not d.subject.members and d.unit - d.subject.last <= BESIDE
        thing = d.subject.thing if d.subject is not None and near else None
        return thing is not None and thing.low.removesuffix("nya") not in self.lang.deeds

    def _thing_before(self, v: int) -> str:
        """“X menambahkan, pekan lalu puting beliung merusak ...": the head of the plain words behind a time that do what the verb says."""
        units, j = self.s.units, v - 1
        while j >= 0 and units[j].kind == "X":
            j -= 1
        return units[j + 1].low if 0 <= j < v - 1 and units[j].kind == "T" else ""

    def _figure(self, p: Pattern, at: int, size: int, mark: str) -> bool:
        """Whether words near the trigger make something else of it: "menyita perhatian", "menahan imbang"."""
        t, passive = self.t, mark in ("pas", "part")
        own = p.unless.get("^" + t[at].low) or ()
        if any([x.low for x in t[at + 1 : at + 1 + len(rest)]] == rest for rest in own):
            return True  # "meminta maaf": asks nobody
        stop = min(len(t), at + size + UNLESS_AFTER)
        if passive and self.id:
            stop = min(stop, self._topic(self.unit_of[at]))
        for k in range(max(0, at - (UNLESS_SUBJECT if passive else UNLESS_BEFORE)), stop):
            low = t[k].low
            entries = p.unless.get(low) or (p.unless.get(low[:-3]) if self.id and low.endswith("nya") else None)
            for rest in entries or ():
                if all(k + 1 + n < len(t) and t[k + 1 + n].low == w for n, w in enumerate(rest)):
                    return True
        return False

    def _fits(self, d: Draft, role: str, is_: str, sectors: list[str] | None) -> bool:
        g = d.fills[role]
        if d.pattern.frame["frame"] == "consult.host" and g.thing is not None and not self.id:
            return False  # "hosted a quiz for his aides": no guests of another side
        if is_ in ("thing", "clause"):
            return bool(g.members) or g.thing is not None
        if is_ == "instrument":
            if role == "text":  # "both signed it": only a text pointed back to
                return any(m.kind == "instrument" and m not in g.members for m in expand(g.members))
            by_law = d.pattern.commitment and not d.pattern.event and g.thing is not None and g.thing.low in self.lang.modes["law_words"]
            return bool(by_law) or any(m.kind == "instrument" for m in g.members)  # "Pasal 5 mewajibkan ...", "aturan itu melarang ..."
        if is_ == "place":
            return any(m.kind in ("place", "facility", "state") for m in g.members)
        if role == "actor" and any(m.kind == "instrument" for m in g.members):
            g.members[:] = [x for m in g.members for x in (self._makers(m) if m.kind == "instrument" else [m])]
        if role == "actor" and d.type == "ASSAULT":
            for m in g.members:
                if m.kind == "facility" and m.country and m.head in self.lang.sets["craft"]:
                    m.kind, m.sector, m.named, m.name = (
                        "equipment",
                        "MIL",
                        False,
                        None,
                    )  # "helikopter X menyerang": a craft that attacks is an army's
        keep = [m for m in g.members if self._acts(m, is_) and _of_sector(m, sectors)]
        if not self.id and d.pattern.frame["frame"] == "consult.see" and role == d.pattern.obj:
            keep = [m for m in keep if m.kind != "name"] if g.thing is None else []  # "received an award", "the first dose"
        if not keep:
            return False
        g.members[:] = keep
        if not self.id and role in ("actor", "promisor") and d.type in WORDS:
            for m in keep:
                if m.kind == "group" and m.source == "gazetteer" and m.plural and self.raw[m.start : m.start + 4].lower() == "the ":
                    m.kind, m.sector = "state", "GOV"  # "the Americans promised"
        return True

    def _of_text(self, v: int) -> bool:
        """Whether the verb at ``v`` stands in a relative clause that describes a text: "a treaty that both sides concluded"."""
        units, j = self.s.units, v - 1
        while j > 0 and (units[j].kind in "ADNC" or units[j].m is not None):
            j -= 1
        if self.id or j < 1 or (units[j].kind != "R" and units[j].low != "that"):
            return False
        while j > 0 and (units[j - 1].kind in "TPX," or (units[j - 1].m is not None and units[j - 2].kind == "P")):
            j -= 1
        return units[j - 1].mention_kind == "instrument"

    def _text_before(self, d: Draft, v: int) -> None:
        """“issued a resolution on Monday, mandating that ...": the text made just before says it, not its makers."""
        known, units = d.fills.get("instrument"), self.s.units
        if known is not None and any(m.kind == "instrument" for m in known.members):
            return
        j = v - 1
        while j > 0 and units[j].kind in "T,PD":
            j -= 1
        text = units[j].m
        if text is not None and text.kind == "instrument" and units[j - 1].kind == "V" and units[j - 1].low in self.lang.modes["making"]:
            d.fills["instrument"] = Group([text], j, j, "the text made just before")

    def _makers(self, text: Mention) -> list[Mention]:
        """“resolusi DK PBB mendesak ...”, "mengesahkan resolusi yang mendesak ...": those whose word a text is speak in it."""
        if text.title not in WORDS_OF:
            return []
        if text.members:
            return list(text.members)
        at = next((i for i, u in enumerate(self.s.units) if u.m is text), 0)
        verb = self.s.units[at - 1] if at else None
        if verb is None or verb.kind != "V" or verb.low not in self.lang.modes["making"]:
            return []
        g = self.syn.subject(at - 1)
        return list(g.members) if g is not None else []

    def _acts(self, m: Mention, is_: str) -> bool:
        if m.kind == "pronoun":
            return any(r.kind != "pronoun" and self._acts(r, is_) for r in m.refers)
        if is_ == "site":
            return m.kind in SITES
        if is_ in NARROW:
            return self._narrow(m, is_)
        if m.kind == "facility":  # ships and embassies act, for those they belong to
            return m.sector not in (None, "-", "of") and not m.guessed and m.head in self.lang.sets["acting_sites"]
        if m.kind == "place":
            return m.capital
        return m.kind in ACTORS

    def _narrow(self, m: Mention, is_: str) -> bool:
        """The narrower kinds that a pattern may ask for."""
        if is_ == "land":
            return m.kind == "place"
        if is_ == "country":
            return m.kind == "state" and not m.adjective
        if is_ == "people":
            return m.kind in ("person", "group", "armed-group", "organization", "name")
        if is_ == "protesters":
            return m.head in self.lang.sets["protesters"]
        if is_ == "citizens":
            return m.sector in ("CVL", "LAB", "AGR", "EDU", "MED", "REF", "SOC", "REL", "NGO", "OPP")
        if is_ == "government":
            return m.sector == "GOV"
        if is_ == "officers":
            return m.kind in ACTORS and m.sector in ("COP", "JUD")
        sectors = ("MIL", "REB", "PRM", "UAF") if is_ == "forces" else ("REB", "UAF", "CRM", "PRM")
        return m.kind in ACTORS and m.sector in sectors


def _of_sector(m: Mention, sectors: list[str] | None) -> bool:
    """Whether ``m``, or what a pronoun stands for, belongs to one of ``sectors``, where the role asks for any."""
    return sectors is None or any(x.sector in sectors and x.kind != "name" for x in (m.refers or [m]))
