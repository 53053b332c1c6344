"""How a verb stands in its sentence: active, passive, by itself or only as a description, by the words around it."""

from __future__ import annotations

from ikrar.engines.rules.group import ACTORS, PEOPLE, Group
from ikrar.engines.rules.nominal import Nominal
from ikrar.model.annotation import Unit

LONG = 3  # words; a trigger of more has the verb behind the auxiliary in it: "has [been told to leave]"
PREFIXES = frozenset(("me", "be", "di", "te"))
"""How the words begin that are Indonesian verbs by their shape."""
SET_OFF = 14  # units that an aside between commas may have


class Voices(Nominal):
    """The voices of the verbs of one sentence."""

    def _voice(self, v: int, u: Unit, mark: str, size: int) -> str | None:
        """“active” or "passive" where the unit is a verb in a form that ``mark`` allows."""
        if self.id:
            bare = u.low[:2] not in PREFIXES
            if bare and v > 0 and u.kind != "A" and self.s.units[v - 1].low in self.lang.modes["governing_nouns"]:
                return None  # "rencana demo": a noun, only talked of
            if bare and u.low in self.lang.acts and self._governed(v):
                return None  # "polisi mengamankan demo": a noun, its object
            if mark == "root":
                if u.m is not None:
                    return None
                if v > 0 and self.s.units[v - 1].mention_kind == "pronoun" and u.kind in "XKV":
                    # "senjata itu akan kami serahkan": the doer stands before the bare verb, what it is done to before him
                    return "fronted" if self._patient_before(v - 1) else "active"
                if self._described_by_doer(v) is not None:
                    return "fronted"  # "perjanjian yang A dan B teken"
                return "active" if self.s.title or u.kind == "V" else None
            if u.m is not None or (u.kind not in "VXAKD" and size == 1):
                return None
            if bare and mark != "pas" and self._described_by_doer(v) is not None:
                return "fronted"
            return "passive" if mark == "pas" and not self._says_in_passive(v, size) else "active"
        if u.kind != "V":
            before = v + 1 < self.syn.n and self.s.units[v + 1].m is not None
            if before and u.kind == "A" and size == 1 and u.low in self.lang.sets["modals"]:
                return None  # "should Peru attack", "will they come?": a condition or a question
            return "active" if u.kind in "AB" and (size > LONG or not self._only_helps(v)) else None
        if v and self.s.units[v - 1].low == "those":
            return None  # "among those killed": who they are, no act told
        if mark not in ("part", "past"):
            return "active"
        if mark == "past" and "part" in u.forms:
            return None  # the same form is tried as a participle
        aux = self.syn._passive_aux(v)
        if mark == "part":
            opens = v < 2 and (self.syn._inverted(v) is not None or self.syn.participial(v) is not None)
            if aux or opens:
                return "passive"
            end = self.unit_of[self.s.units[v].first + size - 1]
            nxt = self.s.units[end + 1] if end + 1 < self.syn.n else None
            prev = self._previous(v)
            has = prev is not None and prev.low.rpartition(" ")[2] in ("has", "have", "had", "'ve", "having")
            if has:
                return "active"
            if size == 1 and not aux and nxt is not None and nxt.low == "with" and u.low in self.lang.sets["tied_with"]:
                return None  # "a group allied with the party"
            blamed = size == 1 and nxt is not None and nxt.low == "of" and u.low in self.lang.sets["blamed_with"]
            if blamed and v and self.s.units[v - 1].m is not None:
                return None  # "a man convicted of murder was hanged": who he is
            if size == 1 and nxt is not None and nxt.low == "on" and u.low in self.lang.sets["laid_on"]:
                return "passive"  # "an attack blamed on rebels"
            how = self.s.units[end + 2].low if end + 2 < self.syn.n else ""
            if nxt is not None and nxt.low in self.syn.by and how not in self.lang.sets["means"]:  # "met by video link"
                tie = size == 1 and u.low in self.lang.sets["ties"] and prev is not None and (prev.m is not None or prev.kind in "X,")
                return None if tie else "passive"  # "militias backed by Iran": a tie that only describes
            behind = prev is not None and prev.kind == "," and v > 1 and v - 1 not in self.syn.closing  # no aside ends there
            text = self.s.units[v - 2] if behind else prev
            if (
                v > 2
                and text is self.s.units[v - 1]
                and self.s.units[v - 2].kind == "P"
                and self.s.units[v - 3].mention_kind == "instrument"
            ):
                text = self.s.units[v - 3]  # "the Agreement on Trade signed in 2011"
            acts = nxt is not None and (nxt.kind == "d" or nxt.mention_kind in ACTORS)  # "the resolution placed the government under ..."
            if "past" in u.forms and text is not None and text.mention_kind == "instrument" and not acts:
                return "passive"  # "a treaty signed in 2011": texts do not sign
            if self.s.title and u.low in self.lang.sets["undergone"] and (nxt is None or nxt.kind in "PT.,SC"):
                return "passive"  # "Police officers arrested over shooting"
            if "past" in u.forms:
                return "passive" if size == 1 and (self._describes(v, prev, nxt) or self._set_off(v, nxt)) else "active"
            return "passive"
        return None if aux else "active"

    def _says_in_passive(self, v: int, size: int) -> bool:
        """“Kedua pihak juga ditegaskan ulang bahwa ...”: translated word by word, those before it say what follows "bahwa"."""
        end = self.unit_of[self.s.units[v].first + size - 1] + 1
        if end >= self.syn.n or self.s.units[end].kind != "S" or self.s.units[end].low not in self.lang.sets["that"]:
            return False
        j = v - 1
        while j > 0 and self.s.units[j].kind in "ADC" and self.s.units[j].m is None:
            j -= 1
        by = j > 0 and self.s.units[j - 1].low in self.syn.by  # "Oleh X dijanjikan bahwa ..."
        return j >= 0 and not by and self.s.units[j].mention_kind in PEOPLE | {"instrument"}

    def _governed(self, v: int) -> bool:
        """“membubarkan paksa demo": whether a verb that takes an object stands before the bare word at ``v``, at most a word between."""
        units = self.s.units
        j = v - 1 - (v > 1 and units[v - 1].kind in "DX")
        return j >= 0 and units[j].kind == "V" and units[j].low.startswith("me")

    def _only_helps(self, v: int) -> bool:
        """“has recalled", "has been left": whether the form of "have" at ``v`` is no verb of its own."""
        have, _, more = self.s.units[v].low.partition(" ")
        j = v + 1
        while j < self.syn.n and self.s.units[j].kind in "DN":
            j += 1
        behind = self.s.units[j] if j < self.syn.n else None
        return behind is not None and have in self.lang.sets["have"] and behind.kind == "V" and (more != "" or "part" in behind.forms)

    def _describes(self, v: int, prev: Unit | None, nxt: Unit | None) -> bool:
        """“officials detained since the coup", "20 wounded": a participle without an object, where another verb is the clause's own."""
        if prev is None or prev.mention_kind == "pronoun" or (nxt is not None and nxt.kind not in "PT.,SC"):
            return False
        if prev.kind in "#d":
            return True
        if prev.m is None or nxt is None or nxt.kind not in "PTS" or self._object_relative(v) or self._timed_object(v):
            return False
        if self._finite_later(v):
            return nxt.kind == "P"
        j = v - 1
        while j >= 0 and self.s.units[j].kind not in "VB,;.SRCA":
            j -= 1
        if j > 1 and self.s.units[j].kind == "C" and self.s.units[j - 1].m is not None:  # "men and boys killed in ..."
            j = next((n for n in range(j - 1, -1, -1) if self.s.units[n].kind in "VB,;.SRCA"), -1)
        k = j + 1
        while k < v and self.s.units[k].kind == "P" and self.s.units[k + 1].kind == "T":
            k += 2
        if j >= 0 and self.s.units[j].kind == "V" and self.s.units[k].kind == "P" and "past" in self.s.units[j].forms:
            return True  # "apologised to relatives of men killed in the raid"
        be = j >= 0 and self.s.units[j].kind == "A" and self.s.units[j].low in self.lang.sets["be"]  # "X was among those killed in"
        return j >= 0 and (be or self.s.units[j].kind in "VB" and self.s.units[j].low not in self.lang.sets["speech"])

    def _set_off(self, v: int, nxt: Unit | None) -> bool:
        """“X, listed as a sect by Peru, has ...", "X, jailed in 2019 by a court": told between commas of who stands before the first."""
        u, n = self.s.units, self.syn.n
        if v < 2 or u[v - 1].kind != "," or u[v - 2].m is None or nxt is None or nxt.kind not in "PT" or v - 1 in self.syn.closing:
            return False
        close = next((j for j in range(v + 1, min(v + SET_OFF, n)) if u[j].kind in ",;.VSR"), n)
        if any(u[j].low in self.syn.by and u[j + 1].m is not None for j in range(v + 1, min(close, n - 1))):
            return True
        goes_on = close + 1 < n and u[close].kind == "," and (u[close + 1].kind in "AB" or "past" in u[close + 1].forms)
        return goes_on and all(x.kind not in "VB" for x in u[: v - 1])

    def _timed_object(self, v: int) -> bool:
        """“rejected on Sunday a plan put forward by X”: whether only a time stands between the verb at ``v`` and its object."""
        kinds = self.syn.kinds
        after = v + 1 + (kinds[v + 1] == "P")
        return after + 1 < self.syn.n and kinds[after] == "T" and kinds[after + 1] in "dM#"

    def _object_relative(self, v: int) -> bool:
        """“The treaty which A and B signed in 2014 is ...": whether only those who act stand between the relative word and the verb."""
        j = v - 1
        while j > 1 and (self.s.units[j].m is not None or self.s.units[j].kind in "CD"):
            j -= 1
        before = self.s.units[j - 1]
        place = self.s.units[j].low in self.lang.sets["relative_places"]
        return 0 < j < v - 1 and self.s.units[j].kind == "R" and not place and (before.m is not None or before.kind == "X")

    def _described_by_doer(self, v: int) -> Group | None:
        """“yang A dan B teken”: those who stand between "yang" and the bare verb at ``v``."""
        if v < 2 or self.s.units[v - 1].mention_kind not in PEOPLE:
            return None
        g = self.syn.group(v - 1, "doer before the verb", right=False)
        return g if g.first > 0 and self.s.units[g.first - 1].low == "yang" and g.members else None

    def _patient_before(self, i: int) -> bool:
        """Whether a noun or a relative word stands before the pronoun at ``i``, in its clause."""
        for j in range(i - 1, -1, -1):
            u = self.s.units[j]
            if u.kind == "R" or u.m is not None or (u.kind == "X" and u.low not in self.lang.sets["said"]):
                return True
            if u.kind not in "ADNT#d":
                return False
        return False

    def _previous(self, v: int) -> Unit | None:
        j = v - 1
        while j >= 0 and self.s.units[j].kind in "DN":
            j -= 1
        return self.s.units[j] if j >= 0 else None

    def _finite_later(self, v: int) -> bool:
        """Whether another finite verb follows in the same clause, so that this participle only describes."""
        for j in range(v + 1, self.syn.n):
            u = self.s.units[j]
            if u.kind in ",;.SRC" or u.low in self.lang.sets["asks_how"]:
                return False
            if u.kind in "AB":
                if (
                    j > v + 2
                    and self.s.units[j - 1].mention_kind == "pronoun"
                    and (self.s.units[j - 2].m is not None or self.s.units[j - 2].kind == "X")
                ):
                    continue  # "to free the men it has held": a relative clause without its word
                return True
            if u.kind == "V" and "past" in u.forms and self.s.units[j - 1].kind not in "IA":  # not "to shut"
                k = j + 1  # "a plan put forward by X", "schools swept away by floods"
                while k < self.syn.n and (
                    self.s.units[k].kind == "D" or self.s.units[k].low in self.lang.either("split_particles", "verb_adverbs")
                ):
                    k += 1
                return not (k < self.syn.n and self.s.units[k].kind == "P")
        return False
