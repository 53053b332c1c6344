"""Acts told by a verb: its voice, and who does it to whom."""

from __future__ import annotations

from ikrar.engines.rules.draft import Draft
from ikrar.engines.rules.group import ACTORS, BINDING_TEXTS, OWN_UNDERGOES, PEOPLE, SITES, Group
from ikrar.engines.rules.voices import Voices
from ikrar.engines.rules.whom import undergoes
from ikrar.lexicon import Pattern

GIVEN = "who is given it"
BY_SAYING = frozenset(("REQUEST", "SUPPORT", "AGREE", "CONCEDE", "ACCUSE"))
"""Acts done by saying them: in a quotation that opens with one, the speaker does it."""
CUT = "sanction.cut-budget"
OWN = frozenset(("RETREAT", "CONCEDE", "MOBILIZE", "SANCTION", "AID"))
ARMED = frozenset(("MIL", "REB", "PRM"))
"""Acts done with what is one's own: "pasukan Prancis ditarik" is a withdrawal by France."""


class Verbal(Voices):
    """Fills the roles of verb patterns."""

    def _fill_verb(self, d: Draft, p: Pattern, v: int, last: int, passive: bool) -> None:
        syn = self.syn
        start, end = self._bounds(v, last)
        fronted = d.mark == "fronted"
        doers = self._described_by_doer(v) if fronted else None
        known = self._subject(v if not fronted else doers.first if doers is not None else v - 1)
        subject = known.copy() if known is not None else None
        if passive and not self.id and v > 0 and self.s.units[v - 1].m is not None:  # no auxiliary: it describes the noun before it
            subject = syn.group(v - 1, "described by a participle", right=False, left=False)
        if self.id and not passive and p.obj is None and not p.comp and v + 1 < syn.n and self.s.units[v].low.endswith("nya"):
            if self.t[d.first].low not in self.lang.triggers and self.s.units[v + 1].mention_kind in ACTORS:
                subject = syn.group(v + 1, "whose act it is", left=False)  # "berangkatnya X ke Lima"
        undergone = passive and self._made_a_noun(d, v, last)  # "ditangkapnya X", "dicopotnya X oleh Y"
        undergone = undergone or (passive and self.id and subject is None and last + 1 < syn.n and undergoes(d, self.s.units[last + 1]))
        if undergone:
            subject = self._object(v, last - v + 1)
        if subject is None and not passive and self._opens(v):
            carried = self.before
            said = d.type in BY_SAYING and self.s.units[0].kind == "Q"  # "“Mengimbau warga untuk ...,” kata X"
            if self.s.speaker is not None and (said or self.t[self.s.units[v].first].low in self.lang.sets["speech"]):
                carried = self.s.voices
            if carried:
                subject = Group(list(carried), v, v, "carried over")
        if passive and not self.id and subject is not None and self._expletive(subject, last):
            subject = None
        d.subject = subject
        first_comp = min(c[0] for c in d.clauses.values()) if d.clauses else syn.n
        doer, done = (p.subj, p.obj) if not passive else (p.obj, p.subj)
        if doer is not None and subject is not None:
            d.fills[doer] = subject
        if passive:
            if done is not None:
                by = syn.oblique(v, syn.by, start, min(end, first_comp))
                if by is None and d.mutual and (self.id or syn._passive_aux(v)):
                    by = syn.oblique(v, self.lang.sets["between"], last, min(end, first_comp))
                if by is not None and self.id and by.first > last + 3 and self._doer_beside(p, last + 1):
                    by = None  # "dipimpin X dan tim AS oleh Y": Y leads the other
                if fronted:
                    by = doers or syn.group(v - 1, "doer before the verb", left=False, right=False)
                nxt = last + 1
                if by is None and self.id and not undergone:
                    somebody = nxt < syn.n and self.s.units[nxt].mention_kind in SITES | {"pronoun"} | ({done} & {"instrument"})
                    if somebody and not self._required(p, nxt):
                        by = syn.group(nxt, "agent", left=False)
                if by is None and self.id and d.type == "REQUEST":  # "diperintahkan langsung dari X"
                    by = syn.oblique(v, self.lang.sets["from_place"], v, min(end, last + 4))
                    if by is not None:
                        d.clauses.pop("action", None)
                weapon = self.id and nxt < syn.n and self.s.units[nxt].low in self.lang.sets["owner_acts"]
                if by is None and weapon and not undergone and not self._required(p, nxt):
                    by = syn.object(v, last - v + 1)  # "dihantam rudal dari pesawat X"
                if by is None and self.id and not undergone and d.kind == "undertaking":
                    by = self._by_him(v)
                if self.id and by is not None and not by.members and nxt < syn.n and self.s.units[nxt].low in syn.by:
                    by = self._who_sent(nxt) or by
                if by is not None:
                    d.fills[done] = by
                elif p.need and p.obj is None and subject is not None and subject.members and self._own(d, p, nxt, subject):
                    d.fills[done] = Group(list(subject.members), subject.first, subject.last, OWN_UNDERGOES, subject.thing)
        elif done is not None:
            obj = self._object(v, last - v + 1)
            if obj is None and not self.id and subject is not None:
                obj = self._whom_told(v, last, subject)
            if obj is not None and (obj.first < first_comp or self._asked_to(obj, last)):
                d.fills[done] = obj
        if passive and p.need and not d.clauses:
            self._action_before(d, p, v, start)
        if passive and p.obj is None and subject is not None:
            if p.comp and not d.clauses:
                self._promised_subject(d, p, v, subject)
            if not self.id:
                self._given(d, p, v, last, subject)
        for preps, role in p.obl:
            g = self._own_side(subject, preps) if passive else None
            if g is None:
                g = self._marked(
                    preps,
                    last + 1,
                    v,
                    start,
                    min(end, first_comp) if first_comp < syn.n else end,
                    before=True,
                    own=passive or role == "place",
                )
            if g is None and first_comp < syn.n:
                g = self._inside(d, preps, whole=role == "instrument")
            if g is not None and not self.id and d.type == "REJECT" and g.first > last and "IV" in syn.kinds[last + 1 : g.first]:
                g = None  # "turned down a request to delay the trial of X": belongs to what was asked
            if g is not None and passive and done is not None and done in d.fills and d.fills[done].members == g.members:
                continue  # "supported by X": its doer, nobody else
            if g is not None and subject is not None and subject.first > v and subject.members == g.members:
                continue  # "tewas dalam serangan itu X": who died, not who attacked
            if g is not None and not (role == p.subj and role in d.fills):  # "diusir dari Kanada": its doer, if no other is there
                d.fills[role] = g
                d.score += 8 if " " in g.how and not d.mutual else 0
        if d.mutual and subject is not None:
            self._partner(d, v, start, end)

    def _by_him(self, v: int) -> Group | None:
        """“membatalkan jalan yang dijanjikannya": the one who does what the sentence tells before."""
        if not self.s.units[v].low.endswith("nya"):
            return None
        verb = next((i for i, u in enumerate(self.s.units[:v]) if u.kind in "VA"), None)
        doer = self._subject(verb) if verb is not None else None
        members = [m for m in doer.members if m.kind in ACTORS or m.kind == "pronoun"] if doer is not None else list(self.before)
        return Group(members, v, v, "who does what is told before") if members else None

    def _whom_told(self, v: int, last: int, subject: Group) -> Group | None:
        """“freed the men they had kidnapped in Peru": whom a clause without a relative word tells of, right before its subject."""
        u, before = self.s.units, subject.first - 1
        if before < 1 or subject.last >= v or last + 1 >= self.syn.n or u[last + 1].kind not in "PT.,;SC":
            return None
        m = u[before].m
        if m is None or m.adjective or m.kind not in SITES or any(x.kind not in "ADNT" for x in u[subject.last + 1 : v]):
            return None
        told = u[subject.first].mention_kind == "pronoun" or m.kind == "group" or m.kind == "facility"
        return self.syn.group(before, "whom the clause behind tells of", right=False) if told else None

    def _made_a_noun(self, d: Draft, v: int, last: int) -> bool:
        """“ditangkapnya X": a passive made a noun, behind which stands whom it is done to; "yang ditangkapnya" is by him."""
        if not self.id or last + 1 >= self.syn.n or not self.s.units[v].low.endswith("nya") or self.t[d.first].low in self.lang.triggers:
            return False
        return self.s.units[last + 1].mention_kind in SITES and (v == 0 or self.s.units[v - 1].kind != "R")

    def _who_sent(self, j: int) -> Group | None:
        """“dihantam oleh roket yang ditembakkan X”: who is told, in a clause of its own, to have sent the thing behind "oleh" at ``j``."""
        u, n = self.s.units, self.syn.n
        k = next((k for k in range(j + 1, min(j + 4, n - 2)) if u[k].kind == "R"), None)
        if k is None or any(x.kind != "X" for x in u[j + 1 : k]) or u[k + 1].kind != "V" or not u[k + 1].low.startswith("di"):
            return None
        who = k + 2 + (u[k + 2].low in self.syn.by)
        return self.syn.group(who, "agent", left=False) if who < n and u[who].m is not None else None

    def _expletive(self, subject: Group, last: int) -> bool:
        """“It was stressed that ...”: whether the subject is an "it" that only stands for the clause behind the verb."""
        j = last + 1
        while j < self.syn.n and self.s.units[j].kind in "DT,":
            j += 1
        that = j < self.syn.n and self.s.units[j].kind in "SR" and self.s.units[j].low == "that"
        return that and [m.head for m in subject.members] == ["it"]

    def _asked_to(self, obj: Group, last: int) -> bool:
        """“mendesak Israel dan Hamas segera menyepakati ...”: whether the object of a call is who is to act in the clause it opens."""
        units, j = self.s.units, obj.last + 1
        if not self.id or obj.first != last + 1 or obj.thing is not None or len(obj.members) < 2 or units[last].low not in self.syn.control:
            return False
        while j < self.syn.n and units[j].kind in "AND":
            j += 1
        return j < self.syn.n and units[j].kind == "V" and not units[j].low.startswith("di")

    def _promised_subject(self, d: Draft, p: Pattern, v: int, subject: Group) -> None:
        """“Penarikan pasukan itu dijanjikan", "their withdrawal was agreed on": of a passive, the subject is what is promised or said."""
        bound = any(m.kind == "instrument" and (m.title in BINDING_TEXTS or p.need) for m in subject.members)
        if bound and d.kind == "undertaking":
            return  # "The deal was announced": not what it says
        if not self.id and not self.syn._passive_aux(v):
            return  # "a deal brokered by X" ends the words of another act
        units, lo, stop = self.s.units, self._phrase_start(subject.first), v
        while stop > lo + 1 and units[stop - 1].kind in "ADNQ,":
            stop -= 1
        d.clauses[p.comp[0][1]] = (lo, stop, (units[lo].start, units[stop - 1].end))

    def _given(self, d: Draft, p: Pattern, v: int, last: int, subject: Group) -> None:
        """“teachers were offered a raise": of a giving told in the passive, the subject is the one who is given something."""
        role = next((r for _, r in p.obl if r in ("beneficiary", "recipient")), None)
        if role is None or "action" not in d.clauses or not self.syn._passive_aux(v) or p.comp[0][0]:
            return
        people = bool(subject.members) and all(m.kind in PEOPLE for m in subject.members)
        if people and d.clauses["action"][0] == last + 1:
            d.fills[role] = Group(list(subject.members), subject.first, subject.last, GIVEN)

    def _own(self, d: Draft, p: Pattern, nxt: int, subject: Group) -> bool:
        """Whether what is done is done with the subject's own: "pasukan Prancis ditarik", not "X dikenakan sanksi"."""
        thing = subject.thing
        unowned = [m.head for m in subject.members if m.owner is None and not m.named]  # not "bantuan militer Jerman"
        if thing is not None and any([thing.low, head] == list(ws) for head in unowned for g in p.need for ws in g):
            return False  # "kartu pers itu dikembalikan": the press is a word of what is given back, not whose it is
        if not self.id and d.type == "SANCTION":  # "US aid to Chad was suspended"
            return subject.thing is not None and any(ws[0] == subject.thing.low for group in p.need for ws in group)
        if not self.id and d.type != "MOBILIZE":  # "the last troops will be moved out of Chad"
            return d.type == "RETREAT" and all(m.sector in ARMED for m in subject.members)
        if d.pattern.frame["frame"] == CUT:
            return False  # "anggaran kementerian dipangkas": its own money, and others cut it
        return d.type in OWN and not (d.type == "SANCTION" and nxt < self.syn.n and self._required(p, nxt))

    def _doer_beside(self, p: Pattern, i: int) -> bool:
        """Whether somebody stands right behind an Indonesian passive, without "oleh"."""
        return i < self.syn.n and self.s.units[i].mention_kind in ACTORS and not self._required(p, i)

    def _own_side(self, subject: Group | None, preps: frozenset[str]) -> Group | None:
        """“Delegasi Kenya dipimpin X”: the subject is itself what the marker names, and whose it is fills the role."""
        if subject is None:
            return None
        owners = [m.owner for m in subject.members if m.owner is not None and m.head in preps]
        return Group(owners[:1], subject.first, subject.last, subject.members[0].head) if owners else None

    def _inside(self, d: Draft, preps: frozenset[str], *, whole: bool = False) -> Group | None:
        """“menawarkan bantuan medis kepada Kenya”: whom it concerns may stand behind what is offered and ends it.

        ``whole``: in words with a verb too, "wajib membuka pelabuhan berdasarkan perjanjian itu".
        """
        units = self.s.units
        for role, (first, stop, span) in d.clauses.items():
            if role != "action" or not whole and any(u.kind == "V" for u in units[first:stop]):
                continue
            g = self._marked(preps, first + 1, first, first, stop, before=False)
            if g is not None:
                cut = next(j for j in range(g.first - 1, first, -1) if self._marker_at(units[j].first, preps))
                if cut > first:
                    d.clauses[role] = (first, cut, (span[0], units[cut - 1].end))
                return g
        return None

    def _required(self, p: Pattern, i: int) -> bool:
        """“ditetapkan tersangka”: what stands behind the passive is a word that the pattern asks for, not its doer."""
        first = self.t[self.s.units[i].first].low
        return any(ws[0] == first for group in p.need for ws in group)

    def _partner(self, d: Draft, v: int, start: int, end: int) -> None:
        """“X bertemu dengan Y”: both are actors, whatever role the pattern gave to Y."""
        if not any(r in d.fills for r in ("recipient", "beneficiary")):
            g = self.syn.oblique(v, self.syn.partner, start, end)
            comp = min((c[0] for c in d.clauses.values()), default=self.syn.n)
            between = self.s.units[comp : g.first] if g is not None and not self.id else []
            if any(u.low in self.lang.sets["supplying"] for u in between):
                return  # "agreed to supply Peru with tanks": belongs to what is agreed
            if g is not None and any(m.kind in PEOPLE for m in g.members):
                d.fills.setdefault("recipient" if "recipient" in d.pattern.roles else "beneficiary", g)

    def _action_before(self, d: Draft, p: Pattern, v: int, start: int) -> None:
        """“Niat untuk melanjutkan X ditegaskan oleh Y": the words of the action stand in the subject, behind the noun that is asked for."""
        units = self.s.units
        wanted = {ws[0] for group in p.need for ws in group}
        noun = next((j for j in range(start, v) if self.t[units[j].first].low in wanted), None)
        if noun is None:
            return
        for markers, role in p.comp[:1]:
            opened = next((j for j in range(noun + 1, v) if units[j].kind in "VRS,"), v)
            begin = next((j + 1 for j in range(noun + 1, opened) if units[j].m is None and units[j].low in markers), None)
            if begin is None and self.id and units[noun + 1].kind == "V" and noun + 1 < v:
                begin = noun + 1  # "komitmen memangkas pasukan disampaikan X"
            stop = v
            while begin is not None and stop > begin and units[stop - 1].kind in "ADNQ,":
                stop -= 1
            if begin is not None and stop > begin:
                d.clauses[role] = (begin, stop, (units[begin].start, units[stop - 1].end))
