"""Acts told by a noun ("serangan AS terhadap X"): its owner, its light verb, and what stands behind it."""

from __future__ import annotations

from ikrar.engines.rules.clauses import first_words
from ikrar.engines.rules.complement import Complements
from ikrar.engines.rules.draft import DONE_TO, Draft, expand
from ikrar.engines.rules.group import ACTORS, OWNERS, Group
from ikrar.lexicon import Pattern
from ikrar.model.annotation import Mention, Unit

LIGHT_REACH = 18  # units behind a noun within which a light verb in the passive stands


class Nominal(Complements):
    """Fills the roles of noun patterns."""

    def _noun(self, v: int, u: Unit, at: int, size: int) -> bool:
        if not self.id and at > 0 and f"{self.t[at - 1].low} {self.t[at].low}" in self.lang.sets["adverbial"]:
            return False  # "in protest"
        end = self.unit_of[at + size - 1]
        last = self.s.units[end]
        if not self.id and u.m is None and last.m is None and last.last == at + size - 1 and end + 2 < self.syn.n:
            behind, then = self.s.units[end + 1], self.s.units[end + 2]
            if behind.kind == "X" and (then.kind not in "IPd" or behind.low in self.lang.sets["about_deeds"]):
                return False  # "the withdrawal effort", "a murder inquiry into": another noun is the head
        inside = u.m is not None and not self.id and not u.m.adjective and u.m.kind in ACTORS and (at < u.last or u.m.named)
        if inside and u.m is not None and self.t[at + size - 1].low != u.m.head.rpartition(" ")[2]:
            return False  # "riot police", "strike group": the head of the phrase is somebody
        if u.m is not None:
            return u.first == at or not self.id or self.t[at].low == u.m.head.split()[0]
        return u.kind in "XKD" or (self.id and u.kind == "V" and not self.t[at].low.startswith(("me", "di", "ber")))

    def _fill_noun(self, d: Draft, p: Pattern, v: int, last: int, after: int) -> None:
        syn, u = self.syn, self.s.units[v]
        start, end = self._bounds(v, last)
        owner: Group | None = None
        inside = u.m or self.s.units[last].m  # the trigger may end inside a mention: "penarikan pasukan Prancis"
        if inside is not None:
            led = inside.country == "INT" and inside.sector == "MIL"  # "pasukan koalisi pimpinan X": not X alone
            inner = inside if led else inside.owner or inside.of
            if inner is not None:
                owner = Group([inner], v, last, "owner")
            elif inside.members:
                owner = Group(list(inside.members), v, last, "owner")
            elif inside.kind == "state" and u.m is inside and d.start == inside.start and d.end < inside.end:
                owner = Group([inside], v, last, "owner")  # "rombongan Saudi" is the state, come to talk
        done_to = p.subj in DONE_TO
        tail = self.s.units[last].m if last != v else None
        if owner is None and tail is not None and (tail.named or tail.kind == "armed-group" or (tail.kind == "group" and not d.mutual)):
            owner = Group([tail], last, last, "inside the trigger")  # "serangan teroris", "kerusuhan massa"
        if owner is None:
            owner = self._owner_right(last) if self.id else self._owner_left(v)
        if d.mutual and owner is not None and inside is not None and (other := self._joined_to(inside, v, owner)) is not None:
            owner = Group([*owner.members, other], owner.first, v, "owner")
        if d.mutual and owner is not None and len(owner.members) == 1 and owner.members[0].adjective and owner.members[0].kind != "state":
            owner = None  # "military talks between X and Y": of which sort they are
        if owner is None and not done_to:
            told = end
            if not self.id:
                told = next((j for j in range(last + 1, end) if self.s.units[j].kind in "AB" and not self._lends(j + 1)), end)
            by = self._marked(
                syn.by | {"antara", "di antara", "antar", "between", "among"} if d.mutual else syn.by,
                last + 1,
                v,
                v,
                min(told, last + 8),  # "those at the protests were harassed by police": not who protested
                before=False,
            )
            owner = by
        if self.id or d.type == "ASSAULT":  # "serangan itu memancing milisi untuk menembaki X": what others are moved to do
            causes, answers = self.lang.sets["causative"], self.lang.sets["answering"] if self.id else frozenset()
            j = syn.kinds.find("V", last + 1, end)
            while j >= 0:
                if self.s.units[j].low in causes or self.s.units[j].low in answers:
                    end = j
                    break
                j = syn.kinds.find("V", j + 1, end)
        light = self._light(v)
        if light is not None and light[2] > last:  # "serangan roket yang dilakukan milisi terhadap X": what stands behind it is the noun's
            end = max(end, self._reach(light[2]))
        if light is not None and light[0] is not None and p.subj is None and not d.mutual and any(role == "actor" for _, role in p.obl):
            d.fills["actor"] = light[0]  # "melakukan pencabutan kartu pers X"
        elif light is not None and p.subj is not None:
            d.notes.append(f'light verb "{light[1]}"')
            if done_to and light[0] is not None and "actor" in p.roles:
                d.fills["actor"] = light[0]  # "polisi melakukan penyitaan kapal"
            elif light[0] is not None and (owner is None or not d.mutual):
                if owner is not None and "recipient" in p.roles and p.subj != "recipient" and not self._same(owner, light[0]):
                    d.fills.setdefault("recipient", owner)
                owner = light[0]
        theirs = owner is not None and "actor" in p.roles and _its_work(d, owner)
        if done_to and owner is not None and theirs:
            d.fills.setdefault("actor", owner)  # "penggerebekan aparat kepolisian": their work
        elif p.subj is not None and owner is not None:
            d.fills[p.subj] = owner
        undergoer = next((r for r in ("victim", "recipient") if r in p.roles), None)
        if undergoer is None or owner is None or p.subj != "actor" or not self._suffered(d, owner, last):
            undergoer = None
        else:
            d.fills[undergoer] = d.fills.pop("actor")  # "Ana Rojas's arrest": she did not make it
        for preps, role in p.obl:
            if role == undergoer:
                continue
            reach = self._own_of(last, end) if not self.id and "of" in preps else end
            g = self._marked(preps, last + 1, v, start, reach, before=False)
            if g is not None:
                d.fills[role] = g
        self._told_of(d, p, v)
        if d.type == "ASSAULT" and "recipient" in p.roles and "recipient" not in d.fills:
            self._undergone(d, v)
        self._over(d, last)
        if "victim" in p.roles and "victim" not in d.fills:
            self._outcome(d, last)

    def _suffered(self, d: Draft, owner: Group, last: int) -> bool:
        """“the mayor's arrest": whether the one whose the act is, a person whom no "of" follows, has undergone it; English only."""
        units = self.s.units
        undergone = not self.id and units[d.unit].low.rpartition(" ")[2] in self.lang.sets["acts_undergone"] and owner.last < d.unit
        if not undergone or d.fills.get("actor") is not owner or last + 1 < self.syn.n and units[last + 1].low == "of":
            return False
        return all(m.kind == "person" or m.pronoun in ("he", "she", "third") for m in owner.members)

    def _own_of(self, last: int, end: int) -> int:
        """“attributed the pullout to the growth of X": how far an "of" may stand that is not another noun's."""
        units = self.s.units
        first = next((j for j in range(last + 1, min(end, self.syn.n)) if units[j].low == "of"), end)
        before = units[first - 1]
        return first if first < end and first - 1 > last and before.kind == "X" and before.low not in self.lang.sets["whereabouts"] else end

    def _told_of(self, d: Draft, p: Pattern, v: int) -> None:
        """“A pledge to protect X came from Y", "Kesepakatan untuk ... tercapai antara X dan Y": the verb that the noun is the subject of.

        It ends what is promised, and whoever stands behind it may be the one who promises.
        """
        if "action" not in d.clauses or d.type not in ("AGREE", "CONCEDE") or self._light(v) is not None:
            return
        first, stop, span = d.clauses["action"]
        units, held = self.s.units, self.lang.modes["held"]
        last = next((j for j in range(stop, self.syn.n) if units[j].kind not in "CMXAD"), stop)  # "... and [the last of a list] came"
        verb = next((j for j in range(first + 1, min(last + 1, self.syn.n)) if self._predicates(j, held)), None)
        if verb is None or any(units[j].kind in "RS" for j in range(first, verb)):
            return
        cut = verb
        while cut > first + 1 and units[cut - 1].kind in "ADN,":
            cut -= 1
        d.clauses["action"] = (first, cut, (span[0], units[cut - 1].end))
        for preps, role in p.obl:
            g = self._marked(preps, verb + 1, v, verb, self.syn.n, before=False) if role not in d.fills else None
            if g is not None:
                d.fills[role] = g

    def _predicates(self, j: int, held: frozenset[str]) -> bool:
        """Whether the verb at ``j`` can be said of a noun whose content stands before it."""
        u = self.s.units[j]
        if u.kind != "V":
            return False
        return u.low in held if self.id else bool({"past", "s"} & set(u.forms)) and "base" not in u.forms

    def _lends(self, v: int) -> bool:
        """Whether the verb at ``v`` only says that the act of a noun is done: "was carried out by X"."""
        light = self.lang.sets["light"]
        return v < self.syn.n and (self.s.units[v].low in light or bool(self._phrase_before(v, light)))

    def _over(self, d: Draft, last: int) -> None:
        """“pertempuran antara X dan Y terhenti", "the fighting subsided": an act that is over is not told as one."""
        if d.type not in ("ASSAULT", "PROTEST"):
            return
        j = last + 1
        while j < self.syn.n and j < last + 12 and self.syn.kinds[j] not in "V;.SRB,":
            j += 1
        if j < self.syn.n and self.s.units[j].low in self.lang.sets["over"]:
            if any(u.low in self.lang.sets["turned_out"] for u in self.s.units[j + 1 : j + 3]):
                return  # "unjuk rasa itu berakhir ricuh": it is told how it went
            d.refused = f'over: "{self.s.units[j].low}"'

    def _undergone(self, d: Draft, v: int) -> None:
        """“bases were targeted by rocket attacks": what the act that does it is told to have hit."""
        units, j = self.s.units, v - 1
        while j > 0 and units[j].kind in "Xd#aC":
            j -= 1
        if self.id or j < 1 or units[j].kind not in "PI" or units[j - 1].low not in self.lang.sets["undergoing"]:
            return
        g = self.syn.subject(j - 1)
        if g is not None and g.members:
            d.fills["recipient"] = Group(list(g.members), g.first, g.last, f"what was {units[j - 1].low}")

    def _outcome(self, d: Draft, last: int) -> None:
        """“serangan udara X menewaskan Y": whom the act that is the subject harms."""
        j = last + 1
        while j < self.syn.n and j < last + 14 and self.s.units[j].kind not in "V;.SB":
            j += 1
        if j < self.syn.n and self.s.units[j].kind == "V" and self.s.units[j].low in self.lang.sets["results"]:
            harmed = self.syn.object(j)
            if harmed is not None and harmed.members:
                d.fills["victim"] = harmed

    def _same(self, a: Group, b: Group) -> bool:
        return {m.country for m in expand(a.members)} == {m.country for m in expand(b.members)}

    def _owner_right(self, last: int) -> Group | None:
        j, plain = last + 1, 0
        units, demonstratives = self.s.units, self.lang.sets["demonstratives"]
        while j < self.syn.n and plain <= 4:
            u = units[j]
            if u.m is not None and u.m.kind in ("name", "place") and self._pair(j + 1):
                plain += 1  # "Dialog Pasifik A-B": what it is called stands before whose it is
            elif u.m is not None:
                return self.syn.group(j, "owner", left=False) if u.m.kind in OWNERS else None
            listed = u.kind == "C" and j + 1 < self.syn.n and units[j + 1].kind == "X"
            if u.m is not None:
                pass
            elif u.kind in "XQ#a" or listed or u.low in ("baru", "pimpinan", "milik") or (u.kind == "D" and u.low not in demonstratives):
                plain += 1
            elif u.kind == "P" and u.low in ("dari",) and plain <= 2:
                pass
            else:
                return None
            j += 1
        return None

    def _pair(self, j: int) -> bool:
        """Whether two states joined by a dash stand at unit ``j``: "Kenya-Uganda"."""
        units = self.s.units
        return j + 2 < self.syn.n and units[j + 1].kind == "-" and units[j].mention_kind == units[j + 2].mention_kind == "state"

    def _joined_to(self, name: Mention, v: int, owner: Group) -> Mention | None:
        """“the Polish-Georgian High Dialogue": the second state, whose adjective begins the name that the trigger ends."""
        units, first = self.s.units, owner.members[0] if len(owner.members) == 1 else None
        if self.id or v < 2 or units[v - 1].kind != "-" or units[v - 2].m is not first or first is None or first.kind != "state":
            return None
        if name.kind not in ("name", "thing") or name.country in (None, "INT", first.country) or name.guessed:
            return None
        return name.as_state()

    def _owner_left(self, v: int) -> Group | None:
        j, plain = v - 1, 0
        units = self.s.units
        while j >= 0 and plain <= 4:
            u = units[j]
            if u.m is not None:
                if u.m.kind in OWNERS and (u.m.adjective or u.m.kind != "place" or (j + 1 < self.syn.n and units[j + 1].kind == "'")):
                    return self.syn.group(j, "owner", right=False, left=units[j - 1].kind == "-" if j else False)
                return None
            if u.kind in "X'#Q-T" or u.kind == "a":
                plain += 1
            else:
                return None
            j -= 1
        return None

    def _light(self, v: int) -> tuple[Group | None, str, int] | None:
        """What ``_lent`` finds, remembered as by ``_object``."""
        if v not in self._lights:
            self._lights[v] = self._lent(v)
        found = self._lights[v]
        if found is None or found[0] is None:
            return found
        g = found[0]
        return g.copy(), found[1], found[2]

    def _lent(self, v: int) -> tuple[Group | None, str, int] | None:
        """The subject lent by a light verb whose object (or, in a passive, subject) is the noun at ``v``; the verb, and where it stands."""
        units, light = self.s.units, self.lang.sets["light"]
        if self.s.words.isdisjoint(first_words(self.lang.either("light", "answering", "flowing"))):
            return None
        j = v - 1
        while j >= 0 and v - j < 7 and units[j].kind in "Xd#DaQ'CT":
            j -= 1
        if not self.id and j > 1 and units[j].kind == "P":  # "took part in a protest"
            k = next((k for k in (j - 1, j - 2) if units[k].kind == "V"), None)
            if k is not None and " ".join(t.low for t in self.t[units[k].first : units[j].last + 1]) in light:
                j = k
        if j > 0 and units[j].low in ("with", "dengan"):  # "answered the raid with salvoes of rockets"
            k, answering = j - 1, self.lang.sets["answering"]
            while k > 0 and units[k].low not in answering and (units[k].kind in "Xd#DaP" or units[k].m is not None):
                k -= 1
            j = k if units[k].low in answering and units[k].kind in "VP" else j
            light = light | answering
        known = j >= 0 and units[j].low in light and units[j].kind in "VP"
        if known or j >= 0 and units[j].kind == "V" and self._phrase_before(j, light):
            if self.id and units[j].low.startswith("di"):
                answers = units[j].low in self.lang.sets["answering"] and units[j + 1].mention_kind in ACTORS
                return (self.syn.group(j + 1, "agent", left=False), units[j].low, j) if answers else None
            g = self.syn.subject(j)
            if g is None and self._opens(j) and self.before:
                g = Group(list(self.before), j, j, "carried over")
            return (Group(g.members, g.first, g.last, f"subject of {units[j].low}", g.thing) if g is not None else None), units[j].low, j
        j = v + 1
        while j < self.syn.n and j - v < LIGHT_REACH:
            also = self.id and units[j].kind == "C" and j + 1 < self.syn.n and units[j + 1].kind in "VA"  # "dukungan juga datang dari X"
            if units[j].kind not in "XDATd#Q,NRMP" and not (also or self._plain_pair(j) or self._of_object(j) or self._comes(j)):
                break
            j += 1
        if self.id and j + 2 < self.syn.n and units[j].low in self.lang.sets["flowing"] and units[j + 1].low in self.lang.sets["owners"]:
            return self.syn.behind(j + 1, j + 2, units[j + 1].low, over="DdQ#'", left=False), units[j].low, j
        commas = [k for k in range(v + 1, min(j, self.syn.n - 1)) if units[k].kind == ","]
        if self.id and len(commas) == 1 and units[commas[0] + 1].kind not in "RVAN":
            return None  # "terkait pertemuan itu, bantuan akan dilakukan ...": something else is done
        if (
            j < self.syn.n
            and units[j].kind == "V"
            and (units[j].low in light or not self.id and j + 1 < self.syn.n and f"{units[j].low} {units[j + 1].low}" in light)
            and (units[j].low.startswith("di") if self.id else self.syn._passive_aux(j) or units[j - 1].kind == "," and self._comes(j - 2))
        ):
            by = self.syn.oblique(j, self.syn.by, j, self._reach(j))
            if by is None and self.id and j + 1 < self.syn.n and units[j + 1].m is not None and units[j + 1].mention_kind in ACTORS:
                by = self.syn.group(j + 1, "agent", left=False)
            return by, units[j].low, j
        return None

    def _comes(self, j: int) -> bool:
        """“Attacks followed, carried out by X”: whether the verb at ``j`` only says that there were such, and a participle says whose."""
        units = self.s.units
        if self.id or units[j].kind != "V" or units[j].low not in self.lang.sets["occurring"] or j + 2 >= self.syn.n:
            return False
        aimed = units[j + 1].kind == "P" and units[j + 2].mention_kind == "facility"  # "attacks by X followed on bases"
        return aimed or units[j + 1].kind == "," and "part" in units[j + 2].forms

    def _of_object(self, j: int) -> bool:
        """“serangan ke pangkalan yang ditempati X dan ke kedutaan Y dilancarkan Z": the words at ``j`` still say at what."""
        units = self.s.units
        if units[j].kind == "C":
            return j + 1 < self.syn.n and (units[j + 1].kind == "P" or units[j + 1].m is not None and units[j - 1].m is not None)
        return self.id and units[j].kind == "V" and units[j - 1].kind == "R" and units[j].low not in self.lang.sets["light"]

    def _plain_pair(self, j: int) -> bool:
        """Whether the conjunction at unit ``j`` joins two plain nouns: "serangan roket dan mortir"."""
        units = self.s.units
        return units[j].kind == "C" and j + 1 < self.syn.n and units[j - 1].kind == units[j + 1].kind == "X"

    def _opens(self, v: int) -> bool:
        """Whether nothing that could be a subject stands before the verb."""
        return v < 8 and not self.syn.kinds[:v].strip("ADNQTCS,.X-:")


def _its_work(d: Draft, owner: Group) -> bool:
    """Whether the owner of the noun does what is done: police and prosecutors seize and arrest, a body dismisses."""
    if not owner.members or any(m.kind != "organization" for m in owner.members):
        return False
    officers = all(m.sector in ("COP", "JUD") for m in owner.members)
    return d.mode == "withdraw" or (d.type == "COERCE" and officers)
